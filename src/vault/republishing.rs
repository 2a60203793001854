//! Putting the public text of a post out again, where what stands around it has changed.

use rusqlite::{Connection, named_params};

use super::{Act, Result, from_json, outbox, posts, publication, scheduling};
use crate::domain::{BlockId, Outgoing, Post, PostId, PostQuestion, PostText, Status};
use crate::sqlite;

/// Posts that are public, or wait for their date, with a revision that names this block.
pub(super) fn public_with_block(
    conn: &Connection,
    block: BlockId,
) -> Result<Vec<PostId>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select post.id
         from post join revision on revision.post = post.id and revision.number = post.pub_revision
         where (post.live = 1 or post.due is not null)
           and exists (select 1 from json_each(revision.content, '$.options.blocks') where value = :block)
         order by post.id",
    )?;
    let ids = stmt.query_map(named_params! { ":block": block.0 }, |row| row.get(0).map(PostId))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Puts the revision of a post that is public, or waits for its date, into the outbox once more. What was saved
/// since stays here, and readers are told of no update: her own text is the same.
pub(super) fn again(conn: &Connection, id: PostId, act: &Act) -> Result<()> {
    let post = posts::read(conn, id)?;
    let Some(publication) = post.publication.clone() else { return Ok(()) };
    let content: String = conn
        .prepare_cached("select content from revision where post = :post and number = :number")?
        .query_row(named_params! { ":post": id.0, ":number": publication.revision }, |row| {
            row.get(0)
        })?;
    let text: PostText = from_json(&content)?;
    let post = Post { revision: publication.revision, text, ..post };
    if let Some(due) = post.due {
        // A letter that was put behind it since is not answered by it until it is released again. A hold counts all.
        let answers =
            |letter: &PostQuestion| matches!(letter.status, Status::Scheduled | Status::Published);
        return scheduling::hand_over(conn, &post, publication.slug, due, answers);
    }
    let public = publication::public_post(conn, &post, publication.slug, act.now)?;
    outbox::put(conn, &Outgoing::Post(Box::new(public)))
}
