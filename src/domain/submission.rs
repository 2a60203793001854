//! A letter on its way into the public store: sealed bytes and derived values, no plain text.

use super::{AuthHash, Day, Envelope, EnvelopeId, MailboxId, SealedState};

/// What a question becomes before it touches a disk, sealed by the server or by the page.
pub struct Submission {
    pub envelope_id: EnvelopeId,
    pub envelope: Envelope,
    pub mailbox: Mailbox,
}

/// A mailbox as it is made with the first letter.
pub struct Mailbox {
    pub id: MailboxId,
    /// Whoever shows what hashes to this may change what lies behind the mailbox.
    pub auth: AuthHash,
    /// HMAC of the first text, under a key of the receipt: the same text again is a retry.
    pub retry_tag: [u8; 32],
    /// *Waiting*, sealed to the reader.
    pub state: SealedState,
}

/// What became of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It is on disk.
    Stored,
    /// The same text was sent with this receipt before; nothing was stored twice.
    Again,
    /// Another text was sent with this receipt before; nothing was stored.
    ReceiptUsed,
}

/// An envelope as it waits.
pub struct WaitingEnvelope {
    pub id: EnvelopeId,
    pub day: Day,
    pub sealed: Vec<u8>,
}

/// What a mailbox holds for its reader, sealed.
pub struct SealedMailbox {
    pub state: Vec<u8>,
    /// Numbers and sealed replies, oldest first.
    pub replies: Vec<(u32, Vec<u8>)>,
}
