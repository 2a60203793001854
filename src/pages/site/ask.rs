//! Asking: the form, and what its scripts need to seal in the page.

use maud::{Markup, html};

use super::asked::asked_template;
use super::check::{SEEN_FIELD, check_templates};
use crate::domain::{ColumnId, ColumnKey, ColumnSalt, Consent, Helplines, Receipt};
use crate::pages::layout::{self, Page, Shell};
use crate::pages::parts::{self, Field, FieldProblem};
use crate::pages::{assets, scripts};
use crate::texts::en::{common, site as t};

/// Lines of the question's field.
const QUESTION_ROWS: u8 = 10;
/// The index of posts that may have answered a question already.
const POSTS: &str = "/posts.json";

/// What the pages of asking say of the column.
pub struct AskPage<'a> {
    pub shell: Shell<'a>,
    pub column: &'a ColumnId,
    pub salt: &'a ColumnSalt,
    /// What letters are sealed to.
    pub key: &'a ColumnKey,
    pub helplines: &'a Helplines,
    /// Days after which readers are told to come back.
    pub return_days: u32,
}

/// The question form: empty, or as it came back with what is wrong.
pub struct AskForm<'a> {
    /// As typed.
    pub question: &'a str,
    pub consent: Option<Consent>,
    /// The words that the letter will have, on the page before it is sent.
    pub receipt: &'a Receipt,
    /// Of the gate, for these words.
    pub token: &'a str,
    /// What the step between has shown of this letter.
    pub seen: &'a str,
    /// Of the fields `question` and `consent`; what is wrong with the words is a notice.
    pub problems: Vec<FieldProblem>,
    pub notice: Option<AskNotice>,
}

/// Why a letter was not taken that has no mistake in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskNotice {
    /// The store is full or busy.
    Full,
    /// The form was sent within a moment, or had lain open too long, or the server began anew.
    Fresh,
    /// The words belong to another letter; the form bears new ones.
    ReceiptUsed,
    /// The words came back as none; the form bears new ones.
    ReceiptUnreadable,
}

/// The question form. Its title is neutral, since it stays in the browser's history.
pub fn ask(page: &AskPage<'_>, form: &AskForm<'_>) -> Markup {
    let wrong = !form.problems.is_empty() || form.notice.is_some();
    let columnist = &page.shell.column.columnist;
    let body = html! {
        div.sheet {
            (parts::notices(said(form)))
            h1 { (t::ASK_TITLE) }
            p.lead { (t::ask_lead(columnist)) }
            // On a reload some browsers put a field's former value back, the hidden one's too, and the words that
            // are sent would not be those that are shown; `off` stops that.
            form #ask method="post" action="/ask" autocomplete="off" data-column=(page.column) data-salt=(page.salt)
                data-key-id=(page.key.id) data-key=(page.key.public_hex()) data-words=(assets::words())
                data-posts=(POSTS) data-giveaway=(assets::giveaway_rules()) data-crisis=(assets::crisis_rules()) {
                (letter_field(form))
                (consent_field(columnist, form))
                (words(form.receipt, t::ASK_WORDS_HINT))
                (gate(form))
                h2 { (t::ASK_JOURNEY) }
                (journey(&page.shell.column.name))
                div #check {}
                p { button.button type="submit" data-busy=(t::ASK_BUSY) { (t::ASK_SEND) } }
            }
            p.aside { (t::ASK_HAVE_WORDS) " " a href="/receipt" { (t::ASK_TO_RECEIPT) } "." }
        }
        (check_templates(page))
        (notice_templates())
        (asked_template(page))
    };
    let scripts = [scripts::script("ask"), scripts::script("checks")];
    layout::leaving(&page.shell, &common::tab(t::ASK_TITLE, wrong), Page::Ask, &scripts, body)
}

/// The field of the letter itself.
pub(super) fn letter_field(form: &AskForm<'_>) -> Markup {
    let hint = t::ask_question_hint();
    let question = Field {
        hint: Some(&hint),
        value: form.question,
        problem: parts::problem_of(&form.problems, "question"),
        ..Field::new("question", t::ASK_QUESTION)
    };
    parts::text_area(&question, QUESTION_ROWS)
}

/// What may be done with the letter.
pub(super) fn consent_field(columnist: &str, form: &AskForm<'_>) -> Markup {
    let problem = parts::problem_of(&form.problems, "consent");
    // A choice that was made and came back broken is not replaced by one that says yes.
    let consent = form.consent.or(problem.is_none().then_some(Consent::Print));
    parts::consent_radios(&t::ask_consent(columnist), consent, problem, common::consent)
}

/// The words before they are sent, so that a line that breaks loses nothing. They do not have the id `receipt`:
/// that one says that a letter has arrived.
pub(super) fn words(receipt: &Receipt, hint: &str) -> Markup {
    html! {
        div.slip {
            h2 { (t::ASK_WORDS) }
            p #words.words translate="no" { (*receipt.canonical()) }
            p { (hint) }
            input type="hidden" name="receipt" value=(*receipt.canonical());
        }
    }
}

/// What the gate looks at, and what the step between has shown.
pub(super) fn gate(form: &AskForm<'_>) -> Markup {
    html! {
        (parts::gate_fields(form.token))
        @if !form.seen.is_empty() { input type="hidden" name=(SEEN_FIELD) value=(form.seen); }
    }
}

/// Who seals. The scripts show the second paragraph once it is true.
fn journey(column: &str) -> Markup {
    html! {
        p data-sealing="server" { (t::ask_journey(column)) }
        p data-sealing="page" hidden { (t::ask_journey_page(column)) }
    }
}

/// What the server has to say of a form that came back.
fn said(form: &AskForm<'_>) -> Markup {
    let notice = form.notice.map(|notice| match notice {
        AskNotice::Full => t::NOTICE_FULL,
        AskNotice::Fresh => t::NOTICE_FRESH,
        AskNotice::ReceiptUsed => t::NOTICE_USED,
        AskNotice::ReceiptUnreadable => t::NOTICE_UNREADABLE,
    });
    html! {
        @if !form.problems.is_empty() { div.problems { (parts::problem_list(&form.problems)) } }
        @if let Some(text) = notice { (parts::notice(t::NOTICE_TITLE, html! { (text) })) }
    }
}

/// What the scripts have to say.
fn notice_templates() -> Markup {
    let (too_long, too_long_end) = t::QUESTION_TOO_LONG;
    html! {
        (parts::field_template("empty", html! { (t::QUESTION_EMPTY) }))
        (parts::field_template("long", html! { (too_long) span data-fill="over" {} (too_long_end) }))
        (parts::field_template("own", html! { (t::OWN_WORDS) }))
        (parts::field_template("receipt", html! { (t::PASTED_ONCE) }))
        (sending_templates(t::NOTICE_TITLE, t::NOTICE_FRESH))
    }
}

/// What the scripts have to say of a letter of any kind that has not been sent, as its `title` says, and what it was
/// told when its form had to be renewed.
pub(super) fn sending_templates(title: &str, fresh: &str) -> Markup {
    let told = |name, text: &str| parts::notice_template(name, title, html! { (text) });
    let (wait, wait_end) = t::NOTICE_WAIT;
    html! {
        (parts::notice_template("used", title, html! {
            (t::NOTICE_USED_BEFORE) " " strong translate="no" data-fill="words" {} ". " (t::NOTICE_USED_NOW)
        }))
        (told("full", t::NOTICE_FULL))
        (told("fresh", fresh))
        (parts::notice_template("slow", t::NOTICE_SLOW_TITLE, html! { (wait) span data-fill="wait" {} (wait_end) }))
        (told("network", t::NOTICE_NETWORK))
        (told("broken", t::NOTICE_BROKEN))
    }
}

#[cfg(test)]
#[path = "ask_tests.rs"]
mod tests;
