//! Reading: the home page, posts, tags.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use super::super::fields::Query;
use super::super::{App, Error, page};
use crate::domain::{PostCursor, PostKind, PostView, Slug};
use crate::pages;
use crate::pages::site::HomeView;
use crate::service::about_html;

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
        .route("/{slug}", get(column_page))
}

async fn home(State(app): State<App>, Query(query): Query) -> Result<Response, Error> {
    let Ok(site) = app.service.site() else { return Ok(page::html(pages::errors::not_set_up())) };
    let after = cursor(query.get("after"))?;
    let posts = app.service.public().posts(after, LIST_POSTS).await?;
    if after.is_some() {
        return Ok(page::public(pages::site::earlier(&site.column, &posts)));
    }
    let view = HomeView {
        column: &site.column,
        pictures: &site.settings.pictures,
        about_html: &about_html(&site.settings.about),
        posts: &posts,
    };
    Ok(page::public(pages::site::home(&view)))
}

async fn post(State(app): State<App>, Path(slug): Path<String>) -> Result<Response, Error> {
    let site = app.service.site()?;
    match found(&app, &slug).await? {
        Found::Here(post) if post.kind != PostKind::Page => {
            let shown =
                page::public(pages::site::post(&site.column, &post, &site.settings.pictures));
            Ok(if post.unlisted { unsearched(shown) } else { shown })
        }
        Found::Here(post) | Found::Moved(post) => Ok(leads_to(&post)),
    }
}

/// A page of the column, as *About*. Posts do not stand at the root of the site.
async fn column_page(State(app): State<App>, Path(slug): Path<String>) -> Result<Response, Error> {
    let site = app.service.site()?;
    match found(&app, &slug).await? {
        Found::Here(post) if post.kind == PostKind::Page => {
            let shown = page::public(pages::site::column_page(&site.column, &post));
            Ok(if post.unlisted { unsearched(shown) } else { shown })
        }
        Found::Moved(post) if post.kind == PostKind::Page => Ok(leads_to(&post)),
        Found::Here(_) | Found::Moved(_) => Err(Error::NotFound),
    }
}

/// What an address leads to.
enum Found {
    Here(PostView),
    /// It stands at another address by now.
    Moved(PostView),
}

async fn found(app: &App, slug: &str) -> Result<Found, Error> {
    let (slug, public) = (Slug::parse(slug).ok_or(Error::NotFound)?, app.service.public());
    if let Some(post) = public.post(slug.clone()).await? {
        return Ok(Found::Here(post));
    }
    let now = public.moved(slug).await?.ok_or(Error::NotFound)?;
    public.post(now).await?.map(Found::Moved).ok_or(Error::NotFound)
}

fn leads_to(post: &PostView) -> Response {
    Redirect::permanent(&post.kind.address(&post.slug)).into_response()
}

/// A page that search engines are to leave out of their lists too.
fn unsearched(mut page: Response) -> Response {
    page.headers_mut().insert("x-robots-tag", header::HeaderValue::from_static("noindex"));
    page
}

/// The newest posts as `[["slug","Title","term term …"],…]`, so that a page can tell without asking us whether a
/// question is answered already.
async fn index(State(app): State<App>) -> Result<Response, Error> {
    app.service.site()?;
    let posts = app.service.public().post_index(INDEX_POSTS).await?;
    let mut json = String::from("[");
    for post in posts {
        let row = serde_json::to_string(&post).map_err(anyhow::Error::from)?;
        if json.len() + row.len() + 2 > INDEX_BYTES_MAX {
            break;
        }
        if json.len() > 1 {
            json.push(',');
        }
        json.push_str(&row);
    }
    json.push(']');
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, json).into_response())
}

async fn tags(State(app): State<App>) -> Result<Response, Error> {
    let site = app.service.site()?;
    let tags = app.service.public().tags(TAGS_SHOWN).await?;
    Ok(page::public(pages::site::tags(&site.column, &tags)))
}

async fn tag(
    State(app): State<App>,
    Path(tag): Path<String>,
    Query(query): Query,
) -> Result<Response, Error> {
    let site = app.service.site()?;
    let tag = Slug::parse(&tag).ok_or(Error::NotFound)?;
    let after = cursor(query.get("after"))?;
    let (tag, posts) =
        app.service.public().tagged(tag, after, LIST_POSTS).await?.ok_or(Error::NotFound)?;
    Ok(page::public(pages::site::tag(&site.column, &tag, &posts, after.is_none())))
}

/// Where a list begins; an address that says so in no way we write is unknown.
fn cursor(text: &str) -> Result<Option<PostCursor>, Error> {
    if text.is_empty() {
        Ok(None)
    } else {
        PostCursor::parse(text).map(Some).ok_or(Error::NotFound)
    }
}
