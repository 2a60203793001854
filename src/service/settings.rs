//! What the desk sets of the site.

use super::desk::Desk;
use super::{Error, Result, Service};
use crate::domain::{Column, Settings, SettingsChange, UnfitChange};
use crate::public::Site;
use crate::vault;

/// Why the settings were not changed.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error(transparent)]
    Unfit(#[from] UnfitChange),
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<vault::Error> for SettingsError {
    fn from(error: vault::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Desk {
    /// The settings as the site has them.
    ///
    /// # Errors
    ///
    /// * [`Error::NotSetUp`].
    pub fn settings(&self) -> Result<Settings> {
        Ok(self.service.site()?.settings.clone())
    }

    /// Changes a part of the settings.
    ///
    /// # Errors
    ///
    /// * [`UnfitChange`] when it was made from what is no longer there, or goes over a limit.
    /// * [`Error::Forbidden`] for an account that may not publish: the settings are part of the public site.
    pub async fn change_settings(&self, change: SettingsChange) -> Result<(), SettingsError> {
        self.check_may_publish()?;
        self.service.site()?.settings.check(&change)?;
        self.open.writer.change_settings(change, self.act()).await?;
        self.carry_out().await;
        Ok(())
    }
}

impl Service {
    /// Takes the settings and the menu over as the public store has them by now, and nothing else of it: a key that
    /// somebody put there must not be trusted before a keyring has been compared with it.
    pub(super) async fn refresh_frame(&self) -> Result<()> {
        let stored = self.inner.public.site().await?.ok_or(Error::NotSetUp)?;
        let site = self.site()?;
        let column = Column { menu: stored.column.menu, ..site.column.clone() };
        self.put_site(Site { settings: stored.settings, column, ..Site::clone(&site) });
        Ok(())
    }
}
