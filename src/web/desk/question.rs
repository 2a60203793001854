//! One question: its status, tags, notes and replies.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use maud::Markup;

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{self, Facts, done};
use crate::domain::{QuestionId, QuestionText, Status, TagName};
use crate::pages::desk::{DeskPlace, Done, QuestionForms, question};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::{self, Desk};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/questions/{id}", get(show))
        .route("/desk/questions/{id}/status", post(set_status))
        .route("/desk/questions/{id}/tags", post(set_tags))
        .route("/desk/questions/{id}/notes", post(add_note))
        .route("/desk/questions/{id}/reply", post(reply))
        .route("/desk/questions/{id}/draft", post(begin_post))
        .route("/desk/questions/{id}/attention/delete", post(seen))
}

async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    Query(query): Query,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let (shown, next) = (desk.question(id).await?, desk.next_letter(id).await?);
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
    let tags = match TagName::parse_list(fields.get("tags")) {
        Ok(tags) => tags,
        Err(problem) => return again(&app, &desk, id, &fields, problems::tags(&problem)).await,
    };
    match desk.set_tags(id, tags).await {
        Ok(()) => Ok(done(&address(id), Some(Done::Tagged))),
        Err(error) => later(&app, &desk, id, &fields, frame::unsaved("tags", error)?).await,
    }
}

async fn add_note(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let text = match QuestionText::parse(fields.get("note")) {
        Ok(text) => text,
        Err(problem) => {
            return again(&app, &desk, id, &fields, problems::text("note", problem)).await;
        }
    };
    match desk.add_note(id, text).await {
        Ok(()) => Ok(done(&address(id), Some(Done::Noted))),
        Err(error) => later(&app, &desk, id, &fields, frame::unsaved("note", error)?).await,
    }
}

async fn reply(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let text = match QuestionText::parse(fields.get("reply")) {
        Ok(text) => text,
        Err(problem) => {
            return again(&app, &desk, id, &fields, problems::text("reply", problem)).await;
        }
    };
    if fields.has("keep") {
        match desk.set_status(id, Status::Kept).await {
            // Where it cannot be kept it need not be: the words go out from there, or are refused below.
            Ok(()) | Err(service::Error::Transition(_)) => {}
            Err(error) => {
                return later(&app, &desk, id, &fields, frame::unsaved("reply", error)?).await;
            }
        }
    }
    match desk.reply(id, text).await {
        Ok(()) => Ok(done(&address(id), Some(Done::Replied))),
        Err(service::Error::Transition(_)) => {
            again(&app, &desk, id, &fields, problems::reply_refused()).await
        }
        Err(service::Error::NoAsker) => again(&app, &desk, id, &fields, problems::no_asker()).await,
        Err(error) => later(&app, &desk, id, &fields, frame::unsaved("reply", error)?).await,
    }
}

async fn seen(SignedIn(desk): SignedIn, Path(id): Path<String>) -> Result<Response, Error> {
    let id = parse(&id)?;
    desk.seen(id).await?;
    Ok(done(&address(id), Some(Done::Seen)))
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
    Ok(page::unprocessable(typed(app, desk, id, fields, problem).await?))
}

/// The same, of what could not be saved just now.
async fn later(
    app: &App,
    desk: &Arc<Desk>,
    id: QuestionId,
    fields: &Fields,
    problem: FieldProblem,
) -> Result<Response, Error> {
    Ok(frame::not_now(typed(app, desk, id, fields, problem).await?))
}

async fn typed(
    app: &App,
    desk: &Arc<Desk>,
    id: QuestionId,
    fields: &Fields,
    problem: FieldProblem,
) -> Result<Markup, Error> {
    let (shown, next) = (desk.question(id).await?, desk.next_letter(id).await?);
    let mut forms = QuestionForms::of(&shown);
    match problem.field {
        "tags" => forms.tags = fields.get("tags").to_owned(),
        "note" => forms.note = fields.get("note").to_owned(),
        _ => forms.reply = fields.get("reply").to_owned(),
    }
    forms.problems = vec![problem];
    let facts = Facts::gather(app, desk).await?;
    Ok(facts.page(DeskPlace::Queue, "", |frame| question(frame, &shown, next, &forms)))
}

fn address(id: QuestionId) -> String {
    format!("/desk/questions/{id}")
}

fn parse(id: &str) -> Result<QuestionId, Error> {
    QuestionId::parse(id).map_err(|_| Error::NotFound)
}
