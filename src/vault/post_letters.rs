//! The letters behind a post: further ones are put there and taken away.

use rusqlite::{Connection, named_params};

use super::{Act, Error, Reader, Result, Writer, history, json, posts, questions, queue};
use crate::domain::{PostId, QuestionId, QueueRow, Status, Step};
use crate::sqlite;

impl Reader {
    /// The letters that were put behind a post after it was begun, and can be taken away.
    pub async fn further_letters(&self, id: PostId) -> sqlite::Result<Vec<QuestionId>> {
        self.pool.read(move |conn| further(conn, id)).await
    }

    /// Letters that wait and have a tag of this post or of a letter behind it, the newest first.
    pub async fn kindred_letters(&self, id: PostId, limit: u32) -> sqlite::Result<Vec<QueueRow>> {
        self.pool.read(move |conn| kindred(conn, id, limit)).await
    }
}

impl Writer {
    /// Puts a further letter behind a post.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Transition`] when the letter is declined or spam.
    pub async fn attach(&self, id: PostId, letter: QuestionId, act: Act) -> Result<()> {
        self.writer.transact(move |conn| attach(conn, id, letter, &act)).await
    }

    /// Takes a letter from behind a post.
    ///
    /// # Errors
    ///
    /// * [`super::Error::LetterStays`].
    pub async fn detach(&self, id: PostId, letter: QuestionId, act: Act) -> Result<()> {
        self.writer.transact(move |conn| detach(conn, id, letter, &act)).await
    }
}

/// Puts a letter behind a post; one that is there already stays.
pub(super) fn attach(conn: &Connection, id: PostId, letter: QuestionId, act: &Act) -> Result<()> {
    let (post, status) = (posts::read(conn, id)?, questions::status(conn, letter)?);
    if post.questions.iter().any(|known| known.id == letter) {
        return Ok(());
    }
    match status {
        Status::Drafting | Status::Scheduled | Status::Published => {}
        Status::New | Status::Kept | Status::Answered | Status::Declined | Status::Spam => {
            questions::go(conn, letter, Status::Drafting, None, act)?;
        }
    }
    conn.prepare_cached("insert into post_question (post, question) values (:post, :question)")?
        .execute(named_params! { ":post": id.0, ":question": letter.0 })?;
    history::record(conn, act, Some(letter), Some(id), &Step::Attached { post: id })
}

/// Takes a letter from behind a post. The one that the post was begun from stays, since its words may be in the text,
/// and so does one that readers see answered, or will.
pub(super) fn detach(conn: &Connection, id: PostId, letter: QuestionId, act: &Act) -> Result<()> {
    let post = posts::read(conn, id)?;
    let Some(known) = post.questions.iter().find(|known| known.id == letter) else {
        return Ok(());
    };
    if !further(conn, id)?.contains(&letter) {
        return Err(Error::LetterStays);
    }
    conn.prepare_cached("delete from post_question where post = :post and question = :question")?
        .execute(named_params! { ":post": id.0, ":question": letter.0 })?;
    if known.status == Status::Drafting && !has_post(conn, letter)? {
        questions::go(conn, letter, Status::Kept, None, act)?;
    }
    history::record(conn, act, Some(letter), Some(id), &Step::Detached { post: id })
}

/// The letters that can be taken from behind a post again.
pub(super) fn further(conn: &Connection, id: PostId) -> Result<Vec<QuestionId>, sqlite::Error> {
    let post = posts::read(conn, id)?;
    let out = post.live().is_some() || post.due.is_some();
    let mut further = Vec::new();
    for letter in &post.questions {
        let shown = out && matches!(letter.status, Status::Scheduled | Status::Published);
        if !shown && is_further(conn, id, letter.id)? {
            further.push(letter.id);
        }
    }
    Ok(further)
}

/// Whether a letter was put behind a post that had been begun without it.
fn is_further(conn: &Connection, id: PostId, letter: QuestionId) -> Result<bool, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select exists (select 1 from history
                        where post = :post and question = :question and step ->> '$.step' = 'attached')",
    )?;
    let params = named_params! { ":post": id.0, ":question": letter.0 };
    Ok(stmt.query_row(params, |row| row.get(0))?)
}

fn has_post(conn: &Connection, letter: QuestionId) -> Result<bool> {
    let mut stmt = conn
        .prepare_cached("select exists (select 1 from post_question where question = :question)")?;
    Ok(stmt.query_row(named_params! { ":question": letter.0 }, |row| row.get(0))?)
}

/// Letters that wait, are behind no post, and have a tag of this post or of a letter behind it; the newest first.
pub(super) fn kindred(
    conn: &Connection,
    id: PostId,
    limit: u32,
) -> Result<Vec<QueueRow>, sqlite::Error> {
    let post = posts::read(conn, id)?;
    let keys: Vec<String> = post.text.tags.iter().map(|tag| tag.key()).collect();
    let mut stmt = conn.prepare_cached(
        "select distinct question.id
         from question_tag join question on question.id = question_tag.question
         where question.status in ('new', 'kept')
           and (question_tag.tag in (select tag from post_question join question_tag as theirs
                                       on theirs.question = post_question.question
                                     where post_question.post = :post)
                or question_tag.tag in (select tag.id from tag join json_each(:keys) as named on tag.key = named.value))
         order by question.id desc
         limit :limit",
    )?;
    let params = named_params! { ":post": id.0, ":keys": json(&keys)?, ":limit": limit };
    let ids = stmt.query_map(params, |row| row.get(0).map(QuestionId))?;
    ids.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().map(|id| queue::row(conn, id)).collect()
}
