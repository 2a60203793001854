//! Responding: the form, and the page that says that a response has arrived.

use maud::{Markup, html};

use super::ask::{AskPage, sending_templates};
use crate::domain::{
    COMMENT_CHARS_MAX, COMMENT_NAME_CHARS_MAX, CommentView, CrisisKind, Helplines, PostView,
    Receipt, visible,
};
use crate::pages::layout::{self, Page, Shell};
use crate::pages::parts::{self, Card, Field, FieldProblem};
use crate::pages::site::LOOKED_FIELD;
use crate::pages::{assets, scripts};
use crate::texts::en::{common, site as t};

/// Lines of the response's field.
const RESPONSE_ROWS: u8 = 8;

/// The form: empty, or as it came back with what is wrong.
pub struct RespondForm<'a> {
    pub post: &'a PostView,
    /// The response that it answers.
    pub parent: Option<&'a CommentView>,
    /// As typed.
    pub name: &'a str,
    pub comment: &'a str,
    pub asker: &'a str,
    /// The words that the response will have.
    pub receipt: &'a Receipt,
    /// Of the gate.
    pub token: &'a str,
    /// What is in it that looks like a receipt has been stopped once.
    pub looked: bool,
    pub problems: Vec<FieldProblem>,
    pub notice: Option<RespondNotice>,
}

/// Why a response was not taken that has no mistake in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RespondNotice {
    /// The store is full or busy.
    Full,
    /// The form was sent within a moment, or had lain open too long, or the server began anew.
    Fresh,
    /// The words belong to another letter or are none; the form bears new ones.
    ReceiptUsed,
}

/// The form. Its title is neutral, since it stays in the browser's history.
pub fn respond(page: &AskPage<'_>, form: &RespondForm<'_>) -> Markup {
    let (post, columnist) =
        (format!("/posts/{}", form.post.slug.as_str()), &page.shell.column.columnist);
    let body = html! {
        div.sheet {
            (parts::notices(said(form)))
            h1 { (t::RESPOND_TITLE) }
            p { (t::RESPOND_POST) " " cite { a dir="auto" href=(post) { (visible(&form.post.title)) } } }
            p.lead { (t::respond_lead(columnist)) }
            @if let Some(parent) = form.parent { (answered(parent)) }
            // Some browsers put former values back into hidden fields on a reload; `off` stops that.
            form #respond method="post" action={ (post) "/comments" } autocomplete="off" data-column=(page.column)
                data-salt=(page.salt) data-key-id=(page.key.id) data-key=(page.key.public_hex())
                data-words=(assets::words()) data-crisis=(assets::crisis_rules()) data-post=(form.post.id)
                data-parent=[form.parent.map(|parent| parent.place)] data-slug=(form.post.slug.as_str())
                data-title=(form.post.title) data-columnist=(columnist) data-most=(COMMENT_CHARS_MAX)
                data-most-name=(COMMENT_NAME_CHARS_MAX) {
                @if let Some(parent) = form.parent { input type="hidden" name="parent" value=(parent.place); }
                (fields(form))
                (words(form.receipt))
                (parts::gate_fields(form.token))
                @if form.looked { input type="hidden" name=(LOOKED_FIELD) value="yes"; }
                h2 { (t::RESPOND_JOURNEY) }
                p data-sealing="server" { (t::RESPOND_SEALS_SERVER) }
                p data-sealing="page" hidden { (t::RESPOND_SEALS_PAGE) }
                p { button.button type="submit" data-busy=(t::ASK_BUSY) { (t::RESPOND_SEND) } }
            }
            p.aside { a href=(post) { (t::RESPOND_BACK) } }
        }
        (templates(page, form.post))
    };
    let wrong = !form.problems.is_empty() || form.notice.is_some();
    let (title, scripts) = (common::tab(t::RESPOND_TITLE, wrong), [scripts::script("respond")]);
    layout::leaving(&page.shell, &title, Page::Other, &scripts, body)
}

/// What the scripts have to say, and the page that says that a response has arrived.
fn templates(page: &AskPage<'_>, post: &PostView) -> Markup {
    let (long, long_end) = t::RESPOND_LONG;
    let again = html! { p.note data-if="again" { (t::RESPONDED_AGAIN) } };
    let help = html! { div data-slot="help" {} };
    html! {
        (parts::field_template("empty", html! { (t::RESPOND_EMPTY) }))
        (parts::field_template("long", html! { (long) span data-fill="over" {} (long_end) }))
        (parts::field_template("poses", html! { (t::respond_poses(&page.shell.column.columnist)) }))
        (parts::field_template("asker", html! { (t::RESPOND_NOT_ASKER) }))
        (parts::field_template("own", html! { (t::RESPOND_OWN_WORDS) }))
        (parts::field_template("receipt", html! { (t::BACK_RECEIPT) }))
        (parts::notice_template("closed", t::RESPOND_NOTICE, html! { (t::RESPOND_CLOSED) }))
        (sending_templates(t::RESPOND_NOTICE, t::RESPOND_FRESH))
        template data-help { (parts::help_panel(page.helplines, &CrisisKind::ALL, t::CRISIS_SENT)) }
        template #asked-template data-title=(t::RESPONDED_TAB) {
            (arrived(&page.shell, post, Card::Template, again, help))
        }
    }
}

fn answered(parent: &CommentView) -> Markup {
    html! {
        section.mine.answered {
            h2.label { (t::respond_answers(&visible(&parent.name))) }
            (parts::paragraphs(&parent.text))
        }
    }
}

fn fields(form: &RespondForm<'_>) -> Markup {
    let problem = |field| parts::problem_of(&form.problems, field);
    let (name_hint, text_hint) = (t::respond_name_hint(), t::respond_text_hint());
    let text = Field {
        hint: Some(&text_hint),
        value: form.comment,
        problem: problem("comment"),
        ..Field::new("comment", t::RESPOND_TEXT)
    };
    let name = Field {
        hint: Some(&name_hint),
        value: form.name,
        problem: problem("name"),
        required: false,
        ..Field::new("name", t::RESPOND_NAME)
    };
    let asker = Field {
        hint: Some(t::RESPOND_ASKER_HINT),
        value: form.asker,
        problem: problem("asker"),
        required: false,
        capitals: false,
        ..Field::new("asker", t::RESPOND_ASKER)
    };
    html! {
        (parts::text_area(&text, RESPONSE_ROWS))
        (parts::text_field(&name))
        (parts::text_field(&asker))
    }
}

fn words(receipt: &Receipt) -> Markup {
    html! {
        div.slip {
            h2 { (t::RESPOND_WORDS) }
            p #words.words translate="no" { (*receipt.canonical()) }
            p { (t::RESPOND_WORDS_HINT) }
            input type="hidden" name="receipt" value=(*receipt.canonical());
        }
    }
}

fn said(form: &RespondForm<'_>) -> Markup {
    let notice = form.notice.map(|notice| match notice {
        RespondNotice::Full => t::NOTICE_FULL,
        RespondNotice::Fresh => t::RESPOND_FRESH,
        RespondNotice::ReceiptUsed => t::RESPOND_USED,
    });
    html! {
        @if !form.problems.is_empty() { div.problems { (parts::problem_list(&form.problems)) } }
        @if let Some(text) = notice { (parts::notice(t::RESPOND_NOTICE, html! { (text) })) }
    }
}

/// The page that says that a response has arrived; `again` when it had before. `help` are lines for the dangers that
/// it speaks of. The response itself is not shown: this page may stay in a history.
pub fn responded(
    shell: &Shell<'_>,
    post: &PostView,
    receipt: &Receipt,
    again: bool,
    help: Option<(&Helplines, &[CrisisKind])>,
) -> Markup {
    let again = html! { @if again { p.note { (t::RESPONDED_AGAIN) } } };
    let help = html! {
        @if let Some((lines, kinds)) = help { (parts::help_panel(lines, kinds, t::CRISIS_SENT)) }
    };
    let body = arrived(shell, post, Card::Words(receipt), again, help);
    layout::leaving(shell, t::RESPONDED_TAB, Page::Other, &[scripts::script("respond")], body)
}

fn arrived(
    shell: &Shell<'_>,
    post: &PostView,
    card: Card<'_>,
    again: Markup,
    help: Markup,
) -> Markup {
    html! {
        div.sheet.asked {
            h1 { (t::RESPONDED_TITLE) }
            (again)
            (help)
            p.lead { (t::RESPONDED_LEAD) }
            (parts::card(card))
            h2 { (t::RESPONDED_NEXT) }
            p { (t::responded_next(&shell.column.columnist)) }
            p { (t::RESPONDED_BACK) " " a href="/receipt" { (t::NAV_RECEIPT) } "." }
            p { (t::MAILBOX_DONE) }
            p { a href={ "/posts/" (post.slug.as_str()) } { (t::RESPONDED_POST) } }
        }
    }
}

/// The page of a post that takes no responses; what was typed is not lost with it.
pub fn closed(shell: &Shell<'_>, post: &PostView, typed: &str) -> Markup {
    let body = html! {
        div.sheet {
            h1 { (t::CLOSED_TITLE) }
            p.lead { (t::CLOSED_TEXT) }
            @if !typed.trim().is_empty() {
                p { (t::CLOSED_TYPED) }
                blockquote { (parts::paragraphs(typed)) }
            }
            p { a href={ "/posts/" (post.slug.as_str()) } { (t::RESPONDED_POST) } }
        }
    };
    layout::leaving(shell, t::CLOSED_TITLE, Page::Other, &[], body)
}

#[cfg(test)]
#[path = "respond_tests.rs"]
mod tests;
