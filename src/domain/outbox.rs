//! What has been decided at the desk and waits to leave the vault.

use serde::{Deserialize, Serialize};

use super::{
    Asker, AuthHash, MailboxState, Message, PublicComment, PublicId, PublicPost, SettingsChange,
};

/// One decision on its way out, in plain text, as the vault's `outbox` keeps it. Whatever of it is for
/// one reader alone is sealed when it leaves.
///
/// Applying one twice is the same as applying it once, in the order in which they were decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outgoing {
    /// A post becomes public, or its public text is replaced whole.
    Post(Box<PublicPost>),
    /// A post is taken back.
    PostGone { id: PublicId },
    /// A comment becomes public, or is replaced whole.
    Comment(Box<PublicComment>),
    /// A comment is taken from below its post.
    CommentGone { post: PublicId, place: u32 },
    /// A mailbox for a letter that was entered by hand.
    Mailbox {
        asker: Asker,
        auth: AuthHash,
        retry_tag: [u8; 32],
        /// The asker's own copy of the letter, sealed when it was entered: the words are not kept.
        copy: Vec<u8>,
    },
    /// The asker's state changes.
    State { asker: Asker, state: MailboxState },
    /// What an asker is told once a post that is released for a date is shown.
    ReleaseState { post: PublicId, asker: Asker, state: MailboxState },
    /// Words to the asker, numbered from 1.
    Message { asker: Asker, number: u32, message: Message },
    /// A part of the settings changes.
    Settings { change: Box<SettingsChange> },
}

/// A decision that is due, with its place in the outbox.
#[derive(Debug, Clone)]
pub struct OutboxRow {
    pub id: i64,
    /// None when it cannot be read.
    pub outgoing: Option<Outgoing>,
}
