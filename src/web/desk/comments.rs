//! Responses: deciding about them one by one and in bulk, mending them, answering them.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{Facts, done};
use crate::domain::{CommentId, CommentName, CommentState, CommentText};
use crate::pages::desk::{
    CommentForm, CommentsView, DeskPlace, Done, TICK, TICK_ALL, comment as one, comments as list,
};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::{COMMENT_ROWS, Desk};

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
    let place = Place::read(&query)?;
    Ok(page::html(shown(&app, &desk, &place, &query, false).await?))
}

/// A page of the list.
struct Place {
    state: CommentState,
    after: Option<CommentId>,
}

impl Place {
    fn read(fields: &Fields) -> Result<Self, Error> {
        let state = match fields.get("state") {
            "" => CommentState::New,
            word => CommentState::parse(word).ok_or(Error::NotFound)?,
        };
        let after = match fields.get("after") {
            "" => None,
            id => Some(parse(id)?),
        };
        Ok(Self { state, after })
    }

    fn address(&self) -> String {
        let state = self.state.as_str();
        let after = self.after.map_or_else(String::new, |id| format!("&after={id}"));
        format!("{ADDRESS}?state={state}{after}")
    }
}

async fn shown(
    app: &App,
    desk: &Arc<Desk>,
    place: &Place,
    query: &Fields,
    none_ticked: bool,
) -> Result<maud::Markup, Error> {
    let found = desk.comments(place.state, place.after).await?;
    let ticked = match query.get("tick") {
        TICK_ALL => found.rows.iter().map(|row| row.id).collect(),
        ids => listed(ids),
    };
    let (tally, moved) = (desk.comment_tally().await?, listed(query.get("moved")));
    let view = CommentsView {
        state: place.state,
        page: &found,
        tally: &tally,
        after: place.after,
        ticked: &ticked,
        moved: &moved,
        none_ticked,
    };
    let facts = Facts::gather(app, desk).await?;
    Ok(facts.page(DeskPlace::Comments, query.get("done"), |frame| list(frame, &view)))
}

/// Ids as an address has them. What is none, and what comes beyond the rows of a page, is passed over.
fn listed(ids: &str) -> Vec<CommentId> {
    ids.split('.').filter_map(|id| CommentId::parse(id).ok()).take(COMMENT_ROWS as usize).collect()
}

fn joined(ids: &[CommentId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

/// Moves one response, or all that are ticked.
async fn decide(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let place = Place::read(&fields)?;
    // One is named with the one below it, at which the page is opened next.
    let one: Vec<&str> = fields.get("one").split_whitespace().collect();
    let (to, ids, next) = match one[..] {
        [to, id, ref next @ ..] => (to, vec![parse(id)?], next.first()),
        _ => (fields.get("to"), ticked(&fields), None),
    };
    let to = CommentState::parse(to).ok_or(Error::BadForm)?;
    if ids.is_empty() {
        return Ok(page::unprocessable(
            shown(&app, &desk, &place, &Fields::default(), true).await?,
        ));
    }
    if let ([id], true) = (&ids[..], fields.has("text")) {
        let unsent = CommentText::parse(fields.get("reply")).is_ok().then(problems::reply_unsent);
        let found = match unsent {
            Some(problem) => vec![problem],
            None => save(&desk, *id, &fields).await?,
        };
        if !found.is_empty() {
            return again(&app, &desk, *id, &fields, found).await;
        }
    }
    let left: Vec<_> = ticked(&fields).into_iter().filter(|id| !ids.contains(id)).collect();
    let (chosen, moved) = (ids.len(), desk.decide(ids.clone(), to).await?);
    let done = if moved == chosen { Done::decided(to) } else { Done::CommentsSome };
    let mut address = format!("{}&done={}", place.address(), done.as_str());
    if to != place.state {
        address.push_str(&format!("&moved={}", joined(&ids)));
    }
    if !left.is_empty() {
        address.push_str(&format!("&tick={}", joined(&left)));
    }
    if let Some(next) = next {
        address.push_str(&format!("#comment-{}", parse(next)?));
    }
    Ok(Redirect::to(&address).into_response())
}

/// The responses whose boxes are ticked.
fn ticked(fields: &Fields) -> Vec<CommentId> {
    let ids = fields.names().filter_map(|name| CommentId::parse(name.strip_prefix(TICK)?).ok());
    let mut ids: Vec<_> = ids.collect();
    ids.sort();
    ids
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
        seen: &comment.mark(),
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
    let found = save(&desk, id, &fields).await?;
    if !found.is_empty() {
        return again(&app, &desk, id, &fields, found).await;
    }
    if CommentText::parse(fields.get("reply")).is_ok() {
        // Saved by the button above it, or by the return key; what is typed below is still to be sent.
        return again(&app, &desk, id, &fields, vec![problems::reply_left()]).await;
    }
    Ok(done(&format!("{ADDRESS}/{id}"), Some(Done::CommentEdited)))
}

/// Saves the name and the text that were sent, or says what is wrong with them.
async fn save(desk: &Desk, id: CommentId, fields: &Fields) -> Result<Vec<FieldProblem>, Error> {
    let name = CommentName::parse(fields.get("name"));
    let text = CommentText::parse(fields.get("text"));
    match (name, text) {
        (Ok(name), Ok(text)) => {
            let saved = desk.edit_comment(id, fields.get("seen").to_owned(), name, text).await?;
            Ok(if saved { Vec::new() } else { vec![problems::comment_changed()] })
        }
        (name, text) => {
            let name = name.err().map(|problem| problems::desk_comment("name", problem));
            let text = text.err().map(|problem| problems::desk_comment("text", problem));
            Ok(name.into_iter().chain(text).collect())
        }
    }
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
    // A detail that was taken out above must not go out with the reply.
    let found = if fields.has("text") { save(&desk, id, &fields).await? } else { Vec::new() };
    if !found.is_empty() {
        return again(&app, &desk, id, &fields, found).await;
    }
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
    let now = comment.mark();
    // Who was told of another text may put hers in its place.
    let told = problems.contains(&problems::comment_changed());
    let typed = |name, stored| if fields.has(name) { fields.get(name) } else { stored };
    let form = CommentForm {
        comment: &comment,
        name: typed("name", &comment.name),
        text: typed("text", &comment.text),
        reply: fields.get("reply"),
        seen: if told { &now } else { typed("seen", &now) },
        problems,
    };
    let facts = Facts::gather(app, desk).await?;
    let shown = facts.page(DeskPlace::Comments, "", |frame| one(frame, &form));
    let status = if told { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, page::html(shown)).into_response())
}

fn parse(id: &str) -> Result<CommentId, Error> {
    CommentId::parse(id).map_err(|_| Error::NotFound)
}
