//! The folder of public pictures: files named by their content, so none ever changes and each is written once.

use std::collections::HashSet;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::domain::PictureFileName;

/// The folder's name in the data folder.
pub(super) const FOLDER: &str = "pictures";
/// What the name of a file begins with while it is being written.
const PART: &str = "part-";

/// Those of `files` that are not there yet.
pub(super) fn missing(data: &Path, files: HashSet<PictureFileName>) -> Vec<PictureFileName> {
    let folder = data.join(FOLDER);
    files.into_iter().filter(|name| !folder.join(name.to_string()).exists()).collect()
}

/// Puts a file there; it is on the disk, name and all, when this returns. One that is there already is whole.
pub(super) fn put(data: &Path, name: &PictureFileName, bytes: &[u8]) -> io::Result<()> {
    let folder = folder(data)?;
    let file = folder.join(name.to_string());
    if file.exists() {
        return Ok(());
    }
    let part = folder.join(format!("{PART}{name}"));
    let mut to =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
    to.write_all(bytes)?;
    to.sync_all()?;
    std::fs::rename(&part, file)?;
    File::open(folder)?.sync_all()
}

/// The content of a file; none where it is not there.
pub(super) fn read(data: &Path, name: &PictureFileName) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(data.join(FOLDER).join(name.to_string())) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Removes every file but these, and what a killed process left half written.
pub(super) fn keep_only(data: &Path, keep: &HashSet<PictureFileName>) -> io::Result<()> {
    for (path, name) in files(data)? {
        let is_part = name.starts_with(PART);
        let is_old = PictureFileName::parse(&name).is_some_and(|name| !keep.contains(&name));
        if is_part || is_old {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Gives the whole files a second name below `to`, which takes no room: none of them ever changes.
pub(super) fn link_into(data: &Path, to: &Path) -> io::Result<()> {
    let whole = files(data)?.into_iter().filter(|(_, name)| PictureFileName::parse(name).is_some());
    for (at, (path, name)) in whole.enumerate() {
        if at == 0 {
            folder(to)?;
        }
        std::fs::hard_link(path, to.join(FOLDER).join(name))?;
    }
    Ok(())
}

/// The files that are there, with their names; none where there is no folder.
fn files(data: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let entries = match std::fs::read_dir(data.join(FOLDER)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let named = |entry: io::Result<std::fs::DirEntry>| {
        entry.map(|entry| (entry.path(), entry.file_name().to_string_lossy().into_owned()))
    };
    entries.map(named).collect()
}

/// The folder, made where it is not there yet.
fn folder(data: &Path) -> io::Result<PathBuf> {
    let folder = data.join(FOLDER);
    if !folder.exists() {
        DirBuilder::new().mode(0o700).create(&folder)?;
        File::open(data)?.sync_all()?;
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::domain::{PictureKind, PictureName};

    fn name(byte: u8) -> PictureFileName {
        PictureFileName { name: PictureName([byte; 16]), kind: PictureKind::Png }
    }

    #[test]
    fn a_file_is_private_read_back_and_gone_once_nobody_shows_it() {
        let data = tempfile::tempdir().unwrap();
        let at = data.path();
        assert_eq!(read(at, &name(1)).unwrap(), None);
        keep_only(at, &HashSet::new()).unwrap();
        assert_eq!(missing(at, HashSet::from([name(1)])), [name(1)]);
        for byte in [1, 2, 2] {
            put(at, &name(byte), &[byte]).unwrap();
        }
        assert_eq!(missing(at, HashSet::from([name(1), name(3)])), [name(3)]);
        let mode = |path: PathBuf| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(at.join(FOLDER)), 0o700);
        assert_eq!(mode(at.join(FOLDER).join(name(1).to_string())), 0o600);
        keep_only(at, &HashSet::from([name(2)])).unwrap();
        assert_eq!(read(at, &name(1)).unwrap(), None);
        assert_eq!(read(at, &name(2)).unwrap(), Some(vec![2]));
    }

    #[test]
    fn what_was_written_by_half_is_neither_served_nor_backed_up_nor_left() {
        let (data, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        put(data.path(), &name(1), b"whole").unwrap();
        let half = data.path().join(FOLDER).join(format!("{PART}{}", name(2)));
        std::fs::write(&half, b"ha").unwrap();
        link_into(data.path(), to.path()).unwrap();
        assert_eq!(files(to.path()).unwrap().len(), 1);
        keep_only(data.path(), &HashSet::from([name(1)])).unwrap();
        assert!(!half.exists());
        assert_eq!(read(to.path(), &name(1)).unwrap().unwrap(), b"whole");
    }
}
