//! Over the wall: letters inward, decisions outward. One mover, and every step can be done twice.

use tokio::sync::RwLockReadGuard;

use super::inward::Sweep;
use super::{OpenDesk, Result, Service};
use crate::domain::Moment;

impl Service {
    /// Moves everything that waits over the wall, in batches, if the desk is open. Safe to run twice, and
    /// after a move that broke off. A fault on the way out does not stop the way in.
    ///
    /// # Errors
    ///
    /// * A fault of either store; what has not been moved waits for the next call.
    pub async fn settle(&self, now: Moment) -> Result<()> {
        let mut sweep = Sweep::default();
        loop {
            // The desk is let go of between batches, so that locking it need not wait for all of them.
            let desk = self.inner.desk.read().await;
            let Some(open) = desk.as_ref() else { return Ok(()) };
            let _turn = self.inner.crossing.lock().await;
            let out = self.carry_out_batch(open, now).await;
            self.learn(open, now).await?;
            let came = self.move_in_batch(open, &mut sweep, now).await?;
            let left = out?;
            if came > 0 {
                self.lock_tidying().due = true;
            }
            if left == 0 && came == 0 && sweep.is_over() {
                self.scrub(open).await?;
                break;
            }
        }
        self.tidy(now).await
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
}
