//! What an answer holds besides its words, for the check before it is published.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// What an answer links to and shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Addresses as they were written, in their order; mail addresses are left out.
    pub links: Vec<String>,
    /// Pictures that say nothing to whoever cannot see them.
    pub without_alt: usize,
}

/// Looks through an answer, by the rules that [`super::render`] goes by. Takes time in proportion to it.
pub fn contents(markdown: &str) -> Contents {
    let mut found = Contents::default();
    // Of each picture that is open, whether it has words; one may lie in another.
    let mut pictures: Vec<bool> = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) if link_type != LinkType::Email => {
                found.links.push(dest_url.into_string());
            }
            Event::Start(Tag::Image { .. }) => pictures.push(false),
            Event::End(TagEnd::Image) => {
                found.without_alt += usize::from(pictures.pop() == Some(false));
            }
            Event::Text(words) | Event::Code(words) if !words.trim().is_empty() => {
                pictures.iter_mut().for_each(|has_words| *has_words = true);
            }
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
            assert_eq!(contents(markdown).without_alt, without_alt, "{markdown}");
        }
    }
}
