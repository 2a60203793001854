//! Posts as they are written: drafts, revisions, what they answer.

use rusqlite::{Connection, Row, named_params};

use super::{
    Act, Error, Reader, Result, Writer, from_json, history, json, proofs, questions, queue,
    revisions,
};
use crate::domain::{
    Day, Moment, Post, PostId, PostKind, PostQuestion, PostText, PublicId, Publication, QuestionId,
    Slug, Status, Step, without_hidden,
};
use crate::sqlite;

impl Reader {
    /// One post with its letters.
    pub async fn post(&self, id: PostId) -> sqlite::Result<Post> {
        self.pool.read(move |conn| read(conn, id)).await
    }
}

impl Writer {
    /// Begins the post of a question, or finds the one it has. `new` are the ids for a new one.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Transition`] when the question is declined, spam or scheduled.
    pub async fn begin_post(
        &self,
        question: QuestionId,
        new: (PostId, PublicId),
        act: Act,
    ) -> Result<PostId> {
        self.writer.transact(move |conn| begin(conn, question, new, &act)).await
    }

    /// Saves a post whose editor was opened at revision `base`; returns the new revision.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Stale`] when it was saved with another text since.
    pub async fn save(&self, id: PostId, base: u32, text: PostText, act: Act) -> Result<u32> {
        self.writer.transact(move |conn| save(conn, id, base, &text, &act)).await
    }

    /// Makes the text of revision `number` the newest one, over `base`; returns the new revision.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Stale`] when the post was saved with another text since `base`.
    pub async fn restore(&self, id: PostId, number: u32, base: u32, act: Act) -> Result<u32> {
        self.writer.transact(move |conn| restore(conn, id, number, base, &act)).await
    }
}

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
        ":id": id.0, ":public_id": public_id.0, ":content": json(&text)?, ":today": act.today().0,
    })?;
    conn.prepare_cached("insert into post_question (post, question) values (:post, :question)")?
        .execute(named_params! { ":post": id.0, ":question": question.0 })?;
    revisions::keep(conn, id, 1, &text, act)?;
    history::record(conn, act, Some(question), Some(id), &Step::Draft { post: id })?;
    Ok(id)
}

/// Saves a post whose editor was opened at revision `base`. Each save gets a number of its own, so that two windows
/// never take each other's text for theirs; saves of one sitting are kept as one revision, under the last number.
pub(super) fn save(
    conn: &Connection,
    id: PostId,
    base: u32,
    text: &PostText,
    act: &Act,
) -> Result<u32> {
    let Some(before) = write(conn, id, base, text, act)? else { return current(conn, id) };
    let shown = before.publication.as_ref().map(|publication| publication.revision);
    let (previous, revision) = (before.revision, before.revision + 1);
    let folded = revisions::fold(conn, id, previous, shown, act)?;
    revisions::keep(conn, id, revision, text, act)?;
    if !folded || !history::saved_on(conn, id, previous, revision, act)? {
        history::record(conn, act, None, Some(id), &Step::Saved { revision })?;
    }
    Ok(revision)
}

/// Makes the text of an earlier revision the newest one. What was the newest stays a revision, whatever the sitting.
pub(super) fn restore(
    conn: &Connection,
    id: PostId,
    number: u32,
    base: u32,
    act: &Act,
) -> Result<u32> {
    let text = revisions::text(conn, id, number)?;
    let Some(before) = write(conn, id, base, &text, act)? else { return current(conn, id) };
    let revision = before.revision + 1;
    revisions::keep(conn, id, revision, &text, act)?;
    history::record(conn, act, None, Some(id), &Step::Saved { revision })?;
    Ok(revision)
}

/// Writes the newest text under the next number, and returns the post as it was; none where it has this text already.
fn write(
    conn: &Connection,
    id: PostId,
    base: u32,
    text: &PostText,
    act: &Act,
) -> Result<Option<Post>> {
    let post = read(conn, id)?;
    if post.text == *text {
        return Ok(None);
    }
    if post.revision != base {
        return Err(Error::Stale);
    }
    conn.prepare_cached(
        "update post set revision = revision + 1, title = :title, content = :content, edited = :today
         where id = :id",
    )?
    .execute(named_params! {
        ":title": text.title, ":content": json(text)?, ":today": act.today().0, ":id": id.0,
    })?;
    Ok(Some(post))
}

/// The number of the newest text.
fn current(conn: &Connection, id: PostId) -> Result<u32> {
    let mut stmt = conn.prepare_cached("select revision from post where id = :id")?;
    Ok(stmt.query_row(named_params! { ":id": id.0 }, |row| row.get(0))?)
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
        "select question.id, original, coalesce(later_consent, consent) as consent, status, mailbox is not null as reachable
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
