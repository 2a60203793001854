//! Outward: decisions of the desk, from the outbox into the public store.

use super::{OpenDesk, Result, Service, blocks};
use crate::domain::{Mailbox, MailboxState, Moment, OutboxRow, Outgoing, PostKind};
use crate::markdown::{self, Gallery};
use crate::public::{Change, Site};
use crate::seal;
use crate::vault::Act;

/// Characters of a text without a letter that lists have before them.
const EXCERPT_CHARS: usize = 400;
/// Decisions that leave at once.
const OUT_BATCH: u32 = 100;

impl Service {
    /// Carries out all that is due. The caller holds the desk open.
    pub(super) async fn carry_out(&self, open: &OpenDesk, now: Moment) -> Result<()> {
        let _turn = self.inner.crossing.lock().await;
        while self.carry_out_batch(open, now).await? > 0 {}
        Ok(())
    }

    /// Applies the oldest due decisions to the public store, then removes them from the outbox. Ended in
    /// between, they are applied once more, in the same order. One that can never leave is shelved, so that it
    /// does not keep the others.
    pub(super) async fn carry_out_batch(&self, open: &OpenDesk, now: Moment) -> Result<usize> {
        let rows = open.reader.outgoing(now, OUT_BATCH).await?;
        if rows.is_empty() {
            return Ok(0);
        }
        self.hang_pictures(open, &rows).await?;
        let (site, count) = (self.site()?, rows.len());
        let (changes, done, shelved) =
            tokio::task::spawn_blocking(move || prepare_all(&site, rows)).await?;
        // Settings and the pages of the menu are a part of every public page.
        let frame = changes.iter().any(is_of_frame);
        let pictures = changes.iter().any(may_end_a_picture);
        let taken_away = changes.iter().any(takes_away);
        let held = self.inner.writer.apply(changes, self.today(now)).await?;
        if taken_away {
            self.lock_tidying().due = true;
        }
        if frame {
            self.refresh_frame().await?;
        }
        if !held.is_empty() {
            open.writer.held(held, Act::by_program(self.today(now))).await?;
        }
        open.writer.remove_outgoing(done).await?;
        if !shelved.is_empty() {
            tracing::error!(
                "{} decisions can never leave the vault; they stay in its outbox",
                shelved.len()
            );
            open.writer.shelve_outgoing(shelved).await?;
        }
        // Last: files that cannot be removed keep no decision from leaving, and the next tidying tries again.
        if pictures {
            self.take_pictures_down().await?;
        }
        Ok(count)
    }
}

/// Whether a change may show on every page of the site.
fn is_of_frame(change: &Change) -> bool {
    match change {
        Change::Settings(_) | Change::PostGone { .. } => true,
        Change::Post { post, .. } => post.kind == PostKind::Page,
        _ => false,
    }
}

/// Whether a change may leave a picture's file without a page that shows it.
fn may_end_a_picture(change: &Change) -> bool {
    matches!(change, Change::Settings(_) | Change::Post { .. } | Change::PostGone { .. })
}

/// Whether a change takes away what stood in the open, which is then to leave the store's log too.
fn takes_away(change: &Change) -> bool {
    match change {
        Change::PostGone { .. } | Change::CommentGone { .. } | Change::Withdrawn { .. } => true,
        Change::Comment(comment) => comment.edited,
        _ => false,
    }
}

/// Turns decisions into changes; tells apart which can leave, and which never can.
fn prepare_all(site: &Site, rows: Vec<OutboxRow>) -> (Vec<Change>, Vec<i64>, Vec<i64>) {
    let (mut changes, mut done, mut shelved) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        let id = row.id;
        match row.outgoing.map(|outgoing| prepare(site, outgoing)) {
            Some(Ok(change)) => {
                changes.push(change);
                done.push(id);
            }
            Some(Err(_)) | None => shelved.push(id),
        }
    }
    (changes, done, shelved)
}

/// Turns a decision into a change of the public store: seals what is for one reader, renders what is for all.
fn prepare(site: &Site, outgoing: Outgoing) -> Result<Change> {
    Ok(match outgoing {
        Outgoing::Post(mut post) => {
            let gallery = Gallery { pictures: &post.pictures, ..Gallery::default() };
            let render = |text: &str| markdown::render_with(text, &gallery);
            let excerpt = if post.printed.is_empty() {
                markdown::plain(&post.answer, EXCERPT_CHARS)
            } else {
                String::new()
            };
            let answer_html = blocks::answer_html(&post.blocks, &post.answer, render);
            // What Markdown does not show, as a remark or a link's title, is not to be found either.
            post.answer = markdown::text(&post.answer);
            Change::Post { answer_html, excerpt, post }
        }
        Outgoing::PostGone { id } => Change::PostGone { id },
        Outgoing::Comment(comment) => Change::Comment(comment),
        Outgoing::CommentGone { post, place } => Change::CommentGone { post, place },
        Outgoing::Mailbox { asker, auth, retry_tag, copy } => {
            let state =
                seal::seal_state(&site.id, &asker.reader, &asker.mailbox, &MailboxState::Waiting)?;
            Change::Mailbox(Mailbox { id: asker.mailbox, auth, retry_tag, state, copy })
        }
        Outgoing::State { asker, state } => {
            let (mailbox, gone) = (asker.mailbox, state == MailboxState::Withdrawn);
            let state = seal::seal_state(&site.id, &asker.reader, &mailbox, &state)?;
            if gone {
                Change::Withdrawn { mailbox, state }
            } else {
                Change::State { mailbox, state }
            }
        }
        Outgoing::ReleaseState { post, asker, state } => {
            let state = seal::seal_state(&site.id, &asker.reader, &asker.mailbox, &state)?;
            Change::ReleaseState { post, mailbox: asker.mailbox, state }
        }
        Outgoing::Message { asker, number, message } => {
            let sealed =
                seal::seal_message(&site.id, &asker.reader, &asker.mailbox, number, &message)?;
            Change::Message { mailbox: asker.mailbox, number, sealed }
        }
        Outgoing::Settings { change } => Change::Settings(change),
    })
}
