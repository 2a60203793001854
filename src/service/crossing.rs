//! Over the wall: letters inward, decisions outward. One mover, and every step can be done twice.

use std::sync::{Arc, PoisonError};

use tokio::sync::RwLockReadGuard;

use super::{OpenDesk, Result, Service};
use crate::domain::{
    Day, Envelope, Letter, Mailbox, MailboxState, Moment, OutboxRow, Outgoing, QuestionId,
    QuestionText, WaitingEnvelope,
};
use crate::markdown;
use crate::public::{Change, Site};
use crate::seal::{self, Keyring};
use crate::vault::{Arrival, Spoilt};

/// Envelopes that are moved in at once.
const MOVE_BATCH: u32 = 200;
/// Seconds between two vacuums of the public store while letters keep coming.
const TIDY_SECONDS: i64 = 600;
/// Decisions that leave at once.
const OUT_BATCH: u32 = 100;

impl Service {
    /// Moves everything that waits over the wall, in batches, if the desk is open. Safe to run twice, and
    /// after a move that broke off.
    ///
    /// # Errors
    ///
    /// * A fault of either store; what has not been moved waits for the next call.
    pub async fn settle(&self, now: Moment) -> Result<()> {
        loop {
            // The desk is let go of between batches, so that locking it need not wait for all of them.
            let desk = self.inner.desk.read().await;
            let Some(open) = desk.as_ref() else { return Ok(()) };
            let _turn = self.inner.crossing.lock().await;
            let left = self.carry_out_batch(open, now).await?;
            let came = self.move_in_batch(open).await?;
            if came > 0 {
                self.lock_tidying().due = true;
            }
            if left == 0 && came == 0 {
                break;
            }
        }
        self.tidy(now).await
    }

    /// Carries out all that is due. The caller holds the desk open.
    pub(super) async fn carry_out(&self, open: &OpenDesk, now: Moment) -> Result<()> {
        let _turn = self.inner.crossing.lock().await;
        while self.carry_out_batch(open, now).await? > 0 {}
        Ok(())
    }

    /// Applies the oldest due decisions to the public store, then removes them from the outbox. Ended in
    /// between, they are applied once more, in the same order.
    async fn carry_out_batch(&self, open: &OpenDesk, now: Moment) -> Result<usize> {
        let rows = open.reader.outgoing(now, OUT_BATCH).await?;
        if rows.is_empty() {
            return Ok(0);
        }
        let site = self.site()?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let seal_all =
            move || rows.into_iter().map(|row| prepare(&site, row)).collect::<Result<Vec<_>>>();
        let changes = tokio::task::spawn_blocking(seal_all).await??;
        self.inner.writer.apply(changes, now.day()).await?;
        let count = ids.len();
        open.writer.remove_outgoing(ids).await?;
        Ok(count)
    }

    /// Opens waiting envelopes, commits them to the vault, then removes them from the public store. Ended
    /// in between, the vault knows them again.
    async fn move_in_batch(&self, open: &OpenDesk) -> Result<usize> {
        let waiting = self.inner.public.waiting(MOVE_BATCH).await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        let (site, keyring) = (self.site()?, Arc::clone(&open.keyring));
        let ids: Vec<_> = waiting.iter().map(|envelope| envelope.id).collect();
        let opened =
            tokio::task::spawn_blocking(move || open_all(&site, &keyring, waiting)).await?;
        open.writer.move_in(opened.0, opened.1).await?;
        let count = ids.len();
        self.inner.writer.remove(ids).await?;
        Ok(count)
    }

    /// Closes the vault: waits for every request at the desk, for the mover and for the outbox, then
    /// forgets the keys.
    ///
    /// # Errors
    ///
    /// * A fault of either store while the outbox is carried out; the vault is closed all the same.
    pub async fn lock(&self, now: Moment) -> Result<()> {
        let mut desk = self.inner.desk.write().await;
        match desk.take() {
            Some(open) => self.close(open, now).await,
            None => Ok(()),
        }
    }

    /// Carries out what is due and closes the vault. The caller holds the desk for writing, so nobody is
    /// at it, and nobody opens it before it is closed.
    pub(super) async fn close(&self, open: OpenDesk, now: Moment) -> Result<()> {
        let carried = self.carry_out(&open, now).await;
        // Closing checkpoints the vault, which touches the disk.
        tokio::task::spawn_blocking(move || drop(open)).await?;
        carried
    }

    /// The open desk, if it is open.
    pub(super) async fn opened(&self) -> Option<RwLockReadGuard<'_, OpenDesk>> {
        RwLockReadGuard::try_map(self.inner.desk.read().await, Option::as_ref).ok()
    }

    /// Takes the traces of order out of the public store: once a day, and after letters were moved in, but
    /// then not more often than every [`TIDY_SECONDS`], since it rewrites the file.
    ///
    /// # Errors
    ///
    /// * A fault of the store.
    pub async fn tidy(&self, now: Moment) -> Result<()> {
        let Some(day) = self.inner.public.tidied().await? else { return Ok(()) };
        if !self.lock_tidying().begin(day, now) {
            return Ok(());
        }
        Ok(self.inner.writer.tidy(now.day()).await?)
    }

    fn lock_tidying(&self) -> std::sync::MutexGuard<'_, Tidying> {
        self.inner.tidying.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When the public store was tidied, and whether a move has left traces since.
#[derive(Default)]
pub(super) struct Tidying {
    due: bool,
    last: Option<Moment>,
}

impl Tidying {
    /// Whether it is time; the caller tidies then. `day` is the last day on which it was done.
    fn begin(&mut self, day: Day, now: Moment) -> bool {
        let rested = self.last.is_none_or(|last| now >= last.after(TIDY_SECONDS));
        let time = (self.due && rested) || day < now.day();
        if time {
            *self = Self { due: false, last: Some(now) };
        }
        time
    }
}

/// Turns a decision into a change of the public store: seals what is for one reader, renders what is for all.
fn prepare(site: &Site, row: OutboxRow) -> Result<Change> {
    Ok(match row.outgoing {
        Outgoing::Post(post) => Change::Post { answer_html: markdown::render(&post.answer), post },
        Outgoing::PostGone { id } => Change::PostGone { id },
        Outgoing::Mailbox { asker, auth, retry_tag } => {
            let state =
                seal::seal_state(&site.id, &asker.reader, &asker.mailbox, &MailboxState::Waiting)?;
            Change::Mailbox(Mailbox { id: asker.mailbox, auth, retry_tag, state })
        }
        Outgoing::State { asker, state } => {
            let state = seal::seal_state(&site.id, &asker.reader, &asker.mailbox, &state)?;
            Change::State { mailbox: asker.mailbox, state }
        }
        Outgoing::Reply { asker, number, text } => {
            let sealed = seal::seal_reply(&site.id, &asker.reader, &asker.mailbox, number, &text)?;
            Change::Reply { mailbox: asker.mailbox, number, sealed }
        }
    })
}

/// Opens a batch: letters on one side, what could not be opened on the other.
fn open_all(
    site: &Site,
    keyring: &Keyring,
    waiting: Vec<WaitingEnvelope>,
) -> (Vec<Arrival>, Vec<Spoilt>) {
    let (mut letters, mut spoilt) = (Vec::new(), Vec::new());
    for envelope in waiting {
        match open_one(site, keyring, &envelope) {
            Ok(letter) => letters.push(letter),
            Err(reason) => spoilt.push(Spoilt {
                envelope: envelope.id,
                day: envelope.day,
                reason,
                sealed: envelope.sealed,
            }),
        }
    }
    (letters, spoilt)
}

/// Opens one envelope and checks what it holds once more: a browser may have sealed it unseen.
fn open_one(site: &Site, keyring: &Keyring, waiting: &WaitingEnvelope) -> Result<Arrival, String> {
    let envelope = Envelope::parse(waiting.sealed.clone()).map_err(|error| error.to_string())?;
    let secret =
        keyring.secret_for(&envelope.key_id()).ok_or("sealed to a key that the column has not")?;
    let letter = seal::open_letter(&site.id, secret, &waiting.id, &envelope);
    let Letter::Question { text, consent, mailbox, auth, reader } =
        letter.map_err(|error| error.to_string())?;
    let text = QuestionText::parse(&text).map_err(|error| error.to_string())?;
    Ok(Arrival {
        id: QuestionId::new(waiting.day, seal::random_u64()),
        envelope: waiting.id,
        text,
        consent,
        asker: Some((crate::domain::Asker { mailbox, reader }, auth)),
        sealed: waiting.sealed.clone(),
    })
}
