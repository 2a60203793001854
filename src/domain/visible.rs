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
}
