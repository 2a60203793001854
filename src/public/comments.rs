//! Comments below public posts, as the desk let them through.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{Error, Result, mailboxes, posts, site};
use crate::domain::{
    CommentBy, CommentView, Day, MailboxId, Moment, Openness, PublicComment, PublicId,
};

/// Puts a comment below its post, or replaces it whole. One whose writer took it back meanwhile stays away, and so
/// does one whose post is not there.
pub(super) fn put(conn: &Connection, comment: &PublicComment) -> Result<()> {
    if let Some(mailbox) = &comment.mailbox
        && mailboxes::is_held(conn, mailbox)?
    {
        return Ok(());
    }
    conn.prepare_cached(
        "insert into comment (post, place, parent, mailbox, by, name, text, day, edited)
         select key, :place, :parent, :mailbox, :by, :name, :text, :day, :edited from post where id = :post
         on conflict (post, place) do update
         set parent = excluded.parent, mailbox = excluded.mailbox, by = excluded.by, name = excluded.name,
             text = excluded.text, day = excluded.day, edited = excluded.edited",
    )?
    .execute(named_params! {
        ":post": comment.post.0, ":place": comment.place, ":parent": comment.parent,
        ":mailbox": comment.mailbox.map(|mailbox| mailbox.0), ":by": comment.by.as_str(),
        ":name": comment.name, ":text": comment.text, ":day": comment.day.0,
        ":edited": comment.edited,
    })?;
    site::bump(conn)
}

/// Takes a comment away. One that is not there is no error: the change may come twice.
pub(super) fn remove(conn: &Connection, post: &PublicId, place: u32) -> Result<()> {
    conn.prepare_cached(
        "delete from comment where post = (select key from post where id = :post) and place = :place",
    )?
    .execute(named_params! { ":post": post.0, ":place": place })?;
    site::bump(conn)
}

/// Takes away what came with a mailbox that was taken back.
pub(super) fn withdraw(conn: &Connection, mailbox: &MailboxId) -> Result<()> {
    let gone = conn
        .prepare_cached("delete from comment where mailbox = :mailbox")?
        .execute(named_params! { ":mailbox": mailbox.0 })?;
    if gone > 0 { site::bump(conn) } else { Ok(()) }
}

/// All below a post, in the order of their places.
pub(super) fn of_post(conn: &Connection, post: &PublicId) -> Result<Vec<CommentView>> {
    let mut stmt = conn.prepare_cached(
        "select place, parent, by, name, text, day, edited
         from comment
         where post = (select key from post where id = :post and shown = 1)
         order by place",
    )?;
    let mut rows = stmt.query(named_params! { ":post": post.0 })?;
    let mut comments = Vec::new();
    while let Some(row) = rows.next()? {
        comments.push(view(row)?);
    }
    Ok(comments)
}

/// The one at a place.
pub(super) fn one(conn: &Connection, post: &PublicId, place: u32) -> Result<Option<CommentView>> {
    let mut stmt = conn.prepare_cached(
        "select place, parent, by, name, text, day, edited
         from comment
         where post = (select key from post where id = :post and shown = 1) and place = :place",
    )?;
    let mut rows = stmt.query(named_params! { ":post": post.0, ":place": place })?;
    rows.next()?.map(view).transpose()
}

/// What decides whether a public post takes comments.
pub(super) fn openness(conn: &Connection, post: &PublicId) -> Result<Option<Openness>> {
    let zone = site::zone(conn)?;
    let mut stmt = conn.prepare_cached(
        "select kind, comments, published from post where id = :post and shown = 1",
    )?;
    let mut rows = stmt.query(named_params! { ":post": post.0 })?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Openness {
        kind: posts::read_kind(row)?,
        comments: row.get("comments")?,
        published: zone.day(Moment(row.get("published")?)),
    }))
}

/// Whether a public post answers a letter with this mailbox.
pub(super) fn is_answered(conn: &Connection, post: &PublicId, mailbox: &MailboxId) -> Result<bool> {
    let found: Option<i64> = conn
        .prepare_cached(
            "select 1 from post_mailbox
             where mailbox = :mailbox and post = (select key from post where id = :post)",
        )?
        .query_row(named_params! { ":post": post.0, ":mailbox": mailbox.0 }, |row| row.get(0))
        .optional()?;
    Ok(found.is_some())
}

fn view(row: &Row<'_>) -> Result<CommentView> {
    Ok(CommentView {
        place: row.get("place")?,
        parent: row.get("parent")?,
        by: CommentBy::parse(&row.get::<_, String>("by")?)
            .ok_or(Error::Inconsistent("comment.by"))?,
        name: row.get("name")?,
        text: row.get("text")?,
        day: Day(row.get("day")?),
        edited: row.get("edited")?,
    })
}
