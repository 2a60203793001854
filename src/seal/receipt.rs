//! What is derived from a receipt's seven words.

use std::fmt;

use hkdf::Hkdf;
use hmac::Mac;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::own::CopyKey;
use super::secret::secret;
use super::suite::KeyPair;
use super::tokens::keyed;
use crate::domain::{AuthHash, AuthKey, ColumnSalt, EnvelopeId, MailboxId, ReaderKey, Receipt};

secret!(
    /// A receipt's `lookup`: the address of its mailbox. Whoever has it can see the sealed state and replies.
    LookupKey
);
secret!(
    /// A receipt's `auth`: the right to follow up, to change the consent and to withdraw.
    Auth
);

/// Everything that a receipt's words give, derived on demand from the root: `HKDF-Extract(column salt, words)`.
///
/// 90 random bits need no slow hash, so this is cheap.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ReceiptKeys {
    root: [u8; 32],
}

/// The private half of a reader's X25519 pair; it opens the replies and the state.
#[derive(Clone)]
pub struct ReaderSecret(pub(super) KeyPair);

impl ReceiptKeys {
    /// Derives the root from the words, lower-case and joined by one space each.
    pub fn derive(salt: &ColumnSalt, receipt: &Receipt) -> Self {
        let (mut root, _) = Hkdf::<Sha256>::extract(Some(&salt.0), receipt.canonical().as_bytes());
        let keys = Self { root: root.into() };
        root.zeroize();
        keys
    }

    /// The address of the mailbox.
    pub fn lookup(&self) -> LookupKey {
        LookupKey(self.expand(b"unsaid/1 lookup"))
    }

    /// The right to follow up, to change the consent and to withdraw.
    pub fn auth(&self) -> Auth {
        Auth(self.expand(b"unsaid/1 auth"))
    }

    /// The id of the first envelope, so that the same words never make two.
    pub fn envelope_id(&self) -> EnvelopeId {
        self.auth().envelope_id()
    }

    /// The reader's key pair: `DeriveKeyPair` (RFC 9180, section 7.1.3) of 32 bytes of the root.
    pub fn reader(&self) -> ReaderSecret {
        let ikm = Zeroizing::new(self.expand(b"unsaid/1 reader key"));
        ReaderSecret(KeyPair::derive(&ikm))
    }

    /// The key of the asker's own copies.
    pub fn copy(&self) -> CopyKey {
        CopyKey(Zeroizing::new(self.expand(b"unsaid/1 copy")))
    }

    /// A tag by which a mailbox knows its first text again: HMAC-SHA256 under a key of the root.
    pub fn retry_tag(&self, text: &str) -> [u8; 32] {
        let key = Zeroizing::new(self.expand(b"unsaid/1 retry"));
        keyed(&key).chain_update(text).finalize().into_bytes().into()
    }

    fn expand<const N: usize>(&self, label: &[u8]) -> [u8; N] {
        expand(&self.root, label)
    }
}

fn expand<const N: usize>(key: &[u8; 32], label: &[u8]) -> [u8; N] {
    let mut bytes = [0; N];
    // Neither step can fail: the key is as long as a hash, and no more than 32 of 8160 bytes are asked for.
    let _ = Hkdf::<Sha256>::from_prk(key).map(|key| key.expand(label, &mut bytes));
    bytes
}

impl LookupKey {
    /// The mailbox's id in the public store: the SHA-256 of this key.
    pub fn mailbox(&self) -> MailboxId {
        MailboxId(Sha256::digest(self.0).into())
    }
}

impl Auth {
    /// The id of the first envelope. It comes from `auth`, so that whoever asks for the envelope's removal proves by
    /// one thing that the mailbox and the envelope are both theirs.
    pub fn envelope_id(&self) -> EnvelopeId {
        EnvelopeId(expand(&self.0, b"unsaid/1 envelope"))
    }

    /// It itself, to be shown inside a sealed letter.
    pub fn key(&self) -> AuthKey {
        AuthKey(self.0)
    }

    /// What the vault and the mailbox keep of it: its SHA-256.
    pub fn hash(&self) -> AuthHash {
        hash_of(&self.key())
    }
}

/// The hash of what a letter shows, to be held against its mailbox's.
pub fn hash_of(auth: &AuthKey) -> AuthHash {
    AuthHash(Sha256::digest(auth.0).into())
}

impl ReaderSecret {
    /// The half that lies in the mailbox.
    pub fn public(&self) -> ReaderKey {
        ReaderKey(self.0.public)
    }
}

impl fmt::Debug for ReceiptKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptKeys(…)")
    }
}

impl fmt::Debug for ReaderSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReaderSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::seal::draw_receipt;

    fn keys(words: &str) -> ReceiptKeys {
        let salt = ColumnSalt(std::array::from_fn(|i| i as u8));
        ReceiptKeys::derive(&salt, &Receipt::parse(words).unwrap())
    }

    /// Computed with Python's hmac and hashlib and an X25519 written from RFC 7748. The page derives the same in a
    /// browser, and receipts outlive releases: these values never change.
    #[test]
    fn what_a_receipt_gives_is_pinned() {
        let keys = keys("Abacus-abdomen-zoom abacus, unzip cope gulf");
        let cases = [
            (
                keys.lookup().as_text().to_string(),
                "52894928a5821b5032370933d89900b78aed8d3f6fab21cbbfc8715419872996",
            ),
            (
                keys.lookup().mailbox().to_string(),
                "77a443f4bb5fba27075bd5aac70c79f25f2d231b34b65d1ae598000a94f72e68",
            ),
            (
                keys.auth().as_text().to_string(),
                "943e0adc36af70b22fda47ee4ac8fbeda66558c35cc77ad7b511cbd3905f61ad",
            ),
            (
                keys.auth().hash().to_string(),
                "8f61bbe83d10a2cc00cc94b9d3ba6370fa84ba8200307cff7eda3a4cae1c5e51",
            ),
            (keys.envelope_id().to_string(), "37b6a9a6770a308017247995474812df"),
            (
                keys.reader().public().to_string(),
                "4d99e8726d48041285a9759aaf61ba0d884302816f70dcc887030fd8fc743415",
            ),
            (
                crate::seal::hex::encode(&keys.retry_tag("Should I tell her?")).to_string(),
                "c1dceb2e87e846563c7a46ee04ab6548ddcf2110aa9a2b5ba1170a85d9211910",
            ),
        ];
        for (found, expected) in cases {
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn another_salt_gives_other_keys() {
        let receipt = draw_receipt();
        let one = ReceiptKeys::derive(&ColumnSalt([1; 32]), &receipt);
        let other = ReceiptKeys::derive(&ColumnSalt([2; 32]), &receipt);
        assert_ne!(one.lookup(), other.lookup());
        assert_ne!(one.reader().public(), other.reader().public());
    }

    #[test]
    fn only_the_right_auth_proves_a_right() {
        let (one, other) = (keys(&draw_receipt().to_string()), keys(&draw_receipt().to_string()));
        assert_eq!(hash_of(&one.auth().key()), one.auth().hash());
        assert_ne!(hash_of(&one.auth().key()), other.auth().hash());
        assert_eq!(Auth::parse(&one.auth().as_text()), Ok(one.auth()));
    }

    #[test]
    fn the_same_text_is_known_again_and_another_is_not() {
        let keys = keys(&draw_receipt().to_string());
        assert_eq!(keys.retry_tag("a"), keys.retry_tag("a"));
        assert_ne!(keys.retry_tag("a"), keys.retry_tag("a "));
    }

    #[test]
    fn debug_output_shows_nothing_of_a_receipt() {
        let keys = keys(&draw_receipt().to_string());
        let shown = format!("{keys:?} {:?} {:?} {:?}", keys.lookup(), keys.auth(), keys.reader());
        assert_eq!(shown, "ReceiptKeys(…) LookupKey(…) Auth(…) ReaderSecret(…)");
    }

    proptest! {
        #[test]
        fn one_other_word_gives_other_keys(
            places in proptest::array::uniform7(0_u16..7772),
            other in 0_u16..7772,
            position in 0_usize..7,
        ) {
            prop_assume!(places[position] != other);
            let salt = ColumnSalt([3; 32]);
            let one = ReceiptKeys::derive(&salt, &Receipt::from_indices(places).unwrap());
            let mut places = places;
            places[position] = other;
            let changed = ReceiptKeys::derive(&salt, &Receipt::from_indices(places).unwrap());
            prop_assert_ne!(one.lookup().mailbox(), changed.lookup().mailbox());
            prop_assert_ne!(one.envelope_id(), changed.envelope_id());
        }
    }
}
