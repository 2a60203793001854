//! How often posts are opened.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::Facts;
use crate::pages::desk::{DeskPlace, stats};

/// Days that are shown each for itself.
const DAYS: u32 = 30;
/// Posts that are shown.
const POSTS: u32 = 50;

pub fn routes() -> Router<App> {
    Router::new().route("/desk/stats", get(show))
}

async fn show(State(app): State<App>, SignedIn(desk): SignedIn) -> Result<Response, Error> {
    // What was counted today is shown too.
    app.service.write_views().await?;
    let views = app.service.public().views(app.now().day(), DAYS, POSTS).await?;
    let facts = Facts::gather(&app, &desk).await?;
    Ok(page::html(facts.page(DeskPlace::Views, "", |frame| stats(frame, &views))))
}
