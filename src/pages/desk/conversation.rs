//! The conversation with the asker, both ways, newest last.

use maud::{Markup, html};

use super::parts;
use super::question_forms::{QuestionForms, reply_form};
use crate::domain::{Entry, Proof, ProofState, Question, ThreadRow, visible};
use crate::pages::parts::day;
use crate::texts::en::desk::conversation as t;

/// All that was said, and the form for more.
pub(super) fn conversation(question: &Question, form: &QuestionForms) -> Markup {
    html! {
        section #conversation aria-labelledby="conversation-title" {
            h2 #conversation-title { (t::TITLE) }
            @if !question.thread.is_empty() {
                ol.talk {
                    @for row in &question.thread { (said(row, question.proof.as_ref())) }
                }
            }
            (reply_form(question, form))
        }
    }
}

/// One entry; `latest` is the proof that counts. Who said it is told in words, by the side on which it stands and by its edge.
pub(super) fn said(row: &ThreadRow, latest: Option<&Proof>) -> Markup {
    let asker = row.by.is_empty();
    html! {
        li.slip.asker[asker].desk[!asker] {
            div.meta { h3 { (t::entry(&row.entry, &visible(&row.by))) } (day(row.day)) }
            @if let Some(text) = words(&row.entry).filter(|text| !text.is_empty()) { (parts::typed(text)) }
            @if let Some(note) = note(&row.entry, latest) { p.hint { (note) } }
        }
    }
}

/// What an entry says, if it says anything.
fn words(entry: &Entry) -> Option<&str> {
    match entry {
        Entry::Reply { text, .. } | Entry::Proof { text, .. } | Entry::FollowUp { text } => {
            Some(text)
        }
        Entry::Changes { words } => Some(words),
        Entry::Approved | Entry::TakeDown => None,
    }
}

/// What is to be known of an entry beside its words.
fn note(entry: &Entry, latest: Option<&Proof>) -> Option<String> {
    match entry {
        Entry::Proof { text, .. } if text.is_empty() => Some(t::PROOF_GONE.to_owned()),
        Entry::Proof { number, until, .. } => match latest {
            Some(proof) if proof.number != *number => Some(t::PROOF_REPLACED.to_owned()),
            Some(Proof { state: ProofState::Waiting, .. }) => Some(t::proof_until(*until)),
            Some(_) | None => None,
        },
        Entry::Changes { words } if words.is_empty() => Some(t::CHANGES_WORDLESS.to_owned()),
        Entry::Reply { .. }
        | Entry::FollowUp { .. }
        | Entry::Changes { .. }
        | Entry::Approved
        | Entry::TakeDown => None,
    }
}
