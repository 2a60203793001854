//! Counting how often posts are opened: in memory by post and day, written as totals.
//!
//! They are written with the tidying of a new day, which takes the traces of it out of the file, and at an orderly end:
//! written more often, the file's log would tell in which minute a post was read. A program that is killed loses what it
//! has counted since.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Result, Service};
use crate::domain::{Day, Slug};

/// Posts and days that are counted before they are written; what comes beyond them goes uncounted.
const WAITING_MAX: usize = 20_000;

/// What has been counted and not written yet.
#[derive(Default)]
pub(super) struct Counter {
    counts: Mutex<HashMap<(Slug, Day), u32>>,
}

impl Counter {
    fn counts(&self) -> MutexGuard<'_, HashMap<(Slug, Day), u32>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts that a post was opened so often on a day, once or more.
    pub(super) fn add(&self, post: Slug, day: Day, views: u32) {
        let mut counts = self.counts();
        let known = counts.len() < WAITING_MAX || counts.contains_key(&(post.clone(), day));
        if known {
            let count = counts.entry((post, day)).or_default();
            *count = count.saturating_add(views);
        }
    }
}

impl Service {
    /// Counts that a post was opened, and nothing else of it.
    pub fn count_view(&self, post: Slug, today: Day) {
        self.inner.views.add(post, today, 1);
    }

    /// Writes what has been counted.
    ///
    /// # Errors
    ///
    /// * A fault of the store; the counts wait for the next call then.
    pub async fn write_views(&self) -> Result<()> {
        let counts = std::mem::take(&mut *self.inner.views.counts());
        if counts.is_empty() {
            return Ok(());
        }
        let views: Vec<_> = counts.into_iter().map(|((post, day), n)| (post, day, n)).collect();
        let written = self.inner.writer.add_views(views.clone()).await;
        if written.is_err() {
            views.into_iter().for_each(|(post, day, n)| self.inner.views.add(post, day, n));
        }
        Ok(written?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_bounded_and_what_is_counted_already_counts_on() {
        let counter = Counter::default();
        for n in 0..WAITING_MAX + 5 {
            counter.add(Slug::default().numbered(u32::try_from(n).unwrap()), Day(1), 1);
        }
        counter.add(Slug::default().numbered(0), Day(1), 2);
        counter.add(Slug::default().numbered(0), Day(2), 1);
        let counts = counter.counts();
        assert_eq!(counts.len(), WAITING_MAX);
        assert_eq!(counts[&(Slug::default().numbered(0), Day(1))], 3);
    }
}
