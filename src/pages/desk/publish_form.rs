//! The parts of the editor's form that say when and how a post comes out, and which letters stand behind it. All of
//! them lie within that form: whatever is pressed, what was typed is saved first.

use maud::{Markup, html};

use super::editor::EditorView;
use super::parts;
use crate::domain::{
    Moment, PostId, PostKind, PostOptions, PostQuestion, QuestionId, QueueRow, Zone, visible,
};
use crate::pages::parts::{Field, day, problem_of, text_field};
use crate::texts::en::desk::publishing as t;

/// What the editor shows besides the post's text.
#[derive(Debug, Clone)]
pub struct PublishView<'a> {
    pub zone: Zone,
    /// The next free time of the column's rhythm.
    pub next: Option<Moment>,
    /// Whether a time was chosen or typed already.
    pub chosen: bool,
    /// As typed, or as they are proposed.
    pub date: String,
    pub time: String,
    /// The address of a letter, as typed.
    pub letter: &'a str,
    /// Letters that wait and have the same topics.
    pub kindred: Vec<QueueRow>,
    /// Letters behind the post that can be taken away.
    pub further: Vec<QuestionId>,
}

/// How a post comes out, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OptionsForm {
    pub warning: String,
    pub unlisted: bool,
    pub comments: bool,
}

impl OptionsForm {
    /// As it was saved.
    pub fn of(options: &PostOptions) -> Self {
        let PostOptions { warning, unlisted, comments, .. } = options.clone();
        Self { warning, unlisted, comments }
    }
}

/// The options of a form that shows other fields, so that they are not lost there.
pub(super) fn kept(options: &OptionsForm) -> Markup {
    html! {
        input type="hidden" name="options" value="yes";
        input type="hidden" name="warning" value=(options.warning);
        @if options.unlisted { input type="hidden" name="unlisted" value="yes"; }
        @if options.comments { input type="hidden" name="comments" value="yes"; }
    }
}

/// A later time to come out at; nothing where the post is public, or for somebody else to publish.
pub(super) fn when(view: &EditorView<'_>) -> Markup {
    if !view.may_publish || view.post.live().is_some() {
        return html! {};
    }
    html! { div.publishing { (later(view)) } }
}

fn later(view: &EditorView<'_>) -> Markup {
    let (publish, action) = (view.publish, address(view.post.id, "/publication"));
    let shut = view.unpublishable.is_some();
    let field = |name, label, value, kind| Field {
        value,
        kind,
        problem: problem_of(&view.problems, name),
        required: false,
        ..Field::new(name, label)
    };
    html! {
        details #when open[view.post.due.is_some() || publish.chosen || problem_of(&view.problems, "date").or(problem_of(&view.problems, "time")).is_some()] {
            summary {
                (t::WHEN)
                @if let Some(next) = publish.next { " " span.hint { (t::next_free(&publish.zone, next)) } }
            }
            @if let Some(next) = publish.next {
                p { button name="when" value="next" formaction=(action) disabled[shut] { (t::next(&publish.zone, next)) } }
            }
            div.at {
                (text_field(&field("date", t::DATE, &publish.date, "date")))
                (text_field(&field("time", t::TIME, &publish.time, "time")))
                button name="when" value="at" formaction=(action) disabled[shut] {
                    (if view.post.due.is_some() { t::SET_ANEW } else { t::SET })
                }
            }
            p.hint { (t::clock(&publish.zone)) " " a href="/desk/posts/calendar" { (t::TO_CALENDAR) } }
            @if view.post.due.is_some() {
                p.actions {
                    button formaction=(address(view.post.id, "/schedule/delete")) { (t::TAKE_OFF) }
                    span.hint { (t::TAKE_OFF_HINT) }
                }
            }
        }
    }
}

/// How the post is shown.
pub(super) fn how(view: &EditorView<'_>) -> Markup {
    let saved = OptionsForm::of(&view.post.text.options);
    let options = view.typed.options.as_ref().unwrap_or(&saved);
    let problem = problem_of(&view.problems, "warning");
    let open = problem.is_some() || *options != OptionsForm::of(&PostOptions::default());
    html! {
        details open[open] {
            summary { (t::HOW) }
            (options_fields(options, problem))
        }
    }
}

/// The fields of the options.
pub(super) fn options_fields(options: &OptionsForm, problem: Option<&str>) -> Markup {
    let warning = Field {
        hint: Some(t::WARNING_HINT),
        value: &options.warning,
        problem,
        required: false,
        ..Field::new("warning", t::WARNING)
    };
    html! {
        // A box that is not ticked sends nothing: this tells it from a form without boxes.
        input type="hidden" name="options" value="yes";
        (text_field(&warning))
        div.field {
            (tick("unlisted", t::UNLISTED, Some(t::UNLISTED_HINT), options.unlisted))
            (tick("comments", t::COMMENTS, None, options.comments))
        }
    }
}

fn tick(name: &str, label: &str, hint: Option<&str>, checked: bool) -> Markup {
    let described_by = hint.map(|_| format!("{name}-hint"));
    html! {
        div.choice {
            input id=(name) type="checkbox" name=(name) value="yes" checked[checked] aria-describedby=[&described_by];
            label for=(name) { (label) }
            @if let Some(hint) = hint { p.hint id=[&described_by] { (hint) } }
        }
    }
}

/// The letters behind the post, to add and to take away; nothing for what answers none.
pub(super) fn behind(view: &EditorView<'_>) -> Markup {
    let (publish, id) = (view.publish, view.post.id);
    if view.post.kind != PostKind::Answer {
        return html! {};
    }
    let field = Field {
        hint: Some(t::LETTER_HINT),
        value: publish.letter,
        problem: problem_of(&view.problems, "letter"),
        required: false,
        capitals: false,
        ..Field::new("letter", t::LETTER)
    };
    html! {
        details open[field.problem.is_some()] {
            summary { (t::LETTERS) }
            p.hint { (t::LETTERS_LEAD) }
            ul.behind { @for question in &view.post.questions { (attached(view, question)) } }
            @if !publish.kindred.is_empty() {
                h3 { (t::KINDRED) }
                ul.behind { @for row in &publish.kindred { (kindred(id, row)) } }
            }
            div.at {
                (text_field(&field))
                button formaction=(address(id, "/letters")) { (t::ADD) }
            }
        }
    }
}

/// A letter behind the post, with the way to take it away where it may go.
fn attached(view: &EditorView<'_>, question: &PostQuestion) -> Markup {
    let below = format!("/letters/{}/delete", question.id);
    html! {
        li {
            a href={ "/desk/questions/" (question.id) } { (day(question.id.day())) }
            " " (parts::consent_badge(question.consent))
            @if view.publish.further.contains(&question.id) {
                button formaction=(address(view.post.id, &below)) { (t::REMOVE) }
            }
        }
    }
}

fn kindred(id: PostId, row: &QueueRow) -> Markup {
    html! {
        li {
            a dir="auto" href={ "/desk/questions/" (row.id) } { (visible(&row.first_line)) }
            " " (parts::consent_badge(row.consent))
            button name="chosen" value=(row.id) formaction=(address(id, "/letters")) { (t::ADD) }
        }
    }
}

fn address(id: PostId, below: &str) -> String {
    format!("/desk/posts/{id}{below}")
}
