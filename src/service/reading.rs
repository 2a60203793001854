//! What a reader can be shown before she sends anything.

use super::{Result, Service};
use crate::domain::{Receipt, Slug};
use crate::seal::ReceiptKeys;

/// Posts that are offered for one question.
const OFFERS_MAX: u32 = 3;

impl Service {
    /// Public posts that may answer a question already, the closest first: addresses and titles. The text is looked
    /// up in memory and kept nowhere.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Busy`] when the store is.
    pub async fn offers(&self, text: &str) -> Result<Vec<(Slug, String)>> {
        Ok(self.inner.public.alike(text.to_owned(), OFFERS_MAX).await?)
    }

    /// Whether the letter of a receipt was set aside for others, since there was no room: its mailbox is gone, and it is
    /// to be sent again.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotSetUp`] before the column is set up.
    pub async fn was_evicted(&self, receipt: &Receipt) -> Result<bool> {
        let keys = ReceiptKeys::derive(&self.site()?.salt, receipt);
        Ok(self.inner.public.was_evicted(keys.lookup().mailbox()).await?)
    }
}
