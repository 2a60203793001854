//! The revisions of a post: looking at them, going back to one.

use super::Result;
use super::desk::Desk;
use crate::domain::{PostId, PostText, RevisionRow};

/// Revisions that one list shows.
const REVISIONS_SHOWN: u32 = 200;

impl Desk {
    /// The revisions of a post, the newest first; saves of one sitting are one.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn revisions(&self, id: PostId) -> Result<Vec<RevisionRow>> {
        Ok(self.open.reader.revisions(id, REVISIONS_SHOWN).await?)
    }

    /// The text of one revision.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`] when there is none of this number, or it went into a later one.
    pub async fn revision(&self, id: PostId, number: u32) -> Result<PostText> {
        Ok(self.open.reader.revision(id, number).await?)
    }

    /// Makes the text of an earlier revision the newest one, by a save over revision `base`; nothing is lost by it.
    /// Returns the number of the new revision.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`] as for [`Desk::revision`].
    /// * [`super::Error::Stale`] when the post was saved since `base`.
    pub async fn restore(&self, id: PostId, number: u32, base: u32) -> Result<u32> {
        Ok(self.open.writer.restore(id, number, base, self.act()).await?)
    }
}
