//! Reading comments: lists of them, and one by one.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::comment_arrivals::how_many;
use super::{Reader, Result};
use crate::domain::{
    Comment, CommentBy, CommentId, CommentPage, CommentState, CommentTally, MailboxId, PostId,
    QuestionId, Slug,
};
use crate::sqlite;

impl Reader {
    /// A page of the comments of a state, of at most `limit` after `after`, the oldest first; those that were decided
    /// already the newest first.
    pub async fn comments(
        &self,
        state: CommentState,
        after: Option<CommentId>,
        limit: u32,
    ) -> sqlite::Result<CommentPage> {
        self.pool.read(move |conn| page(conn, state, after, limit)).await
    }

    /// One comment.
    pub async fn comment(&self, id: CommentId) -> sqlite::Result<Comment> {
        self.pool.read(move |conn| read(conn, id)).await
    }

    /// How many comments have each state.
    pub async fn comment_tally(&self) -> sqlite::Result<CommentTally> {
        let read = |conn: &Connection| {
            CommentState::ALL
                .into_iter()
                .map(|state| Ok((state, how_many(conn, state)?)))
                .collect::<Result<CommentTally, sqlite::Error>>()
        };
        self.pool.read(read).await
    }
}

const COLUMNS: &str =
    "comment.id, comment.post, post.title, iif(post.live, post.slug, null) as slug, comment.place,
    comment.parent, comment.by, comment.question, comment.name, comment.text, comment.original_name,
    comment.original, comment.state, comment.mailbox";

fn page(
    conn: &Connection,
    state: CommentState,
    after: Option<CommentId>,
    limit: u32,
) -> Result<CommentPage, sqlite::Error> {
    let (compare, order, start) =
        if state == CommentState::New { (">", "asc", 0) } else { ("<", "desc", i64::MAX) };
    let mut stmt = conn.prepare_cached(&format!(
        "select {COLUMNS}
         from comment join post on post.id = comment.post
         where comment.state = :state and comment.id {compare} :after
         order by comment.id {order}
         limit :limit"
    ))?;
    let mut found = stmt.query(named_params! {
        ":state": state.as_str(), ":after": after.map_or(start, |id| id.0), ":limit": limit + 1,
    })?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        if rows.len() == limit as usize {
            let next = rows.last().map(|last: &Comment| last.id);
            return Ok(CommentPage { rows, next });
        }
        rows.push(comment(conn, row)?);
    }
    Ok(CommentPage { rows, next: None })
}

/// One comment.
pub(super) fn read(conn: &Connection, id: CommentId) -> Result<Comment, sqlite::Error> {
    let mut stmt = conn.prepare_cached(&format!(
        "select {COLUMNS} from comment join post on post.id = comment.post where comment.id = :id"
    ))?;
    let mut rows = stmt.query(named_params! { ":id": id.0 })?;
    comment(conn, rows.next()?.ok_or(sqlite::Error::NotFound)?)
}

fn comment(conn: &Connection, row: &Row<'_>) -> Result<Comment, sqlite::Error> {
    let post = PostId(row.get("post")?);
    let original: Option<String> = row.get("original")?;
    let original_name: Option<String> = row.get("original_name")?;
    let by = CommentBy::parse(&row.get::<_, String>("by")?);
    Ok(Comment {
        id: CommentId(row.get("id")?),
        post,
        title: row.get("title")?,
        slug: row.get::<_, Option<String>>("slug")?.and_then(|slug| Slug::parse(&slug)),
        place: row.get("place")?,
        parent: parent(conn, post, row.get("parent")?)?,
        by: by.ok_or(sqlite::Error::Inconsistent("comment.by"))?,
        question: row.get::<_, Option<i64>>("question")?.map(QuestionId),
        name: row.get("name")?,
        text: row.get("text")?,
        original: original_name.zip(original),
        state: row_state(row)?,
        mailbox: row.get::<_, Option<[u8; 32]>>("mailbox")?.map(MailboxId),
    })
}

/// What is answered, with its place.
fn parent(
    conn: &Connection,
    post: PostId,
    place: Option<u32>,
) -> Result<Option<(u32, String, String)>, sqlite::Error> {
    let Some(place) = place else { return Ok(None) };
    let mut stmt = conn
        .prepare_cached("select name, text from comment where post = :post and place = :place")?;
    let params = named_params! { ":post": post.0, ":place": place };
    let found = stmt.query_row(params, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (name, text) = found.unwrap_or_default();
    Ok(Some((place, name, text)))
}

/// The state that a row has.
pub(super) fn row_state(row: &Row<'_>) -> Result<CommentState, sqlite::Error> {
    CommentState::parse(&row.get::<_, String>("state")?)
        .ok_or(sqlite::Error::Inconsistent("comment.state"))
}
