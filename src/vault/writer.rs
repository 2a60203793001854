//! Changing the vault. Each method is one transaction: the change, its history and what leaves by it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{
    Arrival, Handed, Incoming, Result, Spoilt, Taken, arrivals, history, notes, outbox, questions,
    sequels, thread,
};
use crate::domain::{
    Attention, Day, EnvelopeId, Moment, Outgoing, QuestionId, QuestionText, SettingsChange, Status,
    Step, TagName, Zone,
};
use crate::sqlite;

/// Who does something, and when.
#[derive(Debug, Clone)]
pub struct Act {
    /// The person's name as the desk shows it; empty when the program itself does it.
    pub by: String,
    pub now: Moment,
    /// By whose calendar its day is kept.
    pub zone: Zone,
}

impl Act {
    /// Something that the program does by itself, of which no more than the day is kept.
    pub fn by_program(day: Day) -> Self {
        Self { by: String::new(), now: day.start(), zone: Zone::default() }
    }

    /// The day on which it is done.
    pub fn today(&self) -> Day {
        self.zone.day(self.now)
    }
}

/// Letters that are moved in together.
#[derive(Default)]
pub struct Batch {
    pub questions: Vec<Arrival>,
    pub sequels: Vec<Incoming>,
    pub spoilt: Vec<Spoilt>,
    /// Sequels whose question was not to be found before: set aside if it is not now.
    pub given_up: HashSet<EnvelopeId>,
}

/// Writes to the vault. A call returns once its change is on disk. Each may answer
/// [`super::Error::Store`] with a row not found, a full disk or a full queue.
pub struct Writer {
    pub(super) writer: sqlite::Writer,
}

impl Writer {
    pub(super) fn start(conn: Connection) -> Result<Self> {
        Ok(Self { writer: sqlite::Writer::start("vault writer", conn)? })
    }

    /// Takes a batch of letters in and sets the spoilt ones aside.
    pub async fn move_in(&self, batch: Batch) -> Result<Taken> {
        let work = move |conn: &Connection| {
            let (known, trusted) = arrivals::move_in(conn, batch.questions)?;
            let unresolved = sequels::take(conn, &batch.sequels, &batch.given_up)?;
            batch.spoilt.iter().try_for_each(|spoilt| arrivals::set_aside(conn, spoilt))?;
            Ok(Taken { unresolved, known, trusted })
        };
        self.writer.transact(work).await
    }

    /// Takes in a letter that was entered by hand; `receipt` is set when it has one. One that was
    /// entered before is found again.
    pub async fn enter(
        &self,
        letter: Arrival,
        receipt: Option<Handed>,
        act: Act,
    ) -> Result<QuestionId> {
        self.writer.transact(move |conn| arrivals::enter(conn, &letter, receipt, &act)).await
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
        self.writer.transact(move |conn| thread::reply(conn, id, &text, &act)).await
    }

    /// Notes that what asked for attention has been seen to, whatever it was.
    pub async fn seen(&self, id: QuestionId, act: Act) -> Result<()> {
        self.writer.transact(move |conn| questions::seen(conn, id, Attention::TakeDown, &act)).await
    }

    /// Rewrites the file, so that nothing of what was destroyed is left in it: not in free pages, not in its log.
    /// Answers [`sqlite::Error::Busy`] when a reader kept it from that.
    pub async fn scrub(&self) -> Result<()> {
        let work = |conn: &mut Connection| {
            conn.execute_batch("vacuum")?;
            let busy: bool =
                conn.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
            if busy {
                // A reader still needs the log as it was. It stays due, and is done again.
                return Err(sqlite::Error::Busy);
            }
            conn.execute("update vault set scrub_due = 0", [])?;
            Ok(())
        };
        Ok(self.writer.alone(work).await?)
    }

    /// Decides a change of the site's settings.
    pub async fn change_settings(&self, change: SettingsChange, act: Act) -> Result<()> {
        let work = move |conn: &Connection| {
            let change = Box::new(change);
            outbox::put(conn, &Outgoing::Settings { change: change.clone() })?;
            history::record(conn, &act, None, None, &Step::Settings { change })
        };
        self.writer.transact(work).await
    }

    /// Keeps decisions that can never be carried out out of the way of the others.
    pub async fn shelve_outgoing(&self, ids: Vec<i64>) -> Result<()> {
        self.writer.transact(move |conn| outbox::shelve(conn, &ids)).await
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
