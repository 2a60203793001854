//! The lanes before the door of the desk.
//!
//! Each try costs 64 MiB for a moment, so no more than one runs. A browser that has signed in before, and
//! the machine itself, have a lane of their own, which strangers cannot fill: an attack from outside never
//! keeps the owner waiting for more than the tries that are already in front of it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Semaphore;

use crate::domain::Moment;

/// Tries that may wait in one lane.
const LANE_PLACES: usize = 4;
/// Wrong passwords in a row that cost no waiting.
const FREE_FAILURES: u32 = 3;
/// The longest that wrong passwords make a lane wait, in seconds.
const WAIT_SECONDS_MAX: i64 = 30;

/// Which lane a try to sign in takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lane {
    /// From the machine itself.
    Loopback,
    /// From a browser that shows the mark of having signed in before.
    Marked(String),
    Stranger,
}

pub(super) struct Door {
    /// One password at a time.
    pub turn: Arc<Semaphore>,
    pub known: Queue,
    pub strangers: Queue,
}

/// One lane: who may wait in it, and for how long it is slowed down.
pub(super) struct Queue {
    pub places: Semaphore,
    failures: Mutex<Failures>,
}

#[derive(Default, Clone, Copy)]
struct Failures {
    in_a_row: u32,
    wait_until: Option<Moment>,
}

impl Door {
    pub(super) fn new() -> Self {
        let queue = || Queue { places: Semaphore::new(LANE_PLACES), failures: Mutex::default() };
        Self { turn: Arc::new(Semaphore::new(1)), known: queue(), strangers: queue() }
    }
}

impl Queue {
    /// Seconds until this lane takes another try.
    pub fn wait(&self, now: Moment) -> Option<i64> {
        let until = self.lock().wait_until?;
        Some(until.0 - now.0).filter(|&seconds| seconds > 0)
    }

    /// Notes how a try ended.
    pub fn note(&self, right: bool, now: Moment) {
        let mut failures = self.lock();
        if right {
            *failures = Failures::default();
            return;
        }
        failures.in_a_row = failures.in_a_row.saturating_add(1);
        if failures.in_a_row > FREE_FAILURES {
            let doubled = 1_i64 << (failures.in_a_row - FREE_FAILURES).min(10);
            failures.wait_until = Some(now.after(doubled.min(WAIT_SECONDS_MAX)));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Failures> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_passwords_slow_a_lane_down_for_thirty_seconds_at_the_most() {
        let lane = Queue { places: Semaphore::new(1), failures: Mutex::default() };
        for _ in 0..FREE_FAILURES {
            lane.note(false, Moment(0));
            assert_eq!(lane.wait(Moment(0)), None);
        }
        lane.note(false, Moment(0));
        assert_eq!(lane.wait(Moment(0)), Some(2));
        for _ in 0..100 {
            lane.note(false, Moment(0));
        }
        assert_eq!(lane.wait(Moment(0)), Some(WAIT_SECONDS_MAX));
        assert_eq!(lane.wait(Moment(WAIT_SECONDS_MAX)), None);
    }

    #[test]
    fn a_right_password_ends_the_waiting() {
        let lane = Queue { places: Semaphore::new(1), failures: Mutex::default() };
        (0..10).for_each(|_| lane.note(false, Moment(0)));
        lane.note(true, Moment(0));
        assert_eq!(lane.wait(Moment(0)), None);
    }
}
