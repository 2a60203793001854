//! A form that was sent after its session had ended: kept in the sign-in page, and offered again behind it.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::super::fields::{Fields, is_form};
use super::super::form_with_file::{FormWithFile, is_form_with_file};
use super::super::guard::DESK_BODY_BYTES_MAX;
use super::super::{App, Error, page};
use crate::domain::Column;
use crate::pages::desk::{UnsentForm, login, resume};

/// What a kept form was sent to begins with.
const DESK: &str = "/desk/";
/// A post's editor is below this, and takes a picture at an address that ends so.
const POSTS: &str = "/desk/posts/";
const PICTURES: &str = "/pictures";

/// The sign-in page with the form in it.
pub async fn sign_in_again(app: &App, request: Request) -> Response {
    let Ok(site) = app.service.site() else { return Error::NotSetUp.into_response() };
    let path = request.uri().path().to_owned();
    // A picture is no text that a page could keep: it is chosen anew behind the door. What was typed with it is a save.
    if is_form_with_file(&request)
        && let Some(post) = path.strip_suffix(PICTURES).filter(|path| path.starts_with(POSTS))
    {
        let path = post.to_owned();
        return match FormWithFile::read(request).await {
            Ok(form) => keep(&site.column, UnsentForm { path, form: form.fields.encoded() }),
            Err(error) => error.into_response(),
        };
    }
    if !is_form(&request) {
        let shown = page::html(login(&site.column, "", None, None));
        return (StatusCode::FORBIDDEN, shown).into_response();
    }
    let Ok(body) = to_bytes(request.into_body(), DESK_BODY_BYTES_MAX).await else {
        return Error::TooLarge.into_response();
    };
    keep(&site.column, UnsentForm { path, form: String::from_utf8_lossy(&body).into_owned() })
}

fn keep(column: &Column, kept: UnsentForm) -> Response {
    (StatusCode::FORBIDDEN, page::html(login(column, "", None, Some(&kept)))).into_response()
}

/// The form that a sign-in page brought along, if it did and it is one of the desk's.
pub fn brought(fields: &Fields) -> Option<UnsentForm> {
    let path = fields.get("kept_path");
    if !path.starts_with(DESK) {
        return None;
    }
    Some(UnsentForm { path: path.to_owned(), form: fields.get("kept_form").to_owned() })
}

/// The page after signing in that holds the form, ready to be sent again.
pub fn offer(app: &App, kept: &UnsentForm) -> Result<Response, Error> {
    let site = app.service.site()?;
    let fields = Fields::parse(kept.form.as_bytes()).into_pairs();
    Ok(page::html(resume(&site.column, &kept.path, &fields)))
}
