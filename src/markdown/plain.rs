//! The beginning of a text in plain words, for lists.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The first `chars` characters of a text's words, or a few more: no headings, no pictures, no code. A blank stands
/// between its parts. Reads no further than that.
pub fn plain(markdown: &str, chars: usize) -> String {
    let (mut words, mut length) = (String::new(), 0);
    // Parts that are open and say nothing here.
    let mut silent = 0_u32;
    for event in Parser::new_ext(markdown, super::OPTIONS) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                silent += 1
            }
            Event::End(TagEnd::Heading(_) | TagEnd::Image | TagEnd::CodeBlock) => silent -= 1,
            Event::Text(text) | Event::Code(text) if silent == 0 => {
                length += text.chars().count();
                words.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                words.push(' ');
            }
            _ => {}
        }
        if length >= chars {
            break;
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_texts_words_stand_without_their_marks() {
        let text = "# News\n\n![A cat](picture:0a)\n\nWe *meet* on\n[Tuesday](/a).\n\n- Bring `cake`\n\n> Or\n> not";
        assert_eq!(plain(text, 400), "We meet on Tuesday. Bring cake Or not");
        assert_eq!(plain("One two.\n\nThree.", 5), "One two.");
        assert_eq!(plain("<b>x</b> &amp; y", 40), "x & y");
    }
}
