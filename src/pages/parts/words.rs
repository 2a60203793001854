//! Dates, tags and texts as pages show them.

use maud::{Markup, html};

use crate::domain::{Day, Receipt, Slug, visible};
use crate::texts::en::common as t;

/// A day for people and machines.
pub fn day(day: Day) -> Markup {
    html! { time datetime=(day.date()) { (day) } }
}

/// The seven words as plain text within one element, so that they copy and print as one line.
pub fn receipt_words(receipt: &Receipt) -> Markup {
    html! { p #receipt.words translate="no" { (*receipt.canonical()) } }
}

/// A typed text in its own paragraphs; what would hide or turn it is shown.
pub fn paragraphs(text: &str) -> Markup {
    let text = visible(text);
    html! {
        @for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            p.typed dir="auto" { (paragraph) }
        }
    }
}

/// A row of links to public tags.
pub fn tag_links(tags: &[(String, Slug)]) -> Markup {
    html! {
        @if !tags.is_empty() {
            div.tags {
                span.vh { (t::TOPICS_BEFORE) }
                ul { @for (name, slug) in tags { li { a href={ "/tags/" (slug.as_str()) } { (name) } } } }
            }
        }
    }
}

/// The beginning of a text as one line of at most `chars` characters, cut between words where it can be.
pub fn excerpt(text: &str, chars: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = line.char_indices().nth(chars) else {
        return visible(&line);
    };
    let head = &line[..cut];
    let end = head.rfind(' ').filter(|&space| space > cut / 2).unwrap_or(cut);
    visible(&format!("{}…", head[..end].trim_end_matches([' ', ',', ';', ':', '.', '–', '—'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_cut_between_words_and_between_characters() {
        assert_eq!(excerpt("We both\n\nwaited, and now", 100), "We both waited, and now");
        assert_eq!(excerpt("We both waited, and now", 17), "We both waited…");
        assert_eq!(excerpt(&"ж".repeat(30), 10), format!("{}…", "ж".repeat(10)));
        assert_eq!(excerpt("a\u{202e}b", 10), "a[U+202E]b");
    }

    #[test]
    fn the_words_stand_directly_within_their_element() {
        let words = "abacus abdomen zoom abacus unzip cope gulf";
        let html = receipt_words(&Receipt::parse(words).unwrap()).into_string();
        assert_eq!(html, format!("<p class=\"words\" id=\"receipt\" translate=\"no\">{words}</p>"));
    }

    #[test]
    fn paragraphs_are_kept_and_markup_in_them_is_text() {
        let html = paragraphs("One\nline\n\n\n<b>two</b>\u{202e}").into_string();
        assert_eq!(html.matches("<p ").count(), 2);
        assert!(
            html.contains("One\nline") && html.contains("&lt;b&gt;two&lt;/b&gt;[U+202E]"),
            "{html}"
        );
    }
}
