//! The earlier versions of a post.

use crate::domain::Day;

pub const TITLE: &str = "Earlier versions";
pub const LINK: &str = "Earlier versions";
pub const LEAD: &str =
    "What was saved in one sitting is one version. Choose two to see what changed between them.";
pub const ONLY_ONE: &str = "There is one version so far. When the post is saved on another day, or by somebody else, both stand here.";
pub const BACK: &str = "Back to the post";
pub const LIST: &str = "All versions";
pub const OLDER: &str = "From";
pub const NEWER: &str = "To";
pub const COMPARE: &str = "Show what changed";
pub const NEWEST: &str = "the newest";
pub const PUBLIC: &str = "on the site";
pub const NOTHING_CHANGED: &str = "Nothing differs between these two.";
pub const SAME_FIELDS: &str = "The same in both:";
pub const REMOVED: &str = "taken out:";
pub const ADDED: &str = "added:";
pub const RESTORE_HINT: &str = "The version that is the newest now stays in this list.";
pub const OPTIONS: &str = "How the post is shown was changed as well.";
/// What can differ, as it is named here.
pub const POST_TITLE: &str = "Title";
pub const PRINTED: &str = "Question as printed";
pub const ANSWER: &str = "Answer";
pub const TAGS: &str = "Tags";
pub const SLUG: &str = "Address";
pub const WARNING: &str = "Content warning";

/// One version of many.
pub fn version(number: u32, day: Day, by: &str) -> String {
    format!("Version {number}, saved by {by} on {day}")
}

/// What a comparison is between.
pub fn between(from: u32, to: u32) -> String {
    format!("From version {from} to version {to}")
}

/// The button that brings a version back.
pub fn restore(number: u32) -> String {
    format!("Go back to version {number}")
}

/// What the choices for one version are called.
pub fn choose(side: &str, number: u32) -> String {
    format!("{side} version {number}")
}
