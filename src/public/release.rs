//! Posts that are released for a date: shown on the hour, whether anybody is signed in or not.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Error, Result, mailboxes, posts, site, suspects};
use crate::domain::{MailboxId, Moment, PublicId, SealedState, TagName};

/// How a post stands in the public store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Everyone can read it.
    Shown,
    /// It waits for its date.
    Released,
    /// It is not there.
    Gone,
}

/// A post whose moment has come.
struct Due {
    key: i64,
    id: PublicId,
    /// The names of its public tags, as the search reads them.
    tags: String,
    published: Moment,
}

/// Keeps what an asker is told once a post is shown; one that is shown already tells it at once.
pub(super) fn put_state(
    conn: &Connection,
    post: &PublicId,
    mailbox: &MailboxId,
    state: &SealedState,
) -> Result<()> {
    if standing(conn, post)? == Standing::Shown {
        return mailboxes::set_state(conn, mailbox, state.as_bytes());
    }
    conn.prepare_cached(
        "insert into release_state (post, mailbox, state)
         select key, :mailbox, :state from post where id = :post
         on conflict (post, mailbox) do update set state = excluded.state",
    )?
    .execute(named_params! {
        ":mailbox": mailbox.0, ":state": state.as_bytes(), ":post": post.0,
    })?;
    Ok(())
}

/// When the next released post is to be shown.
pub(super) fn next(conn: &Connection) -> Result<Option<Moment>> {
    let mut stmt = conn.prepare_cached("select min(published) from post where shown = 0")?;
    Ok(stmt.query_row([], |row| row.get::<_, Option<i64>>(0))?.map(Moment))
}

/// How a post stands.
pub(super) fn standing(conn: &Connection, id: &PublicId) -> Result<Standing> {
    let shown: Option<bool> = conn
        .prepare_cached("select shown from post where id = :id")?
        .query_row(named_params! { ":id": id.0 }, |row| row.get(0))
        .optional()?;
    Ok(match shown {
        Some(true) => Standing::Shown,
        Some(false) => Standing::Released,
        None => Standing::Gone,
    })
}

/// Shows every released post whose moment has come, and tells its askers. One that names a held mailbox is taken out
/// instead: that it is gone tells the desk. Returns whether there was any.
pub(super) fn release(conn: &Connection, now: Moment) -> Result<bool> {
    let due = due(conn, now)?;
    for post in &due {
        if is_held(conn, post)? {
            posts::remove(conn, &post.id)?;
        } else {
            show(conn, post)?;
        }
    }
    if !due.is_empty() {
        site::bump(conn)?;
    }
    Ok(!due.is_empty())
}

fn due(conn: &Connection, now: Moment) -> Result<Vec<Due>> {
    let mut stmt = conn.prepare_cached(
        "select key, id, iif(unlisted or kind = 'page', '', tags) as tags, published
         from post
         where shown = 0 and published <= :now
         order by published, key",
    )?;
    let rows = stmt.query_map(named_params! { ":now": now.0 }, |row| {
        Ok(Due {
            key: row.get("key")?,
            id: PublicId(row.get("id")?),
            tags: row.get("tags")?,
            published: Moment(row.get("published")?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn is_held(conn: &Connection, post: &Due) -> Result<bool> {
    let mut stmt =
        conn.prepare_cached("select mailbox from post_mailbox where post = :key order by mailbox")?;
    let rows =
        stmt.query_map(named_params! { ":key": post.key }, |row| row.get(0).map(MailboxId))?;
    for mailbox in rows {
        if mailboxes::is_held(conn, &mailbox?)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn show(conn: &Connection, post: &Due) -> Result<()> {
    conn.prepare_cached("update post set shown = 1 where key = :key")?
        .execute(named_params! { ":key": post.key })?;
    let tags = TagName::parse_list(&post.tags).map_err(|_| Error::Inconsistent("post.tags"))?;
    posts::set_tags(conn, post.key, &tags.iter().collect::<Vec<_>>(), post.published)?;
    tell(conn, post.key)
}

/// Puts the states that were sealed for this moment into their mailboxes.
fn tell(conn: &Connection, key: i64) -> Result<()> {
    let mut stmt = conn
        .prepare_cached("delete from release_state where post = :key returning mailbox, state")?;
    let rows = stmt.query_map(named_params! { ":key": key }, |row| {
        Ok((MailboxId(row.get(0)?), row.get::<_, Vec<u8>>(1)?))
    })?;
    for row in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        suspects::trust(conn, &row.0)?;
        mailboxes::set_state(conn, &row.0, &row.1)?;
    }
    Ok(())
}
