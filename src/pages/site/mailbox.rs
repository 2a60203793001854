//! What became of a letter, as its asker sees it.

use maud::{Markup, html};

use crate::domain::{Column, MailboxState};
use crate::pages::layout::{self, Page};
use crate::pages::parts;
use crate::texts::en::site as t;

/// An opened mailbox.
pub struct MailboxView {
    pub state: MailboxState,
    /// Private replies, oldest first.
    pub replies: Vec<String>,
    /// The title of the post that answers it, while that post is public.
    pub title: Option<String>,
}

/// The state of a letter and the private replies to it.
pub fn mailbox(column: &Column, view: &MailboxView) -> Markup {
    let body = html! {
        div.sheet {
            h1 { (t::mailbox_title(&view.state)) }
            @for paragraph in t::mailbox_text(&view.state, &column.columnist) { p { (paragraph) } }
            @if let MailboxState::Published { slug } = &view.state {
                p {
                    a.onward href={ "/posts/" (slug) } { (view.title.as_deref().unwrap_or(t::MAILBOX_READ_POST)) }
                }
            }
            (replies(view))
            p.aside { (t::MAILBOX_DONE) " " a href="/ask" { (t::MAILBOX_ASK) } "." }
        }
    };
    layout::site(column, t::RECEIPT_TITLE, Page::Other, body)
}

fn replies(view: &MailboxView) -> Markup {
    let several = view.replies.len() > 1;
    html! {
        @if view.state == MailboxState::Answered && view.replies.is_empty() {
            p.note { (t::MAILBOX_EMPTY_REPLY) }
        }
        @for (i, reply) in view.replies.iter().enumerate() {
            section.reply {
                h2.label { @if several { (t::mailbox_reply(i + 1)) } @else { (t::MAILBOX_REPLY) } }
                (parts::paragraphs(reply))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Day;

    #[test]
    fn no_state_reads_as_if_the_words_were_wrong() {
        let column = Column { name: "Ask".to_owned(), columnist: "Mara".to_owned() };
        let states = [
            MailboxState::Waiting,
            MailboxState::Read,
            MailboxState::Answered,
            MailboxState::Published { slug: "trust".to_owned() },
            MailboxState::Declined,
            MailboxState::Withdrawn,
            MailboxState::Destroyed { day: Day(20_779) },
        ];
        for state in states {
            let view = MailboxView { state, replies: vec!["<b>Dear".to_owned()], title: None };
            let html = mailbox(&column, &view).into_string().to_lowercase();
            for wrong in ["not found", "no such", "unknown", "not recogni", "does not match"] {
                assert!(!html.contains(wrong), "{:?}: {wrong}", view.state);
            }
            assert!(html.contains("&lt;b&gt;dear"), "{html}");
        }
    }
}
