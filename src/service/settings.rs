//! What the desk sets of the site.

use super::desk::Desk;
use super::{Error, Result, Service};
use crate::domain::{Face, Settings, SettingsChange, UnfitChange, seen_mark};
use crate::markdown;
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

    /// What the column shows of itself.
    ///
    /// # Errors
    ///
    /// * [`Error::NotSetUp`].
    pub fn face(&self) -> Result<Face> {
        let site = self.service.site()?;
        Ok(Face {
            name: site.column.name.clone(),
            columnist: site.column.columnist.clone(),
            line: site.settings.line.clone(),
            accent: site.settings.accent,
            about: site.settings.about.clone(),
        })
    }

    /// Changes what the column shows of itself. `seen` is the mark of what it was made from.
    ///
    /// # Errors
    ///
    /// * [`UnfitChange::Gone`] when it is another by now, and not this one either.
    /// * As for [`Desk::change_settings`].
    pub async fn change_face(&self, to: Face, seen: &str) -> Result<(), SettingsError> {
        let now = self.face()?;
        if seen_mark(&now) != seen && now != to {
            return Err(UnfitChange::Gone.into());
        }
        self.change_settings(SettingsChange::Face { to }).await
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
    /// Takes over the settings and the column's names and menu as the public store has them by now, and nothing else of it:
    /// a key that somebody put there must not be trusted before a keyring has been compared with it.
    pub(super) async fn refresh_frame(&self) -> Result<()> {
        let stored = self.inner.public.site().await?.ok_or(Error::NotSetUp)?;
        let site = self.site()?;
        let Site { settings, column, .. } = stored;
        self.put_site(Site { settings, column, ..Site::clone(&site) });
        Ok(())
    }
}

/// The words on who answers, as clean HTML.
pub fn about_html(about: &str) -> String {
    markdown::render(about)
}
