//! A letter's way from the form to the public store.

use super::{Result, Service};
use crate::domain::{
    Asked, Consent, Day, FIRST_COPY, Letter, Mailbox, MailboxState, OwnCopy, QuestionText,
    ReaderKey, Receipt, Submission,
};
use crate::public::Site;
use crate::seal::{self, ReceiptKeys};

/// What is sealed for a reader whose page cannot do it itself.
pub struct Sealing<'a> {
    pub question: &'a QuestionText,
    pub consent: Consent,
    pub receipt: &'a Receipt,
    /// It came by the slow lane.
    pub suspect: bool,
}

impl Service {
    /// Draws a receipt for a form that is about to be shown. Nothing of it is kept.
    pub fn draw_receipt(&self) -> Receipt {
        seal::draw_receipt()
    }

    /// Seals a question in memory, as a page with scripts does it in the browser.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotSetUp`] before the column is set up.
    pub fn seal_question(&self, sealing: &Sealing<'_>) -> Result<Submission> {
        let site = self.site()?;
        let keys = ReceiptKeys::derive(&site.salt, sealing.receipt);
        // Derived once: of all that is done for a letter, multiplying on the curve takes longest.
        let reader = keys.reader().public();
        let mailbox = new_mailbox(&site, &keys, &reader, sealing)?;
        let letter = Letter::Question {
            text: sealing.question.as_str().to_owned(),
            consent: sealing.consent,
            mailbox: mailbox.id,
            auth: keys.auth().key(),
            reader,
        };
        let envelope_id = keys.envelope_id();
        let envelope = seal::seal_letter(&site.id, &site.key, &envelope_id, &letter)?;
        Ok(Submission { suspect: sealing.suspect, envelope_id, envelope, mailbox })
    }

    /// Takes a sealed question. It is on disk when this returns.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Busy`] or [`super::Error::Full`]: nothing was stored.
    pub async fn ask(&self, letter: Submission, today: Day) -> Result<Asked> {
        if self.inner.folder.is_full() {
            return Err(super::Error::Full);
        }
        let asked = self.inner.writer.ask(letter, today).await?;
        self.inner.nudge.notify_one();
        Ok(asked)
    }
}

/// The mailbox that a receipt leads to, as it is before anybody has read the letter.
fn new_mailbox(
    site: &Site,
    keys: &ReceiptKeys,
    reader: &ReaderKey,
    sealing: &Sealing<'_>,
) -> Result<Mailbox> {
    let id = keys.lookup().mailbox();
    let text = sealing.question.as_str();
    Ok(Mailbox {
        id,
        auth: keys.auth().hash(),
        retry_tag: keys.retry_tag(text),
        state: seal::seal_state(&site.id, reader, &id, &MailboxState::Waiting)?,
        copy: first_copy(keys, text, sealing.consent)?,
    })
}

/// The asker's own copy of her question.
pub(super) fn first_copy(keys: &ReceiptKeys, text: &str, consent: Consent) -> Result<Vec<u8>> {
    let copy = OwnCopy::Question { text: text.to_owned(), consent, changes: 0 };
    Ok(keys.copy().seal(&keys.lookup().mailbox(), FIRST_COPY, &copy)?)
}
