//! Patterns over readers' words, kept as data so that the page in the browser can use the same ones.
//!
//! A pattern is written in what Rust's regex and JavaScript's RegExp (flag `u`, and `i` unless `exact`) have in
//! common: no looking around, no `\b`, no `\w`. It is matched between [`BEFORE`] and [`BEHIND`], and what it marks
//! is its first group, or all of it. Rust's regex takes linear time on any text.

use std::sync::OnceLock;

use regex::{Regex, RegexSet, RegexSetBuilder};
use serde::Deserialize;

/// What may stand before and behind a match: neither Latin letters nor digits. Other scripts' letters are left out:
/// the rules hardly have any, and the whole alphabet in each of them costs memory.
const BEFORE: &str =
    r"(?:^|[^0-9A-Za-z_\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u036F])";
const BEHIND: &str =
    r"(?:[^0-9A-Za-z_\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u036F]|$)";
/// Matches that one pattern gives of one text.
const MATCHES_MAX: usize = 64;
/// Bytes that the patterns of one file may take together.
const SET_BYTES_MAX: usize = 64 * 1_024 * 1_024;
/// Bytes of the cache of states that speeds the patterns of one file up; it grows to that as it is used.
const CACHE_BYTES_MAX: usize = 4 * 1_024 * 1_024;

/// One pattern, as a file of rules has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written<Kind> {
    pub kind: Kind,
    pub pattern: String,
    /// Whether capitals count.
    #[serde(default)]
    pub exact: bool,
    /// Words in lower case; a mark whose first word is among them is none.
    #[serde(default)]
    pub not: Vec<String>,
}

/// Patterns that are looked for together, which costs little more than to look for one.
#[derive(Debug)]
pub(super) struct Rules<Kind> {
    set: RegexSet,
    rules: Vec<Rule<Kind>>,
}

/// One pattern, made ready when a text has it.
#[derive(Debug)]
pub(super) struct Rule<Kind> {
    pub kind: Kind,
    whole: String,
    regex: OnceLock<Option<Regex>>,
    not: Vec<String>,
}

impl<Kind> Rules<Kind> {
    /// Makes patterns ready.
    ///
    /// # Errors
    ///
    /// * When one of them is no pattern. A test makes all ready that the program has.
    pub fn new(written: Vec<Written<Kind>>) -> Result<Self, regex::Error> {
        Self::with_cache(written, CACHE_BYTES_MAX)
    }

    /// As [`Rules::new`], for so many patterns that their cache needs more room.
    pub fn with_cache(written: Vec<Written<Kind>>, bytes: usize) -> Result<Self, regex::Error> {
        let rules: Vec<_> = written.into_iter().map(Rule::new).collect();
        let patterns = rules.iter().map(|rule| &rule.whole);
        let mut set = RegexSetBuilder::new(patterns);
        let set = set.size_limit(SET_BYTES_MAX).dfa_size_limit(bytes).build()?;
        Ok(Self { set, rules })
    }

    /// No patterns.
    pub fn none() -> Self {
        Self { set: RegexSet::empty(), rules: Vec::new() }
    }

    /// How many there are.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// The patterns that a text has, in the order of the file.
    pub fn found_in(&self, text: &str) -> impl Iterator<Item = &Rule<Kind>> {
        self.set.matches(text).into_iter().filter_map(|place| self.rules.get(place))
    }
}

impl<Kind> Rule<Kind> {
    fn new(written: Written<Kind>) -> Self {
        let flag = if written.exact { "" } else { "i" };
        let whole = format!("{BEFORE}(?{flag}:({})){BEHIND}", written.pattern);
        Self { kind: written.kind, whole, regex: OnceLock::new(), not: written.not }
    }

    /// The marks in a text as ranges of bytes, in their order, at most [`MATCHES_MAX`].
    pub fn marks(&self, text: &str) -> Vec<(usize, usize)> {
        let Some(regex) = self.regex.get_or_init(|| Regex::new(&self.whole).ok()) else {
            return Vec::new();
        };
        let (mut marks, mut from) = (Vec::new(), 0);
        while let Some(found) = regex.captures_at(text, from) {
            let Some(whole) = found.get(1) else { break };
            let mark = found.get(2).unwrap_or(whole);
            if !self.is_excused(mark.as_str()) {
                marks.push((mark.start(), mark.end()));
            }
            // The character behind may be the one before the next match, so it is looked at again. An empty
            // match would be found for ever.
            if marks.len() == MATCHES_MAX || whole.end() <= from {
                break;
            }
            from = whole.end();
        }
        marks
    }

    fn is_excused(&self, mark: &str) -> bool {
        let first = mark
            .split(|c: char| c.is_whitespace() || c == ',')
            .next()
            .unwrap_or_default()
            .to_lowercase();
        self.not.contains(&first)
    }
}
