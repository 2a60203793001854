//! What the desk did with a letter: replies, notes, history.

use maud::{Markup, html};

use super::parts;
use crate::domain::{HistoryRow, Note, Reply, visible};
use crate::pages::parts::day;
use crate::texts::en::desk::question as t;

/// A reply as it was sent.
pub(super) fn sent(reply: &Reply) -> Markup {
    html! {
        article.slip {
            h3 { (t::reply(reply.number)) }
            p.meta { span { (visible(&reply.by)) } (day(reply.day)) }
            (parts::typed(&reply.text))
        }
    }
}

/// What the desk noted.
pub(super) fn notes(notes: &[Note]) -> Markup {
    html! {
        @if !notes.is_empty() {
            ul.notes {
                @for note in notes {
                    li { (parts::typed(&note.text)) p.meta { span { (visible(&note.by)) } (day(note.day)) } }
                }
            }
        }
    }
}

/// What was done with the letter, newest first.
pub(super) fn history(rows: &[HistoryRow]) -> Markup {
    html! {
        @if !rows.is_empty() {
            section {
                h2 { (t::HISTORY) }
                div.history {
                    @for rows in rows.chunk_by(|one, other| one.day == other.day) { (history_of_day(rows)) }
                }
            }
        }
    }
}

/// All that was done on one day, under its date.
fn history_of_day(rows: &[HistoryRow]) -> Markup {
    html! {
        @if let Some(first) = rows.first() { h3 { (day(first.day)) } }
        ul { @for row in rows { li { (visible(&t::step(&row.step, &row.by))) } } }
    }
}
