//! What an answer holds besides its words, for the check before it is published.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// What an answer links to and shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Addresses as they were written, in their order; mail addresses are left out.
    pub links: Vec<String>,
    /// Addresses of the pictures that have no words here for whoever cannot see them.
    pub bare_pictures: Vec<String>,
    /// Places that wait to be filled in, as `[your name]`.
    pub gaps: usize,
}

/// Looks through an answer, by the rules that [`super::render`] goes by. Takes time in proportion to it.
pub fn contents(markdown: &str) -> Contents {
    let mut found = Contents::default();
    // Of each picture that is open, its address and whether it has words; one may lie in another.
    let mut pictures: Vec<(String, bool)> = Vec::new();
    // Whether a bracket is open that makes no link.
    let mut in_gap = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) if link_type != LinkType::Email => {
                found.links.push(dest_url.into_string());
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                pictures.push((dest_url.into_string(), false));
            }
            Event::End(TagEnd::Image) => {
                found.bare_pictures.extend(pictures.pop().filter(|it| !it.1).map(|it| it.0));
            }
            Event::Text(mark) if matches!(&*mark, "[" | "]") => {
                found.gaps += usize::from(in_gap && &*mark == "]");
                in_gap = &*mark == "[";
            }
            Event::Text(words) | Event::Code(words) if !words.trim().is_empty() => {
                pictures.iter_mut().for_each(|it| it.1 = true);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => in_gap = false,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_however_they_are_written() {
        let found = contents(
            "[a](/posts/a) <https://example.org> [b][ref] `[no](/no)` <a@example.org>\n\n\
             > - [c](c \"t\")\n\n[ref]: /tags/b\n",
        );
        assert_eq!(found.links, ["/posts/a", "https://example.org", "/tags/b", "c"]);
    }

    #[test]
    fn a_picture_needs_words_of_its_own() {
        for (markdown, without_alt) in [
            ("![A cat](picture:0a)", 0),
            ("![](picture:0a)", 1),
            ("![ ](/pictures/a.webp) words beside it", 1),
            ("[![](a)](/posts/b) ![*soft*](c)", 1),
            ("`![](a)`", 0),
        ] {
            assert_eq!(contents(markdown).bare_pictures.len(), without_alt, "{markdown}");
        }
    }
    #[test]
    fn a_place_that_waits_to_be_filled_in_is_no_link() {
        for (markdown, gaps) in [
            ("I am [your name]. [Two words\nor three] at [home](/).", 2),
            ("- [ one\n- two ]", 0),
            ("[a](/a) [b][c] `[d]` ![e](f)\n\n[c]: /c", 0),
        ] {
            assert_eq!(contents(markdown).gaps, gaps, "{markdown}");
        }
    }
}
