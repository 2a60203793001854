//! Coming back with a receipt: what the mailbox holds, and the way of what is sent with it afterwards.

use super::{Error, Result, Service};
use crate::domain::{
    AuthHash, Consent, Day, Effect, Envelope, Line, MailboxId, MailboxState, Message, OwnCopy,
    ProofTurn, Receipt, SealedMailbox, SealedState, Sent, Sequel, conversation,
};
use crate::public::Site;
use crate::seal::{self, ReceiptKeys};

/// What a mailbox says to its reader.
pub struct OpenedMailbox {
    pub id: MailboxId,
    pub state: MailboxState,
    /// What the desk sent, with its numbers, oldest first.
    pub(super) messages: Vec<(u32, Message)>,
    /// What she sent herself, with the numbers of its copies, oldest first.
    pub(super) own: Vec<(u32, OwnCopy)>,
}

impl OpenedMailbox {
    /// Her question and what she allows; none when her own copy of it is not there. A post that was taken down for
    /// her leaves a private letter.
    pub fn question(&self) -> Option<(&str, Consent)> {
        let (text, consent, _) = self.first()?;
        let is_public = matches!(self.state, MailboxState::Published { .. });
        let is_down = self.wants_down() && !is_public;
        Some((text, if is_down { Consent::Private } else { consent }))
    }

    /// Whether she asked for the post to be taken down and has allowed nothing since.
    pub fn wants_down(&self) -> bool {
        let now = self.first().map(|(_, _, changes)| changes);
        self.own.iter().any(
            |(_, copy)| matches!(copy, OwnCopy::TakeDown { changes, .. } if Some(*changes) == now),
        )
    }

    /// Her own copy of the question: its text, what she chose last, and how often she chose anew.
    pub(super) fn first(&self) -> Option<(&str, Consent, u32)> {
        self.own.iter().find_map(|(_, copy)| match copy {
            OwnCopy::Question { text, consent, changes } => {
                Some((text.as_str(), *consent, *changes))
            }
            OwnCopy::Comment { .. }
            | OwnCopy::FollowUp { .. }
            | OwnCopy::ProofAnswer { .. }
            | OwnCopy::TakeDown { .. } => None,
        })
    }

    /// Where it is a response and not a letter: the title of its post, the name that was typed, and the text.
    pub fn response(&self) -> Option<(&str, &str, &str)> {
        self.own.iter().find_map(|(_, copy)| match copy {
            OwnCopy::Comment { title, name, text, .. } => {
                Some((title.as_str(), name.as_str(), text.as_str()))
            }
            _ => None,
        })
    }

    /// What was said since, oldest first.
    pub fn conversation(&self) -> Vec<Line> {
        let own: Vec<OwnCopy> = self.own.iter().map(|(_, copy)| copy.clone()).collect();
        conversation(self.messages.clone(), &own)
    }

    /// What may still be said to the proof of this number.
    pub fn proof_turn(&self, number: u32, today: Day) -> ProofTurn {
        let consent = self.question().map(|(_, consent)| consent);
        ProofTurn::of(number, &self.conversation(), &self.state, consent, today)
    }
}

impl Service {
    /// Opens the mailbox that a receipt leads to, in memory, and forgets the receipt; none where there is
    /// no such mailbox, which takes the same derivations, reads and work on the curve.
    ///
    /// # Errors
    ///
    /// * [`Error::NotSetUp`] before the column is set up.
    /// * [`Error::Damaged`] when something in it cannot be opened.
    pub async fn mailbox(&self, receipt: &Receipt) -> Result<Option<OpenedMailbox>> {
        let site = self.site()?;
        let keys = ReceiptKeys::derive(&site.salt, receipt);
        let id = keys.lookup().mailbox();
        match self.inner.public.mailbox(id).await? {
            Some(sealed) => open(&site, &keys, sealed).map(Some).ok_or(Error::Damaged),
            None => {
                seal::spend_like_open(&site.id, &keys.reader(), &id);
                Ok(None)
            }
        }
    }

    /// What a mailbox holds, for a page that opens it itself.
    ///
    /// # Errors
    ///
    /// * [`Error::Busy`] when the store is.
    pub async fn sealed_mailbox(&self, id: MailboxId) -> Result<Option<SealedMailbox>> {
        Ok(self.inner.public.mailbox(id).await?)
    }

    /// Whether the desk has sent anything to a mailbox.
    ///
    /// # Errors
    ///
    /// * [`Error::Busy`] when the store is.
    pub async fn has_messages(&self, id: MailboxId) -> Result<bool> {
        let mailbox = self.sealed_mailbox(id).await?;
        Ok(mailbox.is_some_and(|mailbox| !mailbox.messages.is_empty()))
    }

    /// Whether a mailbox was made by the receipt that this is the hash of. The store looks once more when something
    /// is sent.
    ///
    /// # Errors
    ///
    /// * [`Error::Busy`] when the store is.
    pub async fn is_proved(&self, id: MailboxId, auth: AuthHash) -> Result<bool> {
        Ok(self.inner.public.auths(vec![id]).await?.get(&id) == Some(&auth))
    }

    /// Takes what a reader sends with a receipt after the first letter. It is on disk when this returns.
    ///
    /// # Errors
    ///
    /// * [`Error::Busy`] or [`Error::Full`]: nothing was stored.
    pub async fn send(&self, sequel: Sequel, today: Day) -> Result<Sent> {
        let taken_back = matches!(sequel.effect, Effect::Withdraw { .. });
        let sent = self.inner.writer.send(sequel, today).await?;
        if taken_back {
            // What stood in the open until now still stands in the store's log.
            self.lock_tidying().due = true;
        }
        self.inner.nudge.notify_one();
        Ok(sent)
    }

    /// The title of the public post at an address, its former addresses included.
    ///
    /// # Errors
    ///
    /// * [`Error::Busy`] when the store is.
    pub async fn post_title(&self, slug: &str) -> Result<Option<String>> {
        let Some(slug) = crate::domain::Slug::parse(slug) else { return Ok(None) };
        let slug = self.inner.public.moved(slug.clone()).await?.unwrap_or(slug);
        let post = self.inner.public.post(slug).await.map_err(Error::from)?;
        Ok(post.map(|post| post.title))
    }
}

/// Opens all of a mailbox; none when something in it is not as the receipt's own keys left it.
fn open(site: &Site, keys: &ReceiptKeys, sealed: SealedMailbox) -> Option<OpenedMailbox> {
    let (id, reader, copy) = (keys.lookup().mailbox(), keys.reader(), keys.copy());
    let state = SealedState::parse(sealed.state).ok()?;
    let state = seal::open_state(&site.id, &reader, &id, &state).ok()?;
    let mut messages = Vec::with_capacity(sealed.messages.len());
    for (number, sealed) in sealed.messages {
        let sealed = Envelope::parse(sealed).ok()?;
        let message = seal::open_message(&site.id, &reader, &id, number, &sealed).ok()?;
        messages.push((number, message));
    }
    let mut own = Vec::with_capacity(sealed.own.len());
    for (number, sealed) in sealed.own {
        own.push((number, copy.open(&id, number, &sealed).ok()?));
    }
    Some(OpenedMailbox { id, state, messages, own })
}
