//! Searching: the field, what was found, and what to do when nothing was.

use maud::{Markup, html};

use super::home::invitation;
use super::responses;
use crate::domain::{Column, Piece, SEARCH_CHARS_MAX, SearchHit, SearchPage, TagCount};
use crate::pages::layout::{self, Page};
use crate::pages::machines::plain_head;
use crate::pages::parts;
use crate::texts::en::{common, site as t};

/// A search and what it found.
pub struct SearchView<'a> {
    /// As typed; empty before anything was.
    pub typed: &'a str,
    pub found: &'a SearchPage,
    /// Counted from 1.
    pub page: usize,
    /// Topics to go on with, where nothing was found.
    pub tags: &'a [TagCount],
}

/// The page. Its title stays in the browser's history, so it does not say what was searched for.
pub fn search(column: &Column, view: &SearchView<'_>) -> Markup {
    let body = html! {
        div.list {
            h1 { (t::SEARCH_TITLE) }
            (field(view.typed))
            @if view.typed.is_empty() {
                @if !view.tags.is_empty() { h2 { (t::SEARCH_TOPICS) } }
                (topics(view.tags))
            } @else if view.found.found == 0 {
                (nothing(view.tags))
            } @else {
                (found(view))
            }
        }
    };
    let head = html! { (plain_head(column)) meta name="robots" content="noindex"; };
    let title = format!("{} · {}", t::SEARCH_TITLE, column.name);
    layout::site_with_head(column, &title, Page::Other, head, body)
}

fn field(typed: &str) -> Markup {
    html! {
        form.search method="get" action="/search" role="search" {
            label for="q" { (t::SEARCH_LABEL) }
            p.hint #q-hint { (t::SEARCH_HINT) }
            div.row {
                input #q name="q" type="search" value=(typed) maxlength=(SEARCH_CHARS_MAX) required autocomplete="off"
                    aria-describedby="q-hint";
                button.button { (t::SEARCH_BUTTON) }
            }
        }
    }
}

fn found(view: &SearchView<'_>) -> Markup {
    let SearchPage { hits, found, capped, pages } = view.found;
    let (before, behind) = t::SEARCH_FOR;
    html! {
        h2.found {
            (t::search_found(*found, *capped, view.page, *pages))
            (before) bdi { (view.typed) } (behind)
        }
        @if hits.is_empty() { p { (t::SEARCH_BEYOND) } }
        @for hit in hits { (teaser(hit)) }
        @if *pages > 1 {
            nav.more aria-label=(t::SEARCH_PAGES) {
                @if view.page > 1 { (to_page(view.typed, view.page - 1, t::SEARCH_BACK)) }
                @if view.page < *pages { (to_page(view.typed, view.page + 1, t::SEARCH_ON)) }
            }
        }
    }
}

fn teaser(hit: &SearchHit) -> Markup {
    html! {
        article.teaser {
            p.when { (parts::day(hit.published)) }
            h3 { a href={ "/posts/" (hit.slug.as_str()) } { (marked(&hit.title)) } }
            @if hit.warned {
                p.excerpt.warning { (t::WARNING) " " span dir="auto" { (marked(&hit.excerpt)) } }
            } @else {
                p.excerpt.own[hit.own] dir="auto" { (marked(&hit.excerpt)) }
            }
            @if !hit.tags.is_empty() { p.hint { (common::TOPICS_BEFORE) (marked(&hit.tags)) } }
            div.below { (responses::count(hit.slug.as_str(), hit.responses)) }
        }
    }
}

/// A text with what was found in it.
fn marked(pieces: &[Piece]) -> Markup {
    html! { @for piece in pieces { @if piece.hit { mark { (piece.text) } } @else { (piece.text) } } }
}

/// A page of the same search.
fn to_page(typed: &str, page: usize, name: &str) -> Markup {
    html! {
        form method="get" action="/search" {
            input type="hidden" name="q" value=(typed);
            input type="hidden" name="page" value=(page);
            button.second { (name) }
        }
    }
}

fn nothing(tags: &[TagCount]) -> Markup {
    html! {
        h2 { (t::SEARCH_NOTHING) }
        p { (if tags.is_empty() { t::SEARCH_NOTHING_YET } else { t::SEARCH_NOTHING_TEXT }) }
        (topics(tags))
        (invitation())
    }
}

fn topics(tags: &[TagCount]) -> Markup {
    let tags: Vec<_> = tags.iter().map(|tag| (tag.name.clone(), tag.slug.clone())).collect();
    parts::tag_links(&tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_text_and_not_in_the_title() {
        let column = Column::new("Ask", "Mara");
        let typed = "\"><script>\u{202e}";
        let found = SearchPage { found: 30, pages: 3, ..SearchPage::default() };
        let view = SearchView { typed, found: &found, page: 2, tags: &[] };
        let html = search(&column, &view).into_string();
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("<title>Search · Ask</title>"), "{html}");
        assert_eq!(html.matches("name=\"page\"").count(), 2, "{html}");
    }
}
