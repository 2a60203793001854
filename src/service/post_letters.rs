//! The letters behind a post.

use super::Result;
use super::desk::Desk;
use crate::domain::{PostId, QuestionId, QueueRow};

/// Letters that the editor offers to put behind a post.
const KINDRED_SHOWN: u32 = 12;

impl Desk {
    /// Puts a further letter behind a post.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`] when either is not there.
    /// * [`super::Error::Transition`] when the letter is declined or spam.
    pub async fn attach(&self, id: PostId, letter: QuestionId) -> Result<()> {
        self.open.writer.attach(id, letter, self.act()).await?;
        self.carry_out().await;
        Ok(())
    }

    /// Takes a letter from behind a post.
    ///
    /// # Errors
    ///
    /// * [`super::Error::LetterStays`] when the post was begun from it, or is public or released with it.
    pub async fn detach(&self, id: PostId, letter: QuestionId) -> Result<()> {
        self.open.writer.detach(id, letter, self.act()).await?;
        self.carry_out().await;
        Ok(())
    }

    /// The letters that can be taken from behind a post again.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`].
    pub async fn further_letters(&self, id: PostId) -> Result<Vec<QuestionId>> {
        Ok(self.open.reader.further_letters(id).await?)
    }

    /// Letters that wait and have a tag of this post or of a letter behind it.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`].
    pub async fn kindred_letters(&self, id: PostId) -> Result<Vec<QueueRow>> {
        Ok(self.open.reader.kindred_letters(id, KINDRED_SHOWN).await?)
    }
}
