//! How often posts are opened.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::super::fields::Query;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::Facts;
use crate::domain::Slug;
use crate::pages::desk::{DeskPlace, post_stats, stats};

/// Days that are shown each for itself.
const DAYS: u32 = 30;
/// Posts that are shown.
const POSTS: u32 = 50;

pub fn routes() -> Router<App> {
    Router::new().route("/desk/stats", get(show))
}

async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Query(query): Query,
) -> Result<Response, Error> {
    // What was counted today is shown too.
    app.service.write_views().await?;
    let (public, today) = (app.service.public(), app.now().day());
    let facts = Facts::gather(&app, &desk).await?;
    if query.has("post") {
        let slug = Slug::parse(query.get("post")).ok_or(Error::NotFound)?;
        let (post, days) = public.post_views(slug, today, DAYS).await?.ok_or(Error::NotFound)?;
        let shown = facts.page(DeskPlace::Views, "", |frame| post_stats(frame, &post, &days));
        return Ok(page::html(shown));
    }
    let views = public.views(today, DAYS, POSTS).await?;
    Ok(page::html(facts.page(DeskPlace::Views, "", |frame| stats(frame, &views))))
}
