//! The public store: sealed letters, mailboxes, posts, the site's settings, accounts with sealed keyrings.
//!
//! It shows no type of the database behind it, so that another kind of store can stand beside this one.
//! It knows nothing of the vault, nor of keys: what is sealed is bytes to it.

mod accounts;
mod around;
mod comments;
mod feeds;
mod finding;
mod letters;
mod mailboxes;
mod menu;
mod pictures;
mod posts;
mod reader;
mod release;
mod room;
mod search;
mod site;
mod suspects;
#[cfg(test)]
mod testing;
mod views;
mod writer;

pub use finding::{Finding, MarkedPost};
pub use mailboxes::WITHDRAWN_DAYS;
pub use reader::Reader;
pub use release::Standing;
pub use site::{NewSite, Site};
pub use suspects::EVICTED_DAYS;
pub use writer::{Change, Limits, Writer};

pub use crate::sqlite::{Error, Result};

use std::path::Path;
use std::sync::Arc;

use crate::sqlite::{File, Pool};

/// The file's name in the data folder.
pub const FILE: &str = "public.db";
/// Memory that the writer may keep pages in, in KiB: those of a batch, so that they are written once.
const WRITER_KIB: u32 = 2_048;
/// The same of each connection that reads. What it does not keep, the system has at hand.
const READER_KIB: u32 = 512;

/// Opens the public store in `folder`, making it where there is none.
///
/// # Errors
///
/// * [`Error::Newer`] or [`Error::Unreadable`] when the file is not this program's.
pub fn open(folder: &Path, limits: Limits) -> Result<(Reader, Writer)> {
    let file = |cache_kib| {
        let (schema, version) = crate::sqlite::schema(FILE);
        File { path: folder.join(FILE), key: None, schema, version, cache_kib }
    };
    let generation = Arc::default();
    let writer = Writer::start(file(WRITER_KIB).create_writer()?, limits, Arc::clone(&generation))?;
    Ok((Reader::new(Pool::new(file(READER_KIB)), generation), writer))
}

/// The integer key of an id: its first eight bytes, random like the rest.
fn key(id: &[u8]) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&id[..8]);
    i64::from_be_bytes(first)
}
