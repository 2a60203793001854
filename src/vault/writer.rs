//! Changing the vault. Each method is one transaction: the change, its history and what leaves by it.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{Arrival, Result, Spoilt, arrivals, notes, outbox, posts, publication, questions};
use crate::domain::{
    Day, Moment, PostId, PostText, PublicId, QuestionId, QuestionText, Slug, Status, TagName,
};
use crate::sqlite;

/// Who does something, and when.
#[derive(Debug, Clone)]
pub struct Act {
    /// The person's name as the desk shows it; empty when the program itself does it.
    pub by: String,
    pub now: Moment,
}

impl Act {
    /// Something that the program does by itself, of which no more than the day is kept.
    pub fn by_program(day: Day) -> Self {
        Self { by: String::new(), now: day.start() }
    }
}

/// A post after it was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    pub revision: u32,
}

/// Writes to the vault. A call returns once its change is on disk. Each may answer
/// [`super::Error::Store`] with a row not found, a full disk or a full queue.
pub struct Writer {
    writer: sqlite::Writer,
}

impl Writer {
    pub(super) fn start(conn: Connection) -> Result<Self> {
        Ok(Self { writer: sqlite::Writer::start("vault writer", conn)? })
    }

    /// Takes a batch of letters in and sets the spoilt ones aside.
    pub async fn move_in(&self, letters: Vec<Arrival>, spoilt: Vec<Spoilt>) -> Result<()> {
        self.writer.transact(move |conn| arrivals::move_in(conn, letters, &spoilt)).await
    }

    /// Takes in a letter that was entered by hand; `retry_tag` is set when it has a receipt. One that was
    /// entered before is found again.
    pub async fn enter(
        &self,
        letter: Arrival,
        retry_tag: Option<[u8; 32]>,
        act: Act,
    ) -> Result<QuestionId> {
        self.writer.transact(move |conn| arrivals::enter(conn, &letter, retry_tag, &act)).await
    }

    /// Moves a question to a status.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Transition`] when the table has no such way.
    pub async fn set_status(&self, id: QuestionId, to: Status, act: Act) -> Result<()> {
        self.writer.transact(move |conn| questions::go(conn, id, to, None, &act)).await
    }

    /// Gives a question exactly these tags.
    pub async fn set_tags(&self, id: QuestionId, tags: Vec<TagName>, act: Act) -> Result<()> {
        self.writer.transact(move |conn| questions::set_tags(conn, id, tags, &act)).await
    }

    /// Adds a note to a question.
    pub async fn add_note(&self, id: QuestionId, text: QuestionText, act: Act) -> Result<()> {
        self.writer.transact(move |conn| notes::add(conn, id, &text, &act)).await
    }

    /// Sends private words to the asker.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NoAsker`] when the letter has no receipt.
    /// * [`super::Error::Transition`] when the letter is declined or spam; it is to be kept first.
    pub async fn reply(&self, id: QuestionId, text: QuestionText, act: Act) -> Result<()> {
        self.writer.transact(move |conn| notes::reply(conn, id, &text, &act)).await
    }

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
        self.writer.transact(move |conn| posts::begin(conn, question, new, &act)).await
    }

    /// Saves a post whose editor was opened at revision `base`.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Stale`] when it was saved with another text since.
    pub async fn save(&self, id: PostId, base: u32, text: PostText, act: Act) -> Result<Saved> {
        self.writer.transact(move |conn| posts::save(conn, id, base, &text, &act)).await
    }

    /// Publishes a saved revision; returns its address.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Stale`] when the post was saved since.
    /// * [`super::Error::Unpublishable`] when something is missing or an asker did not allow it.
    pub async fn publish(&self, id: PostId, revision: u32, act: Act) -> Result<Slug> {
        self.writer.transact(move |conn| publication::publish(conn, id, revision, &act)).await
    }

    /// Takes a public post back.
    pub async fn unpublish(&self, id: PostId, act: Act) -> Result<()> {
        self.writer.transact(move |conn| publication::unpublish(conn, id, &act)).await
    }

    /// Removes decisions that have been carried out.
    pub async fn remove_outgoing(&self, ids: Vec<i64>) -> Result<()> {
        self.writer.transact(move |conn| outbox::remove(conn, &ids)).await
    }

    /// Copies the encrypted file, with its log, while nobody writes. `file` is the vault's own path.
    ///
    /// Bytes are copied as they lie on the disk, so no key is needed and nothing is decrypted.
    pub async fn copy_to(&self, file: PathBuf, to: PathBuf) -> Result<()> {
        let work = move |conn: &mut Connection| {
            conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
            copy_with_log(&file, &to).map_err(sqlite::Error::Io)
        };
        Ok(self.writer.alone(work).await?)
    }
}

/// Copies a database that nobody writes to, and its log if there is one.
///
/// # Errors
///
/// * What the file system answers.
pub fn copy_with_log(file: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::copy(file, to)?;
    let (log, log_to) = (log_of(file), log_of(to));
    if log.exists() { std::fs::copy(log, log_to).map(drop) } else { Ok(()) }
}

/// Where SQLite keeps a database's log.
pub fn log_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}
