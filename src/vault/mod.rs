//! The private store: questions, notes, drafts, history, the outbox. Encrypted, and open only while
//! somebody is signed in.
//!
//! It knows nothing of the public store: what leaves the vault is written to the outbox, in the
//! transaction that decides it, and somebody else carries it out.

mod arrivals;
mod history;
mod notes;
mod outbox;
mod posts;
mod publication;
mod questions;
mod queue;
mod reader;
mod tags;
mod writer;

pub use arrivals::{Arrival, Spoilt};
pub use queue::QueueFilter;
pub use reader::Reader;
pub use writer::{Act, Saved, Writer, copy_with_log};

use std::path::Path;

use crate::domain::{InvalidTransition, Unpublishable, VaultKey};
use crate::sqlite::{self, File, Pool};

/// The file's name in the data folder.
pub const FILE: &str = "vault.db";
/// Memory that each connection may keep decrypted pages in, in KiB.
const CACHE_KIB: u32 = 8_192;

/// Why the vault did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Store(#[from] sqlite::Error),
    #[error(transparent)]
    Transition(#[from] InvalidTransition),
    #[error(transparent)]
    Unpublishable(#[from] Unpublishable),
    /// Somebody saved the post since this revision was read.
    #[error("the post has changed since")]
    Stale,
    /// The letter came without a receipt, so nothing can be sent back.
    #[error("the letter has no receipt")]
    NoAsker,
    /// The post answers as many questions as it can.
    #[error("too many questions for one post")]
    TooManyQuestions,
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Opens the vault in `folder` with its key, making the file where there is none.
///
/// # Errors
///
/// * [`sqlite::Error::Unreadable`] when the key is not the file's.
/// * [`sqlite::Error::Newer`] when a newer program made it.
pub fn open(folder: &Path, key: &VaultKey) -> Result<(Reader, Writer)> {
    let file = || {
        let (schema, version) = sqlite::schema(FILE);
        let key = Some(key.pragma_text());
        File { path: folder.join(FILE), key, schema, version, cache_kib: CACHE_KIB }
    };
    let writer = Writer::start(file().open_writer()?)?;
    Ok((Reader::new(Pool::new(file())), writer))
}

/// Writes a value for a JSON column.
fn json<T: serde::Serialize>(value: &T) -> Result<String, sqlite::Error> {
    serde_json::to_string(value).map_err(|_| sqlite::Error::Inconsistent("unwritable JSON"))
}

/// Reads a value from a JSON column. What went wrong is not told: it would quote a letter.
fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, sqlite::Error> {
    serde_json::from_str(text).map_err(|_| sqlite::Error::Inconsistent("unreadable JSON"))
}
