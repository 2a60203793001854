//! Atom (RFC 4287), with the whole text.

use std::io;

use quick_xml::events::BytesText;

use super::xml::{self, Xml, legal, text};
use super::{Feed, moment, name, portrait};
use crate::domain::{PostView, visible};
use crate::texts::en::common;

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

/// The feed.
///
/// # Errors
///
/// * When there is no memory for it.
pub fn atom(feed: &Feed<'_>) -> io::Result<Vec<u8>> {
    let mut xml = xml::begun()?;
    let root = xml.create_element("feed");
    let root = root.with_attributes([("xmlns", NAMESPACE), ("xml:lang", common::LANG)]);
    root.write_inner_content(|xml| {
        let own = feed.own("feed.atom");
        text(xml, "id", &own)?;
        text(xml, "title", &feed.title())?;
        text(xml, "updated", &moment(feed.changed()))?;
        link(xml, "self", "application/atom+xml", &own)?;
        link(xml, "alternate", "text/html", &feed.home())?;
        xml.create_element("author")
            .write_inner_content(|xml| text(xml, "name", &feed.column.columnist))?;
        if let Some(portrait) = portrait(feed.pictures) {
            text(xml, "logo", &format!("{}{portrait}", feed.origin))?;
        }
        feed.posts.iter().try_for_each(|post| entry(xml, feed, post))
    })?;
    Ok(xml.into_inner())
}

fn entry(xml: &mut Xml, feed: &Feed<'_>, post: &PostView) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "id", &name(post))?;
        text(xml, "title", &visible(&post.title))?;
        text(xml, "published", &moment(post.published))?;
        text(xml, "updated", &moment(post.changed()))?;
        link(xml, "alternate", "text/html", &feed.address(post))?;
        for (tag, _) in &post.tags {
            xml.create_element("category").with_attribute(("term", &*legal(tag))).write_empty()?;
        }
        let content = feed.content(post).into_string();
        let html = xml.create_element("content").with_attribute(("type", "html"));
        html.write_text_content(BytesText::new(&legal(&content)))?;
        Ok(())
    })?;
    Ok(())
}

fn link(xml: &mut Xml, rel: &str, kind: &str, to: &str) -> io::Result<()> {
    let link = xml.create_element("link");
    link.with_attributes([("rel", rel), ("type", kind), ("href", to)]).write_empty()?;
    Ok(())
}
