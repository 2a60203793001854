//! What is written for machines: feeds, the site map, and what a page's head tells search engines and whoever shows
//! a link to it.

mod atom;
mod head;
mod html;
mod json_feed;
mod robots;
mod sitemap;
mod xml;

pub use atom::atom;
pub use head::{About, At, head, plain_head};
pub use json_feed::json_feed;
pub use robots::robots;
pub use sitemap::{SitePlaces, sitemap};

use maud::{Markup, PreEscaped, html};

use super::parts;
use crate::domain::{Column, ColumnPictures, Day, PostView, TagCount, visible};
use crate::texts::en::site as t;

/// A feed: of the column, or of one of its tags.
pub struct Feed<'a> {
    pub column: &'a Column,
    /// Scheme and host of the site, as `https://column.example`.
    pub origin: &'a str,
    pub pictures: &'a ColumnPictures,
    pub tag: Option<&'a TagCount>,
    /// The newest first.
    pub posts: &'a [PostView],
}

impl Feed<'_> {
    fn title(&self) -> String {
        match self.tag {
            Some(tag) => t::feed_of_tag(&self.column.name, &tag.name),
            None => self.column.name.clone(),
        }
    }

    /// The whole address of the page that it follows.
    fn home(&self) -> String {
        match self.tag {
            Some(tag) => format!("{}/tags/{}", self.origin, tag.slug.as_str()),
            None => format!("{}/", self.origin),
        }
    }

    /// Its own whole address; `file` is its last part.
    fn own(&self, file: &str) -> String {
        let home = self.home();
        format!("{}/{file}", home.trim_end_matches('/'))
    }

    /// The last change of anything in it.
    fn changed(&self) -> Day {
        self.posts.iter().map(PostView::changed).max().unwrap_or(Day(0))
    }

    /// The whole address of one of its posts.
    fn address(&self, post: &PostView) -> String {
        format!("{}{}", self.origin, post.address())
    }

    /// All that a post says, with whole addresses. A warning stands before it and folds it, where that is known.
    fn content(&self, post: &PostView) -> Markup {
        let answer = html::whole_addresses(&post.answer_html, self.origin, &self.address(post));
        let text = html! {
            @if !post.printed.is_empty() { blockquote { (parts::paragraphs(&post.printed)) } }
            // The service has it from `markdown`, which lets nothing through but clean HTML.
            (PreEscaped(answer))
        };
        if post.warning.is_empty() {
            return text;
        }
        html! {
            p { strong { (t::WARNING) " " (visible(&post.warning)) } }
            details { summary { (t::WARNING_OPEN) } (text) }
        }
    }
}

/// A name that stays with a post for good, whatever its address.
fn name(post: &PostView) -> String {
    let id = post.id.to_string();
    let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
    let parts = parts.map(|(from, to)| id.get(from..to).unwrap_or_default());
    format!("urn:uuid:{}", parts.join("-"))
}

/// A day as feeds write moments. Nothing finer is told.
fn moment(day: Day) -> String {
    format!("{}T00:00:00Z", day.date())
}

/// The address of the picture that stands for a post: the first of its own, else the columnist's.
fn picture<'a>(post: &'a PostView, pictures: &ColumnPictures) -> Option<std::borrow::Cow<'a, str>> {
    let own = html::first_picture(&post.answer_html).map(Into::into);
    own.or_else(|| portrait(pictures).map(Into::into))
}

/// The address of the columnist's portrait.
fn portrait(pictures: &ColumnPictures) -> Option<String> {
    let shown = pictures.portrait.as_ref()?.shown()?;
    Some(format!("{}{}", crate::domain::PICTURES_PUBLIC, shown.file))
}

#[cfg(test)]
mod tests;
