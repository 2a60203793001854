//! The words that receipts are made of: the EFF's large list without its four hyphenated words.

use std::sync::LazyLock;

/// How many words the list has.
#[cfg(test)]
pub(super) const WORDS: usize = 7772;

/// Edits (letters added, dropped, changed, or two neighbours swapped) up to which a word is taken for a misspelling.
const EDITS_MAX: usize = 2;

/// Letters of the longest word on the list.
const WORD_CHARS_MAX: usize = 9;

/// The list, sorted, so that a word is found by bisection and named by its place.
static LIST: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("../../assets/words/eff-large.txt").lines().collect());

/// The word at `place`, counted from 0, of the sorted list.
pub(super) fn at(place: u16) -> Option<&'static str> {
    LIST.get(usize::from(place)).copied()
}

/// The place of a lower-case word.
pub(super) fn place(word: &str) -> Option<u16> {
    let place = LIST.binary_search(&word).ok()?;
    u16::try_from(place).ok()
}

/// The word of the list that is the fewest edits away from `typed`, the first such, and none beyond two edits.
pub(super) fn nearest(typed: &str) -> Option<&'static str> {
    let typed: Vec<char> = typed.chars().take(WORD_CHARS_MAX + EDITS_MAX + 1).collect();
    // `min_by_key` keeps the first of equals, so ties go by the list's order.
    LIST.iter()
        .filter(|word| word.len().abs_diff(typed.len()) <= EDITS_MAX)
        .map(|word| (edits(&typed, word), *word))
        .min_by_key(|(edits, _)| *edits)
        .filter(|(edits, _)| *edits <= EDITS_MAX)
        .map(|(_, word)| word)
}

/// The optimal string alignment distance: the Levenshtein distance in which a swap of neighbours is one edit.
fn edits(typed: &[char], word: &str) -> usize {
    let word = word.as_bytes();
    // Three rows of the table suffice: the one being filled, the one above, and the one above that for swaps. They
    // are as wide as the longest word, so that trying all 7772 words allocates nothing.
    let mut before_last = [0; WORD_CHARS_MAX + 1];
    let mut last: [usize; WORD_CHARS_MAX + 1] = std::array::from_fn(|j| j);
    for (i, &typed_char) in typed.iter().enumerate() {
        let mut row = [i + 1; WORD_CHARS_MAX + 1];
        for (j, &letter) in word.iter().enumerate() {
            let same = typed_char == char::from(letter);
            let mut cost = (last[j] + usize::from(!same)).min(last[j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0
                && j > 0
                && typed_char == char::from(word[j - 1])
                && typed[i - 1] == char::from(letter);
            if swapped {
                cost = cost.min(before_last[j - 1] + 1);
            }
            row[j + 1] = cost;
        }
        before_last = last;
        last = row;
    }
    last[word.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_pinned_sorted_and_of_plain_letters() {
        assert_eq!(LIST.len(), WORDS);
        assert!(LIST.is_sorted_by(|a, b| a < b));
        assert!(LIST.iter().all(|word| word.bytes().all(|letter| letter.is_ascii_lowercase())));
        assert_eq!(LIST.iter().map(|word| word.len()).max(), Some(WORD_CHARS_MAX));
        assert_eq!((LIST[0], LIST[WORDS - 1]), ("abacus", "zoom"));
        assert_eq!(include_bytes!("../../assets/words/eff-large.txt").len(), 62_111);
    }

    #[test]
    fn every_word_is_found_at_its_place_and_no_other_is() {
        for (i, word) in LIST.iter().enumerate() {
            assert_eq!(place(word).and_then(at), Some(*word));
            assert_eq!(place(word).map(usize::from), Some(i));
        }
        for word in ["", "yo-yo", "abacu", "Abacus", "zzz"] {
            assert_eq!(place(word), None);
        }
        assert_eq!(at(WORDS as u16), None);
        assert_eq!(at(u16::MAX), None);
    }

    #[test]
    fn edits_count_one_for_each_slip_of_the_finger() {
        let cases = [
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("ab", "abc", 1),
            ("abcd", "abc", 1),
            ("axc", "abc", 1),
            ("acb", "abc", 1),
            ("ca", "abc", 3),
            ("é", "abc", 3),
        ];
        for (typed, word, expected) in cases {
            let typed: Vec<char> = typed.chars().collect();
            assert_eq!(edits(&typed, word), expected, "{typed:?} {word}");
        }
    }

    #[test]
    fn a_misspelt_word_is_recognised_within_two_edits() {
        let cases = [
            ("abaucs", Some("abacus")),
            ("abacuss", Some("abacus")),
            ("zoomm", Some("zoom")),
            // As near as `zoom`, and before it on the list.
            ("zom", Some("mom")),
            ("qqqqq", None),
            ("abandonmentss", None),
            ("", None),
        ];
        for (typed, expected) in cases {
            assert_eq!(nearest(typed), expected, "{typed}");
        }
    }
}
