//! The conversation with an asker.

use crate::domain::{Day, Entry};

pub const TITLE: &str = "Conversation with the asker";
pub const PROOF_REPLACED: &str = "Another text took its place, so a yes to it does not count.";
pub const PROOF_GONE: &str =
    "This text was made from another letter too. That letter was taken back, and the text with it.";
pub const CHANGES_WORDLESS: &str = "The asker did not say what.";

/// What an entry is, and who said it.
pub fn entry(entry: &Entry, by: &str) -> String {
    match entry {
        Entry::Reply { number, .. } => format!("Reply {number}, by {by}"),
        Entry::Proof { .. } => format!("Text to be approved, sent by {by}"),
        Entry::FollowUp { .. } => "The asker wrote again".to_owned(),
        Entry::Approved => "The asker approved the text".to_owned(),
        Entry::Changes { .. } => "The asker wants the text changed".to_owned(),
        Entry::TakeDown => "The asker wants the post taken down".to_owned(),
    }
}

/// By when a text can be approved.
pub fn proof_until(until: Day) -> String {
    format!("The asker can say yes until {until}. Silence means no.")
}
