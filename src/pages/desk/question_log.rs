//! What the desk did with a letter: notes and history.

use maud::{Markup, html};

use super::parts;
use crate::domain::{HistoryRow, Note, visible};
use crate::pages::parts::day;
use crate::texts::en::desk::question as t;

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
