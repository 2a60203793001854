//! Words of somebody in danger: a help line is shown beside the letter, which is sent all the same.
//!
//! The rules are data, in `assets/rules/crisis.json`. They would rather show a help line too often than too
//! seldom; what merely sounds like danger (*dying to know*) is taken out of the text first.

use std::sync::LazyLock;

use serde::Deserialize;

use super::pattern::{Rule, Written};

/// What somebody is in danger of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrisisKind {
    SelfHarm,
    Violence,
    ChildInDanger,
}

impl CrisisKind {
    pub const ALL: [Self; 3] = [Self::SelfHarm, Self::Violence, Self::ChildInDanger];
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// For whoever reads the file.
    #[allow(dead_code, reason = "a note to people")]
    about: String,
    harmless: Vec<Written<Harmless>>,
    rules: Vec<Written<CrisisKind>>,
}

struct Rules {
    harmless: Vec<Rule<Harmless>>,
    crisis: Vec<Rule<CrisisKind>>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let file: Option<File> = serde_json::from_str(include_str!("../../assets/rules/crisis.json")).ok();
    let (harmless, crisis) = file.map_or_else(Default::default, |file| (file.harmless, file.rules));
    Rules {
        harmless: harmless.into_iter().filter_map(|rule| Rule::new(rule).ok()).collect(),
        crisis: crisis.into_iter().filter_map(|rule| Rule::new(rule).ok()).collect(),
    }
});

/// The dangers that a text speaks of, if any. Takes time in proportion to the text.
pub fn crisis(text: &str) -> Option<Crisis> {
    let text = without_harmless(&one_apostrophe(text));
    let speaks_of = |kind: &CrisisKind| RULES.crisis.iter().any(|rule| rule.kind == *kind && rule.is_in(&text));
    let kinds: Vec<CrisisKind> = CrisisKind::ALL.into_iter().filter(speaks_of).collect();
    (!kinds.is_empty()).then_some(Crisis { kinds })
}

/// Phones write `’` where keyboards write `'`; the rules know the second alone.
fn one_apostrophe(text: &str) -> String {
    text.replace(['\u{2019}', '\u{2018}', '\u{02bc}', '`', '\u{00b4}'], "'")
}

/// The text with `#` in place of what only sounds like danger.
fn without_harmless(text: &str) -> String {
    let mut text = text.to_owned();
    for rule in &RULES.harmless {
        for (start, end) in rule.marks(&text).into_iter().rev() {
            text.replace_range(start..end, "#");
        }
    }
    text
}

#[cfg(test)]
#[path = "crisis_tests.rs"]
mod tests;
