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
pub use writer::{Act, Saved, Writer, copy_with_log, log_of};

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
    /// Another letter has this mailbox.
    #[error("the receipt belongs to another letter")]
    ReceiptUsed,
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Makes an empty vault in `folder` under a new key.
///
/// # Errors
///
/// * [`sqlite::Error::Unreadable`] when there is a vault under another key.
pub fn create(folder: &Path, key: &VaultKey) -> Result<()> {
    Ok(file(folder, key).create_writer().map(drop)?)
}

/// Opens the vault in `folder` with its key.
///
/// # Errors
///
/// * [`sqlite::Error::Missing`] when there is none.
/// * [`sqlite::Error::Unreadable`] when the key is not the file's.
/// * [`sqlite::Error::Newer`] when a newer program made it.
pub fn open(folder: &Path, key: &VaultKey) -> Result<(Reader, Writer)> {
    let writer = Writer::start(file(folder, key).open_writer()?)?;
    Ok((Reader::new(Pool::new(file(folder, key))), writer))
}

fn file(folder: &Path, key: &VaultKey) -> File {
    let (schema, version) = sqlite::schema(FILE);
    let key = Some(key.pragma_text());
    File { path: folder.join(FILE), key, schema, version, cache_kib: CACHE_KIB }
}

/// Writes a value for a JSON column.
fn json<T: serde::Serialize>(value: &T) -> Result<String, sqlite::Error> {
    serde_json::to_string(value).map_err(|_| sqlite::Error::Inconsistent("unwritable JSON"))
}

/// Reads a value from a JSON column. What went wrong is not told: it would quote a letter.
fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, sqlite::Error> {
    serde_json::from_str(text).map_err(|_| sqlite::Error::Inconsistent("unreadable JSON"))
}
