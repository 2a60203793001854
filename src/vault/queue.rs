//! Lists of questions: the queue by status or tag, and the search.

use rusqlite::{Connection, Row, named_params};

use super::{Result, tags};
use crate::domain::{
    Attention, Consent, QuestionId, QueuePage, QueueRow, Status, TagName, Tally, search_expression,
};
use crate::sqlite::{self, Error};

/// Questions that one page shows before all others.
const URGENT_ROWS: u32 = 50;

/// Which questions a list shows.
#[derive(Debug, Clone)]
pub enum QueueFilter {
    /// All that wait for a decision or an answer.
    Waiting,
    Status(Status),
    /// All of a tag, or those of them that have a status.
    Tag(TagName, Option<Status>),
    /// All whose text has every word typed, newest first.
    Search(String),
}

/// A page of at most `limit` questions that come after `after`: oldest first, or newest first in a search.
pub(super) fn page(
    conn: &Connection,
    filter: &QueueFilter,
    after: Option<QuestionId>,
    limit: u32,
) -> Result<QueuePage, sqlite::Error> {
    let from = after.map_or(0, |id| id.0);
    let ids = match filter {
        QueueFilter::Waiting => waiting(conn, from, limit + 1)?,
        QueueFilter::Status(status) => of_status(conn, *status, from, limit + 1)?,
        QueueFilter::Tag(tag, status) => tagged(conn, tag, *status, from, limit + 1)?,
        QueueFilter::Search(typed) => {
            found(conn, typed, after.map_or(i64::MAX, |id| id.0), limit + 1)?
        }
    };
    let urgent = match (filter, after) {
        (QueueFilter::Waiting, None) => urgent(conn)?,
        _ => Vec::new(),
    };
    let shown = &ids[..ids.len().min(limit as usize)];
    let next = if ids.len() > shown.len() { shown.last().copied().map(QuestionId) } else { None };
    let mut rows = Vec::new();
    for id in shown.iter().copied().map(QuestionId) {
        if !urgent.iter().any(|row| row.id == id) {
            rows.push(row(conn, id)?);
        }
    }
    Ok(QueuePage { urgent, rows, next })
}

/// What is to be looked at before all else, the most urgent first.
fn urgent(conn: &Connection) -> Result<Vec<QueueRow>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select id from question where attention > 0 and status <> 'spam'
         order by attention desc, id
         limit :limit",
    )?;
    let ids =
        stmt.query_map(named_params! { ":limit": URGENT_ROWS }, |row| row.get(0).map(QuestionId))?;
    ids.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().map(|id| row(conn, id)).collect()
}

/// How many questions have each status.
pub(super) fn tally(conn: &Connection) -> Result<Tally, sqlite::Error> {
    let mut stmt = conn.prepare_cached("select questions from tally where status = :status")?;
    let mut count = |status: Status| {
        let questions =
            stmt.query_row(named_params! { ":status": status.as_str() }, |row| row.get(0))?;
        Ok((status, questions))
    };
    Status::ALL.into_iter().map(&mut count).collect()
}

/// One ordered walk of the index for each waiting status, merged.
fn waiting(conn: &Connection, from: i64, limit: u32) -> Result<Vec<i64>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select id from (
             select id from (select id from question where status = 'new' and id > :from order by id limit :limit)
             union all
             select id from (select id from question where status = 'kept' and id > :from order by id limit :limit)
             union all
             select id from (select id from question where status = 'drafting' and id > :from order by id limit :limit)
         )
         order by id
         limit :limit",
    )?;
    let ids = stmt.query_map(named_params! { ":from": from, ":limit": limit }, |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn of_status(
    conn: &Connection,
    status: Status,
    from: i64,
    limit: u32,
) -> Result<Vec<i64>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select id from question where status = :status and id > :from order by id limit :limit",
    )?;
    let params = named_params! { ":status": status.as_str(), ":from": from, ":limit": limit };
    let ids = stmt.query_map(params, |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn tagged(
    conn: &Connection,
    tag: &TagName,
    status: Option<Status>,
    from: i64,
    limit: u32,
) -> Result<Vec<i64>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select question
         from question_tag join question on question.id = question_tag.question
         where tag = (select id from tag where key = :key) and question > :from
           and (:status is null or question.status = :status)
         order by question
         limit :limit",
    )?;
    let status = status.map(Status::as_str);
    let params =
        named_params! { ":key": tag.key(), ":status": status, ":from": from, ":limit": limit };
    let ids = stmt.query_map(params, |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn found(
    conn: &Connection,
    typed: &str,
    before: i64,
    limit: u32,
) -> Result<Vec<i64>, sqlite::Error> {
    let Some(expression) = search_expression(typed) else { return Ok(Vec::new()) };
    let mut stmt = conn.prepare_cached(
        "select rowid
         from question_search
         where question_search match :expression and rowid < :before
         order by rowid desc
         limit :limit",
    )?;
    let params = named_params! { ":expression": expression, ":before": before, ":limit": limit };
    let ids = stmt.query_map(params, |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn row(conn: &Connection, id: QuestionId) -> Result<QueueRow, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select first_line, consent, status, attention from question where id = :id",
    )?;
    let mut rows = stmt.query(named_params! { ":id": id.0 })?;
    let row = rows.next()?.ok_or(Error::NotFound)?;
    Ok(QueueRow {
        id,
        first_line: row.get("first_line")?,
        consent: consent(row)?,
        status: status(row)?,
        tags: tags::of_question(conn, id)?,
        attention: Attention::from_rank(row.get("attention")?),
    })
}

pub(super) fn consent(row: &Row<'_>) -> Result<Consent, sqlite::Error> {
    Consent::parse(&row.get::<_, String>("consent")?)
        .map_err(|_| Error::Inconsistent("question.consent"))
}

pub(super) fn status(row: &Row<'_>) -> Result<Status, sqlite::Error> {
    Status::parse(&row.get::<_, String>("status")?)
        .map_err(|_| Error::Inconsistent("question.status"))
}
