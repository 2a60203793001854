//! What several pages say.

use crate::domain::Consent;

/// Language of every page.
pub const LANG: &str = "en";
pub const ERROR_PREFIX: &str = "Error: ";

/// The title of a page as the browser's tab shows it; a page with a mistake says so first.
pub fn tab(title: &str, failed: bool) -> String {
    format!("{}{title}", if failed { ERROR_PREFIX } else { "" })
}

/// A number as people write it, as 10,000.
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// When to come back, from a number of days: *in about a week*.
pub fn in_days(days: u32) -> String {
    match days {
        0 | 1 => "tomorrow".to_owned(),
        7 => "in about a week".to_owned(),
        14 | 21 | 28 => format!("in about {} weeks", days / 7),
        30 | 31 => "in about a month".to_owned(),
        _ => format!("in about {days} days"),
    }
}

pub const SKIP: &str = "Skip to the text";
pub const PROBLEMS: &str = "Please look at this again";
pub const TOPICS_BEFORE: &str = "Topics: ";

/// A choice of the form, as its asker says it.
fn consent_label(consent: Consent) -> &'static str {
    match consent {
        Consent::Print => "Yes, print it",
        Consent::Proof => "Show me first",
        Consent::Private => "No, answer me in private",
    }
}

/// What a choice of the form means.
fn consent_hint(consent: Consent) -> &'static str {
    match consent {
        Consent::Print => "Your question is edited first, so that it does not show who you are.",
        Consent::Proof => "Nothing is printed before you have seen the edited text and said yes.",
        Consent::Private => {
            "It is never printed. If there is a reply, it waits here, and only your seven words open it."
        }
    }
}

/// A choice of the form with what it means.
pub fn consent(consent: Consent) -> (&'static str, &'static str) {
    (consent_label(consent), consent_hint(consent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_as_people_do() {
        let told = [1, 3, 7, 14, 30, 90].map(in_days);
        let expected = ["tomorrow", "in about 3 days", "in about a week", "in about 2 weeks"];
        assert_eq!(told[..4], expected);
        assert_eq!(told[4..], ["in about a month", "in about 90 days"]);
    }

    #[test]
    fn a_number_is_grouped_by_thousands() {
        let written = [0, 999, 1_000, 10_000, 1_234_567].map(number);
        assert_eq!(written, ["0", "999", "1,000", "10,000", "1,234,567"]);
    }
}
