//! What differs between two texts: two revisions, a letter and what is printed of it, a stale save and what stands.
//!
//! Paragraphs are compared first and the words of those that differ afterwards, within a budget: an answer may be
//! longer than need be, and is still true.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Pairs of pieces (old times new, what both begin and end with left out) that one comparison may have to look at in
/// the worst case. It keeps two texts of 100,000 characters that have nothing in common below 50 milliseconds.
pub const PAIRS_COMPARED_MAX: usize = 60_000_000;

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
///
/// Texts too different to be compared within [`PAIRS_COMPARED_MAX`] are compared by paragraphs alone, or are said to
/// be replaced as a whole.
pub fn differences<'a>(old: &'a str, new: &'a str) -> Vec<Passage<'a>> {
    let (olds, news) = (Pieces::paragraphs(old), Pieces::paragraphs(new));
    let mut budget = PAIRS_COMPARED_MAX;
    let mut passages = Vec::new();
    for Run { is_same, gone, come } in runs(&olds, &news, &mut budget) {
        if is_same {
            passages.extend(alone(&olds, gone, Change::Same));
        } else if gone.is_empty() || come.is_empty() {
            passages.extend(alone(&olds, gone, Change::Removed));
            passages.extend(alone(&news, come, Change::Added));
        } else if gone.len() == come.len() {
            // As many as before: each was changed in its place.
            for (gone, come) in gone.zip(come) {
                let (old, new) = (olds.joined(gone..gone + 1), news.joined(come..come + 1));
                passages.extend(by_words(old, new, &mut budget));
            }
        } else {
            passages.extend(by_words(olds.joined(gone), news.joined(come), &mut budget));
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
fn by_words<'a>(old: &'a str, new: &'a str, budget: &mut usize) -> Vec<Passage<'a>> {
    let (olds, news) = (Pieces::words(old), Pieces::words(new));
    let (mut passages, mut changes) = (Vec::new(), Vec::new());
    for Run { is_same, gone, come } in tidied(runs(&olds, &news, budget), &olds) {
        let (gone, come) = (olds.joined(gone), news.joined(come));
        if is_same {
            for part in Pieces::paragraphs(gone).pieces {
                changes.push(Change::Same(part));
                if part.ends_with("\n\n") {
                    passages.push(Passage { changes: std::mem::take(&mut changes) });
                }
            }
            continue;
        }
        changes.extend((!gone.is_empty()).then_some(Change::Removed(gone)));
        changes.extend((!come.is_empty()).then_some(Change::Added(come)));
    }
    passages.extend((!changes.is_empty()).then_some(Passage { changes }));
    passages
}

/// Old pieces with the new ones in their place.
struct Run {
    is_same: bool,
    gone: Range<usize>,
    come: Range<usize>,
}

/// What is same and what is not, in turn; all between what both begin and end with is one change where the budget
/// does not suffice to compare it.
fn runs(olds: &Pieces, news: &Pieces, budget: &mut usize) -> Vec<Run> {
    let (old, new) = (&olds.pieces, &news.pieces);
    let begin = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[begin..], &new[begin..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let run = |is_same, gone, come| Run { is_same, gone, come };

    let mut runs = vec![run(true, 0..begin, 0..begin)];
    let (behind_old, behind_new) = (begin + old.len(), begin + new.len());
    match budget.checked_sub(old.len().saturating_mul(new.len())) {
        Some(left) => {
            *budget = left;
            for op in capture_diff_slices(Algorithm::Myers, old, new) {
                let (is_same, gone, come) =
                    (op.tag() == DiffTag::Equal, op.old_range(), op.new_range());
                let shifted = |range: Range<usize>| begin + range.start..begin + range.end;
                runs.push(run(is_same, shifted(gone), shifted(come)));
            }
        }
        None => runs.push(run(false, begin..behind_old, begin..behind_new)),
    }
    runs.push(run(true, behind_old..behind_old + end, behind_new..behind_new + end));
    runs.retain(|run| !run.gone.is_empty() || !run.come.is_empty());
    runs
}

/// The runs with the blanks between two changes changed as well, so that a rewritten sentence reads as one.
fn tidied(runs: Vec<Run>, olds: &Pieces) -> Vec<Run> {
    let last = runs.len().saturating_sub(1);
    let mut tidied: Vec<Run> = Vec::new();
    for (at, run) in runs.into_iter().enumerate() {
        let is_blank =
            at > 0 && at < last && olds.joined(run.gone.clone()).chars().all(|c| c == ' ');
        let is_same = run.is_same && !is_blank;
        match tidied.last_mut() {
            Some(before) if before.is_same == is_same => {
                (before.gone.end, before.come.end) = (run.gone.end, run.come.end);
            }
            _ => tidied.push(Run { is_same, ..run }),
        }
    }
    tidied
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

#[cfg(test)]
#[path = "diff_tests.rs"]
mod tests;
