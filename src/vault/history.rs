//! What was done, written in the transaction that did it.

use rusqlite::{Connection, named_params};

use super::{Act, Result};
use crate::domain::{Day, HistoryRow, Post, PostId, QuestionId, Step};
use crate::sqlite;

/// Rows of history that one page shows.
const SHOWN_MAX: u32 = 100;

/// Remembers one step of a question, a post or both.
pub(super) fn record(
    conn: &Connection,
    act: &Act,
    question: Option<QuestionId>,
    post: Option<PostId>,
    step: &Step,
) -> Result<()> {
    conn.prepare_cached(
        "insert into history (day, by, question, post, step) values (:day, :by, :question, :post, :step)",
    )?
    .execute(named_params! {
        ":day": act.today().0, ":by": act.by, ":question": question.map(|id| id.0),
        ":post": post.map(|id| id.0), ":step": super::json(step)?,
    })?;
    Ok(())
}

/// Remembers one step of a post, in the histories of its letters too.
pub(super) fn record_post(conn: &Connection, act: &Act, post: &Post, step: &Step) -> Result<()> {
    if post.questions.is_empty() {
        return record(conn, act, None, Some(post.id), step);
    }
    let mut letters = post.questions.iter();
    letters.try_for_each(|letter| record(conn, act, Some(letter.id), Some(post.id), step))
}

/// Counts on what was remembered of the save `from`, as one of the save `to`; false where nothing was.
pub(super) fn saved_on(
    conn: &Connection,
    post: PostId,
    from: u32,
    to: u32,
    act: &Act,
) -> Result<bool> {
    let updated = conn
        .prepare_cached(
            "update history set step = :step, day = :day
         where post = :post and step ->> '$.step' = 'saved' and step ->> '$.revision' = :from",
        )?
        .execute(named_params! {
            ":step": super::json(&Step::Saved { revision: to })?, ":day": act.today().0,
            ":post": post.0, ":from": from,
        })?;
    Ok(updated > 0)
}

/// The newest steps of a question.
pub(super) fn of_question(
    conn: &Connection,
    question: QuestionId,
) -> Result<Vec<HistoryRow>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select day, by, step from history where question = :question order by id desc limit :limit",
    )?;
    let mut rows = stmt.query(named_params! { ":question": question.0, ":limit": SHOWN_MAX })?;
    let mut history = Vec::new();
    while let Some(row) = rows.next()? {
        let step = super::from_json(&row.get::<_, String>("step")?)?;
        history.push(HistoryRow { day: Day(row.get("day")?), by: row.get("by")?, step });
    }
    Ok(history)
}
