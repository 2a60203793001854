//! A letter's way from the form to the public store.

use super::{Result, Service};
use crate::domain::{
    Asked, Consent, Day, Letter, Mailbox, MailboxState, QuestionText, Receipt, Submission,
};
use crate::public::Site;
use crate::seal::{self, ReceiptKeys};

/// What is sealed for a reader whose page cannot do it itself.
pub struct Sealing<'a> {
    pub question: &'a QuestionText,
    pub consent: Consent,
    pub receipt: &'a Receipt,
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
        let mailbox = new_mailbox(&site, &keys, sealing.question.as_str())?;
        let letter = Letter::Question {
            text: sealing.question.as_str().to_owned(),
            consent: sealing.consent,
            mailbox: mailbox.id,
            auth: mailbox.auth,
            reader: keys.reader().public(),
        };
        let envelope_id = keys.envelope_id();
        let envelope = seal::seal_letter(&site.id, &site.key, &envelope_id, &letter)?;
        Ok(Submission { envelope_id, envelope, mailbox })
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
pub(super) fn new_mailbox(site: &Site, keys: &ReceiptKeys, text: &str) -> Result<Mailbox> {
    let id = keys.lookup().mailbox();
    let state = seal::seal_state(&site.id, &keys.reader().public(), &id, &MailboxState::Waiting)?;
    Ok(Mailbox { id, auth: keys.auth().hash(), retry_tag: keys.retry_tag(text), state })
}
