//! Posts as the public reads them.

use serde::{Deserialize, Serialize};

use super::{COMMENTS_MAX, Day, MailboxId, Moment, Picture, PostKind, PublicId, Slug, TagName};

/// A post as it goes out: the printed text alone, nothing of the letters behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicPost {
    pub id: PublicId,
    pub slug: Slug,
    /// Addresses that it had before; they lead to it for good.
    pub old_slugs: Vec<Slug>,
    pub title: String,
    pub printed: String,
    /// Markdown.
    pub answer: String,
    /// What stands before and behind it.
    #[serde(default)]
    pub blocks: PrintedBlocks,
    /// Public tags alone.
    pub tags: Vec<TagName>,
    pub published: Moment,
    /// Set when it was changed on a later day than it was published.
    pub updated: Option<Moment>,
    /// The mailboxes of the letters it answers, so that a withdrawal can hold it.
    pub mailboxes: Vec<MailboxId>,
    /// Under another name than the outbox has for what leaves.
    #[serde(rename = "post_kind")]
    pub kind: PostKind,
    /// Released for `published`, and shown from then on.
    pub scheduled: bool,
    pub unlisted: bool,
    pub comments: bool,
    /// What the text speaks of, where that folds it; empty where not.
    pub warning: String,
    /// Of a page in the menu.
    pub position: Option<u32>,
    /// The pictures of the library that it names.
    #[serde(default)]
    pub pictures: Vec<Picture>,
}

/// The blocks of a post, in Markdown, each apart from the others. They are no part of its own text: a search of the
/// site does not look into what stands under every post.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PrintedBlocks {
    pub opening: Vec<String>,
    pub closing: Vec<String>,
}

impl PrintedBlocks {
    /// Every text of a post in one, to look for what it names.
    pub fn texts_with(&self, answer: &str) -> String {
        let opening = self.opening.iter().map(String::as_str);
        let texts = opening.chain([answer]).chain(self.closing.iter().map(String::as_str));
        texts.collect::<Vec<_>>().join("\n\n")
    }
}

/// A public post with its answer rendered, as a page shows it.
#[derive(Debug, Clone)]
pub struct PostView {
    pub id: PublicId,
    pub kind: PostKind,
    pub slug: Slug,
    pub title: String,
    pub printed: String,
    /// Clean HTML, from `markdown` alone.
    pub answer_html: String,
    /// What the text speaks of, where that folds it; empty where not.
    pub warning: String,
    /// Reached by its address alone.
    pub unlisted: bool,
    pub tags: Vec<(String, Slug)>,
    pub published: Day,
    pub updated: Option<Day>,
    /// Whether it may be responded to at all.
    pub comments: bool,
    /// Public comments below it.
    pub responses: u32,
}

/// What decides on which days a public post takes responses.
#[derive(Debug, Clone, Copy)]
pub struct Openness {
    pub kind: PostKind,
    /// Whether it may be responded to at all.
    pub comments: bool,
    pub published: Day,
}

impl Openness {
    /// Whether it does on `day`, where a post does for `days` from the one on which it was published.
    pub fn on(self, days: u32, day: Day) -> bool {
        let open = days > 0 && day.0 <= self.published.0.saturating_add(days);
        self.comments && self.kind != PostKind::Page && open
    }
}

impl PostView {
    /// Whether it takes responses on `day`, as [`Openness::on`] has it, and has room for them.
    pub fn takes_responses(&self, days: u32, day: Day) -> bool {
        let Self { kind, comments, published, .. } = *self;
        Openness { kind, comments, published }.on(days, day) && self.responses < COMMENTS_MAX
    }
}

/// Where a public post or page stands, and when it was last changed.
#[derive(Debug, Clone)]
pub struct PostPlace {
    pub kind: PostKind,
    pub slug: Slug,
    pub changed: Day,
}

/// A public post in a list.
#[derive(Debug, Clone)]
pub struct PostTeaser {
    pub kind: PostKind,
    pub slug: Slug,
    pub title: String,
    /// The beginning of the printed question, or of the text where none is printed.
    pub excerpt: String,
    /// What the text speaks of, where that folds it; empty where not.
    pub warning: String,
    pub published: Day,
    pub tags: Vec<(String, Slug)>,
    /// Public comments below it.
    pub responses: u32,
}

/// One page of public posts, newest first.
#[derive(Debug, Clone, Default)]
pub struct PostPage {
    pub posts: Vec<PostTeaser>,
    /// Where the next page begins, if there is one.
    pub next: Option<PostCursor>,
}

/// A place in the list of public posts: moment of publication and row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostCursor {
    pub published: Moment,
    pub row: i64,
}

impl PostView {
    /// The day of its last change.
    pub fn changed(&self) -> Day {
        self.updated.unwrap_or(self.published)
    }

    /// Its address within the site.
    pub fn address(&self) -> String {
        self.kind.address(&self.slug)
    }
}

impl PostCursor {
    /// Reads a cursor as an address carries it: `seconds-row`; none for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (published, row) = text.split_once('-')?;
        Some(Self { published: Moment(published.parse().ok()?), row: row.parse().ok()? })
    }
}

impl std::fmt::Display for PostCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.published.0, self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_what_it_writes_and_nothing_else() {
        let cursor = PostCursor { published: Moment(1_700_000_000), row: 42 };
        assert_eq!(PostCursor::parse(&cursor.to_string()), Some(cursor));
        for text in ["", "-", "1", "a-1", "1-", "1-99999999999999999999"] {
            assert_eq!(PostCursor::parse(text), None, "{text:?}");
        }
    }
}
