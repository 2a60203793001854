//! Searching the public posts.

use super::{Result, Service};
use crate::domain::{SearchHit, SearchPage, excerpt_around, has_hit, pieces};
use crate::public::MarkedPost;

/// Posts on one page of what was found.
const PAGE_POSTS: usize = 10;
/// Characters of a post that are shown.
const EXCERPT_CHARS: usize = 240;

impl Service {
    /// The posts that have every word typed; `page` is counted from 1. What was typed is kept nowhere.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Busy`] when the store is.
    pub async fn find(&self, typed: &str, page: usize) -> Result<SearchPage> {
        let skipped = page.saturating_sub(1).saturating_mul(PAGE_POSTS);
        let found = self.inner.public.find(typed.to_owned(), skipped, PAGE_POSTS).await?;
        // Long answers take a moment to be read.
        let (posts, found, capped) = (found.posts, found.found, found.capped);
        let hits = tokio::task::spawn_blocking(move || posts.iter().map(hit).collect()).await?;
        Ok(SearchPage { hits, found, capped, pages: found.div_ceil(PAGE_POSTS).max(1) })
    }
}

fn hit(post: &MarkedPost) -> SearchHit {
    let answer = &post.answer;
    // The letter, unless the words stand in the answer alone; an entry has no letter.
    let in_answer = post.printed.is_empty() || has_hit(answer) && !has_hit(&post.printed);
    let text = if in_answer { answer } else { &post.printed };
    let excerpt = match post.warning.as_str() {
        "" => excerpt_around(text, EXCERPT_CHARS),
        warning => pieces(warning),
    };
    SearchHit {
        slug: post.slug.clone(),
        title: pieces(&post.title),
        warned: !post.warning.is_empty(),
        excerpt,
        own: in_answer,
        tags: if has_hit(&post.tags) { pieces(&post.tags) } else { Vec::new() },
        published: post.published,
        responses: post.responses,
    }
}
