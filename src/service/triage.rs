//! The queue: looking through questions, sorting them, answering in private.

use super::asking::first_copy;
use super::desk::Desk;
use super::{Error, QueueFilter, Result};
use crate::domain::{
    Asker, Consent, EnvelopeId, Question, QuestionId, QuestionText, QueuePage, Receipt, Status,
    TagName, bare_text, crisis,
};
use crate::seal::{self, ReceiptKeys};
use crate::vault::{self, Arrival, Handed};

/// Questions on one page of the queue.
const QUEUE_ROWS: u32 = 50;
/// Tags that the queue offers.
const TAGS_SHOWN: u32 = 60;

/// A letter that is entered by hand.
pub struct Entered {
    pub text: QuestionText,
    pub consent: Consent,
    /// The words that the form bore.
    pub receipt: Receipt,
    /// Whether they are handed over, so that the asker can come back.
    pub with_receipt: bool,
}

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

    /// The question to look at after another one, as the queue has them: what is to be looked at first, then the new
    /// ones, from the first again behind the last. True where it is one of the first.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn next_letter(&self, after: QuestionId) -> Result<Option<(QuestionId, bool)>> {
        let urgent = self.open.reader.queue(QueueFilter::Waiting, None, 1).await?.urgent;
        let next = match urgent.iter().position(|row| row.id == after) {
            Some(place) => urgent.get(place + 1),
            // One that has been read waits for more than a look, and keeps nobody from the new ones.
            None => urgent.iter().find(|row| row.status == Status::New),
        };
        match next {
            Some(row) => Ok(Some((row.id, true))),
            None => Ok(self.next_new(after).await?.map(|id| (id, false))),
        }
    }

    /// The new question after another one, or the first one behind the last.
    async fn next_new(&self, after: QuestionId) -> Result<Option<QuestionId>> {
        let reader = &self.open.reader;
        for from in [Some(after), None] {
            let page = reader.queue(QueueFilter::Status(Status::New), from, 1).await?;
            if let Some(row) = page.rows.first() {
                return Ok(Some(row.id).filter(|&id| id != after));
            }
        }
        Ok(None)
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

    /// Notes that what asked for attention has been seen to.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`].
    pub async fn seen(&self, id: QuestionId) -> Result<()> {
        Ok(self.open.writer.seen(id, self.act()).await?)
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

    /// Draws the words for a form in which a letter is entered.
    pub fn draw_receipt(&self) -> Receipt {
        seal::draw_receipt()
    }

    /// Enters a letter that came by mail or on paper, and returns the receipt that leads to it if it is to have
    /// one. The form bears the words of a receipt, so that the same form sent twice makes one letter; another
    /// text sent with words that are taken gets new ones.
    ///
    /// # Errors
    ///
    /// * [`Error::Full`] when nothing more fits.
    pub async fn enter(&self, letter: Entered) -> Result<(QuestionId, Option<Receipt>)> {
        if let Some(id) = self.enter_with(&letter, &letter.receipt).await? {
            return Ok((id, letter.with_receipt.then_some(letter.receipt)));
        }
        let fresh = seal::draw_receipt();
        let id = self.enter_with(&letter, &fresh).await?.ok_or(Error::Busy)?;
        Ok((id, Some(fresh)))
    }

    /// None when the receipt belongs to another letter.
    async fn enter_with(&self, letter: &Entered, receipt: &Receipt) -> Result<Option<QuestionId>> {
        let keys = ReceiptKeys::derive(&self.service.site()?.salt, receipt);
        let asker = Asker { mailbox: keys.lookup().mailbox(), reader: keys.reader().public() };
        let retry_tag = keys.retry_tag(letter.text.as_str());
        let half = if letter.with_receipt { &retry_tag[..16] } else { &retry_tag[16..] };
        let arrival = Arrival {
            id: QuestionId::new(self.today(), seal::random_u64()),
            // The words, the text and the wish for a receipt together: the same form again is known by it.
            envelope: EnvelopeId::from_slice(half).map_err(anyhow::Error::from)?,
            text: letter.text.clone(),
            consent: letter.consent,
            asker: letter.with_receipt.then(|| (asker, keys.auth().hash())),
            crisis: crisis(letter.text.as_str()).is_some(),
            suspect: false,
            alike: seal::fingerprint(&bare_text(letter.text.as_str())),
            sealed: Vec::new(),
        };
        let copy = first_copy(&keys, letter.text.as_str(), letter.consent)?;
        let handed = letter.with_receipt.then_some(Handed { retry_tag, copy });
        let id = match self.open.writer.enter(arrival, handed, self.act()).await {
            Err(vault::Error::ReceiptUsed) => return Ok(None),
            entered => entered?,
        };
        self.carry_out().await;
        Ok(Some(id))
    }
}
