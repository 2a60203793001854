//! What looks like a mark and is none, told by the words around it.

use super::MarkKind;

/// After a number that is then no age.
const UNITS: &str = " weeks week wks days day hours hour hrs hr minutes minute mins min months month seconds percent per \
    kg kgs kilo kilos lbs lb stone pounds pound quid euros euro dollars bucks km kms mile miles cm mm m inch inches ft \
    feet foot metres meters grams mg ml times time people men women partners others pm am oclock o'clock grand k \
    thousand hundred million degrees of again ";
/// After `10 years`, which is then how long and not how old.
const SPANS: &str =
    " married together sober clean into in with apart away older younger ago later since ";
/// After `the 5th`, which is then no day.
const COUNTED: &str = " floor time date grade century anniversary birthday wedding attempt person child year week day \
    month girl boy man woman season term round night one form trimester ";
/// Before `of 22 years`, which is then how long.
const BONDS: &str = " husband wife spouse partner boyfriend girlfriend bf gf marriage relationship friend lover fiance fiancé \
    fiancee fiancée mate hubby affair ";
/// Before a sum in words that is vague already.
const VAGUE: &str = " about around roughly some nearly almost over maybe circa approximately ";

/// Whether what a pattern of that kind found at this place tells nothing.
pub(super) fn is_excused(text: &str, kind: MarkKind, start: usize, end: usize) -> bool {
    let (mark, behind) = (&text[start..end], &text[end..]);
    match kind {
        MarkKind::Age => is_no_age(mark, behind) || is_how_long(text, start, behind),
        MarkKind::Date if mark.ends_with(char::is_alphabetic) && !mark.contains(' ') => {
            has(COUNTED, &word_after(behind).0)
        }
        MarkKind::Sum if mark.starts_with(char::is_alphabetic) => {
            has(VAGUE, &word_before(&text[..start])) && !mark.contains(|c: char| c.is_ascii_digit())
        }
        _ => false,
    }
}

fn is_no_age(mark: &str, behind: &str) -> bool {
    let is_bare = mark.chars().all(|c| c.is_alphanumeric() || c == '-' || c == ' ')
        && !mark.to_lowercase().contains("old");
    if !is_bare || mark.ends_with(['f', 'm', 'F', 'M']) {
        return false;
    }
    let mut next = behind.chars();
    match next.next() {
        Some('%' | '€' | '°' | '/' | '\'' | '"' | '’') => return true,
        Some(':' | '.' | ',') if next.next().is_some_and(|c| c.is_ascii_digit()) => return true,
        _ => {}
    }
    let (word, rest) = word_after(behind);
    if mark.ends_with("years") {
        return has(SPANS, &word);
    }
    let is_years = matches!(word.as_str(), "years" | "yrs" | "year");
    has(UNITS, &word) || is_years && has(SPANS, &word_after(rest).0)
}

/// `my husband of 22 years`.
fn is_how_long(text: &str, start: usize, behind: &str) -> bool {
    let before = text[..start].trim_end().strip_suffix("of").unwrap_or_default();
    has(BONDS, &word_before(before)) && matches!(word_after(behind).0.as_str(), "years" | "yrs")
}

/// The word that follows, in lower case, if only a blank or a hyphen parts it; and what follows that.
fn word_after(behind: &str) -> (String, &str) {
    let rest = behind.strip_prefix([' ', '-']).unwrap_or(behind);
    let length = rest.find(|c: char| !c.is_alphanumeric() && c != '\'').unwrap_or(rest.len());
    (rest[..length].to_lowercase(), &rest[length..])
}

/// The word that goes before, in lower case.
pub(super) fn word_before(before: &str) -> String {
    let before = before.trim_end_matches(' ');
    let start = before
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    before[start..].to_lowercase()
}

/// Whether a list of words with blanks around each has this one.
fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|one| one == word)
}
