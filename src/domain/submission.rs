//! A letter on its way into the public store: sealed bytes and derived values, no plain text.

use super::{AuthHash, Day, Envelope, EnvelopeId, MailboxId, SealedState};

/// What a question becomes before it touches a disk, sealed by the server or by the page.
pub struct Submission {
    /// It came by the slow lane.
    pub suspect: bool,
    pub envelope_id: EnvelopeId,
    pub envelope: Envelope,
    pub mailbox: Mailbox,
}

/// Whatever a reader sends with a receipt after the first letter, sealed.
pub struct Sequel {
    pub mailbox: MailboxId,
    /// The hash of what the receipt proves itself by.
    pub auth: AuthHash,
    pub envelope_id: EnvelopeId,
    pub envelope: Envelope,
    /// The reader's own copy of it, with its number.
    pub copy: Option<(u32, Vec<u8>)>,
    pub effect: Effect,
}

/// What a sequel changes in the public store at once, desk locked or not.
pub enum Effect {
    None,
    /// No post that names the mailbox is made public from now on: a consent was tightened.
    Hold,
    /// One may be again, as far as the vault allows it: a consent was widened, or a text approved.
    Release,
    /// The letter is taken back: its envelope goes, all that lies in the mailbox goes, and the state says so. Where
    /// a public post answers it already, nothing changes here, and the desk is asked.
    Withdraw {
        first: EnvelopeId,
        state: SealedState,
    },
}

/// What became of a sequel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    Stored,
    /// There is no such mailbox, the receipt is not its own, or its letter was taken back.
    Unproved,
    /// Something else was sent at the same time; what the mailbox holds is to be looked at again.
    Outpaced,
    /// So much was sent that the desk is to say something first.
    TooMuch,
    /// The letter is public already: the desk has been asked to take the post down.
    TakeDownAsked,
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
    /// The question once more, under the receipt's own key.
    pub copy: Vec<u8>,
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
    /// It came by the slow lane.
    pub suspect: bool,
    pub sealed: Vec<u8>,
}

/// What a mailbox holds for its reader, sealed.
pub struct SealedMailbox {
    pub state: Vec<u8>,
    /// Numbers and sealed messages, oldest first.
    pub messages: Vec<(u32, Vec<u8>)>,
    /// Numbers and own copies, oldest first.
    pub own: Vec<(u32, Vec<u8>)>,
}
