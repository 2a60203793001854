//! Addresses in clean HTML, for readers who do not stand at the page itself.
//!
//! The HTML is our own cleaner's: every `<` in a text and every `"` in a value is escaped, so that tags and values
//! end where they seem to.

/// Attributes that hold an address.
const ADDRESSES: [&str; 2] = [" href=\"", " src=\""];
/// Attributes that say which of several files suits a screen. What reads a feed takes the one file.
const CHOICES: [&str; 2] = [" srcset=\"", " sizes=\""];

/// Elements that stand within a line.
const INLINE: [&str; 5] = ["a", "code", "del", "em", "strong"];

/// The same text with every address whole: those within the site begin with `origin`, those within the page with the
/// whole address of the `page`.
pub(super) fn whole_addresses(html: &str, origin: &str, page: &str) -> String {
    let mut whole = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = at + tag_end(&rest[at..]);
        whole.push_str(&rest[..at]);
        whole.push_str(&whole_tag(&rest[at..end], origin, page));
        rest = &rest[end..];
    }
    whole.push_str(rest);
    whole
}

/// Where the tag at the beginning of a text ends.
fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn whole_tag(tag: &str, origin: &str, page: &str) -> String {
    let mut tag = tag.to_owned();
    for name in CHOICES {
        if let Some(value) = value_of(&tag, name) {
            tag.replace_range(value.start - name.len()..=value.end, "");
        }
    }
    for name in ADDRESSES {
        let Some(value) = value_of(&tag, name) else { continue };
        let address = &tag[value.clone()];
        if address.starts_with('/') && !address.starts_with("//") {
            tag.insert_str(value.start, origin);
        } else if address.starts_with('#') {
            tag.insert_str(value.start, page);
        }
    }
    tag
}

/// Where the value of an attribute stands; `name` begins with a space and ends with the opening quote.
fn value_of(tag: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let start = tag.find(name)? + name.len();
    Some(start..start + tag[start..].find('"')?)
}

/// The address of the first picture.
pub(super) fn first_picture(html: &str) -> Option<&str> {
    let tag = &html[html.find("<img ")?..];
    let tag = &tag[..tag_end(tag)];
    value_of(tag, " src=\"").map(|value| &tag[value])
}

/// What a text says, without its marks.
pub(super) fn words(html: &str) -> String {
    let (mut words, mut rest) = (String::new(), html);
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        let end = at + tag_end(&rest[at..]);
        let name =
            rest[at..end].trim_matches(['<', '/', '>']).split(' ').next().unwrap_or_default();
        if !INLINE.contains(&name) {
            words.push(' ');
        }
        rest = &rest[end..];
    }
    words.push_str(rest);
    // All that the cleaner escapes in a text. The last stands last, so that nothing is read twice.
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    entities.iter().fold(words, |words, (entity, plain)| words.replace(entity, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://column.example";
    const PAGE: &str = "https://column.example/posts/x";

    #[test]
    fn addresses_within_the_site_and_the_page_become_whole_and_others_stay() {
        let html = concat!(
            r#"<p>Say href="/x" &lt;a href="/y"&gt; <a href="/posts/y" rel="noopener">a</a> "#,
            r##"<a href="#n">b</a> <a href="https://x.example/?a=/b">c</a> <a href="//x.example">d</a></p>"##,
        );
        let expected = concat!(
            r#"<p>Say href="/x" &lt;a href="/y"&gt; <a href="https://column.example/posts/y" rel="noopener">a</a> "#,
            r##"<a href="https://column.example/posts/x#n">b</a> "##,
            r#"<a href="https://x.example/?a=/b">c</a> <a href="//x.example">d</a></p>"#,
        );
        assert_eq!(whole_addresses(html, ORIGIN, PAGE), expected);
    }

    #[test]
    fn a_picture_keeps_one_whole_file() {
        let html = concat!(
            r#"<p><img src="/pictures/a.jpg" srcset="/pictures/b.jpg 480w, /pictures/a.jpg 960w" "#,
            r#"sizes="100vw" alt="a > b"></p>"#,
        );
        let expected = r#"<p><img src="https://column.example/pictures/a.jpg" alt="a > b"></p>"#;
        assert_eq!(whole_addresses(html, ORIGIN, PAGE), expected);
        assert_eq!(first_picture(html), Some("/pictures/a.jpg"));
        assert_eq!(first_picture("<p>none</p>"), None);
    }

    #[test]
    fn words_are_what_a_reader_sees() {
        assert_eq!(words("<p>You &amp;amp; <em>me</em> &lt;3</p>").trim(), "You &amp; me <3");
    }

    #[test]
    fn text_that_ends_early_is_kept() {
        for html in ["", "<", "<a href=\"/x", "a < b", "<p>é"] {
            assert_eq!(whole_addresses(html, "", ""), html);
        }
    }
}
