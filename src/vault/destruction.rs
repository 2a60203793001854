//! Destroying a letter: the question, its thread, notes, history, index entries, and the drafts made from it.

use rusqlite::{Connection, named_params};

use super::{Act, Result, outbox, proofs, questions, scheduling};
use crate::domain::{
    AuthHash, Day, EnvelopeId, MailboxId, MailboxState, Outgoing, QuestionId, Status,
};

/// Destroys a question that no public post answers. What is left is its envelope's id, its mailbox's with the hash
/// of the right to it, and the day.
pub(super) fn destroy(conn: &Connection, id: QuestionId, act: &Act) -> Result<()> {
    let asker = questions::asker(conn, id)?;
    conn.prepare_cached(
        "insert into tombstone (envelope, mailbox, auth, day)
         select envelope, mailbox, auth, :today from question where id = :id
         on conflict do nothing",
    )?
    .execute(named_params! { ":today": act.today().0, ":id": id.0 })?;
    // What was released does not go out.
    scheduling::stop(conn, id, act.today())?;
    proofs::blank_beside(conn, id)?;
    destroy_drafts(conn, id, act)?;
    if let Some(asker) = &asker {
        // Words that had been decided and not yet sent are taken back with the rest.
        conn.prepare_cached("delete from outbox where instr(outgoing, :mailbox) > 0")?
            .execute(named_params! { ":mailbox": asker.mailbox.to_string() })?;
    }
    conn.prepare_cached("delete from question where id = :id")?
        .execute(named_params! { ":id": id.0 })?;
    conn.execute("update vault set scrub_due = 1", [])?;
    match asker {
        Some(asker) => {
            outbox::put(conn, &Outgoing::State { asker, state: MailboxState::Withdrawn })
        }
        None => Ok(()),
    }
}

/// Remembers that a letter was taken back which is not here: neither it nor what comes by its mailbox is taken in
/// any more, if it shows the same right to it.
pub(super) fn forget(
    conn: &Connection,
    envelope: EnvelopeId,
    mailbox: &MailboxId,
    auth: &AuthHash,
    day: Day,
) -> Result<()> {
    conn.prepare_cached(
        "insert into tombstone (envelope, mailbox, auth, day) values (:envelope, :mailbox, :auth, :day)
         on conflict do nothing",
    )?
    .execute(named_params! {
        ":envelope": envelope.0, ":mailbox": mailbox.0, ":auth": auth.0, ":day": day.0,
    })?;
    Ok(())
}

/// Whether a letter with this mailbox was destroyed or taken back by who shows this right to it.
pub(super) fn is_destroyed(
    conn: &Connection,
    mailbox: &MailboxId,
    auth: &AuthHash,
) -> Result<bool> {
    let mut stmt = conn.prepare_cached(
        "select exists (select 1 from tombstone where mailbox = :mailbox and auth = :auth)",
    )?;
    let params = named_params! { ":mailbox": mailbox.0, ":auth": auth.0 };
    Ok(stmt.query_row(params, |row| row.get(0))?)
}

/// Removes the posts that this letter went into; other letters behind them wait for an answer again.
fn destroy_drafts(conn: &Connection, id: QuestionId, act: &Act) -> Result<()> {
    let mut stmt = conn.prepare_cached(
        "select distinct other.question
         from post_question as mine
         join post_question as other on other.post = mine.post and other.question <> mine.question
         where mine.question = :id",
    )?;
    let others = stmt.query_map(named_params! { ":id": id.0 }, |row| row.get(0).map(QuestionId))?;
    for other in others.collect::<rusqlite::Result<Vec<_>>>()? {
        if questions::status(conn, other)? == Status::Drafting {
            questions::go(conn, other, Status::Kept, None, act)?;
        }
    }
    conn.prepare_cached(
        "delete from post where id in (select post from post_question where question = :id)",
    )?
    .execute(named_params! { ":id": id.0 })?;
    Ok(())
}
