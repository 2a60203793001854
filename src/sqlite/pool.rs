//! A few connections that read, opened when first needed.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{Error, File, Result};

/// Connections that may read at the same time.
const READERS: usize = 4;

/// Read access to a file: each call sees one unchanging state of it.
#[derive(Clone)]
pub struct Pool {
    shared: Arc<Shared>,
}

struct Shared {
    file: File,
    idle: Mutex<Vec<Connection>>,
    turns: Semaphore,
}

impl Pool {
    /// A pool over `file`, which exists.
    pub fn new(file: File) -> Self {
        let shared = Shared { file, idle: Mutex::new(Vec::new()), turns: Semaphore::new(READERS) };
        Self { shared: Arc::new(shared) }
    }

    /// Runs `read` on a blocking thread, in a transaction of its own.
    ///
    /// # Errors
    ///
    /// * What `read` answers, and [`Error::Closed`] when the program is ending.
    pub async fn read<T, F>(&self, read: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let in_transaction = move |conn: &Connection| {
            let tx = conn.unchecked_transaction()?;
            let answer = read(&tx);
            tx.finish()?;
            answer
        };
        self.outside(in_transaction).await
    }

    /// Runs `work` on a blocking thread without a transaction, as `vacuum into` needs it.
    ///
    /// # Errors
    ///
    /// * As for [`Pool::read`].
    pub async fn outside<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let _turn = self.shared.turns.acquire().await.map_err(|_| Error::Closed)?;
        let shared = Arc::clone(&self.shared);
        let task = tokio::task::spawn_blocking(move || shared.lend(work));
        task.await.map_err(|_| Error::Closed)?
    }
}

impl Shared {
    /// Lends an idle connection, or a new one, and takes it back.
    fn lend<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match idle {
            Some(conn) => conn,
            None => self.file.open_reader()?,
        };
        let answer = work(&conn);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        answer
    }
}
