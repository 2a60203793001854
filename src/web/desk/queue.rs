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

async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Query(query): Query,
) -> Result<Response, Error> {
    let wanted = filter(&query)?;
    let after = match query.get("after") {
        "" => None,
        text => Some(QuestionId::parse(text).map_err(|_| Error::NotFound)?),
    };
    let rows = desk.queue(wanted.clone(), after).await?;
    let (tags, facts) = (desk.tags().await?, Facts::gather(&app, &desk).await?);
    let shown = desk::QueueFilter {
        status: match wanted {
            QueueFilter::Status(status) | QueueFilter::Tag(_, Some(status)) => Some(status),
            QueueFilter::Waiting | QueueFilter::Tag(_, None) | QueueFilter::Search(_) => None,
        },
        tag: if let QueueFilter::Tag(tag, _) = &wanted { Some(tag.as_str()) } else { None },
        q: query.get("q"),
    };
    let view = QueueView { page: &rows, filter: shown, tags: &tags, first: after.is_none() };
    Ok(page::html(facts.page(DeskPlace::Queue, query.get("done"), |frame| queue(frame, &view))))
}

/// What is looked for. A search leaves tag and status aside.
fn filter(query: &Fields) -> Result<QueueFilter, Error> {
    let status = match query.get("status") {
        "" => None,
        word => Some(Status::parse(word).map_err(|_| Error::NotFound)?),
    };
    match (query.get("q").trim(), query.get("tag"), status) {
        ("", "", None) => Ok(QueueFilter::Waiting),
        ("", "", Some(status)) => Ok(QueueFilter::Status(status)),
        ("", tag, status) => {
            let tag = TagName::parse(tag).map_err(|_| Error::NotFound)?;
            Ok(QueueFilter::Tag(tag, status))
        }
        (typed, _, _) => Ok(QueueFilter::Search(typed.to_owned())),
    }
}
