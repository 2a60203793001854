//! The library of pictures. What is sent comes as a form with a file, or from a script as the file itself.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::json;

use super::super::fields::{self, Fields, Query};
use super::super::form_with_file::{FormWithFile, is_form_with_file};
use super::super::sealed::FromScript;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{self, Facts, done};
use crate::domain::{PICTURES_DESK, PictureFileName, PictureId, PicturePlace, parse_alt};
use crate::pages::desk::{DeskPlace, Done, LibraryView, library};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::{self, Desk, PictureError, Taken};

/// Where the library is.
const ADDRESS: &str = "/desk/pictures";

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/pictures", get(show).post(add))
        // The guard has counted the bytes already.
        .route_layer(DefaultBodyLimit::disable())
        .route("/desk/pictures/{file}", get(file))
        .route("/desk/pictures/{id}/alt", post(set_alt))
        .route("/desk/pictures/{id}/delete", post(delete))
}

async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Query(query): Query,
) -> Result<Response, Error> {
    let before = match query.get("before") {
        "" => None,
        text => Some(text.parse().map_err(|_| Error::NotFound)?),
    };
    let sent = Sent { place: query.get("for").to_owned(), ..Sent::default() };
    let shown = shown(&app, &desk, before, &sent, Vec::new(), query.get("done")).await?;
    Ok(page::html(shown))
}

/// What was sent with a picture.
#[derive(Default)]
struct Sent {
    files: Vec<Vec<u8>>,
    alt: String,
    /// The place that a picture of the column is chosen for.
    place: String,
}

impl Sent {
    async fn read(request: Request) -> Result<Self, Error> {
        if fields::is_form(&request) {
            let fields = Fields::from_request(request, &()).await?;
            return Ok(Self { alt: fields.get("alt").to_owned(), ..Self::default() });
        }
        if is_form_with_file(&request) {
            return Ok(Self::of_form(FormWithFile::read(request).await?));
        }
        let query = Fields::parse(request.uri().query().unwrap_or_default().as_bytes());
        let body = axum::body::Bytes::from_request(request, &()).await;
        let file = Vec::from(body.map_err(|_| Error::BadForm)?);
        let files = if file.is_empty() { Vec::new() } else { vec![file] };
        Ok(Self { files, alt: query.get("alt").to_owned(), ..Self::default() })
    }

    fn of_form(form: FormWithFile) -> Self {
        let of = |name: &str| form.fields.get(name).to_owned();
        Self { alt: of("alt"), place: of("for"), files: form.files }
    }

    /// Where a form leads on to: the library, with the choice that goes on there.
    fn onward(&self, told: Done) -> Response {
        match self.choosing() {
            Some(place) => {
                done(&format!("{ADDRESS}?for={}&done={}", place.as_str(), told.as_str()), None)
            }
            None => done(ADDRESS, Some(told)),
        }
    }

    fn choosing(&self) -> Option<PicturePlace> {
        PicturePlace::parse(&self.place)
    }
}

async fn add(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    FromScript(from_script): FromScript,
    request: Request,
) -> Result<Response, Error> {
    let mut sent = Sent::read(request).await?;
    let files = std::mem::take(&mut sent.files);
    match take(&desk, files, &sent.alt).await? {
        Ok(taken) if from_script => Ok(told(&taken)),
        Ok(taken) => {
            let told = if taken.moved { Done::PictureStill } else { Done::PictureAdded };
            Ok(sent.onward(told))
        }
        Err((status, problem)) if from_script => {
            Ok(page::json(status, &json!({ "field": problem.field, "text": problem.text })))
        }
        Err((status, problem)) => {
            let shown = shown(&app, &desk, None, &sent, vec![problem], "").await?;
            if status == StatusCode::SERVICE_UNAVAILABLE {
                return Ok(frame::not_now(shown));
            }
            Ok((status, page::html(shown)).into_response())
        }
    }
}

/// Takes what was sent into the library; what is wrong with it where that cannot be.
pub(super) async fn take(
    desk: &Arc<Desk>,
    mut files: Vec<Vec<u8>>,
    alt: &str,
) -> Result<Result<Taken, (StatusCode, FieldProblem)>, Error> {
    let unfit = |problem| Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, problem)));
    let alt = match parse_alt(alt) {
        Ok(alt) => alt,
        Err(problem) => return unfit(problems::alt("alt", problem)),
    };
    if files.len() > 1 {
        return unfit(problems::several_pictures());
    }
    let Some(file) = files.pop() else { return unfit(problems::no_picture()) };
    match desk.add_picture(file, alt).await {
        Ok(taken) => Ok(Ok(taken)),
        Err(PictureError::Unfit(problem)) => unfit(problems::picture(problem)),
        Err(PictureError::LibraryFull) => unfit(problems::library_full()),
        Err(PictureError::Failed(service::Error::Busy)) => {
            Ok(Err((StatusCode::SERVICE_UNAVAILABLE, problems::pictures_busy())))
        }
        Err(PictureError::Failed(error)) => {
            Ok(Err((StatusCode::SERVICE_UNAVAILABLE, frame::unsaved("picture", error)?)))
        }
    }
}

/// The answer to a script: the picture's id, the Markdown that shows it, and its smallest file.
fn told(taken: &Taken) -> Response {
    let Taken { picture, moved } = taken;
    let small = picture.files.first().map(|small| format!("{PICTURES_DESK}{}", small.file));
    let value = json!({
        "id": picture.id, "markdown": picture.markdown(), "src": small, "moved": moved,
    });
    page::json(StatusCode::CREATED, &value)
}

/// A file from the vault.
async fn file(SignedIn(desk): SignedIn, Path(file): Path<String>) -> Result<Response, Error> {
    let file = PictureFileName::parse(&file).ok_or(Error::NotFound)?;
    let mut response = desk.picture_bytes(file).await?.into_response();
    let kind = HeaderValue::from_static(file.kind.content_type());
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

async fn set_alt(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    FromScript(from_script): FromScript,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    match parse_alt(fields.get("alt")) {
        Ok(alt) => {
            desk.set_alt(id, alt).await?;
            if from_script {
                return Ok(page::json(StatusCode::OK, &json!({ "id": id })));
            }
            Ok(done(ADDRESS, Some(Done::Saved)))
        }
        Err(problem) => {
            let problems = vec![problems::alt("pictures", problem)];
            let shown = shown(&app, &desk, None, &Sent::default(), problems, "").await?;
            Ok(page::unprocessable(shown))
        }
    }
}

async fn delete(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    if desk.delete_picture(parse(&id)?).await? {
        return Ok(done(ADDRESS, Some(Done::Removed)));
    }
    let problems = vec![problems::picture_named()];
    let shown = shown(&app, &desk, None, &Sent::default(), problems, "").await?;
    Ok((StatusCode::CONFLICT, page::html(shown)).into_response())
}

async fn shown(
    app: &App,
    desk: &Arc<Desk>,
    before: Option<i64>,
    sent: &Sent,
    problems: Vec<FieldProblem>,
    done: &str,
) -> Result<maud::Markup, Error> {
    let found = desk.library(before).await?;
    let view = LibraryView {
        pictures: &found.pictures,
        next: found.next,
        alt: &sent.alt,
        choosing: sent.choosing(),
        problems,
    };
    let facts = Facts::gather(app, desk).await?;
    Ok(facts.page(DeskPlace::Pictures, done, |frame| library(frame, &view)))
}

fn parse(id: &str) -> Result<PictureId, Error> {
    PictureId::from_hex(id).map_err(|_| Error::NotFound)
}
