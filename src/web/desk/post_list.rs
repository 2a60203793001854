//! The posts as a whole: the list, the calendar, the bin, copies, posts without letters.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{Facts, done};
use super::posts::{address, parse, store};
use super::publishing::slot;
use crate::domain::{
    Move, PageStart, PostFilter, PostKind, PostShow, PostSort, PostText, TagName, YearMonth,
};
use crate::pages::desk::{
    CalendarView, DeskPlace, Done, PostsFilter, PostsView, calendar, page_start, posts,
    still_public,
};

/// Where the list is.
const ADDRESS: &str = "/desk/posts";

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/posts", get(list).post(begin))
        .route("/desk/posts/calendar", get(month))
        .route("/desk/posts/{id}/copy", post(copy))
        .route("/desk/posts/{id}/menu", post(menu))
        .route("/desk/posts/{id}/deletion", post(bin))
        .route("/desk/posts/{id}/deletion/delete", post(unbin))
}

async fn list(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Query(query): Query,
) -> Result<Response, Error> {
    let shown = PostsFilter {
        show: word(query.get("show"), PostShow::parse)?,
        sort: word(query.get("sort"), PostSort::parse)?,
        tag: query.get("tag").trim(),
        q: query.get("q").trim(),
        at: query.get("at"),
    };
    let zone = desk.settings()?.zone;
    let slot = slot(&zone, shown.at, desk.now());
    let shown = PostsFilter { at: if slot.is_some() { shown.at } else { "" }, ..shown };
    // What can be no tag is a tag that no post has, and so has `q` no word that one could have.
    let tag = (!shown.tag.is_empty()).then(|| TagName::parse(shown.tag));
    let after = match query.get("after") {
        "" => None,
        id => Some(parse(id)?),
    };
    let found = match tag.transpose() {
        Ok(tag) => desk.posts(PostFilter::new(shown.show, shown.sort, tag, shown.q), after).await?,
        Err(_) => Default::default(),
    };
    let (counts, tags) = (desk.post_counts().await?, desk.tags().await?);
    let menu = desk.menu().await?;
    let view = PostsView {
        filter: shown,
        found: &found,
        counts: &counts,
        tags: &tags,
        menu: &menu,
        first: after.is_none(),
        undo: parse(query.get("undo")).ok(),
        may_publish: desk.person.role.may_publish(),
        zone: &zone,
        slot,
    };
    let facts = Facts::gather(&app, &desk).await?;
    Ok(page::html(facts.page(DeskPlace::Posts, query.get("done"), |frame| posts(frame, &view))))
}

async fn begin(SignedIn(desk): SignedIn, fields: Fields) -> Result<Response, Error> {
    let kind = match PostKind::parse(fields.get("kind")) {
        Some(kind @ (PostKind::Entry | PostKind::Page)) => kind,
        // An answer begins with a letter.
        Some(PostKind::Answer) | None => return Err(Error::BadForm),
    };
    let text = match PageStart::parse(fields.get("start")).filter(|_| kind == PostKind::Page) {
        Some(start) => {
            let (title, text) = page_start(start);
            PostText { title: title.to_owned(), answer: text.to_owned(), ..PostText::default() }
        }
        None => PostText::default(),
    };
    let id = desk.begin_without_letter(kind, text).await?;
    let at = fields.get("at");
    if slot(&desk.settings()?.zone, at, desk.now()).is_none() {
        return Ok(done(&address(id), Some(Done::Begun)));
    }
    let begun = format!("{}?done={}&at={at}#when", address(id), Done::Begun.as_str());
    Ok(axum::response::Redirect::to(&begun).into_response())
}

async fn month(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Query(query): Query,
) -> Result<Response, Error> {
    let month = match query.get("month") {
        "" => None,
        text => Some(YearMonth::parse(text).ok_or(Error::NotFound)?),
    };
    let found = desk.calendar(month).await?;
    let view = CalendarView {
        month: &found.month,
        free: found.free,
        zone: found.zone.name(),
        has_rhythm: found.has_rhythm,
    };
    let facts = Facts::gather(&app, &desk).await?;
    let shown = facts.page(DeskPlace::Posts, query.get("done"), |frame| calendar(frame, &view));
    Ok(page::html(shown))
}

/// Saves what the editor held, then copies it.
async fn copy(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    if let Err(shown) = store(&app, &desk, id, &fields).await? {
        return Ok(shown);
    }
    let copy = desk.copy_post(id).await?;
    Ok(done(&address(copy), Some(Done::Copied)))
}

async fn menu(
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let step = Move::parse(fields.get("step")).ok_or(Error::BadForm)?;
    desk.move_page(parse(&id)?, step).await?;
    let pages =
        format!("{ADDRESS}?show={}&done={}", PostShow::Pages.as_str(), Done::Reordered.as_str());
    Ok(axum::response::Redirect::to(&pages).into_response())
}

/// Saves what the editor held, then puts it into the bin: who takes it out again finds it so.
async fn bin(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    if let Err(shown) = store(&app, &desk, id, &fields).await? {
        return Ok(shown);
    }
    if desk.bin_post(id).await? {
        let undo = format!("{ADDRESS}?done={}&undo={id}", Done::Binned.as_str());
        return Ok(axum::response::Redirect::to(&undo).into_response());
    }
    let facts = Facts::gather(&app, &desk).await?;
    let shown = facts.page(DeskPlace::Posts, "", |frame| still_public(frame, &address(id)));
    Ok((StatusCode::CONFLICT, page::html(shown)).into_response())
}

async fn unbin(SignedIn(desk): SignedIn, Path(id): Path<String>) -> Result<Response, Error> {
    let id = parse(&id)?;
    desk.unbin_post(id).await?;
    Ok(done(&address(id), Some(Done::Unbinned)))
}

/// A word of the address; the usual one when it is not there.
fn word<T: Default>(text: &str, parse: fn(&str) -> Option<T>) -> Result<T, Error> {
    if text.is_empty() { Ok(T::default()) } else { parse(text).ok_or(Error::NotFound) }
}
