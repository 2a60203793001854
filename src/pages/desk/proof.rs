//! The part of the editor that shows the text to askers who want to see it first.

use maud::{Markup, html};

use super::editor::EditorView;
use super::parts;
use super::shell::DeskFrame;
use crate::domain::{PostQuestion, ProofState, Standing};
use crate::pages::parts::{Field, day, problem_of, text_field};
use crate::texts::en::desk::proof as t;

/// How the text stands with every asker who wants to see it, and the button that sends it. It lies within the
/// editor's form: what is sent is what is in sight.
pub(super) fn proof(frame: &DeskFrame<'_>, view: &EditorView<'_>) -> Markup {
    let letters: Vec<&PostQuestion> = view.post.to_prove().collect();
    if letters.is_empty() {
        return html! {};
    }
    let many = letters.len() > 1;
    let sendable =
        view.post.open().is_ok() && letters.iter().any(|letter| standing(view, letter).may_send());
    html! {
        section.proof aria-labelledby="proof" {
            h2 #proof { (t::TITLE) }
            @for letter in letters { (stands(view, letter, many)) }
            @if sendable && view.may_publish {
                (send(view))
            } @else if sendable {
                p.hint { (t::not_yours(&frame.column.columnist)) }
            }
        }
    }
}

fn standing(view: &EditorView<'_>, letter: &PostQuestion) -> Standing {
    Standing::of(letter.proof.as_ref(), &view.post.text.printed, view.today)
}

/// How it stands with one asker.
fn stands(view: &EditorView<'_>, letter: &PostQuestion, many: bool) -> Markup {
    let told = match letter.reachable {
        true => t::standing(standing(view, letter)),
        false => t::UNREACHABLE.to_owned(),
    };
    html! {
        @if many { h3 { a href={ "/desk/questions/" (letter.id) } { (t::LETTER_OF) " " (day(letter.id.day())) } } }
        p { (told) }
    }
}

/// What the asker wants changed, in her words, as long as she has not been sent another text.
pub(super) fn wishes(letter: &PostQuestion) -> Markup {
    let proof = letter.proof.as_ref().filter(|proof| proof.state == ProofState::Changes);
    html! {
        @if let Some(proof) = proof.filter(|proof| !proof.wishes.is_empty()) {
            div.slip.asker { h3 { (t::WISHES) } (parts::typed(&proof.wishes)) }
        }
    }
}

/// The last day for an answer, and the button.
fn send(view: &EditorView<'_>) -> Markup {
    let field = Field {
        hint: Some(t::UNTIL_HINT),
        value: view.until,
        problem: problem_of(&view.problems, "until"),
        required: false,
        kind: "date",
        ..Field::new("until", t::UNTIL)
    };
    html! {
        (text_field(&field))
        button formaction={ "/desk/posts/" (view.post.id) "/proof" } { (t::SEND) }
    }
}
