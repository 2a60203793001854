//! Comments that come in from envelopes, and those that their writers take back.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::comment_list::row_state;
use super::{Act, Result, Spoilt, arrivals, outbox};
use crate::domain::{
    Asker, AuthHash, CommentBy, CommentId, CommentName, CommentState, CommentText, EnvelopeId,
    MailboxId, MailboxState, Outgoing, PostId, PublicId, QuestionId, looks_like_spam,
};

/// Comments that wait to be decided, or came too late; what comes beyond them is filed as spam.
const FILED_MAX: u64 = 10_000;
/// Comments that are kept as spam; beyond them the oldest go.
const SPAM_MAX: u64 = 10_000;
/// Comments below posts that one letter's asker writes as such; further ones are a reader's.
const OF_ASKER_MAX: u64 = 20;

/// A comment on its way in. Its id is new, and carries the day of its envelope.
pub struct NewComment {
    pub id: CommentId,
    pub envelope: EnvelopeId,
    pub post: PublicId,
    /// The place of the one that it answers.
    pub parent: Option<u32>,
    pub name: CommentName,
    pub text: CommentText,
    /// How its writer is reached, and what proves them.
    pub writer: (Asker, AuthHash),
    /// The mailbox of a letter that its writer claims, and the hash of what proves that.
    pub claim: Option<(MailboxId, AuthHash)>,
    /// Whether it came by the slow lane.
    pub suspect: bool,
    /// Whether its post took no responses on the day that it came.
    pub late: bool,
    /// The first 64 bits of a hash of its letters and digits.
    pub alike: i64,
    /// As it lay in the envelope, kept should it prove spoilt.
    pub sealed: Vec<u8>,
}

impl NewComment {
    /// The comment as an envelope to be set aside.
    pub fn spoilt(&self, reason: &str) -> Spoilt {
        Spoilt {
            envelope: self.envelope,
            day: self.id.day(),
            reason: reason.to_owned(),
            sealed: self.sealed.clone(),
        }
    }
}

/// Takes comments in, in the order of their new ids; one that is here already, or was taken back, is passed over.
/// Returns the mailboxes of those that are here, and those of suspect ones among them that are not spam.
pub(super) fn move_in(
    conn: &Connection,
    mut comments: Vec<NewComment>,
) -> Result<(Vec<MailboxId>, Vec<MailboxId>)> {
    comments.sort_by_key(|comment| comment.id);
    let (mut known, mut trusted) = (Vec::new(), Vec::new());
    for comment in &comments {
        if !is_known(conn, comment)? {
            receive(conn, comment)?;
        }
        let mailbox = comment.writer.0.mailbox;
        let Some(state) = taken_in(conn, comment)? else { continue };
        known.push(mailbox);
        if comment.suspect && state != CommentState::Spam {
            trusted.push(mailbox);
        }
    }
    Ok((known, trusted))
}

/// Whether this very envelope was moved in before, or its comment was taken back.
fn is_known(conn: &Connection, comment: &NewComment) -> Result<bool> {
    let (writer, auth) = comment.writer;
    let mut stmt = conn.prepare_cached(
        "select exists (select 1 from comment where envelope = :envelope)
             or exists (select 1 from tombstone
                        where envelope = :envelope or (mailbox = :mailbox and auth = :auth))",
    )?;
    let params = named_params! {
        ":envelope": comment.envelope.0, ":mailbox": writer.mailbox.0, ":auth": auth.0,
    };
    Ok(stmt.query_row(params, |row| row.get(0))?)
}

fn taken_in(conn: &Connection, comment: &NewComment) -> Result<Option<CommentState>> {
    let mut stmt = conn.prepare_cached(
        "select state from comment where envelope = :envelope and mailbox = :mailbox",
    )?;
    let params = named_params! {
        ":envelope": comment.envelope.0, ":mailbox": comment.writer.0.mailbox.0,
    };
    let mut rows = stmt.query(params)?;
    Ok(rows.next()?.map(row_state).transpose()?)
}

fn receive(conn: &Connection, comment: &NewComment) -> Result<()> {
    if is_taken(conn, &comment.writer.0.mailbox)? {
        let reason = "it names the mailbox of another letter";
        return arrivals::set_aside(conn, &comment.spoilt(reason));
    }
    let Some(post) = post_of(conn, &comment.post)? else {
        return arrivals::set_aside(
            conn,
            &comment.spoilt("it responds to a post that is not here"),
        );
    };
    let question = claimed(conn, post, comment)?;
    let state = first_state(conn, comment)?;
    let by = if question.is_some() { CommentBy::Asker } else { CommentBy::Reader };
    let (writer, auth) = comment.writer;
    conn.prepare_cached(
        "insert into comment (id, envelope, post, parent, by, question, name, text, state, mailbox, auth, reader,
                              alike)
         values (:id, :envelope, :post, :parent, :by, :question, :name, :text, :state, :mailbox, :auth, :reader,
                 :alike)",
    )?
    .execute(named_params! {
        ":id": comment.id.0, ":envelope": comment.envelope.0, ":post": post.0,
        ":parent": parent(conn, post, comment.parent)?, ":by": by.as_str(),
        ":question": question.map(|id| id.0), ":name": comment.name.as_str(),
        ":text": comment.text.as_str(), ":state": state.as_str(), ":mailbox": writer.mailbox.0,
        ":auth": auth.0, ":reader": writer.reader.0, ":alike": comment.alike,
    })?;
    match state {
        CommentState::Spam => trim_spam(conn),
        CommentState::Declined => {
            outbox::put(conn, &Outgoing::State { asker: writer, state: MailboxState::Declined })
        }
        CommentState::New | CommentState::Approved => Ok(()),
    }
}

/// Whether a letter or a comment came with this mailbox before, which no other honest one does.
pub(super) fn is_taken(conn: &Connection, mailbox: &MailboxId) -> Result<bool> {
    let mut stmt = conn.prepare_cached(
        "select exists (select 1 from question where mailbox = :mailbox)
             or exists (select 1 from comment where mailbox = :mailbox)",
    )?;
    Ok(stmt.query_row(named_params! { ":mailbox": mailbox.0 }, |row| row.get(0))?)
}

fn post_of(conn: &Connection, public_id: &PublicId) -> Result<Option<PostId>> {
    let mut stmt = conn.prepare_cached("select id from post where public_id = :id")?;
    let found = stmt.query_row(named_params! { ":id": public_id.0 }, |row| row.get(0));
    Ok(found.optional()?.map(PostId))
}

/// The letter behind the post whose receipt the comment proves; none for a claim that does not hold.
fn claimed(conn: &Connection, post: PostId, comment: &NewComment) -> Result<Option<QuestionId>> {
    let Some((mailbox, auth)) = comment.claim else { return Ok(None) };
    let found: Option<i64> = conn
        .prepare_cached(
            "select question.id
             from question join post_question on post_question.question = question.id
             where question.mailbox = :mailbox and question.auth = :auth and post_question.post = :post
               and (select count(*) from comment where comment.question = question.id) < :most",
        )?
        .query_row(
            named_params! {
                ":mailbox": mailbox.0, ":auth": auth.0, ":post": post.0, ":most": OF_ASKER_MAX,
            },
            |row| row.get(0),
        )
        .optional()?;
    Ok(found.map(QuestionId))
}

/// The place that an answer stands below: two levels are all that there is. None where the post has not given that
/// place away yet: no page of ours names such a one.
fn parent(conn: &Connection, post: PostId, place: Option<u32>) -> Result<Option<u32>> {
    let Some(place) = place else { return Ok(None) };
    let given: bool = conn
        .prepare_cached("select :place between 1 and places from post where id = :post")?
        .query_row(named_params! { ":post": post.0, ":place": place }, |row| row.get(0))?;
    if !given {
        return Ok(None);
    }
    let found: Option<Option<u32>> = conn
        .prepare_cached("select parent from comment where post = :post and place = :place")?
        .query_row(named_params! { ":post": post.0, ":place": place }, |row| row.get(0))
        .optional()?;
    // What it answered may have been taken back meanwhile; its place stays.
    Ok(Some(found.flatten().unwrap_or(place)))
}

fn first_state(conn: &Connection, comment: &NewComment) -> Result<CommentState> {
    let wanted = if comment.late { CommentState::Declined } else { CommentState::New };
    let copies: usize = conn
        .prepare_cached("select count(*) from comment where alike = :alike")?
        .query_row(named_params! { ":alike": comment.alike }, |row| row.get(0))?;
    let spam = looks_like_spam(comment.text.as_str(), comment.suspect, copies).is_some()
        || how_many(conn, wanted)? >= FILED_MAX;
    Ok(if spam { CommentState::Spam } else { wanted })
}

/// How many comments have a state.
pub(super) fn how_many(
    conn: &Connection,
    state: CommentState,
) -> Result<u64, crate::sqlite::Error> {
    let mut stmt =
        conn.prepare_cached("select comments from comment_tally where state = :state")?;
    Ok(stmt.query_row(named_params! { ":state": state.as_str() }, |row| row.get(0))?)
}

fn trim_spam(conn: &Connection) -> Result<()> {
    if how_many(conn, CommentState::Spam)? > SPAM_MAX {
        conn.prepare_cached(
            "delete from comment
             where id = (select id from comment where state = 'spam' order by id limit 1)",
        )?
        .execute([])?;
    }
    Ok(())
}

/// The comment that came with this mailbox, and whether this is what proves it.
pub(super) fn find(
    conn: &Connection,
    mailbox: &MailboxId,
    auth: &AuthHash,
) -> Result<Option<(CommentId, bool)>> {
    let mut stmt =
        conn.prepare_cached("select id, auth = :auth from comment where mailbox = :mailbox")?;
    let params = named_params! { ":auth": auth.0, ":mailbox": mailbox.0 };
    let found = stmt.query_row(params, |row| Ok((CommentId(row.get(0)?), row.get(1)?)));
    Ok(found.optional()?)
}

/// Destroys a comment that its writer takes back. What is left is its envelope's id, its mailbox's with the hash of
/// the right to it, and the day.
pub(super) fn destroy(conn: &Connection, id: CommentId, act: &Act) -> Result<()> {
    let (mailbox, reader, place, post) = conn
        .prepare_cached(
            "select comment.mailbox, comment.reader, place, public_id
             from comment join post on post.id = comment.post
             where comment.id = :id",
        )?
        .query_row(named_params! { ":id": id.0 }, |row| {
            let reader = crate::domain::ReaderKey(row.get(1)?);
            Ok((MailboxId(row.get(0)?), reader, row.get(2)?, PublicId(row.get(3)?)))
        })?;
    conn.prepare_cached(
        "insert into tombstone (envelope, mailbox, auth, day)
         select envelope, mailbox, auth, :today from comment where id = :id
         on conflict do nothing",
    )?
    .execute(named_params! { ":today": act.today().0, ":id": id.0 })?;
    outbox::forget(conn, &mailbox)?;
    conn.prepare_cached("delete from comment where id = :id")?
        .execute(named_params! { ":id": id.0 })?;
    conn.execute("update vault set scrub_due = 1", [])?;
    if let Some(place) = place {
        outbox::put(conn, &Outgoing::CommentGone { post, place })?;
    }
    let (asker, state) = (Asker { mailbox, reader }, MailboxState::Withdrawn);
    outbox::put(conn, &Outgoing::State { asker, state })
}
