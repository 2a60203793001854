//! Reading: the home page, posts, tags.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use super::super::cached::Visit;
use super::super::fields::Query;
use super::super::{App, Error, page};
use crate::domain::{PostCursor, Slug};
use crate::pages;

/// Posts on one page of a list.
const LIST_POSTS: u32 = 10;
/// Tags on the page of tags.
const TAGS_SHOWN: u32 = 500;
/// Posts in the index that the asking page's script goes by, and bytes that it may have.
const INDEX_POSTS: u32 = 500;
const INDEX_BYTES_MAX: usize = 60_000;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home))
        .route("/posts/{slug}", get(post))
        .route("/posts.json", get(index))
        .route("/tags", get(tags))
        .route("/tags/{tag}", get(tag))
}

async fn home(
    State(app): State<App>,
    visit: Visit,
    Query(query): Query,
) -> Result<Response, Error> {
    let Ok(site) = app.service.site() else { return Ok(page::html(pages::errors::not_set_up())) };
    let after = cursor(query.get("after"))?;
    let made = async {
        let posts = app.service.public().posts(after, LIST_POSTS).await?;
        Ok(page::public(pages::site::home(&site.column, &posts, after.is_none())))
    };
    visit.at(after).answer(&app, made).await
}

async fn post(
    State(app): State<App>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let made = async {
        let site = app.service.site()?;
        let slug = Slug::parse(&slug).ok_or(Error::NotFound)?;
        let public = app.service.public();
        if let Some(post) = public.post(slug.clone()).await? {
            return Ok(page::public(pages::site::post(&site.column, &post)));
        }
        let now = public.moved(slug).await?.ok_or(Error::NotFound)?;
        Ok(Redirect::permanent(&format!("/posts/{}", now.as_str())).into_response())
    };
    visit.answer(&app, made).await
}

/// The newest posts as `[["slug","Title","term term …"],…]`, so that a page can tell without asking us whether a
/// question is answered already.
async fn index(State(app): State<App>, visit: Visit) -> Result<Response, Error> {
    let made = async {
        app.service.site()?;
        let posts = app.service.public().post_index(INDEX_POSTS).await?;
        Ok(page::public_json(index_json(&posts)?))
    };
    visit.answer(&app, made).await
}

fn index_json(posts: &[(Slug, String, String)]) -> anyhow::Result<String> {
    let mut json = String::from("[");
    for post in posts {
        let row = serde_json::to_string(post)?;
        if json.len() + row.len() + 2 > INDEX_BYTES_MAX {
            break;
        }
        if json.len() > 1 {
            json.push(',');
        }
        json.push_str(&row);
    }
    json.push(']');
    Ok(json)
}

async fn tags(State(app): State<App>, visit: Visit) -> Result<Response, Error> {
    let made = async {
        let site = app.service.site()?;
        let tags = app.service.public().tags(TAGS_SHOWN).await?;
        Ok(page::public(pages::site::tags(&site.column, &tags)))
    };
    visit.answer(&app, made).await
}

async fn tag(
    State(app): State<App>,
    visit: Visit,
    Path(tag): Path<String>,
    Query(query): Query,
) -> Result<Response, Error> {
    let after = cursor(query.get("after"))?;
    let made = async {
        let site = app.service.site()?;
        let tag = Slug::parse(&tag).ok_or(Error::NotFound)?;
        let found = app.service.public().tagged(tag, after, LIST_POSTS).await?;
        let (tag, posts) = found.ok_or(Error::NotFound)?;
        Ok(page::public(pages::site::tag(&site.column, &tag, &posts, after.is_none())))
    };
    visit.at(after).answer(&app, made).await
}

/// Where a list begins; an address that says so in no way we write is unknown.
fn cursor(text: &str) -> Result<Option<PostCursor>, Error> {
    if text.is_empty() {
        Ok(None)
    } else {
        PostCursor::parse(text).map(Some).ok_or(Error::NotFound)
    }
}
