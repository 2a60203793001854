//! Words of somebody in danger: a help line is shown beside the letter, which is sent all the same.
//!
//! The rules are data, in `assets/rules/crisis.json`. They would rather show a help line too often than too
//! seldom; what merely sounds like danger (*dying to know*) is taken out of the text first.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::pattern::{Rules, Written};

/// What somebody is in danger of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrisisKind {
    SelfHarm,
    Violence,
    ChildInDanger,
}

impl CrisisKind {
    pub const ALL: [Self; 3] = [Self::SelfHarm, Self::Violence, Self::ChildInDanger];

    /// The word for it in files and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SelfHarm => "self_harm",
            Self::Violence => "violence",
            Self::ChildInDanger => "child_in_danger",
        }
    }
}

/// The dangers that a text speaks of, at least one, in the order of [`CrisisKind::ALL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crisis {
    kinds: Vec<CrisisKind>,
}

impl Crisis {
    pub fn kinds(&self) -> &[CrisisKind] {
        &self.kinds
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Harmless {
    Harmless,
}

/// The file of rules, without the words that tell people of it.
#[derive(Deserialize)]
struct File {
    harmless: Vec<Written<Harmless>>,
    rules: Vec<Written<CrisisKind>>,
}

static HARMLESS: LazyLock<Rules<Harmless>> = LazyLock::new(|| {
    file()
        .and_then(|file| Rules::new(in_lower_case(file.harmless)).ok())
        .unwrap_or_else(Rules::none)
});
static DANGER: LazyLock<Rules<CrisisKind>> = LazyLock::new(|| {
    file().and_then(|file| Rules::new(in_lower_case(file.rules)).ok()).unwrap_or_else(Rules::none)
});

fn file() -> Option<File> {
    serde_json::from_str(include_str!("../../assets/rules/crisis.json")).ok()
}

/// Rules for a text in [`small`] letters. To look past capitals would cost each rule a third of its memory.
fn in_lower_case<Kind>(rules: Vec<Written<Kind>>) -> Vec<Written<Kind>> {
    rules.into_iter().map(|rule| Written { exact: true, ..rule }).collect()
}

/// The dangers that a text speaks of, if any. Takes time in proportion to the text.
pub fn crisis(text: &str) -> Option<Crisis> {
    let text = without_harmless(&one_apostrophe(&small(text)));
    let kinds: BTreeSet<CrisisKind> = DANGER.found_in(&text).map(|rule| rule.kind).collect();
    (!kinds.is_empty()).then(|| Crisis { kinds: kinds.into_iter().collect() })
}

/// The text in lower case. The long `ſ` has none of its own, and browsers take it for an `s`.
fn small(text: &str) -> String {
    text.to_lowercase().replace('ſ', "s")
}

/// Phones write `’` where keyboards write `'`; the rules know the second alone.
fn one_apostrophe(text: &str) -> String {
    text.replace(['\u{2019}', '\u{2018}', '\u{02bc}', '`', '\u{00b4}'], "'")
}

/// The text with `#` in place of what only sounds like danger.
fn without_harmless(text: &str) -> String {
    let mut rest = text.to_owned();
    for rule in HARMLESS.found_in(text) {
        for (start, end) in rule.marks(&rest).into_iter().rev() {
            rest.replace_range(start..end, "#");
        }
    }
    rest
}

#[cfg(test)]
#[path = "crisis_tests.rs"]
mod tests;
