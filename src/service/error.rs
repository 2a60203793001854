//! Why a use case did not succeed, in the terms of whoever asked for it.

use crate::domain::{InvalidTransition, Unpublishable};
use crate::{seal, sqlite, vault};

/// Few kinds, each named for what can be done about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no column yet.
    #[error("the column is not set up")]
    NotSetUp,
    #[error("not found")]
    NotFound,
    /// The session has ended, or there is none.
    #[error("signed out")]
    SignedOut,
    /// This account's role does not allow it.
    #[error("not allowed for this account")]
    Forbidden,
    /// Too much at once; the same may succeed in a moment.
    #[error("busy")]
    Busy,
    /// Nothing more fits on the disk, or into the size that was set.
    #[error("full")]
    Full,
    #[error(transparent)]
    Transition(InvalidTransition),
    #[error(transparent)]
    Unpublishable(Unpublishable),
    /// Somebody saved the post since it was read.
    #[error("the post has changed since")]
    Stale,
    /// The post is public already, so there is no date to set.
    #[error("the post is public already")]
    AlreadyPublic,
    /// The post was begun from this letter, or readers see it or will see it.
    #[error("the letter stays behind the post")]
    LetterStays,
    /// There is no text as printed that an asker could approve.
    #[error("there is nothing to be approved")]
    NothingToProve,
    /// The letter has no receipt, so nothing can be sent back.
    #[error("the letter has no receipt")]
    NoAsker,
    /// The account's keyring is not this column's: somebody has written an account into the public store.
    #[error("the account's keyring does not belong to this vault")]
    ForeignKeyring,
    /// The vault is there and cannot be opened; the words say why.
    #[error("{0}")]
    Vault(String),
    /// What lies sealed in a mailbox was changed by somebody, or is not its own.
    #[error("the mailbox is damaged")]
    Damaged,
    /// Our fault.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<sqlite::Error> for Error {
    fn from(error: sqlite::Error) -> Self {
        match error {
            sqlite::Error::NotFound => Self::NotFound,
            sqlite::Error::Busy => Self::Busy,
            sqlite::Error::Full => Self::Full,
            error @ (sqlite::Error::Newer { .. }
            | sqlite::Error::Unreadable { .. }
            | sqlite::Error::Missing { .. }) => Self::Vault(error.to_string()),
            sqlite::Error::NoCipher
            | sqlite::Error::Inconsistent(_)
            | sqlite::Error::Closed
            | sqlite::Error::Fault(_)
            | sqlite::Error::Io(_) => Self::Internal(error.into()),
        }
    }
}

impl From<vault::Error> for Error {
    fn from(error: vault::Error) -> Self {
        match error {
            vault::Error::Store(error) => error.into(),
            vault::Error::Transition(way) => Self::Transition(way),
            vault::Error::Unpublishable(why) => Self::Unpublishable(why),
            vault::Error::Stale => Self::Stale,
            vault::Error::AlreadyPublic => Self::AlreadyPublic,
            vault::Error::LetterStays => Self::LetterStays,
            vault::Error::NoAsker => Self::NoAsker,
            vault::Error::NothingToProve => Self::NothingToProve,
            vault::Error::ReceiptUsed => Self::Internal(error.into()),
        }
    }
}

impl From<seal::SealError> for Error {
    fn from(error: seal::SealError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<seal::WrapError> for Error {
    fn from(error: seal::WrapError) -> Self {
        Self::Internal(error.into())
    }
}

impl From<tokio::task::JoinError> for Error {
    /// Its own words would quote what the task threw, and that may quote a letter.
    fn from(_: tokio::task::JoinError) -> Self {
        Self::Internal(anyhow::anyhow!("a task of the program failed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_task_threw_is_not_in_the_error() {
        let thrown = tokio::task::spawn_blocking(|| panic!("should I tell her?")).await;
        let thrown = thrown.unwrap_err();
        assert!(thrown.to_string().contains("tell her"), "tokio quotes it: {thrown}");
        let error = Error::from(thrown);
        for words in [format!("{error}"), format!("{error:?}"), format!("{error:#?}")] {
            assert!(!words.contains("tell her"), "{words}");
        }
        let Error::Internal(error) = error else { panic!("it is our fault: {error}") };
        assert!(!format!("{error:#}").contains("tell her"));
    }
}
