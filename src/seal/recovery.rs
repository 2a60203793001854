//! The recovery code: an account's key pair on a sheet of paper.

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::AccountSecret;
use super::random::random_bytes;
use super::suite::KeyPair;
use crate::domain::ColumnId;

/// Characters of a code: 128 random bits and a checksum of 12, five bits each.
const CHARS: usize = 28;

/// Characters of a group in print.
const GROUP_CHARS: usize = 4;

/// Crockford's base 32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The polynomial of CRC-12, x¹² + x¹¹ + x³ + x² + x + 1, without its first term.
const CRC_POLYNOMIAL: u16 = 0x80f;

/// The printed recovery code: 128 random bits, wiped when dropped. It is an account that needs no password.
///
/// In print it is 28 characters of Crockford's base 32 in seven groups of four. The checksum finds every single wrong
/// character and every two neighbours swapped, for a CRC of 12 bits finds every burst of up to 12.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode([u8; 16]);

/// Typed text is not a recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRecoveryCode {
    /// There are more or fewer than 28 characters.
    #[error("a recovery code has 28 characters")]
    Length,
    /// A character is none that codes are made of.
    #[error("a recovery code has letters and digits only, and no U")]
    Character,
    /// It is mistyped somewhere.
    #[error("the recovery code is mistyped")]
    Checksum,
}

impl RecoveryCode {
    /// Draws a new one.
    pub fn generate() -> Self {
        Self(random_bytes())
    }

    /// Reads a code as people type it: in any case, with any white space and dashes, and with the letters that look
    /// like digits (O, I, L) taken for them.
    ///
    /// # Errors
    ///
    /// * [`InvalidRecoveryCode::Character`] when anything else is found within the first 28 characters.
    /// * [`InvalidRecoveryCode::Length`] when there are not 28 characters.
    /// * [`InvalidRecoveryCode::Checksum`] when the code is mistyped.
    pub fn parse(typed: &str) -> Result<Self, InvalidRecoveryCode> {
        let mut chars = typed.chars().filter(|&c| !is_separator(c));
        // 140 bits do not fit a u128: 25 characters are bits alone, the last three are 3 bits and the checksum.
        let mut bits = Zeroizing::new(0_u128);
        for _ in 0..CHARS - 3 {
            *bits = *bits << 5 | u128::from(value(chars.next())?);
        }
        let mut tail = 0;
        for _ in 0..3 {
            tail = tail << 5 | value(chars.next())?;
        }
        if chars.next().is_some() {
            return Err(InvalidRecoveryCode::Length);
        }
        let code = Self((*bits << 3 | u128::from(tail >> 12)).to_be_bytes());
        if checksum(&code.0) == tail & 0xfff {
            Ok(code)
        } else {
            Err(InvalidRecoveryCode::Checksum)
        }
    }

    /// The account's key pair: HKDF-SHA256 with the column's id for its salt, then `DeriveKeyPair` of RFC 9180.
    pub fn account_secret(&self, column: &ColumnId) -> AccountSecret {
        let mut ikm = Zeroizing::new([0; 32]);
        // Cannot fail: 32 of at most 8160 bytes are asked for.
        let _ = Hkdf::<Sha256>::new(Some(&column.0), &self.0)
            .expand(b"unsaid/1 recovery", ikm.as_mut_slice());
        AccountSecret(KeyPair::derive(&ikm))
    }

    /// The 28 characters of five bits each.
    fn chars(&self) -> impl Iterator<Item = char> {
        let bits = u128::from_be_bytes(self.0);
        let tail = (bits as u16 & 7) << 12 | checksum(&self.0);
        let head = (0..CHARS - 3).map(move |i| (bits >> (123 - 5 * i)) as u16);
        let all = head.chain([tail >> 10, tail >> 5, tail]);
        all.map(|value| char::from(ALPHABET[usize::from(value & 31)]))
    }
}

/// White space, hyphens and dashes, as in a receipt.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The five bits of a character.
fn value(c: Option<char>) -> Result<u16, InvalidRecoveryCode> {
    let c = match c.ok_or(InvalidRecoveryCode::Length)?.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    ALPHABET
        .iter()
        .zip(0..)
        .find_map(|(&letter, value)| (char::from(letter) == c).then_some(value))
        .ok_or(InvalidRecoveryCode::Character)
}

/// CRC-12 of the code's bits.
fn checksum(bytes: &[u8]) -> u16 {
    let mut crc = 0;
    for byte in bytes {
        crc ^= u16::from(*byte) << 4;
        for _ in 0..8 {
            let carry = crc & 0x800 != 0;
            crc = (crc << 1) & 0xfff;
            if carry {
                crc ^= CRC_POLYNOMIAL;
            }
        }
    }
    crc
}

/// As it is printed: groups of four with hyphens between them.
impl fmt::Display for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, c) in self.chars().enumerate() {
            if i > 0 && i % GROUP_CHARS == 0 {
                f.write_str("-")?;
            }
            write!(f, "{c}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use InvalidRecoveryCode as Invalid;

    /// Bits and checksum computed with Python, an X25519 written from RFC 7748 among it. Printed codes outlive
    /// releases: these values never change.
    #[test]
    fn a_code_and_its_key_are_pinned() {
        let code = RecoveryCode(std::array::from_fn(|i| i as u8));
        assert_eq!(code.to_string(), "000G-40R4-0M30-E209-185G-R38E-1W0H");
        let secret = code.account_secret(&ColumnId([7; 16]));
        let expected = "73ba64c6749c70039d470e7edf5133355195f7557bad4baf762eba10f7ff2228";
        assert_eq!(secret.public().to_string(), expected);
    }

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        let code = RecoveryCode(std::array::from_fn(|i| i as u8));
        for typed in [
            "000G-40R4-0M30-E209-185G-R38E-1W0H",
            "000g40r40m30e209185gr38e1w0h",
            " ooog 4Or4 om3o e2o9\ni85g\u{a0}r38e – lwoh ",
        ] {
            assert_eq!(RecoveryCode::parse(typed), Ok(code.clone()), "{typed:?}");
        }
    }

    #[test]
    fn a_code_of_another_length_or_with_other_characters_is_refused() {
        for (typed, expected) in [
            ("", Invalid::Length),
            ("000G-40R4-0M30-E209-185G-R38E-1W0", Invalid::Length),
            ("000G-40R4-0M30-E209-185G-R38E-1W0H0", Invalid::Length),
            ("000G-40R4-0M30-E209-185G-R38E-1W0U", Invalid::Character),
            ("000G-40R4-0M30-E209-185G-R38E-1W0é", Invalid::Character),
            ("000G_40R4-0M30-E209-185G-R38E-1W0H", Invalid::Character),
        ] {
            assert_eq!(RecoveryCode::parse(typed), Err(expected), "{typed:?}");
        }
        assert_eq!(RecoveryCode::parse(&"0".repeat(1 << 20)), Err(Invalid::Length));
    }

    #[test]
    fn every_single_wrong_character_is_found() {
        let chars: Vec<char> = RecoveryCode::generate().chars().collect();
        for place in 0..CHARS {
            for letter in ALPHABET.iter().copied().map(char::from) {
                let mut typed = chars.clone();
                typed[place] = letter;
                let read = RecoveryCode::parse(&typed.iter().collect::<String>());
                let expected = if letter == chars[place] { None } else { Some(Invalid::Checksum) };
                assert_eq!(read.err(), expected, "{letter} at {place}");
            }
        }
    }

    #[test]
    fn every_swap_of_two_neighbours_is_found() {
        let chars: Vec<char> = RecoveryCode::generate().chars().collect();
        for place in 1..CHARS {
            let mut typed = chars.clone();
            typed.swap(place - 1, place);
            if typed != chars {
                let read = RecoveryCode::parse(&typed.iter().collect::<String>());
                assert_eq!(read.err(), Some(Invalid::Checksum), "at {place}");
            }
        }
    }

    #[test]
    fn another_column_gives_another_key() {
        let code = RecoveryCode::generate();
        let public = |column| code.account_secret(&ColumnId([column; 16])).public();
        assert_eq!(public(1), public(1));
        assert_ne!(public(1), public(2));
    }

    #[test]
    fn debug_output_shows_no_character() {
        assert_eq!(format!("{:?}", RecoveryCode::generate()), "RecoveryCode(…)");
    }

    proptest! {
        #[test]
        fn every_code_reads_back_what_it_shows(bits in any::<[u8; 16]>()) {
            let code = RecoveryCode(bits);
            prop_assert_eq!(RecoveryCode::parse(&code.to_string().to_lowercase()), Ok(code));
        }

        #[test]
        fn no_text_makes_parsing_panic(typed in any::<String>()) {
            let _ = RecoveryCode::parse(&typed);
        }
    }
}
