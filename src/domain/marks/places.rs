//! Cities, towns, regions and countries, by the list of places and by the words before them.

use super::lists::{self, PlaceSize};
use super::words::Words;
use super::{Mark, MarkKind, blur};

/// Words of the longest place on the list.
const PLACE_WORDS_MAX: usize = 4;
/// Letters from which on a place of the list counts without a capital.
const LOWER_LETTERS_MIN: usize = 4;
/// Words that a place follows.
const BEFORE: [&str; 10] =
    ["in", "from", "near", "around", "outside", "across", "to", "at", "of", "visited"];
/// Of these, the ones that hardly anything but a place follows when it has a capital and is on no list.
const SURELY_BEFORE: [&str; 7] = ["in", "from", "near", "around", "outside", "across", "visited"];
/// Before `in` and `to`: so a place follows, even if it is an ordinary word without a capital.
const LIVING: [&str; 12] = [
    "live", "lives", "lived", "living", "moved", "moving", "based", "born", "grew", "raised", "up",
    "flat",
];

/// The places of a text.
pub(super) fn marks(words: &Words) -> Vec<Mark> {
    let (mut marks, mut at) = (Vec::new(), 0);
    while at < words.all.len() {
        match longest(words, at) {
            Some((count, size)) => {
                let (until, size) = with_its_region(words, at + count, size);
                marks.push(mark(words, at, until, Some(size)));
                at = until;
            }
            None if is_unlisted(words, at) => {
                let until = words.all.len().min(at + proper_words(words, at));
                marks.push(mark(words, at, until, None));
                at = until;
            }
            None => at += 1,
        }
    }
    marks
}

fn mark(words: &Words, at: usize, until: usize, size: Option<PlaceSize>) -> Mark {
    let (start, end) = (words.all[at].start, words.all[until - 1].end);
    let (start, suggestion) = blur::place(words.text, start, size);
    Mark { kind: MarkKind::Place, start, end, suggestion: Some(suggestion) }
}

/// How many words make the longest place of the list that begins here.
fn longest(words: &Words, at: usize) -> Option<(usize, PlaceSize)> {
    let first = &words.all[at];
    let mut found = None;
    if let Some(size) = lists::place(&first.lower).filter(|_| is_place_alone(words, at)) {
        found = Some((1, size));
    }
    if !lists::begins_place(&first.lower) {
        return found;
    }
    let mut name = first.lower.clone();
    for (count, word) in words.all[at..].iter().enumerate().take(PLACE_WORDS_MAX).skip(1) {
        if !matches!(word.gap, " " | "\u{a0}" | "-") || word.first {
            break;
        }
        name.push(' ');
        name.push_str(&word.lower);
        if let Some(size) = lists::place(&name).filter(|_| is_place_together(words, at, count)) {
            found = Some((count + 1, size));
        }
    }
    found
}

/// Whether a single word that is on the list means the place here.
fn is_place_alone(words: &Words, at: usize) -> bool {
    let word = &words.all[at];
    let follows = BEFORE.contains(&words.lower_before(at, 1))
        || words.lower_before(at, 1) == "the" && BEFORE.contains(&words.lower_before(at, 2));
    let (is_ordinary, is_name) = (word.is_common(), lists::is_first_name(&word.lower));
    if is_ordinary && !word.capital {
        return matches!(words.lower_before(at, 1), "in" | "to" | "from")
            && LIVING.contains(&words.lower_before(at, 2));
    }
    if is_ordinary {
        // `Reading` may begin a sentence about books.
        return !word.first && (follows || !is_name) && !word.has_usual_capital();
    }
    if word.capital && word.is_adjacent() && is_first_name_before(words, at) {
        return false;
    }
    if word.capital { !is_name || follows } else { follows || !is_name && is_long(&word.lower) }
}

/// `Fiona Marsden` is nobody's home town.
fn is_first_name_before(words: &Words, at: usize) -> bool {
    words
        .before(at, 1)
        .is_some_and(|name| name.capital && lists::is_first_name(&name.lower) && !name.is_common())
}

/// Whether the words from `at`, and `more` behind it, mean the place of that name.
fn is_place_together(words: &Words, at: usize, more: usize) -> bool {
    let all = &words.all[at..=at + more];
    all.iter().all(|word| word.capital || word.lower.len() <= 2)
        || all.iter().any(|word| !word.is_common())
        || BEFORE.contains(&words.lower_before(at, 1))
}

fn is_long(lower: &str) -> bool {
    lower.chars().nth(LOWER_LETTERS_MIN - 1).is_some()
}

/// Whether a proper name that is on no list stands where a place does.
fn is_unlisted(words: &Words, at: usize) -> bool {
    words.all[at].is_proper()
        && words.all[at].is_adjacent()
        && SURELY_BEFORE.contains(&words.lower_before(at, 1))
        && !lists::is_first_name(&words.all[at].lower)
}

/// How many words with capitals follow each other from here.
fn proper_words(words: &Words, at: usize) -> usize {
    let next = |word: &&super::words::Word| word.is_adjacent() && word.capital && !word.first;
    1 + words.all[at + 1..].iter().take(PLACE_WORDS_MAX - 1).take_while(next).count()
}

/// `Columbus, Ohio` is one place, told by its smaller part.
fn with_its_region(words: &Words, until: usize, size: PlaceSize) -> (usize, PlaceSize) {
    let Some(next) = words.all.get(until).filter(|next| next.gap == ", ") else {
        return (until, size);
    };
    let is_region =
        matches!(lists::place(&next.lower), Some(PlaceSize::Region | PlaceSize::Country));
    if is_region && !next.is_common() { (until + 1, size) } else { (until, size) }
}
