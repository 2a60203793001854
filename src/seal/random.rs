//! Randomness, all of it from the operating system.

use std::convert::Infallible;
use std::io::{self, Write as _};

use hpke::rand_core::{TryCryptoRng, TryRng};

use crate::domain::{RECEIPT_WORDS, Receipt};

/// Bits that a word's place is drawn from: 8192 is the first power of two above the list's 7772 words.
const PLACE_MASK: u16 = (1 << 13) - 1;

/// The operating system's randomness, for `hpke`.
pub(super) struct OsRandom;

/// Draws `N` random bytes, fit for keys.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

/// Draws a random number, every one as likely as any other.
pub fn random_u64() -> u64 {
    u64::from_ne_bytes(random_bytes())
}

/// Draws a receipt, every one as likely as any other.
pub fn draw_receipt() -> Receipt {
    // A whole draw with a place beyond the list is thrown away, which leaves the rest uniform; a remainder would not.
    // About two draws in three are kept.
    loop {
        let places: [u16; RECEIPT_WORDS] =
            std::array::from_fn(|_| u16::from_ne_bytes(random_bytes()) & PLACE_MASK);
        if let Some(receipt) = Receipt::from_indices(places) {
            return receipt;
        }
    }
}

/// Fills `bytes`, or ends the process.
///
/// Linux's `getrandom` does not fail once the machine has booted. Where it still does, no key, receipt or session can
/// be made, and an error passed up would only invite someone to go on with zeros; so the process stops at once.
fn fill(bytes: &mut [u8]) {
    if let Err(err) = getrandom::fill(bytes) {
        // Standard error may be closed, and the process ends either way.
        let _ = writeln!(io::stderr(), "unsaid: the operating system gives no randomness: {err}");
        std::process::abort();
    }
}

impl TryRng for OsRandom {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_ne_bytes(random_bytes()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(random_u64())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for OsRandom {}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn two_draws_differ() {
        assert_ne!(random_bytes::<32>(), random_bytes::<32>());
        assert_ne!(random_u64(), random_u64());
        assert_ne!(draw_receipt(), draw_receipt());
    }

    #[test]
    fn every_word_is_drawn_sooner_or_later_and_none_too_often() {
        // 2000 × 7 draws out of 7772 words: a word comes 1.8 times, and 16 % of all words never do.
        let words: Vec<_> = (0..2000).flat_map(|_| draw_receipt().words()).collect();
        let distinct: HashSet<_> = words.iter().collect();
        assert!((6200..6850).contains(&distinct.len()), "{}", distinct.len());
        // By remainder of 13 bits, the first 420 words would come twice as often: 1436 times instead of 757.
        let first = words.iter().filter(|word| **word < "backing").count();
        assert!(first < 1000, "{first}");
    }
}
