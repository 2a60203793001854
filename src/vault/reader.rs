//! Reading the vault.

use super::{QueueFilter, arrivals, outbox, questions, queue, tags};
use crate::domain::{DeskCounts, Moment, OutboxRow, Question, QuestionId, QueuePage, TagName};
use crate::sqlite::{Pool, Result};

/// Reads of the vault; each sees one unchanging state. Every call may answer
/// [`crate::sqlite::Error::NotFound`] or a fault of the file.
#[derive(Clone)]
pub struct Reader {
    pub(super) pool: Pool,
}

impl Reader {
    pub(super) fn new(pool: Pool) -> Self {
        Self { pool }
    }

    /// What the desk shows beside every list.
    pub async fn counts(&self) -> Result<DeskCounts> {
        let read = |conn: &rusqlite::Connection| {
            let (tally, spoilt) = (queue::tally(conn)?, arrivals::spoilt_count(conn)?);
            let (outbox, shelved) = outbox::counts(conn)?;
            Ok(DeskCounts { tally, spoilt, outbox, shelved, key_was_changed: false })
        };
        self.pool.read(read).await
    }

    /// Whether a letter was destroyed since the file was rewritten.
    pub async fn is_scrub_due(&self) -> Result<bool> {
        let read = |conn: &rusqlite::Connection| {
            Ok(conn.query_row("select scrub_due from vault", [], |row| row.get(0))?)
        };
        self.pool.read(read).await
    }

    /// A page of the queue, of at most `limit` questions after `after`.
    pub async fn queue(
        &self,
        filter: QueueFilter,
        after: Option<QuestionId>,
        limit: u32,
    ) -> Result<QueuePage> {
        self.pool.read(move |conn| queue::page(conn, &filter, after, limit)).await
    }

    /// The tags that most questions have, at most `limit`, by name.
    pub async fn tags(&self, limit: u32) -> Result<Vec<(TagName, u64)>> {
        self.pool.read(move |conn| tags::in_use(conn, limit)).await
    }

    /// One question with all that the desk knows of it.
    pub async fn question(&self, id: QuestionId) -> Result<Question> {
        self.pool.read(move |conn| questions::read(conn, id)).await
    }

    /// Up to `limit` decisions that are due to leave.
    pub async fn outgoing(&self, now: Moment, limit: u32) -> Result<Vec<OutboxRow>> {
        self.pool.read(move |conn| outbox::due(conn, now, limit)).await
    }
}
