//! The queue: which letters wait, and for what.

use maud::{Markup, html};

use super::queue_tools::{address, current_tag, search, status_tabs, tag_list};
use super::shell::{DeskFrame, page};
use super::{QueueFilter as Filter, parts};
use crate::domain::{QueuePage, QueueRow, Status, TagName, visible};
use crate::pages::parts::day;
use crate::texts::en::desk::{attention, queue as t};

/// What is looked for. A search leaves status and tag aside.
#[derive(Debug, Clone, Copy)]
pub struct QueueFilter<'a> {
    pub status: Option<Status>,
    pub tag: Option<&'a str>,
    /// Empty when nothing is searched for.
    pub q: &'a str,
}

/// All that the queue's page shows.
#[derive(Debug, Clone, Copy)]
pub struct QueueView<'a> {
    pub page: &'a QueuePage,
    pub filter: QueueFilter<'a>,
    /// The tags in use, with how many letters have each.
    pub tags: &'a [(TagName, u64)],
    /// Whether this is the list's first page.
    pub first: bool,
}

/// One page of the queue.
pub fn queue(frame: &DeskFrame<'_>, view: &QueueView<'_>) -> Markup {
    let body = html! {
        @if frame.counts.key_was_changed { p.notice role="alert" { (t::KEY_WAS_CHANGED) } }
        @if frame.counts.shelved > 0 { p.notice { (t::shelved(frame.counts.shelved)) } }
        @if frame.counts.spoilt > 0 { p.notice { (t::spoilt(frame.counts.spoilt)) } }
        div.head {
            h1 { (t::TITLE) }
            (search(view.filter.q))
        }
        (status_tabs(&view.filter, &frame.counts.tally))
        (tag_list(&view.filter, view.tags))
        (what_is_shown(&view.filter))
        (first(&view.page.urgent))
        @if !view.page.rows.is_empty() {
            (list(&view.page.rows, view.filter.status.is_none()))
        } @else if view.page.urgent.is_empty() {
            (quiet(frame, view))
        }
        (turning(view))
    };
    page(frame, t::TITLE.into(), body)
}

/// Says in words what the list is, where the tabs do not.
fn what_is_shown(filter: &Filter<'_>) -> Markup {
    html! {
        @if !filter.q.is_empty() {
            div.shown {
                h2 dir="auto" { (t::results(&visible(filter.q))) }
                p { (t::NEWEST_FIRST) " " a href="/desk" { (t::CLEAR_SEARCH) } }
            }
        } @else if let Some(tag) = filter.tag {
            (current_tag(filter, tag))
        }
    }
}

/// What is to be looked at before all else, as a list of its own.
fn first(urgent: &[QueueRow]) -> Markup {
    html! {
        @if !urgent.is_empty() {
            section.first aria-labelledby="first" {
                h2 #first { (attention::FIRST) }
                (list(urgent, true))
            }
            h2.vh { (attention::OTHERS) }
        }
    }
}

fn list(rows: &[QueueRow], mixed: bool) -> Markup {
    html! { ol.rows { @for row in rows { (line(row, mixed)) } } }
}

fn line(row: &QueueRow, mixed: bool) -> Markup {
    html! {
        li {
            a dir="auto" href={ "/desk/questions/" (row.id) } { (visible(&row.first_line)) }
            p.meta {
                @if let Some(why) = row.attention { (parts::attention_badge(why)) }
                (day(row.id.day()))
                (parts::consent_badge(row.consent))
                @if mixed { (parts::status_badge(row.status)) }
                (parts::tags(&row.tags))
            }
        }
    }
}

/// The place of a list without letters, kind where it is good news.
fn quiet(frame: &DeskFrame<'_>, view: &QueueView<'_>) -> Markup {
    let none_ever = frame.counts.tally.iter().all(|(_, count)| *count == 0);
    let filter = &view.filter;
    let quiet = if !view.first {
        t::NO_MORE
    } else if !filter.q.is_empty() {
        t::NO_RESULTS
    } else if none_ever {
        t::NO_LETTERS
    } else if filter.tag.is_some() {
        t::NO_TAGGED
    } else {
        filter.status.map_or(t::NOTHING, t::empty)
    };
    html! {
        (parts::empty(&quiet))
        @if none_ever && view.first { p.empty-link { a href="/ask" { (t::ASK_LINK) } } }
    }
}

fn turning(view: &QueueView<'_>) -> Markup {
    html! {
        @if !view.first || view.page.next.is_some() {
            nav.turning aria-label=(t::PAGES) {
                @if let Some(next) = view.page.next {
                    a.button rel="next" href=(address(&view.filter, Some(next))) { (t::NEXT) }
                }
                @if !view.first { a href=(address(&view.filter, None)) { (t::TO_FIRST) } }
            }
        }
    }
}
