//! Coming back with a receipt.

use super::{Error, Result, Service};
use crate::domain::{Envelope, MailboxState, Receipt, SealedState};
use crate::seal::{self, ReceiptKeys};

/// What a mailbox says to its reader.
pub struct OpenedMailbox {
    pub state: MailboxState,
    /// Private replies, oldest first.
    pub replies: Vec<String>,
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
        let mut replies = Vec::with_capacity(sealed.replies.len());
        for (number, sealed) in sealed.replies {
            let sealed = Envelope::parse(sealed).map_err(|_| Error::Damaged)?;
            let reply = seal::open_reply(&site.id, &reader, &id, number, &sealed);
            replies.push(reply.map_err(|_| Error::Damaged)?);
        }
        Ok(Some(OpenedMailbox { state, replies }))
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
