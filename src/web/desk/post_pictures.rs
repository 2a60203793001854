//! A picture that the editor's form brings without scripts, with all that is typed.

use axum::Router;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;

use super::super::fields::{Fields, is_form};
use super::super::form_with_file::FormWithFile;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::posts::{address, parse, saved, store};
use super::{frame, pictures};
use crate::domain::{ANSWER_CHARS_MAX, InvalidPost, PostText};
use crate::pages::desk::Done;
use crate::pages::problems;

pub fn routes() -> Router<App> {
    Router::new().route("/desk/posts/{id}/pictures", post(add))
}

/// Saves what the editor held, takes the picture into the library, and puts it at the end of the text.
async fn add(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    // A form of another kind brings no file.
    let form = match is_form(&request) {
        true => {
            FormWithFile { fields: Fields::from_request(request, &()).await?, files: Vec::new() }
        }
        false => FormWithFile::read(request).await?,
    };
    if let Err(shown) = store(&app, &desk, id, &form.fields).await? {
        return Ok(shown);
    }
    let taken = pictures::take(&desk, form.files, form.fields.get("alt")).await?;
    let post = desk.post(id).await?;
    let (status, problem) = match taken {
        Err(refused) => refused,
        Ok(taken) => {
            let answer = format!("{}\n\n{}\n", post.text.answer, taken.picture.markdown());
            let answer = answer.trim().to_owned();
            let chars = answer.chars().count();
            if chars <= ANSWER_CHARS_MAX {
                desk.save(id, post.revision, PostText { answer, ..post.text }).await?;
                let told = if taken.moved { Done::PictureStill } else { Done::PicturePut };
                return Ok(frame::done(&address(id), Some(told)));
            }
            (StatusCode::UNPROCESSABLE_ENTITY, problems::post(&InvalidPost::Answer { chars }))
        }
    };
    let shown = saved(&app, &desk, &post, &form.fields, vec![problem], "").await?;
    Ok(match status {
        StatusCode::SERVICE_UNAVAILABLE => frame::not_now(shown),
        _ => (status, page::html(shown)).into_response(),
    })
}
