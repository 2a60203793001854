//! The forms below a letter, each of its own, so that a slip in one loses nothing of the others.

use maud::{Markup, html};

use crate::domain::{Question, QuestionId, Status};
use crate::pages::parts::{Field, FieldProblem, problem_of, text_area, text_field};
use crate::texts::en::desk::question as t;

/// What was typed into the forms of a letter, kept after a mistake.
#[derive(Debug, Clone, Default)]
pub struct QuestionForms {
    pub tags: String,
    pub note: String,
    pub reply: String,
    /// Of the fields `status`, `tags`, `note` and `reply`.
    pub problems: Vec<FieldProblem>,
}

impl QuestionForms {
    /// The forms as they stand when nothing has been typed.
    pub fn of(question: &Question) -> Self {
        Self { tags: t::tag_list(&question.tags), ..Self::default() }
    }
}

/// The tags, as one line.
pub(super) fn tags_form(id: QuestionId, form: &QuestionForms) -> Markup {
    let field = Field {
        hint: Some(t::TAGS_HINT),
        value: &form.tags,
        problem: problem_of(&form.problems, "tags"),
        required: false,
        capitals: false,
        ..Field::new("tags", t::TAGS_LABEL)
    };
    html! {
        form method="post" action={ "/desk/questions/" (id) "/tags" } {
            (text_field(&field))
            button { (t::TAGS_SAVE) }
        }
    }
}

/// A new note.
pub(super) fn note_form(id: QuestionId, form: &QuestionForms) -> Markup {
    let field = Field {
        hint: Some(t::NOTE_HINT),
        value: &form.note,
        problem: problem_of(&form.problems, "note"),
        ..Field::new("note", t::NOTE_LABEL)
    };
    html! {
        form method="post" action={ "/desk/questions/" (id) "/notes" } {
            (text_area(&field, 3))
            button { (t::NOTE_SAVE) }
        }
    }
}

/// A private reply, or why there cannot be one; words that have been typed stay in sight in any case.
pub(super) fn reply_form(question: &Question, form: &QuestionForms) -> Markup {
    // Its asker has been told no, or sees it waiting for ever; words would contradict that.
    let set_aside = matches!(question.status, Status::Declined | Status::Spam);
    let hint = match (question.asker.is_none(), set_aside) {
        (true, _) => Some(t::REPLY_NOBODY),
        (false, true) => Some(t::REPLY_KEEP_FIRST),
        (false, false) => None,
    };
    if let Some(hint) = hint.filter(|_| form.reply.is_empty()) {
        return html! { p.hint { (hint) } };
    }
    let field = Field {
        hint: Some(t::REPLY_HINT),
        value: &form.reply,
        problem: problem_of(&form.problems, "reply"),
        ..Field::new("reply", t::REPLY_LABEL)
    };
    html! {
        form method="post" action={ "/desk/questions/" (question.id) "/reply" } {
            (text_area(&field, 8))
            @if set_aside && question.asker.is_some() {
                // In this form, since a button of another would lose the words.
                button name="keep" value="yes" { (t::REPLY_KEEP_SEND) }
            } @else if question.asker.is_some() {
                button { (t::REPLY_SEND) }
            }
        }
    }
}
