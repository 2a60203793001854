//! One response of a reader, with all that can be done about it.

use maud::{Markup, html};

use super::comments::{address, decisions, head};
use super::parts;
use super::shell::{DeskFrame, Title, page};
use crate::domain::{Comment, CommentBy, CommentState, visible};
use crate::pages::parts::{Field, FieldProblem, error_summary, problem_of, text_area, text_field};
use crate::texts::en::desk::comments as t;

/// Lines of the fields.
const TEXT_ROWS: u8 = 10;
const REPLY_ROWS: u8 = 6;

/// The page of one response, as it is or as its form came back.
#[derive(Debug, Clone)]
pub struct CommentForm<'a> {
    pub comment: &'a Comment,
    pub name: &'a str,
    pub text: &'a str,
    pub reply: &'a str,
    /// The mark of what the change is made from.
    pub seen: &'a str,
    pub problems: Vec<FieldProblem>,
}

/// The page. All of it is one form, so that no button loses what was typed for another: each saves the name and the
/// text before it does what it says.
pub fn comment(frame: &DeskFrame<'_>, form: &CommentForm<'_>) -> Markup {
    let (row, may_publish) = (form.comment, frame.person.role.may_publish());
    let body = html! {
        div.narrow {
            (error_summary(&form.problems))
            p { a href=(address(row.state, None)) { (t::TITLE) ": " (t::state(row.state)) } }
            h1 { (t::ONE) }
            article.sheet { (head(row)) (parts::typed(&row.text)) }
            @if let (Some(slug), Some(place), CommentState::Approved) = (&row.slug, row.place, row.state) {
                p { a href={ "/posts/" (slug.as_str()) "#response-" (place) } { (t::SEE) } }
            }
            form method="post" action={ "/desk/comments/" (row.id) } {
                input type="hidden" name="state" value=(row.state.as_str());
                input type="hidden" name="seen" value=(form.seen);
                @if may_publish { (edit(form)) }
                (decide(row, may_publish))
                @if may_publish { (reply(form)) }
            }
            @if let Some((name, text)) = &row.original { (original(name, text)) }
        }
    };
    page(frame, Title { text: t::ONE, failed: !form.problems.is_empty() }, body)
}

/// The first of the buttons is pressed by the return key, too, so it is the harmless one.
fn decide(row: &Comment, may_publish: bool) -> Markup {
    html! {
        div.buttons role="group" aria-label=(t::DECIDE) {
            @if may_publish { button { (t::SAVE) } }
            @for to in decisions(row.state, may_publish) {
                button name="one" value={ (to.as_str()) " " (row.id) } formaction="/desk/comments" { (t::decide(to)) }
            }
        }
    }
}

fn reply(form: &CommentForm<'_>) -> Markup {
    let approved = form.comment.state == CommentState::Approved;
    let field = Field {
        hint: Some(if approved { t::REPLY_HINT } else { t::REPLY_APPROVES }),
        value: form.reply,
        problem: problem_of(&form.problems, "reply"),
        required: false,
        spellcheck: true,
        ..Field::new("reply", t::REPLY)
    };
    let send = if approved { t::REPLY_SEND } else { t::REPLY_SEND_APPROVE };
    html! {
        (text_area(&field, REPLY_ROWS))
        p.actions {
            button.primary formaction={ "/desk/comments/" (form.comment.id) "/reply" } { (send) }
        }
    }
}

fn edit(form: &CommentForm<'_>) -> Markup {
    let name = Field {
        value: form.name,
        hint: form.name.is_empty().then_some(t::NAMELESS_HINT),
        problem: problem_of(&form.problems, "name"),
        required: false,
        ..Field::new("name", t::NAME)
    };
    let text = Field {
        value: form.text,
        problem: problem_of(&form.problems, "text"),
        ..Field::new("text", t::TEXT)
    };
    html! {
        h2 { (t::EDIT) }
        @if form.comment.by != CommentBy::Columnist { p.hint { (t::EDIT_HINT) } }
        (text_field(&name))
        (text_area(&text, TEXT_ROWS))
    }
}

fn original(name: &str, text: &str) -> Markup {
    html! {
        details {
            summary { (t::ORIGINAL) }
            @if !name.is_empty() { p { bdi { (visible(name)) } } }
            (parts::typed(text))
        }
    }
}
