//! What has been decided and waits to leave, in the order of the decisions.

use rusqlite::{Connection, named_params};

use super::Result;
use crate::domain::{MailboxId, Moment, OutboxRow, Outgoing};
use crate::sqlite;

/// When a shelved decision is due.
pub(super) const NEVER: i64 = i64::MAX;

/// Puts a decision into the outbox, due at once. Called in the transaction that decides.
pub(super) fn put(conn: &Connection, outgoing: &Outgoing) -> Result<()> {
    conn.prepare_cached("insert into outbox (outgoing) values (:outgoing)")?
        .execute(named_params! { ":outgoing": super::json(outgoing)? })?;
    Ok(())
}

/// Up to `limit` decisions that are due, oldest first.
pub(super) fn due(
    conn: &Connection,
    now: Moment,
    limit: u32,
) -> Result<Vec<OutboxRow>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select id, outgoing from outbox where not_before <= :now order by id limit :limit",
    )?;
    let mut rows = stmt.query(named_params! { ":now": now.0, ":limit": limit })?;
    let mut due = Vec::new();
    while let Some(row) = rows.next()? {
        let outgoing = super::from_json(&row.get::<_, String>("outgoing")?).ok();
        due.push(OutboxRow { id: row.get("id")?, outgoing });
    }
    Ok(due)
}

/// Removes decisions that have been carried out.
pub(super) fn remove(conn: &Connection, ids: &[i64]) -> Result<()> {
    let mut stmt = conn.prepare_cached("delete from outbox where id = :id")?;
    ids.iter().try_for_each(|id| stmt.execute(named_params! { ":id": id }).map(drop))?;
    Ok(())
}

/// Takes back what has been decided about a mailbox and not yet sent.
pub(super) fn forget(conn: &Connection, mailbox: &MailboxId) -> Result<()> {
    conn.prepare_cached("delete from outbox where instr(outgoing, :mailbox) > 0")?
        .execute(named_params! { ":mailbox": mailbox.to_string() })?;
    Ok(())
}

/// Keeps decisions that can never be carried out, as counted ones that are never due.
pub(super) fn shelve(conn: &Connection, ids: &[i64]) -> Result<()> {
    let mut stmt = conn.prepare_cached("update outbox set not_before = :never where id = :id")?;
    ids.iter()
        .try_for_each(|id| stmt.execute(named_params! { ":never": NEVER, ":id": id }).map(drop))?;
    Ok(())
}

/// Decisions that wait, due or not, and those that are shelved.
pub(super) fn counts(conn: &Connection) -> Result<(u64, u64), sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select count(*) filter (where not_before < :never), count(*) filter (where not_before = :never)
         from outbox",
    )?;
    Ok(stmt.query_row(named_params! { ":never": NEVER }, |row| Ok((row.get(0)?, row.get(1)?)))?)
}
