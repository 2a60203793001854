//! Chance that can be had again: a printed seed makes the same choices.

use std::sync::atomic::{AtomicU64, Ordering};

/// A generator of random numbers (SplitMix64) that several clients share.
pub struct Random(AtomicU64);

impl Random {
    /// Takes the seed of `UNSAID_TEST_SEED`, or a new one, and prints it.
    pub fn seeded() -> Self {
        let given = std::env::var("UNSAID_TEST_SEED").ok();
        let seed = given.map_or_else(unsaid::seal::random_u64, |seed| seed.parse().unwrap());
        println!("UNSAID_TEST_SEED={seed} makes the same choices");
        Self(AtomicU64::new(seed))
    }

    /// A number below `end`.
    pub fn below(&self, end: u64) -> u64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut z = self.0.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}
