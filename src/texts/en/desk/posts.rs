//! The list of posts.

use crate::domain::{Publication, visible};

pub const TITLE: &str = "Posts";
pub const UNTITLED: &str = "Untitled";
pub const EMPTY_HEAD: &str = "No posts yet";
pub const EMPTY_LINE: &str =
    "Open a letter in the queue and begin a post from it. Drafts gather here.";
pub const TO_QUEUE: &str = "Go to the queue";
pub const NEXT: &str = "Older posts";
pub const PAGES: &str = "Pages of the posts";
pub const EDITED: &str = "Edited";

/// A post's title in a list; a draft may have none yet.
pub fn title(title: &str) -> String {
    if title.is_empty() { UNTITLED.to_owned() } else { visible(title) }
}

/// How a post stands, as a label.
pub fn state(publication: Option<&Publication>, revision: u32) -> &'static str {
    match publication {
        None => "Draft",
        Some(publication) if !publication.live => "Off the site",
        Some(publication) if publication.revision < revision => "Public, with a newer draft",
        Some(_) => "Public",
    }
}
