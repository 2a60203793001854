//! The queue: looking through questions, sorting them, answering in private.

use super::desk::Desk;
use super::{QueueFilter, Result};
use crate::domain::{
    Asker, Consent, Question, QuestionId, QuestionText, QueuePage, Receipt, Status, TagName,
};
use crate::seal::{self, ReceiptKeys};
use crate::vault::Arrival;

/// Questions on one page of the queue.
const QUEUE_ROWS: u32 = 50;
/// Tags that the queue offers.
const TAGS_SHOWN: u32 = 60;

impl Desk {
    /// A page of the queue after `after`.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn queue(&self, filter: QueueFilter, after: Option<QuestionId>) -> Result<QueuePage> {
        Ok(self.open.reader.queue(filter, after, QUEUE_ROWS).await?)
    }

    /// The tags in use, with how many questions each has.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn tags(&self) -> Result<Vec<(TagName, u64)>> {
        Ok(self.open.reader.tags(TAGS_SHOWN).await?)
    }

    /// One question.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`].
    pub async fn question(&self, id: QuestionId) -> Result<Question> {
        Ok(self.open.reader.question(id).await?)
    }

    /// The new question that comes after another one in the queue.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn next_new(&self, after: QuestionId) -> Result<Option<QuestionId>> {
        let page = self.open.reader.queue(QueueFilter::Status(Status::New), Some(after), 1).await?;
        Ok(page.rows.first().map(|row| row.id))
    }

    /// Moves a question to a status.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Transition`] when the table has no such way.
    pub async fn set_status(&self, id: QuestionId, to: Status) -> Result<()> {
        self.open.writer.set_status(id, to, self.act()).await?;
        self.carry_out().await;
        Ok(())
    }

    /// Gives a question exactly these tags.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`].
    pub async fn set_tags(&self, id: QuestionId, tags: Vec<TagName>) -> Result<()> {
        Ok(self.open.writer.set_tags(id, tags, self.act()).await?)
    }

    /// Adds a note that no reader sees.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`].
    pub async fn add_note(&self, id: QuestionId, text: QuestionText) -> Result<()> {
        Ok(self.open.writer.add_note(id, text, self.act()).await?)
    }

    /// Sends private words to the asker.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NoAsker`] when the letter has no receipt.
    /// * [`super::Error::Transition`] when the letter is declined or spam.
    pub async fn reply(&self, id: QuestionId, text: QuestionText) -> Result<()> {
        self.open.writer.reply(id, text, self.act()).await?;
        self.carry_out().await;
        Ok(())
    }

    /// Enters a letter that came by mail or on paper; with a receipt, which is drawn here and shown once.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Full`] when nothing more fits.
    pub async fn enter(
        &self,
        text: QuestionText,
        consent: Consent,
        with_receipt: bool,
    ) -> Result<(QuestionId, Option<Receipt>)> {
        let site = self.service.site()?;
        let receipt = with_receipt.then(seal::draw_receipt);
        let keys = receipt.as_ref().map(|receipt| ReceiptKeys::derive(&site.salt, receipt));
        let asker = keys.as_ref().map(|keys| {
            let asker = Asker { mailbox: keys.lookup().mailbox(), reader: keys.reader().public() };
            (asker, keys.auth().hash())
        });
        let retry_tag = keys.as_ref().map(|keys| keys.retry_tag(text.as_str()));
        let id = QuestionId::new(self.now.day(), seal::random_u64());
        let letter = Arrival { id, envelope: None, text, consent, asker, sealed: Vec::new() };
        self.open.writer.enter(letter, retry_tag, self.act()).await?;
        self.carry_out().await;
        Ok((id, receipt))
    }
}
