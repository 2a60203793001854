//! What became of a letter, what was said since, and what its asker can still do with it.

mod forms;
mod state;
mod templates;
mod thread;

pub use forms::LOOKED_FIELD;
pub(super) use templates::templates;

use maud::{Markup, html};

use crate::domain::{Consent, CrisisKind, Day, Helplines, Line, MailboxState, Receipt};
use crate::pages::layout::{self, Page, Shell};
use crate::pages::parts::{self, FieldProblem};
use crate::texts::en::{common, site as t};

/// An opened mailbox.
pub struct MailboxView<'a> {
    pub state: &'a MailboxState,
    /// Her question and what she allows, where her own copy of it is there.
    pub question: Option<(&'a str, Consent)>,
    /// Of a response, which is no letter to be answered: the title of its post, the name that was typed, and the text.
    pub response: Option<(&'a str, &'a str, &'a str)>,
    pub lines: &'a [Line],
    /// Whether she asked for the post to be taken down and has allowed nothing since.
    pub wants_down: bool,
    /// The title of the post that answers it, while that post is public.
    pub title: Option<&'a str>,
    pub today: Day,
    /// Days after which readers are told to look for an answer.
    pub return_days: u32,
    /// The words, which every form of the page brings along.
    pub receipt: &'a Receipt,
    /// The token of the form that adds something, where none came back.
    pub token: &'a str,
    /// What a form that was not carried out had typed in it.
    pub typed: Typed<'a>,
    pub told: Option<Told>,
    /// Help lines, and the dangers that the words speak of that were sent just now.
    pub help: Option<(&'a Helplines, &'a [CrisisKind])>,
}

/// What came back with the page.
#[derive(Debug, Clone, Default)]
pub struct Typed<'a> {
    /// The token once more, so that the time that the form has been open counts.
    pub token: &'a str,
    pub follow_up: &'a str,
    /// For a change of the text that was sent for approval.
    pub proof_words: &'a str,
    pub problems: Vec<FieldProblem>,
}

/// What the page says first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    FollowUp,
    Consent,
    Withdrawal,
    TakeDown,
    Approved,
    Changes,
    /// Nothing was stored: there is no room.
    Full,
    /// Nothing was stored: too much came with this receipt.
    Enough,
    /// Nothing was stored: the form had to be renewed.
    Fresh,
    /// Nothing was stored: the mailbox is not as it was when the page was made.
    Changed,
}

/// Who sends a form.
#[derive(Clone, Copy)]
enum Sender<'a> {
    /// The browser alone, with the words in the form.
    Browser(&'a Receipt),
    /// The script, which seals.
    Script,
}

/// The mailbox, opened by the server.
pub fn mailbox(shell: &Shell<'_>, view: &MailboxView<'_>) -> Markup {
    let columnist = shell.column.columnist.as_str();
    let replied = view.lines.iter().any(|line| matches!(line, Line::Reply { .. }));
    let failed = !view.typed.problems.is_empty() || view.told.is_some_and(Told::is_failure);
    let body = html! {
        div.sheet {
            (parts::error_summary(&view.typed.problems))
            @if let Some(told) = view.told { (told.shown(columnist)) }
            @if let Some((lines, kinds)) = view.help { (parts::help_panel(lines, kinds, t::CRISIS_SENT)) }
            (state::told(view, columnist, replied))
            (thread::thread(view, columnist))
            (forms::forms(view, columnist))
            (end())
        }
    };
    let title = common::tab(t::RECEIPT_TITLE, failed);
    layout::leaving(shell, &title, Page::Receipt, &[], body)
}

/// What stands below everything else.
fn end() -> Markup {
    html! { p.aside { (t::MAILBOX_DONE) " " a href="/ask" { (t::MAILBOX_ASK) } "." } }
}

impl Told {
    fn is_failure(self) -> bool {
        matches!(self, Self::Full | Self::Enough | Self::Fresh | Self::Changed)
    }

    fn shown(self, columnist: &str) -> Markup {
        if self.is_failure() {
            let text = html! { (self.text(columnist)) };
            html! { div role="alert" { (parts::notice(t::BACK_TITLE, text)) } }
        } else {
            html! { p.note role="status" { (self.text(columnist)) } }
        }
    }

    fn text(self, columnist: &str) -> String {
        let text = match self {
            Self::FollowUp => return t::said_follow_up(columnist),
            Self::TakeDown => return t::said_take_down(columnist),
            Self::Approved => return t::said_approved(columnist),
            Self::Consent => t::SAID_CONSENT,
            Self::Withdrawal => t::SAID_WITHDRAWAL,
            Self::Changes => t::SAID_CHANGES,
            Self::Full => t::BACK_FULL,
            Self::Enough => t::BACK_ENOUGH,
            Self::Fresh => t::NOTICE_FRESH,
            Self::Changed => t::BACK_CHANGED,
        };
        text.to_owned()
    }
}

#[cfg(test)]
mod tests;
