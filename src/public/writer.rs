//! Changing the public store.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

use super::room::Room;
use super::{
    Error, NewSite, Result, accounts, comments, letters, mailboxes, posts, release, search, site,
    suspects, views,
};
use crate::domain::{
    AccountRecord, Asked, ColumnKey, Day, Envelope, EnvelopeId, Mailbox, MailboxId, Moment,
    PublicComment, PublicId, PublicPost, SealedState, Sent, Sequel, SettingsChange, Slug,
    Submission,
};
use crate::sqlite::{self, Followed};

/// How large the store may grow.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Size of the file, in MiB.
    pub store_mib: u32,
}

/// Memory that a vacuum may use, in KiB: it goes through the file in order, and more would only stay behind.
const VACUUM_CACHE_KIB: u32 = 256;

/// One change that the outbox brings, sealed where it is for one reader.
pub enum Change {
    Post {
        post: Box<PublicPost>,
        answer_html: String,
        /// The beginning of a text without a letter, in plain words, for lists; empty for others.
        excerpt: String,
    },
    PostGone {
        id: PublicId,
    },
    Comment(Box<PublicComment>),
    CommentGone {
        post: PublicId,
        place: u32,
    },
    Mailbox(Mailbox),
    State {
        mailbox: MailboxId,
        state: SealedState,
    },
    /// The letter was taken back: the mailbox is emptied, with this for its last state.
    Withdrawn {
        mailbox: MailboxId,
        state: SealedState,
    },
    /// What an asker of a released post is told once it is shown.
    ReleaseState {
        post: PublicId,
        mailbox: MailboxId,
        state: SealedState,
    },
    Message {
        mailbox: MailboxId,
        number: u32,
        sealed: Envelope,
    },
    Settings(Box<SettingsChange>),
}

/// Writes to the public store. A call returns once its change is on disk; each may answer
/// [`Error::Busy`] when too many wait and [`Error::Full`] when nothing more fits.
pub struct Writer {
    writer: sqlite::Writer,
    room: Room,
}

impl Writer {
    /// `generation` follows the store's own from now on.
    pub(super) fn start(
        conn: Connection,
        limits: Limits,
        generation: Arc<AtomicU64>,
    ) -> Result<Self> {
        let room = Room::of(limits.store_mib);
        conn.pragma_update(None, "max_page_count", room.pages)?;
        generation.store(site::generation(&conn)?, Ordering::Release);
        let followed = Followed { read: site::generation, last: generation };
        Ok(Self { writer: sqlite::Writer::start("public writer", conn, Some(followed))?, room })
    }

    /// Writes a new column whole; false when there is one already.
    pub async fn create(&self, new: NewSite, today: Day) -> Result<bool> {
        self.writer.transact(move |conn| site::create(conn, &new, today)).await
    }

    /// Puts the newest public key right, when it is found to be another than the keyring's.
    pub async fn put_key(&self, generation: u32, key: ColumnKey) -> Result<()> {
        self.writer.transact(move |conn| site::put_key(conn, generation, &key)).await
    }

    /// Replaces an account, as after a new password.
    pub async fn put_account(&self, account: AccountRecord) -> Result<()> {
        self.writer.transact(move |conn| accounts::put(conn, &account)).await
    }

    /// Stores a question with its mailbox, or knows it again. When there is no room, suspect letters make way for it.
    pub async fn ask(&self, letter: Submission, today: Day) -> Result<Asked> {
        let room = self.room;
        self.writer.transact(move |conn| letters::ask(conn, &room, &letter, today)).await
    }

    /// Stores what a reader sends with a receipt after the first letter. Room for it is kept when new questions
    /// are refused already.
    pub async fn send(&self, sequel: Sequel, today: Day) -> Result<Sent> {
        let room = self.room;
        self.writer.transact(move |conn| letters::send(conn, &room, &sequel, today)).await
    }

    /// Removes envelopes that are in the vault by now, as the letters of the mailboxes `known` are. Those of `trusted`
    /// ones are suspect no longer.
    pub async fn remove(
        &self,
        ids: Vec<EnvelopeId>,
        known: Vec<MailboxId>,
        trusted: Vec<MailboxId>,
    ) -> Result<()> {
        let work = move |conn: &Connection| {
            letters::remove(conn, &ids)?;
            known.iter().try_for_each(|mailbox| mailboxes::know(conn, mailbox))?;
            trusted.iter().try_for_each(|mailbox| suspects::trust(conn, mailbox))
        };
        self.writer.transact(work).await
    }

    /// Applies changes in their order, all or none. Applying them again changes nothing. Returns the posts that
    /// were kept back, since a mailbox that they name is held.
    pub async fn apply(&self, changes: Vec<Change>, today: Day) -> Result<Vec<PublicId>> {
        let work = move |conn: &Connection| {
            let mut held = Vec::new();
            for change in &changes {
                held.extend(apply(conn, change, today)?);
            }
            Ok(held)
        };
        self.writer.transact(work).await
    }

    /// Shows every released post whose moment has come, and tells its askers; one that names a held mailbox goes
    /// instead. Returns whether any was shown or went.
    pub async fn release(&self, now: Moment) -> Result<bool> {
        self.writer.transact(move |conn| release::release(conn, now)).await
    }

    /// Adds to the totals of posts and days.
    pub async fn add_views(&self, counted: Vec<(Slug, Day, u32)>) -> Result<()> {
        let work = move |conn: &Connection| {
            counted.iter().try_for_each(|(post, day, n)| views::add(conn, post, *day, *n))
        };
        self.writer.transact(work).await
    }

    /// Takes out of the file what its pages and its log tell of order: what was deleted, and when.
    pub async fn tidy(&self, today: Day) -> Result<()> {
        // As a transaction, since the pages' generation goes with the day and is followed by those alone.
        self.writer.transact(move |conn| site::set_tidied(conn, today)).await?;
        let work = move |conn: &mut Connection| {
            search::merge(conn)?;
            views::fold(conn, today)?;
            checkpoint(conn)?;
            // Nothing in this file is plain, and in memory the whole of it would be too much.
            conn.pragma_update(None, "temp_store", "file")?;
            conn.pragma_update(None, "cache_size", -i64::from(VACUUM_CACHE_KIB))?;
            let vacuumed = conn.execute_batch("vacuum");
            conn.pragma_update(None, "cache_size", -i64::from(super::WRITER_KIB))?;
            conn.pragma_update(None, "temp_store", "memory")?;
            vacuumed?;
            // The last commit in the file is now this one, whoever wrote before it.
            suspects::forget(conn, today)?;
            mailboxes::sweep(conn, today)?;
            site::set_tidied(conn, today)?;
            checkpoint(conn)
        };
        self.writer.alone(work).await
    }
}

/// Applies one change; returns its post where that is kept back.
fn apply(conn: &Connection, change: &Change, today: Day) -> Result<Option<PublicId>> {
    match change {
        Change::Post { post, answer_html, excerpt } => {
            return publish(conn, post, (answer_html, excerpt));
        }
        Change::PostGone { id } => posts::remove(conn, id)?,
        Change::Comment(comment) => comments::put(conn, comment)?,
        Change::CommentGone { post, place } => comments::remove(conn, post, *place)?,
        Change::Mailbox(mailbox) => {
            mailboxes::put(conn, mailbox, today)?;
            mailboxes::know(conn, &mailbox.id)?;
        }
        Change::State { mailbox, state } => {
            suspects::trust(conn, mailbox)?;
            mailboxes::set_state(conn, mailbox, state.as_bytes())?;
        }
        Change::Withdrawn { mailbox, state } => {
            mailboxes::withdraw(conn, mailbox, state.as_bytes())?;
        }
        Change::ReleaseState { post, mailbox, state } => {
            suspects::trust(conn, mailbox)?;
            release::put_state(conn, post, mailbox, state)?;
        }
        Change::Message { mailbox, number, sealed } => {
            suspects::trust(conn, mailbox)?;
            mailboxes::put_message(conn, mailbox, *number, sealed.as_bytes())?;
        }
        Change::Settings(change) => site::change_settings(conn, change)?,
    }
    Ok(None)
}

/// Makes a post public, unless somebody whom it answers took the letter back or closed it meanwhile.
fn publish(
    conn: &Connection,
    post: &PublicPost,
    rendered: (&str, &str),
) -> Result<Option<PublicId>> {
    for mailbox in &post.mailboxes {
        if mailboxes::is_held(conn, mailbox)? {
            posts::remove(conn, &post.id)?;
            return Ok(Some(post.id));
        }
    }
    posts::put(conn, post, rendered)?;
    Ok(None)
}

/// Moves the log into the file and empties it. [`Error::Busy`] when a reader kept it from that.
fn checkpoint(conn: &Connection) -> Result<()> {
    let busy: bool = conn.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
    if busy { Err(Error::Busy) } else { Ok(()) }
}
