//! The texts that a post had, one for each sitting.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Act, Reader, Result, from_json, json};
use crate::domain::{Day, Moment, PostId, PostText, RevisionMeta, RevisionRow, folds};
use crate::sqlite;

impl Reader {
    /// The revisions of a post, at most `limit`, the newest first.
    pub async fn revisions(&self, id: PostId, limit: u32) -> sqlite::Result<Vec<RevisionRow>> {
        self.pool.read(move |conn| list(conn, id, limit)).await
    }

    /// The text of one revision.
    pub async fn revision(&self, id: PostId, number: u32) -> sqlite::Result<PostText> {
        self.pool.read(move |conn| text(conn, id, number)).await
    }
}

/// Keeps a text as the revision `number`.
pub(super) fn keep(
    conn: &Connection,
    post: PostId,
    number: u32,
    text: &PostText,
    act: &Act,
) -> Result<()> {
    conn.prepare_cached(
        "insert into revision (post, number, day, moment, by, content)
         values (:post, :number, :day, :moment, :by, :content)",
    )?
    .execute(named_params! {
        ":post": post.0, ":number": number, ":day": act.today().0, ":moment": act.now.0,
        ":by": act.by, ":content": json(text)?,
    })?;
    Ok(())
}

/// Makes room for a save in the revision before it, if both are of one sitting: that one goes. False where it stays:
/// as the one that readers see, or will see on its date, `shown`.
pub(super) fn fold(
    conn: &Connection,
    post: PostId,
    previous: u32,
    shown: Option<u32>,
    act: &Act,
) -> Result<bool> {
    let Some(previous) = meta(conn, post, previous)? else { return Ok(false) };
    if !folds(&previous, &act.by, act.now, shown) {
        return Ok(false);
    }
    conn.prepare_cached("delete from revision where post = :post and number = :number")?
        .execute(named_params! { ":post": post.0, ":number": previous.number })?;
    Ok(true)
}

fn meta(
    conn: &Connection,
    post: PostId,
    number: u32,
) -> Result<Option<RevisionMeta>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select by, moment from revision where post = :post and number = :number",
    )?;
    let found = stmt.query_row(named_params! { ":post": post.0, ":number": number }, |row| {
        Ok(RevisionMeta { number, by: row.get(0)?, saved: Moment(row.get(1)?) })
    });
    Ok(found.optional()?)
}

/// The revisions of a post, the newest first.
pub(super) fn list(
    conn: &Connection,
    post: PostId,
    limit: u32,
) -> Result<Vec<RevisionRow>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select number, day, by from revision where post = :post order by number desc limit :limit",
    )?;
    let rows = stmt.query_map(named_params! { ":post": post.0, ":limit": limit }, |row| {
        Ok(RevisionRow { number: row.get(0)?, day: Day(row.get(1)?), by: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The text of one revision.
pub(super) fn text(
    conn: &Connection,
    post: PostId,
    number: u32,
) -> Result<PostText, sqlite::Error> {
    let mut stmt = conn
        .prepare_cached("select content from revision where post = :post and number = :number")?;
    let found: Option<String> = stmt
        .query_row(named_params! { ":post": post.0, ":number": number }, |row| row.get(0))
        .optional()?;
    from_json(&found.ok_or(sqlite::Error::NotFound)?)
}
