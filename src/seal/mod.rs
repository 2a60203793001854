//! The only module that knows cryptography: it knows what is sealed to whom and how, and nothing of files, stores
//! or clocks: a form is a purpose and a mailbox to it, and time comes in as a value.
//!
//! Everything sealed is HPKE (RFC 9180) in one suite, see [`crate::domain::SUITE`]; everything derived is HKDF-SHA256
//! (RFC 5869); passwords go through Argon2id (RFC 9106). Every label starts with `unsaid/1`, every secret is wiped
//! when dropped, and no secret shows in `Debug`.

mod account;
mod envelope;
mod error;
mod form;
mod frame;
mod hex;
mod kdf;
mod keyring;
mod mailbox;
mod own;
mod random;
mod receipt;
mod recovery;
mod secret;
mod suite;
mod tokens;

pub use account::{
    AccountSecret, UnwrapError, WrappedKey, new_account_key, spend_like_unwrap, unwrap_key, wrap,
};
pub use envelope::{ColumnSecret, open_letter, seal_letter};
pub use error::{OpenError, SealError};
pub use form::{Bound, FORM_AGE_SECONDS_MIN, FormKey, FormUse, Purpose, TokenState};
pub use kdf::{KdfParams, WrapError};
pub use keyring::{Keyring, SealedKeyring, open_keyring, seal_keyring};
pub use mailbox::{open_message, open_state, seal_message, seal_state, spend_like_open};
pub use own::CopyKey;
pub use random::{draw_receipt, random_bytes, random_u64};
pub use receipt::{Auth, LookupKey, ReaderSecret, ReceiptKeys, hash_of};
pub use recovery::{InvalidRecoveryCode, RecoveryCode};
pub use secret::InvalidSecret;
pub use tokens::{Token, fingerprint, mac, picture_name, same};

pub use crate::domain::{AccountPublic, ColumnKey, ColumnSalt, ReaderKey};
