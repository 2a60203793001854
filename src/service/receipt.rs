//! Coming back with a receipt.

use super::{Error, Result, Service};
use crate::domain::{
    Consent, Day, Envelope, Line, MailboxState, OwnCopy, Receipt, SealedState, Sent, Sequel,
    conversation,
};
use crate::seal::{self, ReceiptKeys};

/// What a mailbox says to its reader.
pub struct OpenedMailbox {
    pub state: MailboxState,
    /// Her question and what she allowed, if her own copy of it is there.
    pub question: Option<(String, Consent)>,
    /// What was said since, oldest first.
    pub conversation: Vec<Line>,
}

impl Service {
    /// Opens the mailbox that a receipt leads to, in memory, and forgets the receipt; none where there is
    /// no such mailbox.
    ///
    /// # Errors
    ///
    /// * [`Error::NotSetUp`] before the column is set up.
    /// * [`Error::Damaged`] when something in it cannot be opened.
    pub async fn mailbox(&self, receipt: &Receipt) -> Result<Option<OpenedMailbox>> {
        let site = self.site()?;
        let keys = ReceiptKeys::derive(&site.salt, receipt);
        let id = keys.lookup().mailbox();
        let Some(sealed) = self.inner.public.mailbox(id).await? else { return Ok(None) };
        let reader = keys.reader();
        let state = SealedState::parse(sealed.state).map_err(|_| Error::Damaged)?;
        let state = seal::open_state(&site.id, &reader, &id, &state).map_err(|_| Error::Damaged)?;
        let mut messages = Vec::with_capacity(sealed.messages.len());
        for (number, sealed) in sealed.messages {
            let sealed = Envelope::parse(sealed).map_err(|_| Error::Damaged)?;
            let message = seal::open_message(&site.id, &reader, &id, number, &sealed);
            messages.push((number, message.map_err(|_| Error::Damaged)?));
        }
        let copy = keys.copy();
        let own = sealed.own.iter().map(|(number, sealed)| copy.open(&id, *number, sealed));
        let own: Vec<_> = own.collect::<Result<_, _>>().map_err(|_| Error::Damaged)?;
        let question = own.iter().find_map(|copy| match copy {
            OwnCopy::Question { text, consent, .. } => Some((text.clone(), *consent)),
            OwnCopy::FollowUp { .. } | OwnCopy::ProofAnswer { .. } | OwnCopy::TakeDown { .. } => {
                None
            }
        });
        Ok(Some(OpenedMailbox { state, question, conversation: conversation(messages, &own) }))
    }

    /// Stores what a reader sends with a receipt after the first letter. It is on disk when this returns.
    ///
    /// # Errors
    ///
    /// * [`Error::Busy`] or [`Error::Full`]: nothing was stored.
    pub async fn send(&self, sequel: Sequel, today: Day) -> Result<Sent> {
        let sent = self.inner.writer.send(sequel, today).await?;
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
