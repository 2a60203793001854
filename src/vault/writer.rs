//! Changing the vault. Each method is one transaction: the change, its history and what leaves by it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{
    AddedPicture, Arrival, Handed, Incoming, NewPicture, Result, Spoilt, Taken, arrivals, history,
    marks, notes, outbox, pictures, post_letters, posts, proofs, publication, questions,
    scheduling, sequels, thread,
};
use crate::domain::{
    Attention, Day, EnvelopeId, KeptMark, Moment, Outgoing, PictureId, PostId, PostText, PublicId,
    QuestionId, QuestionText, SettingsChange, Slug, Status, Step, TagName, Zone,
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

    /// Sends the text of a saved post to every asker behind it who wants to see it first, to be approved by the end
    /// of `until`; who has this very text is not sent it again. Returns to how many it went.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Stale`] when the post was saved since.
    /// * [`super::Error::NothingToProve`] when there is no text as printed.
    /// * [`super::Error::Unpublishable`] when it could not be published even with every approval.
    pub async fn send_proof(
        &self,
        id: PostId,
        revision: u32,
        until: Day,
        act: Act,
    ) -> Result<usize> {
        self.writer.transact(move |conn| proofs::send(conn, id, revision, until, &act)).await
    }

    /// Takes posts back that were kept from the public, since a mailbox that they name is held.
    pub async fn held(&self, posts: Vec<PublicId>, act: Act) -> Result<()> {
        let work = move |conn: &Connection| {
            posts.iter().try_for_each(|&post| publication::held(conn, post, &act))
        };
        self.writer.transact(work).await
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

    /// Saves a post whose editor was opened at revision `base`; returns the new revision.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Stale`] when it was saved with another text since.
    pub async fn save(&self, id: PostId, base: u32, text: PostText, act: Act) -> Result<u32> {
        self.writer.transact(move |conn| posts::save(conn, id, base, &text, &act)).await
    }

    /// Makes the text of revision `number` the newest one, over `base`; returns the new revision.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Stale`] when the post was saved with another text since `base`.
    pub async fn restore(&self, id: PostId, number: u32, base: u32, act: Act) -> Result<u32> {
        self.writer.transact(move |conn| posts::restore(conn, id, number, base, &act)).await
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

    /// Releases a saved revision for a moment to come; one that is released already gets another moment, or this text.
    ///
    /// # Errors
    ///
    /// * As for [`Writer::publish`].
    /// * [`super::Error::AlreadyPublic`] when there is no date to set.
    pub async fn schedule(&self, id: PostId, revision: u32, due: Moment, act: Act) -> Result<()> {
        self.writer.transact(move |conn| scheduling::schedule(conn, id, revision, due, &act)).await
    }

    /// Takes a release back; a post that is not released stays as it is.
    pub async fn unschedule(&self, id: PostId, act: Act) -> Result<()> {
        let work =
            move |conn: &Connection| scheduling::take_back(conn, id, Step::Unscheduled, &act);
        self.writer.transact(work).await
    }

    /// Learns which released posts readers see by now, and which were held and are gone. The former went out on a day
    /// of `zone`.
    pub async fn learn(
        &self,
        shown: Vec<PublicId>,
        gone: Vec<PublicId>,
        zone: Zone,
        act: Act,
    ) -> Result<()> {
        let work = move |conn: &Connection| {
            shown.iter().try_for_each(|&post| scheduling::went_out(conn, post, &zone))?;
            gone.iter().try_for_each(|&post| scheduling::was_held(conn, post, &act))
        };
        self.writer.transact(work).await
    }

    /// Puts a further letter behind a post.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Transition`] when the letter is declined or spam.
    pub async fn attach(&self, id: PostId, letter: QuestionId, act: Act) -> Result<()> {
        self.writer.transact(move |conn| post_letters::attach(conn, id, letter, &act)).await
    }

    /// Takes a letter from behind a post.
    ///
    /// # Errors
    ///
    /// * [`super::Error::LetterStays`].
    pub async fn detach(&self, id: PostId, letter: QuestionId, act: Act) -> Result<()> {
        self.writer.transact(move |conn| post_letters::detach(conn, id, letter, &act)).await
    }

    /// Lets a mark stay in a post from now on, or no longer.
    pub async fn keep_mark(&self, id: PostId, mark: KeptMark, stays: bool, act: Act) -> Result<()> {
        self.writer.transact(move |conn| marks::keep(conn, id, mark, stays, &act)).await
    }

    /// Takes a public post back.
    pub async fn unpublish(&self, id: PostId, act: Act) -> Result<()> {
        self.writer.transact(move |conn| publication::unpublish(conn, id, &act)).await
    }

    /// Adds a picture to the library.
    pub async fn add_picture(&self, new: NewPicture, act: Act) -> Result<AddedPicture> {
        self.writer.transact(move |conn| pictures::add(conn, &new, &act)).await
    }

    /// Changes the text alternative of a picture.
    pub async fn set_alt(&self, id: PictureId, alt: String) -> Result<()> {
        self.writer.transact(move |conn| pictures::set_alt(conn, &id, &alt)).await
    }

    /// Deletes a picture that no post names; false where one does.
    pub async fn delete_picture(&self, id: PictureId) -> Result<bool> {
        self.writer.transact(move |conn| pictures::delete(conn, &id)).await
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
