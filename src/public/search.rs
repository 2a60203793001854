//! Finding public posts by their words: what may answer a question already.
//!
//! It goes by telling words that few posts have. The page's script goes by the same rules (`assets/js/offers.js`).

use std::collections::HashMap;

use rusqlite::{Connection, named_params};

use super::Result;
use super::posts::read_slug;
use crate::domain::{PublicPost, Slug, all_telling_words, telling_words};

/// Words of a text that are looked up, and the rarest of them that count.
const WORDS_MAX: usize = 200;
const RARE_MAX: usize = 24;
/// Telling words that a question and a post must share.
const SHARED_MIN: u32 = 2;
/// A word that more than one post in so many has tells nothing. It may be in the least of posts always, and in no
/// more than the most, which bounds what is looked through.
const COMMON_PARTS: usize = 8;
const COMMON_MIN: usize = 3;
const COMMON_MAX: usize = 500;
/// Letters at the beginning of two words that may be forms of one.
const STEM_CHARS: usize = 4;

/// Words of a post that the page's script goes by, and those among which they are chosen: its most frequent ones.
const TERMS: usize = 12;
const TERMS_FROM: usize = 24;
/// Posts with a word beyond which it is as common as any, so that a post is put as fast when there are many.
const COUNTED_MAX: usize = 200;
/// What one tag counts for, in words of the text.
const TAG_WEIGHT: usize = 3;

/// A word and the posts that have it.
struct Found {
    word: String,
    posts: Vec<i64>,
}

/// At most `limit` posts that share telling words with a text: those with the most and rarest first, then the newest.
pub(super) fn alike(conn: &Connection, text: &str, limit: u32) -> Result<Vec<(Slug, String)>> {
    let all = count(conn)?;
    let most = (all / COMMON_PARTS).clamp(COMMON_MIN, COMMON_MAX);
    let mut shared: HashMap<i64, (u32, f64)> = HashMap::new();
    for found in rarest(conn, text, most)? {
        let weight = (1.0 + all as f64 / found.posts.len() as f64).ln();
        for post in found.posts {
            let (words, score) = shared.entry(post).or_default();
            *words += 1;
            *score += weight;
        }
    }
    let mut close: Vec<(i64, f64)> = shared
        .into_iter()
        .filter(|(_, (words, _))| *words >= SHARED_MIN)
        .map(|(post, (_, score))| (post, score))
        .collect();
    close.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    close.truncate(limit as usize);
    close.into_iter().map(|(post, _)| titled(conn, post)).collect()
}

/// The words of a text that the fewest posts have, at least one and at most `most`.
fn rarest(conn: &Connection, text: &str, most: usize) -> Result<Vec<Found>> {
    let mut rare: Vec<Found> = Vec::new();
    for word in telling_words(text).into_iter().take(WORDS_MAX) {
        let posts = posts_with(conn, &word, most + 1)?;
        let found = Found { word, posts };
        if (1..=most).contains(&found.posts.len())
            && !rare.iter().any(|other| other.is_one_with(&found))
        {
            rare.push(found);
        }
    }
    rare.sort_by_key(|found| found.posts.len());
    rare.truncate(RARE_MAX);
    Ok(rare)
}

impl Found {
    /// Whether both are likely forms of one word, which the index does not tell apart either.
    fn is_one_with(&self, other: &Self) -> bool {
        self.posts == other.posts
            && self.word.chars().take(STEM_CHARS).eq(other.word.chars().take(STEM_CHARS))
    }
}

/// Up to `limit` posts that have a word, which is of letters and digits alone.
fn posts_with(conn: &Connection, word: &str, limit: usize) -> Result<Vec<i64>> {
    let mut stmt = conn.prepare_cached(
        "select rowid from post_search where post_search match :word limit :limit",
    )?;
    // In quotes it is a word to the search, whatever it says.
    let params = named_params! { ":word": format!("\"{word}\""), ":limit": limit };
    let rows = stmt.query_map(params, |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn titled(conn: &Connection, post: i64) -> Result<(Slug, String)> {
    let mut stmt = conn.prepare_cached("select slug, title from post where key = :post")?;
    let mut rows = stmt.query(named_params! { ":post": post })?;
    let row = rows.next()?.ok_or(super::Error::NotFound)?;
    Ok((read_slug(row, "slug")?, row.get("title")?))
}

fn count(conn: &Connection) -> Result<usize> {
    Ok(conn
        .prepare_cached("select count(*) from post where listed = 1")?
        .query_row([], |row| row.get(0))?)
}

/// The newest posts with their terms, at most `limit`.
pub(super) fn index(conn: &Connection, limit: u32) -> Result<Vec<(Slug, String, String)>> {
    let mut stmt = conn.prepare_cached(
        "select slug, title, terms from post where listed = 1 order by published desc, key desc limit :limit",
    )?;
    let mut rows = stmt.query(named_params! { ":limit": limit })?;
    let mut posts = Vec::new();
    while let Some(row) = rows.next()? {
        posts.push((read_slug(row, "slug")?, row.get("title")?, row.get("terms")?));
    }
    Ok(posts)
}

/// Chooses the terms of a post that is in the index by now: the words of its title, then those that it has often and
/// other posts seldom. They stay as they are when other posts come.
pub(super) fn set_terms(conn: &Connection, key: i64, post: &PublicPost) -> Result<()> {
    let mut terms = telling_words(&post.title);
    let all = count(conn)? as f64;
    let mut scored = Vec::new();
    for (word, times) in frequent(post) {
        if !terms.contains(&word) {
            let posts = posts_with(conn, &word, COUNTED_MAX)?.len().max(1) as f64;
            scored.push((word, (1.0 + (times as f64).ln()) * (1.0 + all / posts).ln()));
        }
    }
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    terms.extend(scored.into_iter().map(|(word, _)| word));
    terms.truncate(TERMS);
    conn.prepare_cached("update post set terms = :terms where key = :key")?
        .execute(named_params! { ":terms": terms.join(" "), ":key": key })?;
    Ok(())
}

/// The words that a post has most often, with how often, its tags counted for more.
fn frequent(post: &PublicPost) -> Vec<(String, usize)> {
    let mut times: HashMap<String, usize> = HashMap::new();
    for tag in post.tags.iter().filter(|tag| !tag.is_private()) {
        for word in telling_words(tag.as_str()) {
            *times.entry(word).or_default() += TAG_WEIGHT;
        }
    }
    for word in all_telling_words(&post.printed).chain(all_telling_words(&post.answer)) {
        *times.entry(word).or_default() += 1;
    }
    let mut times: Vec<_> = times.into_iter().collect();
    times.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    times.truncate(TERMS_FROM);
    times
}

/// Makes one piece of each index, which grows by pieces that each search looks through. It also takes out of it what
/// the pieces tell of the order in which posts came.
pub(super) fn merge(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch(
        "insert into post_search (post_search) values ('optimize');
         insert into post_head (post_head) values ('optimize');",
    )?)
}

#[cfg(test)]
mod tests;
