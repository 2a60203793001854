//! Vaguer words for a sum of money.

use super::numbers;

/// Marks of a currency, and what people call it. The first that a sum has counts.
const CURRENCIES: [(&str, &str); 14] = [
    ("£", "pounds"),
    ("pound", "pounds"),
    ("quid", "pounds"),
    ("gbp", "pounds"),
    ("€", "euros"),
    ("eur", "euros"),
    ("$", "dollars"),
    ("dollar", "dollars"),
    ("bucks", "dollars"),
    ("usd", "dollars"),
    ("₹", "rupees"),
    ("rs", "rupees"),
    ("inr", "rupees"),
    ("rupee", "rupees"),
];
/// Below this, in any currency, a sum is small.
const SMALL_BELOW: u64 = 100;
/// From this on a sum of unknown currency is large.
const LARGE_FROM: u64 = 1_000;

/// Vaguer words for a sum as it is written: `about fifty thousand pounds` for `£45,300`.
pub(super) fn suggestion(sum: &str) -> String {
    let lower = sum.to_lowercase();
    let currency = CURRENCIES.iter().find(|(mark, _)| lower.contains(mark)).map(|(_, name)| *name);
    match (value(&lower), currency) {
        (Some(0..SMALL_BELOW), _) => "a small sum".to_owned(),
        (Some(value), Some(currency)) => format!("about {} {currency}", numbers::roughly(value)),
        (Some(SMALL_BELOW..LARGE_FROM), None) => "some money".to_owned(),
        _ => "a large sum".to_owned(),
    }
}

/// What a sum is worth in whole units of its currency.
fn value(lower: &str) -> Option<u64> {
    let Some(from) = lower.find(|c: char| c.is_ascii_digit()) else {
        return numbers::in_words(lower);
    };
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' ');
    let written = &lower[from..];
    let length = written.find(|c| !is_part(c)).unwrap_or(written.len());
    let (number, rest) = written.split_at(length);
    let number = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let (whole, tenths) = whole_and_tenths(number)?;
    let scale = scale(rest);
    Some(whole.saturating_mul(scale).saturating_add(tenths.saturating_mul(scale / 10)))
}

/// `1,250.50` and `1.250,50` are 1250 and 5 tenths: the last separator parts off cents when two digits or one follow.
fn whole_and_tenths(number: &str) -> Option<(u64, u64)> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let last = number.rfind(|c: char| !c.is_ascii_digit());
    let cents = last.map(|at| digits(&number[at..])).filter(|cents| cents.len() < 3);
    let whole = if cents.is_some() { &number[..last?] } else { number };
    let tenths = cents.and_then(|cents| cents.get(..1)?.parse().ok()).unwrap_or(0);
    Some((digits(whole).parse().ok()?, tenths))
}

fn scale(rest: &str) -> u64 {
    let word = rest.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    match word {
        "k" | "thousand" | "grand" => 1_000,
        "lakh" | "lakhs" | "lac" | "lacs" => 100_000,
        "m" | "mil" | "million" => 1_000_000,
        "crore" | "crores" => 10_000_000,
        "bn" => 1_000_000_000,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_said_vaguely_in_its_currency() {
        let cases = [
            ("£45,300", "about fifty thousand pounds"),
            ("£41,300", "about forty thousand pounds"),
            ("6.500 €", "about seven thousand euros"),
            ("$1,250.50", "about one thousand dollars"),
            ("1.5m dollars", "about two million dollars"),
            ("Rs 85,000", "about ninety thousand rupees"),
            ("forty thousand pounds", "about forty thousand pounds"),
            ("20 grand", "a large sum"),
            ("250k", "a large sum"),
            ("£20", "a small sum"),
            ("99999999999999999999999", "a large sum"),
        ];
        for (sum, expected) in cases {
            assert_eq!(suggestion(sum), expected, "{sum}");
        }
    }
}
