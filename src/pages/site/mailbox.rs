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
    let count = view.replies.len();
    let body = html! {
        div.sheet {
            h1 { (t::mailbox_title(&view.state, count)) }
            @if let MailboxState::Published { slug } = &view.state {
                (published(column, view, slug))
            } @else {
                @for paragraph in t::mailbox_text(&view.state, count, &column.columnist) { p { (paragraph) } }
            }
            (replies(view))
            p.aside { (t::MAILBOX_DONE) " " a href="/ask" { (t::MAILBOX_ASK) } "." }
        }
    };
    layout::site(column, t::RECEIPT_TITLE, Page::Other, body)
}

/// Leads to the post; one that is not public at this moment is no link.
fn published(column: &Column, view: &MailboxView, slug: &str) -> Markup {
    html! {
        @if let Some(title) = &view.title {
            @for paragraph in t::mailbox_text(&view.state, view.replies.len(), &column.columnist) {
                p { (paragraph) }
            }
            p { a.onward href={ "/posts/" (slug) } { (title) } }
        } @else {
            p { (t::MAILBOX_OFF) }
        }
        @if !view.replies.is_empty() { p { (t::mailbox_private(&column.columnist)) } }
    }
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

    fn shown(state: MailboxState, replies: &[&str], title: Option<&str>) -> String {
        let column = Column { name: "Ask".to_owned(), columnist: "Mara".to_owned() };
        let replies = replies.iter().map(|&reply| reply.to_owned()).collect();
        let view = MailboxView { state, replies, title: title.map(str::to_owned) };
        mailbox(&column, &view).into_string()
    }

    fn states() -> [MailboxState; 7] {
        [
            MailboxState::Waiting,
            MailboxState::Read,
            MailboxState::Answered,
            MailboxState::Published { slug: "trust".to_owned() },
            MailboxState::Declined,
            MailboxState::Withdrawn,
            MailboxState::Destroyed { day: Day(20_779) },
        ]
    }

    #[test]
    fn no_state_reads_as_if_the_words_were_wrong() {
        for state in states() {
            let html = shown(state.clone(), &["<b>Dear"], None).to_lowercase();
            for wrong in ["not found", "no such", "unknown", "not recogni", "does not match"] {
                assert!(!html.contains(wrong), "{state:?}: {wrong}");
            }
            assert!(html.contains("&lt;b&gt;dear"), "{html}");
        }
    }

    #[test]
    fn no_state_says_that_there_is_no_answer_above_a_reply() {
        let desks = states().into_iter().filter(|state| {
            !matches!(state, MailboxState::Withdrawn | MailboxState::Destroyed { .. })
        });
        for state in desks {
            for title in [None, Some("Trust")] {
                let html = shown(state.clone(), &["Dear"], title).to_lowercase();
                for wrong in ["no answer", "not be answered", "waiting to be read"] {
                    assert!(!html.contains(wrong), "{state:?}: {wrong}");
                }
                assert!(html.contains("written back to you in private"), "{state:?}: {html}");
            }
        }
    }

    #[test]
    fn a_post_that_is_off_the_site_is_no_link() {
        let published = MailboxState::Published { slug: "trust".to_owned() };
        assert!(shown(published.clone(), &[], Some("Trust")).contains("/posts/trust"));
        let html = shown(published, &[], None);
        assert!(!html.contains("/posts/") && html.contains(t::MAILBOX_OFF), "{html}");
    }
}
