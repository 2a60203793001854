//! One question: reading it whole, and moving it from status to status.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Act, Result, history, notes, outbox, proofs, queue, tags, thread};
use crate::domain::{
    Asker, Attention, Consent, LinkedPost, MailboxId, Outgoing, PostId, Question, QuestionId,
    ReaderKey, Status, Step, TagName,
};
use crate::sqlite::{self, Error};

/// A question with all that the desk knows of it.
pub(super) fn read(conn: &Connection, id: QuestionId) -> Result<Question, sqlite::Error> {
    let mut stmt =
        conn.prepare_cached("select original, consent, status from question where id = :id")?;
    let mut rows = stmt.query(named_params! { ":id": id.0 })?;
    let row = rows.next()?.ok_or(Error::NotFound)?;
    Ok(Question {
        id,
        original: row.get("original")?,
        consent: queue::consent(row)?,
        status: queue::status(row)?,
        asker: asker(conn, id)?,
        tags: tags::of_question(conn, id)?,
        notes: notes::of_question(conn, id)?,
        thread: thread::of_question(conn, id)?,
        attention: attention(conn, id)?,
        proof: proofs::of_question(conn, id)?,
        posts: posts(conn, id)?,
        history: history::of_question(conn, id)?,
    })
}

/// Where a question stands.
pub(super) fn status(conn: &Connection, id: QuestionId) -> Result<Status, sqlite::Error> {
    let mut stmt = conn.prepare_cached("select status from question where id = :id")?;
    let mut rows = stmt.query(named_params! { ":id": id.0 })?;
    queue::status(rows.next()?.ok_or(Error::NotFound)?)
}

/// How the asker is reached; none for a letter entered by hand without a receipt.
pub(super) fn asker(conn: &Connection, id: QuestionId) -> Result<Option<Asker>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select mailbox, reader from question where id = :id and mailbox is not null",
    )?;
    let found = stmt.query_row(named_params! { ":id": id.0 }, |row| {
        Ok(Asker { mailbox: MailboxId(row.get(0)?), reader: ReaderKey(row.get(1)?) })
    });
    Ok(found.optional()?)
}

/// What its asker allowed.
pub(super) fn consent(conn: &Connection, id: QuestionId) -> Result<Consent, sqlite::Error> {
    let mut stmt = conn.prepare_cached("select consent from question where id = :id")?;
    let mut rows = stmt.query(named_params! { ":id": id.0 })?;
    queue::consent(rows.next()?.ok_or(Error::NotFound)?)
}

/// How often the consent of a question was changed.
pub(super) fn consent_number(conn: &Connection, id: QuestionId) -> Result<u32, sqlite::Error> {
    let mut stmt = conn.prepare_cached("select consent_number from question where id = :id")?;
    Ok(stmt.query_row(named_params! { ":id": id.0 }, |row| row.get(0))?)
}

/// Why it is to be looked at first, if it is.
pub(super) fn attention(
    conn: &Connection,
    id: QuestionId,
) -> Result<Option<Attention>, sqlite::Error> {
    let mut stmt = conn.prepare_cached("select attention from question where id = :id")?;
    let rank = stmt.query_row(named_params! { ":id": id.0 }, |row| row.get(0))?;
    Ok(Attention::from_rank(rank))
}

/// Puts a question before the others, unless a stronger reason holds already. Nothing brings spam to the front.
pub(super) fn attend(conn: &Connection, id: QuestionId, attention: Attention) -> Result<()> {
    conn.prepare_cached(
        "update question set attention = max(attention, :rank) where id = :id and status <> 'spam'",
    )?
    .execute(named_params! { ":rank": attention.rank(), ":id": id.0 })?;
    Ok(())
}

/// Notes that what asked for attention has been seen to, unless it is more urgent than `most`.
pub(super) fn seen(conn: &Connection, id: QuestionId, most: Attention, act: &Act) -> Result<()> {
    let Some(was) = attention(conn, id)?.filter(|was| *was <= most) else { return Ok(()) };
    conn.prepare_cached("update question set attention = 0 where id = :id and attention = :was")?
        .execute(named_params! { ":id": id.0, ":was": was.rank() })?;
    history::record(conn, act, Some(id), None, &Step::Seen)
}

/// Keeps a consent that was chosen while a post answers the question, for when that is off the site. *Private*
/// stays, whatever comes later.
pub(super) fn choose_later(conn: &Connection, id: QuestionId, to: Consent) -> Result<()> {
    conn.prepare_cached(
        "update question set later_consent = :to where id = :id and later_consent is not 'private'",
    )?
    .execute(named_params! { ":to": to.as_str(), ":id": id.0 })?;
    Ok(())
}

/// Puts in force what was chosen while a post answered the question. Its status is not *published* any more.
pub(super) fn choose_now(conn: &Connection, id: QuestionId) -> Result<()> {
    conn.prepare_cached(
        "update question set consent = later_consent, later_consent = null
         where id = :id and later_consent is not null",
    )?
    .execute(named_params! { ":id": id.0 })?;
    Ok(())
}

/// Whether a public post answers it.
pub(super) fn is_public(conn: &Connection, id: QuestionId) -> Result<bool> {
    let mut stmt = conn.prepare_cached(
        "select exists (select 1 from post_question join post on post.id = post_question.post
                        where post_question.question = :id and post.live = 1)",
    )?;
    Ok(stmt.query_row(named_params! { ":id": id.0 }, |row| row.get(0))?)
}

/// Moves a question to a status by the one table, remembers the step, and tells the asker what shows.
///
/// `slug` is the address of the public post that answers it, if one does.
pub(super) fn go(
    conn: &Connection,
    id: QuestionId,
    to: Status,
    slug: Option<&str>,
    act: &Act,
) -> Result<()> {
    let from = status(conn, id)?;
    if from == to {
        // The same button pressed twice.
        return Ok(());
    }
    let to = from.go(to)?;
    conn.prepare_cached("update question set status = :to where id = :id")?
        .execute(named_params! { ":to": to.as_str(), ":id": id.0 })?;
    history::record(conn, act, Some(id), None, &Step::Status { from, to })?;
    // Of a published question the asker was shown the post, so leaving it is always news. So is leaving spam, though
    // it shows as waiting as well: her mailbox is one like all others from then on.
    let news = matches!(from, Status::Published | Status::Spam);
    let same = !news && from.shown_to_asker(None) == to.shown_to_asker(slug);
    if same { Ok(()) } else { tell(conn, id, to, slug) }
}

/// Puts the asker's state into the outbox, if the letter came with a receipt.
pub(super) fn tell(
    conn: &Connection,
    id: QuestionId,
    status: Status,
    slug: Option<&str>,
) -> Result<()> {
    match asker(conn, id)? {
        Some(asker) => {
            outbox::put(conn, &Outgoing::State { asker, state: status.shown_to_asker(slug) })
        }
        None => Ok(()),
    }
}

/// Gives a question exactly these tags.
pub(super) fn set_tags(
    conn: &Connection,
    id: QuestionId,
    to: Vec<TagName>,
    act: &Act,
) -> Result<()> {
    status(conn, id)?;
    let from = tags::of_question(conn, id)?;
    if from == to {
        return Ok(());
    }
    tags::set(conn, id, &to)?;
    history::record(conn, act, Some(id), None, &Step::Tags { from, to })
}

fn posts(conn: &Connection, id: QuestionId) -> Result<Vec<LinkedPost>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select post.id, post.title, post.live
         from post_question join post on post.id = post_question.post
         where post_question.question = :id and post.deleted is null
         order by post.id",
    )?;
    let rows = stmt.query_map(named_params! { ":id": id.0 }, |row| {
        Ok(LinkedPost { id: PostId(row.get(0)?), title: row.get(1)?, public: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
