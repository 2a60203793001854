//! Comments at the desk: what is decided about them, what is changed in them, and answers.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::comment_list::read;
use super::{Act, Result, Writer, history, outbox};
use crate::domain::{
    Asker, COMMENTS_MAX, Comment, CommentId, CommentName, CommentState, CommentText, MailboxId,
    Outgoing, PostId, PublicComment, PublicId, ReaderKey, Step, pseudonym,
};
use crate::sqlite;

impl Writer {
    /// Moves comments to a state; those that are gone by now, or have it, are passed over, and so are those for whose
    /// post there would be too many. `random` chooses names for those that have none. Returns how many were moved.
    pub async fn decide(
        &self,
        ids: Vec<CommentId>,
        to: CommentState,
        random: u64,
        act: Act,
    ) -> Result<usize> {
        let work = move |conn: &Connection| {
            let mut moved = 0;
            for id in ids {
                moved += usize::from(decide(conn, id, to, random, &act)?);
            }
            Ok(moved)
        };
        self.writer.transact(work).await
    }

    /// Changes what a comment says; it is marked as edited as long as that is not what it came with. `seen` is the
    /// mark of what the change was made from, empty where that is not told. False, and nothing is done, when it says
    /// something else by now.
    pub async fn edit_comment(
        &self,
        id: CommentId,
        seen: String,
        name: CommentName,
        text: CommentText,
        act: Act,
    ) -> Result<bool> {
        self.writer.transact(move |conn| edit(conn, id, &seen, (&name, &text), &act)).await
    }

    /// Puts the columnist's answer below a comment, which is approved with it. `new` is the answer's id, `name` hers.
    /// False, and nothing is done, when there would be too many below the post.
    pub async fn answer_comment(
        &self,
        to: CommentId,
        new: CommentId,
        name: String,
        text: CommentText,
        act: Act,
    ) -> Result<bool> {
        self.writer.transact(move |conn| answer(conn, to, new, &name, &text, &act)).await
    }
}

/// Moves one comment; false when there is nothing to be done, or no room for it below its post.
fn decide(
    conn: &Connection,
    id: CommentId,
    to: CommentState,
    random: u64,
    act: &Act,
) -> Result<bool> {
    let before = match read(conn, id) {
        Ok(before) => before,
        // Taken back while the list was looked at.
        Err(sqlite::Error::NotFound) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    if before.state == to || (to == CommentState::Approved && is_full(conn, before.post)?) {
        return Ok(false);
    }
    if to == CommentState::Approved {
        place(conn, &before, random)?;
    }
    conn.prepare_cached("update comment set state = :to where id = :id")?
        .execute(named_params! { ":to": to.as_str(), ":id": id.0 })?;
    if to == CommentState::Approved {
        put_out(conn, &read(conn, id)?)?;
    } else if let (CommentState::Approved, Some(place)) = (before.state, before.place) {
        let post = public_id(conn, before.post)?;
        outbox::put(conn, &Outgoing::CommentGone { post, place })?;
    }
    tell(conn, &before, to)?;
    history::record(conn, act, None, Some(before.post), &Step::Comment { id, to })?;
    Ok(true)
}

/// Whether a post has as many public comments as it may.
fn is_full(conn: &Connection, post: PostId) -> Result<bool> {
    let mut stmt = conn.prepare_cached(
        "select count(*) >= :most from comment where post = :post and state = 'approved'",
    )?;
    Ok(stmt.query_row(named_params! { ":post": post.0, ":most": COMMENTS_MAX }, |row| row.get(0))?)
}

/// Gives a comment that is approved for the first time its place, and a name where it has none. A place is not given
/// twice, though its comment be gone: what answered that stands below it.
fn place(conn: &Connection, comment: &Comment, random: u64) -> Result<()> {
    if comment.place.is_some() {
        return Ok(());
    }
    let name = if comment.name.is_empty() {
        pseudonym(random, &names(conn, comment.post)?)
    } else {
        comment.name.clone()
    };
    let next: u32 = conn
        .prepare_cached("update post set places = places + 1 where id = :post returning places")?
        .query_row(named_params! { ":post": comment.post.0 }, |row| row.get(0))?;
    conn.prepare_cached("update comment set place = :next, name = :name where id = :id")?
        .execute(named_params! { ":next": next, ":name": name, ":id": comment.id.0 })?;
    Ok(())
}

/// The names below a post.
fn names(conn: &Connection, post: PostId) -> Result<HashSet<String>> {
    let mut stmt = conn.prepare_cached("select name from comment where post = :post")?;
    let names = stmt.query_map(named_params! { ":post": post.0 }, |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// Tells a comment's writer how it stands.
fn tell(conn: &Connection, comment: &Comment, state: CommentState) -> Result<()> {
    let asker: Option<Asker> = conn
        .prepare_cached(
            "select mailbox, reader from comment where id = :id and mailbox is not null",
        )?
        .query_row(named_params! { ":id": comment.id.0 }, |row| {
            Ok(Asker { mailbox: MailboxId(row.get(0)?), reader: ReaderKey(row.get(1)?) })
        })
        .optional()?;
    let Some(asker) = asker else { return Ok(()) };
    let slug: Option<String> = conn
        .prepare_cached("select slug from post where id = :post")?
        .query_row(named_params! { ":post": comment.post.0 }, |row| row.get(0))?;
    let state = state.shown_to_writer(&slug.unwrap_or_default());
    outbox::put(conn, &Outgoing::State { asker, state })
}

fn public_id(conn: &Connection, post: PostId) -> Result<PublicId> {
    let mut stmt = conn.prepare_cached("select public_id from post where id = :post")?;
    Ok(stmt.query_row(named_params! { ":post": post.0 }, |row| row.get(0).map(PublicId))?)
}

/// Puts an approved comment out, or its change.
fn put_out(conn: &Connection, comment: &Comment) -> Result<()> {
    let Some(place) = comment.place else { return Ok(()) };
    let public = PublicComment {
        post: public_id(conn, comment.post)?,
        place,
        parent: comment.parent.as_ref().map(|(place, _, _)| *place),
        mailbox: comment.mailbox,
        by: comment.by,
        name: comment.name.clone(),
        text: comment.text.clone(),
        day: comment.id.day(),
        edited: comment.original.is_some(),
    };
    outbox::put(conn, &Outgoing::Comment(Box::new(public)))
}

/// Puts every approved comment of a post out again, which went with the post when that was taken off the site.
pub(super) fn put_all_out(conn: &Connection, post: PostId) -> Result<()> {
    let mut stmt = conn.prepare_cached(
        "select id from comment where post = :post and state = 'approved' order by place",
    )?;
    let ids = stmt.query_map(named_params! { ":post": post.0 }, |row| row.get(0).map(CommentId))?;
    for id in ids.collect::<rusqlite::Result<Vec<_>>>()? {
        put_out(conn, &read(conn, id)?)?;
    }
    Ok(())
}

fn edit(
    conn: &Connection,
    id: CommentId,
    seen: &str,
    (name, text): (&CommentName, &CommentText),
    act: &Act,
) -> Result<bool> {
    let before = read(conn, id)?;
    // One that readers know by a name keeps it, if it is given no other.
    let kept = before.place.is_some() && name.as_str().is_empty();
    let name = if kept { before.name.clone() } else { name.as_str().to_owned() };
    if (&before.name, before.text.as_str()) == (&name, text.as_str()) {
        return Ok(true);
    }
    if !seen.is_empty() && before.mark() != seen {
        return Ok(false);
    }
    let first = before.original.clone().unwrap_or((before.name, before.text));
    let changed = (&first.0, first.1.as_str()) != (&name, text.as_str());
    let (original_name, original) = changed.then_some(first).unzip();
    conn.prepare_cached(
        "update comment set name = :name, text = :text, original_name = :original_name, original = :original
         where id = :id",
    )?
    .execute(named_params! {
        ":name": name, ":text": text.as_str(), ":original_name": original_name,
        ":original": original, ":id": id.0,
    })?;
    if before.state == CommentState::Approved {
        put_out(conn, &read(conn, id)?)?;
    }
    history::record(conn, act, None, Some(before.post), &Step::CommentEdited { id })?;
    Ok(true)
}

fn answer(
    conn: &Connection,
    to: CommentId,
    new: CommentId,
    name: &str,
    text: &CommentText,
    act: &Act,
) -> Result<bool> {
    decide(conn, to, CommentState::Approved, new.0.unsigned_abs(), act)?;
    let answered = read(conn, to)?;
    if answered.state != CommentState::Approved || is_full(conn, answered.post)? {
        return Ok(false);
    }
    let below = answered.parent.as_ref().map_or(answered.place, |(place, _, _)| Some(*place));
    if is_last_answer(conn, answered.post, below, text)? {
        // The same form sent twice.
        return Ok(true);
    }
    conn.prepare_cached(
        "insert into comment (id, post, parent, by, name, text, state)
         values (:id, :post, :parent, 'columnist', :name, :text, 'new')",
    )?
    .execute(named_params! {
        ":id": new.0, ":post": answered.post.0, ":parent": below, ":name": name,
        ":text": text.as_str(),
    })?;
    decide(conn, new, CommentState::Approved, 0, act)?;
    history::record(conn, act, None, Some(answered.post), &Step::Commented { id: new })?;
    Ok(true)
}

fn is_last_answer(
    conn: &Connection,
    post: PostId,
    below: Option<u32>,
    text: &CommentText,
) -> Result<bool> {
    let last: Option<String> = conn
        .prepare_cached(
            "select text from comment
             where post = :post and parent is :below and by = 'columnist'
             order by place desc limit 1",
        )?
        .query_row(named_params! { ":post": post.0, ":below": below }, |row| row.get(0))
        .optional()?;
    Ok(last.is_some_and(|last| last == text.as_str()))
}
