//! The site map (<https://www.sitemaps.org/protocol.html>).

use std::io;

use super::xml::{self, Xml, text};
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
    let mut xml = xml::begun()?;
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

fn place(xml: &mut Xml, address: &str, changed: Option<Day>) -> io::Result<()> {
    xml.create_element("url").write_inner_content(|xml| {
        text(xml, "loc", address)?;
        changed.map_or(Ok(()), |day| text(xml, "lastmod", &day.date().to_string()))
    })?;
    Ok(())
}
