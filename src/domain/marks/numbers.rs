//! Numbers in words and back, as far as ages and sums need them.

const SMALL: [&str; 20] = [
    "nought",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: [(&str, u64); 8] = [
    ("hundred", 100),
    ("thousand", 1_000),
    ("grand", 1_000),
    ("million", 1_000_000),
    ("lakh", 100_000),
    ("lakhs", 100_000),
    ("crore", 10_000_000),
    ("crores", 10_000_000),
];

/// What is more is said to be as much.
const ROUGHLY_MAX: u64 = 900_000_000;

/// `forty` for 4.
pub(super) fn tens(count: usize) -> &'static str {
    TENS.get(count).copied().unwrap_or_default()
}

/// The first number of a text up to 99, in digits or in words.
pub(super) fn first(text: &str) -> Option<u64> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..length].parse().ok().or_else(|| in_words(text))
}

/// The number that words say: `forty-two`, `two hundred thousand`.
pub(super) fn in_words(text: &str) -> Option<u64> {
    let lower = text.to_lowercase();
    let (mut total, mut current, mut is_any) = (0_u64, 0_u64, false);
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        let word = if word == "fourty" { "forty" } else { word };
        let small = SMALL.iter().position(|one| *one == word);
        let ten = TENS.iter().position(|one| *one == word && !word.is_empty()).map(|at| at * 10);
        if let Some(value) = small.or(ten) {
            current = current.saturating_add(u64::try_from(value).unwrap_or(0));
        } else if let Some((_, scale)) = SCALES.iter().find(|(name, _)| *name == word) {
            current = current.max(1).saturating_mul(*scale);
            if *scale > 100 {
                (total, current) = (total.saturating_add(current), 0);
            }
        } else {
            continue;
        }
        is_any = true;
    }
    is_any.then(|| total.saturating_add(current))
}

/// A number rounded to its first digit, in words: `forty thousand` for 45,300. Below 100 it is rounded to tens.
pub(super) fn roughly(value: u64) -> String {
    let value = value.min(ROUGHLY_MAX);
    let mut scale = 1;
    while value / scale >= 10 {
        scale *= 10;
    }
    let digit = (value + scale / 2) / scale;
    let (digit, scale) = if digit == 10 { (1, scale * 10) } else { (digit, scale) };
    let name =
        |digit: u64| SMALL.get(usize::try_from(digit).unwrap_or(0)).copied().unwrap_or_default();
    let ten = |digit: u64| tens(usize::try_from(digit).unwrap_or(0));
    match scale {
        1 => name(digit).to_owned(),
        10 => ten(digit).to_owned(),
        100 => format!("{} hundred", name(digit)),
        1_000 => format!("{} thousand", name(digit)),
        10_000 => format!("{} thousand", ten(digit)),
        100_000 => format!("{} hundred thousand", name(digit)),
        1_000_000 => format!("{} million", name(digit)),
        10_000_000 => format!("{} million", ten(digit)),
        _ => format!("{} hundred million", name(digit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_digits_and_from_words() {
        assert_eq!(first("34-year-old"), Some(34));
        assert_eq!(first("turning forty-two"), Some(42));
        assert_eq!(in_words("two hundred and fifty thousand pounds"), Some(250_000));
        assert_eq!(in_words("5 lakh"), Some(100_000));
        assert_eq!(in_words("nothing here"), None);
    }

    #[test]
    fn a_number_is_said_by_its_first_digit() {
        let cases = [
            (7, "seven"),
            (45, "fifty"),
            (186, "two hundred"),
            (1_250, "one thousand"),
            (45_300, "fifty thousand"),
            (250_000, "three hundred thousand"),
            (960, "one thousand"),
            (4_000_000_000, "nine hundred million"),
        ];
        for (value, expected) in cases {
            assert_eq!(roughly(value), expected, "{value}");
        }
    }
}
