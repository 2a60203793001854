//! The queue.

use crate::domain::Status;

pub const TITLE: &str = "Queue";
pub const STATUSES: &str = "Letters by status";
pub const ALL: &str = "All";
/// The tab of all that waits for the desk.
pub const WAITING: &str = "Waiting";
pub const SEARCH: &str = "Search the letters";
pub const SEARCH_SEND: &str = "Search";
pub const CLEAR_SEARCH: &str = "Leave the search";
pub const TAGS: &str = "Tags";
pub const TAGS_BEFORE: &str = "Tags: ";
pub const ALL_TAGS: &str = "Show letters with any tag";
pub const NEWEST_FIRST: &str = "Newest first.";
pub const NEXT: &str = "Next page";
pub const TO_FIRST: &str = "Back to the first page";
pub const PAGES: &str = "Pages of the queue";
pub const CONSENT_BEFORE: &str = "Consent: ";
pub const STATUS_BEFORE: &str = "Status: ";

/// What the list below shows, when it is a search.
pub fn results(q: &str) -> String {
    format!("Letters that say “{q}”")
}

/// What the list below shows, when a tag is chosen.
pub fn tagged(tag: &str) -> String {
    format!("Letters with the tag “{tag}”")
}

/// What became of envelopes that could not be opened.
pub fn spoilt(count: u64) -> String {
    let (letters, them) = match count {
        1 => ("1 letter could not be opened and was set aside".to_owned(), "it"),
        _ => (format!("{count} letters could not be opened and were set aside"), "them"),
    };
    format!("{letters}. Nothing you do here can open {them}; the others are not affected.")
}

/// A quiet place: a headline and a line below it.
pub struct Empty {
    pub head: &'static str,
    pub line: &'static str,
}

pub const NO_LETTERS: Empty = Empty {
    head: "No letters yet",
    line: "When somebody writes to you, the letter waits here. First letters often take a while: asking needs courage.",
};
pub const ASK_LINK: &str = "See the page where readers ask";
pub const NO_RESULTS: Empty = Empty {
    head: "No letter says that",
    line: "Try fewer words, or a different one: readers often call things by another name.",
};
pub const NO_TAGGED: Empty = Empty {
    head: "No letter here has this tag",
    line: "It may be on letters with another status.",
};
pub const NO_MORE: Empty =
    Empty { head: "That was the last one", line: "There are no more letters in this list." };
pub const NOTHING: Empty =
    Empty { head: "Nothing waits here", line: "Every letter has been seen to." };

/// The quiet place of a status without letters.
pub fn empty(status: Status) -> Empty {
    let (head, line) = match status {
        Status::New => (
            "You have read every letter",
            "Nothing is unread. Take a breath, and a walk if you can.",
        ),
        Status::Kept => ("Nothing waits for an answer", "Letters that you keep gather here."),
        Status::Drafting => {
            ("No answer is half written", "Begin a post from a letter, and the letter shows here.")
        }
        Status::Scheduled => {
            ("Nothing is waiting for its date", "Letters whose post has a date show here.")
        }
        Status::Published => {
            ("Nothing published yet", "Letters that you answered on the site gather here.")
        }
        Status::Answered => {
            ("No private answers yet", "Letters that you answered in private gather here.")
        }
        Status::Declined => ("Nothing declined", "Letters that you could not take on gather here."),
        Status::Spam => ("No spam", "May it stay that way."),
    };
    Empty { head, line }
}

/// The gravest thing that the desk can have to say.
pub const KEY_WAS_CHANGED: &str = "Somebody has changed the key that letters are sealed with, so somebody can write to this \
     server’s files. The key is put right. Letters that came in between can’t be opened here, and that somebody may have \
     read them. Speak with whoever runs the server before you go on.";

/// Decisions about letters that nobody can be answered on.
pub fn shelved(count: u64) -> String {
    let what = if count == 1 { "1 change" } else { &format!("{count} changes") };
    format!(
        "{what} could not be sent to the asker: the letter came with a broken key. Nothing else is affected."
    )
}
