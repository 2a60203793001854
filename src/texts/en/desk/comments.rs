//! Responses of readers below posts.

use crate::domain::{CommentBy, CommentState, InvalidComment};
use crate::texts::en::desk::queue::Empty;
use crate::texts::en::site;

pub const TITLE: &str = "Responses";
pub const ONE: &str = "A response";
pub const PARTS: &str = "Parts of the list";
pub const PAGES: &str = "Pages of the list";
pub const NEXT: &str = "More responses";
pub const TO_FIRST: &str = "Back to the first page";

/// A part of the list.
pub fn state(state: CommentState) -> &'static str {
    match state {
        CommentState::New => "Waiting",
        CommentState::Approved => "On the site",
        CommentState::Declined => "Declined",
        CommentState::Spam => "Spam",
    }
}

/// The button that moves it there.
pub fn decide(to: CommentState) -> &'static str {
    match to {
        CommentState::New => "Put back",
        CommentState::Approved => "Approve",
        CommentState::Declined => "Decline",
        CommentState::Spam => "Spam",
    }
}

/// Stands before the same for all that are ticked.
pub const TICKED: &str = "The ticked ones:";
pub const TICK_ALL: &str = "Tick all on this page";
/// Takes back what has just been decided.
pub const UNDO: &str = "Undo";

pub const APPROVED: &str = "Approved. It stands below its post now.";
pub const DECLINED: &str = "Declined. Who wrote it is told so, and nobody else.";
pub const SPAM: &str = "Set aside as spam. To its sender it looks as if it waits.";
pub const RENEWED: &str = "Put back. It waits to be decided.";
pub const SOME: &str = "Not all of them could be moved: some were taken back meanwhile, or a post has as many as it may.";
pub const NONE_TICKED: &str = "Tick at least one response first.";
pub const EDITED: &str = "Saved. It is marked as edited.";
pub const ANSWERED: &str = "Your response stands below the post.";
pub const FULL: &str = "This post has as many responses as it may. What you typed is still below.";

pub const ON: &str = "On";
/// Heads what it answers.
pub const REPLIES_TO: &str = "Replies to";
pub const REPLIES_GONE: &str = "Replies to a response that is gone";
pub const NAMELESS: &str = "No name given";
pub const NAMELESS_HINT: &str = "It gets one of its own when you approve it.";
/// Who wrote it; nothing for a reader, which most are.
pub fn by(by: CommentBy) -> Option<&'static str> {
    match by {
        CommentBy::Reader => None,
        CommentBy::Asker => Some("The asker, by her words"),
        CommentBy::Columnist => Some("Yours"),
    }
}
pub const LETTER: &str = "Open the letter";
pub const DANGER: &str = "May speak of danger";
pub const EDITED_MARK: &str = "Edited";
pub const ORIGINAL: &str = "As it came";
/// Ticks one; `name` is whose.
pub fn tick(name: &str) -> String {
    format!("Tick the response of {name}")
}
pub const OPEN: &str = "Edit or reply";
pub const SEE: &str = "See it on the site";
pub const KEYS: &str = "Keys: j and k go down and up, x ticks. a approves, d declines, s sets aside as spam, b puts back: all that are ticked, or else this one. e opens it, u undoes. They work while no field is being typed in.";

pub const EDIT: &str = "Edit it";
pub const EDIT_HINT: &str = "To take out a detail that gives somebody away. What came stays here, and readers see “[edited]”. Nobody is told. Each button below saves it first.";
/// Beside a reply that the pressed button does not send.
pub const REPLY_UNSENT: &str = "This has not been sent, and nothing else was done. Press the button below it, or empty it first.";
/// The same, when the response itself has been saved.
pub const REPLY_LEFT: &str = "The response above is saved. This has not been sent yet.";
pub const NAME: &str = "Name";
pub const TEXT: &str = "Text";
pub const SAVE: &str = "Save";
/// Beside the text, when it is another by now than what was changed.
pub const CHANGED: &str = "This response was changed in another window, or by somebody else. It stands above as it is now. What you typed is still below. Saving it now puts it in the other’s place.";
pub const REPLY: &str = "Reply to it";
pub const REPLY_HINT: &str = "It is public, with your name and your mark.";
pub const REPLY_APPROVES: &str =
    "It is public, with your name and your mark. The response itself is approved with it.";
pub const REPLY_SEND: &str = "Reply in public";
pub const REPLY_SEND_APPROVE: &str = "Approve and reply in public";
pub const DECIDE: &str = "Decide";
/// To somebody who may not make anything public.
pub fn not_yours(columnist: &str) -> String {
    format!(
        "You can decline responses and set them aside. {columnist} approves, edits and replies."
    )
}

/// What is wrong with a name or a text.
pub fn problem(problem: InvalidComment) -> String {
    match problem {
        InvalidComment::Empty => "Write something first.".to_owned(),
        problem => site::respond_problem(problem),
    }
}

/// What a part of the list says where it has nothing.
pub fn empty(state: CommentState) -> Empty {
    let (head, line) = match state {
        CommentState::New => {
            ("No response waits", "What readers write below posts shows here first.")
        }
        CommentState::Approved => ("Nothing approved yet", "Responses on the site gather here."),
        CommentState::Declined => {
            ("Nothing declined", "Responses that you did not print gather here.")
        }
        CommentState::Spam => ("No spam", "May it stay that way."),
    };
    Empty { head, line }
}
pub const NO_MORE: Empty = Empty { head: "That was all", line: "The list ends here." };
