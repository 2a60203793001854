//! The asker's own copy of what she sent, under a key that the receipt alone gives.

use aes_gcm::Aes256Gcm;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use zeroize::Zeroizing;

use super::frame::{self, Frame};
use super::random::random_bytes;
use super::{OpenError, SealError};
use crate::domain::{BUCKETS, COPY_NONCE_BYTES, MailboxId, OwnCopy};

/// The key of a receipt's own copies. It lies nowhere but in the words.
pub struct CopyKey(pub(super) Zeroizing<[u8; 32]>);

impl CopyKey {
    /// Seals the copy `number` of a mailbox: `nonce (12) ‖ ciphertext ‖ tag (16)`, with the mailbox's id and the
    /// number as associated data. A nonce is random: a receipt seals a few dozen copies at the most.
    ///
    /// # Errors
    ///
    /// * [`SealError::TooLarge`] when its JSON and 4 bytes are more than 64 KiB.
    pub fn seal(
        &self,
        mailbox: &MailboxId,
        number: u32,
        copy: &OwnCopy,
    ) -> Result<Vec<u8>, SealError> {
        let mut frame = Frame::json(copy, &BUCKETS)?;
        let nonce: [u8; COPY_NONCE_BYTES] = random_bytes();
        let aad = aad(mailbox, number);
        let sealed = self
            .cipher()
            .encrypt(&nonce.into(), Payload { msg: frame.plain(), aad: &aad })
            .map_err(|_| SealError::TooLarge)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens the copy `number` of a mailbox.
    ///
    /// # Errors
    ///
    /// * [`OpenError::Decrypt`] when it was changed, or belongs to another receipt, mailbox or number.
    /// * [`OpenError::Padding`] and [`OpenError::Structure`] when what it holds is no copy.
    pub fn open(
        &self,
        mailbox: &MailboxId,
        number: u32,
        sealed: &[u8],
    ) -> Result<OwnCopy, OpenError> {
        let (nonce, sealed) =
            sealed.split_first_chunk::<COPY_NONCE_BYTES>().ok_or(OpenError::Decrypt)?;
        let aad = aad(mailbox, number);
        let plain = self.cipher().decrypt(&(*nonce).into(), Payload { msg: sealed, aad: &aad });
        let plain = Zeroizing::new(plain.map_err(|_| OpenError::Decrypt)?);
        frame::json(&plain, &BUCKETS)
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new((&*self.0).into())
    }
}

/// `mailbox's id ‖ number (u32, big endian)`, so that copies cannot change places.
fn aad(mailbox: &MailboxId, number: u32) -> Vec<u8> {
    [mailbox.0.as_slice(), &number.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ColumnSalt, Consent};
    use crate::seal::{ReceiptKeys, draw_receipt};

    const MAILBOX: MailboxId = MailboxId([2; 32]);

    fn key() -> CopyKey {
        ReceiptKeys::derive(&ColumnSalt([3; 32]), &draw_receipt()).copy()
    }

    #[test]
    fn a_copy_opens_under_its_own_receipt_mailbox_and_number_only() {
        let (key, copy) =
            (key(), OwnCopy::Question { text: "Why?".into(), consent: Consent::Proof, changes: 0 });
        let sealed = key.seal(&MAILBOX, 3, &copy).unwrap();
        assert_eq!(sealed.len(), COPY_NONCE_BYTES + 1024 + 16);
        assert_eq!(key.open(&MAILBOX, 3, &sealed), Ok(copy));
        assert_eq!(key.open(&MAILBOX, 4, &sealed), Err(OpenError::Decrypt));
        assert_eq!(key.open(&MailboxId([9; 32]), 3, &sealed), Err(OpenError::Decrypt));
        assert_eq!(super::tests::key().open(&MAILBOX, 3, &sealed), Err(OpenError::Decrypt));
    }

    #[test]
    fn every_changed_byte_of_a_copy_is_refused_and_so_is_a_short_one() {
        let key = key();
        let copy = OwnCopy::FollowUp { text: "And?".into(), after: 1 };
        let sealed = key.seal(&MAILBOX, 1, &copy).unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(key.open(&MAILBOX, 1, &changed), Err(OpenError::Decrypt), "byte {place}");
        }
        assert_eq!(key.open(&MAILBOX, 1, &sealed[..11]), Err(OpenError::Decrypt));
    }
}
