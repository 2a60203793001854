//! What differs between two texts: two revisions, a letter and what is printed of it, a stale save and what stands.
//!
//! Paragraphs are compared first and the words of those that differ afterwards. The search gives up early on texts
//! that have little in common, so it never takes long; its answer is then longer than need be, and still true.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Bytes of paragraphs, old and new together, up to which their words are compared. Beyond, they are said to be
/// replaced as a whole.
pub const WORDS_COMPARED_BYTES_MAX: usize = 400_000;

/// A run of text that both texts have, or one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<'a> {
    Same(&'a str),
    Removed(&'a str),
    Added(&'a str),
}

/// A piece of both texts that belongs together: a paragraph that stayed, went, came or changed. Blank lines belong
/// to the paragraph before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    pub changes: Vec<Change<'a>>,
}

impl Passage<'_> {
    /// Whether nothing differs in it.
    pub fn is_same(&self) -> bool {
        self.changes.iter().all(|change| matches!(change, Change::Same(_)))
    }
}

/// What leads from the old text to the new one. All that is same or removed, joined, is the old text; all that is
/// same or added is the new one; no run is empty.
pub fn differences<'a>(old: &'a str, new: &'a str) -> Vec<Passage<'a>> {
    let (olds, news) = (Pieces::paragraphs(old), Pieces::paragraphs(new));
    let mut passages = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &olds.pieces, &news.pieces) {
        let (gone, come) = (op.old_range(), op.new_range());
        match op {
            DiffOp::Equal { .. } => passages.extend(alone(&olds, gone, Change::Same)),
            DiffOp::Delete { .. } => passages.extend(alone(&olds, gone, Change::Removed)),
            DiffOp::Insert { .. } => passages.extend(alone(&news, come, Change::Added)),
            DiffOp::Replace { .. } => {
                passages.extend(by_words(olds.joined(gone), news.joined(come)));
            }
        }
    }
    passages
}

/// Each paragraph as a passage.
fn alone<'a, 's>(
    texts: &'s Pieces<'a>,
    range: Range<usize>,
    change: fn(&'a str) -> Change<'a>,
) -> impl Iterator<Item = Passage<'a>> + use<'a, 's> {
    range.map(move |at| Passage { changes: vec![change(texts.joined(at..at + 1))] })
}

/// What differs between changed paragraphs, parted where both texts have a paragraph's end.
fn by_words<'a>(old: &'a str, new: &'a str) -> Vec<Passage<'a>> {
    if old.len() + new.len() > WORDS_COMPARED_BYTES_MAX {
        return vec![Passage { changes: vec![Change::Removed(old), Change::Added(new)] }];
    }
    let (olds, news) = (Pieces::words(old), Pieces::words(new));
    let ops = capture_diff_slices(Algorithm::Myers, &olds.pieces, &news.pieces);
    let (mut passages, mut changes) = (Vec::new(), Vec::new());
    for (gone, come) in tidied(&ops, &olds) {
        if gone.is_same {
            for part in Pieces::paragraphs(olds.joined(gone.range)).pieces {
                changes.push(Change::Same(part));
                if ends_paragraph(part) {
                    passages.push(Passage { changes: std::mem::take(&mut changes) });
                }
            }
            continue;
        }
        let (gone, come) = (olds.joined(gone.range), news.joined(come));
        changes.extend((!gone.is_empty()).then_some(Change::Removed(gone)));
        changes.extend((!come.is_empty()).then_some(Change::Added(come)));
    }
    passages.extend((!changes.is_empty()).then_some(Passage { changes }));
    passages
}

/// A run of old words, and whether the new text has it too.
struct Run {
    range: Range<usize>,
    is_same: bool,
}

/// The runs with the new words that go with each. A blank between two changed words changes with them, so that a
/// rewritten sentence reads as one.
fn tidied(ops: &[DiffOp], olds: &Pieces) -> Vec<(Run, Range<usize>)> {
    let mut runs: Vec<(Run, Range<usize>)> = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        let (old, new) = (op.old_range(), op.new_range());
        let is_between = at > 0 && at + 1 < ops.len();
        let is_blank = is_between && olds.joined(old.clone()).chars().all(|c| c == ' ');
        let is_same = matches!(op, DiffOp::Equal { .. }) && !is_blank;
        match runs.last_mut() {
            Some((run, come)) if !run.is_same && !is_same => {
                (run.range.end, come.end) = (old.end, new.end);
            }
            _ => runs.push((Run { range: old, is_same }, new)),
        }
    }
    runs
}

/// A text in pieces that follow each other.
struct Pieces<'a> {
    text: &'a str,
    pieces: Vec<&'a str>,
    /// Where each piece begins, and where the last ends.
    starts: Vec<usize>,
}

impl<'a> Pieces<'a> {
    fn of(text: &'a str, length: impl Fn(&str) -> usize) -> Self {
        let (mut pieces, mut starts, mut from) = (Vec::new(), vec![0], 0);
        while from < text.len() {
            let end = from + length(&text[from..]);
            pieces.push(&text[from..end]);
            starts.push(end);
            from = end;
        }
        Self { text, pieces, starts }
    }

    /// Paragraphs with the line breaks behind them, two or more.
    fn paragraphs(text: &'a str) -> Self {
        Self::of(text, |rest| {
            let Some(end) = rest.find("\n\n") else { return rest.len() };
            let breaks = rest[end..].find(|c| c != '\n').unwrap_or(rest.len() - end);
            end + breaks
        })
    }

    /// Words, runs of blanks, and single other characters.
    fn words(text: &'a str) -> Self {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        Self::of(text, |rest| {
            let Some(first) = rest.chars().next() else { return 0 };
            let length = if is_word(first) {
                rest.find(|c| !is_word(c))
            } else if first == ' ' {
                rest.find(|c| c != ' ')
            } else {
                Some(first.len_utf8())
            };
            length.unwrap_or(rest.len())
        })
    }

    fn joined(&self, range: Range<usize>) -> &'a str {
        &self.text[self.starts[range.start]..self.starts[range.end]]
    }
}

fn ends_paragraph(part: &str) -> bool {
    part.ends_with("\n\n")
}

#[cfg(test)]
#[path = "diff_tests.rs"]
mod tests;
