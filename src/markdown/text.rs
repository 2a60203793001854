//! Markdown as the words that it says.

use pulldown_cmark::{Event, Parser};

/// The words of a text, without marks and addresses, with a line for each block. Takes time in proportion to it.
pub fn text(markdown: &str) -> String {
    let mut words = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, super::OPTIONS) {
        match event {
            // Raw HTML is shown as text.
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                words.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(tag) if !is_inline(tag) => words.push('\n'),
            _ => {}
        }
    }
    words
}

fn is_inline(tag: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd as T;
    matches!(tag, T::Emphasis | T::Strong | T::Strikethrough | T::Link | T::Image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_and_marks_and_addresses_are_not() {
        let markdown =
            "## A *kind*\n[word](https://x.example/y)\n\n- one\n- `two` <b>\n\n![cups](picture:00)";
        let said = text(markdown);
        let said: Vec<&str> = said.split_whitespace().collect();
        assert_eq!(said.join(" "), "A kind word one two <b> cups");
    }

    #[test]
    fn marks_of_a_search_stay_where_they_are() {
        let said =
            text("**\u{e000}Trust\u{e001}** and [\u{e000}trust\u{e001}](/\u{e000}trust\u{e001})");
        assert_eq!(said.trim(), "\u{e000}Trust\u{e001} and \u{e000}trust\u{e001}");
    }
}
