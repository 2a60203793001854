//! The beginning of a text in plain words, for lists.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The first `chars` characters of a text's words, or a few more: no headings, no pictures nor captions, no code. A blank
/// stands between its parts. Reads no further than that.
pub fn plain(markdown: &str, chars: usize) -> String {
    let (mut words, mut length) = (String::new(), 0);
    // Parts that are open and say nothing here.
    let mut silent = 0_u32;
    // How deep in a caption, and whether one may begin: the emphasis on the line below a picture.
    let (mut caption, mut below_picture) = (0_u32, false);
    for event in Parser::new_ext(markdown, super::OPTIONS) {
        let was_below = std::mem::take(&mut below_picture);
        match event {
            Event::Start(Tag::Emphasis) if was_below || caption > 0 => {
                (silent, caption) = (silent + 1, caption + 1);
            }
            Event::End(TagEnd::Emphasis) if caption > 0 => {
                (silent, caption) = (silent - 1, caption - 1);
            }
            Event::Start(Tag::Heading { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                silent += 1
            }
            Event::End(TagEnd::Image) => (silent, below_picture) = (silent - 1, true),
            Event::End(TagEnd::Heading(_) | TagEnd::CodeBlock) => silent -= 1,
            Event::Text(text) | Event::Code(text) if silent == 0 => {
                length += text.chars().count();
                words.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => {
                words.push(' ');
                below_picture = was_below;
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => words.push(' '),
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

    #[test]
    fn a_caption_belongs_to_its_picture() {
        let text = "Come in.\n\n![A desk](picture:0a)\n*My desk, *late* at night*\n\n*Soon* more.";
        assert_eq!(plain(text, 400), "Come in. Soon more.");
        assert_eq!(plain("![A desk](picture:0a) Mine *alone*", 400), "Mine alone");
    }
}
