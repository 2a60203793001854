//! Notes of the desk, which no reader sees.

use rusqlite::{Connection, named_params};

use super::{Act, Result, history, questions};
use crate::domain::{Day, Note, QuestionId, QuestionText, Step};
use crate::sqlite;

/// Adds a note.
pub(super) fn add(
    conn: &Connection,
    question: QuestionId,
    text: &QuestionText,
    act: &Act,
) -> Result<()> {
    questions::status(conn, question)?;
    if of_question(conn, question)?.last().is_some_and(|last| last.text == text.as_str()) {
        // The same form sent twice.
        return Ok(());
    }
    conn.prepare_cached(
        "insert into note (question, day, by, text) values (:question, :day, :by, :text)",
    )?
    .execute(named_params! {
        ":question": question.0, ":day": act.today().0, ":by": act.by, ":text": text.as_str(),
    })?;
    let step = Step::Note { id: conn.last_insert_rowid() };
    history::record(conn, act, Some(question), None, &step)
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
