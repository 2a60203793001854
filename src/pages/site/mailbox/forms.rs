//! What an asker can still do with her letter. The same forms serve the page of the server and the script's.

use maud::{Markup, html};

use super::{MailboxView, Sender};
use crate::domain::{Consent, MailboxState, PROOF_WORDS_CHARS_MAX, holds_receipt};
use crate::pages::parts::{self, Field};
use crate::texts::en::{common, site as t};

/// The id of the field for the words on a proof.
pub(super) const PROOF_WORDS_ID: &str = "proof-words";
/// The field by which a text that looks like a receipt is let through the second time.
pub const LOOKED_FIELD: &str = "looked";
/// Lines of the fields.
const FOLLOW_UP_ROWS: u8 = 6;
const PROOF_WORDS_ROWS: u8 = 4;

/// The form within a proof.
pub(super) struct ProofForm<'a> {
    pub sender: Sender<'a>,
    /// The proof that it answers; the script knows it by itself.
    pub number: Option<u32>,
    pub words: &'a str,
    pub problem: Option<&'a str>,
}

/// The form that adds something.
pub(super) struct FollowUpForm<'a> {
    pub sender: Sender<'a>,
    pub token: &'a str,
    pub text: &'a str,
    pub problem: Option<&'a str>,
}

/// All that the state of an opened mailbox allows.
pub(super) fn forms(view: &MailboxView<'_>, columnist: &str) -> Markup {
    let sender = Sender::Browser(view.receipt);
    let problem = |field| parts::problem_of(&view.typed.problems, field);
    let form = FollowUpForm {
        sender,
        token: if view.typed.token.is_empty() { view.token } else { view.typed.token },
        text: view.typed.follow_up,
        problem: problem("followup"),
    };
    let chosen = view.question.map(|(_, consent)| consent);
    if view.response.is_some() {
        return html! { @if view.state.takes_withdrawal() { (retract(sender, problem("sure"))) } };
    }
    html! {
        @if view.state.takes_follow_ups() { (follow_up(&form, columnist)) }
        // Without her own copy, which is made with the letter, there is nothing that a choice could be written into.
        @if view.state.takes_consent() && chosen.is_some() {
            (consent(sender, chosen, problem("consent"), columnist))
        }
        @if view.state.takes_withdrawal() {
            @if matches!(view.state, MailboxState::Published { .. }) {
                (take_down(sender, problem("sure"), columnist))
            } @else {
                (withdrawal(sender, problem("sure")))
            }
        }
    }
}

/// Adds something to the letter.
pub(super) fn follow_up(form: &FollowUpForm<'_>, columnist: &str) -> Markup {
    let hint = t::follow_up_hint(columnist);
    let field = Field {
        hint: Some(&hint),
        value: form.text,
        problem: form.problem,
        ..Field::new("followup", t::FOLLOW_UP)
    };
    html! {
        section.after {
            h2 { (t::FOLLOW_UP_TITLE) }
            (sending(form.sender, "follow_up", "/receipt/follow-up", html! {
                (parts::gate_fields(form.token))
                (looked(form.text))
                (parts::text_area(&field, FOLLOW_UP_ROWS))
                (button(t::FOLLOW_UP_SEND))
            }))
        }
    }
}

/// Chooses anew what may be done with it.
pub(super) fn consent(
    sender: Sender<'_>,
    chosen: Option<Consent>,
    problem: Option<&str>,
    columnist: &str,
) -> Markup {
    let radios =
        parts::consent_radios(&t::choice_legend(columnist), chosen, problem, common::consent);
    html! {
        details.after open[problem.is_some()] {
            summary { (t::CHOICE_TITLE) }
            p { (t::CHOICE_TEXT) }
            (sending(sender, "consent_change", "/receipt/consent", html! { (radios) (button(t::CHOICE_SEND)) }))
        }
    }
}

/// Takes back a letter that is not public.
pub(super) fn withdrawal(sender: Sender<'_>, problem: Option<&str>) -> Markup {
    html! {
        details.after open[problem.is_some()] {
            summary { (t::WITHDRAW_TITLE) }
            @for paragraph in t::WITHDRAW_TEXT { p { (paragraph) } }
            (withdraw(sender, t::WITHDRAW_SURE, t::WITHDRAW_SEND, problem))
        }
    }
}

/// Takes a response back, printed or not.
pub(super) fn retract(sender: Sender<'_>, problem: Option<&str>) -> Markup {
    html! {
        details.after open[problem.is_some()] {
            summary { (t::RETRACT_TITLE) }
            @for paragraph in t::RETRACT_TEXT { p { (paragraph) } }
            (withdraw(sender, t::RETRACT_SURE, t::RETRACT_SEND, problem))
        }
    }
}

/// Asks for a public post to be taken down.
pub(super) fn take_down(sender: Sender<'_>, problem: Option<&str>, columnist: &str) -> Markup {
    html! {
        details.after open[problem.is_some()] {
            summary { (t::TAKE_DOWN_TITLE) }
            @for paragraph in t::take_down_text(columnist) { p { (paragraph) } }
            (withdraw(sender, t::TAKE_DOWN_SURE, t::TAKE_DOWN_SEND, problem))
        }
    }
}

/// Answers a proof: yes as it is, or what should be changed.
pub(super) fn proof(form: &ProofForm<'_>) -> Markup {
    let field = Field {
        id: PROOF_WORDS_ID,
        hint: Some(t::PROOF_WORDS_HINT),
        value: form.words,
        problem: form.problem,
        required: false,
        ..Field::new("words", t::PROOF_WORDS)
    };
    html! {
        (sending(form.sender, "proof_answer", "/receipt/proof", html! {
            @if let Some(number) = form.number { input type="hidden" name="number" value=(number); }
            p {
                button.button type="submit" name="answer" value="approve" data-busy=(t::SENDING) { (t::PROOF_APPROVE) }
            }
            (looked(form.words))
            (parts::text_area(&field, PROOF_WORDS_ROWS))
            p {
                button.second type="submit" name="answer" value="changes" data-busy=(t::SENDING) {
                    (t::PROOF_ASK_CHANGES)
                }
            }
            p.hint { (t::proof_no(common::consent(Consent::Private).0, t::CHOICE_TITLE)) }
        }))
    }
}

/// A text that comes back and looks like a receipt has been stopped for it once.
fn looked(text: &str) -> Markup {
    html! { @if holds_receipt(text) { input type="hidden" name=(LOOKED_FIELD) value="yes"; } }
}

fn withdraw(sender: Sender<'_>, sure: &str, send: &str, problem: Option<&str>) -> Markup {
    let fields = html! {
        div.field.bad[problem.is_some()] {
            @if let Some(problem) = problem {
                p.error #sure-error { span.vh { (common::ERROR_PREFIX) } (problem) }
            }
            // Among the script's templates there are two of these, so only a page that the server made has the id
            // that its error leads to.
            label.choice {
                input id=[matches!(sender, Sender::Browser(_)).then_some("sure")] type="checkbox" name="sure"
                    value="yes" required aria-invalid=[problem.map(|_| "true")]
                    aria-describedby=[problem.map(|_| "sure-error")];
                span { (sure) }
            }
        }
        (button(send))
    };
    sending(sender, "withdrawal", "/receipt/withdraw", fields)
}

/// A form with the words in it, or with what the script needs to seal it. `autocomplete` keeps browsers from putting
/// former values back into hidden fields.
fn sending(sender: Sender<'_>, kind: &str, action: &str, fields: Markup) -> Markup {
    let (script, most) = match sender {
        Sender::Browser(_) => (None, None),
        Sender::Script if kind == "proof_answer" => (Some(kind), Some(PROOF_WORDS_CHARS_MAX)),
        Sender::Script => (Some(kind), None),
    };
    html! {
        form method="post" action=(action) autocomplete="off" data-send=[script] data-most=[most] {
            @if let Sender::Browser(receipt) = sender { input type="hidden" name="code" value=(*receipt.canonical()); }
            (fields)
        }
    }
}

fn button(text: &str) -> Markup {
    html! { p { button.button type="submit" data-busy=(t::SENDING) { (text) } } }
}
