//! How the store's room is shared out, in pages of its file.
//!
//! Suspect letters stop first, then questions, then what else readers send; what the desk has to say and letters
//! that are taken back may use all of it. Where something finds no room, suspect letters make way for it.

use rusqlite::Connection;

use super::{Error, Result, suspects};
use crate::domain::Day;

/// SQLite's page size in bytes, which is left as it is.
const PAGE_BYTES: i64 = 4_096;
/// Parts that the store is divided into, and how many of them may be in use for each kind of letter to come in.
const PARTS: i64 = 32;
const SUSPECT_PARTS: i64 = 16;
const QUESTION_PARTS: i64 = 30;
const SEQUEL_PARTS: i64 = 31;
/// Suspect letters that make way for one other letter: the largest is 64 times as large as the smallest.
const EVICTIONS_MAX: u32 = 64;

/// Pages that one letter takes at the most, with those that its trees grow by: two times 64 KiB, and some. Where so many
/// are left they need not be counted again.
const LETTER_PAGES_MAX: i64 = 64;

/// Pages of the file that may be in use for each kind of letter to come in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// All that the file may have.
    pub(super) pages: i64,
    pub(super) suspects: i64,
    pub(super) questions: i64,
    pub(super) sequels: i64,
}

impl Room {
    pub(super) fn of(store_mib: u32) -> Self {
        let pages = i64::from(store_mib) * 1_024 * 1_024 / PAGE_BYTES;
        let part = |parts: i64| pages * parts / PARTS;
        Self {
            pages,
            suspects: part(SUSPECT_PARTS),
            questions: part(QUESTION_PARTS),
            sequels: part(SEQUEL_PARTS),
        }
    }

    /// Does `put` and lets suspect letters go until no more than `most` pages are in use, or no more than before.
    ///
    /// # Errors
    ///
    /// * [`Error::Full`] when that does not suffice: with the caller's savepoint everything is as it was.
    pub(super) fn fit<T>(
        &self,
        conn: &Connection,
        most: i64,
        today: Day,
        put: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        // Running into the file's own end would undo the neighbours in the same commit as well.
        let before = relieve(conn, self.sequels, today)?;
        let done = put()?;
        if before + LETTER_PAGES_MAX > most {
            relieve(conn, most.max(before), today)?;
        }
        Ok(done)
    }
}

/// Lets suspect letters go until at most `most` pages are in use; returns how many are.
fn relieve(conn: &Connection, most: i64, today: Day) -> Result<i64> {
    let mut used = used_pages(conn)?;
    for _ in 0..EVICTIONS_MAX {
        if used <= most || !suspects::evict_any(conn, today)? {
            break;
        }
        used = used_pages(conn)?;
    }
    if used <= most { Ok(used) } else { Err(Error::Full) }
}

/// Pages in use, the free ones not counted.
pub(super) fn used_pages(conn: &Connection) -> Result<i64> {
    let mut stmt = conn.prepare_cached(
        "select page_count - freelist_count from pragma_page_count, pragma_freelist_count",
    )?;
    Ok(stmt.query_row([], |row| row.get(0))?)
}

#[cfg(test)]
mod tests;
