//! What a reader sends, as it lies inside an envelope.

use serde::{Deserialize, Serialize};

use super::{AuthKey, Consent, MailboxId, PublicId, ReaderKey};

/// A letter in plain text. It exists in memory and in the vault, nowhere else.
///
/// All kinds share one envelope table and one set of sizes, so that they look alike from outside. Every kind
/// but the first shows the receipt's `auth`, which the vault holds against the hash that came with the first:
/// whoever only knows a mailbox can send nothing that counts.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Letter {
    /// A first question and what the vault needs to know its asker again.
    Question {
        /// As typed; parsed again when it is moved in, since a browser may have sealed it unseen.
        text: String,
        consent: Consent,
        mailbox: MailboxId,
        /// Shows that the letter and the mailbox come from one receipt: the mailbox holds the hash of this, open to
        /// see, and nobody who only sees it can send a letter in its name.
        auth: AuthKey,
        /// Replies are sealed to this key. It comes inside the letter, so that nobody who can write to
        /// the public store can put another in its place.
        reader: ReaderKey,
    },
    /// More words on a question.
    FollowUp { mailbox: MailboxId, auth: AuthKey, text: String },
    /// Another choice of what may be done with a question.
    ConsentChange {
        mailbox: MailboxId,
        auth: AuthKey,
        consent: Consent,
        /// Counted from 1 by the asker's own copy: envelopes come in in no order, and the last choice holds.
        number: u32,
    },
    /// A question is taken back; of a published one the post is asked to be taken down.
    Withdrawal { mailbox: MailboxId, auth: AuthKey },
    /// What the asker says to a text that was sent for approval.
    ProofAnswer {
        mailbox: MailboxId,
        auth: AuthKey,
        /// The number of the message that brought the text.
        number: u32,
        approved: bool,
        /// What should be changed; may be empty when approved.
        words: String,
    },
    /// A response to a post.
    Comment {
        post: PublicId,
        /// The place of the comment that it answers, if it answers one.
        parent: Option<u32>,
        /// Both as typed; parsed again when they are moved in.
        name: String,
        text: String,
        /// The way back that it got, as a question's.
        mailbox: MailboxId,
        auth: AuthKey,
        reader: ReaderKey,
        /// Of whoever says that the post answers a letter of theirs. The vault decides.
        asker: Option<AskerProof>,
    },
}

/// Shows that somebody holds the receipt of a letter; the words themselves are not in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskerProof {
    pub mailbox: MailboxId,
    pub auth: AuthKey,
}

/// A letter never reaches a log, not even by `{:?}`.
impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Letter(…)")
    }
}
