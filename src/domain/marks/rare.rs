//! Words that stand in no other letter: a hobby, a dish, a word of one valley.

use std::collections::HashMap;

use super::words::{Word, Words};
use super::{Found, Mark, MarkKind, lists};

/// Different words of one text that are looked for in the other letters, at most.
pub const RARE_ASKED_MAX: usize = 500;
/// Letters from which on a word may tell something.
const RARE_LETTERS_MIN: usize = 4;
/// Letters beyond which it is no word any more.
const RARE_LETTERS_MAX: usize = 40;

/// The rare words that are not marked already.
pub(super) fn marks(words: &Words, found: &Found, is_rare: impl Fn(&str) -> bool) -> Vec<Mark> {
    let (mut marks, mut asked): (Vec<Mark>, HashMap<&str, bool>) = (Vec::new(), HashMap::new());
    for word in words.all.iter().filter(|word| may_tell(word)) {
        if !found.is_free(word.start, word.end) {
            continue;
        }
        let is_known = asked.contains_key(word.lower.as_str());
        if !is_known && asked.len() == RARE_ASKED_MAX {
            continue;
        }
        if *asked.entry(&word.lower).or_insert_with(|| is_rare(&word.lower)) {
            marks.push(Mark {
                kind: MarkKind::Rare,
                start: word.start,
                end: word.end,
                suggestion: None,
            });
        }
    }
    marks
}

fn may_tell(word: &Word) -> bool {
    let letters = word.lower.chars().count();
    (RARE_LETTERS_MIN..=RARE_LETTERS_MAX).contains(&letters)
        && word.lower.chars().any(char::is_alphabetic)
        && !word.lower.contains('\'')
        && !word.is_common()
        && has_unusual_part(&word.lower)
}

/// Whether some part of a word with hyphens is not ordinary. `long-term` tells nothing; and to look for two words that
/// every letter has, side by side, would take the index long.
fn has_unusual_part(lower: &str) -> bool {
    lower.split('-').any(|part| !part.is_empty() && !lists::is_ordinary(part))
}
