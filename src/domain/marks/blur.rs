//! Vaguer words for what was found. They are words of the letter, not of the desk, so they stand here.

use super::MarkKind;
use super::excuses::word_before;
use super::lists::PlaceSize;
use super::money;
use super::words::Word;
use super::{ages, dates};

/// What stands in a workplace's name, and what the workplace may be called instead.
const WORKPLACES: [(&str, &str); 17] = [
    ("hospital", "a hospital"),
    ("infirmary", "a hospital"),
    ("klinik", "a hospital"),
    ("clinic", "a clinic"),
    ("surgery", "a surgery"),
    ("universit", "a university"),
    ("school", "a school"),
    ("primary", "a school"),
    ("academy", "a school"),
    ("college", "a college"),
    ("gymnasium", "a school"),
    ("church", "a church"),
    ("bank", "a bank"),
    ("sparkasse", "a bank"),
    ("police", "the police"),
    ("council", "a council"),
    ("the only", "one of the few"),
];

/// What stands instead of a mark of that kind, and where the piece that it replaces begins: words like `on the`
/// before a date go with it.
pub(super) fn of(kind: MarkKind, text: &str, start: usize, end: usize) -> (usize, String) {
    let mark = &text[start..end];
    let fixed = match kind {
        MarkKind::Date => return dates::suggestion(text, start, end),
        MarkKind::Age => return ages::suggestion(text, start, end),
        MarkKind::Workplace => {
            return (
                before_the(text, start),
                like_first(text, before_the(text, start), workplace(mark)),
            );
        }
        MarkKind::Place => return place(text, start, None),
        MarkKind::Sum => money::suggestion(mark),
        MarkKind::Mail => "(my mail address)".to_owned(),
        MarkKind::Link => "(a link)".to_owned(),
        MarkKind::Phone => "(my number)".to_owned(),
        MarkKind::Handle => "(a name on the net)".to_owned(),
        MarkKind::Street => "(my address)".to_owned(),
        MarkKind::Name | MarkKind::Rare => "…".to_owned(),
    };
    (start, fixed)
}

fn workplace(name: &str) -> String {
    let lower = name.to_lowercase();
    let known = WORKPLACES.iter().find(|(part, _)| lower.contains(part));
    known.map_or("a company", |(_, vague)| vague).to_owned()
}

/// What stands instead of a place's name.
pub(super) fn place(text: &str, start: usize, size: Option<PlaceSize>) -> (usize, String) {
    let vague = match size {
        Some(PlaceSize::City) => "a big city",
        Some(PlaceSize::Town) => "a town",
        Some(PlaceSize::Region) => "my part of the country",
        Some(PlaceSize::Country) => "my country",
        None => "a small place",
    };
    let start = before_the(text, start);
    (start, like_first(text, start, vague.to_owned()))
}

/// What stands instead of a name: who it is, or the first letter.
pub(super) fn name(first: &Word, role: Option<String>) -> String {
    let initial =
        || first.text.chars().next().map_or_else(String::new, |c| format!("{}.", c.to_uppercase()));
    let name = role.unwrap_or_else(initial);
    if first.first { capitalised(&name) } else { name }
}

/// Where the words begin if `the` before them belongs to them.
fn before_the(text: &str, start: usize) -> usize {
    if word_before(&text[..start]) == "the" && text[..start].ends_with(' ') {
        start - 4
    } else {
        start
    }
}

/// With a capital, if what is replaced has one at the beginning of the text or of a sentence.
pub(super) fn like_first(text: &str, start: usize, vague: String) -> String {
    let before = text[..start].trim_end();
    let is_first = before.is_empty() || before.ends_with(['.', '!', '?']);
    if is_first { capitalised(&vague) } else { vague }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
