//! How much of what gives an asker away is marked: recall and precision on letters with known marks.
//!
//! `tests/marks/dev` was written with the rules; every other folder by somebody who had not seen them.

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
    for folder in folders {
        let mut scores = BTreeMap::<MarkKind, Score>::new();
        for letter in letters(&folder) {
            judge(&letter, &mut scores);
        }
        let recall = report(&folder, &scores);
        assert!(recall >= RECALL_MIN, "{}: recall is {recall:.3}", folder.display());
    }
}

/// Compares the marks of a letter with what is known of it. A known piece is found when a mark overlaps it.
fn judge(letter: &Letter, scores: &mut BTreeMap<MarkKind, Score>) {
    let found = marks(&letter.text, |_| false);
    let known = spans(letter);
    for (kind, start, end) in &known {
        let over: Vec<&Mark> =
            found.iter().filter(|mark| mark.start < *end && *start < mark.end).collect();
        let score = scores.entry(*kind).or_default();
        score.known += 1;
        score.found += usize::from(!over.is_empty());
        score.named += usize::from(over.iter().any(|mark| mark.kind == *kind));
        if over.is_empty() {
            println!("missed {kind:?}: {}", around(&letter.text, *start, *end));
        }
    }
    for mark in &found {
        let is_right = known.iter().any(|(_, start, end)| mark.start < *end && *start < mark.end);
        let score = scores.entry(mark.kind).or_default();
        score.marked += 1;
        score.right += usize::from(is_right);
        if !is_right {
            println!("too much {:?}: {}", mark.kind, around(&letter.text, mark.start, mark.end));
        }
    }
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
    println!("\n{}\nkind        known  recall  same kind  marked  precision", folder.display());
    let part = |of: usize, all: usize| if all == 0 { 1.0 } else { of as f64 / all as f64 };
    let mut sum = Score::default();
    for (kind, score) in scores {
        let (recall, named) = (part(score.found, score.known), part(score.named, score.known));
        let precision = part(score.right, score.marked);
        let name = format!("{kind:?}");
        println!(
            "{name:<10} {:>6} {recall:>7.3} {named:>10.3} {:>7} {precision:>10.3}",
            score.known, score.marked
        );
        sum.known += score.known;
        sum.found += score.found;
        sum.named += score.named;
        sum.marked += score.marked;
        sum.right += score.right;
    }
    let recall = part(sum.found, sum.known);
    println!(
        "all        {:>6} {recall:>7.3} {:>10.3} {:>7} {:>10.3}",
        sum.known,
        part(sum.named, sum.known),
        sum.marked,
        part(sum.right, sum.marked)
    );
    recall
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
