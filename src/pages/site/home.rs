//! The home page, and lists of posts wherever they stand.

use maud::{Markup, PreEscaped, html};

use super::{Place, responses};
use crate::domain::{
    Column, ColumnPictures, PICTURES_PUBLIC, PostKind, PostPage, PostTeaser, visible,
};
use crate::pages::layout::{self, Page};
use crate::pages::machines::About;
use crate::pages::parts;
use crate::texts::en::site as t;

/// Characters of a text that a list shows.
const EXCERPT_CHARS: usize = 240;
/// Characters from which on the column's name is set smaller.
const NAME_LONG_CHARS: usize = 24;
/// How wide the portrait is shown, as the attribute `sizes` says it.
const PORTRAIT_SIZES: &str = "7rem";
/// The page that tells more about the column, if there is one.
const ABOUT_PAGE: &str = "about";

/// What the home page shows.
pub struct HomeView<'a> {
    pub column: &'a Column,
    pub pictures: &'a ColumnPictures,
    /// The words on who answers: clean HTML, empty where nothing is said.
    pub about_html: &'a str,
    pub posts: &'a PostPage,
}

/// The home page: the latest posts with the invitation to ask. The view is of the same column as the place.
pub fn home(place: &Place<'_>, view: &HomeView<'_>) -> Markup {
    place.page(&view.column.name, Page::Home, About::Column, front(view))
}

/// The same as it would look, with a bar above it that says so.
pub fn home_preview(view: &HomeView<'_>) -> Markup {
    let title = format!("{}{}", t::PREVIEW_TITLE, view.column.name);
    let bar = html! { aside.bar aria-label=(t::PREVIEW_UNSAVED) { p { strong { (t::PREVIEW_UNSAVED) } } } };
    layout::with_bar(view.column, &title, Page::Home, bar, front(view))
}

fn front(view: &HomeView<'_>) -> Markup {
    let HomeView { column, posts, .. } = view;
    html! {
        div.cover {
            h1.long[column.name.chars().count() > NAME_LONG_CHARS] { (visible(&column.name)) }
            p dir="auto" {
                @if column.line.is_empty() { (t::home_line(&column.columnist)) } @else { (visible(&column.line)) }
            }
        }
        div.front {
            (invitation())
            section.latest aria-labelledby="latest" {
                @if posts.posts.is_empty() {
                    h2 #latest { (t::HOME_EMPTY_TITLE) }
                    p.lead { (t::home_empty(&column.columnist)) }
                } @else {
                    h2.label #latest { (t::HOME_LATEST) }
                    (teasers(&posts.posts, 3))
                    (more(posts, "/", true))
                }
            }
            (about(view))
        }
    }
}

/// Who answers: the portrait, some words, and the way to more of them. Nothing where there is none of it.
fn about(view: &HomeView<'_>) -> Markup {
    let page = view.column.menu.iter().find(|page| page.slug.as_str() == ABOUT_PAGE);
    let portrait = view.pictures.portrait.as_ref();
    html! {
        @if portrait.is_some() || !view.about_html.is_empty() {
            section.about aria-labelledby="about" {
                @if let Some(portrait) = portrait {
                    (parts::picture(portrait, PICTURES_PUBLIC, "portrait", PORTRAIT_SIZES))
                }
                h2.label #about { (t::about(&view.column.columnist)) }
                // The service has it from `markdown`, which lets nothing through but clean HTML.
                (PreEscaped(view.about_html))
                @if let Some(page) = page {
                    p { a href={ "/" (page.slug.as_str()) } dir="auto" { (visible(&page.title)) } }
                }
            }
        }
    }
}

/// A later page of the latest posts.
pub fn earlier(place: &Place<'_>, page: &PostPage) -> Markup {
    let body = html! {
        div.list {
            h1 { (t::EARLIER_TITLE) }
            @if page.posts.is_empty() { p.lead { (t::EARLIER_EMPTY) } }
            (teasers(&page.posts, 2))
            (more(page, "/", false))
        }
    };
    place.page_of(t::EARLIER_TITLE, Page::Other, About::Column, body)
}

/// The invitation to ask, as a place of its own on a page.
pub(super) fn invitation() -> Markup {
    html! {
        aside.invite aria-labelledby="invite" {
            h2 #invite { (t::INVITE_TITLE) }
            p { (t::INVITE_TEXT) }
            p.ways {
                a.button href="/ask" { (t::INVITE_BUTTON) }
                " "
                a href="/receipt" { (t::INVITE_RECEIPT) }
            }
        }
    }
}

/// A list of posts whose titles are headings of this level.
pub(super) fn teasers(posts: &[PostTeaser], level: u8) -> Markup {
    html! {
        @for post in posts {
            article.teaser {
                p.when { (parts::day(post.published)) }
                @let title = html! { a dir="auto" href={ "/posts/" (post.slug.as_str()) } { (visible(&post.title)) } };
                @if level == 2 { h2 { (title) } } @else { h3 { (title) } }
                @if !post.warning.is_empty() {
                    // What is folded on the post's own page is not unfolded in a list.
                    p.excerpt.warning { (t::WARNING) " " span dir="auto" { (visible(&post.warning)) } }
                } @else if !post.excerpt.is_empty() {
                    // The columnist's own voice stands upright, a letter's in italics.
                    @let own = post.kind != PostKind::Answer;
                    p.excerpt.own[own] dir="auto" { (parts::excerpt(&post.excerpt, EXCERPT_CHARS)) }
                }
                div.below {
                    (parts::tag_links(&post.tags))
                    (responses::count(post.slug.as_str(), post.responses))
                }
            }
        }
    }
}

/// The ways to the list's other pages.
pub(super) fn more(page: &PostPage, address: &str, first: bool) -> Markup {
    html! {
        @if page.next.is_some() || !first {
            nav.more aria-label=(t::PAGES) {
                @if let Some(next) = page.next { a rel="next" href={ (address) "?after=" (next) } { (t::OLDER) } }
                @if !first { a href=(address) { (t::NEWEST) } }
            }
        }
    }
}
