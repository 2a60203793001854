//! Finding public posts by what somebody typed.

use rusqlite::{Connection, named_params};

use super::posts::read_slug;
use super::{Error, Result, site};
use crate::domain::{Day, HIT_CLOSE, HIT_OPEN, Moment, Slug, Zone, search_expression};

/// Posts that one search finds at the most. Who finds more is better served by another word, and so much the search
/// costs, however many posts have a word.
pub(super) const FOUND_MAX: usize = 200;

/// Posts that are looked through first, the newest, and how many times as many are next.
const LOOKED_FIRST: i64 = 1_000;
const LOOKED_MORE: i64 = 10;

/// A post that was found. In its texts the words stand between [`HIT_OPEN`] and [`HIT_CLOSE`].
#[derive(Debug, Clone)]
pub struct MarkedPost {
    pub slug: Slug,
    pub title: String,
    pub printed: String,
    /// Names of its public tags, with commas between.
    pub tags: String,
    /// Its words, without marks.
    pub answer: String,
    /// What it warns of; empty where it does not.
    pub warning: String,
    pub published: Day,
    /// Public comments below it.
    pub responses: u32,
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Finding {
    /// Those of the page that was asked for.
    pub posts: Vec<MarkedPost>,
    /// On all pages.
    pub found: usize,
    /// Whether there are more than so many.
    pub capped: bool,
}

/// The posts that have every word typed: those with all of them in their titles and tags first, then the newest.
/// At most `limit`, behind the first `skipped`.
pub(super) fn find(
    conn: &Connection,
    typed: &str,
    skipped: usize,
    limit: usize,
) -> Result<Finding> {
    let Some(words) = search_expression(typed) else { return Ok(Finding::default()) };
    let mut keys = keys(conn, "post_head", &words)?;
    let telling = keys.len();
    for key in self::keys(conn, "post_search", &words)? {
        if !keys[..telling].contains(&key) {
            keys.push(key);
        }
    }
    let capped = keys.len() > FOUND_MAX;
    keys.truncate(FOUND_MAX);
    let shown = keys.iter().skip(skipped).take(limit);
    let zone = site::zone(conn)?;
    let posts = shown.map(|&key| marked(conn, &zone, &words, key)).collect::<Result<_>>()?;
    Ok(Finding { posts, found: keys.len(), capped })
}

/// The newest posts that an index finds: one more than are counted, so that it is known whether there are more. It is
/// asked for the newest posts, then for some times as many before them, until enough are found: asked for all from the
/// newest on, it would first read everything that it has of a word, however common that is.
fn keys(conn: &Connection, index: &str, words: &str) -> Result<Vec<i64>> {
    let mut stmt = conn.prepare_cached(&format!(
        "select rowid from {index} where {index} match :words and rowid between :from and :to order by rowid"
    ))?;
    let mut newest = conn.prepare_cached("select coalesce(max(key), 0) from post")?;
    let mut to: i64 = newest.query_row([], |row| row.get(0))?;
    let (mut found, mut looked) = (Vec::new(), LOOKED_FIRST);
    while to > 0 && found.len() <= FOUND_MAX {
        let from = to.saturating_sub(looked).max(0) + 1;
        let params = named_params! { ":words": words, ":from": from, ":to": to };
        let rows = stmt.query_map(params, |row| row.get(0))?;
        let mut part: Vec<i64> = rows.collect::<rusqlite::Result<_>>()?;
        part.reverse();
        found.append(&mut part);
        to = from - 1;
        looked = looked.saturating_mul(LOOKED_MORE);
    }
    found.truncate(FOUND_MAX + 1);
    Ok(found)
}

fn marked(conn: &Connection, zone: &Zone, words: &str, key: i64) -> Result<MarkedPost> {
    let mut stmt = conn.prepare_cached(
        "select highlight(post_search, 0, :open, :close) as title,
                highlight(post_search, 1, :open, :close) as printed,
                highlight(post_search, 2, :open, :close) as answer,
                highlight(post_search, 3, :open, :close) as tags,
                slug, warning, published, responses
         from post_search join post on post.key = post_search.rowid
         where post_search match :words and post_search.rowid = :key",
    )?;
    let (open, close) = (HIT_OPEN.to_string(), HIT_CLOSE.to_string());
    let params = named_params! { ":open": open, ":close": close, ":words": words, ":key": key };
    let mut rows = stmt.query(params)?;
    let row = rows.next()?.ok_or(Error::NotFound)?;
    Ok(MarkedPost {
        slug: read_slug(row, "slug")?,
        title: row.get("title")?,
        printed: row.get("printed")?,
        answer: row.get("answer")?,
        tags: row.get("tags")?,
        warning: row.get("warning")?,
        published: zone.day(Moment(row.get("published")?)),
        responses: row.get("responses")?,
    })
}
