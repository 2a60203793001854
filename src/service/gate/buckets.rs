//! Token buckets: one for the column, and one for each network that sent a letter of late.

use std::collections::HashMap;

use super::GateLimits;
use crate::domain::Moment;

/// Networks that are remembered at once.
const NETWORKS_MAX: usize = 16_384;
/// Seconds after a letter for which its network is remembered, and does not count as quiet.
pub const QUIET_SECONDS: i64 = 3_600;
/// Seconds between two rounds of forgetting.
const FORGET_SECONDS: i64 = 300;
/// A letter's worth in a bucket: so a bucket gains `per_hour` of them in each second, in whole numbers.
const LETTER: i64 = 3_600;

/// How much of a burst was left at a moment.
#[derive(Clone, Copy)]
struct Bucket {
    level: i64,
    at: Moment,
}

/// A bucket's size and how fast it fills.
#[derive(Clone, Copy)]
struct Size {
    burst: i64,
    per_second: i64,
}

pub(super) struct Buckets {
    column: Bucket,
    column_size: Size,
    network_size: Size,
    /// By code, as each was after its last letter. One that is not in it has a full bucket.
    networks: HashMap<u128, Bucket>,
    forgot: Moment,
}

impl Buckets {
    pub(super) fn new(limits: GateLimits) -> Self {
        let column_size = Size::new(limits.column_burst, limits.column_per_hour);
        Self {
            column: Bucket { level: column_size.burst, at: Moment(i64::MIN) },
            column_size,
            network_size: Size::new(limits.prefix_burst, limits.prefix_per_hour),
            networks: HashMap::new(),
            forgot: Moment(i64::MIN),
        }
    }

    /// Takes one letter in, if both the column and its network have room for it.
    ///
    /// Half of the column's burst is kept for networks that have been quiet, so that a flood, from Tor or from a few
    /// hundred networks, does not send everybody else to the slow lane too.
    pub(super) fn admit(&mut self, network: Option<u128>, now: Moment) -> bool {
        self.forget(now);
        self.column.fill(self.column_size, now);
        let known = network.and_then(|code| self.networks.get(&code).copied());
        let quiet = network.is_some() && known.is_none_or(|bucket| bucket.is_quiet(now));
        let kept = if quiet { 0 } else { self.column_size.burst / 2 };
        let mut bucket = known.unwrap_or(Bucket { level: self.network_size.burst, at: now });
        bucket.fill(self.network_size, now);
        let room =
            (network.is_none() || bucket.level >= LETTER) && self.column.level - kept >= LETTER;
        if room {
            self.column.level -= LETTER;
            bucket.level -= LETTER;
            if let Some(code) = network {
                self.keep(code, bucket);
            }
        }
        room
    }

    /// Forgets the networks that have been quiet. It costs nothing most of the time.
    pub(super) fn forget(&mut self, now: Moment) {
        if (0..FORGET_SECONDS).contains(&now.0.saturating_sub(self.forgot.0)) {
            return;
        }
        self.forgot = now;
        let size = self.network_size;
        self.networks.retain(|_, bucket| {
            // A clock that was put back must not hold a network down until it has caught up.
            bucket.at = bucket.at.min(now);
            let mut later = *bucket;
            later.fill(size, now);
            !bucket.is_quiet(now) || later.level < size.burst
        });
    }

    /// Remembers a bucket. When there are too many, the fullest goes: to forget it gives the least away.
    fn keep(&mut self, code: u128, bucket: Bucket) {
        if self.networks.len() >= NETWORKS_MAX && !self.networks.contains_key(&code) {
            let fullest =
                self.networks.iter().max_by_key(|(_, bucket)| bucket.level).map(|(&code, _)| code);
            fullest.and_then(|fullest| self.networks.remove(&fullest));
        }
        self.networks.insert(code, bucket);
    }
}

impl Size {
    fn new(burst: u32, per_hour: u32) -> Self {
        Self { burst: i64::from(burst) * LETTER, per_second: i64::from(per_hour) }
    }
}

impl Bucket {
    /// Adds what has come in since it was last looked at. A clock that was put back adds nothing.
    fn fill(&mut self, size: Size, now: Moment) {
        let seconds = now.0.saturating_sub(self.at.0).max(0);
        let gained = seconds.saturating_mul(size.per_second);
        self.level = self.level.saturating_add(gained).min(size.burst);
        self.at = now;
    }

    fn is_quiet(&self, now: Moment) -> bool {
        now.0.saturating_sub(self.at.0) >= QUIET_SECONDS
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn buckets(prefix_burst: u32, column_burst: u32) -> Buckets {
        let hourly = GateLimits::per_hour(u32::MAX, 10);
        Buckets::new(GateLimits { prefix_burst, column_burst, column_per_hour: 3_600, ..hourly })
    }

    #[test]
    fn a_burst_is_taken_at_once_and_fills_up_over_the_hour() {
        let mut buckets = buckets(5, 100);
        let taken = |buckets: &mut Buckets, now| {
            (0..20).filter(|_| buckets.admit(Some(1), Moment(now))).count()
        };
        assert_eq!(taken(&mut buckets, 0), 5);
        assert_eq!(taken(&mut buckets, 359), 0);
        assert_eq!(taken(&mut buckets, 360), 1);
        assert_eq!(taken(&mut buckets, 360 + 1_800), 5);
        assert_eq!(taken(&mut buckets, 100_000), 5);
    }

    #[test]
    fn a_clock_that_was_put_back_gives_nothing_and_takes_nothing() {
        let mut buckets = buckets(1, 100);
        assert!(buckets.admit(Some(1), Moment(10_000)));
        assert!(!buckets.admit(Some(1), Moment(0)));
        assert!(!buckets.admit(Some(1), Moment(359)));
        assert!(buckets.admit(Some(1), Moment(360)));
    }

    #[test]
    fn half_of_the_column_is_kept_for_quiet_networks() {
        let mut buckets = buckets(5, 10);
        assert_eq!((0..20).filter(|_| buckets.admit(None, Moment(0))).count(), 5);
        assert!(buckets.admit(Some(1), Moment(0)));
        assert!(!buckets.admit(Some(1), Moment(0)), "no longer quiet");
        assert_eq!((2..20).filter(|&code| buckets.admit(Some(code), Moment(0))).count(), 4);
    }

    #[test]
    fn what_is_remembered_is_bounded_and_a_drained_network_is_not_forgotten() {
        let mut buckets = buckets(5, u32::MAX);
        while buckets.admit(Some(u128::MAX), Moment(0)) {}
        for code in 0..NETWORKS_MAX as u128 + 50 {
            assert!(buckets.admit(Some(code), Moment(0)));
        }
        assert_eq!(buckets.networks.len(), NETWORKS_MAX);
        assert!(!buckets.admit(Some(u128::MAX), Moment(0)));
    }

    #[test]
    fn a_network_is_forgotten_an_hour_after_its_last_letter() {
        let mut buckets = buckets(5, 100);
        assert!(buckets.admit(Some(1), Moment(0)));
        assert!(buckets.admit(Some(2), Moment(1_800)));
        buckets.forget(Moment(3_599));
        assert_eq!(buckets.networks.len(), 2);
        buckets.forget(Moment(3_899));
        assert_eq!(buckets.networks.len(), 1);
        buckets.forget(Moment(5_700));
        assert!(buckets.networks.is_empty());
    }

    proptest! {
        #[test]
        fn no_network_gets_more_than_its_burst_and_its_hours(
            steps in proptest::collection::vec(0_i64..600, 1..200),
        ) {
            let mut buckets = buckets(5, u32::MAX);
            let (mut now, mut taken) = (0, 0);
            for step in steps {
                now += step;
                taken += i64::from(buckets.admit(Some(1), Moment(now)));
                prop_assert!(taken <= 5 + now * 10 / 3_600, "{taken} in {now} s");
            }
        }
    }
}
