//! Marks of a printed question: which words stand in no other letter, and which marks stay by choice.

use std::cell::RefCell;

use rusqlite::{Connection, named_params};

use super::{Act, Reader, Result, Writer, history};
use crate::domain::{KeptMark, Mark, MarkKind, PostId, Step, marks};
use crate::sqlite::{self, Error};

/// The marks of a text.
pub struct Marked {
    /// Those that are neither blurred nor kept.
    pub standing: Vec<Mark>,
    /// Those that stay in this post, whether they stand in the text or not.
    pub kept: Vec<KeptMark>,
}

impl Reader {
    /// The marks of a post's printed question.
    pub async fn marked(&self, id: PostId, printed: String) -> sqlite::Result<Marked> {
        self.pool.read(move |conn| of_text(conn, id, &printed)).await
    }
}

impl Writer {
    /// Lets a mark stay in a post from now on, or no longer.
    pub async fn keep_mark(&self, id: PostId, mark: KeptMark, stays: bool, act: Act) -> Result<()> {
        self.writer.transact(move |conn| keep(conn, id, mark, stays, &act)).await
    }
}

/// The marks of `text` for a post.
pub(super) fn of_text(conn: &Connection, post: PostId, text: &str) -> Result<Marked, Error> {
    let kept = kept(conn, post)?;
    let fault = RefCell::new(None);
    let is_rare = |word: &str| {
        // After a fault there is no answer at all, so nothing more is asked.
        let has_fault = fault.borrow().is_some();
        !has_fault
            && is_rare(conn, post, word).unwrap_or_else(|error| {
                fault.replace(Some(error));
                false
            })
    };
    let mut standing = marks(text, is_rare);
    if let Some(error) = fault.into_inner() {
        return Err(error);
    }
    standing.retain(|mark| kept.binary_search(&mark.kept(text)).is_err());
    Ok(Marked { standing, kept })
}

/// Whether a word stands in no letter but those behind this post. It stops at the first one that has it, so a usual
/// word costs no more than a rare one.
fn is_rare(conn: &Connection, post: PostId, word: &str) -> Result<bool, Error> {
    let mut stmt = conn.prepare_cached(
        "select not exists (select 1 from question_search
                            where question_search match :word
                              and rowid not in (select question from post_question where post = :post))",
    )?;
    // In quotation marks it is a text to the index, whatever signs it has.
    let quoted = format!("\"{}\"", word.replace('"', ""));
    let params = named_params! { ":word": quoted, ":post": post.0 };
    Ok(stmt.query_row(params, |row| row.get(0))?)
}

/// The marks that stay in a post, in the order of their kinds and words.
fn kept(conn: &Connection, post: PostId) -> Result<Vec<KeptMark>, Error> {
    let mut stmt = conn.prepare_cached("select kind, text from kept_mark where post = :post")?;
    let mut rows = stmt.query(named_params! { ":post": post.0 })?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = MarkKind::parse(&row.get::<_, String>("kind")?);
        let kind = kind.ok_or(Error::Inconsistent("kept_mark.kind"))?;
        kept.push(KeptMark { kind, text: row.get("text")? });
    }
    kept.sort();
    Ok(kept)
}

/// Lets a mark stay in a post from now on, or no longer.
pub(super) fn keep(
    conn: &Connection,
    post: PostId,
    mark: KeptMark,
    stays: bool,
    act: &Act,
) -> Result<()> {
    let sql = if stays {
        "insert into kept_mark (post, kind, text) values (:post, :kind, :text) on conflict do nothing"
    } else {
        "delete from kept_mark where post = :post and kind = :kind and text = :text"
    };
    let params = named_params! { ":post": post.0, ":kind": mark.kind.as_str(), ":text": mark.text };
    if conn.prepare_cached(sql)?.execute(params).map_err(sqlite::Error::from)? == 0 {
        return Ok(());
    }
    let KeptMark { kind, text } = mark;
    history::record(conn, act, None, Some(post), &Step::Marked { kind, text, kept: stays })
}

#[cfg(test)]
#[path = "marks_tests.rs"]
mod tests;
