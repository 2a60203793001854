//! Letters that came by the slow lane: how many there may be, and how they make way.
//!
//! Any of them may be a person's, so which one goes is drawn by chance, all alike: a flood drives out itself most.
//! Once such a letter is in the vault and not filed as spam, its mailbox is one like all others. The mailboxes of spam
//! stay too, up to a number, so that they show as waiting.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Result, key};
use crate::domain::{Day, EnvelopeId, MailboxId};

/// Suspect letters that wait at once.
const WAITING_MAX: i64 = 2_000;
/// Mailboxes of suspect letters at once, of those that wait and of those filed as spam.
const MAILBOXES_MAX: i64 = 10_000;
/// Mailboxes that are remembered for having gone; it makes about 3 MiB.
const EVICTED_MAX: i64 = 100_000;
/// Days for which they are.
pub const EVICTED_DAYS: u32 = 90;

/// Which of the suspect letters.
#[derive(Debug, Clone, Copy)]
enum Which {
    Spam = 0,
    Waiting = 1,
}

/// Makes way for one more suspect letter where there are as many as there may be.
pub(super) fn make_way(conn: &Connection, today: Day) -> Result<()> {
    let (waiting, spam) = (how_many(conn, "waiting")?, how_many(conn, "spam")?);
    if waiting >= WAITING_MAX {
        evict(conn, Which::Waiting, waiting, today)?;
    } else if waiting + spam >= MAILBOXES_MAX {
        evict(conn, Which::Spam, spam, today)?;
    }
    Ok(())
}

/// Notes that the slow lane made a mailbox, whose letter waits.
pub(super) fn put(conn: &Connection, mailbox: &MailboxId, envelope: &EnvelopeId) -> Result<()> {
    conn.prepare_cached(
        "insert into suspect (mailbox, envelope, waiting) values (:mailbox, :envelope, 1)",
    )?
    .execute(named_params! { ":mailbox": key(&mailbox.0), ":envelope": key(&envelope.0) })?;
    Ok(())
}

/// Notes that a letter waits no longer. It counts as spam until [`trust`] says otherwise.
pub(super) fn moved(conn: &Connection, envelope: i64) -> Result<()> {
    conn.prepare_cached(
        "update suspect set waiting = 0 where waiting = 1 and envelope = :envelope",
    )?
    .execute(named_params! { ":envelope": envelope })?;
    Ok(())
}

/// Makes a mailbox one like all others: its letter was not filed as spam, or the desk has something to say to it.
pub(super) fn trust(conn: &Connection, mailbox: &MailboxId) -> Result<()> {
    conn.prepare_cached("delete from suspect where mailbox = :key")?
        .execute(named_params! { ":key": key(&mailbox.0) })?;
    Ok(())
}

/// Whether a mailbox is still suspect.
pub(super) fn is_suspect(conn: &Connection, mailbox: &MailboxId) -> Result<bool> {
    let mut stmt =
        conn.prepare_cached("select exists (select 1 from suspect where mailbox = :key)")?;
    Ok(stmt.query_row(named_params! { ":key": key(&mailbox.0) }, |row| row.get(0))?)
}

/// Lets one suspect letter go, one filed as spam if there is any; false when there is none at all.
pub(super) fn evict_any(conn: &Connection, today: Day) -> Result<bool> {
    let spam = how_many(conn, "spam")?;
    if evict(conn, Which::Spam, spam, today)? {
        return Ok(true);
    }
    let waiting = how_many(conn, "waiting")?;
    evict(conn, Which::Waiting, waiting, today)
}

/// Draws one of `count` suspect letters and lets it go with its mailbox; false when there is none.
fn evict(conn: &Connection, which: Which, count: i64, today: Day) -> Result<bool> {
    if count < 1 {
        return Ok(false);
    }
    // By its place, not by a random key: a key would favour whatever lies behind a gap.
    let drawn: Option<(i64, i64)> = conn
        .prepare_cached(
            "select mailbox, envelope from suspect where waiting = :waiting
             order by envelope limit 1 offset abs(random() % :count)",
        )?
        .query_row(named_params! { ":waiting": which as i64, ":count": count }, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((mailbox, envelope)) = drawn else { return Ok(false) };
    conn.prepare_cached("delete from envelope where key = :key and suspect = 1")?
        .execute(named_params! { ":key": envelope })?;
    conn.prepare_cached("delete from mailbox where key = :key")?
        .execute(named_params! { ":key": mailbox })?;
    remember(conn, mailbox, today)?;
    Ok(true)
}

/// Notes that a mailbox went for want of room, and forgets the oldest when that makes too many.
fn remember(conn: &Connection, mailbox: i64, today: Day) -> Result<()> {
    conn.prepare_cached(
        "insert into evicted (mailbox, day) values (:key, :day)
         on conflict do update set day = excluded.day",
    )?
    .execute(named_params! { ":key": mailbox, ":day": today.0 })?;
    if how_many(conn, "evicted")? > EVICTED_MAX {
        conn.prepare_cached(
            "delete from evicted
             where mailbox = (select mailbox from evicted order by day, mailbox limit 1)",
        )?
        .execute([])?;
    }
    Ok(())
}

/// Whether a mailbox went for want of room, and is remembered.
pub(super) fn was_evicted(conn: &Connection, mailbox: &MailboxId) -> Result<bool> {
    let mut stmt =
        conn.prepare_cached("select exists (select 1 from evicted where mailbox = :key)")?;
    Ok(stmt.query_row(named_params! { ":key": key(&mailbox.0) }, |row| row.get(0))?)
}

/// Forgets that a mailbox went, since it is there again.
pub(super) fn is_back(conn: &Connection, mailbox: &MailboxId) -> Result<()> {
    conn.prepare_cached("delete from evicted where mailbox = :key")?
        .execute(named_params! { ":key": key(&mailbox.0) })?;
    Ok(())
}

/// Forgets what went long ago.
pub(super) fn forget(conn: &Connection, today: Day) -> Result<()> {
    let last = today.0.saturating_sub(EVICTED_DAYS);
    conn.execute("delete from evicted where day < :last", named_params! { ":last": last })?;
    Ok(())
}

fn how_many(conn: &Connection, kind: &str) -> Result<i64> {
    let mut stmt = conn.prepare_cached("select how_many from tally where kind = :kind")?;
    Ok(stmt.query_row(named_params! { ":kind": kind }, |row| row.get(0))?)
}

#[cfg(test)]
mod tests;
