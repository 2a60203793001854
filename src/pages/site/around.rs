//! The ways from one post to others.

use maud::{Markup, html};

use crate::domain::{Around, PostLink, visible};
use crate::texts::en::site as t;

/// Posts on the same topics, then the one before and the one after; nothing where there are none.
pub(super) fn ways_on(around: &Around) -> Markup {
    html! {
        @if !around.related.is_empty() {
            nav.related aria-labelledby="related" {
                h2.label #related { (t::RELATED) }
                ul { @for post in &around.related { li { (link(post, None)) } } }
            }
        }
        @if around.older.is_some() || around.newer.is_some() {
            nav.beside aria-label=(t::NEIGHBOURS) {
                @if let Some(older) = &around.older { p { span { (t::NEIGHBOUR_OLDER) } " " (link(older, Some("prev"))) } }
                @if let Some(newer) = &around.newer { p { span { (t::NEIGHBOUR_NEWER) } " " (link(newer, Some("next"))) } }
            }
        }
    }
}

fn link(post: &PostLink, rel: Option<&str>) -> Markup {
    html! { a dir="auto" href={ "/posts/" (post.slug.as_str()) } rel=[rel] { (visible(&post.title)) } }
}
