//! The home page, and lists of posts wherever they stand.

use maud::{Markup, html};

use super::{Place, responses};
use crate::domain::{PostKind, PostPage, PostTeaser, visible};
use crate::pages::layout::Page;
use crate::pages::machines::About;
use crate::pages::parts;
use crate::texts::en::site as t;

/// Characters of a text that a list shows.
const EXCERPT_CHARS: usize = 240;

/// The latest posts with the invitation to ask, or with `first` false a later page of the list.
pub fn home(place: &Place<'_>, page: &PostPage, first: bool) -> Markup {
    let column = place.column;
    if !first {
        return earlier(place, page);
    }
    let body = html! {
        div.cover {
            h1 { (column.name) }
            p { (t::home_line(&column.columnist)) }
        }
        div.front {
            (invitation())
            section.latest aria-labelledby="latest" {
                @if page.posts.is_empty() {
                    h2 #latest { (t::HOME_EMPTY_TITLE) }
                    p.lead { (t::home_empty(&column.columnist)) }
                } @else {
                    h2.label #latest { (t::HOME_LATEST) }
                    (teasers(&page.posts, 3))
                    (more(page, "/", true))
                }
            }
        }
    };
    place.page(&column.name, Page::Home, About::Column, body)
}

fn earlier(place: &Place<'_>, page: &PostPage) -> Markup {
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
                    p.excerpt.warning { (t::WARNING) " " span dir="auto" { (post.warning) } }
                } @else if !post.excerpt.is_empty() {
                    // The columnist's own voice stands upright, a letter's in italics.
                    @let own = post.kind != PostKind::Answer;
                    p.excerpt.own[own] dir="auto" { (parts::excerpt(&post.excerpt, EXCERPT_CHARS)) }
                }
                (parts::tag_links(&post.tags))
                (responses::count(post.slug.as_str(), post.responses))
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
