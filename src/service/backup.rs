//! Copies of everything, taken whether the program runs or not, and whether the desk is locked or open.

use std::path::Path;

use super::{Result, Service};
use crate::archive;
use crate::{public, vault};

impl Service {
    /// Writes a backup of both stores to `file`, public store first, then the vault, while nothing crosses
    /// between them. It is restored by unpacking it into an empty folder.
    ///
    /// # Errors
    ///
    /// * When `file` exists already, or cannot be written. Nothing is left behind then.
    pub async fn back_up(&self, file: &Path) -> Result<()> {
        // Held for writing while locked: nobody opens the vault. Held for reading while open: nobody closes it.
        let desk = self.inner.desk.read().await;
        let _turn = self.inner.crossing.lock().await;
        let folder = self.inner.folder.path().to_owned();
        let part = tempfile::Builder::new().prefix("backup-").tempdir_in(&folder).map_err(anyhow::Error::from)?;
        self.inner.public.copy_to(part.path().join(public::FILE)).await?;
        let (from, to) = (folder.join(vault::FILE), part.path().join(vault::FILE));
        match desk.as_ref() {
            Some(open) => open.writer.copy_to(from, to).await?,
            None if from.exists() => vault::copy_with_log(&from, &to).map_err(anyhow::Error::from)?,
            None => {}
        }
        let file = file.to_owned();
        let pack = move || archive::pack(part.path(), &file);
        Ok(tokio::task::spawn_blocking(pack).await?.map_err(anyhow::Error::from)?)
    }
}
