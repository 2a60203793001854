//! What a reader can do with her letter after it was sent, and what is said when she has.

use crate::domain::QUESTION_CHARS_MAX;
use crate::texts::en::common::number;

pub const FOLLOW_UP_TITLE: &str = "Add something";
pub const FOLLOW_UP: &str = "What would you like to add?";
pub fn follow_up_hint(columnist: &str) -> String {
    format!(
        "{columnist} reads it together with your letter. Up to {} characters.",
        number(QUESTION_CHARS_MAX)
    )
}
pub const FOLLOW_UP_SEND: &str = "Send it";
pub const SENDING: &str = "Sending…";

pub const CHOICE_TITLE: &str = "Change whether it may be printed";
pub const CHOICE_TEXT: &str = "You can change your mind until your letter is printed, as often as you like. If you allow less \
     than before, that holds at once.";
pub fn choice_legend(columnist: &str) -> String {
    format!("May {columnist} print your letter?")
}
pub const CHOICE_SEND: &str = "Save my choice";

pub const WITHDRAW_TITLE: &str = "Take your letter back";
pub const WITHDRAW_TEXT: [&str; 3] = [
    "Your letter is deleted, with all that you added, every reply, and the notes and drafts made from it. Here that \
     happens at once, and at the desk as soon as somebody opens it.",
    "Backups are not changed: one that was made before may hold your sealed letter until that backup is deleted. \
     And what somebody has copied by hand, we can’t delete.",
    "This can’t be undone. Your seven words will only show that you took it back.",
];
pub const WITHDRAW_SURE: &str = "Yes, take it back for good";
pub const WITHDRAW_SEND: &str = "Take it back";

pub const TAKE_DOWN_TITLE: &str = "Ask for the post to be taken down";
pub fn take_down_text(columnist: &str) -> [String; 2] {
    [
        format!(
            "Your letter is in print already, so a person has to take it off the site. {columnist} finds your request \
             before all other letters."
        ),
        "What others have copied or saved from the site can’t be called back, and backups made before may keep it \
         until they are deleted."
            .to_owned(),
    ]
}
pub const TAKE_DOWN_SURE: &str = "Yes, please take the post down";
pub const TAKE_DOWN_SEND: &str = "Ask for it";
pub const SURE_PROBLEM: &str = "Check the box if you are sure.";

pub fn said_follow_up(columnist: &str) -> String {
    format!("It has been sent. {columnist} will read it with your letter.")
}
pub const SAID_CONSENT: &str = "Your choice has been saved. It holds from now on.";
/// Of a letter or of a response.
pub const SAID_WITHDRAWAL: &str = "It has been taken back.";
/// To a text that was sent for approval.
pub fn said_approved(columnist: &str) -> String {
    format!("You said yes. {columnist} can now print it exactly like this.")
}
pub const SAID_CHANGES: &str = "What you want changed has been sent. It is not printed like this.";
pub fn said_take_down(columnist: &str) -> String {
    format!("Your request has been sent. {columnist} finds it before all other letters.")
}

/// Heads what did not work.
pub const BACK_TITLE: &str = "That has not been sent";
pub const BACK_LOOK_TITLE: &str = "That did not work";
pub const BACK_FULL: &str =
    "There is no room at this moment. Nothing is lost: please wait a minute and try again.";
pub const BACK_ENOUGH: &str = "That is a lot at once, so this has not been stored. Please wait for a reply first, or \
     come back in an hour.";
pub const BACK_NETWORK: &str = "No answer came from the server. Check your connection and try again. Nothing is sent \
     twice.";
pub const BACK_BROKEN: &str =
    "Something broke. Please try again. If it happens once more, open this page anew.";
pub const BACK_CHANGED: &str = "Something has changed in the meantime, perhaps in another window. What you typed is \
     still here: please look at it and send it once more.";
pub const BACK_GONE: &str =
    "These words no longer lead to a letter that can be changed. Perhaps it was taken back.";
/// Around the seconds, where the page sends it by itself.
pub const BACK_SLOW: [&str; 2] = [
    "Many letters are coming in just now. Yours is sent by itself in ",
    " seconds. Please leave this page open.",
];
pub const BACK_EMPTY: &str = "Write something first.";
/// Where changes are asked for without a word.
pub const BACK_NO_CHANGES: &str = "Say what should be changed.";
/// Around the count.
pub const BACK_LONG: [&str; 2] = ["Make it shorter. Characters too many: ", "."];
pub fn back_long(over: usize) -> String {
    let [before, behind] = BACK_LONG;
    format!("{before}{}{behind}", number(over))
}
/// The receipt's own words stand in the text.
pub const BACK_OWN_WORDS: &str =
    "Your seven words stand in your text. They are for you alone: please take them out.";
/// Words that look like a receipt.
pub const BACK_RECEIPT: &str = "Seven words in your text look like a receipt. If they are one, take them out. If they \
     are not, send it once more.";
