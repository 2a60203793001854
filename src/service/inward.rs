//! Inward: letters, from their envelopes in the public store into the vault.

use std::sync::Arc;

use super::{OpenDesk, Result, Service};
use crate::domain::{
    Asker, Day, Envelope, Letter, MailboxState, Moment, QuestionId, QuestionText, WaitingEnvelope,
};
use crate::public::Site;
use crate::seal::{self, Keyring};
use crate::vault::{Arrival, Spoilt};

/// Envelopes that are moved in at once.
const MOVE_BATCH: u32 = 128;

impl Service {
    /// Opens waiting envelopes, commits them to the vault, then removes them from the public store. Ended
    /// in between, the vault knows them again.
    pub(super) async fn move_in_batch(&self, open: &OpenDesk, now: Moment) -> Result<usize> {
        let waiting = self.inner.public.waiting(MOVE_BATCH).await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        let (site, keyring) = (self.site()?, Arc::clone(&open.keyring));
        let ids: Vec<_> = waiting.iter().map(|envelope| envelope.id).collect();
        let open_batch = move || open_all(&site, &keyring, waiting, now.day());
        let (letters, mut spoilt) = tokio::task::spawn_blocking(open_batch).await?;
        let letters = self.keep_honest(letters, &mut spoilt).await?;
        open.writer.move_in(letters, spoilt).await?;
        let count = ids.len();
        self.inner.writer.remove(ids).await?;
        Ok(count)
    }

    /// Sorts out letters that name a mailbox which was made by another receipt than theirs.
    async fn keep_honest(
        &self,
        letters: Vec<Arrival>,
        spoilt: &mut Vec<Spoilt>,
    ) -> Result<Vec<Arrival>> {
        let mailboxes =
            letters.iter().filter_map(|letter| letter.asker).map(|(asker, _)| asker.mailbox);
        let auths = self.inner.public.auths(mailboxes.collect()).await?;
        let is_foreign = |letter: &Arrival| {
            letter.asker.is_some_and(|(asker, auth)| {
                auths.get(&asker.mailbox).is_some_and(|made| *made != auth)
            })
        };
        let (foreign, honest): (Vec<_>, Vec<_>) = letters.into_iter().partition(is_foreign);
        spoilt.extend(
            foreign
                .into_iter()
                .map(|letter| letter.spoilt("it names a mailbox of another receipt")),
        );
        Ok(honest)
    }
}

/// Opens a batch: letters on one side, what could not be opened on the other.
fn open_all(
    site: &Site,
    keyring: &Keyring,
    waiting: Vec<WaitingEnvelope>,
    today: Day,
) -> (Vec<Arrival>, Vec<Spoilt>) {
    let (mut letters, mut spoilt) = (Vec::new(), Vec::new());
    for envelope in waiting {
        match open_one(site, keyring, &envelope, today) {
            Ok(letter) => letters.push(letter),
            Err(reason) => {
                let (day, sealed) = (arrived(&envelope, today), envelope.sealed);
                spoilt.push(Spoilt { envelope: envelope.id, day, reason, sealed });
            }
        }
    }
    (letters, spoilt)
}

/// Opens one envelope and checks what it holds once more: a browser may have sealed it unseen.
fn open_one(
    site: &Site,
    keyring: &Keyring,
    waiting: &WaitingEnvelope,
    today: Day,
) -> Result<Arrival, String> {
    let envelope = Envelope::parse(waiting.sealed.clone()).map_err(|error| error.to_string())?;
    let secret =
        keyring.secret_for(&envelope.key_id()).ok_or("sealed to a key that the column has not")?;
    let letter = seal::open_letter(&site.id, secret, &waiting.id, &envelope);
    let Letter::Question { text, consent, mailbox, auth, reader } =
        letter.map_err(|error| error.to_string())?;
    let text = QuestionText::parse(&text).map_err(|error| error.to_string())?;
    // What cannot be answered would block the way out for good.
    seal::seal_state(&site.id, &reader, &mailbox, &MailboxState::Waiting)
        .map_err(|error| error.to_string())?;
    Ok(Arrival {
        id: QuestionId::new(arrived(waiting, today), seal::random_u64()),
        envelope: waiting.id,
        text,
        consent,
        asker: Some((Asker { mailbox, reader }, seal::hash_of(&auth))),
        sealed: waiting.sealed.clone(),
    })
}

/// The day that an envelope came on; one that claims a later day than this came today.
fn arrived(waiting: &WaitingEnvelope, today: Day) -> Day {
    waiting.day.min(today)
}
