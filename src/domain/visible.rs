//! Characters that would hide or reorder what a letter says.

/// Writes control and bidirectional-override characters so that they can be seen, as `[U+202E]`.
///
/// Line breaks and tabs stay. So does the zero-width joiner, which emoji and several scripts need.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if hides(c) {
            shown.push_str(&format!("[U+{:04X}]", u32::from(c)));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Leaves those characters out, where a text is the beginning of one that will be printed.
pub fn without_hidden(text: &str) -> String {
    text.chars().filter(|&c| !hides(c)).collect()
}

/// The explicit bidirectional formatting characters of Unicode (UAX #9, table of 2.1 to 2.5), other
/// controls, and the invisible characters that serve to hide text.
fn hides(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}' => true,
        other => other.is_control(),
    }
}

/// Whether nothing of a text is to be seen on paper.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || hides(c) || leaves_blank(c))
}

/// What has a use between other characters and shows nothing by itself: joiners, the soft hyphen, variation selectors,
/// fillers of Hangul, the empty cell of Braille.
fn leaves_blank(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200c}' | '\u{200d}' | '\u{2800}')
        || matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_shown_and_what_writes_is_kept() {
        assert_eq!(visible("a\u{202e}b\u{7}"), "a[U+202E]b[U+0007]");
        let kept = "שלום\n\tعربي 👩‍👩‍👧 é";
        assert_eq!(visible(kept), kept);
        assert_eq!(without_hidden("a\u{202e}b\u{7}"), "ab");
        assert_eq!(without_hidden(kept), kept);
    }
    #[test]
    fn a_text_is_blank_when_nothing_of_it_is_to_be_seen() {
        for blank in ["", " \n", "\u{200b}", "\u{200d}\u{ad} \u{feff}", "\u{3164}\u{2800}\u{fe0f}"]
        {
            assert!(is_blank(blank), "{blank:?}");
        }
        for seen in [".", "♥", "👩‍👩‍👧", "\u{200f}ש", "e\u{301}"] {
            assert!(!is_blank(seen), "{seen:?}");
        }
    }
}
