//! Reading the vault.

use super::{
    Marked, QueueFilter, arrivals, comment_arrivals, marks, outbox, pictures, post_letters, posts,
    questions, queue, revisions, scheduling, tags,
};
use crate::domain::{
    CommentState, DeskCounts, Moment, OutboxRow, Picture, PictureFileName, PictureId, Post, PostId,
    PostText, PublicId, Question, QuestionId, QueuePage, QueueRow, RevisionRow, TagName,
};
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
            let comments = comment_arrivals::how_many(conn, CommentState::New)?;
            Ok(DeskCounts { tally, spoilt, outbox, shelved, comments, key_was_changed: false })
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

    /// One post with its letters.
    pub async fn post(&self, id: PostId) -> Result<Post> {
        self.pool.read(move |conn| posts::read(conn, id)).await
    }

    /// The revisions of a post, at most `limit`, the newest first.
    pub async fn revisions(&self, id: PostId, limit: u32) -> Result<Vec<RevisionRow>> {
        self.pool.read(move |conn| revisions::list(conn, id, limit)).await
    }

    /// The text of one revision.
    pub async fn revision(&self, id: PostId, number: u32) -> Result<PostText> {
        self.pool.read(move |conn| revisions::text(conn, id, number)).await
    }

    /// The marks of a post's printed question.
    pub async fn marked(&self, id: PostId, printed: String) -> Result<Marked> {
        self.pool.read(move |conn| marks::of_text(conn, id, &printed)).await
    }

    /// The released posts that have left the vault, so that the public store knows how they stand.
    pub async fn released(&self) -> Result<Vec<PublicId>> {
        self.pool.read(scheduling::released).await
    }

    /// The moments for which posts are released, in their order.
    pub async fn taken_moments(&self) -> Result<Vec<Moment>> {
        self.pool.read(scheduling::taken).await
    }

    /// The letters that were put behind a post after it was begun, and can be taken away.
    pub async fn further_letters(&self, id: PostId) -> Result<Vec<QuestionId>> {
        self.pool.read(move |conn| post_letters::further(conn, id)).await
    }

    /// Letters that wait and share a public or private tag with a letter behind this post, the newest first.
    pub async fn kindred_letters(&self, id: PostId, limit: u32) -> Result<Vec<QueueRow>> {
        self.pool.read(move |conn| post_letters::kindred(conn, id, limit)).await
    }

    /// At most `limit` pictures that came before `before`, the newest first, each with its place in that order.
    pub async fn pictures(&self, before: Option<i64>, limit: u32) -> Result<Vec<(i64, Picture)>> {
        self.pool.read(move |conn| pictures::page(conn, before, limit)).await
    }

    /// One picture; none where there is none of this id.
    pub async fn picture(&self, id: PictureId) -> Result<Option<Picture>> {
        self.pool.read(move |conn| pictures::one(conn, &id)).await
    }

    /// The pictures that a text in Markdown names.
    pub async fn pictures_named_in(&self, text: String) -> Result<Vec<Picture>> {
        self.pool.read(move |conn| pictures::named_in(conn, &text)).await
    }

    /// The content of a picture's file; none where no picture has it.
    pub async fn picture_bytes(&self, file: PictureFileName) -> Result<Option<Vec<u8>>> {
        self.pool.read(move |conn| pictures::bytes(conn, &file)).await
    }

    /// Up to `limit` decisions that are due to leave.
    pub async fn outgoing(&self, now: Moment, limit: u32) -> Result<Vec<OutboxRow>> {
        self.pool.read(move |conn| outbox::due(conn, now, limit)).await
    }
}
