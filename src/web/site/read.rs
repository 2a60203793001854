//! Reading: the home page, posts, tags.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::Markup;

use super::super::cached::Visit;
use super::super::fields::Query;
use super::super::{App, Error, page};
use crate::domain::{PostCursor, PostKind, PostView, Slug, comment_threads};
use crate::pages;
use crate::pages::site::{Below, HomeView};
use crate::public::Site;
use crate::service::about_html;

/// Posts on one page of a list.
const LIST_POSTS: u32 = 10;
/// Tags on the page of tags.
const TAGS_SHOWN: u32 = 500;
/// Posts on the same topics that one leads to.
const RELATED_POSTS: usize = 3;
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

async fn home(
    State(app): State<App>,
    visit: Visit,
    Query(query): Query,
) -> Result<Response, Error> {
    let Ok(site) = app.service.site() else { return Ok(page::html(pages::errors::not_set_up())) };
    let after = cursor(query.get("after"))?;
    let made = async {
        let posts = app.service.public().posts(after, LIST_POSTS).await?;
        let path = list_path("/", after);
        let place = app.place(&site, &path);
        if after.is_some() {
            return Ok(page::public(pages::site::earlier(&place, &posts)));
        }
        let view = HomeView {
            column: &site.column,
            pictures: &site.settings.pictures,
            about_html: &about_html(&site.settings.about),
            posts: &posts,
        };
        Ok(page::public(pages::site::home(&place, &view)))
    };
    visit.at(after).answer(&app, made).await
}

async fn post(
    State(app): State<App>,
    visit: Visit,
    method: Method,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let response = visit.answer(&app, shown(&app, &slug)).await?;
    let opened = matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED);
    if let Some(slug) = Slug::parse(&slug).filter(|_| opened && method == Method::GET) {
        app.service.count_view(slug, app.now().day());
    }
    Ok(response)
}

async fn shown(app: &App, slug: &str) -> Result<Response, Error> {
    let site = app.service.site()?;
    match found(app, slug).await? {
        Found::Here(post) if post.kind != PostKind::Page => {
            let shown = page::public(read_post(app, &site, &post).await?);
            Ok(if post.unlisted { unsearched(shown) } else { shown })
        }
        Found::Here(post) | Found::Moved(post) => Ok(leads_to(&post)),
    }
}

/// A post with what was said below it. Whether it takes responses goes by the day that the store has, with which
/// the pages' generation changes, and not by the clock.
async fn read_post(app: &App, site: &Site, post: &PostView) -> Result<Markup, Error> {
    let public = app.service.public();
    let comments = if post.responses > 0 { public.comments(post.id).await? } else { Vec::new() };
    let today = public.tidied().await?.unwrap_or(post.published);
    let open = post.takes_responses(site.settings.comments_days, today);
    let around = public.around(post.slug.clone(), RELATED_POSTS).await?;
    let below = Below { threads: &comment_threads(comments), open, around: &around };
    Ok(pages::site::post(&app.place(site, &post.address()), post, &below))
}

/// A page of the column, as *About*. Posts do not stand at the root of the site.
async fn column_page(
    State(app): State<App>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    visit.answer(&app, shown_page(&app, &slug)).await
}

async fn shown_page(app: &App, slug: &str) -> Result<Response, Error> {
    let site = app.service.site()?;
    match found(app, slug).await? {
        Found::Here(post) if post.kind == PostKind::Page => {
            let shown =
                page::public(pages::site::column_page(&app.place(&site, &post.address()), &post));
            Ok(if post.unlisted { unsearched(shown) } else { shown })
        }
        Found::Moved(post) if post.kind == PostKind::Page => Ok(leads_to(&post)),
        Found::Here(_) | Found::Moved(_) => Err(Error::NotFound),
    }
}

/// What an address leads to.
pub enum Found {
    Here(PostView),
    /// It stands at another address by now.
    Moved(PostView),
}

/// The post or the page at an address, or where that leads now.
pub async fn found(app: &App, slug: &str) -> Result<Found, Error> {
    let (slug, public) = (Slug::parse(slug).ok_or(Error::NotFound)?, app.service.public());
    if let Some(post) = public.post(slug.clone()).await? {
        return Ok(Found::Here(post));
    }
    let now = public.moved(slug).await?.ok_or(Error::NotFound)?;
    public.post(now).await?.map(Found::Moved).ok_or(Error::NotFound)
}

fn leads_to(post: &PostView) -> Response {
    Redirect::permanent(&post.address()).into_response()
}

/// A page that search engines are to leave out of their lists too.
pub(super) fn unsearched(mut page: Response) -> Response {
    page.headers_mut().insert("x-robots-tag", header::HeaderValue::from_static("noindex"));
    page
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
        Ok(page::public(pages::site::tags(&app.place(&site, "/tags"), &tags)))
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
        let path = list_path(&format!("/tags/{}", tag.slug.as_str()), after);
        Ok(page::public(pages::site::tag(&app.place(&site, &path), &tag, &posts, after.is_none())))
    };
    visit.at(after).answer(&app, made).await
}

/// The address of one page of a list.
pub(super) fn list_path(list: &str, after: Option<PostCursor>) -> String {
    after.map_or_else(|| list.to_owned(), |after| format!("{list}?after={after}"))
}

/// Where a list begins; an address that says so in no way we write is unknown.
pub(super) fn cursor(text: &str) -> Result<Option<PostCursor>, Error> {
    if text.is_empty() {
        Ok(None)
    } else {
        PostCursor::parse(text).map(Some).ok_or(Error::NotFound)
    }
}
