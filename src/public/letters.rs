//! Envelopes that wait, and what readers send.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::mailboxes::{self, Hold};
use super::room::{Room, used_pages};
use super::{Error, Result, comments, key, suspects};
use crate::domain::{
    Asked, Day, Effect, Envelope, EnvelopeId, MailboxId, Sent, Sequel, Submission, WaitingEnvelope,
};

/// Stores an envelope with its mailbox, or knows it again.
pub(super) fn ask(
    conn: &Connection,
    room: &Room,
    letter: &Submission,
    today: Day,
) -> Result<Asked> {
    if let Some(asked) = mailboxes::known(conn, &letter.mailbox)? {
        return Ok(asked);
    }
    if !letter.suspect {
        return room.fit(conn, room.questions, today, || put(conn, letter, today));
    }
    suspects::make_way(conn, today)?;
    let asked = room.fit(conn, room.suspects, today, || put(conn, letter, today))?;
    // Only now can it be drawn itself, once all that had to make way for it has.
    if asked == Asked::Stored {
        suspects::put(conn, &letter.mailbox.id, &letter.envelope_id)?;
    }
    Ok(asked)
}

fn put(conn: &Connection, letter: &Submission, today: Day) -> Result<Asked> {
    if !put_envelope(conn, &letter.envelope_id, &letter.envelope, letter.suspect, today)? {
        // The words have an envelope and no mailbox; whatever happened, this letter is not that one.
        return Ok(Asked::ReceiptUsed);
    }
    mailboxes::put(conn, &letter.mailbox, today)?;
    Ok(Asked::Stored)
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

/// Removes envelopes that have been moved into the vault, or taken back.
pub(super) fn remove(conn: &Connection, ids: &[EnvelopeId]) -> Result<()> {
    let mut stmt =
        conn.prepare_cached("delete from envelope where key = :key returning suspect")?;
    for id in ids {
        let key = key(&id.0);
        let suspect = stmt.query_row(named_params! { ":key": key }, |row| row.get(0)).optional()?;
        if suspect == Some(true) {
            suspects::moved(conn, key)?;
        }
    }
    Ok(())
}

/// Stores what a reader sends with a receipt after the first letter, and what it changes at once. What takes a letter
/// back always finds room.
pub(super) fn send(conn: &Connection, room: &Room, sequel: &Sequel, today: Day) -> Result<Sent> {
    if !mailboxes::is_proved(conn, sequel)? {
        return Ok(Sent::Unproved);
    }
    let takes_back = matches!(sequel.effect, Effect::Withdraw { .. });
    // No one conversation fills the store. A letter that is not public is taken back once, so that is never too much.
    if (!takes_back || is_published(conn, &sequel.mailbox)?)
        && mailboxes::is_too_much(conn, sequel)?
    {
        return Ok(Sent::TooMuch);
    }
    if takes_back {
        return put_sequel(conn, sequel, today);
    }
    // What hangs on a suspect letter is not to fill what other letters need.
    if used_pages(conn)? >= room.suspects && suspects::is_suspect(conn, &sequel.mailbox)? {
        return Err(Error::Full);
    }
    room.fit(conn, room.sequels, today, || put_sequel(conn, sequel, today))
}

fn put_sequel(conn: &Connection, sequel: &Sequel, today: Day) -> Result<Sent> {
    let key = key(&sequel.mailbox.0);
    if let Some((number, copy)) = &sequel.copy
        && !mailboxes::put_copy(conn, key, *number, copy)?
    {
        return Ok(Sent::Outpaced);
    }
    if put_envelope(conn, &sequel.envelope_id, &sequel.envelope, false, today)? {
        mailboxes::count(conn, key, sequel.envelope.as_bytes().len())?;
    } else if !lies_there(conn, sequel)? {
        return Ok(Sent::Outpaced);
    }
    match &sequel.effect {
        Effect::None => Ok(Sent::Stored),
        Effect::Hold => mailboxes::set_hold(conn, key, Hold::Closed).map(|()| Sent::Stored),
        Effect::Release => mailboxes::set_hold(conn, key, Hold::Open).map(|()| Sent::Stored),
        Effect::Withdraw { .. } if is_published(conn, &sequel.mailbox)? => Ok(Sent::TakeDownAsked),
        Effect::Withdraw { first, state } => {
            take_out(conn, first)?;
            comments::withdraw(conn, &sequel.mailbox)?;
            mailboxes::withdraw(conn, &sequel.mailbox, state.as_bytes()).map(|()| Sent::Stored)
        }
    }
}

/// Whether the very envelope of a sequel waits already, as after an answer that was lost.
fn lies_there(conn: &Connection, sequel: &Sequel) -> Result<bool> {
    let mut stmt =
        conn.prepare_cached("select id = :id and sealed = :sealed from envelope where key = :key")?;
    let params = named_params! {
        ":id": sequel.envelope_id.0, ":sealed": sequel.envelope.as_bytes(),
        ":key": key(&sequel.envelope_id.0),
    };
    Ok(stmt.query_row(params, |row| row.get(0)).optional()?.unwrap_or(false))
}

/// Removes the envelope of a letter that is taken back, by the whole of its id.
fn take_out(conn: &Connection, id: &EnvelopeId) -> Result<()> {
    let there: Option<i64> = conn
        .prepare_cached("select 1 from envelope where key = :key and id = :id")?
        .query_row(named_params! { ":key": key(&id.0), ":id": id.0 }, |row| row.get(0))
        .optional()?;
    if there.is_some() { remove(conn, std::slice::from_ref(id)) } else { Ok(()) }
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

fn is_published(conn: &Connection, mailbox: &MailboxId) -> Result<bool> {
    let mut stmt = conn.prepare_cached(
        "select exists (select 1 from post_mailbox join post on post.key = post_mailbox.post
                        where post_mailbox.mailbox = :mailbox and post.shown = 1)",
    )?;
    Ok(stmt.query_row(named_params! { ":mailbox": mailbox.0 }, |row| row.get(0))?)
}
