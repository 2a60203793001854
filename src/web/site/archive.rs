//! The archive.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

use super::super::cached::Visit;
use super::super::fields::Query;
use super::super::{App, Error, page};
use super::read::{cursor, list_path};
use crate::domain::{PostPage, Year};
use crate::pages;

/// Titles on one page of a year.
const YEAR_POSTS: u32 = 100;

pub fn routes() -> Router<App> {
    Router::new().route("/archive", get(years)).route("/archive/{year}", get(year))
}

async fn years(State(app): State<App>, visit: Visit) -> Result<Response, Error> {
    let made = async {
        let site = app.service.site()?;
        let years = app.service.public().years().await?;
        let latest = match years.first() {
            Some(latest) => app.service.public().of_year(latest.year, None, YEAR_POSTS).await?,
            None => PostPage::default(),
        };
        Ok(page::public(pages::site::archive(&app.place(&site, "/archive"), &years, &latest)))
    };
    visit.answer(&app, made).await
}

async fn year(
    State(app): State<App>,
    visit: Visit,
    Path(year): Path<String>,
    Query(query): Query,
) -> Result<Response, Error> {
    let after = cursor(query.get("after"))?;
    let made = async {
        let site = app.service.site()?;
        let year = Year::parse(&year).ok_or(Error::NotFound)?;
        let posts = app.service.public().of_year(year, after, YEAR_POSTS).await?;
        if posts.posts.is_empty() && after.is_none() {
            return Err(Error::NotFound);
        }
        let path = list_path(&format!("/archive/{year}"), after);
        let place = app.place(&site, &path);
        Ok(page::public(pages::site::archive_year(&place, year, &posts, after.is_none())))
    };
    visit.at(after).answer(&app, made).await
}
