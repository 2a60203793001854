//! The bin: a post that nobody wants any more stays there for some weeks, and its letters wait for an answer again.

use rusqlite::{Connection, named_params};

use super::{Act, Reader, Result, Writer, history, posts, proofs, questions, scheduling};
use crate::domain::{BIN_DAYS, Day, Post, PostId, Status, Step};
use crate::sqlite;

impl Reader {
    /// Whether a post has been in the bin for so long that it goes.
    pub async fn is_bin_due(&self, today: Day) -> sqlite::Result<bool> {
        let read = move |conn: &Connection| {
            let mut stmt = conn.prepare_cached(
                "select exists (select 1 from post where deleted is not null and deleted <= :last)",
            )?;
            Ok(stmt.query_row(named_params! { ":last": last_day(today) }, |row| row.get(0))?)
        };
        self.pool.read(read).await
    }
}

impl Writer {
    /// Puts a post into the bin; its date, if it has one, is taken off. False, and nothing is done, while it is public.
    pub async fn bin(&self, id: PostId, act: Act) -> Result<bool> {
        self.writer.transact(move |conn| bin(conn, id, &act)).await
    }

    /// Takes a post out of the bin. One that is not in it stays as it is.
    pub async fn unbin(&self, id: PostId, act: Act) -> Result<()> {
        self.writer.transact(move |conn| unbin(conn, id, &act)).await
    }

    /// Destroys what has been in the bin for [`BIN_DAYS`].
    pub async fn empty_bin(&self, today: Day) -> Result<()> {
        let work = move |conn: &Connection| {
            proofs::blank_in_bin(conn, last_day(today))?;
            conn.execute(
                "delete from post where deleted is not null and deleted <= :last",
                named_params! { ":last": last_day(today) },
            )?;
            // Its text is not to be left in free pages either.
            conn.execute("update vault set scrub_due = 1", [])?;
            Ok(())
        };
        self.writer.transact(work).await
    }
}

/// The last day on which what goes today was put into the bin.
fn last_day(today: Day) -> u32 {
    today.0.saturating_sub(BIN_DAYS)
}

fn bin(conn: &Connection, id: PostId, act: &Act) -> Result<bool> {
    let post = posts::read(conn, id)?;
    if post.deleted.is_some() {
        return Ok(true);
    }
    if post.live().is_some() {
        return Ok(false);
    }
    // What lies in the bin does not come out by itself; its letters are read anew behind this.
    scheduling::take_back(conn, id, Step::Unscheduled, act)?;
    let post = posts::read(conn, id)?;
    conn.prepare_cached("update post set deleted = :today where id = :id")?
        .execute(named_params! { ":today": act.today().0, ":id": id.0 })?;
    for question in &post.questions {
        // Another post may be on its way for it.
        if question.status == Status::Drafting
            && questions::read(conn, question.id)?.posts.is_empty()
        {
            questions::go(conn, question.id, Status::Kept, None, act)?;
        }
    }
    history::record_post(conn, act, &post, &Step::Binned)?;
    Ok(true)
}

/// Takes a post out of the bin; its letters are on their way again.
pub(super) fn unbin(conn: &Connection, id: PostId, act: &Act) -> Result<()> {
    let post = posts::read(conn, id)?;
    if post.deleted.is_none() {
        return Ok(());
    }
    conn.prepare_cached("update post set deleted = null where id = :id")?
        .execute(named_params! { ":id": id.0 })?;
    draft_again(conn, &post, act)?;
    history::record_post(conn, act, &post, &Step::Unbinned)
}

/// Brings letters that only waited for an answer to where one is being written.
pub(super) fn draft_again(conn: &Connection, post: &Post, act: &Act) -> Result<()> {
    let waiting =
        post.questions.iter().filter(|it| matches!(it.status, Status::New | Status::Kept));
    for question in waiting {
        questions::go(conn, question.id, Status::Drafting, None, act)?;
    }
    Ok(())
}
