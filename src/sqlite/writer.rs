//! One thread that writes. What has queued up is committed as one batch, so that many writers share
//! one flush of the disk; each is answered after that commit, never before.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::oneshot;

use super::{Error, Result};

/// Transactions that may wait for the writer; one more is refused with [`Error::Busy`].
const QUEUE: usize = 512;
/// Transactions that share one commit at the most.
const BATCH: usize = 128;

/// The one way to change a file. Dropping it ends the thread after everything queued is on disk.
pub struct Writer {
    jobs: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// A number in the file that others follow without asking the file.
pub struct Followed {
    /// Reads it, as the last thing of each commit.
    pub read: fn(&Connection) -> Result<u64>,
    /// Where it is kept. It is there before anybody is told that the commit is on disk.
    pub last: Arc<AtomicU64>,
}

enum Job {
    /// Shares a commit with its neighbours.
    Transact(Box<dyn Transact>),
    /// Runs between commits, as checkpoints and `vacuum` must.
    Alone(Box<dyn FnOnce(&mut Connection) + Send>),
}

/// A transaction's work and the request that waits for it.
trait Transact: Send {
    /// Does the work; false asks for it to be rolled back.
    fn work(&mut self, conn: &Connection) -> bool;
    /// Tells the request how it ended.
    fn answer(self: Box<Self>, committed: Result<()>);
}

struct Task<F, T, E> {
    work: Option<F>,
    outcome: Option<Result<T, E>>,
    waiting: oneshot::Sender<Result<T, E>>,
}

impl Writer {
    /// Starts the thread over a connection from [`super::File::open_writer`]. A number that is followed must not be
    /// changed by [`Writer::alone`].
    ///
    /// # Errors
    ///
    /// * [`Error::Io`] when the system has no thread to give.
    pub fn start(name: &str, mut conn: Connection, followed: Option<Followed>) -> Result<Self> {
        let (jobs, queue) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new().name(name.to_owned());
        let thread = thread.spawn(move || run(&mut conn, &queue, followed.as_ref()))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Runs `work` as one transaction and returns once it is on disk. An error from `work` rolls it back.
    ///
    /// # Errors
    ///
    /// * What `work` answers.
    /// * [`Error::Busy`] when [`QUEUE`] transactions wait already, [`Error::Full`] when the disk is full.
    pub async fn transact<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        let (waiting, answer) = oneshot::channel();
        self.send(Job::Transact(Box::new(Task { work: Some(work), outcome: None, waiting })))?;
        answer.await.unwrap_or_else(|_| Err(E::from(Error::Closed)))
    }

    /// Runs `work` on the writer's connection outside any transaction.
    ///
    /// # Errors
    ///
    /// * What `work` answers, and [`Error::Busy`] as for [`Writer::transact`].
    pub async fn alone<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    {
        let (waiting, answer) = oneshot::channel();
        self.send(Job::Alone(Box::new(move |conn| {
            let outcome = catch_unwind(AssertUnwindSafe(|| work(conn)));
            // A request that has gone needs no answer.
            let _ = waiting.send(outcome.unwrap_or(Err(Error::Closed)));
        })))?;
        answer.await.unwrap_or(Err(Error::Closed))
    }

    fn send(&self, job: Job) -> Result<()> {
        let jobs = self.jobs.as_ref().ok_or(Error::Closed)?;
        jobs.try_send(job).map_err(|refused| match refused {
            TrySendError::Full(_) => Error::Busy,
            TrySendError::Disconnected(_) => Error::Closed,
        })
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // The thread catches what its work throws, so there is nothing to hear from it.
            let _ = thread.join();
        }
    }
}

fn run(conn: &mut Connection, queue: &Receiver<Job>, followed: Option<&Followed>) {
    while let Ok(first) = queue.recv() {
        let mut batch = Vec::new();
        let mut next = Some(first);
        while let Some(Job::Transact(task)) = next {
            batch.push(task);
            next = if batch.len() < BATCH { queue.try_recv().ok() } else { None };
        }
        if !batch.is_empty() {
            commit(conn, batch, followed);
        }
        if let Some(Job::Alone(work)) = next {
            work(conn);
        }
    }
}

/// Runs the batch in one transaction, each part in a savepoint of its own, and answers them all.
fn commit(conn: &mut Connection, mut batch: Vec<Box<dyn Transact>>, followed: Option<&Followed>) {
    let committed = write(conn, &mut batch, followed);
    for task in batch {
        task.answer(match &committed {
            Ok(()) => Ok(()),
            Err(Error::Full) => Err(Error::Full),
            Err(Error::Busy) => Err(Error::Busy),
            // One error, many requests: each gets its words.
            Err(other) => Err(Error::Io(std::io::Error::other(other.to_string()))),
        });
    }
}

fn write(
    conn: &mut Connection,
    batch: &mut [Box<dyn Transact>],
    followed: Option<&Followed>,
) -> Result<()> {
    let mut tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for task in batch {
        let savepoint = tx.savepoint()?;
        // A panic in one letter's work must not lose its neighbours.
        let kept = catch_unwind(AssertUnwindSafe(|| task.work(&savepoint))).unwrap_or(false);
        if savepoint.is_autocommit() {
            // SQLite gave the whole transaction up, as it does when the disk is full.
            return Err(Error::Full);
        }
        if kept {
            savepoint.commit()?;
        }
    }
    let number = followed.map(|followed| (followed.read)(&tx)).transpose()?;
    tx.commit()?;
    if let (Some(followed), Some(number)) = (followed, number) {
        followed.last.store(number, Ordering::Release);
    }
    Ok(())
}

impl<F, T, E> Transact for Task<F, T, E>
where
    T: Send,
    E: From<Error> + Send,
    F: FnOnce(&Connection) -> Result<T, E> + Send,
{
    fn work(&mut self, conn: &Connection) -> bool {
        self.outcome = self.work.take().map(|work| work(conn));
        matches!(self.outcome, Some(Ok(_)))
    }

    fn answer(self: Box<Self>, committed: Result<()>) {
        let outcome = match (self.outcome, committed) {
            (Some(Ok(value)), Ok(())) => Ok(value),
            (Some(Err(error)), _) => Err(error),
            (Some(Ok(_)), Err(error)) => Err(E::from(error)),
            // The batch broke off before its turn came.
            (None, Err(error)) => Err(E::from(error)),
            // Its work panicked.
            (None, Ok(())) => Err(E::from(Error::Closed)),
        };
        // A request that has gone needs no answer.
        let _ = self.waiting.send(outcome);
    }
}
