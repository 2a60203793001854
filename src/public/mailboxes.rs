//! The mailboxes that readers come back to.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Result, key, suspects};
use crate::domain::{Asked, AuthHash, Day, FIRST_COPY, Mailbox, MailboxId, SealedMailbox, Sequel};

/// Letters that a reader may add until the desk says something again, so that no conversation fills the store.
const COPIES_PER_MESSAGE: u32 = 20;
/// Bytes of all that she may send until then: hundreds of choices, or four letters of the largest size.
const SENT_BYTES_MAX: usize = 300 * 1_024;
/// Bytes of a reader's own copies, beside that of her question.
const COPIES_BYTES_MAX: usize = 256 * 1_024;
/// Days after which a mailbox goes whose letter never came into the vault: it could not be opened, say.
const STRAY_DAYS: u32 = 7;
/// Days after which the mailbox of a letter that was taken back goes.
pub const WITHDRAWN_DAYS: u32 = 90;

/// Makes a mailbox with its asker's own copy of the question, unless it is there already.
pub(super) fn put(conn: &Connection, mailbox: &Mailbox, today: Day) -> Result<()> {
    let inserted = conn
        .prepare_cached(
        "insert into mailbox (key, id, day, auth, retry_tag, state, copy)
         values (:key, :id, :day, :auth, :retry_tag, :state, :copy)
         on conflict do nothing",
    )?
    .execute(named_params! {
        ":key": key(&mailbox.id.0), ":id": mailbox.id.0, ":day": today.0, ":auth": mailbox.auth.0,
        ":retry_tag": mailbox.retry_tag, ":state": mailbox.state.as_bytes(), ":copy": mailbox.copy,
    })?;
    if inserted == 1 {
        suspects::is_back(conn, &mailbox.id)?;
    }
    Ok(())
}

/// What is known of a mailbox that is there already: whether the same text made it.
pub(super) fn known(conn: &Connection, mailbox: &Mailbox) -> Result<Option<Asked>> {
    let same: Option<bool> = conn
        .prepare_cached("select retry_tag = :retry_tag and id = :id from mailbox where key = :key")?
        .query_row(
            named_params! {
                ":retry_tag": mailbox.retry_tag, ":id": mailbox.id.0, ":key": key(&mailbox.id.0),
            },
            |row| row.get(0),
        )
        .optional()?;
    Ok(same.map(|same| if same { Asked::Again } else { Asked::ReceiptUsed }))
}

/// The `auth` hashes that mailboxes were made with.
pub(super) fn auths(conn: &Connection, ids: &[MailboxId]) -> Result<HashMap<MailboxId, AuthHash>> {
    let mut stmt = conn.prepare_cached("select auth from mailbox where key = :key and id = :id")?;
    let mut auths = HashMap::new();
    for id in ids {
        let params = named_params! { ":key": key(&id.0), ":id": id.0 };
        if let Some(auth) = stmt.query_row(params, |row| row.get(0)).optional()? {
            auths.insert(*id, AuthHash(auth));
        }
    }
    Ok(auths)
}

/// Replaces a mailbox's sealed state; a mailbox that is gone stays gone, and one that was taken back stays empty.
pub(super) fn set_state(conn: &Connection, mailbox: &MailboxId, state: &[u8]) -> Result<()> {
    conn.prepare_cached(
        "update mailbox set state = :state, sent = 0, known = 1
         where key = :key and id = :id and hold <> :withdrawn",
    )?
    .execute(named_params! {
        ":state": state, ":key": key(&mailbox.0), ":id": mailbox.0, ":withdrawn": Hold::Withdrawn as i64,
    })?;
    Ok(())
}

/// Puts a sealed message in its place.
pub(super) fn put_message(
    conn: &Connection,
    mailbox: &MailboxId,
    number: u32,
    sealed: &[u8],
) -> Result<()> {
    conn.prepare_cached(
        "insert into message (mailbox, number, sealed)
         select key, :number, :sealed from mailbox
         where key = :key and id = :id and hold <> :withdrawn
         on conflict (mailbox, number) do update set sealed = excluded.sealed",
    )?
    .execute(named_params! {
        ":number": number, ":sealed": sealed, ":key": key(&mailbox.0), ":id": mailbox.0,
        ":withdrawn": Hold::Withdrawn as i64,
    })?;
    conn.prepare_cached("update mailbox set sent = 0 where key = :key and id = :id")?
        .execute(named_params! { ":key": key(&mailbox.0), ":id": mailbox.0 })?;
    Ok(())
}

/// What a mailbox holds, sealed. One that is not there costs the same reads.
pub(super) fn sealed(conn: &Connection, id: &MailboxId) -> Result<Option<SealedMailbox>> {
    let key = key(&id.0);
    let found: Option<(Vec<u8>, Option<Vec<u8>>)> = conn
        .prepare_cached("select state, copy from mailbox where key = :key and id = :id")?
        .query_row(named_params! { ":key": key, ":id": id.0 }, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let messages = numbered(
        conn,
        "select number, sealed from message where mailbox = :key order by number",
        key,
    )?;
    let later = numbered(
        conn,
        "select number, sealed from own_copy where mailbox = :key order by number",
        key,
    )?;
    let Some((state, first)) = found else { return Ok(None) };
    let own = first.map(|first| (FIRST_COPY, first)).into_iter().chain(later).collect();
    Ok(Some(SealedMailbox { state, messages, own }))
}

fn numbered(conn: &Connection, sql: &str, key: i64) -> Result<Vec<(u32, Vec<u8>)>> {
    let mut stmt = conn.prepare_cached(sql)?;
    let rows =
        stmt.query_map(named_params! { ":key": key }, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a mailbox is held: of a post that names it nothing new is made public.
pub(super) fn is_held(conn: &Connection, mailbox: &MailboxId) -> Result<bool> {
    let mut stmt =
        conn.prepare_cached("select hold > 0 from mailbox where key = :key and id = :id")?;
    let params = named_params! { ":key": key(&mailbox.0), ":id": mailbox.0 };
    Ok(stmt.query_row(params, |row| row.get(0)).optional()?.unwrap_or(false))
}

/// Whether a sequel proves itself by the receipt of its mailbox, and the letter was not taken back.
pub(super) fn is_proved(conn: &Connection, sequel: &Sequel) -> Result<bool> {
    let mut stmt = conn.prepare_cached(
        "select auth = :auth and id = :id and hold <> :withdrawn from mailbox where key = :key",
    )?;
    let params = named_params! {
        ":auth": sequel.auth.0, ":id": sequel.mailbox.0, ":withdrawn": Hold::Withdrawn as i64,
        ":key": key(&sequel.mailbox.0),
    };
    Ok(stmt.query_row(params, |row| row.get(0)).optional()?.unwrap_or(false))
}

/// Puts an own copy in its place; false when another one stands there, but for the question's, which is replaced.
pub(super) fn put_copy(
    conn: &Connection,
    mailbox: i64,
    number: u32,
    sealed: &[u8],
) -> Result<bool> {
    let put = if number == FIRST_COPY {
        conn.prepare_cached("update mailbox set copy = :sealed where key = :mailbox")?
            .execute(named_params! { ":mailbox": mailbox, ":sealed": sealed })?
    } else {
        conn.prepare_cached(
            "insert into own_copy (mailbox, number, sealed) values (:mailbox, :number, :sealed)
             on conflict do nothing",
        )?
        .execute(named_params! { ":mailbox": mailbox, ":number": number, ":sealed": sealed })?
    };
    Ok(put == 1)
}

/// Whether a reader has sent as much as she may before the desk says something, or as much as is kept for her.
pub(super) fn is_too_much(conn: &Connection, sequel: &Sequel) -> Result<bool> {
    let mut stmt = conn.prepare_cached(
        "select sent, (select coalesce(sum(length(sealed)), 0) from own_copy where mailbox = key),
                (select coalesce(max(number), 0) from message where mailbox = key)
         from mailbox where key = :key",
    )?;
    let (sent, bytes, messages): (usize, usize, u32) = stmt
        .query_row(named_params! { ":key": key(&sequel.mailbox.0) }, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let (number, more) = match &sequel.copy {
        Some((number, copy)) if *number != FIRST_COPY => (*number, copy.len()),
        Some(_) | None => (FIRST_COPY, 0),
    };
    Ok(sent + sequel.envelope.as_bytes().len() > SENT_BYTES_MAX
        || bytes + more > COPIES_BYTES_MAX
        || number > messages.saturating_add(1).saturating_mul(COPIES_PER_MESSAGE))
}

/// Weighs one more letter of a reader.
pub(super) fn count(conn: &Connection, mailbox: i64, bytes: usize) -> Result<()> {
    conn.prepare_cached("update mailbox set sent = sent + :bytes where key = :key")?
        .execute(named_params! { ":bytes": bytes, ":key": mailbox })?;
    Ok(())
}

/// Notes that the letter of a mailbox is in the vault.
pub(super) fn know(conn: &Connection, mailbox: &MailboxId) -> Result<()> {
    conn.prepare_cached("update mailbox set known = 1 where key = :key and id = :id")?
        .execute(named_params! { ":key": key(&mailbox.0), ":id": mailbox.0 })?;
    Ok(())
}

/// Removes mailboxes that lead to nothing: of letters that never came into the vault though none waits any more,
/// and of those that were taken back long ago.
pub(super) fn sweep(conn: &Connection, today: Day) -> Result<()> {
    let (stray, withdrawn) =
        (today.0.saturating_sub(STRAY_DAYS), today.0.saturating_sub(WITHDRAWN_DAYS));
    conn.execute(
        "delete from mailbox
         where hold <> :withdrawn and known = 0 and day < :stray
           and not exists (select 1 from envelope where day < :stray)
            or hold = :withdrawn and day < :old",
        named_params! {
            ":withdrawn": Hold::Withdrawn as i64, ":stray": stray, ":old": withdrawn,
        },
    )?;
    Ok(())
}

/// What a mailbox says of posts that name it.
#[derive(Clone, Copy)]
pub(super) enum Hold {
    Open = 0,
    Closed = 1,
    Withdrawn = 2,
}

pub(super) fn set_hold(conn: &Connection, key: i64, hold: Hold) -> Result<()> {
    conn.prepare_cached("update mailbox set hold = :hold where key = :key")?
        .execute(named_params! { ":hold": hold as i64, ":key": key })?;
    Ok(())
}

/// Empties the mailbox of a letter that was taken back, with its last state. The tag of its first text goes too, so
/// that nothing sent with the receipt later is taken for a retry.
pub(super) fn withdraw(conn: &Connection, mailbox: &MailboxId, state: &[u8]) -> Result<()> {
    set_state(conn, mailbox, state)?;
    let key = key(&mailbox.0);
    conn.prepare_cached("delete from message where mailbox = :key")?
        .execute(named_params! { ":key": key })?;
    conn.prepare_cached("delete from own_copy where mailbox = :key")?
        .execute(named_params! { ":key": key })?;
    conn.prepare_cached(
        "update mailbox set retry_tag = zeroblob(32), copy = null, hold = :withdrawn
         where key = :key and id = :id",
    )?
    .execute(
        named_params! { ":withdrawn": Hold::Withdrawn as i64, ":key": key, ":id": mailbox.0 },
    )?;
    Ok(())
}

#[cfg(test)]
mod tests;
