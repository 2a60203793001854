//! Envelopes that wait, and the mailboxes that readers come back to.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::Result;
use crate::domain::{
    Asked, AuthHash, Day, Effect, Envelope, EnvelopeId, FIRST_COPY, Mailbox, MailboxId,
    SealedMailbox, Sent, Sequel, Submission, WaitingEnvelope,
};

/// The integer key of an id: its first eight bytes, random like the rest.
fn key(id: &[u8]) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&id[..8]);
    i64::from_be_bytes(first)
}

/// Stores an envelope with its mailbox, or knows it again.
pub(super) fn ask(conn: &Connection, letter: &Submission, today: Day) -> Result<Asked> {
    if let Some(asked) = known(conn, &letter.mailbox)? {
        return Ok(asked);
    }
    let suspect = letter.suspect;
    if !put_envelope(conn, &letter.envelope_id, &letter.envelope, suspect, today)? {
        // The words have an envelope and no mailbox; whatever happened, this letter is not that one.
        return Ok(Asked::ReceiptUsed);
    }
    put_mailbox(conn, &letter.mailbox, today)?;
    Ok(Asked::Stored)
}

/// Makes a mailbox with its asker's own copy of the question, unless it is there already.
pub(super) fn put_mailbox(conn: &Connection, mailbox: &Mailbox, today: Day) -> Result<()> {
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
    if inserted == 1 {
        put_copy(conn, key(&mailbox.id.0), FIRST_COPY, &mailbox.copy)?;
    }
    Ok(())
}

/// What is known of a mailbox that is there already: whether the same text made it.
fn known(conn: &Connection, mailbox: &Mailbox) -> Result<Option<Asked>> {
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

/// Up to `limit` waiting envelopes behind `after`, in the order of their random keys. A row is known by its key, so
/// that none that somebody tampered with stays behind to be moved again and again.
pub(super) fn waiting(
    conn: &Connection,
    after: Option<EnvelopeId>,
    limit: u32,
) -> Result<Vec<WaitingEnvelope>> {
    let mut stmt = conn.prepare_cached(
        "select key, id, day, suspect, sealed from envelope
         where :after is null or key > :after
         order by key limit :limit",
    )?;
    let after = after.map(|id| key(&id.0));
    let rows = stmt.query_map(named_params! { ":after": after, ":limit": limit }, |row| {
        // An id of another length is no id; its letter will not open.
        let mut id =
            EnvelopeId::from_slice(&row.get::<_, Vec<u8>>("id")?).unwrap_or(EnvelopeId([0; 16]));
        id.0[..8].copy_from_slice(&row.get::<_, i64>("key")?.to_be_bytes());
        // Nor need its day be one; one that is past counting is as good as any later than today.
        let day = u32::try_from(row.get::<_, i64>("day")?).unwrap_or(u32::MAX);
        let suspect = row.get("suspect")?;
        Ok(WaitingEnvelope { id, day: Day(day), suspect, sealed: row.get("sealed")? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Removes envelopes that have been moved into the vault.
pub(super) fn remove(conn: &Connection, ids: &[EnvelopeId]) -> Result<()> {
    let mut stmt = conn.prepare_cached("delete from envelope where key = :key")?;
    for id in ids {
        stmt.execute(named_params! { ":key": key(&id.0) })?;
    }
    Ok(())
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
        "update mailbox set state = :state where key = :key and id = :id and hold <> :withdrawn",
    )?
    .execute(named_params! {
        ":state": state, ":key": key(&mailbox.0), ":id": mailbox.0, ":withdrawn": Hold::Withdrawn as i64,
    })?;
    Ok(())
}

/// Empties the mailbox of a letter that was taken back, with its last state.
pub(super) fn withdraw(conn: &Connection, mailbox: &MailboxId, state: &[u8]) -> Result<()> {
    set_state(conn, mailbox, state)?;
    let key = key(&mailbox.0);
    conn.prepare_cached("delete from message where mailbox = :key")?
        .execute(named_params! { ":key": key })?;
    conn.prepare_cached("delete from own_copy where mailbox = :key")?
        .execute(named_params! { ":key": key })?;
    // The tag of its first text goes too, so that nothing sent with the receipt later is taken for a retry.
    conn.prepare_cached(
        "update mailbox set retry_tag = zeroblob(32), hold = :withdrawn where key = :key and id = :id",
    )?
    .execute(named_params! { ":withdrawn": Hold::Withdrawn as i64, ":key": key, ":id": mailbox.0 })?;
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
         select key, :number, :sealed from mailbox where key = :key and id = :id and hold <> :withdrawn
         on conflict (mailbox, number) do update set sealed = excluded.sealed",
    )?
    .execute(named_params! {
        ":number": number, ":sealed": sealed, ":key": key(&mailbox.0), ":id": mailbox.0,
        ":withdrawn": Hold::Withdrawn as i64,
    })?;
    Ok(())
}

/// What a mailbox holds, sealed. One that is not there costs the same reads.
pub(super) fn mailbox(conn: &Connection, id: &MailboxId) -> Result<Option<SealedMailbox>> {
    let key = key(&id.0);
    let state: Option<Vec<u8>> = conn
        .prepare_cached("select state from mailbox where key = :key and id = :id")?
        .query_row(named_params! { ":key": key, ":id": id.0 }, |row| row.get(0))
        .optional()?;
    let messages = numbered(
        conn,
        "select number, sealed from message where mailbox = :key order by number",
        key,
    )?;
    let own = numbered(
        conn,
        "select number, sealed from own_copy where mailbox = :key order by number",
        key,
    )?;
    Ok(state.map(|state| SealedMailbox { state, messages, own }))
}

fn numbered(conn: &Connection, sql: &str, key: i64) -> Result<Vec<(u32, Vec<u8>)>> {
    let mut stmt = conn.prepare_cached(sql)?;
    let rows =
        stmt.query_map(named_params! { ":key": key }, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Stores what a reader sends with a receipt after the first letter, and what it changes at once.
pub(super) fn send(conn: &Connection, sequel: &Sequel, today: Day) -> Result<Sent> {
    let key = key(&sequel.mailbox.0);
    if !is_proved(conn, key, sequel)? {
        return Ok(Sent::Unproved);
    }
    if let Some((number, copy)) = &sequel.copy
        && !put_copy(conn, key, *number, copy)?
    {
        return Ok(Sent::Outpaced);
    }
    put_envelope(conn, &sequel.envelope_id, &sequel.envelope, false, today)?;
    match &sequel.effect {
        Effect::None => Ok(Sent::Stored),
        Effect::Hold => set_hold(conn, key, Hold::Closed).map(|()| Sent::Stored),
        Effect::Release => set_hold(conn, key, Hold::Open).map(|()| Sent::Stored),
        Effect::Withdraw { .. } if is_published(conn, &sequel.mailbox)? => Ok(Sent::TakeDownAsked),
        Effect::Withdraw { first, state } => {
            remove(conn, std::slice::from_ref(first))?;
            withdraw(conn, &sequel.mailbox, state.as_bytes()).map(|()| Sent::Stored)
        }
    }
}

/// Whether a mailbox is held: of a post that names it nothing new is made public.
pub(super) fn is_held(conn: &Connection, mailbox: &MailboxId) -> Result<bool> {
    let mut stmt =
        conn.prepare_cached("select hold > 0 from mailbox where key = :key and id = :id")?;
    let params = named_params! { ":key": key(&mailbox.0), ":id": mailbox.0 };
    Ok(stmt.query_row(params, |row| row.get(0)).optional()?.unwrap_or(false))
}

/// Puts an envelope where the mover finds it; false when its place is taken.
fn put_envelope(
    conn: &Connection,
    id: &EnvelopeId,
    envelope: &Envelope,
    suspect: bool,
    today: Day,
) -> Result<bool> {
    let inserted = conn
        .prepare_cached(
            "insert into envelope (key, id, day, suspect, sealed)
             values (:key, :id, :day, :suspect, :sealed)
             on conflict do nothing",
        )?
        .execute(named_params! {
            ":key": key(&id.0), ":id": id.0, ":day": today.0, ":suspect": suspect,
            ":sealed": envelope.as_bytes(),
        })?;
    Ok(inserted == 1)
}

/// Puts an own copy in its place; false when another one stands there, but for the question's, which is replaced.
fn put_copy(conn: &Connection, mailbox: i64, number: u32, sealed: &[u8]) -> Result<bool> {
    let put = conn
        .prepare_cached(
            "insert into own_copy (mailbox, number, sealed) values (:mailbox, :number, :sealed)
             on conflict (mailbox, number) do update set sealed = excluded.sealed where number = 0",
        )?
        .execute(named_params! { ":mailbox": mailbox, ":number": number, ":sealed": sealed })?;
    Ok(put == 1)
}

fn is_proved(conn: &Connection, key: i64, sequel: &Sequel) -> Result<bool> {
    let mut stmt = conn.prepare_cached(
        "select auth = :auth and id = :id and hold <> :withdrawn from mailbox where key = :key",
    )?;
    let params = named_params! {
        ":auth": sequel.auth.0, ":id": sequel.mailbox.0, ":withdrawn": Hold::Withdrawn as i64,
        ":key": key,
    };
    Ok(stmt.query_row(params, |row| row.get(0)).optional()?.unwrap_or(false))
}

fn is_published(conn: &Connection, mailbox: &MailboxId) -> Result<bool> {
    let mut stmt =
        conn.prepare_cached("select exists (select 1 from post_mailbox where mailbox = :mailbox)")?;
    Ok(stmt.query_row(named_params! { ":mailbox": mailbox.0 }, |row| row.get(0))?)
}

/// What a mailbox says of posts that name it.
#[derive(Clone, Copy)]
enum Hold {
    Open = 0,
    Closed = 1,
    Withdrawn = 2,
}

fn set_hold(conn: &Connection, key: i64, hold: Hold) -> Result<()> {
    conn.prepare_cached("update mailbox set hold = :hold where key = :key")?
        .execute(named_params! { ":hold": hold as i64, ":key": key })?;
    Ok(())
}
