//! Files for machines: feeds, the site map, and what search engines are asked to leave alone.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;

use super::super::cached::Visit;
use super::super::{App, Error, page};
use crate::domain::{PostView, Slug, TagCount};
use crate::pages::machines::{self, Feed, SitePlaces};
use crate::public::Site;

/// Posts in a feed.
const FEED_POSTS: u32 = 20;
/// Posts in the site map, and pages beside them: a column that answers five letters a week has as many in forty
/// years. A site map may have 50,000 addresses.
const MAP_POSTS: u32 = 10_000;
/// Tags in the site map.
const MAP_TAGS: u32 = 500;

const ATOM: &str = "application/atom+xml; charset=utf-8";
const JSON_FEED: &str = "application/feed+json";
const XML: &str = "application/xml; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

pub fn routes() -> Router<App> {
    Router::new()
        .route("/feed.atom", get(atom))
        .route("/feed.json", get(json))
        .route("/tags/{tag}/feed.atom", get(tag_atom))
        .route("/tags/{tag}/feed.json", get(tag_json))
        .route("/sitemap.xml", get(sitemap))
        .route("/robots.txt", get(robots))
}

async fn atom(State(app): State<App>, visit: Visit) -> Result<Response, Error> {
    of_column(&app, visit, atom_file).await
}

async fn json(State(app): State<App>, visit: Visit) -> Result<Response, Error> {
    of_column(&app, visit, json_file).await
}

async fn tag_atom(
    State(app): State<App>,
    visit: Visit,
    Path(tag): Path<String>,
) -> Result<Response, Error> {
    of_tag(&app, visit, &tag, atom_file).await
}

async fn tag_json(
    State(app): State<App>,
    visit: Visit,
    Path(tag): Path<String>,
) -> Result<Response, Error> {
    of_tag(&app, visit, &tag, json_file).await
}

async fn sitemap(State(app): State<App>, visit: Visit) -> Result<Response, Error> {
    let made = async {
        app.service.site()?;
        let public = app.service.public();
        let (posts, tags) = (public.places(MAP_POSTS).await?, public.tags(MAP_TAGS).await?);
        let places = SitePlaces { origin: app.origin(), posts: &posts, tags: &tags };
        Ok(page::public_file(XML, machines::sitemap(&places).map_err(anyhow::Error::from)?))
    };
    visit.answer(&app, made).await
}

async fn robots(State(app): State<App>, visit: Visit) -> Result<Response, Error> {
    let made = async { Ok(page::public_file(TEXT, machines::robots(app.origin()))) };
    visit.answer(&app, made).await
}

/// Writes a feed in its format.
type Write = fn(&Feed<'_>) -> Result<Response, Error>;

async fn of_column(app: &App, visit: Visit, write: Write) -> Result<Response, Error> {
    let made = async {
        let (site, posts) = (app.service.site()?, app.service.public().feed(FEED_POSTS).await?);
        write(&feed(app, &site, None, &posts))
    };
    visit.answer(app, made).await
}

async fn of_tag(app: &App, visit: Visit, tag: &str, write: Write) -> Result<Response, Error> {
    let made = async {
        let (site, tag) = (app.service.site()?, Slug::parse(tag).ok_or(Error::NotFound)?);
        let found = app.service.public().tag_feed(tag, FEED_POSTS).await?;
        let (tag, posts) = found.ok_or(Error::NotFound)?;
        write(&feed(app, &site, Some(&tag), &posts))
    };
    visit.answer(app, made).await
}

fn feed<'a>(
    app: &'a App,
    site: &'a Site,
    tag: Option<&'a TagCount>,
    posts: &'a [PostView],
) -> Feed<'a> {
    let (column, pictures) = (&site.column, &site.settings.pictures);
    Feed { column, origin: app.origin(), pictures, tag, posts }
}

fn atom_file(feed: &Feed<'_>) -> Result<Response, Error> {
    Ok(page::public_file(ATOM, machines::atom(feed).map_err(anyhow::Error::from)?))
}

fn json_file(feed: &Feed<'_>) -> Result<Response, Error> {
    Ok(page::public_file(JSON_FEED, machines::json_feed(feed)))
}
