//! Notes of the desk, and private replies to the asker.

use rusqlite::{Connection, named_params};

use super::{Act, Error, Result, history, outbox, questions};
use crate::domain::{Day, Note, Outgoing, QuestionId, QuestionText, Reply, Status, Step};
use crate::sqlite;

/// Adds a note.
pub(super) fn add(
    conn: &Connection,
    question: QuestionId,
    text: &QuestionText,
    act: &Act,
) -> Result<()> {
    questions::status(conn, question)?;
    conn.prepare_cached(
        "insert into note (question, day, by, text) values (:question, :day, :by, :text)",
    )?
    .execute(named_params! {
        ":question": question.0, ":day": act.now.day().0, ":by": act.by, ":text": text.as_str(),
    })?;
    let step = Step::Note { id: conn.last_insert_rowid() };
    history::record(conn, act, Some(question), None, &step)
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
    let number: u32 = conn
        .prepare_cached(
            "select coalesce(max(number), 0) + 1 from reply where question = :question",
        )?
        .query_row(named_params! { ":question": question.0 }, |row| row.get(0))?;
    conn.prepare_cached(
        "insert into reply (question, number, day, by, text) values (:question, :number, :day, :by, :text)",
    )?
    .execute(named_params! {
        ":question": question.0, ":number": number, ":day": act.now.day().0, ":by": act.by,
        ":text": text.as_str(),
    })?;
    outbox::put(conn, &Outgoing::Reply { asker, number, text: text.as_str().to_owned() })?;
    history::record(conn, act, Some(question), None, &Step::Reply { number })?;
    match from {
        Status::Drafting | Status::Scheduled | Status::Published | Status::Answered => Ok(()),
        Status::New | Status::Kept | Status::Declined | Status::Spam => {
            questions::go(conn, question, Status::Answered, None, act)
        }
    }
}

/// The notes of a question, oldest first.
pub(super) fn of_question(
    conn: &Connection,
    question: QuestionId,
) -> Result<Vec<Note>, sqlite::Error> {
    let mut stmt = conn
        .prepare_cached("select day, by, text from note where question = :question order by id")?;
    let rows = stmt.query_map(named_params! { ":question": question.0 }, |row| {
        Ok(Note { day: Day(row.get(0)?), by: row.get(1)?, text: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The replies to a question, oldest first.
pub(super) fn replies(
    conn: &Connection,
    question: QuestionId,
) -> Result<Vec<Reply>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select number, day, by, text from reply where question = :question order by number",
    )?;
    let rows = stmt.query_map(named_params! { ":question": question.0 }, |row| {
        Ok(Reply { number: row.get(0)?, day: Day(row.get(1)?), by: row.get(2)?, text: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
