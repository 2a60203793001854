//! Posts that are released for a date.

use super::desk::Desk;
use super::{OpenDesk, Result, Service};
use crate::domain::{Moment, PostId, Rhythm, Zone};
use crate::public::Standing;
use crate::vault::Act;

impl Service {
    /// Shows every released post whose moment has come, whether the desk is open or not. Safe to run twice.
    ///
    /// # Errors
    ///
    /// * A fault of the public store; what is due then is shown by the next call.
    pub async fn release(&self, now: Moment) -> Result<()> {
        if self.next_release().await?.is_none_or(|due| due > now) {
            return Ok(());
        }
        // Whoever moves letters in knows what is public, and it stays so until they are in.
        let _turn = self.inner.crossing.lock().await;
        if self.inner.writer.release(now).await? {
            // A page may be of the menu.
            self.refresh_frame().await?;
            // One that was held is gone, and so are its pictures.
            self.take_pictures_down().await?;
            // The vault is to learn of it, if it is open.
            self.inner.nudge.notify_one();
        }
        Ok(())
    }

    /// When the next released post is to be shown.
    ///
    /// # Errors
    ///
    /// * A fault of the public store.
    pub async fn next_release(&self) -> Result<Option<Moment>> {
        Ok(self.inner.public.next_release().await?)
    }

    /// Tells the vault which released posts readers see by now, and which were held. The caller has the turn to cross.
    pub(super) async fn learn(&self, open: &OpenDesk, now: Moment) -> Result<()> {
        let posts = open.reader.released().await?;
        if posts.is_empty() {
            return Ok(());
        }
        let standings = self.inner.public.standings(posts.clone()).await?;
        let of = |wanted| {
            let both = posts.iter().zip(&standings);
            both.filter(|(_, is)| **is == wanted).map(|(post, _)| *post).collect::<Vec<_>>()
        };
        let (shown, gone) = (of(Standing::Shown), of(Standing::Gone));
        if !shown.is_empty() || !gone.is_empty() {
            let (zone, act) =
                (self.site()?.settings.zone.clone(), Act::by_program(self.today(now)));
            open.writer.learn(shown, gone, zone, act).await?;
        }
        Ok(())
    }
}

impl Desk {
    /// Releases a saved revision for a moment to come. It is shown then whether the desk is locked or not, unless an
    /// asker behind it closes or takes back a letter. Released already, it gets this moment and this text instead.
    ///
    /// # Errors
    ///
    /// * As for [`Desk::publish`].
    /// * [`super::Error::AlreadyPublic`] when the post is public.
    pub async fn schedule(&self, id: PostId, revision: u32, due: Moment) -> Result<()> {
        self.check_may_publish()?;
        self.catch_up().await?;
        self.open.writer.schedule(id, revision, due, self.act()).await?;
        self.carry_out().await;
        // So that the clock knows of it.
        self.service.inner.nudge.notify_one();
        Ok(())
    }

    /// Takes a release back. A post that went out meanwhile stays public.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Forbidden`] for an account that may not publish.
    pub async fn unschedule(&self, id: PostId) -> Result<()> {
        self.check_may_publish()?;
        self.catch_up().await?;
        self.open.writer.unschedule(id, self.act()).await?;
        self.carry_out().await;
        Ok(())
    }

    /// The next time of the column's rhythm for which no post is released; none without a rhythm, or where all of the
    /// next weeks are taken.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn next_slot(&self) -> Result<Option<Moment>> {
        let settings = self.settings()?;
        let (zone, rhythm): (Zone, Rhythm) = (settings.zone, settings.rhythm);
        let taken = self.open.reader.taken_moments().await?;
        Ok(rhythm.next_free(&zone, self.now, &taken))
    }

    /// Brings the vault up to what readers see, before something is decided by it.
    pub(super) async fn catch_up(&self) -> Result<()> {
        let _turn = self.service.inner.crossing.lock().await;
        self.service.learn(&self.open, self.now).await
    }
}
