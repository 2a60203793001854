//! Topics: all of them, and the posts of one.

use maud::{Markup, html};

use super::Place;
use super::home::{more, teasers};
use crate::domain::{PostPage, TagCount};
use crate::pages::layout::Page;
use crate::pages::machines::About;
use crate::texts::en::site as t;

/// Every public tag, set like the index of a book.
pub fn tags(place: &Place<'_>, tags: &[TagCount]) -> Markup {
    let body = html! {
        div.list {
            h1 { (t::TOPICS_TITLE) }
            @if tags.is_empty() {
                p.lead { (t::TOPICS_EMPTY) }
            } @else {
                p.lead { (t::TOPICS_LEAD) }
                ul.index {
                    @for tag in tags {
                        li {
                            a href={ "/tags/" (tag.slug.as_str()) } { (tag.name) }
                            " " span { (t::answers(tag.posts)) }
                        }
                    }
                }
                p.else {
                    (t::TOPICS_ELSE) " " a href="/search" { (t::TOPICS_SEARCH) } " " (t::TOPICS_OR) " "
                    a href="/archive" { (t::TOPICS_ARCHIVE) } "."
                }
            }
        }
    };
    place.page_of(t::TOPICS_TITLE, Page::Tags, About::Column, body)
}

/// One page of a topic's posts, newest first.
pub fn tag(place: &Place<'_>, tag: &TagCount, page: &PostPage, first: bool) -> Markup {
    let body = html! {
        div.list {
            h1 { (tag.name) }
            p.lead { (t::answers(tag.posts)) ". " a href="/tags" { (t::TOPICS_ALL) } }
            @if page.posts.is_empty() { p { (t::TAG_EMPTY) } }
            (teasers(&page.posts, 2))
            (more(page, &format!("/tags/{}", tag.slug.as_str()), first))
        }
    };
    place.page_of(&tag.name, Page::Other, About::Tag(tag), body)
}
