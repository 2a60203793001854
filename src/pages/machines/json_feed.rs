//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>), with the whole text.

use serde_json::{Map, Value, json};

use super::{Feed, moment, name, picture, portrait};
use crate::domain::{PostView, visible};
use crate::texts::en::common;

const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// The feed.
pub fn json_feed(feed: &Feed<'_>) -> String {
    let mut shown = Map::new();
    let mut put = |name: &str, value: Value| drop(shown.insert(name.to_owned(), value));
    put("version", VERSION.into());
    put("title", feed.title().into());
    put("home_page_url", feed.home().into());
    put("feed_url", feed.own("feed.json").into());
    put("language", common::LANG.into());
    put("authors", json!([{ "name": feed.column.columnist }]));
    if let Some(portrait) = portrait(feed.pictures) {
        put("icon", format!("{}{portrait}", feed.origin).into());
    }
    put("items", feed.posts.iter().map(|post| item(feed, post)).collect());
    Value::Object(shown).to_string()
}

fn item(feed: &Feed<'_>, post: &PostView) -> Value {
    let tags: Vec<&str> = post.tags.iter().map(|(name, _)| name.as_str()).collect();
    let mut item = json!({
        "id": name(post),
        "url": feed.address(post),
        "title": visible(&post.title),
        "content_html": feed.content(post).into_string(),
        "date_published": moment(post.published),
        "date_modified": moment(post.changed()),
        "tags": tags,
    });
    if let Some(picture) = picture(post, feed.pictures) {
        item["image"] = format!("{}{picture}", feed.origin).into();
    }
    item
}
