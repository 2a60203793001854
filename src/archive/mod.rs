//! Formats to export and import. So far: the backup, a tar file of the data folder's files.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// Packs the files of `folder` into a new tar file that only its owner can read. It is on disk when this
/// returns; when something fails, no half of it is left.
///
/// # Errors
///
/// * [`io::ErrorKind::AlreadyExists`] when `file` is there: a backup is never written over.
/// * What else the file system answers.
pub fn pack(folder: &Path, file: &Path) -> io::Result<()> {
    let to = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).map_err(
        |error| match error.kind() {
            io::ErrorKind::AlreadyExists => io::Error::new(
                error.kind(),
                "there is a file of this name already; choose another name",
            ),
            _ => error,
        },
    )?;
    let written = write_tar(folder, to);
    if written.is_err() {
        // The error that matters is the first one.
        let _ = std::fs::remove_file(file);
    }
    written
}

fn write_tar(folder: &Path, to: File) -> io::Result<()> {
    let mut tar = tar::Builder::new(to);
    add_all(&mut tar, folder, Path::new(""))?;
    let mut to = tar.into_inner()?;
    to.flush()?;
    to.sync_all()
}

/// Adds the files of a folder, and those of the folders in it, as `below` and their names.
fn add_all(tar: &mut tar::Builder<File>, folder: &Path, below: &Path) -> io::Result<()> {
    let mut entries = std::fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = below.join(entry.file_name());
        // Neither owner nor times of this machine go into the backup, and it unpacks as private as it was.
        let mut header = tar::Header::new_gnu();
        if entry.file_type()?.is_dir() {
            header.set_entry_type(tar::EntryType::Directory);
            header.set_size(0);
            header.set_mode(0o700);
            tar.append_data(&mut header, &name, io::empty())?;
            add_all(tar, &entry.path(), &name)?;
        } else {
            let mut packed = File::open(entry.path())?;
            header.set_size(packed.metadata()?.len());
            header.set_mode(0o600);
            tar.append_data(&mut header, &name, &mut packed)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_never_written_over_another() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("public.db"), b"x").unwrap();
        std::fs::create_dir(folder.path().join("pictures")).unwrap();
        std::fs::write(folder.path().join("pictures/a.jpg"), b"x").unwrap();
        let out = tempfile::tempdir().unwrap();
        let file = out.path().join("backup.tar");
        pack(folder.path(), &file).unwrap();
        assert_eq!(pack(folder.path(), &file).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        let names: Vec<_> = tar::Archive::new(File::open(&file).unwrap())
            .entries()
            .unwrap()
            .map(|entry| entry.unwrap().path().unwrap().into_owned())
            .collect();
        assert_eq!(names, ["pictures", "pictures/a.jpg", "public.db"].map(Path::new));
    }
}
