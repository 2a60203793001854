//! The desk's posts as a whole: the list, the bin, copies, posts without letters, the calendar.

use jiff::civil::DateTime;

use super::desk::Desk;
use super::{OpenDesk, Result, Service};
use crate::domain::{
    CalendarEntry, Moment, Month, Move, PostCounts, PostFilter, PostId, PostKind, PostRows,
    PostText, PublicId, YearMonth, Zone,
};
use crate::seal;

/// Posts on one page of the desk's list.
const POST_ROWS: usize = 50;
/// Days that the weeks of a month may reach beyond its ends.
const CALENDAR_MARGIN_DAYS: i64 = 7;

/// A month of posts.
pub struct Calendar {
    pub month: Month<CalendarEntry>,
    /// The next time of the column's rhythm that no post has, on the clock of its zone.
    pub free: Option<DateTime>,
    pub zone: Zone,
    /// Whether the column has a rhythm.
    pub has_rhythm: bool,
}

impl Desk {
    /// A page of the posts, drafts among them.
    ///
    /// # Errors
    ///
    /// * A fault of the vault. Behind a post that is not there any more nothing is found.
    pub async fn posts(&self, filter: PostFilter, after: Option<PostId>) -> Result<PostRows> {
        Ok(self.open.reader.post_rows(filter, after, POST_ROWS).await?)
    }

    /// How many posts each part of the list has.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn post_counts(&self) -> Result<PostCounts> {
        Ok(self.open.reader.post_counts().await?)
    }

    /// A month of posts and free times on the clock of the column's zone, this one if none is named.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn calendar(&self, month: Option<YearMonth>) -> Result<Calendar> {
        let settings = self.settings()?;
        let (zone, rhythm) = (settings.zone, settings.rhythm);
        let month = month.unwrap_or_else(|| YearMonth::of(&zone, self.now));
        let (from, to) = month.span(&zone, CALENDAR_MARGIN_DAYS);
        let (posts, taken) =
            (self.open.reader.dated(from, to).await?, self.open.reader.taken_moments().await?);
        let open = rhythm.free(&zone, (self.now.max(from), to), &taken);
        let open = open.into_iter().map(|slot| (slot, CalendarEntry::Free));
        let entries = posts.into_iter().map(|(day, post)| (day, CalendarEntry::Post(post)));
        let free = rhythm.next_free(&zone, self.now, &taken).map(|slot| zone.local(slot));
        let month = Month::new(&zone, month, self.now, entries.chain(open));
        Ok(Calendar { month, free, zone, has_rhythm: !rhythm.slots().is_empty() })
    }

    /// Begins a post that answers no letter, from a text that may be empty.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn begin_without_letter(&self, kind: PostKind, text: PostText) -> Result<PostId> {
        let (new, act) = (self.new_post(), self.act());
        Ok(self.open.writer.begin_without_letter(kind, text, new, act).await?)
    }

    /// Begins a post with the text and the letters of another one.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`].
    pub async fn copy_post(&self, of: PostId) -> Result<PostId> {
        let copy = self.open.writer.copy_post(of, self.new_post(), self.act()).await?;
        self.carry_out().await;
        Ok(copy)
    }

    /// Puts a post into the bin; its date, if it has one, is taken off. False, and nothing is done, while it is public.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`].
    /// * [`super::Error::Forbidden`] for an account that may not publish, of a post that waits for its date.
    pub async fn bin_post(&self, id: PostId) -> Result<bool> {
        // Its moment may have come, and then it is public.
        self.catch_up().await?;
        if self.post(id).await?.due.is_some() {
            self.check_may_publish()?;
        }
        let done = self.open.writer.bin(id, self.act()).await?;
        self.carry_out().await;
        Ok(done)
    }

    /// Takes a post out of the bin; its letters are on their way again.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotFound`].
    pub async fn unbin_post(&self, id: PostId) -> Result<()> {
        self.open.writer.unbin(id, self.act()).await?;
        self.carry_out().await;
        Ok(())
    }

    /// The pages of the menu in their order, drafts among them.
    ///
    /// # Errors
    ///
    /// * A fault of the vault.
    pub async fn menu(&self) -> Result<Vec<PostId>> {
        Ok(self.open.reader.menu().await?)
    }

    /// Moves a page within the menu of the site, into it or out of it.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Forbidden`] for an account that may not publish.
    /// * [`super::Error::NotFound`] when it is no page, or in the bin.
    pub async fn move_page(&self, id: PostId, step: Move) -> Result<()> {
        self.check_may_publish()?;
        self.open.writer.move_page(id, step, self.act()).await?;
        self.carry_out().await;
        Ok(())
    }

    /// The ids of a post that is begun.
    pub(super) fn new_post(&self) -> (PostId, PublicId) {
        (PostId::new(self.today(), seal::random_u64()), PublicId(seal::random_bytes()))
    }
}

impl Service {
    /// Destroys what has been in the bin for long enough.
    pub(super) async fn empty_bin(&self, open: &OpenDesk, now: Moment) -> Result<()> {
        let today = self.today(now);
        if open.reader.is_bin_due(today).await? {
            open.writer.empty_bin(today).await?;
        }
        Ok(())
    }
}
