//! How much of what gives an asker away is marked: recall and precision on letters with known marks.
//!
//! `tests/marks/dev` was written with the rules; every other folder by somebody who had not seen them. Of the letters in
//! `held` only figures are printed: nobody shall mend a rule for them.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests, and their numbers are to be read"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use unsaid::domain::{Mark, MarkKind, marks};

/// Part of the direct identifiers that must be marked.
const RECALL_MIN: f64 = 0.95;
/// The folder of letters that are held back.
const HELD_BACK: &str = "held";
/// Words that stand in a piece and tell nothing by themselves: a mark over them alone has not found it.
const BESIDE: [&str; 34] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "aunt",
    "auntie",
    "uncle",
    "father",
    "sister",
    "year",
    "years",
    "yr",
    "yrs",
    "old",
    "olds",
    "month",
    "months",
    "week",
    "weeks",
    "aged",
    "age",
    "birthday",
    "the",
    "a",
    "an",
    "of",
    "at",
    "in",
    "on",
    "and",
];

/// A letter, and what in it gives its writer away.
#[derive(Deserialize)]
struct Letter {
    text: String,
    marks: Vec<Known>,
}

#[derive(Deserialize)]
struct Known {
    kind: MarkKind,
    text: String,
}

/// What came out for one kind.
#[derive(Default)]
struct Score {
    known: usize,
    found: usize,
    /// Found to its last word.
    whole: usize,
    /// Found under the same kind.
    named: usize,
    marked: usize,
    right: usize,
}

#[test]
fn nearly_all_that_tells_directly_is_marked_in_every_folder_of_letters() {
    let mut folders: Vec<PathBuf> =
        entries(&root()).into_iter().filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(folders.iter().any(|folder| folder.ends_with("dev")));
    let mut low = Vec::new();
    for folder in folders {
        let mut scores = BTreeMap::<MarkKind, Score>::new();
        let is_open = !folder.ends_with(HELD_BACK);
        for letter in letters(&folder) {
            judge(&letter, is_open, &mut scores);
        }
        let recall = report(&folder, &scores);
        if recall < RECALL_MIN {
            low.push(format!("{}: recall is {recall:.3}", folder.display()));
        }
    }
    assert!(low.is_empty(), "{low:?}");
}

/// Compares the marks of a letter with what is known of it, and says where they differ if the letter is open.
fn judge(letter: &Letter, is_open: bool, scores: &mut BTreeMap<MarkKind, Score>) {
    let found = marks(&letter.text, |_| false);
    let known = spans(letter);
    for (kind, start, end) in &known {
        let over: Vec<&Mark> = found.iter().filter(|mark| meet(mark, *start, *end)).collect();
        let words = substance(&letter.text, *start, *end);
        let is_marked =
            |(start, end): &(usize, usize)| over.iter().any(|mark| meet(mark, *start, *end));
        let is_found = words.iter().any(is_marked);
        let score = scores.entry(*kind).or_default();
        score.known += 1;
        score.found += usize::from(is_found);
        score.whole += usize::from(words.iter().all(is_marked));
        score.named += usize::from(is_found && over.iter().any(|mark| mark.kind == *kind));
        if is_open && !words.iter().all(is_marked) {
            let what = if is_found { "in part" } else { "missed" };
            println!("{what} {kind:?}: {}", around(&letter.text, *start, *end));
        }
    }
    for mark in &found {
        let is_right = known.iter().any(|(_, start, end)| meet(mark, *start, *end));
        let score = scores.entry(mark.kind).or_default();
        score.marked += 1;
        score.right += usize::from(is_right);
        if is_open && !is_right {
            println!("too much {:?}: {}", mark.kind, around(&letter.text, mark.start, mark.end));
        }
    }
}

fn meet(mark: &Mark, start: usize, end: usize) -> bool {
    mark.start < end && start < mark.end
}

/// The words of a piece that tell something; all of it where there are none.
fn substance(text: &str, start: usize, end: usize) -> Vec<(usize, usize)> {
    let (mut words, mut from) = (Vec::new(), start);
    for word in text[start..end].split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() && !BESIDE.contains(&word.to_lowercase().as_str()) {
            words.push((from, from + word.len()));
        }
        from += word.len();
        from += text[from..].chars().next().map_or(0, char::len_utf8);
    }
    if words.is_empty() { vec![(start, end)] } else { words }
}

/// Where the known pieces stand: each behind the one before, if it stands there, or else anywhere.
fn spans(letter: &Letter) -> Vec<(MarkKind, usize, usize)> {
    let (mut spans, mut from) = (Vec::new(), 0);
    for known in &letter.marks {
        let behind = letter.text[from..].find(&known.text).map(|at| from + at);
        let start = behind.or_else(|| letter.text.find(&known.text));
        assert!(start.is_some(), "no {:?} in the letter: {}", known.text, letter.text);
        let start = start.unwrap();
        from = from.max(start + known.text.len());
        spans.push((known.kind, start, start + known.text.len()));
    }
    spans
}

/// Prints what came out, and gives the recall over all kinds that tell directly.
fn report(folder: &Path, scores: &BTreeMap<MarkKind, Score>) -> f64 {
    println!("\n{}", folder.display());
    println!("kind        known  recall   whole  same kind  marked  precision");
    let mut sum = Score::default();
    for (kind, score) in scores {
        line(&format!("{kind:?}"), score);
        sum.known += score.known;
        sum.found += score.found;
        sum.whole += score.whole;
        sum.named += score.named;
        sum.marked += score.marked;
        sum.right += score.right;
    }
    line("all", &sum);
    part(sum.found, sum.known)
}

fn line(name: &str, score: &Score) {
    let (recall, whole) = (part(score.found, score.known), part(score.whole, score.known));
    let (named, precision) = (part(score.named, score.known), part(score.right, score.marked));
    println!(
        "{name:<10} {:>6} {recall:>7.3} {whole:>7.3} {named:>10.3} {:>7} {precision:>10.3}",
        score.known, score.marked
    );
}

fn part(of: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { of as f64 / all as f64 }
}

fn around(text: &str, start: usize, end: usize) -> String {
    let mut before: Vec<char> = text[..start].chars().rev().take(30).collect();
    before.reverse();
    let before: String = before.into_iter().collect();
    let after: String = text[end..].chars().take(20).collect();
    format!("{before}[{}]{after}", &text[start..end]).replace('\n', "/")
}

fn letters(folder: &Path) -> Vec<Letter> {
    let mut files: Vec<PathBuf> = entries(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    let read = |path: PathBuf| -> Vec<Letter> {
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    };
    files.into_iter().flat_map(read).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/marks")
}
