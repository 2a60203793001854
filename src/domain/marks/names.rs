//! Names of people, by the list of first names, by capitals within sentences, and by the words before them.

use std::collections::HashMap;

use super::words::{Word, Words};
use super::{Mark, MarkKind, blur, lists};

/// Words of a name, at most.
const NAME_WORDS_MAX: usize = 4;
/// Letters from which on a name of the list counts without a capital.
const LOWER_LETTERS_MIN: usize = 4;
/// Names that are such ordinary words that they need a capital, even after `my husband`.
const NEVER_LOWER: [&str; 12] = [
    "will", "may", "hope", "chance", "rich", "young", "love", "rose", "grant", "guy", "pat", "art",
];
/// After a name at the beginning of a sentence that is an ordinary word too: so somebody does something.
const DOING: [&str; 30] = [
    "is", "was", "has", "had", "and", "says", "said", "told", "tells", "thinks", "thought",
    "wants", "wanted", "works", "knows", "lives", "came", "left", "asked", "never", "also",
    "loves", "hates", "moved", "met", "got", "went", "just", "keeps", "does",
];
/// Behind a name with an `s` that lost its apostrophe: `at jades house`.
const OWNED: [&str; 20] = [
    "house", "party", "place", "flat", "room", "bed", "car", "phone", "mum", "mom", "dad",
    "mother", "father", "brother", "sister", "husband", "wife", "birthday", "parents", "mate",
];
/// Before a name, when there is no capital to tell.
const NAMING: [&str; 6] = ["called", "named", "name's", "hi", "dear", "hey"];

/// Names by their first word in lower case, and what the person is to the writer: `my husband`.
type People = HashMap<String, Option<String>>;

/// The names of a text. `known` are ranges of bytes that patterns told to be names.
pub(super) fn marks(words: &Words, known: &[(usize, usize)]) -> Vec<Mark> {
    let mut spans: Vec<(usize, usize)> = known_spans(words, known);
    let mut at = 0;
    while at < words.all.len() {
        let count = if is_name(words, at) { name_words(words, at) } else { 0 };
        if count > 0 {
            spans.push((at, at + count));
        }
        at += count.max(1);
    }
    let people = people(words, &spans);
    spans.extend(again(words, &people));
    // Of two that begin with the same word the longer one has the place.
    spans.sort_by_key(|(at, until)| (*at, usize::MAX - until));
    let marks = spans.into_iter().map(|(at, until)| mark(words, at, until, &people));
    marks.collect()
}

/// The words that ranges of bytes cover.
fn known_spans(words: &Words, known: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let place = |byte: usize| words.all.partition_point(|word| word.end <= byte);
    let spans = known.iter().map(|(start, end)| (place(*start), place(end.saturating_sub(1)) + 1));
    spans.filter(|(at, until)| at < until && *until <= words.all.len()).collect()
}

/// Whether the word at `at` begins a name.
fn is_name(words: &Words, at: usize) -> bool {
    let word = &words.all[at];
    let is_listed = lists::is_first_name(&word.lower);
    if word.has_usual_capital() && !(is_listed && word.capital && !word.first) {
        return false;
    }
    let before = words.lower_before(at, 1);
    if follows_title(words, at) {
        return word.capital || is_listed || !word.is_common();
    }
    if lists::is_title(&word.lower) && !is_listed || has_digit(word) {
        return false;
    }
    match (is_listed, word.capital) {
        (false, false) => is_unlisted(words, at) || is_owner(words, at),
        (false, true) if word.first => {
            !word.is_common() && !word.shouted && DOING.contains(&words.lower_after(at))
        }
        (false, true) => word.is_proper() && word.text.len() > 2,
        (true, true) if word.first && word.is_common() => DOING.contains(&words.lower_after(at)),
        (true, true) => !word.is_common() || !word.shouted,
        (true, false) if word.is_common() => {
            (lists::is_kin(before) || NAMING.contains(&before))
                && !NEVER_LOWER.contains(&word.lower.as_str())
        }
        (true, false) => is_long(&word.lower) || lists::is_kin(before) || NAMING.contains(&before),
    }
}

/// Whether a word without a capital, and on no list, stands where a name does: `my missus bec`, `a bloke called damo`.
fn is_unlisted(words: &Words, at: usize) -> bool {
    let (word, before) = (&words.all[at], words.lower_before(at, 1));
    let may_be_verb = ["s", "ed", "ing", "ly"].iter().any(|end| word.lower.ends_with(end));
    word.is_adjacent()
        && !word.is_common()
        && word.lower.chars().all(char::is_alphabetic)
        && (matches!(before, "called" | "named") || lists::is_kin(before) && !may_be_verb)
}

/// Whether a name without an apostrophe owns what follows: `megs party`.
fn is_owner(words: &Words, at: usize) -> bool {
    let word = &words.all[at];
    let owner = word.lower.strip_suffix('s').filter(|owner| lists::is_first_name(owner));
    owner.is_some() && !word.is_common() && OWNED.contains(&words.lower_after(at))
}

/// `T10` is a place in the spine, and `I-75` a road.
fn has_digit(word: &Word) -> bool {
    word.lower.contains(|c: char| c.is_ascii_digit())
}

/// Whether a title stands before the word: `Mr. Henderson`, `mrs patel`.
fn follows_title(words: &Words, at: usize) -> bool {
    let word = &words.all[at];
    let is_near = matches!(word.gap, " " | ". " | ".");
    let Some(title) = words.before(at, 1).filter(|title| is_near && lists::is_title(&title.lower))
    else {
        return false;
    };
    // `sister` and `doctor` are people too, and any word may follow them.
    let is_word_too = lists::is_kin(&title.lower)
        || matches!(title.lower.as_str(), "miss" | "nurse" | "coach" | "sir");
    if is_word_too || title.lower == "st" {
        word.capital && title.capital
    } else {
        !lists::is_ordinary(&word.lower) || word.capital
    }
}

fn is_long(lower: &str) -> bool {
    lower.chars().nth(LOWER_LETTERS_MIN - 1).is_some()
}

/// How many words the name that begins at `at` has: surnames follow with capitals.
fn name_words(words: &Words, at: usize) -> usize {
    let more = |word: &&Word| {
        let is_near = word.is_adjacent() && !word.first;
        is_near && word.capital && !word.has_usual_capital() && word.text.len() > 1
    };
    1 + words.all[at + 1..].iter().take(NAME_WORDS_MAX - 1).take_while(more).count()
}

/// Who the named are to the writer, as far as the words before a name say it.
fn people(words: &Words, spans: &[(usize, usize)]) -> People {
    let mut people = People::new();
    for (at, _) in spans {
        let Some(word) = words.all.get(*at) else { continue };
        let role = kin_before(words, *at).map(|kin| {
            let owner = words.lower_before(kin, 1);
            let owner = if matches!(owner, "his" | "her" | "our" | "their") { owner } else { "my" };
            format!("{owner} {}", words.all[kin].lower)
        });
        let known = people.entry(word.lower.clone()).or_default();
        *known = known.take().or(role);
    }
    people
}

/// The place of the word for a relative or friend right before a name: `husband Dave`, `husband, Dave,`.
fn kin_before(words: &Words, at: usize) -> Option<usize> {
    let is_near = matches!(words.all.get(at)?.gap, " " | ", ");
    let before = words.before(at, 1).filter(|before| is_near && lists::is_kin(&before.lower));
    before.and_then(|_| at.checked_sub(1))
}

/// Where names that are told by their surroundings once stand again without them.
fn again(words: &Words, people: &People) -> Vec<(usize, usize)> {
    let is_again = |word: &Word| {
        // `megs party`: so people write who have no apostrophe to hand.
        let is_of_one = word.lower.strip_suffix('s').is_some_and(|bare| people.contains_key(bare));
        let is_capital = word.capital && !word.first && lists::is_first_name(&word.lower);
        let is_one = is_of_one || people.contains_key(&word.lower);
        is_one && (!word.is_common() || is_capital)
    };
    (0..words.all.len()).filter(|at| is_again(&words.all[*at])).map(|at| (at, at + 1)).collect()
}

fn mark(words: &Words, at: usize, until: usize, people: &People) -> Mark {
    let (first, mut end) = (&words.all[at], words.all[until - 1].end);
    let (start, suggestion) = match kin_before(words, at) {
        // `my husband Dave` becomes `my husband`.
        Some(kin) => {
            // `my husband, Dave, snores`: both commas go.
            end += usize::from(first.gap == ", " && words.text[end..].starts_with(','));
            (words.all[kin].start, words.all[kin].text.to_owned())
        }
        None => {
            let role = people.get(&first.lower).cloned().flatten();
            let role = role.filter(|_| words.lower_before(at, 1) != "my");
            (first.start, blur::name(first, role))
        }
    };
    let has_period = words.text[end..].starts_with('.') && suggestion.ends_with('.');
    let suggestion =
        if has_period { suggestion.trim_end_matches('.').to_owned() } else { suggestion };
    Mark { kind: MarkKind::Name, start, end, suggestion: Some(suggestion) }
}
