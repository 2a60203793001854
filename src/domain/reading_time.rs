//! How long a text is, for whoever writes it.

/// Words that grown-ups read in a minute: the mean of 190 studies of silent reading in English, not of fiction
/// (Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109, 2019).
pub const WORDS_PER_MINUTE: usize = 238;

/// Words of a Markdown text: whatever stands between blanks and has a letter or a digit. The marks of headings, lists
/// and quotations are none, and neither are pictures. `assets/js/desk/count.js` counts alike.
pub fn words(markdown: &str) -> usize {
    let text = markdown.split('\n').flat_map(beside_pictures);
    let words = text.flat_map(str::split_whitespace);
    words.filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// What stands around the pictures of a line, as `![words](address)`.
fn beside_pictures(line: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), line);
    while let Some((before, behind)) = rest.split_once("![")
        && let Some((_, behind)) = behind.split_once("](")
        && let Some((_, behind)) = behind.split_once(')')
    {
        pieces.push(before);
        rest = behind;
    }
    pieces.push(rest);
    pieces
}

/// Whole minutes that reading so many words takes, rounded; at least one for any word at all.
pub fn reading_minutes(words: usize) -> usize {
    let rounded = (words + WORDS_PER_MINUTE / 2) / WORDS_PER_MINUTE;
    if words == 0 { 0 } else { rounded.max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The same table stands in `tests/js/desk.test.mjs`.
    #[test]
    fn words_are_counted_and_marks_are_not() {
        for (text, count) in [
            ("", 0),
            ("  \n ", 0),
            ("## A *kind* word", 3),
            ("- one\n- two\n\n> three", 3),
            ("[the words](https://example.org/a-b)", 2),
            ("don’t\u{a0}stop — 24/7 ❤", 3),
            ("שלום عربي", 2),
            ("One ![A cat \\[asleep\\]](picture:0a) two ![](/p.png)three", 3),
            ("![not a picture\n(at all) ![nor](this", 6),
        ] {
            assert_eq!(words(text), count, "{text}");
        }
    }

    #[test]
    fn a_minute_is_the_least_and_halves_are_rounded_up() {
        let minutes: Vec<_> = [0, 1, 238, 356, 357, 3_000].map(reading_minutes).to_vec();
        assert_eq!(minutes, [0, 1, 1, 1, 2, 13]);
    }
}
