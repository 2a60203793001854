//! Taking out of the files what they tell: of order the public store's, of destroyed letters the vault's.

use std::sync::{MutexGuard, PoisonError};

use super::{OpenDesk, Result, Service};
use crate::domain::{Day, Moment};

/// Seconds between two vacuums of the public store while letters keep coming.
const TIDY_SECONDS: i64 = 600;

impl Service {
    /// Takes the traces of order out of the public store: once a day, and after letters were moved in
    /// or something was taken off the site, but then not more often than every [`TIDY_SECONDS`], since it rewrites the
    /// file. What was counted of the days
    /// before is written first, so that nothing tells when.
    ///
    /// # Errors
    ///
    /// * A fault of the store.
    pub async fn tidy(&self, now: Moment) -> Result<()> {
        let Some(day) = self.inner.public.tidied().await? else { return Ok(()) };
        if !self.lock_tidying().begin(day, now) {
            return Ok(());
        }
        let counted = if day < now.day() { self.write_views().await } else { Ok(()) };
        let tidied = self.inner.writer.tidy(now.day()).await;
        if tidied.is_err() {
            self.lock_tidying().due = true;
        }
        // What a killed process left in the folder of pictures.
        let _turn = self.inner.crossing.lock().await;
        self.take_pictures_down().await?;
        tidied?;
        counted
    }

    /// Rewrites the vault after a letter was destroyed, as often as it takes: a run that broke off is done again.
    pub(super) async fn scrub(&self, open: &OpenDesk) -> Result<()> {
        if open.reader.is_scrub_due().await? {
            open.writer.scrub().await?;
        }
        Ok(())
    }

    pub(super) fn lock_tidying(&self) -> MutexGuard<'_, Tidying> {
        self.inner.tidying.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When the public store was tidied, and whether something has left traces since.
pub(super) struct Tidying {
    pub(super) due: bool,
    last: Option<Moment>,
}

/// A program that has just begun does not know what the one before it left undone.
impl Default for Tidying {
    fn default() -> Self {
        Self { due: true, last: None }
    }
}

impl Tidying {
    /// Whether it is time; the caller tidies then. `day` is the last day on which it was done.
    fn begin(&mut self, day: Day, now: Moment) -> bool {
        let rested = self.last.is_none_or(|last| now >= last.after(TIDY_SECONDS));
        let time = (self.due || day < now.day()) && rested;
        if time {
            *self = Self { due: false, last: Some(now) };
        }
        time
    }
}
