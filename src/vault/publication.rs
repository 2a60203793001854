//! Making a post public and taking it back. Both only decide; the outbox carries them out.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{
    Act, Error, Result, Writer, bin, blocks, history, outbox, pictures, posts, proofs, questions,
    scheduling,
};
use crate::domain::{
    Attention, MailboxId, Moment, Outgoing, Post, PostId, PostKind, PostQuestion, PublicId,
    PublicPost, Publication, QuestionId, Slug, Status, Step,
};
use crate::sqlite;

impl Writer {
    /// Publishes a saved revision; returns its address.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Stale`] when the post was saved since.
    /// * [`super::Error::Unpublishable`] when something is missing or an asker did not allow it.
    pub async fn publish(&self, id: PostId, revision: u32, act: Act) -> Result<Slug> {
        self.writer.transact(move |conn| publish(conn, id, revision, &act)).await
    }

    /// Takes a public post back.
    pub async fn unpublish(&self, id: PostId, act: Act) -> Result<()> {
        self.writer.transact(move |conn| unpublish(conn, id, &act)).await
    }

    /// Takes posts back that were kept from the public, since a mailbox that they name is held.
    pub async fn held(&self, posts: Vec<PublicId>, act: Act) -> Result<()> {
        let work =
            move |conn: &Connection| posts.iter().try_for_each(|&post| held(conn, post, &act));
        self.writer.transact(work).await
    }
}

/// Publishes revision `revision` of a post, or the changes to a public one.
pub(super) fn publish(conn: &Connection, id: PostId, revision: u32, act: &Act) -> Result<Slug> {
    let post = posts::read(conn, id)?;
    if post.revision != revision {
        return Err(Error::Stale);
    }
    post.publishable()?;
    // Whoever publishes it wants it back.
    bin::unbin(conn, id, act)?;
    let slug = choose_slug(conn, &post)?;
    let updated = |before: &Publication| before.updated_with(post.revision, act.now, &act.zone);
    let updated = post.before().and_then(updated);
    let public = public_post(conn, &post, slug.clone(), act.now)?;
    let public = PublicPost { updated, ..public };
    conn.prepare_cached(
        "update post
         set slug = :slug, pub_revision = :revision, published = :published, updated = :updated, live = 1,
             due = null
         where id = :id",
    )?
    .execute(named_params! {
        ":slug": slug.as_str(), ":revision": revision, ":published": public.published.0,
        ":updated": public.updated.map(|moment| moment.0), ":id": id.0,
    })?;
    outbox::put(conn, &Outgoing::Post(Box::new(public)))?;
    for question in &post.questions {
        go_public(conn, question, &slug, act)?;
    }
    history::record(conn, act, None, Some(id), &Step::Published { revision })?;
    Ok(slug)
}

/// Brings a question to where a public post answers it. One that was put back while its post went on being
/// written is on its way again.
pub(super) fn go_public(
    conn: &Connection,
    question: &PostQuestion,
    slug: &Slug,
    act: &Act,
) -> Result<()> {
    match question.status {
        Status::Published => {
            questions::tell(conn, question.id, Status::Published, Some(slug.as_str()))
        }
        Status::New | Status::Kept => {
            questions::go(conn, question.id, Status::Drafting, None, act)?;
            questions::go(conn, question.id, Status::Published, Some(slug.as_str()), act)
        }
        Status::Drafting
        | Status::Scheduled
        | Status::Answered
        | Status::Declined
        | Status::Spam => {
            questions::go(conn, question.id, Status::Published, Some(slug.as_str()), act)
        }
    }
}

/// Takes a post back that was kept from the public, since an asker has closed or taken back a letter behind it. What
/// was approved before counts no more: her mailbox opens again with her next yes, so she has to be asked.
pub(super) fn held(conn: &Connection, public_id: PublicId, act: &Act) -> Result<()> {
    let id: Option<i64> = conn
        .prepare_cached("select id from post where public_id = :id")?
        .query_row(named_params! { ":id": public_id.0 }, |row| row.get(0))
        .optional()?;
    // Destroyed with its letter meanwhile.
    let Some(id) = id.map(PostId) else { return Ok(()) };
    for question in &posts::read(conn, id)?.questions {
        proofs::drop(conn, question.id)?;
    }
    take_back(conn, id, Step::Held, act)?;
    scheduling::take_back(conn, id, Step::Held, act)
}

/// Takes a public post back; its questions are drafts again. One that is not public stays as it is.
pub(super) fn unpublish(conn: &Connection, id: PostId, act: &Act) -> Result<()> {
    take_back(conn, id, Step::Unpublished, act)
}

fn take_back(conn: &Connection, id: PostId, why: Step, act: &Act) -> Result<()> {
    let post = posts::read(conn, id)?;
    if !post.publication.as_ref().is_some_and(|publication| publication.live) {
        return Ok(());
    }
    conn.prepare_cached("update post set live = 0 where id = :id")?
        .execute(named_params! { ":id": id.0 })?;
    outbox::put(conn, &Outgoing::PostGone { id: post.public_id })?;
    for question in &post.questions {
        match slug_elsewhere(conn, question.id)? {
            // Another public post answers it too; the asker is led there.
            Some(slug) => questions::tell(conn, question.id, Status::Published, Some(&slug))?,
            None => off_the_site(conn, question, act)?,
        }
    }
    history::record_post(conn, act, &post, &why)
}

/// No public post answers the question any more: a take-down that its asker asked for is done, and what she chose
/// meanwhile is in force. Another post may wait for its date with it.
fn off_the_site(conn: &Connection, question: &PostQuestion, act: &Act) -> Result<()> {
    let allowed = questions::consent(conn, question.id)?;
    if question.status == Status::Published {
        questions::go(conn, question.id, Status::Drafting, None, act)?;
    }
    questions::choose_now(conn, question.id)?;
    if question.consent > allowed {
        // What she closed meanwhile, or wants to see first, does not go out on a date either.
        scheduling::stop(conn, question.id, act.now.day())?;
    } else if question.status == Status::Published {
        scheduling::wait_on(conn, question.id, act)?;
    }
    if questions::attention(conn, question.id)? == Some(Attention::TakeDown) {
        questions::seen(conn, question.id, Attention::TakeDown, act)?;
    }
    Ok(())
}

/// Whether a public post that answers this question waits in the outbox, so that nobody knows yet whether it is
/// kept from the public.
pub(super) fn is_leaving(conn: &Connection, question: QuestionId) -> Result<bool> {
    let mut stmt = conn.prepare_cached(
        "select exists (
             select 1
             from post_question join post on post.id = post_question.post
             join outbox on outgoing ->> '$.kind' = 'post'
                        and outgoing ->> '$.id' = lower(hex(post.public_id))
             where post_question.question = :question and post.live = 1 and not_before <> :never)",
    )?;
    let params = named_params! { ":question": question.0, ":never": outbox::NEVER };
    Ok(stmt.query_row(params, |row| row.get(0))?)
}

/// The address that was chosen by hand, the one it has, or one made of the title; numbered where another
/// post has or had it.
pub(super) fn choose_slug(conn: &Connection, post: &Post) -> Result<Slug> {
    let known = post.before().map(|before| &before.slug);
    let wish = match (&post.text.slug, known) {
        (Some(chosen), _) => chosen.clone(),
        (None, Some(known)) => known.clone(),
        (None, None) => Slug::from_text(&post.text.title).unwrap_or_default(),
    };
    let mut slug = wish.clone();
    let mut number = 1;
    // A page stands at the root of the site, where the program itself answers at some addresses.
    let reserved = |slug: &Slug| post.kind == PostKind::Page && slug.is_reserved();
    while reserved(&slug) || !take_slug(conn, &slug, post.id)? {
        number += 1;
        slug = wish.numbered(number);
    }
    Ok(slug)
}

/// Writes a post's name on an address; false when another post's stands there.
fn take_slug(conn: &Connection, slug: &Slug, post: PostId) -> Result<bool> {
    conn.prepare_cached(
        "insert into post_slug (slug, post) values (:slug, :post) on conflict do nothing",
    )?
    .execute(named_params! { ":slug": slug.as_str(), ":post": post.0 })?;
    let owner: i64 = conn
        .prepare_cached("select post from post_slug where slug = :slug")?
        .query_row(named_params! { ":slug": slug.as_str() }, |row| row.get(0))?;
    Ok(owner == post.0)
}

/// What the public will read from `when` on: the text, its public tags, and the mailboxes behind it. That it was
/// updated is told as it was before.
pub(super) fn public_post(
    conn: &Connection,
    post: &Post,
    slug: Slug,
    when: Moment,
) -> Result<PublicPost> {
    let mut mailboxes: Vec<MailboxId> = Vec::new();
    for question in &post.questions {
        mailboxes.extend(questions::asker(conn, question.id)?.map(|asker| asker.mailbox));
    }
    let before = post.before();
    let text = post.text.clone();
    let blocks = blocks::printed(conn, &text.options.blocks)?;
    let pictures = pictures::named_in(conn, &blocks.texts_with(&text.answer))?;
    Ok(PublicPost {
        id: post.public_id,
        old_slugs: old_slugs(conn, post.id, &slug)?,
        slug,
        title: text.title,
        printed: text.printed,
        answer: text.answer,
        blocks,
        tags: text.tags.into_iter().filter(|tag| !tag.is_private()).collect(),
        published: before.map_or(when, |before| before.first),
        updated: before.and_then(|before| before.updated),
        mailboxes,
        kind: post.kind,
        scheduled: false,
        unlisted: text.options.unlisted,
        comments: text.options.comments,
        warning: text.options.warning,
        position: post.position,
        pictures,
    })
}

/// The addresses that a post had before this one.
fn old_slugs(conn: &Connection, post: PostId, slug: &Slug) -> Result<Vec<Slug>, sqlite::Error> {
    let mut stmt =
        conn.prepare_cached("select slug from post_slug where post = :post and slug <> :slug")?;
    let mut rows = stmt.query(named_params! { ":post": post.0, ":slug": slug.as_str() })?;
    let mut old = Vec::new();
    while let Some(row) = rows.next()? {
        let slug = Slug::parse(&row.get::<_, String>("slug")?);
        old.push(slug.ok_or(sqlite::Error::Inconsistent("post_slug.slug"))?);
    }
    Ok(old)
}

/// The address of a live post that answers this question.
pub(super) fn slug_elsewhere(
    conn: &Connection,
    question: QuestionId,
) -> Result<Option<String>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select post.slug
         from post_question join post on post.id = post_question.post
         where post_question.question = :question and post.live = 1
         order by post.published desc
         limit 1",
    )?;
    Ok(stmt.query_row(named_params! { ":question": question.0 }, |row| row.get(0)).optional()?)
}
