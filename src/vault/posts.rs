//! Posts as they are written: drafts, revisions, what they answer.

use rusqlite::{Connection, Row, named_params};

use super::{Act, Error, Result, from_json, history, json, proofs, questions, queue};
use crate::domain::{
    Day, Moment, Post, PostId, PostKind, PostQuestion, PostText, PublicId, Publication, QuestionId,
    Slug, Status, Step, without_hidden,
};
use crate::sqlite;

/// Begins the post of a question, its printed text filled in with the original; a question that has a
/// post already leads to that one, and is on its way again if it was put back meanwhile.
pub(super) fn begin(
    conn: &Connection,
    question: QuestionId,
    new: (PostId, PublicId),
    act: &Act,
) -> Result<PostId> {
    let known = questions::read(conn, question)?;
    if let Some(post) = known.posts.first() {
        if matches!(known.status, Status::New | Status::Kept) {
            questions::go(conn, question, Status::Drafting, None, act)?;
        }
        return Ok(post.id);
    }
    questions::go(conn, question, Status::Drafting, None, act)?;
    let (id, public_id) = new;
    let tags = known.tags.into_iter().filter(|tag| !tag.is_private()).collect();
    let text = PostText { printed: without_hidden(&known.original), tags, ..PostText::default() };
    conn.prepare_cached(
        "insert into post (id, public_id, revision, title, content, edited)
         values (:id, :public_id, 1, '', :content, :today)",
    )?
    .execute(named_params! {
        ":id": id.0, ":public_id": public_id.0, ":content": json(&text)?, ":today": act.now.day().0,
    })?;
    conn.prepare_cached("insert into post_question (post, question) values (:post, :question)")?
        .execute(named_params! { ":post": id.0, ":question": question.0 })?;
    keep_revision(conn, id, 1, &text, act)?;
    history::record(conn, act, Some(question), Some(id), &Step::Draft { post: id })?;
    Ok(id)
}

/// Saves a post whose editor was opened at revision `base`.
pub(super) fn save(
    conn: &Connection,
    id: PostId,
    base: u32,
    text: &PostText,
    act: &Act,
) -> Result<u32> {
    let post = read(conn, id)?;
    if post.text == *text {
        return Ok(post.revision);
    }
    if post.revision != base {
        return Err(Error::Stale);
    }
    let revision = base + 1;
    conn.prepare_cached(
        "update post set revision = :revision, title = :title, content = :content, edited = :today
         where id = :id",
    )?
    .execute(named_params! {
        ":revision": revision, ":title": text.title, ":content": json(text)?,
        ":today": act.now.day().0, ":id": id.0,
    })?;
    keep_revision(conn, id, revision, text, act)?;
    history::record(conn, act, None, Some(id), &Step::Saved { revision })?;
    Ok(revision)
}

pub(super) fn keep_revision(
    conn: &Connection,
    id: PostId,
    number: u32,
    text: &PostText,
    act: &Act,
) -> Result<()> {
    conn.prepare_cached(
        "insert into revision (post, number, day, moment, by, content)
         values (:post, :number, :day, :moment, :by, :content)",
    )?
    .execute(named_params! {
        ":post": id.0, ":number": number, ":day": act.now.day().0, ":moment": act.now.0, ":by": act.by, ":content": json(text)?,
    })?;
    Ok(())
}

/// One post with its letters.
pub(super) fn read(conn: &Connection, id: PostId) -> Result<Post, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select public_id, kind, due, deleted, position, revision, content, slug, pub_revision, published, updated, live
         from post
         where id = :id",
    )?;
    let mut rows = stmt.query(named_params! { ":id": id.0 })?;
    let row = rows.next()?.ok_or(sqlite::Error::NotFound)?;
    Ok(Post {
        id,
        public_id: PublicId(row.get("public_id")?),
        kind: kind(row)?,
        due: row.get::<_, Option<i64>>("due")?.map(Moment),
        deleted: row.get::<_, Option<u32>>("deleted")?.map(Day),
        position: row.get("position")?,
        revision: row.get("revision")?,
        text: from_json(&row.get::<_, String>("content")?)?,
        publication: publication(row)?,
        questions: letters(conn, id)?,
    })
}

pub(super) fn kind(row: &Row<'_>) -> Result<PostKind, sqlite::Error> {
    PostKind::parse(&row.get::<_, String>("kind")?).ok_or(sqlite::Error::Inconsistent("post.kind"))
}

pub(super) fn publication(row: &Row<'_>) -> Result<Option<Publication>, sqlite::Error> {
    let Some(slug) = row.get::<_, Option<String>>("slug")? else { return Ok(None) };
    Ok(Some(Publication {
        slug: Slug::parse(&slug).ok_or(sqlite::Error::Inconsistent("post.slug"))?,
        revision: row.get("pub_revision")?,
        first: Moment(row.get("published")?),
        updated: row.get::<_, Option<i64>>("updated")?.map(Moment),
        live: row.get("live")?,
    }))
}

fn letters(conn: &Connection, id: PostId) -> Result<Vec<PostQuestion>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select question.id, original, consent, status, mailbox is not null as reachable
         from post_question join question on question.id = post_question.question
         where post_question.post = :id
         order by question.id",
    )?;
    let mut rows = stmt.query(named_params! { ":id": id.0 })?;
    let mut letters = Vec::new();
    while let Some(row) = rows.next()? {
        letters.push(PostQuestion {
            id: QuestionId(row.get("id")?),
            original: row.get("original")?,
            consent: queue::consent(row)?,
            status: queue::status(row)?,
            reachable: row.get("reachable")?,
            proof: proofs::of_question(conn, QuestionId(row.get("id")?))?,
        });
    }
    Ok(letters)
}
