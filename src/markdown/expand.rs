//! Snippets: what is written as `;name` becomes its text.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// What begins a snippet's name.
const MARK: char = ';';

/// Writes out every `;name` that `text_of` knows. It has to stand by itself: no letter or digit before it, none behind
/// it; and in code it is code. A text that has become longer than `most` bytes keeps the names that are left, so that
/// a pasted megabyte of them does not fill the memory.
pub fn expand<'a>(
    markdown: &str,
    most: usize,
    text_of: impl Fn(&str) -> Option<&'a str>,
) -> String {
    let mut expanded = String::with_capacity(markdown.len());
    let mut end = 0;
    for place in prose(markdown) {
        for name in names(markdown, place) {
            if expanded.len() <= most
                && let Some(text) = text_of(&markdown[name.start + MARK.len_utf8()..name.end])
            {
                expanded.push_str(&markdown[end..name.start]);
                expanded.push_str(text);
                end = name.end;
            }
        }
    }
    expanded.push_str(&markdown[end..]);
    expanded
}

/// Where prose stands, in order: not code, nor the address of a link.
fn prose(markdown: &str) -> Vec<Range<usize>> {
    let mut code = 0_u32;
    let mut places: Vec<Range<usize>> = Vec::new();
    for (event, place) in Parser::new_ext(markdown, super::OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock) => code = code.saturating_sub(1),
            // Two events for one place would write it twice.
            Event::Text(_)
                if code == 0 && places.last().is_none_or(|last| last.end <= place.start) =>
            {
                places.push(place);
            }
            _ => {}
        }
    }
    places
}

/// Where something that looks like a snippet's name stands within a place.
fn names(markdown: &str, place: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let (start, end) = (place.start, place.end);
    let marks = markdown[start..end].match_indices(MARK).map(move |(at, _)| start + at);
    marks.filter_map(move |mark| {
        let begun = markdown[..mark].chars().next_back().is_none_or(|c| !belongs(c) && c != '&');
        let name = &markdown[mark + MARK.len_utf8()..end];
        let length = name.find(|c: char| !belongs(c)).unwrap_or(name.len());
        // The place may end within a word, as before a mark of Markdown.
        let behind = mark + MARK.len_utf8() + length;
        let ended = markdown[behind..].chars().next().is_none_or(|c| !belongs(c));
        (begun && ended && length > 0).then_some(mark..behind)
    })
}

/// Whether a character can be part of a name, or of the word that one would be torn out of.
fn belongs(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn expanded(markdown: &str) -> String {
        expand(markdown, usize::MAX, |name| match name {
            "ty" => Some("Thank you for writing."),
            "self" => Some(";self"),
            _ => None,
        })
    }

    #[test]
    fn a_name_by_itself_is_written_out() {
        assert_eq!(expanded(";ty"), "Thank you for writing.");
        assert_eq!(
            expanded("Dear R,\n\n;ty And (;ty)"),
            "Dear R,\n\nThank you for writing. And (Thank you for writing.)"
        );
        assert_eq!(
            expanded("**;ty**, ;ty."),
            "**Thank you for writing.**, Thank you for writing.."
        );
        assert_eq!(
            expanded("> ;ty\n\n- ;ty"),
            "> Thank you for writing.\n\n- Thank you for writing."
        );
        assert_eq!(
            expanded("[;ty](https://example.org)"),
            "[Thank you for writing.](https://example.org)"
        );
    }

    #[test]
    fn what_only_looks_like_a_name_stays_as_it_is() {
        for text in [
            ";",
            "; ty",
            "a;ty",
            ";tyre",
            ";ty-2",
            ";unknown",
            "Wink ;)",
            "&amp;ty",
            ";ty_x",
            "ü;ty",
            "`;ty`",
            "```\n;ty\n```",
            "    ;ty",
            "[x](https://example.org/;ty)",
            "<b title=;ty>",
        ] {
            assert_eq!(expanded(text), text);
        }
    }

    #[test]
    fn a_snippet_that_names_itself_is_written_out_once() {
        assert_eq!(expanded("a ;self b"), "a ;self b");
    }

    #[test]
    fn a_text_of_nothing_but_names_is_not_written_out_without_end() {
        let text = "x".repeat(2_000);
        let expanded = expand(&";x ".repeat(100_000), 10_000, |_| Some(&text));
        assert!((10_000..400_000).contains(&expanded.len()), "{}", expanded.len());
        assert!(expanded.starts_with("xxx") && expanded.ends_with(";x "));
    }

    proptest! {
        #[test]
        fn without_a_known_name_nothing_changes(text in "[ -~\n\u{e0}-\u{ff}💌;`*>]{0,200}") {
            prop_assert_eq!(expand(&text, usize::MAX, |_| None), text);
        }

        #[test]
        fn what_is_not_written_out_keeps_its_order(text in "[a-c;` *\n>]{0,80}") {
            // Taking the names out again leaves all the rest.
            let marked = expand(&text, usize::MAX, |name| (name == "a").then_some("\u{1}"));
            prop_assert_eq!(marked.replace('\u{1}', ";a"), text);
        }
    }
}
