//! A sealed letter as everything but `seal` sees it: a few facts in front, the rest opaque.

use std::fmt;

use super::KeyId;

/// The only suite so far: HPKE (RFC 9180) base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM.
pub const SUITE: u8 = 1;

/// Bytes of plaintext, padding included, that an envelope can hold. Nothing between these sizes is ever seen.
pub const BUCKETS: [usize; 7] =
    [KIB, 2 * KIB, 4 * KIB, 8 * KIB, 16 * KIB, 32 * KIB, ENVELOPE_PLAIN_BYTES_MAX];

/// Bytes of plaintext, padding included, in the largest envelope.
pub const ENVELOPE_PLAIN_BYTES_MAX: usize = 64 * KIB;

/// Bytes of plaintext, padding included, in every mailbox's state, whatever it says.
pub const STATE_BYTES: usize = 512;

/// Bytes of suite and key id, which stand in front and are authenticated.
pub const HEADER_BYTES: usize = 1 + 8;

/// Bytes of the encapsulated key (RFC 9180, section 7.1: Nenc of DHKEM(X25519, HKDF-SHA256)).
pub const ENC_BYTES: usize = 32;

/// Bytes of the tag that AES-256-GCM adds.
pub const TAG_BYTES: usize = 16;

/// Bytes in front of an own copy: AES-GCM's nonce (NIST SP 800-38D, section 5.2.1.1).
pub const COPY_NONCE_BYTES: usize = 12;

const KIB: usize = 1024;

/// A column's public key, which anyone can seal to and nobody can open with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnKey {
    /// What envelopes name the key by: the first 8 bytes of the SHA-256 of the public half.
    pub id: KeyId,
    /// X25519, 32 bytes as in RFC 7748.
    pub public: [u8; 32],
}

impl ColumnKey {
    /// The public half as 64 lower-case hexadecimal digits.
    pub fn public_hex(&self) -> String {
        self.public.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A sealed letter or reply: `suite (1 byte) ‖ key id (8) ‖ enc (32) ‖ ciphertext`.
///
/// Only its suite and its size have been checked; whether it can be opened is known to whoever has the key.
#[derive(Clone, PartialEq, Eq)]
pub struct Envelope(Vec<u8>);

/// A mailbox's sealed state: laid out like an [`Envelope`], always of the same size.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedState(Vec<u8>);

/// Bytes that cannot be an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEnvelope {
    /// The first byte names a suite that this program does not know.
    #[error("sealed with an unknown suite")]
    Suite,
    /// The length is none that a sealed letter can have.
    #[error("not the size of an envelope")]
    Size,
}

impl Envelope {
    /// Takes bytes that may come from anyone, checking the suite and then the length.
    ///
    /// # Errors
    ///
    /// * [`InvalidEnvelope::Suite`] when the first byte is not [`SUITE`], or there is none.
    /// * [`InvalidEnvelope::Size`] when the length is not that of one of the [`BUCKETS`].
    pub fn parse(bytes: Vec<u8>) -> Result<Self, InvalidEnvelope> {
        check(&bytes, &BUCKETS)?;
        Ok(Self(bytes))
    }

    /// The key that opens it, if the sender told the truth.
    pub fn key_id(&self) -> KeyId {
        let mut id = [0; 8];
        id.copy_from_slice(&self.0[1..HEADER_BYTES]);
        KeyId(id)
    }

    /// Suite and key id, [`HEADER_BYTES`] long.
    pub fn header(&self) -> &[u8] {
        &self.0[..HEADER_BYTES]
    }

    /// The encapsulated key, [`ENC_BYTES`] long.
    pub fn enc(&self) -> &[u8] {
        &self.0[HEADER_BYTES..HEADER_BYTES + ENC_BYTES]
    }

    /// What is encrypted, with its tag at the end: a bucket and [`TAG_BYTES`] long.
    pub fn ciphertext(&self) -> &[u8] {
        &self.0[HEADER_BYTES + ENC_BYTES..]
    }

    /// All of it, as the stores keep it.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// All of it, as the stores keep it.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl SealedState {
    /// Takes the bytes of a state, checking the suite and then the length.
    ///
    /// # Errors
    ///
    /// * [`InvalidEnvelope::Suite`] when the first byte is not [`SUITE`], or there is none.
    /// * [`InvalidEnvelope::Size`] when the length is not that of [`STATE_BYTES`] sealed.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, InvalidEnvelope> {
        check(&bytes, &[STATE_BYTES])?;
        Ok(Self(bytes))
    }

    /// All of it, as the stores keep it.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// All of it, as the stores keep it.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Whether an asker's own copy can have this length: a nonce, one of the [`BUCKETS`], and a tag.
pub fn is_copy_length(bytes: usize) -> bool {
    let plain = bytes.checked_sub(COPY_NONCE_BYTES + TAG_BYTES);
    plain.is_some_and(|plain| BUCKETS.contains(&plain))
}

/// Refuses what is not a suite-1 header and one of `sizes` of plaintext, sealed. The accessors rely on it.
fn check(bytes: &[u8], sizes: &[usize]) -> Result<(), InvalidEnvelope> {
    if bytes.first() != Some(&SUITE) {
        return Err(InvalidEnvelope::Suite);
    }
    match bytes.len().checked_sub(HEADER_BYTES + ENC_BYTES + TAG_BYTES) {
        Some(plain) if sizes.contains(&plain) => Ok(()),
        _ => Err(InvalidEnvelope::Size),
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Envelope({} bytes)", self.0.len())
    }
}

impl fmt::Debug for SealedState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedState({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OVERHEAD: usize = HEADER_BYTES + ENC_BYTES + TAG_BYTES;

    fn bytes(suite: u8, len: usize) -> Vec<u8> {
        let mut bytes: Vec<u8> = (0..len).map(|i| i as u8).collect();
        bytes[0] = suite;
        bytes
    }

    #[test]
    fn an_envelope_is_taken_in_every_bucket_and_shows_its_parts() {
        for bucket in BUCKETS {
            let raw = bytes(SUITE, OVERHEAD + bucket);
            let envelope = Envelope::parse(raw.clone()).unwrap();
            assert_eq!(envelope.key_id(), KeyId([1, 2, 3, 4, 5, 6, 7, 8]));
            assert_eq!(envelope.ciphertext().len(), bucket + TAG_BYTES);
            let parts = [envelope.header(), envelope.enc(), envelope.ciphertext()].concat();
            assert_eq!(parts, raw);
            assert_eq!(envelope.as_bytes(), raw);
            assert_eq!(envelope.into_bytes(), raw);
        }
    }

    #[test]
    fn an_envelope_one_byte_off_a_bucket_is_refused() {
        for bucket in BUCKETS {
            for len in [OVERHEAD + bucket - 1, OVERHEAD + bucket + 1] {
                assert_eq!(Envelope::parse(bytes(SUITE, len)), Err(InvalidEnvelope::Size));
            }
        }
        for len in [1, OVERHEAD, OVERHEAD + STATE_BYTES, OVERHEAD + 128 * KIB] {
            assert_eq!(Envelope::parse(bytes(SUITE, len)), Err(InvalidEnvelope::Size));
        }
    }

    #[test]
    fn an_unknown_suite_is_refused_before_the_size_is_looked_at() {
        assert_eq!(Envelope::parse(Vec::new()), Err(InvalidEnvelope::Suite));
        for suite in [0, 2, 255] {
            let raw = bytes(suite, OVERHEAD + KIB);
            assert_eq!(Envelope::parse(raw), Err(InvalidEnvelope::Suite));
            assert_eq!(SealedState::parse(bytes(suite, 3)), Err(InvalidEnvelope::Suite));
        }
    }

    #[test]
    fn a_state_has_one_size_only() {
        let raw = bytes(SUITE, OVERHEAD + STATE_BYTES);
        assert_eq!(SealedState::parse(raw.clone()).unwrap().into_bytes(), raw);
        for len in [OVERHEAD + STATE_BYTES - 1, OVERHEAD + STATE_BYTES + 1, OVERHEAD + KIB] {
            assert_eq!(SealedState::parse(bytes(SUITE, len)), Err(InvalidEnvelope::Size));
        }
    }

    #[test]
    fn an_own_copy_is_a_bucket_with_nonce_and_tag_and_nothing_else() {
        for bucket in BUCKETS {
            assert!(is_copy_length(bucket + 28));
            assert!(!is_copy_length(bucket + 27) && !is_copy_length(bucket + 29));
        }
        assert!(!is_copy_length(0) && !is_copy_length(28));
    }

    #[test]
    fn debug_output_shows_no_bytes() {
        let envelope = Envelope::parse(bytes(SUITE, OVERHEAD + KIB)).unwrap();
        assert_eq!(format!("{envelope:?}"), "Envelope(1081 bytes)");
    }
}
