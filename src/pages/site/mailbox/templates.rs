//! The mailbox as templates, for a page that opens it by itself (`receipt.js`).

use maud::{Markup, html};

use super::forms::{self, FollowUpForm};
use super::state::{self, states};
use super::{Sender, Told, thread};
use crate::domain::MailboxState;
use crate::pages::parts;
use crate::texts::en::site as t;

/// Every template of the mailbox, and what is said when something was sent or was not.
pub(in crate::pages::site) fn templates(columnist: &str, return_days: u32) -> Markup {
    html! {
        template #mailbox-template data-title=(t::RECEIPT_TITLE) { (page(columnist)) }
        (state::templates(columnist, return_days))
        (thread::templates(columnist))
        @for (name, told) in SAID { template data-said=(name) { p.note { (told.text(columnist)) } } }
        (notices())
    }
}

/// What was sent, by the names that the script uses.
const SAID: [(&str, Told); 6] = [
    ("follow_up", Told::FollowUp),
    ("consent_change", Told::Consent),
    ("withdrawal", Told::Withdrawal),
    ("take_down", Told::TakeDown),
    ("approved", Told::Approved),
    ("changes", Told::Changes),
];

fn page(columnist: &str) -> Markup {
    let sender = Sender::Script;
    let form = FollowUpForm { sender, token: "", text: "", problem: None };
    let is_public = |state: &MailboxState| matches!(state, MailboxState::Published { .. });
    let own = |state: &MailboxState| state.takes_withdrawal() && !is_public(state);
    html! {
        div.sheet {
            (parts::notices(html! {}))
            div data-slot="said" role="status" {}
            div data-slot="help" {}
            div data-slot="state" {}
            section.thread data-slot="thread" aria-label=(t::THREAD) {}
            div data-when=(when(MailboxState::takes_follow_ups)) { (forms::follow_up(&form, columnist)) }
            div data-when=(when(MailboxState::takes_consent)) { (forms::consent(sender, None, None, columnist)) }
            div data-when=(when(own)) { (forms::withdrawal(sender, None)) }
            div data-when=(when(is_public)) { (forms::take_down(sender, None, columnist)) }
            div data-when=(when_response()) { (forms::retract(sender, None)) }
            (super::end())
        }
    }
}

/// The names that the script gives to the states of a response which can be taken back.
fn when_response() -> String {
    let names = states().into_iter().filter(|(_, state)| state.takes_withdrawal());
    names.map(|(name, _)| format!("response-{name}")).collect::<Vec<_>>().join(" ")
}

/// The names of the states of which `holds` is true.
fn when(holds: impl Fn(&MailboxState) -> bool) -> String {
    let names: Vec<&str> =
        states().iter().filter(|(_, state)| holds(state)).map(|(name, _)| *name).collect();
    names.join(" ")
}

fn notices() -> Markup {
    let [long, many] = t::BACK_LONG;
    let [slow, seconds] = t::BACK_SLOW;
    let [not_sent, not_done] = [t::BACK_TITLE, t::BACK_LOOK_TITLE];
    html! {
        (parts::field_template("empty", html! { (t::BACK_EMPTY) }))
        (parts::field_template("no_changes", html! { (t::BACK_NO_CHANGES) }))
        (parts::field_template("long", html! { (long) span data-fill="over" {} (many) }))
        (parts::field_template("own", html! { (t::BACK_OWN_WORDS) }))
        (parts::field_template("receipt", html! { (t::BACK_RECEIPT) }))
        (parts::notice_template("changed", not_sent, html! { (t::BACK_CHANGED) }))
        (parts::notice_template("gone", not_sent, html! { (t::BACK_GONE) }))
        (parts::notice_template("enough", not_sent, html! { (t::BACK_ENOUGH) }))
        (parts::notice_template("fresh", not_sent, html! { (t::NOTICE_FRESH) }))
        (parts::notice_template("slow", t::SLOW_TITLE, html! { (slow) span data-fill="wait" {} (seconds) }))
        (parts::notice_template("full", not_done, html! { (t::BACK_FULL) }))
        (parts::notice_template("network", not_done, html! { (t::BACK_NETWORK) }))
        (parts::notice_template("broken", not_done, html! { (t::BACK_BROKEN) }))
    }
}
