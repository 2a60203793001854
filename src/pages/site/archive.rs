//! The archive: its years, and the posts of one.

use maud::{Markup, html};

use super::Place;
use super::home::more;
use crate::domain::{Day, PostPage, PostTeaser, Year, YearCount, visible};
use crate::pages::layout::Page;
use crate::pages::machines::About;
use crate::pages::parts;
use crate::texts::en::site as t;

/// Every year in which something came out, and the first page of the latest one's posts.
pub fn archive(place: &Place<'_>, years: &[YearCount], latest: &PostPage) -> Markup {
    let body = html! {
        div.list {
            h1 { (t::ARCHIVE_TITLE) }
            p.lead { (if years.is_empty() { t::ARCHIVE_EMPTY } else { t::ARCHIVE_LEAD }) }
            // One year alone stands below as a whole.
            @if years.len() > 1 {
                ul.index {
                    @for found in years {
                        li { a href={ "/archive/" (found.year) } { (found.year) } " " span { (t::answers(found.posts)) } }
                    }
                }
            }
            @if let Some(found) = years.first() { (titles(latest, found.year, true)) }
        }
    };
    place.page_of(t::ARCHIVE_TITLE, Page::Other, About::Column, body)
}

/// One page of a year's posts, newest first, month by month.
pub fn archive_year(place: &Place<'_>, year: Year, page: &PostPage, first: bool) -> Markup {
    let title = t::archive_year(&year.to_string());
    let body = html! {
        div.list {
            h1 { (title) }
            p.lead { a href="/archive" { (t::ARCHIVE_ALL) } }
            @if page.posts.is_empty() { p { (t::EARLIER_EMPTY) } }
            (titles(page, year, first))
        }
    };
    place.page_of(&title, Page::Other, About::Column, body)
}

fn titles(page: &PostPage, year: Year, first: bool) -> Markup {
    html! {
        @for month in page.posts.chunk_by(|a, b| month(a.published) == month(b.published)) { (of_month(month)) }
        (more(page, &format!("/archive/{year}"), first))
    }
}

fn of_month(posts: &[PostTeaser]) -> Markup {
    html! {
        h2 { @if let Some(first) = posts.first() { (month(first.published)) } }
        ul.titles {
            @for post in posts {
                li {
                    a dir="auto" href={ "/posts/" (post.slug.as_str()) } { (visible(&post.title)) }
                    " " span.when {
                        @if post.responses > 0 { (t::responses(post.responses)) " · " }
                        (parts::day(post.published))
                    }
                }
            }
        }
    }
}

/// As people write it: `November 2026`.
fn month(day: Day) -> String {
    let day = day.to_string();
    day.split_once(' ').map_or_else(String::new, |(_, month)| month.to_owned())
}
