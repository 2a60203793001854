//! Responses at the desk: looking through them, deciding, mending, answering.

use super::desk::Desk;
use super::{Error, Result};
use crate::domain::{
    Comment, CommentId, CommentName, CommentPage, CommentState, CommentTally, CommentText,
};
use crate::seal;

/// Responses on one page of the desk. Each has a field in one form, which takes 64.
pub const COMMENT_ROWS: u32 = 40;

impl Desk {
    /// A page of the responses of a state.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn comments(
        &self,
        state: CommentState,
        after: Option<CommentId>,
    ) -> Result<CommentPage> {
        Ok(self.open.reader.comments(state, after, COMMENT_ROWS).await?)
    }

    /// One response.
    ///
    /// # Errors
    ///
    /// * [`Error::NotFound`].
    pub async fn comment(&self, id: CommentId) -> Result<Comment> {
        Ok(self.open.reader.comment(id).await?)
    }

    /// How many responses have each state.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn comment_tally(&self) -> Result<CommentTally> {
        Ok(self.open.reader.comment_tally().await?)
    }

    /// Moves responses to a state. Returns how many were moved: fewer, where some were gone or found no room.
    ///
    /// # Errors
    ///
    /// * [`Error::Forbidden`] for an account that may not publish, when one would become public or be taken off the
    ///   site.
    pub async fn decide(&self, ids: Vec<CommentId>, to: CommentState) -> Result<usize> {
        if !self.person.role.may_publish() {
            self.check_unpublished(&ids, to).await?;
        }
        let random = seal::random_u64();
        let moved = self.open.writer.decide(ids, to, random, self.act()).await?;
        self.carry_out().await;
        Ok(moved)
    }

    async fn check_unpublished(&self, ids: &[CommentId], to: CommentState) -> Result<()> {
        if to == CommentState::Approved {
            return Err(Error::Forbidden);
        }
        for id in ids {
            if self.comment(*id).await?.state == CommentState::Approved {
                return Err(Error::Forbidden);
            }
        }
        Ok(())
    }

    /// Changes the name and the text of a response, which is marked as edited. `seen` is the mark of what the change
    /// was made from, empty where that is not told. False, and nothing is done, when it says something else by now.
    ///
    /// # Errors
    ///
    /// * [`Error::Forbidden`] for an account that may not publish.
    /// * [`Error::NotFound`].
    pub async fn edit_comment(
        &self,
        id: CommentId,
        seen: String,
        name: CommentName,
        text: CommentText,
    ) -> Result<bool> {
        self.check_may_publish()?;
        let done = self.open.writer.edit_comment(id, seen, name, text, self.act()).await?;
        self.carry_out().await;
        Ok(done)
    }

    /// Responds to a response, as the columnist; that one is approved with it. False, and nothing is done, when the
    /// post has as many as it may.
    ///
    /// # Errors
    ///
    /// * [`Error::Forbidden`] for an account that may not publish.
    /// * [`Error::NotFound`].
    pub async fn answer_comment(&self, to: CommentId, text: CommentText) -> Result<bool> {
        self.check_may_publish()?;
        let name = self.service.site()?.column.columnist.clone();
        let new = CommentId::new(self.today(), seal::random_u64());
        let done = self.open.writer.answer_comment(to, new, name, text, self.act()).await?;
        self.carry_out().await;
        Ok(done)
    }
}
