//! Names of things. Public ids are random or derived bits and say nothing; a vault id says the day alone.

use std::fmt;

use super::Day;

/// An id does not have the shape that its kind of id has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct InvalidId;

/// Defines an id of `$bytes` bytes, written as lower-case hexadecimal.
macro_rules! bytes_id {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $bytes]);

        impl $name {
            /// Reads the id from hexadecimal digits or, where the store keeps it, from its bytes.
            ///
            /// # Errors
            ///
            /// * [`InvalidId`] when the count of bytes is off or a digit is none.
            pub fn from_hex(text: &str) -> Result<Self, InvalidId> {
                let mut bytes = [0; $bytes];
                hex_into(text, &mut bytes)?;
                Ok(Self(bytes))
            }

            /// Takes the id from a slice of exactly its length.
            ///
            /// # Errors
            ///
            /// * [`InvalidId`] when the slice is shorter or longer.
            pub fn from_slice(bytes: &[u8]) -> Result<Self, InvalidId> {
                bytes.try_into().map(Self).map_err(|_| InvalidId)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::from_hex(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

bytes_id!(
    /// The column itself; bound into everything that is sealed for it.
    ColumnId, 16
);
bytes_id!(
    /// One of the column's key pairs.
    KeyId, 8
);
bytes_id!(
    /// One envelope in the public store; random, or derived from a receipt.
    EnvelopeId, 16
);
bytes_id!(
    /// A reader's mailbox: the SHA-256 of its receipt's `lookup`.
    MailboxId, 32
);
bytes_id!(
    /// A person at the desk, or the printed recovery code.
    AccountId, 16
);
bytes_id!(
    /// A post as the public store names it.
    PublicId, 16
);
bytes_id!(
    /// A picture.
    PictureId, 16
);
bytes_id!(
    /// A picture in one width: the first half of its content's SHA-256, so that the same content is kept once and its
    /// address may be remembered for ever.
    PictureName, 16
);
bytes_id!(
    /// The SHA-256 of a receipt's `auth`. Whoever shows what hashes to it may follow up and withdraw.
    AuthHash, 32
);
bytes_id!(
    /// A receipt's `auth` itself, shown inside a sealed letter to prove it.
    AuthKey, 32
);
bytes_id!(
    /// The public half of a reader's X25519 pair; replies and states are sealed to it.
    ReaderKey, 32
);
bytes_id!(
    /// The public half of an account's X25519 pair; the keyring is sealed to it.
    AccountPublic, 32
);
bytes_id!(
    /// The column's public random salt, mixed into everything that is derived from a receipt.
    ColumnSalt, 32
);

/// A text that returns, as a block of posts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct BlockId(pub i64);

/// Defines an id of the vault: `utc_day << 40 | 40 random bits`, rowid and keyset in one.
macro_rules! day_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub struct $name(pub i64);

        impl $name {
            /// Makes the id for `day` from random bits, of which the lowest 40 are used.
            pub fn new(day: Day, random: u64) -> Self {
                Self(i64::from(day.0) << RANDOM_BITS | (random & RANDOM_MASK) as i64)
            }

            /// The day that the id was made on.
            pub fn day(self) -> Day {
                Day((self.0 >> RANDOM_BITS) as u32)
            }

            /// Reads the id from decimal digits.
            ///
            /// # Errors
            ///
            /// * [`InvalidId`] for anything but a positive 64-bit number.
            pub fn parse(text: &str) -> Result<Self, InvalidId> {
                match text.parse() {
                    Ok(number) if number > 0 => Ok(Self(number)),
                    _ => Err(InvalidId),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

/// Random bits at the low end of a vault id; the day stands above them.
const RANDOM_BITS: u32 = 40;
const RANDOM_MASK: u64 = (1 << RANDOM_BITS) - 1;

day_id!(
    /// A question in the vault.
    QuestionId
);
day_id!(
    /// A post in the vault, draft or public.
    PostId
);
day_id!(
    /// A comment in the vault.
    CommentId
);

/// Reads exactly `2 * N` lower-case hexadecimal digits.
///
/// # Errors
///
/// * [`InvalidId`] when the count is off or a digit is none.
pub fn from_hex<const N: usize>(text: &str) -> Result<[u8; N], InvalidId> {
    let mut bytes = [0; N];
    hex_into(text, &mut bytes)?;
    Ok(bytes)
}

/// Fills `out` from exactly twice as many hexadecimal digits.
fn hex_into(text: &str, out: &mut [u8]) -> Result<(), InvalidId> {
    let text = text.as_bytes();
    if text.len() != out.len() * 2 {
        return Err(InvalidId);
    }
    for (byte, digits) in out.iter_mut().zip(text.chunks_exact(2)) {
        *byte = hex_digit(digits[0])? << 4 | hex_digit(digits[1])?;
    }
    Ok(())
}

fn hex_digit(digit: u8) -> Result<u8, InvalidId> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(InvalidId),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_writes() {
        let id = EnvelopeId(std::array::from_fn(|i| i as u8 * 16));
        assert_eq!(EnvelopeId::from_hex(&id.to_string()), Ok(id));
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"00102030405060708090a0b0c0d0e0f0\"");
    }

    #[test]
    fn text_that_is_no_id_is_refused() {
        for text in
            ["", "00", "zz102030405060708090a0b0c0d0e0f0", "001020304050607080a0b0c0d0e0f0é"]
        {
            assert_eq!(EnvelopeId::from_hex(text), Err(InvalidId), "{text:?}");
        }
        for text in ["0", "-1", "9223372036854775808", "1e3", ""] {
            assert_eq!(QuestionId::parse(text), Err(InvalidId), "{text:?}");
        }
    }

    #[test]
    fn a_vault_id_keeps_its_day_and_only_forty_bits_of_chance() {
        let id = QuestionId::new(Day(20_000), u64::MAX);
        assert_eq!(id.day(), Day(20_000));
        assert!(id < QuestionId::new(Day(20_001), 0));
    }
}
