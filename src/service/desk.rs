//! Being at the desk: whoever holds a [`Desk`] is signed in, and the vault stays open as long.

use std::sync::atomic::Ordering;

use tokio::sync::{OwnedRwLockReadGuard, RwLock};

use super::{Error, OpenDesk, Result, Service};
use crate::domain::{Day, DeskCounts, Moment, Person};
use crate::seal::Token;
use crate::vault::Act;

/// The open desk in the hands of one signed-in person, for the length of one request.
pub struct Desk {
    pub person: Person,
    pub(super) service: Service,
    pub(super) now: Moment,
    pub(super) open: OwnedRwLockReadGuard<Option<OpenDesk>, OpenDesk>,
}

impl Service {
    /// Comes to the desk with a session's token, which keeps the session open.
    ///
    /// # Errors
    ///
    /// * [`Error::SignedOut`] when the desk is locked, or the session has ended.
    pub async fn desk(&self, token: &Token, now: Moment) -> Result<Desk> {
        let guard = RwLock::read_owned(std::sync::Arc::clone(&self.inner.desk)).await;
        let open =
            OwnedRwLockReadGuard::try_map(guard, Option::as_ref).map_err(|_| Error::SignedOut)?;
        let person = open.sessions.person(token, now).ok_or(Error::SignedOut)?;
        Ok(Desk { person, service: self.clone(), now, open })
    }

    /// Ends the session of a token; the last one locks the desk.
    ///
    /// # Errors
    ///
    /// * A fault of either store while the desk closes.
    pub async fn sign_out(&self, token: &Token, now: Moment) -> Result<()> {
        self.end_sessions(Some(token), now).await
    }

    /// Ends sessions that were idle too long; with the last one, locks the desk.
    ///
    /// # Errors
    ///
    /// * A fault of either store while the desk closes.
    pub async fn end_idle(&self, now: Moment) -> Result<()> {
        self.end_sessions(None, now).await
    }

    async fn end_sessions(&self, token: Option<&Token>, now: Moment) -> Result<()> {
        let last = match self.opened().await {
            Some(open) => open.sessions.end(token, now),
            None => false,
        };
        if last { self.lock_if_empty(now).await } else { Ok(()) }
    }

    /// Locks the desk unless somebody has signed in meanwhile.
    async fn lock_if_empty(&self, now: Moment) -> Result<()> {
        let mut desk = self.inner.desk.write().await;
        if !desk.as_ref().is_some_and(|open| open.sessions.end(None, now)) {
            return Ok(());
        }
        let Some(open) = desk.take() else { return Ok(()) };
        self.close(open, now).await
    }
}

impl Desk {
    /// What the desk shows beside every list.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn counts(&self) -> Result<DeskCounts> {
        let key_was_changed = self.service.inner.key_was_changed.load(Ordering::Relaxed);
        Ok(DeskCounts { key_was_changed, ..self.open.reader.counts().await? })
    }

    /// The moment at which this is.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The day on which this is.
    pub fn today(&self) -> Day {
        self.service.today(self.now)
    }

    /// Who does what follows, and when.
    pub(super) fn act(&self) -> Act {
        let zone = self.service.site().map(|site| site.settings.zone.clone()).unwrap_or_default();
        Act { by: self.person.name.clone(), now: self.now, zone }
    }

    /// Carries out what was just decided, so that it is to be seen at once. The decision itself is on disk: if
    /// it cannot leave now, it waits in the outbox, the desk says so, and the mover tries again.
    pub(super) async fn carry_out(&self) {
        if let Err(error) = self.service.carry_out(&self.open, self.now).await {
            tracing::error!("a decision could not leave the vault yet: {error}");
        }
    }
}
