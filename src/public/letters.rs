//! Envelopes that wait, and the mailboxes that readers come back to.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::Result;
use crate::domain::{
    Asked, Day, EnvelopeId, Mailbox, MailboxId, SealedMailbox, Submission, WaitingEnvelope,
};

/// The integer key of an id: its first eight bytes, random like the rest.
fn key(id: &[u8]) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&id[..8]);
    i64::from_be_bytes(first)
}

/// Stores an envelope with its mailbox, or knows it again.
pub(super) fn ask(conn: &Connection, letter: &Submission, today: Day) -> Result<Asked> {
    let mailbox = &letter.mailbox;
    if !put_mailbox(conn, mailbox, today)? {
        return known(conn, mailbox);
    }
    conn.prepare_cached(
        "insert into envelope (key, id, day, suspect, sealed)
         values (:key, :id, :day, 0, :sealed)
         on conflict do nothing",
    )?
    .execute(named_params! {
        ":key": key(&letter.envelope_id.0), ":id": letter.envelope_id.0, ":day": today.0,
        ":sealed": letter.envelope.as_bytes(),
    })?;
    Ok(Asked::Stored)
}

/// Makes a mailbox; false when its place is taken.
pub(super) fn put_mailbox(conn: &Connection, mailbox: &Mailbox, today: Day) -> Result<bool> {
    let inserted = conn
        .prepare_cached(
            "insert into mailbox (key, id, day, auth, retry_tag, state)
             values (:key, :id, :day, :auth, :retry_tag, :state)
             on conflict do nothing",
        )?
        .execute(named_params! {
            ":key": key(&mailbox.id.0), ":id": mailbox.id.0, ":day": today.0, ":auth": mailbox.auth.0,
            ":retry_tag": mailbox.retry_tag, ":state": mailbox.state.as_bytes(),
        })?;
    Ok(inserted == 1)
}

/// Whether the taken mailbox was made by the same text.
fn known(conn: &Connection, mailbox: &Mailbox) -> Result<Asked> {
    let same: Option<bool> = conn
        .prepare_cached("select retry_tag = :retry_tag and id = :id from mailbox where key = :key")?
        .query_row(
            named_params! {
                ":retry_tag": mailbox.retry_tag, ":id": mailbox.id.0, ":key": key(&mailbox.id.0),
            },
            |row| row.get(0),
        )
        .optional()?;
    Ok(if same == Some(true) { Asked::Again } else { Asked::ReceiptUsed })
}

/// Up to `limit` waiting envelopes, in the order of their random keys.
pub(super) fn waiting(conn: &Connection, limit: u32) -> Result<Vec<WaitingEnvelope>> {
    let mut stmt =
        conn.prepare_cached("select id, day, sealed from envelope order by key limit :limit")?;
    let rows = stmt.query_map(named_params! { ":limit": limit }, |row| {
        Ok(WaitingEnvelope {
            id: EnvelopeId(row.get(0)?),
            day: Day(row.get(1)?),
            sealed: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Removes envelopes that have been moved into the vault.
pub(super) fn remove(conn: &Connection, ids: &[EnvelopeId]) -> Result<()> {
    let mut stmt = conn.prepare_cached("delete from envelope where key = :key and id = :id")?;
    for id in ids {
        stmt.execute(named_params! { ":key": key(&id.0), ":id": id.0 })?;
    }
    Ok(())
}

/// Replaces a mailbox's sealed state; a mailbox that is gone stays gone.
pub(super) fn set_state(conn: &Connection, mailbox: &MailboxId, state: &[u8]) -> Result<()> {
    conn.prepare_cached("update mailbox set state = :state where key = :key and id = :id")?
        .execute(named_params! { ":state": state, ":key": key(&mailbox.0), ":id": mailbox.0 })?;
    Ok(())
}

/// Puts a sealed reply in its place.
pub(super) fn put_reply(
    conn: &Connection,
    mailbox: &MailboxId,
    number: u32,
    sealed: &[u8],
) -> Result<()> {
    conn.prepare_cached(
        "insert into reply (mailbox, number, sealed)
         select key, :number, :sealed from mailbox where key = :key and id = :id
         on conflict (mailbox, number) do update set sealed = excluded.sealed",
    )?
    .execute(named_params! {
        ":number": number, ":sealed": sealed, ":key": key(&mailbox.0), ":id": mailbox.0,
    })?;
    Ok(())
}

/// The sealed state and replies of a mailbox.
pub(super) fn mailbox(conn: &Connection, id: &MailboxId) -> Result<Option<SealedMailbox>> {
    let key = key(&id.0);
    let state: Option<Vec<u8>> = conn
        .prepare_cached("select state from mailbox where key = :key and id = :id")?
        .query_row(named_params! { ":key": key, ":id": id.0 }, |row| row.get(0))
        .optional()?;
    let Some(state) = state else { return Ok(None) };
    let mut stmt = conn
        .prepare_cached("select number, sealed from reply where mailbox = :key order by number")?;
    let replies =
        stmt.query_map(named_params! { ":key": key }, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Some(SealedMailbox { state, replies: replies.collect::<rusqlite::Result<_>>()? }))
}
