//! What may give the asker away in a text as it is to be printed, for the columnist's eyes: she blurs each mark or
//! keeps it. Wider than the hint that a reader gets (`giveaway`), because here a mark too many costs one key and a
//! mark too few may cost a marriage.
//!
//! Three sources: the reader's own rules, more patterns (`assets/rules/marks.json`), and a walk over the words with
//! lists of first names, places and ordinary words (`assets/words`). Where two meet, the kind that comes first in
//! [`MarkKind`] keeps the place.

mod ages;
mod blur;
mod dates;
mod excuses;
mod lists;
mod money;
mod names;
mod numbers;
mod patterns;
mod places;
mod rare;
mod words;
mod workplaces;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use rare::RARE_ASKED_MAX;
use words::Words;

/// Places that are marked in one text, at most.
pub const MARKS_MAX: usize = 1_000;

/// Bytes of a text that are looked at. What lies behind them is not marked; no letter is as long.
pub const MARKED_BYTES_MAX: usize = 400_000;

/// What a marked place is, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    Mail,
    Link,
    /// An exact date, a month or season with its year, a year, a holiday.
    Date,
    /// A sum of money.
    Sum,
    Phone,
    Handle,
    /// A street, a flat's number, a postcode.
    Street,
    Age,
    Workplace,
    Place,
    Name,
    /// A word that stands in no other letter.
    Rare,
}

/// A place in a text that may tell who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub kind: MarkKind,
    /// Bytes from the beginning of the text; on a character's boundary, as `end` is.
    pub start: usize,
    pub end: usize,
    /// Vaguer words to stand there instead. Rare words have none: only a person can say it otherwise.
    pub suggestion: Option<String>,
}

/// The marks of a text in their order, at most [`MARKS_MAX`]; none overlaps another. Takes time in proportion to
/// the text.
///
/// `is_rare` tells whether a word, in lower case, stands in no other letter. It is asked once about each word that
/// is neither ordinary nor marked already, and about so many at most as [`RARE_ASKED_MAX`] says.
pub fn marks(text: &str, is_rare: impl Fn(&str) -> bool) -> Vec<Mark> {
    let text = beginning(text);
    let words = Words::of(text);
    let mut found = Found::default();
    let mut names = Vec::new();
    for (kind, start, end) in patterns::found(text) {
        if kind == MarkKind::Name {
            names.push((start, end));
            continue;
        }
        let (start, suggestion) = blur::of(kind, text, start, end);
        // Said as vaguely already: `twenty-something`.
        if start + suggestion.len() >= end && text[start..].starts_with(&suggestion) {
            continue;
        }
        found.claim(Mark { kind, start, end, suggestion: Some(suggestion) });
    }
    workplaces::marks(&words).into_iter().for_each(|mark| found.claim(mark));
    places::marks(&words).into_iter().for_each(|mark| found.claim(mark));
    names::marks(&words, &names).into_iter().for_each(|mark| found.claim(mark));
    rare::marks(&words, &found, is_rare).into_iter().for_each(|mark| found.claim(mark));
    found.marks.into_values().take(MARKS_MAX).collect()
}

/// The first [`MARKED_BYTES_MAX`] bytes of a text, and fewer where that would split a character.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MARKED_BYTES_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The text with every mark that has a suggestion replaced by it. The marks are those of [`marks`] for this text;
/// one that does not fit it is left out.
pub fn blurred(text: &str, marks: &[Mark]) -> String {
    let (mut blurred, mut from) = (String::with_capacity(text.len()), 0);
    for mark in marks {
        let (Some(suggestion), Some(before)) = (&mark.suggestion, text.get(from..mark.start))
        else {
            continue;
        };
        if text.is_char_boundary(mark.end) && mark.end >= mark.start {
            blurred.push_str(before);
            blurred.push_str(suggestion);
            from = mark.end;
        }
    }
    blurred.push_str(text.get(from..).unwrap_or_default());
    blurred
}

/// Marks by where they begin, none over another.
#[derive(Debug, Default)]
struct Found {
    marks: BTreeMap<usize, Mark>,
}

impl Found {
    /// Takes a mark in, if its place is free.
    fn claim(&mut self, mark: Mark) {
        if mark.start < mark.end && self.is_free(mark.start, mark.end) {
            self.marks.insert(mark.start, mark);
        }
    }

    fn is_free(&self, start: usize, end: usize) -> bool {
        self.marks.range(..end).next_back().is_none_or(|(_, before)| before.end <= start)
    }
}

#[cfg(test)]
mod tests;
