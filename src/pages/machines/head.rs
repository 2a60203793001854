//! The part of a page's head that people do not see: what search engines, feed readers and whoever shows a link to the
//! page go by.

use maud::{Markup, PreEscaped, html};
use serde_json::{Map, Value, json};

use super::{moment, picture, portrait};
use crate::domain::{Column, ColumnPictures, PostKind, PostView, TagCount, visible};
use crate::pages::parts;
use crate::texts::en::{common, site as t};

/// Characters of a page's description.
const DESCRIPTION_CHARS: usize = 160;

/// Where a page stands.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    /// Scheme and host of the site, as `https://column.example`, whatever name it was asked for by.
    pub origin: &'a str,
    /// Its address within the site, with what of a query it goes by.
    pub path: &'a str,
}

/// What a page is about.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// The column as a whole.
    Column,
    /// A topic.
    Tag(&'a TagCount),
    /// A post, an entry or a page of the column.
    Post(&'a PostView),
}

/// What a page's head says to machines. `title` is that of the page itself.
pub fn head(
    column: &Column,
    pictures: &ColumnPictures,
    at: At<'_>,
    title: &str,
    about: About<'_>,
) -> Markup {
    let address = format!("{}{}", at.origin, at.path);
    let description = description(column, about);
    let picture = match about {
        About::Post(post) => picture(post, pictures).map(|it| it.into_owned()),
        About::Column | About::Tag(_) => portrait(pictures),
    };
    let picture = picture.map(|path| format!("{}{path}", at.origin));
    let article = match about {
        About::Post(post) if post.kind != PostKind::Page => Some(post),
        _ => None,
    };
    let kind = if article.is_some() { "article" } else { "website" };
    let hidden = matches!(about, About::Post(post) if post.unlisted);
    html! {
        meta name="description" content=(description);
        // Who has the link finds it, and nobody else.
        @if hidden { meta name="robots" content="noindex"; }
        link rel="canonical" href=(address);
        @if let About::Tag(tag) = about { (feeds(&t::feed_of_tag(&column.name, &tag.name), &format!("/tags/{}", tag.slug.as_str()))) }
        (feeds(&column.name, ""))
        meta property="og:type" content=(kind);
        meta property="og:site_name" content=(column.name);
        meta property="og:title" content=(title);
        meta property="og:description" content=(description);
        meta property="og:url" content=(address);
        @if let Some(picture) = &picture { meta property="og:image" content=(picture); }
        @if let Some(post) = article {
            // Data, which no browser runs: the policy of scripts is not asked about it.
            script type="application/ld+json" { (PreEscaped(article_data(column, at.origin, post, picture.as_deref()))) }
        }
    }
}

/// The head of a page that stands in no list and has no picture, as one with a form.
pub fn plain_head(column: &Column) -> Markup {
    html! { meta name="description" content=(description(column, About::Column)); }
}

/// The ways to both feeds below an address.
fn feeds(title: &str, below: &str) -> Markup {
    html! {
        link rel="alternate" type="application/atom+xml" title=(title) href={ (below) "/feed.atom" };
        link rel="alternate" type="application/feed+json" title=(title) href={ (below) "/feed.json" };
    }
}

/// A sentence or two. What a post warns of is not told before the warning.
fn description(column: &Column, about: About<'_>) -> String {
    match about {
        About::Column if !column.line.is_empty() => visible(&column.line),
        About::Column => t::home_line(&column.columnist),
        About::Tag(tag) => t::tag_line(&tag.name, &column.name),
        About::Post(post) if !post.warning.is_empty() => {
            format!("{} {}", t::WARNING, visible(&post.warning))
        }
        About::Post(post) if !post.printed.is_empty() => {
            parts::excerpt(&post.printed, DESCRIPTION_CHARS)
        }
        About::Post(post) => {
            let words = super::html::words(&post.answer_html);
            parts::excerpt(&words, DESCRIPTION_CHARS)
        }
    }
}

/// A post as schema.org's `Article`, in JSON that can stand within an element.
fn article_data(column: &Column, origin: &str, post: &PostView, picture: Option<&str>) -> String {
    let mut article = Map::new();
    let mut put = |name: &str, value: Value| drop(article.insert(name.to_owned(), value));
    put("@context", "https://schema.org".into());
    put("@type", "Article".into());
    put("headline", visible(&post.title).into());
    put("mainEntityOfPage", format!("{origin}{}", post.address()).into());
    put("datePublished", moment(post.published).into());
    put("dateModified", moment(post.changed()).into());
    put("inLanguage", common::LANG.into());
    put("author", json!({ "@type": "Person", "name": column.columnist }));
    put(
        "publisher",
        json!({ "@type": "Organization", "name": column.name, "url": format!("{origin}/") }),
    );
    if !post.tags.is_empty() {
        put("keywords", post.tags.iter().map(|(name, _)| name.as_str()).collect());
    }
    if let Some(picture) = picture {
        put("image", picture.into());
    }
    // A text that ends the element would end it here too.
    Value::Object(article).to_string().replace('<', "\\u003c")
}
