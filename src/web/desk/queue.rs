//! The queue.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::Facts;
use crate::domain::{QuestionId, Status, TagName};
use crate::pages::desk::{self, DeskPlace, QueueView, queue};
use crate::service::QueueFilter;

pub fn routes() -> Router<App> {
    Router::new().route("/desk", get(show))
}

async fn show(State(app): State<App>, SignedIn(desk): SignedIn, Query(query): Query) -> Result<Response, Error> {
    let wanted = filter(&query)?;
    let after = match query.get("after") {
        "" => None,
        text => Some(QuestionId::parse(text).map_err(|_| Error::NotFound)?),
    };
    let rows = desk.queue(wanted.clone(), after).await?;
    let (tags, facts) = (desk.tags().await?, Facts::gather(&app, &desk).await?);
    let shown = desk::QueueFilter {
        status: if let QueueFilter::Status(status) = wanted { Some(status) } else { None },
        tag: if let QueueFilter::Tag(tag) = &wanted { Some(tag.as_str()) } else { None },
        q: query.get("q"),
    };
    let view = QueueView { page: &rows, filter: shown, tags: &tags, first: after.is_none() };
    Ok(page::html(facts.page(DeskPlace::Queue, query.get("done"), |frame| queue(frame, &view))))
}

/// What is looked for: a search before a tag before a status.
fn filter(query: &Fields) -> Result<QueueFilter, Error> {
    match (query.get("q").trim(), query.get("tag"), query.get("status")) {
        ("", "", "") => Ok(QueueFilter::Waiting),
        ("", "", status) => Status::parse(status).map(QueueFilter::Status).map_err(|_| Error::NotFound),
        ("", tag, _) => TagName::parse(tag).map(QueueFilter::Tag).map_err(|_| Error::NotFound),
        (typed, _, _) => Ok(QueueFilter::Search(typed.to_owned())),
    }
}
