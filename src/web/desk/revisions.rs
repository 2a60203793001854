//! The earlier versions of a post.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use maud::Markup;

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{Facts, done};
use super::posts::{address, parse};
use crate::domain::{PostId, RevisionRow};
use crate::pages::desk::{DeskPlace, Done, RevisionsView, compared, revisions};
use crate::service::Desk;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/posts/{id}/revisions", get(list))
        .route("/desk/posts/{id}/revisions/{number}", post(restore))
}

async fn list(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    Query(query): Query,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let post = desk.post(id).await?;
    let rows = desk.revisions(id).await?;
    let comparison = match chosen(&query, &rows)? {
        Some((from, to)) => Some((from, to, comparison(&desk, id, from, to).await?)),
        None => None,
    };
    let view = RevisionsView { post: &post, rows: &rows, comparison };
    let facts = Facts::gather(&app, &desk).await?;
    Ok(page::html(facts.page(DeskPlace::Posts, "", |frame| revisions(frame, &view))))
}

/// The two versions that were chosen, or the newest two; none where there is one alone.
fn chosen(query: &Fields, rows: &[RevisionRow]) -> Result<Option<(u32, u32)>, Error> {
    let number = |name: &str, usual: &RevisionRow| match query.get(name) {
        "" => Ok(usual.number),
        typed => typed.parse().map_err(|_| Error::NotFound),
    };
    let [newest, before, ..] = rows else { return Ok(None) };
    Ok(Some((number("from", before)?, number("to", newest)?)))
}

/// Long texts take a while to compare, so it holds up nobody else.
async fn comparison(desk: &Desk, id: PostId, from: u32, to: u32) -> Result<Markup, Error> {
    let (old, new) = (desk.revision(id, from).await?, desk.revision(id, to).await?);
    let shown = tokio::task::spawn_blocking(move || compared(&old, &new)).await;
    shown.map_err(|error| Error::Internal(error.into()))
}

/// Goes back to an earlier version, unless the post was saved since the list was opened.
async fn restore(
    SignedIn(desk): SignedIn,
    Path((id, number)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let number = number.parse().map_err(|_| Error::NotFound)?;
    desk.restore(id, number, fields.get("revision").parse().unwrap_or(0)).await?;
    Ok(done(&address(id), Some(Done::WentBack)))
}
