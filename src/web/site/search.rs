//! Searching. What somebody looks for is kept nowhere, not in the page memory either.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::super::fields::Query;
use super::super::{App, Error, page};
use crate::domain::{SEARCH_CHARS_MAX, SearchPage};
use crate::pages::site::{SearchView, search};

/// Topics that are offered to go on with: those with the most posts.
const TAGS_OFFERED: u32 = 24;

pub fn routes() -> Router<App> {
    Router::new().route("/search", get(find))
}

async fn find(State(app): State<App>, Query(query): Query) -> Result<Response, Error> {
    let site = app.service.site()?;
    let typed: String = query.get("q").trim().chars().take(SEARCH_CHARS_MAX).collect();
    let page = match query.get("page") {
        "" => 1,
        text => text.parse().ok().filter(|page| *page > 0).ok_or(Error::NotFound)?,
    };
    let found = match typed.as_str() {
        "" => SearchPage::default(),
        typed => app.service.find(typed, page).await?,
    };
    let tags =
        if found.found == 0 { app.service.public().tags(TAGS_OFFERED).await? } else { Vec::new() };
    let view = SearchView { typed: &typed, found: &found, page, tags: &tags };
    Ok(page::html(search(&site.column, &view)))
}
