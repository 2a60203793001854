//! Employers in letters without capitals: `i work at greggs`.

use super::words::Words;
use super::{Mark, MarkKind, blur, lists};

/// Words of an employer's name, at most.
const EMPLOYER_WORDS_MAX: usize = 3;
/// Words that may stand between `work` and `for`.
const BETWEEN_MAX: usize = 2;
const WORKING: [&str; 12] = [
    "work", "works", "worked", "working", "job", "shifts", "intern", "teach", "teaches", "study",
    "studying", "employed",
];

/// The workplaces that stand behind `work at` or `work for`, capitals or none.
pub(super) fn marks(words: &Words) -> Vec<Mark> {
    (1..words.all.len()).filter_map(|at| mark(words, at)).collect()
}

fn mark(words: &Words, at: usize) -> Option<Mark> {
    if !matches!(words.all[at].lower.as_str(), "at" | "for" | "by") || words.all[at].first {
        return None;
    }
    let works = (1..=BETWEEN_MAX + 1).any(|back| WORKING.contains(&words.lower_before(at, back)));
    let mut from = at + 1;
    while matches!(words.all.get(from)?.lower.as_str(), "the" | "a" | "an" | "my" | "our") {
        from += 1;
    }
    let may_tell =
        |word: &&super::words::Word| word.is_adjacent() && !word.first && !word.is_common();
    let count = words.all[from..].iter().take(EMPLOYER_WORDS_MAX).take_while(may_tell).count();
    let last = words.all.get((from + count).checked_sub(1)?)?;
    let is_place = lists::place(&words.all[from].lower).is_some();
    let is_person = lists::is_first_name(&words.all[from].lower);
    if !works || count == 0 || is_place && count == 1 || is_person && count == 1 {
        return None;
    }
    let (start, end) = (words.all[from].start, last.end);
    let (start, suggestion) = blur::of(MarkKind::Workplace, words.text, start, end);
    Some(Mark { kind: MarkKind::Workplace, start, end, suggestion: Some(suggestion) })
}
