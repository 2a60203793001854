//! What became of a letter, told to its asker.

use crate::domain::MailboxState;

/// The heading: what has happened, in a few words. Whoever has replies is told of them, whatever else the
/// desk did with the letter.
pub fn mailbox_title(state: &MailboxState, replies: usize) -> &'static str {
    match state {
        MailboxState::Waiting | MailboxState::Read | MailboxState::Declined if replies > 0 => {
            MAILBOX_REPLIED
        }
        MailboxState::Waiting => "Your letter is waiting to be read",
        MailboxState::Read => "Your letter has been read",
        MailboxState::Answered => MAILBOX_REPLIED,
        MailboxState::Published { .. } => "Your question has been answered",
        MailboxState::Declined => "Your letter will not be answered",
        MailboxState::Withdrawn => "You took your letter back",
        MailboxState::Destroyed { .. } => "Your letter is gone",
    }
}

/// What it means and what comes next, one paragraph each.
pub fn mailbox_text(state: &MailboxState, replies: usize, columnist: &str) -> Vec<String> {
    match state {
        MailboxState::Waiting | MailboxState::Read | MailboxState::Declined if replies > 0 => {
            vec![mailbox_private(columnist)]
        }
        MailboxState::Waiting => vec![
            "It has arrived safely and waits its turn.".to_owned(),
            "There are many letters, so this can take a while. Your seven words stay good. Look in again in a few days."
                .to_owned(),
        ],
        MailboxState::Read => vec![
            format!("{columnist} has your letter. There is no answer yet."),
            "A good answer takes time. Your seven words stay good. Look in again in a few days.".to_owned(),
        ],
        MailboxState::Answered => vec![mailbox_private(columnist)],
        MailboxState::Published { .. } => {
            vec![format!("{columnist} has answered it in the column, where anyone can read it.")]
        }
        MailboxState::Declined => vec![
            "It has been read, and there will be no answer to it in the column or here.".to_owned(),
            "That says nothing about you, or about what you asked. There are more letters than one person can answer, \
             and some need somebody who can sit with you. A doctor, a counselor or a friend you trust may be that \
             person."
                .to_owned(),
        ],
        MailboxState::Withdrawn => vec![
            "It has been taken back, as you asked, and it will not be answered or printed.".to_owned(),
            "If you ever want to ask again, the box is open.".to_owned(),
        ],
        MailboxState::Destroyed { day } => vec![
            format!("It was destroyed on {day}. Nothing of it is left to read."),
            "If you still have a question, you are welcome to write again.".to_owned(),
        ],
    }
}

const MAILBOX_REPLIED: &str = "There is a reply for you";
/// Says that there are private replies.
pub fn mailbox_private(columnist: &str) -> String {
    format!("{columnist} has written back to you in private.")
}
/// In place of the link, while no post stands behind it.
pub const MAILBOX_OFF: &str =
    "The answer has been taken off the site for now. Look in again in a few days.";

pub const MAILBOX_REPLY: &str = "The reply";
/// Heads one of several replies.
pub fn mailbox_reply(number: usize) -> String {
    format!("Reply {number}")
}
pub const MAILBOX_EMPTY_REPLY: &str = "The reply is on its way and can’t be shown at this moment. Please look in again a little later.";
pub const MAILBOX_DONE: &str =
    "On a shared phone or computer, close this page when you have finished.";
pub const MAILBOX_ASK: &str = "Ask another question";
