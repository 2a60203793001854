//! Patterns over readers' words, kept as data so that the page in the browser can use the same ones.
//!
//! A pattern is written in what Rust's regex and JavaScript's RegExp (flag `u`, and `i` unless `exact`) have in
//! common: no looking around, no `\b`, no `\w`. It is matched between word ends, and what it marks is its first
//! group, or all of it. Rust's regex takes linear time on any text.

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

/// What may stand before and behind a match: neither letters nor digits.
const BEFORE: &str = r"(?:^|[^\p{L}\p{M}\p{N}_])";
const BEHIND: &str = r"(?:[^\p{L}\p{M}\p{N}_]|$)";
/// Matches that one pattern gives of one text.
const MATCHES_MAX: usize = 64;

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

/// A pattern that is ready to be used.
#[derive(Debug)]
pub(super) struct Rule<Kind> {
    pub kind: Kind,
    regex: Regex,
    not: Vec<String>,
}

impl<Kind> Rule<Kind> {
    /// Compiles a pattern.
    ///
    /// # Errors
    ///
    /// * When it is no pattern. A test compiles all that the program has.
    pub fn new(written: Written<Kind>) -> Result<Self, regex::Error> {
        let whole = format!("{BEFORE}({}){BEHIND}", written.pattern);
        let regex = RegexBuilder::new(&whole).case_insensitive(!written.exact).build()?;
        Ok(Self { kind: written.kind, regex, not: written.not })
    }

    /// The marks in a text as ranges of bytes, in their order, at most [`MATCHES_MAX`].
    pub fn marks(&self, text: &str) -> Vec<(usize, usize)> {
        let mut marks = Vec::new();
        let mut from = 0;
        while let Some(found) = self.regex.captures_at(text, from) {
            let Some(whole) = found.get(1) else { break };
            let mark = found.get(2).unwrap_or(whole);
            if !self.is_excused(mark.as_str()) {
                marks.push((mark.start(), mark.end()));
            }
            // The character behind may be the one before the next match, so it is looked at again. An empty
            // mark would be found for ever.
            if marks.len() == MATCHES_MAX || whole.end() <= from {
                break;
            }
            from = whole.end();
        }
        marks
    }

    /// Whether a text has a match.
    pub fn is_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    fn is_excused(&self, mark: &str) -> bool {
        let first = mark.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default().to_lowercase();
        self.not.contains(&first)
    }
}
