//! Releasing posts for a date. The vault decides and hands everything over at once; the public store shows the post
//! on the hour, locked desk or not, and the vault learns of it later.
//!
//! A release keeps the text that it was made from: what is saved afterwards goes out when it is released again.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{
    Act, Error, Reader, Result, Writer, bin, history, outbox, posts, publication, questions,
};
use crate::domain::{
    Day, Moment, Outgoing, Post, PostId, PostQuestion, PublicId, PublicPost, QuestionId, Slug,
    Status, Step, Zone,
};
use crate::sqlite;

/// That a post's release has left the vault: nothing of it waits in the outbox.
const HAS_LEFT: &str = "due is not null and not exists (
    select 1 from outbox
    where outgoing ->> '$.kind' = 'post' and outgoing ->> '$.id' = lower(hex(post.public_id)))";

impl Reader {
    /// The released posts that have left the vault, so that the public store knows how they stand.
    pub async fn released(&self) -> sqlite::Result<Vec<PublicId>> {
        self.pool.read(released).await
    }

    /// The moments for which posts are released, in their order.
    pub async fn taken_moments(&self) -> sqlite::Result<Vec<Moment>> {
        self.pool.read(taken).await
    }
}

impl Writer {
    /// Releases a saved revision for a moment to come; one that is released already gets another moment, or this text.
    ///
    /// # Errors
    ///
    /// * As for [`Writer::publish`].
    /// * [`super::Error::AlreadyPublic`] when there is no date to set.
    pub async fn schedule(&self, id: PostId, revision: u32, due: Moment, act: Act) -> Result<()> {
        self.writer.transact(move |conn| schedule(conn, id, revision, due, &act)).await
    }

    /// Takes a release back; a post that is not released stays as it is.
    pub async fn unschedule(&self, id: PostId, act: Act) -> Result<()> {
        let work = move |conn: &Connection| take_back(conn, id, Step::Unscheduled, &act);
        self.writer.transact(work).await
    }

    /// Learns which released posts readers see by now, and which were held and are gone. The former went out on a day
    /// of `zone`.
    pub async fn learn(
        &self,
        shown: Vec<PublicId>,
        gone: Vec<PublicId>,
        zone: Zone,
        act: Act,
    ) -> Result<()> {
        let work = move |conn: &Connection| {
            shown.iter().try_for_each(|&post| went_out(conn, post, &zone))?;
            gone.iter().try_for_each(|&post| was_held(conn, post, &act))
        };
        self.writer.transact(work).await
    }
}

/// Releases revision `revision` of a post for a moment to come, in the place of an earlier release.
pub(super) fn schedule(
    conn: &Connection,
    id: PostId,
    revision: u32,
    due: Moment,
    act: &Act,
) -> Result<()> {
    let post = posts::read(conn, id)?;
    if post.revision != revision {
        return Err(Error::Stale);
    }
    if post.live().is_some() {
        return Err(Error::AlreadyPublic);
    }
    post.publishable()?;
    // Whoever gives it a date wants it back.
    bin::unbin(conn, id, act)?;
    let slug = publication::choose_slug(conn, &post)?;
    let first = post.before().map_or(due, |before| before.first);
    conn.prepare_cached(
        "update post set slug = :slug, pub_revision = :revision, published = :first, due = :due
         where id = :id",
    )?
    .execute(named_params! {
        ":slug": slug.as_str(), ":revision": revision, ":first": first.0, ":due": due.0, ":id": id.0,
    })?;
    hand_over(conn, &post, slug, due, |_| true)?;
    for question in &post.questions {
        await_date(conn, question, act)?;
    }
    history::record(conn, act, None, Some(id), &Step::Scheduled { revision, due })
}

/// Puts the post into the outbox, and behind it what those of its askers are told once it is shown whom it `answers`.
pub(super) fn hand_over(
    conn: &Connection,
    post: &Post,
    slug: Slug,
    due: Moment,
    answers: impl Fn(&PostQuestion) -> bool,
) -> Result<()> {
    let state = Status::Published.shown_to_asker(Some(slug.as_str()));
    let public = publication::public_post(conn, post, slug, due)?;
    let public = PublicPost { published: due, updated: None, scheduled: true, ..public };
    outbox::put(conn, &Outgoing::Post(Box::new(public)))?;
    for question in post.questions.iter().filter(|letter| answers(letter)) {
        if let Some(asker) = questions::asker(conn, question.id)? {
            let (post, state) = (post.public_id, state.clone());
            outbox::put(conn, &Outgoing::ReleaseState { post, asker, state })?;
        }
    }
    Ok(())
}

/// Brings a question to where its answer waits for a date. One that another post answers in public stays there.
fn await_date(conn: &Connection, question: &PostQuestion, act: &Act) -> Result<()> {
    match question.status {
        Status::Published => Ok(()),
        // An earlier date may have come this very moment, and told the asker so.
        Status::Scheduled => questions::tell(conn, question.id, Status::Scheduled, None),
        Status::Drafting => questions::go(conn, question.id, Status::Scheduled, None, act),
        Status::New | Status::Kept | Status::Answered | Status::Declined | Status::Spam => {
            questions::go(conn, question.id, Status::Drafting, None, act)?;
            questions::go(conn, question.id, Status::Scheduled, None, act)
        }
    }
}

/// Takes a release back; its questions are drafts again. A post that is not released stays as it is.
pub(super) fn take_back(conn: &Connection, id: PostId, why: Step, act: &Act) -> Result<()> {
    let post = posts::read(conn, id)?;
    if post.due.is_none() {
        return Ok(());
    }
    conn.prepare_cached("update post set due = null where id = :id")?
        .execute(named_params! { ":id": id.0 })?;
    if post.before().is_none() {
        forget_address(conn, id)?;
    }
    outbox::put(conn, &Outgoing::PostGone { id: post.public_id })?;
    let waiting = post.questions.iter().filter(|letter| letter.status == Status::Scheduled);
    for question in waiting {
        if !waits_elsewhere(conn, question.id)? {
            questions::go(conn, question.id, Status::Drafting, None, act)?;
            // The date may have come this very moment, and told the asker so.
            questions::tell(conn, question.id, Status::Drafting, None)?;
        }
    }
    history::record_post(conn, act, &post, &why)
}

/// Brings a question that no public post answers any more to where it waits for a date, if another post has one.
pub(super) fn wait_on(conn: &Connection, question: QuestionId, act: &Act) -> Result<()> {
    if waits_elsewhere(conn, question)? {
        questions::go(conn, question, Status::Scheduled, None, act)
    } else {
        Ok(())
    }
}

/// A post that was never public has no address, and keeps none from others.
fn forget_address(conn: &Connection, id: PostId) -> Result<()> {
    let params = named_params! { ":id": id.0 };
    conn.prepare_cached(
        "update post set slug = null, pub_revision = null, published = null, updated = null
         where id = :id",
    )?
    .execute(params)?;
    conn.prepare_cached("delete from post_slug where post = :id")?.execute(params)?;
    Ok(())
}

/// Whether another released post answers this question.
fn waits_elsewhere(conn: &Connection, question: QuestionId) -> Result<bool, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select exists (select 1 from post_question join post on post.id = post_question.post
                        where post_question.question = :question and due is not null)",
    )?;
    Ok(stmt.query_row(named_params! { ":question": question.0 }, |row| row.get(0))?)
}

/// Stops every release that a letter is behind, since its asker has closed it or taken it back.
pub(super) fn stop(conn: &Connection, letter: QuestionId, day: Day) -> Result<()> {
    let mut stmt = conn.prepare_cached(
        "select post.id from post_question join post on post.id = post_question.post
         where post_question.question = :letter and due is not null",
    )?;
    let released = stmt.query_map(named_params! { ":letter": letter.0 }, |row| row.get(0))?;
    for id in released.collect::<rusqlite::Result<Vec<_>>>()? {
        take_back(conn, PostId(id), Step::Held, &Act::by_program(day))?;
    }
    Ok(())
}

/// Learns that readers see a released post: it is public, and so are the questions that it was released for.
pub(super) fn went_out(conn: &Connection, public_id: PublicId, zone: &Zone) -> Result<()> {
    let Some(id) = has_left(conn, public_id)? else { return Ok(()) };
    let post = posts::read(conn, id)?;
    let (Some(due), Some(publication)) = (post.due, &post.publication) else { return Ok(()) };
    conn.prepare_cached(
        "update post set live = 1, due = null, published = :due, updated = null where id = :id",
    )?
    .execute(named_params! { ":due": due.0, ":id": id.0 })?;
    let (slug, act) = (publication.slug.as_str(), Act::by_program(zone.day(due)));
    for question in post.questions.iter().filter(|letter| letter.status == Status::Scheduled) {
        questions::go(conn, question.id, Status::Published, Some(slug), &act)?;
    }
    let revision = publication.revision;
    history::record(conn, &act, None, Some(id), &Step::Published { revision })
}

/// Learns that a released post is not in the public store any more: a mailbox that it names was held on the hour.
pub(super) fn was_held(conn: &Connection, public_id: PublicId, act: &Act) -> Result<()> {
    match has_left(conn, public_id)? {
        Some(_) => publication::held(conn, public_id, act),
        None => Ok(()),
    }
}

/// The post of this public id, if it is released and its release has left the vault.
fn has_left(conn: &Connection, public_id: PublicId) -> Result<Option<PostId>> {
    let mut stmt = conn.prepare_cached(&format!(
        "select id from post where public_id = :public_id and {HAS_LEFT}"
    ))?;
    let found = stmt.query_row(named_params! { ":public_id": public_id.0 }, |row| row.get(0));
    Ok(found.optional()?.map(PostId))
}

/// The released posts whose release has left the vault.
pub(super) fn released(conn: &Connection) -> Result<Vec<PublicId>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(&format!("select public_id from post where {HAS_LEFT}"))?;
    let rows = stmt.query_map([], |row| row.get(0).map(PublicId))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The moments for which posts are released, in their order.
pub(super) fn taken(conn: &Connection) -> Result<Vec<Moment>, sqlite::Error> {
    let mut stmt =
        conn.prepare_cached("select due from post where due is not null order by due")?;
    let rows = stmt.query_map([], |row| row.get(0).map(Moment))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
