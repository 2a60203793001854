//! One question: its status, tags, notes and replies.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{Facts, done};
use crate::domain::{QuestionId, QuestionText, Status, TagName};
use crate::pages::desk::{DeskPlace, Done, QuestionForms, question};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::Desk;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/questions/{id}", get(show))
        .route("/desk/questions/{id}/status", post(set_status))
        .route("/desk/questions/{id}/tags", post(set_tags))
        .route("/desk/questions/{id}/notes", post(add_note))
        .route("/desk/questions/{id}/reply", post(reply))
        .route("/desk/questions/{id}/draft", post(begin_post))
}

async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    Query(query): Query,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let (shown, next) = (desk.question(id).await?, desk.next_new(id).await?);
    let forms = QuestionForms::of(&shown);
    let facts = Facts::gather(&app, &desk).await?;
    Ok(page::html(
        facts.page(DeskPlace::Queue, query.get("done"), |frame| {
            question(frame, &shown, next, &forms)
        }),
    ))
}

async fn set_status(
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let status =
        Status::parse(fields.get("status")).ok().filter(|status| Status::BY_HAND.contains(status));
    let status = status.ok_or(Error::BadForm)?;
    desk.set_status(id, status).await?;
    Ok(done(&address(id), Done::moved(status)))
}

async fn set_tags(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    match TagName::parse_list(fields.get("tags")) {
        Ok(tags) => {
            desk.set_tags(id, tags).await?;
            Ok(done(&address(id), Some(Done::Tagged)))
        }
        Err(problem) => again(&app, &desk, id, &fields, problems::tags(&problem)).await,
    }
}

async fn add_note(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    match QuestionText::parse(fields.get("note")) {
        Ok(text) => {
            desk.add_note(id, text).await?;
            Ok(done(&address(id), Some(Done::Noted)))
        }
        Err(problem) => again(&app, &desk, id, &fields, problems::text("note", problem)).await,
    }
}

async fn reply(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    match QuestionText::parse(fields.get("reply")) {
        Ok(text) => {
            desk.reply(id, text).await?;
            Ok(done(&address(id), Some(Done::Replied)))
        }
        Err(problem) => again(&app, &desk, id, &fields, problems::text("reply", problem)).await,
    }
}

async fn begin_post(SignedIn(desk): SignedIn, Path(id): Path<String>) -> Result<Response, Error> {
    let post = desk.begin_post(parse(&id)?).await?;
    Ok(done(&format!("/desk/posts/{post}"), Some(Done::Drafted)))
}

/// The page again with what was typed and what is wrong with it.
async fn again(
    app: &App,
    desk: &Arc<Desk>,
    id: QuestionId,
    fields: &Fields,
    problem: FieldProblem,
) -> Result<Response, Error> {
    let (shown, next) = (desk.question(id).await?, desk.next_new(id).await?);
    let mut forms = QuestionForms::of(&shown);
    match problem.field {
        "tags" => forms.tags = fields.get("tags").to_owned(),
        "note" => forms.note = fields.get("note").to_owned(),
        _ => forms.reply = fields.get("reply").to_owned(),
    }
    forms.problems = vec![problem];
    let facts = Facts::gather(app, desk).await?;
    Ok(page::unprocessable(
        facts.page(DeskPlace::Queue, "", |frame| question(frame, &shown, next, &forms)),
    ))
}

fn address(id: QuestionId) -> String {
    format!("/desk/questions/{id}")
}

fn parse(id: &str) -> Result<QuestionId, Error> {
    QuestionId::parse(id).map_err(|_| Error::NotFound)
}
