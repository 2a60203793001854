//! What in a text might tell who wrote it. A gentle hint before sending, never a block.
//!
//! The rules are data, in `assets/rules/giveaway.json`, and the first that marks a place keeps it. They miss much
//! and err at times; the page says so.

use std::sync::LazyLock;

use serde::Deserialize;

use super::pattern::{Rules, Written};

/// Places that are marked in one text, at most. Who gave away so much needs no longer list.
pub const GIVEAWAYS_MAX: usize = 24;

/// What a marked place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GiveawayKind {
    Mail,
    Phone,
    Handle,
    Link,
    Street,
    /// An exact date.
    Date,
    Name,
}

/// A place in a text that might tell who wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Giveaway {
    pub kind: GiveawayKind,
    /// Bytes from the beginning of the text; on a character's boundary, as `end` is.
    pub start: usize,
    pub end: usize,
}

/// The file of rules, without the words that tell people of it.
#[derive(Deserialize)]
struct File {
    rules: Vec<Written<GiveawayKind>>,
}

static RULES: LazyLock<Rules<GiveawayKind>> = LazyLock::new(|| {
    let file: Option<File> =
        serde_json::from_str(include_str!("../../assets/rules/giveaway.json")).ok();
    file.and_then(|file| Rules::new(file.rules).ok()).unwrap_or_else(Rules::none)
});

/// The places in a text that might tell who wrote it, in their order, at most [`GIVEAWAYS_MAX`]; none overlaps
/// another. Takes time in proportion to the text.
pub fn giveaways(text: &str) -> Vec<Giveaway> {
    let mut found = all(text);
    found.truncate(GIVEAWAYS_MAX);
    found
}

/// As [`giveaways`], but all that the patterns give: for the desk, which marks more.
pub(super) fn all(text: &str) -> Vec<Giveaway> {
    let mut found: Vec<Giveaway> = Vec::new();
    for rule in RULES.found_in(text) {
        for (start, end) in rule.marks(text) {
            if found.iter().all(|other| end <= other.start || other.end <= start) {
                found.push(Giveaway { kind: rule.kind, start, end });
            }
        }
    }
    found.sort_by_key(|giveaway| giveaway.start);
    found
}

#[cfg(test)]
#[path = "giveaway_tests.rs"]
mod tests;
