//! Responses: below a post, their form, and what became of one.

use super::TAKEN_BACK;
use crate::domain::{COMMENT_CHARS_MAX, COMMENT_NAME_CHARS_MAX, InvalidComment, MailboxState};
use crate::texts::en::common::number;

/// How many there are, as lists say it.
pub fn responses(count: u32) -> String {
    match count {
        1 => "1 Response".to_owned(),
        count => format!("{} Responses", number(count as usize)),
    }
}
/// Heads those of a post, before its title.
pub fn responses_to(count: u32) -> String {
    let to = |count: u32| format!("{} to", responses(count));
    if count == 0 { "Responses to".to_owned() } else { to(count) }
}
pub const RESPONSES_NONE: &str = "Nobody has responded yet.";
pub const RESPOND: &str = "Write a response";
pub const RESPONSES_CLOSED: &str = "Responses are closed.";
pub const RESPOND_TO: &str = "Reply";
/// For those who do not see whose response the link stands below.
pub fn respond_to_whom(name: &str) -> String {
    format!(" to {name}")
}
pub const EDITED: &str = "[edited]";
pub const BADGE_ASKER: &str = "the asker";
pub const BADGE_COLUMNIST: &str = "the columnist";
/// In the place of one that was answered before it went.
pub const RESPONSE_GONE: &str = "This response has been taken back.";

pub const RESPOND_TITLE: &str = "Write a response";
pub fn respond_lead(columnist: &str) -> String {
    format!(
        "You need no account. {columnist} reads your response first. If it is printed, it stands below the answer for \
         anyone to read."
    )
}
/// In the place of the notice that speaks of a letter.
pub const RESPOND_FRESH: &str = "This page had to be renewed before your response could be sent. Nothing was stored. Your \
     text is still here: please press the button again.";

/// Before the title of the post.
pub const RESPOND_POST: &str = "To";
/// Heads the response that is answered.
pub fn respond_answers(name: &str) -> String {
    format!("You reply to {name}")
}
pub const RESPOND_NAME: &str = "A name, if you like";
pub fn respond_name_hint() -> String {
    format!(
        "It need not be your own. Leave it empty, and you get one, such as “Quiet Heron”. Up to \
         {COMMENT_NAME_CHARS_MAX} characters."
    )
}
pub const RESPOND_TEXT: &str = "Your response";
pub fn respond_text_hint() -> String {
    format!(
        "Up to {} characters. Leave out names, places and dates that could show who you or somebody else is. Links \
         are shown as plain text.",
        number(COMMENT_CHARS_MAX)
    )
}
pub const RESPOND_ASKER: &str = "Is it your letter? Then your seven words, if you like";
pub const RESPOND_ASKER_HINT: &str = "With them your response is marked as the asker’s. Leave this empty to respond like anybody else.";
pub const RESPOND_WORDS: &str = "Seven new words";
pub const RESPOND_WORDS_HINT: &str = "Note them down now, and then send. With them you can see what became of your \
     response, and take it back, even after it is printed. Nobody can look them up for you.";
pub const RESPOND_JOURNEY: &str = "What happens when you send it";
/// The truth about sealing where no script does it.
pub const RESPOND_SEALS_SERVER: &str = "Our server sees your response and all seven words for a moment. It seals the \
     response, stores it sealed, and forgets the rest.";
/// The truth about sealing in the page.
pub const RESPOND_SEALS_PAGE: &str = "Your browser seals the response before it is sent. Our server sees neither your \
     text nor any of the seven words. If you gave those of your letter, it is told that they fit, and keeps nothing of \
     that.";
pub const RESPOND_SEND: &str = "Send my response";
pub const RESPOND_BACK: &str = "Back to the post without responding";

pub const RESPOND_NOTICE: &str = "Your response has not been sent";
pub const RESPOND_USED: &str = "The seven words of this page already belong to something else. Nothing was stored. Your \
     text is still here, and there are seven new words for it below: note them down, then send it again.";

pub const RESPOND_EMPTY: &str = "Write your response.";
/// Before and behind the number of characters that are too many.
pub const RESPOND_LONG: (&str, &str) =
    ("Make it shorter by ", " or more characters. Nothing has been cut.");
/// What is wrong with a name or a text.
pub fn respond_problem(problem: InvalidComment) -> String {
    let over = |chars: usize, most: usize| {
        let (before, behind) = RESPOND_LONG;
        format!("{before}{}{behind}", number(chars.saturating_sub(most)))
    };
    match problem {
        InvalidComment::Empty => RESPOND_EMPTY.to_owned(),
        InvalidComment::TooLong { chars } => over(chars, COMMENT_CHARS_MAX),
        InvalidComment::LongName { chars } => over(chars, COMMENT_NAME_CHARS_MAX),
    }
}
/// Of a name that is the columnist's.
pub fn respond_poses(columnist: &str) -> String {
    format!("{columnist} is the name of the columnist. Please choose another one.")
}
pub const RESPOND_OWN_WORDS: &str = "Seven words that lead back to you stand in it. They are for you alone: please take \
     them out.";
pub const RESPOND_NOT_ASKER: &str = "These are not the seven words of the letter that this post answers. Check them, or \
     leave this empty.";

/// Said by a page that was open when the last day passed.
pub const RESPOND_CLOSED: &str =
    "This post takes no more responses. Your text is still here, so that you can copy it.";

pub const RESPONDED_TAB: &str = "Sent";
pub const RESPONDED_TITLE: &str = "Your response has arrived";
pub const RESPONDED_AGAIN: &str =
    "We already had this response. It is stored once. These are still its seven words.";
pub const RESPONDED_LEAD: &str = "It is sealed and stored. These seven words lead back to it:";
pub const RESPONDED_NEXT: &str = "What happens next";
pub fn responded_next(columnist: &str) -> String {
    format!(
        "{columnist} reads it, and it shows below the post once it is let through. That can take some days."
    )
}
pub const RESPONDED_BACK: &str =
    "To see what became of it, or to take it back, type the seven words under";
pub const RESPONDED_POST: &str = "Back to the post";

pub const CLOSED_TITLE: &str = "Responses are closed";
pub const CLOSED_TEXT: &str = "This post takes no more responses.";
pub const CLOSED_TYPED: &str =
    "What you wrote has not been sent. Here it is, so that it is not lost:";

/// The heading of a response’s own page.
pub fn response_title(state: &MailboxState) -> &'static str {
    match state {
        MailboxState::Waiting | MailboxState::Read | MailboxState::Answered => {
            "Your response is waiting to be read"
        }
        MailboxState::Published { .. } => "Your response is printed",
        MailboxState::Declined => "Your response is not printed",
        MailboxState::Withdrawn => TAKEN_BACK,
        MailboxState::Destroyed { .. } => "Your response is gone",
    }
}
/// What it means.
pub fn response_text(state: &MailboxState, columnist: &str) -> String {
    match state {
        MailboxState::Waiting | MailboxState::Read | MailboxState::Answered => {
            format!("It has arrived safely. {columnist} reads it before it is printed.")
        }
        MailboxState::Published { .. } => {
            "It stands below the answer, where anyone can read it.".to_owned()
        }
        MailboxState::Declined => {
            "It has been read, and it does not stand below the answer. That says nothing about you. Often it is one \
             detail too many, or a matter of room."
                .to_owned()
        }
        MailboxState::Withdrawn | MailboxState::Destroyed { .. } => {
            "Nothing of it is left here.".to_owned()
        }
    }
}
/// The link, where the post's title is not known.
pub const RESPONSE_POST: &str = "Read it below the post";
pub const RESPONSE_OFF: &str =
    "The post is off the site at this moment, and so is what stands below it.";
pub const ENTRY_RESPONSE: &str = "Your response";
/// Before the name that it bears.
pub const ENTRY_RESPONSE_NAME: &str = "Name:";

pub const RETRACT_TITLE: &str = "Take your response back";
pub const RETRACT_TEXT: [&str; 3] = [
    "If it is printed, it leaves the page at once. Here it is deleted at once too, and at the desk as soon as somebody \
     opens it. Replies of others to it stay.",
    "Backups that were made before may hold it until they are deleted. What others have copied can’t be called back.",
    "This can’t be undone.",
];
pub const RETRACT_SURE: &str = "Yes, take it back for good";
pub const RETRACT_SEND: &str = "Take it back";
