//! What has been decided and waits to leave, in the order of the decisions.

use rusqlite::{Connection, named_params};

use super::Result;
use crate::domain::{Moment, OutboxRow, Outgoing};
use crate::sqlite;

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
        let outgoing = super::from_json(&row.get::<_, String>("outgoing")?)?;
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

/// Decisions that wait, due or not.
pub(super) fn count(conn: &Connection) -> Result<u64, sqlite::Error> {
    Ok(conn.prepare_cached("select count(*) from outbox")?.query_row([], |row| row.get(0))?)
}
