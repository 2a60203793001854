//! The private store: questions, notes, drafts, history, the outbox. Encrypted, and open only while
//! somebody is signed in.
//!
//! It knows nothing of the public store: what leaves the vault is written to the outbox, in the
//! transaction that decides it, and somebody else carries it out.

mod arrivals;
mod begun;
mod bin;
mod blocks;
mod comment_arrivals;
mod comment_list;
mod comments;
mod destruction;
mod history;
mod marks;
mod notes;
mod outbox;
mod pictures;
mod post_letters;
mod post_list;
mod posts;
mod proofs;
mod publication;
mod questions;
mod queue;
mod reader;
mod republishing;
mod revisions;
mod scheduling;
mod sequels;
mod tags;
mod thread;
mod writer;

pub use arrivals::{Arrival, Handed, Spoilt};
pub use blocks::Reach;
pub use comment_arrivals::NewComment;
pub use marks::Marked;
pub use pictures::{AddedPicture, NewPicture};
pub use queue::QueueFilter;
pub use reader::Reader;
pub use sequels::{Incoming, Said, Taken};
pub use writer::{Act, Batch, Writer, copy_with_log, log_of};

use std::path::Path;

use crate::domain::{InvalidTransition, Unpublishable, VaultKey};
use crate::sqlite::{self, File, Pool};

/// The file's name in the data folder.
pub const FILE: &str = "vault.db";
/// A vault whose column is still being written.
const NEW_FILE: &str = "vault.db.new";
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
    /// The post is public already, so there is no date to set.
    #[error("the post is public already")]
    AlreadyPublic,
    /// The post was begun from this letter, or readers see it or will see it.
    #[error("the letter stays behind the post")]
    LetterStays,
    /// The post has no text as printed yet.
    #[error("there is nothing to be approved")]
    NothingToProve,
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

/// Makes an empty vault under a new key, to be put into its place by [`adopt`]. One that an earlier set-up left
/// unfinished belongs to no column and goes.
///
/// # Errors
///
/// * What the file system answers.
pub fn create(folder: &Path, key: &VaultKey) -> Result<()> {
    let new = folder.join(NEW_FILE);
    for stale in [log_of(&new), new] {
        if stale.exists() {
            std::fs::remove_file(stale).map_err(sqlite::Error::Io)?;
        }
    }
    Ok(file(folder, NEW_FILE, key).create_writer().map(drop)?)
}

/// Puts a vault that [`create`] made into its place, if there is one. What stands there already, as after half a
/// restored backup, is set aside under another name: nobody can tell here what it is worth.
///
/// # Errors
///
/// * What the file system answers.
pub fn adopt(folder: &Path) -> std::io::Result<()> {
    let (new, vault) = (folder.join(NEW_FILE), folder.join(FILE));
    if !new.exists() {
        return Ok(());
    }
    if vault.exists() {
        let aside = |number: u32| folder.join(format!("set-aside-{number}-{FILE}"));
        let free = (1..).map(aside).find(|path| !path.exists()).unwrap_or_else(|| aside(0));
        if log_of(&vault).exists() {
            std::fs::rename(log_of(&vault), log_of(&free))?;
        }
        std::fs::rename(&vault, &free)?;
    }
    std::fs::rename(&new, &vault)?;
    std::fs::File::open(folder)?.sync_all()
}

/// Opens the vault in `folder` with its key.
///
/// # Errors
///
/// * [`sqlite::Error::Missing`] when there is none.
/// * [`sqlite::Error::Unreadable`] when the key is not the file's.
/// * [`sqlite::Error::Newer`] when a newer program made it.
pub fn open(folder: &Path, key: &VaultKey) -> Result<(Reader, Writer)> {
    // A set-up that was killed between its column and its vault. That the key opens it shows whose it is.
    if folder.join(NEW_FILE).exists() && file(folder, NEW_FILE, key).open_writer().is_ok() {
        adopt(folder).map_err(sqlite::Error::Io)?;
    }
    let writer = Writer::start(file(folder, FILE, key).open_writer()?)?;
    Ok((Reader::new(Pool::new(file(folder, FILE, key))), writer))
}

fn file(folder: &Path, name: &str, key: &VaultKey) -> File {
    let (schema, version) = sqlite::schema(FILE);
    let key = Some(key.pragma_text());
    File { path: folder.join(name), key, schema, version, cache_kib: CACHE_KIB }
}

/// Writes a value for a JSON column.
fn json<T: serde::Serialize>(value: &T) -> Result<String, sqlite::Error> {
    serde_json::to_string(value).map_err(|_| sqlite::Error::Inconsistent("unwritable JSON"))
}

/// Reads a value from a JSON column. What went wrong is not told: it would quote a letter.
fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, sqlite::Error> {
    serde_json::from_str(text).map_err(|_| sqlite::Error::Inconsistent("unreadable JSON"))
}
