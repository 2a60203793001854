//! What became of a letter, told to its asker.

use crate::domain::MailboxState;
use crate::texts::en::common::in_days;

/// The heading: what has happened, in a few words. Whoever has replies is told of them, whatever else the
/// desk did with the letter.
pub fn mailbox_title(state: &MailboxState, replied: bool) -> &'static str {
    match state {
        MailboxState::Waiting | MailboxState::Read | MailboxState::Declined if replied => {
            MAILBOX_REPLIED
        }
        MailboxState::Waiting => "Your letter is waiting to be read",
        MailboxState::Read => "Your letter has been read",
        MailboxState::Answered => MAILBOX_REPLIED,
        MailboxState::Published { .. } => "Your question has been answered",
        MailboxState::Declined => "Your letter will not be answered",
        MailboxState::Withdrawn => TAKEN_BACK,
        MailboxState::Destroyed { .. } => "Your letter is gone",
    }
}

/// Of a letter and of a response: nothing is left that would say which of them it was.
pub const TAKEN_BACK: &str = "You took it back";

/// What it means and what comes next, one paragraph each.
pub fn mailbox_text(
    state: &MailboxState,
    replied: bool,
    columnist: &str,
    return_days: u32,
) -> Vec<String> {
    match state {
        MailboxState::Waiting | MailboxState::Read | MailboxState::Declined if replied => {
            vec![mailbox_private(columnist)]
        }
        MailboxState::Waiting => vec![
            "It has arrived safely and waits its turn.".to_owned(),
            format!("There are many letters, so this can take a while. {}", look_again(return_days)),
        ],
        MailboxState::Read => vec![
            format!("{columnist} has your letter. There is no answer yet."),
            format!("A good answer takes time. {}", look_again(return_days)),
        ],
        MailboxState::Answered => vec![mailbox_private(columnist)],
        MailboxState::Published { .. } => {
            vec![
                format!("{columnist} has answered it in the column, where anyone can read it."),
                MAILBOX_RESPOND.to_owned(),
            ]
        }
        MailboxState::Declined => vec![
            "It has been read, and there will be no answer to it in the column or here.".to_owned(),
            "That says nothing about you, or about what you asked. There are more letters than one person can answer, \
             and some need somebody who can sit with you. A doctor, a counselor or a friend you trust may be that \
             person."
                .to_owned(),
        ],
        MailboxState::Withdrawn => vec![
            "It will not be answered or printed.".to_owned(),
            "If you ever want to write again, you are welcome.".to_owned(),
        ],
        MailboxState::Destroyed { .. } => vec![DESTROYED_LEFT.to_owned()],
    }
}

/// When to come back.
fn look_again(return_days: u32) -> String {
    format!("Your seven words keep working. Come back {}.", in_days(return_days))
}

/// The heading, while a text waits for her answer.
pub fn asks_title(columnist: &str) -> String {
    format!("{columnist} asks you something")
}
/// Below the heading, while the post is to be taken down.
pub fn down_waits(columnist: &str) -> String {
    format!("You asked for it to be taken down. {columnist} finds that first.")
}
/// When the post was taken down for her.
pub const DOWN_TITLE: &str = "The post has been taken down";
pub const DOWN_TEXT: [&str; 2] = [
    "It is no longer on the site. Your letter now counts as private, and nothing more is printed from it unless you \
     allow it here.",
    "What others have copied or saved can’t be called back.",
];

const MAILBOX_RESPOND: &str = "As long as the post takes responses, you can write one below it. With your seven words it is \
     marked as the asker’s.";
const MAILBOX_REPLIED: &str = "There is a reply for you";
/// Says that there are private replies.
pub fn mailbox_private(columnist: &str) -> String {
    format!("{columnist} has written back to you in private.")
}
/// Before the day.
pub const DESTROYED_ON: &str = "It was destroyed on";
pub const DESTROYED_LEFT: &str =
    "Nothing of it is left to read. If you still have a question, you are welcome to write again.";
/// In place of the link, while no post stands behind it.
pub const MAILBOX_OFF: &str =
    "The answer has been taken off the site for now. Come back in a few days.";
/// The link, where the post's title is not known.
pub const MAILBOX_POST: &str = "Read the answer";

/// When the state itself cannot be opened.
pub const SPOILT_TITLE: &str = "Your mailbox is damaged";
pub const SPOILT_TEXT: &str = "Your seven words are right, but what they open has been damaged or changed. We can’t \
     mend it. Please ask again; you will get new words.";

pub const MAILBOX_EMPTY_REPLY: &str = "The reply is on its way and can’t be shown at this moment. Please come back \
     a little later.";
pub const MAILBOX_DONE: &str =
    "On a shared phone or computer, close this page when you have finished.";
pub const MAILBOX_ASK: &str = "Ask another question";
