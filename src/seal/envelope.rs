//! Letters: sealed by anyone to the column, opened at the desk.

use std::fmt;

use super::frame::{self, Frame};
use super::suite::{self, KeyPair, Place, Purpose};
use super::{OpenError, SealError};
use crate::domain::{BUCKETS, ColumnId, ColumnKey, Envelope, EnvelopeId, KeyId, Letter};

/// The private half of one of the column's key pairs; it lies in the keyring alone.
#[derive(Clone)]
pub struct ColumnSecret(pub(super) KeyPair);

impl ColumnSecret {
    /// Makes a new pair.
    pub fn generate() -> Self {
        Self(KeyPair::generate())
    }

    /// What envelopes name the pair by.
    pub fn id(&self) -> KeyId {
        self.0.id
    }

    /// The half that may be shown to all.
    pub fn public_half(&self) -> ColumnKey {
        ColumnKey { id: self.0.id, public: self.0.public }
    }
}

impl fmt::Debug for ColumnSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ColumnSecret({})", self.id())
    }
}

/// Seals a letter to the column, for the row `id` of the public store and no other.
///
/// # Errors
///
/// * [`SealError::TooLarge`] when its JSON and 4 bytes are more than 64 KiB.
/// * [`SealError::Key`] when `key` is no usable public key.
pub fn seal_letter(
    column: &ColumnId,
    key: &ColumnKey,
    id: &EnvelopeId,
    letter: &Letter,
) -> Result<Envelope, SealError> {
    let frame = Frame::json(letter, &BUCKETS)?;
    let sealed = suite::seal(&key.id, &key.public, &place(column, id), frame)?;
    Envelope::parse(sealed).map_err(|_| SealError::TooLarge)
}

/// Opens a letter that lay in the row `id` of the public store.
///
/// # Errors
///
/// * [`OpenError::WrongKey`] when it was sealed to another pair than `secret`'s.
/// * [`OpenError::Decrypt`] when it was changed, moved to another row or never sealed to this key.
/// * [`OpenError::Padding`] and [`OpenError::Structure`] when its sender did not keep to the format.
pub fn open_letter(
    column: &ColumnId,
    secret: &ColumnSecret,
    id: &EnvelopeId,
    envelope: &Envelope,
) -> Result<Letter, OpenError> {
    let plain = suite::open(&secret.0, &place(column, id), envelope.as_bytes())?;
    frame::json(&plain, &BUCKETS)
}

fn place<'a>(column: &'a ColumnId, id: &'a EnvelopeId) -> Place<'a> {
    Place { purpose: Purpose::Letter, column, owner: &id.0, number: None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{AuthKey, Consent, InvalidEnvelope, MailboxId, ReaderKey};

    const COLUMN: ColumnId = ColumnId([1; 16]);
    const ID: EnvelopeId = EnvelopeId([2; 16]);

    fn letter(text: &str) -> Letter {
        Letter::Question {
            text: text.to_owned(),
            consent: Consent::Proof,
            mailbox: MailboxId([3; 32]),
            auth: AuthKey([4; 32]),
            reader: ReaderKey([5; 32]),
        }
    }

    fn sealed(secret: &ColumnSecret, plain: &[u8]) -> Envelope {
        let key = secret.public_half();
        let frame = Frame::raw(plain);
        let bytes = suite::seal(&key.id, &key.public, &place(&COLUMN, &ID), frame).unwrap();
        Envelope::parse(bytes).unwrap()
    }

    /// Seals JSON as an honest page would, and opens it.
    fn open_json(secret: &ColumnSecret, json: &str) -> Result<Letter, OpenError> {
        let mut frame = Frame::bytes(json.as_bytes(), &BUCKETS).unwrap();
        let envelope = sealed(secret, frame.plain());
        open_letter(&COLUMN, secret, &ID, &envelope)
    }

    #[test]
    fn a_letter_fills_its_bucket_to_the_last_byte_and_then_takes_the_next() {
        let secret = ColumnSecret::generate();
        let key = secret.public_half();
        let bare = serde_json::to_string(&letter("")).unwrap().len() + 4;
        for (i, bucket) in BUCKETS.into_iter().enumerate() {
            let size = |text: &str| {
                let envelope = seal_letter(&COLUMN, &key, &ID, &letter(text))?;
                let opened = open_letter(&COLUMN, &secret, &ID, &envelope).unwrap();
                assert_eq!(opened, letter(text));
                Ok(envelope.ciphertext().len() - 16)
            };
            let text = "x".repeat(bucket - bare);
            assert_eq!(size(&text), Ok(bucket));
            let next = BUCKETS.get(i + 1).copied().ok_or(SealError::TooLarge);
            assert_eq!(size(&format!("{text}x")), next);
        }
    }

    #[test]
    fn every_flipped_bit_or_byte_of_an_envelope_is_refused() {
        let secret = ColumnSecret::generate();
        let whole = seal_letter(&COLUMN, &secret.public_half(), &ID, &letter("?")).unwrap();
        let bytes = whole.into_bytes();
        // Among the flips is the top bit of `enc`, which X25519 itself does not look at.
        let flips = (0..bytes.len()).flat_map(|place| [(place, 0x80), (place, 1 << (place % 7))]);
        for (place, flip) in flips {
            let mut changed = bytes.clone();
            changed[place] ^= flip;
            let found = Envelope::parse(changed)
                .map(|envelope| open_letter(&COLUMN, &secret, &ID, &envelope).unwrap_err());
            let expected = match place {
                0 => Err(InvalidEnvelope::Suite),
                1..9 => Ok(OpenError::WrongKey),
                _ => Ok(OpenError::Decrypt),
            };
            assert_eq!(found, expected, "byte {place}");
        }
    }

    #[test]
    fn an_envelope_moved_to_another_row_or_column_is_refused() {
        let secret = ColumnSecret::generate();
        let envelope = seal_letter(&COLUMN, &secret.public_half(), &ID, &letter("?")).unwrap();
        let (row, column) = (EnvelopeId([9; 16]), ColumnId([9; 16]));
        assert_eq!(open_letter(&COLUMN, &secret, &row, &envelope), Err(OpenError::Decrypt));
        assert_eq!(open_letter(&column, &secret, &ID, &envelope), Err(OpenError::Decrypt));
    }

    #[test]
    fn an_envelope_for_another_key_is_refused_and_a_claimed_key_id_does_not_help() {
        let (secret, other) = (ColumnSecret::generate(), ColumnSecret::generate());
        let envelope = seal_letter(&COLUMN, &other.public_half(), &ID, &letter("?")).unwrap();
        assert_eq!(open_letter(&COLUMN, &secret, &ID, &envelope), Err(OpenError::WrongKey));
        let claimed = ColumnKey { id: secret.id(), ..other.public_half() };
        let envelope = seal_letter(&COLUMN, &claimed, &ID, &letter("?")).unwrap();
        assert_eq!(open_letter(&COLUMN, &secret, &ID, &envelope), Err(OpenError::Decrypt));
    }

    #[test]
    fn two_envelopes_of_the_same_letter_differ() {
        let key = ColumnSecret::generate().public_half();
        let seal = || seal_letter(&COLUMN, &key, &ID, &letter("?")).unwrap();
        let (one, other) = (seal(), seal());
        assert_ne!(one.enc(), other.enc());
        assert_ne!(one.ciphertext(), other.ciphertext());
        assert_eq!(one.header(), other.header());
    }

    #[test]
    fn a_letter_with_wrong_padding_is_refused() {
        let secret = ColumnSecret::generate();
        let mut good = Frame::json(&letter("?"), &BUCKETS).unwrap();
        let good = good.plain().to_vec();
        let mut marked = good.clone();
        marked[1023] = 1;
        let mut long = good.clone();
        long[..4].copy_from_slice(&1021_u32.to_be_bytes());
        let mut larger = good.clone();
        larger.resize(2048, 0);
        for (plain, expected) in [
            (good, Ok(letter("?"))),
            (marked, Err(OpenError::Padding)),
            (long, Err(OpenError::Padding)),
            (larger, Err(OpenError::Padding)),
        ] {
            assert_eq!(open_letter(&COLUMN, &secret, &ID, &sealed(&secret, &plain)), expected);
        }
    }

    #[test]
    fn a_letter_of_any_other_structure_is_refused() {
        let secret = ColumnSecret::generate();
        let good = serde_json::to_string(&letter("?")).unwrap();
        assert_eq!(open_json(&secret, &good), Ok(letter("?")));
        let deep = format!("{}1{}", "[".repeat(30_000), "]".repeat(30_000));
        for json in [
            String::new(),
            "null".to_owned(),
            "{}".to_owned(),
            good.replacen("question", "riddle", 1),
            good.replacen('{', r#"{"more":1,"#, 1),
            good.replacen('}', r#","more":1}"#, 1),
            good.replacen('}', r#","text":"twice"}"#, 1),
            good.replacen('}', r#","kind":"question"}"#, 1),
            good.replacen(r#""consent":"proof""#, r#""consent":"maybe""#, 1),
            good.replacen(r#""?""#, "7", 1),
            good.replacen(r#""?""#, &deep, 1),
            format!("{good}{good}"),
            deep,
        ] {
            assert_eq!(open_json(&secret, &json), Err(OpenError::Structure), "{json:.80}");
        }
    }

    #[test]
    fn a_key_is_named_by_the_hash_of_its_public_half_and_not_shown() {
        let secret = ColumnSecret::generate();
        let key = secret.public_half();
        assert_eq!(key.id, suite::key_id(&key.public));
        assert_eq!(format!("{secret:?}"), format!("ColumnSecret({})", key.id));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_letter_opens_as_it_was_sealed(text in any::<String>(), id in any::<[u8; 16]>()) {
            let (secret, id) = (ColumnSecret::generate(), EnvelopeId(id));
            let envelope = seal_letter(&COLUMN, &secret.public_half(), &id, &letter(&text)).unwrap();
            prop_assert_eq!(open_letter(&COLUMN, &secret, &id, &envelope), Ok(letter(&text)));
        }

        #[test]
        fn no_plain_text_makes_opening_panic(
            plain in proptest::collection::vec(any::<u8>(), 1024),
            length in 0_u32..1100,
        ) {
            let secret = ColumnSecret::generate();
            let mut plain = plain;
            plain[..4].copy_from_slice(&length.to_be_bytes());
            prop_assert!(open_letter(&COLUMN, &secret, &ID, &sealed(&secret, &plain)).is_err());
        }
    }
}
