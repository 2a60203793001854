//! What both files are opened, read and written with: versions, the reader pool, the writer thread.
//!
//! Besides `public` and `vault`, the only module that knows rusqlite. It knows nothing of what is kept.

mod file;
mod pool;
mod writer;

pub use file::{File, FileKey};
pub use pool::Pool;
pub use writer::{Followed, Writer};

/// Why a store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no such row")]
    NotFound,
    /// The writer's queue is full, or the file is held by somebody else for longer than is sensible.
    #[error("the store is busy")]
    Busy,
    /// The disk, or the size that the file may have, is used up.
    #[error("the store is full")]
    Full,
    /// The file was made by a newer program.
    #[error(
        "{file} has schema version {found}, and this program knows {known}; use a newer program"
    )]
    Newer { file: String, found: i64, known: i64 },
    /// The key is not the file's, or the file is none of ours.
    #[error("{file} cannot be opened with this key, or is damaged")]
    Unreadable { file: String },
    /// A file that should be there is not; another one is never put in its place.
    #[error("{file} is missing; put it back into the data folder, or restore a backup")]
    Missing { file: String },
    /// The program was built without SQLCipher; it would write plain files.
    #[error("this program was built without SQLCipher and cannot open an encrypted file")]
    NoCipher,
    /// A row holds what this program never writes.
    #[error("a row is inconsistent: {0}")]
    Inconsistent(&'static str),
    /// The writer thread has ended; the program is closing.
    #[error("the store is closed")]
    Closed,
    /// What the database says, in a box: what lies above shall not see which database it is.
    #[error("the database: {0}")]
    Fault(Box<dyn std::error::Error + Send + Sync>),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match (&error, error.sqlite_error_code()) {
            (rusqlite::Error::QueryReturnedNoRows, _) => Self::NotFound,
            (_, Some(Code::DatabaseBusy | Code::DatabaseLocked)) => Self::Busy,
            (_, Some(Code::DiskFull)) => Self::Full,
            _ => Self::Fault(Box::new(error)),
        }
    }
}

/// The part of `schema.sql` under the heading `file version`, and that version.
///
/// # Panics
///
/// When `schema.sql` has no such heading, which the first test would find.
pub fn schema(file: &str) -> (&'static str, i64) {
    let mut parts = include_str!("../../schema.sql").split("\n-- ==== ").skip(1);
    let part = parts.find_map(|part| part.strip_prefix(file));
    let (version, sql) =
        part.and_then(|part| part.split_once(" ====\n")).expect("schema.sql has the file");
    (sql, version.trim().parse().expect("schema.sql has the version"))
}
