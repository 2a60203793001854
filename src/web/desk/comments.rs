//! Responses: deciding about them one by one and in bulk, mending them, answering them.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{Facts, done};
use crate::domain::{CommentId, CommentName, CommentState, CommentText};
use crate::pages::desk::{
    CommentForm, CommentsView, DeskPlace, Done, TICK, comment as one, comments as list,
};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::Desk;

/// Where the list is.
const ADDRESS: &str = "/desk/comments";

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/comments", get(show).post(decide))
        .route("/desk/comments/{id}", get(open).post(edit))
        .route("/desk/comments/{id}/reply", post(reply))
}

async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Query(query): Query,
) -> Result<Response, Error> {
    let state = match query.get("state") {
        "" => CommentState::New,
        word => CommentState::parse(word).ok_or(Error::NotFound)?,
    };
    let after = match query.get("after") {
        "" => None,
        id => Some(parse(id)?),
    };
    Ok(page::html(shown(&app, &desk, state, after, query.get("done"), false).await?))
}

async fn shown(
    app: &App,
    desk: &Arc<Desk>,
    state: CommentState,
    after: Option<CommentId>,
    done: &str,
    none_ticked: bool,
) -> Result<maud::Markup, Error> {
    let (found, tally) = (desk.comments(state, after).await?, desk.comment_tally().await?);
    let first = after.is_none();
    let view = CommentsView { state, page: &found, tally: &tally, first, none_ticked };
    let facts = Facts::gather(app, desk).await?;
    Ok(facts.page(DeskPlace::Comments, done, |frame| list(frame, &view)))
}

/// Moves one response, or all that are ticked.
async fn decide(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let from = CommentState::parse(fields.get("state")).unwrap_or(CommentState::New);
    let (to, ids) = match fields.get("one").split_once(' ') {
        Some((to, id)) => (to.to_owned(), vec![parse(id)?]),
        None => (fields.get("to").to_owned(), Vec::new()),
    };
    let to = CommentState::parse(&to).filter(|to| CommentState::DECISIONS.contains(to));
    let to = to.ok_or(Error::BadForm)?;
    let ids = if ids.is_empty() { ticked(fields) } else { ids };
    if ids.is_empty() {
        return Ok(page::unprocessable(shown(&app, &desk, from, None, "", true).await?));
    }
    let (chosen, moved) = (ids.len(), desk.decide(ids, to).await?);
    let done = if moved == chosen { Done::decided(to) } else { Done::CommentsSome };
    let address = format!("{ADDRESS}?state={}&done={}", from.as_str(), done.as_str());
    Ok(Redirect::to(&address).into_response())
}

/// The responses whose boxes are ticked.
fn ticked(fields: Fields) -> Vec<CommentId> {
    let names = fields.into_pairs().into_iter().map(|(name, _)| name);
    names.filter_map(|name| CommentId::parse(name.strip_prefix(TICK)?).ok()).collect()
}

async fn open(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    Query(query): Query,
) -> Result<Response, Error> {
    let facts = Facts::gather(&app, &desk).await?;
    let comment = desk.comment(parse(&id)?).await?;
    let form = CommentForm {
        comment: &comment,
        name: &comment.name,
        text: &comment.text,
        reply: "",
        problems: Vec::new(),
    };
    let shown = facts.page(DeskPlace::Comments, query.get("done"), |frame| one(frame, &form));
    Ok(page::html(shown))
}

async fn edit(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let name = CommentName::parse(fields.get("name"));
    let text = CommentText::parse(fields.get("text"));
    let (name, text) = match (name, text) {
        (Ok(name), Ok(text)) => (name, text),
        (name, text) => {
            let name = name.err().map(|problem| problems::desk_comment("name", problem));
            let text = text.err().map(|problem| problems::desk_comment("text", problem));
            let found = name.into_iter().chain(text).collect();
            return again(&app, &desk, id, &fields, found).await;
        }
    };
    desk.edit_comment(id, name, text).await?;
    Ok(done(&format!("{ADDRESS}/{id}"), Some(Done::CommentEdited)))
}

async fn reply(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let text = match CommentText::parse(fields.get("reply")) {
        Ok(text) => text,
        Err(problem) => {
            let found = vec![problems::desk_comment("reply", problem)];
            return again(&app, &desk, id, &fields, found).await;
        }
    };
    if desk.answer_comment(id, text).await? {
        Ok(done(&format!("{ADDRESS}/{id}"), Some(Done::CommentAnswered)))
    } else {
        again(&app, &desk, id, &fields, vec![problems::comments_full()]).await
    }
}

/// The page of a response with what was typed, and what is wrong with it.
async fn again(
    app: &App,
    desk: &Arc<Desk>,
    id: CommentId,
    fields: &Fields,
    problems: Vec<FieldProblem>,
) -> Result<Response, Error> {
    let comment = desk.comment(id).await?;
    let typed = |name, stored| if fields.has(name) { fields.get(name) } else { stored };
    let form = CommentForm {
        comment: &comment,
        name: typed("name", &comment.name),
        text: typed("text", &comment.text),
        reply: fields.get("reply"),
        problems,
    };
    let facts = Facts::gather(app, desk).await?;
    let shown = facts.page(DeskPlace::Comments, "", |frame| one(frame, &form));
    Ok(page::unprocessable(shown))
}

fn parse(id: &str) -> Result<CommentId, Error> {
    CommentId::parse(id).map_err(|_| Error::NotFound)
}
