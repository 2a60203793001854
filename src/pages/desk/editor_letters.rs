//! The letters behind a post, beside its editor: in full, with what was said after them.

use maud::{Markup, html};

use super::conversation::said;
use super::editor::EditorView;
use super::parts;
use super::proof::wishes;
use crate::domain::{Entry, PostQuestion, ThreadRow};
use crate::texts::en::desk::question::title as letter_of;
use crate::texts::en::desk::{editor as t, writing};

/// Every letter behind the post.
pub(super) fn letters(view: &EditorView<'_>) -> Markup {
    let questions = &view.post.questions;
    let threads = view.threads.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
    html! {
        aside.letters #letters {
            a.jump href="#write" { (writing::JUMP_WRITE) }
            details open {
                summary { (if questions.len() > 1 { t::LETTERS } else { t::LETTER }) }
                @if questions.is_empty() { p.hint { (t::NO_LETTERS) } }
                @for (question, thread) in questions.iter().zip(threads) { (letter(question, thread)) }
            }
        }
    }
}

fn letter(question: &PostQuestion, thread: &[ThreadRow]) -> Markup {
    let words =
        |row: &&ThreadRow| matches!(row.entry, Entry::FollowUp { .. } | Entry::Reply { .. });
    html! {
        article.sheet {
            h2 { a href={ "/desk/questions/" (question.id) } { (letter_of(question.id.day())) } }
            p.meta { (parts::consent_badge(question.consent)) (parts::status_badge(question.status)) }
            (parts::typed(&question.original))
        }
        @if thread.iter().any(|row| words(&row)) {
            ol.talk { @for row in thread.iter().filter(words) { (said(row, None)) } }
        }
        (wishes(question))
    }
}
