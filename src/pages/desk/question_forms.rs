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

/// A private reply, or why there cannot be one.
pub(super) fn reply_form(question: &Question, form: &QuestionForms) -> Markup {
    if question.asker.is_none() {
        return html! { p.hint { (t::REPLY_NOBODY) } };
    }
    // Its asker has been told no, or sees it waiting for ever; words would contradict that.
    if matches!(question.status, Status::Declined | Status::Spam) {
        return html! { p.hint { (t::REPLY_KEEP_FIRST) } };
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
            button { (t::REPLY_SEND) }
        }
    }
}
