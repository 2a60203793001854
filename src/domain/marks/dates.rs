//! Vaguer words for a date: its month.

use super::blur::like_first;
use super::excuses::word_before;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Months as Germans, French and Spanish people write them, where the first three letters differ from English.
const ELSEWHERE: [(&str, usize); 12] = [
    ("jän", 0),
    ("fév", 1),
    ("ene", 0),
    ("mär", 2),
    ("avr", 3),
    ("abr", 3),
    ("mai", 4),
    ("juin", 5),
    ("juil", 6),
    ("ago", 7),
    ("okt", 9),
    ("dez", 11),
];
/// Days and times of the year with a name of their own, which may stay when their year goes.
const FEASTS: &str = "christmas|xmas|new year|valentine|easter|halloween|hallowe|thanksgiving|diwali|holi|eid|boxing|bonfire|\
    mother|father|nye|good friday|anzac|australia day|cup day|melbourne|waitangi|canada day|victoria day|labor|memorial|\
    st patrick|st. patrick|st stephen|st. stephen|guy fawkes|burns|heritage|republic|independence|king|midsummer|\
    ramadan|lent|lockdown|pride|spring|summer|autumn|fall|winter";
/// Words before a date that go with it.
const TAKEN: [&str; 5] = ["on", "the", "of", "in", "at"];
/// After these the month stands alone: `since March`.
const ALONE: [&str; 8] = ["since", "until", "till", "by", "before", "after", "from", "for"];

/// The month instead of the date in this place, and where the piece begins that it replaces.
pub(super) fn suggestion(text: &str, start: usize, end: usize) -> (usize, String) {
    let mark = &text[start..end];
    let lower = mark.to_lowercase();
    if FEASTS.split('|').any(|feast| lower.starts_with(feast)) {
        return (start, feast(text, start, end));
    }
    let from = taken(text, start);
    let is_alone = ALONE.contains(&word_before(&text[..from]).as_str());
    let vague = match (month(&lower), is_alone) {
        (Some(month), true) => MONTHS[month].to_owned(),
        (Some(month), false) => format!("in {}", MONTHS[month]),
        (None, true) => "that time".to_owned(),
        (None, false) => "some time ago".to_owned(),
    };
    (from, like_first(text, from, vague))
}

/// A feast without its year; one that has none is a holiday.
fn feast(text: &str, start: usize, end: usize) -> String {
    let mark = &text[start..end];
    let name = mark.trim_end_matches(|c: char| !c.is_alphabetic());
    let name = [" of", " in"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    if name == mark { like_first(text, start, "a holiday".to_owned()) } else { name.to_owned() }
}

/// Where the words `on the` before a date begin.
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

/// The month of a date, counted from 0; none if the date does not tell it for certain.
fn month(lower: &str) -> Option<usize> {
    let words = lower.split(|c: char| !c.is_alphabetic());
    let named = words.filter(|word| word.chars().count() >= 3).find_map(|word| {
        let english = MONTHS.iter().position(|month| {
            word.get(..3)
                .is_some_and(|three| month.get(..3).is_some_and(|m| m.eq_ignore_ascii_case(three)))
                && !word.starts_with("mon")
        });
        english.or_else(|| {
            ELSEWHERE.iter().find(|(start, _)| word.starts_with(start)).map(|(_, month)| *month)
        })
    });
    named.or_else(|| in_digits(lower))
}

fn in_digits(lower: &str) -> Option<usize> {
    let parts: Vec<usize> =
        lower.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let month = match parts[..] {
        [year, month, _] if year > 31 => month,
        // From one year to another.
        [year, _] if year > 31 => return None,
        // 12/3 is in December for one half of the world and in March for the other.
        [day, month, ..] if lower.contains('.') || day > 12 || day == month => month,
        [month, day, ..] if day > 12 => month,
        _ => return None,
    };
    (1..=12).contains(&month).then(|| month - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_becomes_its_month_where_that_is_certain() {
        let cases = [
            ("14 june 2019", Some(5)),
            ("sept. 9, 2023", Some(8)),
            ("2019-06-14", Some(5)),
            ("03.10.2022", Some(9)),
            ("12/03/2024", None),
            ("25/03/2024", Some(2)),
            ("3/25/24", Some(2)),
            ("3. oktober 2020", Some(9)),
            ("monday the 5th", None),
            ("4 de julio", Some(6)),
            ("1/2/3/4", None),
            ("2009-11", None),
            ("99.99.", None),
        ];
        for (date, expected) in cases {
            assert_eq!(month(date), expected, "{date}");
        }
    }
}
