//! Copies of everything, taken whether the program runs or not, and whether the desk is locked or open.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::{Result, Service, shelf};
use crate::archive;
use crate::{public, vault};

/// Where a backup is put together, within the data folder.
const PART: &str = "backup-part";

impl Service {
    /// Writes a backup of both stores and the public pictures to `file`, public store first, then the vault, while
    /// nothing crosses between them. It is restored by unpacking it into an empty folder.
    ///
    /// # Errors
    ///
    /// * When `file` exists already, or cannot be written. Nothing is left behind then.
    pub async fn back_up(&self, file: &Path) -> Result<()> {
        let _one_at_a_time = self.inner.backup.lock().await;
        let folder = self.inner.folder.path().to_owned();
        let part = part_folder(&folder).map_err(anyhow::Error::from)?;
        self.copy_both(&folder, &part.0).await?;
        let file = file.to_owned();
        let pack = move || archive::pack(&part.0, &file);
        Ok(tokio::task::spawn_blocking(pack).await?.map_err(anyhow::Error::from)?)
    }

    /// Copies the public store, then the vault.
    async fn copy_both(&self, folder: &Path, part: &Path) -> Result<()> {
        // Held for reading: whoever opens or closes the vault must hold it for writing.
        let desk = self.inner.desk.read().await;
        let _turn = self.inner.crossing.lock().await;
        self.inner.public.copy_to(part.join(public::FILE)).await?;
        let (data, to) = (folder.to_owned(), part.to_owned());
        let link = move || shelf::link_into(&data, &to);
        tokio::task::spawn_blocking(link).await?.map_err(anyhow::Error::from)?;
        let (from, to) = (folder.join(vault::FILE), part.join(vault::FILE));
        match desk.as_ref() {
            Some(open) => Ok(open.writer.copy_to(from, to).await?),
            None if from.exists() => {
                let copy = move || vault::copy_with_log(&from, &to);
                Ok(tokio::task::spawn_blocking(copy).await?.map_err(anyhow::Error::from)?)
            }
            None => Ok(()),
        }
    }
}

/// An empty folder for the parts of a backup, gone when it is dropped; one that a killed process left is
/// emptied first. There is one at a time.
fn part_folder(folder: &Path) -> std::io::Result<Part> {
    let path = folder.join(PART);
    if path.exists() {
        std::fs::remove_dir_all(&path)?;
    }
    DirBuilder::new().mode(0o700).create(&path)?;
    Ok(Part(path))
}

/// Removes its folder when it is dropped.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // What is left is emptied before the next backup.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
