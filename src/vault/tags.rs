//! Tags of questions, public and private.

use rusqlite::{Connection, named_params};

use super::Result;
use crate::domain::{QuestionId, TagName};
use crate::sqlite::{self, Error};

/// The tags of a question, by name.
pub(super) fn of_question(
    conn: &Connection,
    question: QuestionId,
) -> Result<Vec<TagName>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select tag.name
         from question_tag join tag on tag.id = question_tag.tag
         where question_tag.question = :question
         order by tag.key",
    )?;
    let mut rows = stmt.query(named_params! { ":question": question.0 })?;
    let mut tags = Vec::new();
    while let Some(row) = rows.next()? {
        tags.push(name(&row.get::<_, String>("name")?)?);
    }
    Ok(tags)
}

/// Gives a question exactly these tags.
pub(super) fn set(conn: &Connection, question: QuestionId, tags: &[TagName]) -> Result<()> {
    // New ones first: a tag that no question has is forgotten at once.
    let mut make = conn.prepare_cached(
        "insert into tag (key, name) values (:key, :name) on conflict (key) do update set name = excluded.name",
    )?;
    let mut link = conn.prepare_cached(
        "insert into question_tag (tag, question)
         select id, :question from tag where key = :key
         on conflict do nothing",
    )?;
    for tag in tags {
        make.execute(named_params! { ":key": tag.key(), ":name": tag.as_str() })?;
        link.execute(named_params! { ":question": question.0, ":key": tag.key() })?;
    }
    let kept: Vec<String> = tags.iter().map(TagName::key).collect();
    conn.prepare_cached(
        "delete from question_tag
         where question = :question
           and tag not in (select id from tag where key in (select value from json_each(:kept)))",
    )?
    .execute(named_params! { ":question": question.0, ":kept": super::json(&kept)? })?;
    Ok(())
}

/// The tags that most questions have, at most `limit`, by name, with their counts.
pub(super) fn in_use(conn: &Connection, limit: u32) -> Result<Vec<(TagName, u64)>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select name, questions
         from (select key, name, questions from tag order by questions desc, key limit :limit)
         order by key",
    )?;
    let mut rows = stmt.query(named_params! { ":limit": limit })?;
    let mut tags = Vec::new();
    while let Some(row) = rows.next()? {
        tags.push((name(&row.get::<_, String>("name")?)?, row.get("questions")?));
    }
    Ok(tags)
}

fn name(text: &str) -> Result<TagName, sqlite::Error> {
    TagName::parse(text).map_err(|_| Error::Inconsistent("tag.name"))
}
