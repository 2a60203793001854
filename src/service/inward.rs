//! Inward: letters, from their envelopes in the public store into the vault.

use std::collections::HashSet;
use std::sync::Arc;

use super::opening::open_all;
use super::{OpenDesk, Result, Service};
use crate::domain::{EnvelopeId, Moment};
use crate::vault::{Arrival, Batch};

/// Envelopes that are moved in at once.
const MOVE_BATCH: u32 = 128;

/// One walk through all that waits, in the order of random keys, and a second one for letters whose question lay
/// behind them.
#[derive(Default)]
pub(super) struct Sweep {
    after: Option<EnvelopeId>,
    /// Letters whose question was not to be found in the first walk.
    unresolved: HashSet<EnvelopeId>,
    second: bool,
    over: bool,
}

impl Sweep {
    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    /// At the end of a walk: goes through all once more if something is left to be found.
    fn turn(&mut self) {
        self.over = self.second || self.unresolved.is_empty();
        self.second = true;
        self.after = None;
    }
}

impl Service {
    /// Opens waiting envelopes, commits them to the vault, then removes them from the public store. Ended
    /// in between, the vault knows them again. Returns how many left the public store.
    pub(super) async fn move_in_batch(
        &self,
        open: &OpenDesk,
        sweep: &mut Sweep,
        now: Moment,
    ) -> Result<usize> {
        let waiting = self.inner.public.waiting(sweep.after, MOVE_BATCH).await?;
        let Some(last) = waiting.last() else {
            sweep.turn();
            return Ok(0);
        };
        sweep.after = Some(last.id);
        let (site, keyring) = (self.site()?, Arc::clone(&open.keyring));
        let mut ids: Vec<_> = waiting.iter().map(|envelope| envelope.id).collect();
        let today = self.today(now);
        let open_batch = move || open_all(&site, &keyring, waiting, today);
        let mut batch = tokio::task::spawn_blocking(open_batch).await?;
        self.keep_honest(&mut batch).await?;
        self.find_late(&mut batch).await?;
        if sweep.second {
            batch.given_up = sweep.unresolved.clone();
        }
        let taken = open.writer.move_in(batch).await?;
        ids.retain(|id| !taken.unresolved.contains(id));
        if !sweep.second {
            sweep.unresolved.extend(taken.unresolved);
        }
        let count = ids.len();
        self.inner.writer.remove(ids, taken.known, taken.trusted).await?;
        Ok(count)
    }

    /// Sorts out letters that name a mailbox which was made by another receipt than theirs.
    async fn keep_honest(&self, batch: &mut Batch) -> Result<()> {
        let mailboxes = batch
            .questions
            .iter()
            .filter_map(|letter| letter.asker)
            .map(|(asker, _)| asker.mailbox);
        let of_comments = batch.comments.iter().map(|comment| comment.writer.0.mailbox);
        let auths = self.inner.public.auths(mailboxes.chain(of_comments).collect()).await?;
        let is_foreign = |letter: &Arrival| {
            letter.asker.is_some_and(|(asker, auth)| {
                auths.get(&asker.mailbox).is_some_and(|made| *made != auth)
            })
        };
        let questions = std::mem::take(&mut batch.questions);
        let (foreign, honest): (Vec<_>, Vec<_>) = questions.into_iter().partition(is_foreign);
        let spoilt = foreign
            .into_iter()
            .map(|letter| letter.spoilt("it names a mailbox of another receipt"));
        batch.spoilt.extend(spoilt);
        batch.questions = honest;
        let comments = std::mem::take(&mut batch.comments);
        let (foreign, honest): (Vec<_>, Vec<_>) = comments.into_iter().partition(|comment| {
            let (writer, auth) = comment.writer;
            auths.get(&writer.mailbox).is_some_and(|made| *made != auth)
        });
        let spoilt = foreign.iter().map(|it| it.spoilt("it names a mailbox of another receipt"));
        batch.spoilt.extend(spoilt);
        batch.comments = honest;
        Ok(())
    }

    /// Finds the responses whose post took none on the day that they came. Our form sends none such; whoever seals one
    /// by hand may. Of a post that is off the site by now nobody can tell.
    async fn find_late(&self, batch: &mut Batch) -> Result<()> {
        let days = self.site()?.settings.comments_days;
        for comment in &mut batch.comments {
            let post = self.inner.public.openness(comment.post).await?;
            comment.late = post.is_some_and(|post| !post.on(days, comment.id.day()));
        }
        Ok(())
    }
}
