//! Vaguer words for an age: its ten years, by the person whom the sentence speaks of.

use super::excuses::word_before;
use super::{blur, numbers};

/// Words before an age by which the person is known, the nearest first.
const SPEAKER_WORDS_MAX: usize = 10;
/// Characters before an age in which its sentence is looked for.
const SENTENCE_CHARS_MAX: usize = 300;
/// Letters of a word that may be short for a title.
const SHORT_TITLE_CHARS_MAX: usize = 3;
const HIS: &str = " mr he he's hes him his husband boyfriend bf brother son dad father uncle bloke man guy boy male nephew grandson hubby lad m ";
const HER: &str = " mrs ms miss she she's shes her wife girlfriend gf sister daughter mum mom mother aunt woman girl lady female niece missus f ";
const OUR: &str = " we we're were us our both ";
const THEIR: &str = " they they're theyre them their partner friend mate boss ex who kid child twins colleague who's ";
const MY: &str = " i i'm im me myself ";
/// Ages up to which a child is small, is a child, is in its teens.
const SMALL_MAX: u64 = 5;
const CHILD_MAX: u64 = 12;
const TEENS_MAX: u64 = 19;
/// Words before an age that go with it.
const TAKEN: [&str; 7] = ["at", "aged", "age", "ages", "of", "the", "in"];
/// After these only a span of life can stand: `since my teens`.
const ALONE: [&str; 6] = ["since", "from", "by", "until", "before", "after"];

/// Vaguer words for the age in this place, and where the piece begins that they replace.
pub(super) fn suggestion(text: &str, start: usize, end: usize) -> (usize, String) {
    let mark = text[start..end].to_lowercase();
    let Some(age) = numbers::first(&mark) else { return (start, "of my age".to_owned()) };
    let before = &text[..start];
    let whose = whose(before);
    if mark.contains("day") && mark.contains("birth") || mark.contains("bday") {
        return (start, "birthday".to_owned());
    }
    if let Some(near) = nearing(&mark, age) {
        return (start, near);
    }
    if let Some(sex) = sex(&mark) {
        return (start, format!("{sex}, {}", span(age)));
    }
    let is_before_noun = matches!(word_before(before).as_str(), "a" | "an");
    if is_before_noun
        || mark.contains("old") && !mark.contains("years old") && !mark.contains("yrs old")
    {
        return (start, adjective(&mark, age));
    }
    let from = taken(text, start);
    let took = text[from..start].to_lowercase();
    let vague = match age {
        _ if ALONE.contains(&word_before(&text[..from]).as_str()) => {
            format!("{whose} {}", span(age))
        }
        _ if age <= CHILD_MAX && (took.contains("at ") || took.contains("age")) => {
            "as a child".to_owned()
        }
        _ if age <= SMALL_MAX => "still small".to_owned(),
        _ if age <= CHILD_MAX => "still a child".to_owned(),
        _ => format!("in {whose} {}", span(age)),
    };
    (from, blur::like_first(text, from, vague))
}

/// The ten years that an age lies in: `thirties`.
fn span(age: u64) -> String {
    match age {
        _ if age <= CHILD_MAX => "childhood".to_owned(),
        _ if age <= TEENS_MAX => "teens".to_owned(),
        _ => ten(age)
            .strip_suffix('y')
            .map_or_else(|| "later years".to_owned(), |ten| format!("{ten}ies")),
    }
}

fn ten(age: u64) -> &'static str {
    numbers::tens(usize::try_from(age / 10).unwrap_or(0))
}

/// Before a noun: `thirty-something` for `34-year-old`.
fn adjective(mark: &str, age: u64) -> String {
    match age {
        _ if ["month", "week", "day"].iter().any(|unit| mark.contains(unit)) => "young".to_owned(),
        _ if age <= CHILD_MAX => "young".to_owned(),
        _ if age <= TEENS_MAX => "teenage".to_owned(),
        _ => format!("{}-something", ten(age)),
    }
}

/// For `turning forty` and the like, which say that an age is near.
fn nearing(mark: &str, age: u64) -> Option<String> {
    let first = mark.split(' ').next()?;
    let near = numbers::roughly(age.max(10));
    Some(match first {
        "turning" => format!("getting to around {near}"),
        "turned" | "reached" | "hit" => format!("got to around {near}"),
        "turn" | "turns" | "hits" | "reaching" | "hitting" => format!("get to around {near}"),
        "just" | "pushing" | "approaching" | "nearing" | "nearly" | "almost" => {
            format!("around {near}")
        }
        _ => return None,
    })
}

/// For `34f` and `M27`.
fn sex(mark: &str) -> Option<&'static str> {
    let is_short = mark.chars().all(|c| !c.is_alphabetic() || matches!(c, 'f' | 'm'));
    match mark.chars().find(|c| matches!(c, 'f' | 'm')) {
        Some('f') if is_short => Some("F"),
        Some(_) if is_short => Some("M"),
        _ => None,
    }
}

/// Whose age it is, by the nearest word before it in its sentence that tells of a person.
fn whose(before: &str) -> &'static str {
    // The period of `Mr.` ends no sentence.
    let ends = |(at, c): &(usize, char)| match c {
        '!' | '?' | '\n' => true,
        '.' => word_before(&before[..*at]).chars().count() > SHORT_TITLE_CHARS_MAX,
        _ => false,
    };
    let sentence = before.char_indices().rev().take(SENTENCE_CHARS_MAX).find(ends);
    let sentence = sentence.map_or(before, |(at, _)| &before[at..]);
    let apart = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’');
    for word in sentence.rsplit(apart).filter(|word| !word.is_empty()).take(SPEAKER_WORDS_MAX) {
        let word = format!(" {} ", word.to_lowercase().replace('’', "'"));
        let all = [(HIS, "his"), (HER, "her"), (OUR, "our"), (THEIR, "their"), (MY, "my")];
        if let Some((_, whose)) = all.iter().find(|(words, _)| words.contains(&word)) {
            return whose;
        }
    }
    // `Robin is 34`: somebody, but not who writes.
    if matches!(word_before(before).as_str(), "is" | "was" | "turned") { "their" } else { "my" }
}

/// Where the words `at the age of` before an age begin.
fn taken(text: &str, start: usize) -> usize {
    let mut from = start;
    while text[..from].ends_with(' ') {
        let before = word_before(&text[..from]);
        if !TAKEN.contains(&before.as_str()) {
            break;
        }
        from -= before.len() + 1;
    }
    from
}
