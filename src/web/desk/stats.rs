//! How often posts are opened, by days that are over: who could watch a number grow would know when a post is read, and
//! of one that few know of, by whom.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::Facts;
use crate::domain::Day;
use crate::pages::desk::{DeskPlace, stats};

/// Days that are shown each for itself.
const DAYS: u32 = 30;
/// Posts that are shown.
const POSTS: u32 = 50;

pub fn routes() -> Router<App> {
    Router::new().route("/desk/stats", get(show))
}

async fn show(State(app): State<App>, SignedIn(desk): SignedIn) -> Result<Response, Error> {
    let yesterday = Day(app.now().day().0.saturating_sub(1));
    let views = app.service.public().views(yesterday, DAYS, POSTS).await?;
    let facts = Facts::gather(&app, &desk).await?;
    Ok(page::html(facts.page(DeskPlace::Views, "", |frame| stats(frame, &views))))
}
