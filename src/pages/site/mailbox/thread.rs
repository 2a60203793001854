//! The conversation, as its asker reads it.

use maud::{Markup, html};

use super::forms::{self, ProofForm};
use super::{MailboxView, Sender};
use crate::domain::{Consent, Line, ProofTurn, visible};
use crate::pages::parts;
use crate::texts::en::{common, site as t};

/// The id of the text that waits for her answer.
pub(super) const PROOF_ID: &str = "proof-text";

/// Her own letter, and all that was said since.
pub(super) fn thread(view: &MailboxView<'_>, columnist: &str) -> Markup {
    html! {
        @if let Some((_, name, text)) = view.response {
            section.thread aria-label=(t::THREAD) { (response(parts::paragraphs(text), html! { bdi { (visible(name)) } }, !name.is_empty())) }
        } @else if view.question.is_some() || !view.lines.is_empty() {
            section.thread aria-label=(t::THREAD) {
                @if let Some((text, consent)) = view.question {
                    (question(parts::paragraphs(text), html! { (common::consent(consent).0) }))
                }
                @for line in view.lines { (entry(view, columnist, line)) }
            }
        }
    }
}

fn entry(view: &MailboxView<'_>, columnist: &str, line: &Line) -> Markup {
    match line {
        Line::Reply { text } => reply(columnist, parts::paragraphs(text)),
        Line::FollowUp { text } => follow_up(parts::paragraphs(text)),
        Line::TakeDown => take_down(),
        Line::Proof { number, text, until, answer } => {
            let consent = view.question.map(|(_, consent)| consent);
            let turn = ProofTurn::of(*number, view.lines, view.state, consent, view.today);
            let form = ProofForm {
                sender: Sender::Browser(view.receipt),
                number: Some(*number),
                words: view.typed.proof_words,
                problem: parts::problem_of(&view.typed.problems, forms::PROOF_WORDS_ID),
            };
            html! {
                (proof(turn == ProofTurn::Open, parts::paragraphs(text), turned(turn, &form, parts::day(*until), columnist)))
                @if let Some((approved, words)) = answer {
                    (proof_answer(html! { (answered(*approved)) }, parts::paragraphs(words)))
                }
            }
        }
    }
}

/// One template for each kind of entry (`receipt.js`).
pub(super) fn templates(columnist: &str) -> Markup {
    let text = || html! { div data-slot="text" {} };
    let form = ProofForm { sender: Sender::Script, number: None, words: "", problem: None };
    let turns = html! {
        @for (turn, name) in ProofTurn::ALL {
            div data-if=(name) { (turned(turn, &form, html! { span data-fill="until" {} }, columnist)) }
        }
    };
    let consents = html! {
        @for consent in Consent::ALL { span data-if=(consent.as_str()) { (common::consent(consent).0) } }
    };
    let answers = html! {
        span data-if="approved" { (answered(true)) }
        span data-if="changes" { (answered(false)) }
    };
    html! {
        template data-entry="question" { (question(text(), consents)) }
        template data-entry="comment" {
            (response(text(), html! { bdi data-fill="name" {} }, true))
        }
        template data-entry="follow_up" { (follow_up(text())) }
        template data-entry="reply" { (reply(columnist, text())) }
        template data-entry="proof" { (proof(true, text(), turns)) }
        template data-entry="proof_answer" { (proof_answer(answers, text())) }
        template data-entry="take_down" { (take_down()) }
        template data-entry="spoilt" { p.note { (t::ENTRY_SPOILT) } }
    }
}

fn question(text: Markup, consent: Markup) -> Markup {
    html! {
        section.mine {
            h2.label { (t::ENTRY_QUESTION) }
            (text)
            p.hint { (t::ENTRY_CONSENT) " " strong { (consent) } }
        }
    }
}

/// The writer's own response, with the name that it was given.
fn response(text: Markup, name: Markup, named: bool) -> Markup {
    html! {
        section.mine {
            h2.label { (t::ENTRY_RESPONSE) }
            (text)
            @if named { p.hint data-if="named" { (t::ENTRY_RESPONSE_NAME) " " strong { (name) } } }
        }
    }
}

fn follow_up(text: Markup) -> Markup {
    html! { section.mine { h2.label { (t::ENTRY_FOLLOW_UP) } (text) } }
}

fn reply(columnist: &str, text: Markup) -> Markup {
    html! { section.reply { h2.label { (t::entry_reply(columnist)) } (text) } }
}

fn take_down() -> Markup {
    html! { div.mine { p { (t::ENTRY_TAKE_DOWN) } } }
}

/// At most one is open, and the heading of the page leads there; the script takes the id from all others.
fn proof(open: bool, text: Markup, said: Markup) -> Markup {
    html! {
        section.proof id=[open.then_some(PROOF_ID)] {
            h2.label { (t::ENTRY_PROOF) }
            blockquote { (text) }
            (said)
        }
    }
}

fn proof_answer(said: Markup, words: Markup) -> Markup {
    html! { section.mine { h2.label { (t::ENTRY_PROOF_ANSWER) } p { (said) } (words) } }
}

fn answered(approved: bool) -> &'static str {
    if approved { t::PROOF_APPROVED } else { t::PROOF_CHANGES }
}

/// What can be said to a proof. What she did say stands below it.
fn turned(turn: ProofTurn, form: &ProofForm<'_>, until: Markup, columnist: &str) -> Markup {
    match turn {
        ProofTurn::Open => html! {
            p { (t::PROOF_UNTIL) " " strong { (until) } ". " (t::proof_silence(columnist)) }
            (forms::proof(form))
        },
        ProofTurn::Late => html! { p { (t::PROOF_LATE) " " (until) ". " (t::PROOF_LATE_END) } },
        ProofTurn::Said => html! {},
        ProofTurn::Replaced => html! { p { (t::PROOF_REPLACED) } },
        ProofTurn::Closed => html! { p { (t::PROOF_CLOSED) } },
    }
}
