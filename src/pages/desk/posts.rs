//! The list of posts, drafts among them.

use maud::{Markup, html};

use super::parts;
use super::posts_tools::{address, begin, narrow, places, starts, tabs};
use super::shell::{DeskFrame, page_onward, problem};
use crate::domain::{
    Moment, Post, PostCounts, PostId, PostKind, PostRow, PostRows, PostShow, PostSort, TagName,
    Zone,
};
use crate::pages::parts::day;
use crate::texts::en::desk::posts as t;

/// What is looked for, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct PostsFilter<'a> {
    pub show: PostShow,
    pub sort: PostSort,
    pub tag: &'a str,
    pub q: &'a str,
    /// The time for which a post is chosen, as `2026-12-01T07:00`; empty for none.
    pub at: &'a str,
}

impl PostsFilter<'_> {
    pub(super) fn narrows(&self) -> bool {
        !self.q.is_empty() || !self.tag.is_empty()
    }
}

/// All that the list shows.
#[derive(Debug, Clone, Copy)]
pub struct PostsView<'a> {
    pub filter: PostsFilter<'a>,
    pub found: &'a PostRows,
    pub counts: &'a PostCounts,
    /// Tags to choose from.
    pub tags: &'a [(TagName, u64)],
    /// The pages of the menu in their order.
    pub menu: &'a [PostId],
    /// Whether this is the list's first page.
    pub first: bool,
    /// A post that has just been put into the bin, which one press puts back.
    pub undo: Option<PostId>,
    pub may_publish: bool,
    /// By whose clock dates are told.
    pub zone: &'a Zone,
    /// The time for which a post is chosen.
    pub slot: Option<Moment>,
}

/// One page of the posts.
pub fn posts(frame: &DeskFrame<'_>, view: &PostsView<'_>) -> Markup {
    let body = html! {
        div.head { h1 { (t::TITLE) } (begin(view.filter.at)) }
        @if let Some(slot) = view.slot { (choosing(view, slot)) }
        (places())
        (tabs(&view.filter, view.counts))
        (narrow(&view.filter, view.tags))
        @if view.found.rows.is_empty() {
            (quiet(view))
        } @else {
            ol.rows.posts { @for row in &view.found.rows { (line(row, view)) } }
        }
        @if view.filter.show == PostShow::Pages && view.first && !view.filter.narrows() { (starts()) }
        (turning(view))
    };
    let onward = html! { @if let Some(id) = view.undo { (put_back(id)) } };
    page_onward(frame, t::TITLE.into(), onward, body)
}

/// That a post is chosen for a time.
fn choosing(view: &PostsView<'_>, slot: Moment) -> Markup {
    html! {
        div.notice {
            p { strong { (t::choose(view.zone, slot)) } " " (t::CHOOSE_HINT) }
            p { a href=(address(&PostsFilter { at: "", ..view.filter }, None)) { (t::CHOOSE_NONE) } }
        }
    }
}

fn line(row: &PostRow, view: &PostsView<'_>) -> Markup {
    let live = row.due.is_none() && row.publication.as_ref().is_some_and(|it| it.live);
    html! {
        li {
            a dir="auto" href=(to_editor(row.id, view.filter.at)) { (t::title(&row.title)) }
            p.meta {
                @if let Some(deleted) = row.deleted {
                    span { (t::goes(deleted)) }
                } @else {
                    span { (t::EDITED) " " (day(row.edited)) }
                }
                span.badge.plain[!live].live[live] { (t::state(row)) }
                @if let Some(when) = t::when(row, view.zone) { span { (when) } }
                @if let Some(kind) = t::kind(row.kind) { span { (kind) } }
                @if row.position.is_some() && row.deleted.is_none() { span { (t::IN_MENU) } }
                (parts::tags(&row.tags))
            }
            @if row.deleted.is_some() { div.buttons { (put_back(row.id)) } }
            @if view.filter.show == PostShow::Pages && view.may_publish { (menu_steps(row, view.menu)) }
        }
    }
}

/// The editor of a post, with a time filled in if one is chosen.
fn to_editor(id: PostId, at: &str) -> String {
    if at.is_empty() {
        format!("/desk/posts/{id}")
    } else {
        format!("/desk/posts/{id}?at={at}#when")
    }
}

/// The way out of the bin.
fn put_back(id: PostId) -> Markup {
    html! {
        form.onward method="post" action={ "/desk/posts/" (id) "/deletion/delete" } {
            button { (t::UNBIN) }
        }
    }
}

/// The steps that a page can make within the menu of the site, into it or out of it.
fn menu_steps(row: &PostRow, menu: &[PostId]) -> Markup {
    let name = t::menu_of(&row.title);
    match menu.iter().position(|page| *page == row.id) {
        Some(place) => {
            let around = [(place > 0, "up", t::UP), (place + 1 < menu.len(), "down", t::DOWN)];
            let mut steps: Vec<_> =
                around.into_iter().filter(|it| it.0).map(|it| (it.1, it.2)).collect();
            steps.push(("out", t::TAKE_OUT));
            menu_form(row.id, &name, &steps)
        }
        None => menu_form(row.id, &name, &[("in", t::PUT_IN)]),
    }
}

/// Buttons for these steps. `name` is the form's own: a list has one for each page.
fn menu_form(id: PostId, name: &str, steps: &[(&str, &str)]) -> Markup {
    html! {
        form.buttons method="post" action={ "/desk/posts/" (id) "/menu" } aria-label=(name) {
            @for (step, text) in steps { button name="step" value=(step) { (text) } }
        }
    }
}

fn quiet(view: &PostsView<'_>) -> Markup {
    let quiet = if !view.first {
        t::NO_MORE
    } else if view.filter.narrows() {
        t::NO_RESULTS
    } else {
        t::empty(view.filter.show)
    };
    let none = view.first && !view.filter.narrows() && view.filter.show == PostShow::All;
    html! {
        (parts::empty(&quiet))
        @if none { p.empty-link { a href="/desk" { (t::TO_QUEUE) } } }
    }
}

fn turning(view: &PostsView<'_>) -> Markup {
    // A search reads so many posts at a time, and may have found few among them.
    let next = if view.filter.narrows() { t::LOOK_FURTHER } else { t::NEXT };
    html! {
        @if !view.first || view.found.next.is_some() {
            nav.turning aria-label=(t::PAGES) {
                @if view.found.next.is_some() {
                    a.button rel="next" href=(address(&view.filter, view.found.next)) { (next) }
                }
                @if !view.first { a href=(address(&view.filter, None)) { (t::TO_FIRST) } }
            }
        }
    }
}

/// That a post cannot be put into the bin, with the way back to it.
pub fn still_public(frame: &DeskFrame<'_>, back: &str) -> Markup {
    problem(frame, t::STILL_PUBLIC, t::STILL_PUBLIC_ADVICE, Some(back))
}

/// What is done with a post as a whole, below its editor.
pub(super) fn whole_post(post: &Post, may_publish: bool) -> Markup {
    let live = post.publication.as_ref().is_some_and(|publication| publication.live);
    let id = post.id;
    html! {
        section.whole aria-labelledby="whole" {
            h2 #whole { (t::ACTIONS) }
            @if post.kind == PostKind::Page && may_publish && post.deleted.is_none() {
                h3 { (t::MENU) }
                // Its place among the others is seen in the list.
                @if post.position.is_some() {
                    (menu_form(id, t::MENU, &[("out", t::TAKE_OUT)]))
                } @else {
                    (menu_form(id, t::MENU, &[("in", t::PUT_IN)]))
                }
            }
            div.buttons {
                // Buttons of the editor's form: what was typed is saved first.
                button form="post" formaction={ "/desk/posts/" (id) "/copy" } { (t::COPY) }
                @if post.deleted.is_some() {
                    (put_back(id))
                } @else if !live && (may_publish || post.due.is_none()) {
                    button form="post" formaction={ "/desk/posts/" (id) "/deletion" } { (t::BIN) }
                }
            }
            @if live {
                p.hint { (t::BIN_SHUT) }
            } @else if post.due.is_some() && may_publish {
                p.hint { (t::BIN_DUE_HINT) }
            }
        }
    }
}
