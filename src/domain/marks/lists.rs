//! Words that the marks go by: first names, places, ordinary words. Where the lists come from stands in
//! `assets/words/README.md`.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that a name follows.
const TITLES: [&str; 26] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "doctor",
    "rev",
    "reverend",
    "fr",
    "father",
    "sister",
    "brother",
    "uncle",
    "aunt",
    "auntie",
    "aunty",
    "nurse",
    "pastor",
    "coach",
    "herr",
    "frau",
    "st",
    "sir",
];

/// Those of them that are short for something, and so have a period.
const SHORT_TITLES: [&str; 9] = ["mr", "mrs", "ms", "mx", "dr", "prof", "rev", "fr", "st"];

/// People whom a letter names by what they are to the writer.
const KIN: [&str; 72] = [
    "husband",
    "wife",
    "partner",
    "boyfriend",
    "girlfriend",
    "bf",
    "gf",
    "fiance",
    "fiancé",
    "fiancee",
    "fiancée",
    "ex",
    "ex-husband",
    "ex-wife",
    "ex-boyfriend",
    "ex-girlfriend",
    "son",
    "daughter",
    "brother",
    "sister",
    "mum",
    "mom",
    "mother",
    "dad",
    "father",
    "friend",
    "mate",
    "boss",
    "colleague",
    "coworker",
    "co-worker",
    "cousin",
    "uncle",
    "aunt",
    "auntie",
    "nephew",
    "niece",
    "neighbour",
    "neighbor",
    "flatmate",
    "housemate",
    "roommate",
    "therapist",
    "counsellor",
    "counselor",
    "teacher",
    "doctor",
    "gp",
    "manager",
    "captain",
    "sponsor",
    "pastor",
    "priest",
    "vicar",
    "hubby",
    "missus",
    "lover",
    "crush",
    "bestie",
    "stepson",
    "stepdaughter",
    "stepdad",
    "stepmum",
    "stepmom",
    "grandson",
    "granddaughter",
    "twin",
    "mother-in-law",
    "father-in-law",
    "sister-in-law",
    "brother-in-law",
    "dog",
];

static NAMES: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../../../assets/words/first-names.txt").lines().collect());
static ORDINARY: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../../assets/words/ordinary.txt").lines().collect());
static PLACES: LazyLock<Vec<(&str, PlaceSize)>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/words/places.txt").lines();
    lines.filter_map(|line| line.split_once('\t')).map(|(name, size)| (name, size.into())).collect()
});
static CAPITALS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    super::patterns::FILE
        .as_ref()
        .map(|file| file.capitals.iter().cloned().collect())
        .unwrap_or_default()
});

/// How much a place's name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlaceSize {
    /// A city of 300,000 people and more.
    City,
    Town,
    Region,
    Country,
}

impl From<&str> for PlaceSize {
    fn from(letter: &str) -> Self {
        match letter {
            "b" => Self::City,
            "r" => Self::Region,
            "c" => Self::Country,
            _ => Self::Town,
        }
    }
}

/// Whether a lower-case word is a first name, which may be an ordinary word too.
pub(super) fn is_first_name(lower: &str) -> bool {
    NAMES.binary_search(&lower).is_ok() || parts_are_names(lower)
}

/// `jean-luc`: both halves are names.
fn parts_are_names(lower: &str) -> bool {
    lower.split_once('-').is_some_and(|(one, other)| {
        NAMES.binary_search(&one).is_ok() && NAMES.binary_search(&other).is_ok()
    })
}

/// Whether a lower-case word is one of the ten thousand or so that anybody writes.
pub(super) fn is_ordinary(lower: &str) -> bool {
    ORDINARY.contains(lower)
}

/// Whether a lower-case word usually has a capital without being a name that tells.
pub(super) fn is_usual_capital(lower: &str) -> bool {
    CAPITALS.contains(lower)
}

pub(super) fn is_title(lower: &str) -> bool {
    TITLES.contains(&lower)
}

pub(super) fn is_short_title(lower: &str) -> bool {
    SHORT_TITLES.contains(&lower)
}

pub(super) fn is_kin(lower: &str) -> bool {
    KIN.contains(&lower)
}

/// The place of that lower-case name, its words parted by one blank.
pub(super) fn place(lower: &str) -> Option<PlaceSize> {
    let at = PLACES.binary_search_by_key(&lower, |(name, _)| name).ok()?;
    PLACES.get(at).map(|(_, size)| *size)
}

/// Whether a place of several words begins with this lower-case one.
pub(super) fn begins_place(lower: &str) -> bool {
    let at = PLACES.partition_point(|(name, _)| *name < lower);
    // A hyphen and the like sort between a word and its continuation after a blank never: the blank is the least.
    let next = PLACES[at..].iter().find(|(name, _)| *name != lower);
    next.is_some_and(|(name, _)| name.strip_prefix(lower).is_some_and(|rest| rest.starts_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_so_that_bisection_finds_all_in_them() {
        assert!(NAMES.is_sorted_by(|a, b| a < b) && NAMES.len() > 10_000);
        assert!(PLACES.is_sorted_by(|a, b| a.0 < b.0) && PLACES.len() > 10_000);
        assert!(ORDINARY.len() > 10_000 && CAPITALS.len() > 100);
    }

    #[test]
    fn a_place_of_two_words_is_found_by_its_first() {
        assert!(begins_place("wagga") && begins_place("new") && !begins_place("leeds"));
        assert_eq!(place("wagga wagga"), Some(PlaceSize::Town));
        assert_eq!(place("india"), Some(PlaceSize::Country));
        assert_eq!(place("nowhere at all"), None);
    }
}
