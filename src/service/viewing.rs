//! Counting how often posts are opened: in memory by post and day, written as totals now and then.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Result, Service};
use crate::domain::{Day, Moment, Slug};

/// Seconds between two times that the totals are written.
const WRITE_SECONDS: i64 = 60;
/// Posts and days that are counted before they are written; what comes beyond them goes uncounted.
const WAITING_MAX: usize = 20_000;

/// What has been counted and not written yet.
pub(super) struct Counter {
    counts: Mutex<HashMap<(Slug, Day), u32>>,
    written: Mutex<Moment>,
}

impl Counter {
    pub(super) fn new() -> Self {
        Self { counts: Mutex::default(), written: Mutex::new(Moment(i64::MIN)) }
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<(Slug, Day), u32>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, post: Slug, day: Day, views: u32) {
        let mut counts = self.counts();
        let known = counts.len() < WAITING_MAX || counts.contains_key(&(post.clone(), day));
        if known {
            let count = counts.entry((post, day)).or_default();
            *count = count.saturating_add(views);
        }
    }

    /// Whether it is time to write; the caller does so then.
    fn is_due(&self, now: Moment) -> bool {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let due = now >= written.after(WRITE_SECONDS) || now < *written;
        if due {
            *written = now;
        }
        due
    }
}

impl Service {
    /// Counts that a post was opened, and nothing else of it.
    pub fn count_view(&self, post: Slug, today: Day) {
        self.inner.views.add(post, today, 1);
    }

    /// Writes what has been counted, once a minute at the most.
    ///
    /// # Errors
    ///
    /// * Those of [`Service::write_views`].
    pub async fn write_due_views(&self, now: Moment) -> Result<()> {
        if self.inner.views.is_due(now) { self.write_views().await } else { Ok(()) }
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
        let counter = Counter::new();
        for n in 0..WAITING_MAX + 5 {
            counter.add(Slug::default().numbered(u32::try_from(n).unwrap()), Day(1), 1);
        }
        counter.add(Slug::default().numbered(0), Day(1), 2);
        counter.add(Slug::default().numbered(0), Day(2), 1);
        let counts = counter.counts();
        assert_eq!(counts.len(), WAITING_MAX);
        assert_eq!(counts[&(Slug::default().numbered(0), Day(1))], 3);
    }

    #[test]
    fn totals_are_written_a_minute_apart_even_when_the_clock_was_put_back() {
        let counter = Counter::new();
        let due = [0, 59, 60, 119, 120, 5, 64, 65].map(|now| counter.is_due(Moment(now)));
        assert_eq!(due, [true, false, true, false, true, true, false, true]);
    }
}
