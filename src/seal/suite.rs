//! The one suite: HPKE (RFC 9180) base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.

use hpke::inout::InOutBuf;
use hpke::{Deserializable, Kem as _, OpModeR, OpModeS, Serializable};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::frame::Frame;
use super::random::{OsRandom, random_bytes};
use super::{OpenError, SealError};
use crate::domain::{ColumnId, ENC_BYTES, HEADER_BYTES, KeyId, SUITE};

type Kem = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::AesGcm256;

/// An X25519 pair; `hpke` wipes the private half when dropped.
#[derive(Clone)]
pub(super) struct KeyPair {
    /// What sealed things name the pair by.
    pub id: KeyId,
    pub public: [u8; 32],
    secret: <Kem as hpke::Kem>::PrivateKey,
}

/// What a sealed thing is for, so that one kind is never opened as another.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// To the column, from a reader.
    Letter,
    /// To a reader, from the desk: replies and states.
    Reply,
    /// To an account.
    Keyring,
}

/// Where a sealed thing belongs; it opens nowhere else.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub purpose: Purpose,
    pub column: &'a ColumnId,
    /// The id of the envelope, mailbox or account.
    pub owner: &'a [u8],
    /// The reply's number or the keyring's generation.
    pub number: Option<u32>,
}

impl KeyPair {
    /// Makes a new one.
    pub fn generate() -> Self {
        let ikm = Zeroizing::new(random_bytes::<32>());
        Self::derive(&ikm)
    }

    /// Derives it from key material: `DeriveKeyPair` of RFC 9180, section 7.1.3.
    pub fn derive(ikm: &[u8; 32]) -> Self {
        let (secret, public) = Kem::derive_keypair(ikm);
        Self::of(secret, &public)
    }

    /// Makes it of a private half that [`Self::secret_bytes`] gave.
    pub fn from_secret(bytes: &[u8; 32]) -> Result<Self, OpenError> {
        let secret = <Kem as hpke::Kem>::PrivateKey::from_bytes(bytes);
        let secret = secret.map_err(|_| OpenError::Structure)?;
        let public = Kem::sk_to_pk(&secret);
        Ok(Self::of(secret, &public))
    }

    /// The private half, clamped as RFC 7748 has it.
    pub fn secret_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.secret.to_bytes().into())
    }

    fn of(secret: <Kem as hpke::Kem>::PrivateKey, public: &<Kem as hpke::Kem>::PublicKey) -> Self {
        let public = public.to_bytes().into();
        Self { id: key_id(&public), public, secret }
    }
}

impl Place<'_> {
    /// HPKE's `info`: the label and the column.
    fn info(&self) -> Vec<u8> {
        let label: &[u8] = match self.purpose {
            Purpose::Letter => b"unsaid/1 letter",
            Purpose::Reply => b"unsaid/1 reply",
            Purpose::Keyring => b"unsaid/1 keyring",
        };
        [label, &self.column.0].concat()
    }

    /// HPKE's `aad`: the header, the owner's id and, where there is one, the number in big endian.
    fn aad(&self, header: &[u8]) -> Vec<u8> {
        match self.number {
            Some(number) => [header, self.owner, &number.to_be_bytes()].concat(),
            None => [header, self.owner].concat(),
        }
    }
}

/// What sealed things name a public key by: the first 8 bytes of its SHA-256.
pub(super) fn key_id(public: &[u8; 32]) -> KeyId {
    let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(Sha256::digest(public));
    KeyId([a, b, c, d, e, f, g, h])
}

/// Seals a frame in its own buffer: `suite ‖ key id ‖ enc ‖ ciphertext`.
pub(super) fn seal(
    key_id: &KeyId,
    public: &[u8; 32],
    place: &Place<'_>,
    mut frame: Frame,
) -> Result<Vec<u8>, SealError> {
    let header = header(key_id);
    let public = <Kem as hpke::Kem>::PublicKey::from_bytes(public).map_err(|_| SealError::Key)?;
    // The plain text is overwritten by the ciphertext, so that no copy of it is left behind.
    let (enc, tag) = hpke::single_shot_seal_inout_detached_with_rng::<Aead, Kdf, Kem>(
        &OpModeS::Base,
        &public,
        &place.info(),
        InOutBuf::from(frame.plain()),
        &place.aad(&header),
        &mut OsRandom,
    )
    .map_err(|_| SealError::Key)?;
    Ok(frame.close(&header, &enc.to_bytes().into(), &tag.to_bytes().into()))
}

/// Opens what [`seal`] gave and returns the plain text, padding and all.
pub(super) fn open(
    pair: &KeyPair,
    place: &Place<'_>,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (found, rest) = sealed.split_first_chunk().ok_or(OpenError::Structure)?;
    let (enc, ciphertext) = rest.split_first_chunk::<ENC_BYTES>().ok_or(OpenError::Structure)?;
    let header = header(&pair.id);
    if *found != header {
        return Err(OpenError::WrongKey);
    }
    let enc = <Kem as hpke::Kem>::EncappedKey::from_bytes(enc).map_err(|_| OpenError::Decrypt)?;
    hpke::single_shot_open::<Aead, Kdf, Kem>(
        &OpModeR::Base,
        &pair.secret,
        &enc,
        &place.info(),
        ciphertext,
        &place.aad(&header),
    )
    .map(Zeroizing::new)
    .map_err(|_| OpenError::Decrypt)
}

/// What stands in front of all that is sealed to a key.
pub(super) fn header(key_id: &KeyId) -> [u8; HEADER_BYTES] {
    let [a, b, c, d, e, f, g, h] = key_id.0;
    [SUITE, a, b, c, d, e, f, g, h]
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use hpke::rand_core::{TryCryptoRng, TryRng};

    use super::*;

    const VECTOR: &str = include_str!("../../tests/vectors/hpke-x25519-sha256-aes256gcm.json");

    fn bytes(vector: &serde_json::Value, name: &str) -> Vec<u8> {
        let text = vector[name].as_str().unwrap();
        let digits = text.as_bytes().chunks_exact(2);
        digits.map(|two| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap()).collect()
    }

    fn key(vector: &serde_json::Value, name: &str) -> [u8; 32] {
        bytes(vector, name).try_into().unwrap()
    }

    /// "Randomness" that is a vector's key material.
    struct Fixed([u8; 32]);

    impl TryRng for Fixed {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            unreachable!()
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            unreachable!()
        }

        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
            bytes.copy_from_slice(&self.0);
            Ok(())
        }
    }

    impl TryCryptoRng for Fixed {}

    #[test]
    fn the_suite_is_the_one_that_the_published_vector_is_for() {
        use hpke::aead::Aead as _;
        use hpke::kdf::Kdf as _;
        let vector: serde_json::Value = serde_json::from_str(VECTOR).unwrap();
        assert_eq!(vector["mode"], 0);
        assert_eq!(vector["kem_id"], <Kem as hpke::Kem>::KEM_ID);
        assert_eq!(vector["kdf_id"], Kdf::KDF_ID);
        assert_eq!(vector["aead_id"], Aead::AEAD_ID);
    }

    #[test]
    fn the_published_key_pair_is_derived() {
        let vector = serde_json::from_str(VECTOR).unwrap();
        let derived = KeyPair::derive(&key(&vector, "ikmR"));
        // The vector's private key is as expanded, ours is clamped as RFC 7748 has it done at every use.
        let published = KeyPair::from_secret(&key(&vector, "skRm")).unwrap();
        assert_eq!(derived.secret_bytes(), published.secret_bytes());
        assert_eq!(derived.public, key(&vector, "pkRm"));
    }

    #[test]
    fn the_published_ciphertexts_are_sealed_and_opened() {
        let vector: serde_json::Value = serde_json::from_str(VECTOR).unwrap();
        let pair = KeyPair::derive(&key(&vector, "ikmR"));
        let public = <Kem as hpke::Kem>::PublicKey::from_bytes(&pair.public).unwrap();
        let info = bytes(&vector, "info");
        let (enc, mut sender) = hpke::setup_sender_with_rng::<Aead, Kdf, Kem>(
            &OpModeS::Base,
            &public,
            &info,
            &mut Fixed(key(&vector, "ikmE")),
        )
        .unwrap();
        assert_eq!(enc.to_bytes().as_slice(), bytes(&vector, "enc"));

        let mut receiver =
            hpke::setup_receiver::<Aead, Kdf, Kem>(&OpModeR::Base, &pair.secret, &enc, &info)
                .unwrap();
        for encryption in vector["encryptions"].as_array().unwrap() {
            let [aad, plain, sealed] = ["aad", "pt", "ct"].map(|name| bytes(encryption, name));
            assert_eq!(sender.seal(&plain, &aad).unwrap(), sealed);
            assert_eq!(receiver.open(&sealed, &aad).unwrap(), plain);
        }
    }

    #[test]
    fn nothing_is_sealed_to_a_point_of_low_order() {
        let column = ColumnId([1; 16]);
        let place = Place { purpose: Purpose::Letter, column: &column, owner: b"x", number: None };
        for public in [[0; 32], std::array::from_fn(|i| u8::from(i == 0))] {
            let sealed = seal(&KeyId([0; 8]), &public, &place, Frame::raw(&[0; 1024]));
            assert_eq!(sealed, Err(SealError::Key));
        }
    }

    #[test]
    fn a_sealed_thing_opens_in_its_own_place_only() {
        let (column, other) = (ColumnId([1; 16]), ColumnId([2; 16]));
        let pair = KeyPair::generate();
        let place =
            Place { purpose: Purpose::Letter, column: &column, owner: b"here", number: Some(1) };
        let sealed = seal(&pair.id, &pair.public, &place, Frame::raw(b"plain")).unwrap();
        assert_eq!(open(&pair, &place, &sealed).unwrap().as_slice(), b"plain");

        for elsewhere in [
            Place { purpose: Purpose::Reply, ..place },
            Place { purpose: Purpose::Keyring, ..place },
            Place { column: &other, ..place },
            Place { owner: b"elsewhere", ..place },
            Place { number: Some(2), ..place },
            Place { number: None, ..place },
        ] {
            assert_eq!(open(&pair, &elsewhere, &sealed), Err(OpenError::Decrypt));
        }
    }

    #[test]
    fn anything_too_short_is_refused() {
        let (column, pair) = (ColumnId([1; 16]), KeyPair::generate());
        let place = Place { purpose: Purpose::Letter, column: &column, owner: b"", number: None };
        let sealed = seal(&pair.id, &pair.public, &place, Frame::raw(b"")).unwrap();
        assert!(open(&pair, &place, &sealed).is_ok());
        for len in 0..sealed.len() {
            let expected = if len < HEADER_BYTES + ENC_BYTES {
                OpenError::Structure
            } else {
                OpenError::Decrypt
            };
            assert_eq!(open(&pair, &place, &sealed[..len]), Err(expected), "{len}");
        }
    }
}
