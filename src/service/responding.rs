//! A response's way from its form to the public store, sealed like any letter.

use super::{Result, Service};
use crate::domain::{
    AskerProof, CommentName, CommentText, FIRST_COPY, Letter, Mailbox, MailboxState, OwnCopy,
    PostView, PublicId, Receipt, Submission,
};
use crate::seal::{self, ReceiptKeys};

/// What a reader says below a post.
pub struct Response<'a> {
    pub post: &'a PostView,
    /// The place of the comment that it answers.
    pub parent: Option<u32>,
    pub name: &'a CommentName,
    pub text: &'a CommentText,
    /// The words that lead back to it.
    pub receipt: &'a Receipt,
    /// The words of the letter that the post answers, of whoever says that it is hers.
    pub asker: Option<&'a Receipt>,
    /// It came by the slow lane.
    pub suspect: bool,
}

impl Service {
    /// Seals a response in memory. What it goes by from here is a letter like all others.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotSetUp`] before the column is set up.
    pub fn seal_response(&self, response: &Response<'_>) -> Result<Submission> {
        let site = self.site()?;
        let keys = ReceiptKeys::derive(&site.salt, response.receipt);
        let (id, reader) = (keys.lookup().mailbox(), keys.reader().public());
        let (name, text) = (response.name.as_str().to_owned(), response.text.as_str().to_owned());
        let copy = OwnCopy::Comment {
            slug: response.post.slug.as_str().to_owned(),
            title: response.post.title.clone(),
            name: name.clone(),
            text: text.clone(),
        };
        let mailbox = Mailbox {
            id,
            auth: keys.auth().hash(),
            retry_tag: keys.retry_tag(&text),
            state: seal::seal_state(&site.id, &reader, &id, &MailboxState::Waiting)?,
            copy: keys.copy().seal(&id, FIRST_COPY, &copy)?,
        };
        let proof = response.asker.map(|words| {
            let keys = ReceiptKeys::derive(&site.salt, words);
            AskerProof { mailbox: keys.lookup().mailbox(), auth: keys.auth().key() }
        });
        let letter = Letter::Comment {
            post: response.post.id,
            parent: response.parent,
            name,
            text,
            mailbox: id,
            auth: keys.auth().key(),
            reader,
            asker: proof,
        };
        let envelope_id = keys.envelope_id();
        let envelope = seal::seal_letter(&site.id, &site.key, &envelope_id, &letter)?;
        Ok(Submission { suspect: response.suspect, envelope_id, envelope, mailbox })
    }

    /// Whether these are the words of a letter that a post answers, as far as the public store can tell: for whoever
    /// mistyped them. Whether the response bears the asker's mark is for the vault to say.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Busy`] when the store is.
    pub async fn seems_asker(&self, post: PublicId, words: &Receipt) -> Result<bool> {
        let site = self.site()?;
        let keys = ReceiptKeys::derive(&site.salt, words);
        let mailbox = keys.lookup().mailbox();
        let proved = self.is_proved(mailbox, keys.auth().hash()).await?;
        Ok(self.inner.public.is_answered(post, mailbox).await? && proved)
    }
}
