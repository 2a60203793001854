//! The list of posts, drafts among them.

use maud::{Markup, html};

use super::parts;
use super::shell::{DeskFrame, page};
use crate::domain::PostRow;
use crate::pages::parts::day;
use crate::texts::en::desk::{posts as t, queue::Empty};

/// One page of the posts. `next` is where the following page begins.
pub fn posts(frame: &DeskFrame<'_>, rows: &[PostRow], next: Option<String>) -> Markup {
    let body = html! {
        div.head { h1 { (t::TITLE) } }
        @if rows.is_empty() {
            (parts::empty(&Empty { head: t::EMPTY_HEAD, line: t::EMPTY_LINE }))
            p.empty-link { a href="/desk" { (t::TO_QUEUE) } }
        } @else {
            ol.rows { @for row in rows { (line(row)) } }
        }
        @if let Some(next) = next {
            nav.turning aria-label=(t::PAGES) {
                a.button rel="next" href={ "/desk/posts?after=" (parts::encoded(&next)) } { (t::NEXT) }
            }
        }
    };
    page(frame, t::TITLE.into(), body)
}

fn line(row: &PostRow) -> Markup {
    let live = row.publication.as_ref().is_some_and(|publication| publication.live);
    html! {
        li {
            a dir="auto" href={ "/desk/posts/" (row.id) } { (t::title(&row.title)) }
            p.meta {
                span { (t::EDITED) " " (day(row.edited)) }
                span.badge.plain[!live].live[live] { (t::state(row.publication.as_ref(), row.revision)) }
            }
        }
    }
}
