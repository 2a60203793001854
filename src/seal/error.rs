//! Why something could not be sealed or opened. No error says anything about what was inside.

/// Something could not be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It does not fit the largest size that it may have when sealed.
    #[error("too large to be sealed")]
    TooLarge,
    /// The public key is one that nothing can be sealed to (a point of low order, RFC 7748, section 6.1).
    #[error("the key to seal to is no usable key")]
    Key,
    /// A reply has the number 0, which stands for the mailbox's state.
    #[error("replies are counted from 1")]
    Number,
}

/// Something sealed could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Its header names another key or another suite.
    #[error("sealed to another key")]
    WrongKey,
    /// It was not sealed to this key, for this place, or it was changed since.
    #[error("cannot be decrypted")]
    Decrypt,
    /// What it held is not padded as it must be.
    #[error("wrongly padded")]
    Padding,
    /// What it held is not what it should hold.
    #[error("not of the expected structure")]
    Structure,
}
