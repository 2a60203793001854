//! Opening a database file: its key, its pragmas, its schema version.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};
use zeroize::Zeroizing;

use super::{Error, Result};

/// How long a connection waits for another one's lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Prepared statements that a connection keeps.
const STATEMENTS: usize = 64;

/// The text of a SQLCipher raw key, `x'…'` with 64 digits; none for a plain file.
pub type FileKey = Option<Zeroizing<String>>;

/// Where a database lies and how it is opened.
pub struct File {
    pub path: PathBuf,
    pub key: FileKey,
    /// The whole current schema, run on an empty file.
    pub schema: &'static str,
    /// `user_version` of that schema; 1 or more.
    pub version: i64,
    /// Pages of 1 KiB that each connection may keep in memory.
    pub cache_kib: u32,
}

impl File {
    /// Makes the file where it does not exist, and opens it for writing.
    ///
    /// # Errors
    ///
    /// * As for [`File::open_writer`].
    pub fn create_writer(&self) -> Result<Connection> {
        // First of all: SQLite gives its log and the log's index the mode of the file.
        make_private(&self.path)?;
        self.open_writer()
    }

    /// Opens the file for writing and checks its version.
    ///
    /// # Errors
    ///
    /// * [`Error::Missing`] when there is none.
    /// * [`Error::Unreadable`] when the key is wrong or the file is no database.
    /// * [`Error::Newer`] when a newer program made it.
    /// * [`Error::NoCipher`] when there is a key and nothing to encrypt with.
    pub fn open_writer(&self) -> Result<Connection> {
        if !self.path.exists() {
            return Err(Error::Missing { file: self.name() });
        }
        let mut conn = self.connect(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // WAL lets readers go on while a letter is written; FULL makes a commit outlive a power cut.
        conn.pragma_update(None, "journal_mode", "wal")?;
        conn.pragma_update(None, "synchronous", "full")?;
        // What is deleted is overwritten, in both files.
        conn.pragma_update(None, "secure_delete", true)?;
        conn.pragma_update(None, "foreign_keys", true)?;
        self.prepare_schema(&mut conn)?;
        Ok(conn)
    }

    /// Opens the file for reading alone.
    ///
    /// # Errors
    ///
    /// * [`Error::Unreadable`] when the key is wrong or the file is no database.
    pub fn open_reader(&self) -> Result<Connection> {
        let conn = self.connect(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        conn.pragma_update(None, "query_only", true)?;
        Ok(conn)
    }

    fn connect(&self, flags: OpenFlags) -> Result<Connection> {
        let conn =
            Connection::open_with_flags(&self.path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        if let Some(key) = &self.key {
            // A key that is ignored, by an error or by a library without SQLCipher, would write a plain file.
            let cipher: Option<String> =
                conn.query_row("pragma cipher_version", [], |row| row.get(0)).optional()?;
            if cipher.is_none() {
                return Err(Error::NoCipher);
            }
            conn.pragma_update(None, "key", key.as_str())?;
            conn.pragma_update(None, "cipher_memory_security", true)?;
        }
        // Reading the schema is what fails under a wrong key.
        conn.query_row("select count(*) from sqlite_master", [], |row| row.get::<_, i64>(0))
            .map_err(|error| match error.sqlite_error_code() {
                Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                    Error::Unreadable { file: self.name() }
                }
                _ => error.into(),
            })?;
        conn.busy_timeout(BUSY_TIMEOUT)?;
        conn.pragma_update(None, "temp_store", "memory")?;
        conn.pragma_update(None, "cache_size", -i64::from(self.cache_kib))?;
        conn.pragma_update(None, "trusted_schema", false)?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(conn)
    }

    fn prepare_schema(&self, conn: &mut Connection) -> Result<()> {
        let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let found: i64 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if found > self.version {
            return Err(Error::Newer { file: self.name(), found, known: self.version });
        }
        if found == 0 {
            tx.execute_batch(self.schema)?;
            tx.pragma_update(None, "user_version", self.version)?;
        }
        Ok(tx.commit()?)
    }

    fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// Makes a file readable for its owner alone, and makes it where it does not exist.
fn make_private(path: &Path) -> Result<()> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    // One that exists is not opened: closing it would end the locks that SQLite may hold on it.
    if !path.exists() {
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    }
    Ok(std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?)
}
