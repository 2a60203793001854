//! Searching: what was typed as words, and texts with what was found in them.

use super::{Day, Slug, visible};

/// Characters of a search that are looked at.
pub const SEARCH_CHARS_MAX: usize = 200;
/// Words of a search that are looked at.
const WORDS_MAX: usize = 16;
/// What a store puts before and behind words that were found. They are for private use, so no text needs them.
pub const HIT_OPEN: char = '\u{e000}';
pub const HIT_CLOSE: char = '\u{e001}';
/// Characters of a text that are shown before the first word that was found.
const LEAD_CHARS: usize = 60;

/// A post that was found.
#[derive(Debug, Clone)]
pub struct SearchHit {
    pub slug: Slug,
    pub title: Vec<Piece>,
    /// Whether it warns of what it speaks of; then that is all that is shown of it.
    pub warned: bool,
    /// The part of its text where the words stand, or what it warns of.
    pub excerpt: Vec<Piece>,
    /// Whether that part is of what the columnist wrote, and not of the letter.
    pub own: bool,
    /// The names of its topics, where one of them was found; else nothing.
    pub tags: Vec<Piece>,
    pub published: Day,
    /// Public comments below it.
    pub responses: u32,
}

/// One page of what was found.
#[derive(Debug, Clone, Default)]
pub struct SearchPage {
    pub hits: Vec<SearchHit>,
    /// How many there are on all pages.
    pub found: usize,
    /// Whether there are more than are counted and shown.
    pub capped: bool,
    /// Counted from 1; there is one at least.
    pub pages: usize,
}

/// A part of a text that was found, or that stands between two such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub hit: bool,
}

/// What was typed as an FTS5 expression: every word quoted, so that nothing typed is syntax. None without a word.
pub fn search_expression(typed: &str) -> Option<String> {
    let words =
        typed.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|word| !word.is_empty());
    let quoted: Vec<String> = words.take(WORDS_MAX).map(|word| format!("\"{word}\"")).collect();
    if quoted.is_empty() { None } else { Some(quoted.join(" ")) }
}

/// Combining marks belong to the letter before them; the tokenizer removes them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Takes the marks out of a text and says what stood between them. What would hide or turn it is shown.
pub fn pieces(marked: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut hit = false;
    for part in marked.split_inclusive([HIT_OPEN, HIT_CLOSE]) {
        let text = visible(part.trim_end_matches([HIT_OPEN, HIT_CLOSE]));
        if !text.is_empty() {
            pieces.push(Piece { text, hit });
        }
        hit = part.ends_with(HIT_OPEN);
    }
    pieces
}

/// Whether something was found in a text.
pub fn has_hit(marked: &str) -> bool {
    marked.contains(HIT_OPEN)
}

/// About `chars` characters of a text as one line, around the first word that was found, or from its beginning.
pub fn excerpt_around(marked: &str, chars: usize) -> Vec<Piece> {
    let line: Vec<char> = marked.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let first = line.iter().position(|&c| c == HIT_OPEN).unwrap_or(0);
    let mut from = first.saturating_sub(LEAD_CHARS);
    if from > 0 {
        // Between words where it can be.
        from = (from..first).find(|&at| line[at] == ' ').map_or(from, |at| at + 1);
    }
    let mut to = line.len().min(from + chars);
    if to < line.len() {
        to = (from + chars / 2..to).rev().find(|&at| line[at] == ' ').unwrap_or(to);
    }
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < line.len() { "…" } else { "" });
    pieces(&format!("{before}{}{after}", line[from..to].iter().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, hit: bool) -> Piece {
        Piece { text: text.to_owned(), hit }
    }

    #[test]
    fn nothing_typed_is_syntax() {
        assert_eq!(
            search_expression("Trust OR title:x*"),
            Some(r#""Trust" "OR" "title" "x""#.into())
        );
        assert_eq!(search_expression(" \"' -"), None);
        assert_eq!(search_expression("cafe\u{301}"), Some("\"cafe\u{301}\"".into()));
        assert_eq!(
            search_expression("original:sex -no NEAR/2").as_deref(),
            Some("\"original\" \"sex\" \"no\" \"NEAR\" \"2\"")
        );
        let many = search_expression(&"a ".repeat(99)).unwrap();
        assert_eq!(many.split(' ').count(), WORDS_MAX);
    }

    #[test]
    fn what_was_found_stands_apart_even_where_marks_do_not_pair() {
        let found = [piece("We ", false), piece("trust", true), piece(" him.", false)];
        assert_eq!(pieces("We \u{e000}trust\u{e001} him."), found);
        assert_eq!(pieces("\u{e001}a\u{e000}b"), [piece("a", false), piece("b", true)]);
        assert_eq!(pieces("\u{e000}\u{202e}\u{e001}"), [piece("[U+202E]", true)]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn an_excerpt_has_the_first_hit_and_is_cut_between_words() {
        let text =
            format!("{} \u{e000}trust\u{e001} {}", "before ".repeat(40), "after ".repeat(80));
        let found = excerpt_around(&text, 200);
        let whole: String = found.iter().map(|piece| piece.text.as_str()).collect();
        assert!(whole.starts_with("…before ") && whole.ends_with(" after…"), "{whole}");
        assert!(found.contains(&piece("trust", true)) && whole.chars().count() <= 202, "{whole}");
        assert_eq!(excerpt_around("Short\n\n text", 200), [piece("Short text", false)]);
        assert_eq!(excerpt_around(&"x".repeat(500), 200)[0].text.chars().count(), 201);
    }
}
