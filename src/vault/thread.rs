//! The conversation with the asker of a question, both ways.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::sequels::Incoming;
use super::{Act, Error, Result, history, outbox, questions};
use crate::domain::{
    Asker, Attention, Day, Entry, EnvelopeId, Message, Outgoing, QuestionId, QuestionText, Status,
    Step, ThreadRow,
};
use crate::sqlite;

/// What an entry is, as the vault writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Reply,
    Proof,
    FollowUp,
    Approved,
    Changes,
    TakeDown,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Proof => "proof",
            Self::FollowUp => "follow_up",
            Self::Approved => "approved",
            Self::Changes => "changes",
            Self::TakeDown => "take_down",
        }
    }
}

/// Sends private words to the asker. A question that is not on its way into a post is answered by them.
pub(super) fn reply(
    conn: &Connection,
    question: QuestionId,
    text: &QuestionText,
    act: &Act,
) -> Result<()> {
    let from = questions::status(conn, question)?;
    let asker = questions::asker(conn, question)?.ok_or(Error::NoAsker)?;
    if is_last_reply(conn, question, text)? {
        // The same form sent twice; words that were sent cannot be taken back.
        return Ok(());
    }
    let message = Message::Reply { text: text.as_str().to_owned() };
    let number = send(conn, question, asker, Kind::Reply, message, act)?;
    history::record(conn, act, Some(question), None, &Step::Reply { number })?;
    questions::seen(conn, question, Attention::Crisis, act)?;
    match from {
        Status::Drafting | Status::Scheduled | Status::Published | Status::Answered => Ok(()),
        Status::New | Status::Kept | Status::Declined | Status::Spam => {
            questions::go(conn, question, Status::Answered, None, act)
        }
    }
}

/// Whether the conversation ends with this very reply.
fn is_last_reply(conn: &Connection, question: QuestionId, text: &QuestionText) -> Result<bool> {
    let mut stmt = conn.prepare_cached(
        "select kind = 'reply' and text = :text from thread where question = :question
         order by id desc limit 1",
    )?;
    let params = named_params! { ":text": text.as_str(), ":question": question.0 };
    Ok(stmt.query_row(params, |row| row.get(0)).optional()?.unwrap_or(false))
}

/// Writes a message down and puts it into the outbox; returns its number.
pub(super) fn send(
    conn: &Connection,
    question: QuestionId,
    asker: Asker,
    kind: Kind,
    message: Message,
    act: &Act,
) -> Result<u32> {
    let number: u32 = conn
        .prepare_cached(
            "select coalesce(max(number), 0) + 1 from thread where question = :question",
        )?
        .query_row(named_params! { ":question": question.0 }, |row| row.get(0))?;
    let (text, until) = match &message {
        Message::Reply { text } => (text, None),
        Message::Proof { text, until } => (text, Some(until.0)),
    };
    conn.prepare_cached(
        "insert into thread (question, kind, number, day, by, text, until)
         values (:question, :kind, :number, :day, :by, :text, :until)",
    )?
    .execute(named_params! {
        ":question": question.0, ":kind": kind.as_str(), ":number": number, ":day": act.today().0,
        ":by": act.by, ":text": text, ":until": until,
    })?;
    outbox::put(conn, &Outgoing::Message { asker, number, message })?;
    Ok(number)
}

/// Writes down what the asker sent; false when it is here already.
pub(super) fn received(
    conn: &Connection,
    question: QuestionId,
    kind: Kind,
    text: &str,
    letter: &Incoming,
) -> Result<bool> {
    let new = conn
        .prepare_cached(
            "insert into thread (question, kind, day, by, text, envelope)
             values (:question, :kind, :day, '', :text, :envelope)
             on conflict (envelope) do nothing",
        )?
        .execute(named_params! {
            ":question": question.0, ":kind": kind.as_str(), ":day": letter.day.0, ":text": text,
            ":envelope": letter.envelope.0,
        })?;
    Ok(new == 1)
}

/// Whether what came in this envelope is a part of the conversation already.
pub(super) fn knows(conn: &Connection, envelope: EnvelopeId) -> Result<bool> {
    let mut stmt =
        conn.prepare_cached("select exists (select 1 from thread where envelope = :envelope)")?;
    Ok(stmt.query_row(named_params! { ":envelope": envelope.0 }, |row| row.get(0))?)
}

/// The conversation, oldest first. What waited sealed stands where its day has it, not where it was moved in.
pub(super) fn of_question(
    conn: &Connection,
    question: QuestionId,
) -> Result<Vec<ThreadRow>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select kind, number, day, by, text, until from thread where question = :question
         order by day, id",
    )?;
    let mut rows = stmt.query(named_params! { ":question": question.0 })?;
    let mut thread = Vec::new();
    while let Some(row) = rows.next()? {
        thread.push(ThreadRow {
            day: Day(row.get("day")?),
            by: row.get("by")?,
            entry: entry(row)?,
        });
    }
    Ok(thread)
}

fn entry(row: &Row<'_>) -> Result<Entry, sqlite::Error> {
    let (kind, text): (String, String) = (row.get("kind")?, row.get("text")?);
    match kind.as_str() {
        "reply" => Ok(Entry::Reply { number: row.get("number")?, text }),
        "proof" => {
            Ok(Entry::Proof { number: row.get("number")?, text, until: Day(row.get("until")?) })
        }
        "follow_up" => Ok(Entry::FollowUp { text }),
        "approved" => Ok(Entry::Approved),
        "changes" => Ok(Entry::Changes { words: text }),
        "take_down" => Ok(Entry::TakeDown),
        _ => Err(sqlite::Error::Inconsistent("thread.kind")),
    }
}
