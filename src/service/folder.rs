//! The data folder, which one process owns at a time.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The file whose lock says who owns the folder; it holds the owner's process id.
const LOCK_FILE: &str = "lock";
/// Bytes of the disk that letters leave free, so that the desk opens, takes them in and makes room.
const RESERVE_BYTES: u64 = 32 * 1_024 * 1_024;

/// A data folder that this process owns until it is dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Held, never read again: closing it gives the folder up.
    _lock: File,
}

/// Why a folder could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("the folder {} is in use by process {owner}; stop it first", path.display())]
    InUse { path: PathBuf, owner: String },
    #[error("cannot use the folder {}: {error} (set --data or UNSAID_DATA to one that can be written)", path.display())]
    Io { path: PathBuf, error: std::io::Error },
}

impl Folder {
    /// Takes a folder, making it if need be, readable for its owner alone.
    ///
    /// # Errors
    ///
    /// * [`FolderError::InUse`] when another process owns it.
    /// * [`FolderError::Io`] when it cannot be made or written.
    pub fn take(path: &Path) -> Result<Self, FolderError> {
        let io = |error| FolderError::Io { path: path.to_owned(), error };
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(io)?;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700)).map_err(io)?;
        let mut lock = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path.join(LOCK_FILE))
            .map_err(io)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(in_use(path, &mut lock)),
            Err(TryLockError::Error(error)) => return Err(io(error)),
        }
        let written = lock
            .set_len(0)
            .and_then(|()| lock.rewind())
            .and_then(|()| write!(lock, "{}", std::process::id()));
        written.map_err(io)?;
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// Whether the disk has no room for more letters. One that cannot be asked is taken to have it.
    pub fn is_full(&self) -> bool {
        rustix::fs::statvfs(&self.path)
            .is_ok_and(|disk| disk.f_bavail * disk.f_frsize < RESERVE_BYTES)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn in_use(path: &Path, lock: &mut File) -> FolderError {
    let mut owner = String::new();
    // Not knowing the number makes the message poorer, no more.
    let _ = lock.take(20).read_to_string(&mut owner);
    let owner = if owner.is_empty() { "(unknown)".to_owned() } else { owner };
    FolderError::InUse { path: path.to_owned(), owner }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_owner_and_is_private() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("data");
        let folder = Folder::take(&path).unwrap();
        let second = Folder::take(&path).unwrap_err().to_string();
        assert!(second.contains(&format!("in use by process {}", std::process::id())), "{second}");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        drop(folder);
        Folder::take(&path).unwrap();
    }
}
