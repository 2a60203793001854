//! The site map (<https://www.sitemaps.org/protocol.html>), and what XML may hold.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::domain::{Day, PostPlace, TagCount};

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// Pages that are always there.
const ALWAYS: [&str; 6] = ["/", "/ask", "/tags", "/archive", "/privacy", "/help"];

/// All that a search engine may list.
pub struct SitePlaces<'a> {
    /// Scheme and host of the site.
    pub origin: &'a str,
    pub posts: &'a [PostPlace],
    pub tags: &'a [TagCount],
}

/// The site map.
///
/// # Errors
///
/// * When there is no memory for it.
pub fn sitemap(places: &SitePlaces<'_>) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let origin = places.origin;
    let root = xml.create_element("urlset").with_attribute(("xmlns", NAMESPACE));
    root.write_inner_content(|xml| {
        for path in ALWAYS {
            place(xml, &format!("{origin}{path}"), None)?;
        }
        for post in places.posts {
            let address = post.kind.address(&post.slug);
            place(xml, &format!("{origin}{address}"), Some(post.changed))?;
        }
        for tag in places.tags {
            place(xml, &format!("{origin}/tags/{}", tag.slug.as_str()), None)?;
        }
        Ok(())
    })?;
    Ok(xml.into_inner())
}

fn place(xml: &mut Writer<Vec<u8>>, address: &str, changed: Option<Day>) -> io::Result<()> {
    xml.create_element("url").write_inner_content(|xml| {
        xml.create_element("loc").write_text_content(BytesText::new(address))?;
        if let Some(day) = changed {
            let day = day.date().to_string();
            xml.create_element("lastmod").write_text_content(BytesText::new(&day))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A text without the characters that no XML may hold (<https://www.w3.org/TR/xml/#charsets>).
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    let is_legal = |c: char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_legal) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| is_legal(*c)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_xml_may_hold_is_left_out() {
        assert_eq!(legal("a\tb\n\u{202e}💌"), "a\tb\n\u{202e}💌");
        assert_eq!(legal("a\0\u{1f}b\u{ffff}"), "ab");
    }
}
