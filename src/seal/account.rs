//! The key pair of a person at the desk, and the password that wraps its private half.

use std::fmt;

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::kdf::{KdfParams, WrapError, stretch};
use super::random::random_bytes;
use super::suite::KeyPair;
use super::{OpenError, hex};
use crate::domain::{AccountId, AccountPublic, ColumnId};

/// Bytes of a private key and the tag of XChaCha20-Poly1305.
const WRAPPED_BYTES: usize = 32 + 16;

/// The private half of an account's X25519 pair; it opens the account's keyring.
#[derive(Clone)]
pub struct AccountSecret(pub(super) KeyPair);

/// An account's private key under its password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrappedKey {
    params: KdfParams,
    #[serde(with = "hex")]
    salt: [u8; 16],
    #[serde(with = "hex")]
    nonce: [u8; 24],
    #[serde(with = "hex")]
    ciphertext: [u8; WRAPPED_BYTES],
}

/// A wrapped key could not be unwrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnwrapError {
    /// The password is wrong, or the record was changed or belongs to another account.
    #[error("wrong password")]
    WrongPassword,
    /// The stored parameters are out of bounds; no hash was tried.
    #[error("parameters of the password hash are out of bounds")]
    Params,
    /// There was not enough memory for the hash.
    #[error("not enough memory for the password hash")]
    Memory,
}

impl AccountSecret {
    /// The half that keyrings are sealed to.
    pub fn public(&self) -> AccountPublic {
        AccountPublic(self.0.public)
    }
}

impl fmt::Debug for AccountSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccountSecret(…)")
    }
}

/// Makes the key pair of a new account.
pub fn new_account_key() -> (AccountSecret, AccountPublic) {
    let secret = AccountSecret(KeyPair::generate());
    let public = secret.public();
    (secret, public)
}

/// Wraps an account's private key under a password: Argon2id, then XChaCha20-Poly1305.
///
/// Slow, and takes `params.m_kib` of memory: to be called on a blocking thread, one at a time.
///
/// # Errors
///
/// * [`WrapError::Params`] when `params` are out of bounds.
/// * [`WrapError::Memory`] when there is not enough memory.
pub fn wrap(
    column: &ColumnId,
    account: &AccountId,
    secret: &AccountSecret,
    password: &str,
    params: KdfParams,
) -> Result<WrappedKey, WrapError> {
    let (salt, nonce) = (random_bytes(), random_bytes());
    let key = stretch(password, &salt, params)?;
    let secret = secret.0.secret_bytes();
    let payload = Payload { msg: secret.as_slice(), aad: &aad(column, account, params) };
    XChaCha20Poly1305::new((&*key).into())
        .encrypt(&nonce.into(), payload)
        .ok()
        .and_then(|ciphertext| ciphertext.try_into().ok())
        .map(|ciphertext| WrappedKey { params, salt, nonce, ciphertext })
        // Encryption of 32 bytes fails for nothing but want of memory.
        .ok_or(WrapError::Memory)
}

/// Unwraps an account's private key; as slow as [`wrap`], and to be called as that is.
///
/// # Errors
///
/// * [`UnwrapError::Params`] when the stored parameters are out of bounds.
/// * [`UnwrapError::Memory`] when there is not enough memory.
/// * [`UnwrapError::WrongPassword`] when the password, the account or the column is not the one it was wrapped for.
pub fn unwrap_key(
    column: &ColumnId,
    account: &AccountId,
    wrapped: &WrappedKey,
    password: &str,
) -> Result<AccountSecret, UnwrapError> {
    let key = stretch(password, &wrapped.salt, wrapped.params)?;
    let aad = aad(column, account, wrapped.params);
    let payload = Payload { msg: wrapped.ciphertext.as_slice(), aad: &aad };
    let plain = XChaCha20Poly1305::new((&*key).into())
        .decrypt(&wrapped.nonce.into(), payload)
        .map(Zeroizing::new)
        .map_err(|_| UnwrapError::WrongPassword)?;
    let secret = plain.as_slice().try_into().map_err(|_| UnwrapError::WrongPassword)?;
    Ok(AccountSecret(KeyPair::from_secret(secret)?))
}

/// Takes as long as [`unwrap_key`] with [`KdfParams::DEFAULT`], for an account that does not exist.
pub fn spend_like_unwrap(password: &str) {
    // Whether it fails makes no difference: the answer is "no" either way.
    let _ = std::hint::black_box(stretch(password, &random_bytes(), KdfParams::DEFAULT));
}

/// Binds a wrapped key to its column, its account and its parameters (4 bytes each, big endian).
fn aad(column: &ColumnId, account: &AccountId, params: KdfParams) -> Vec<u8> {
    let KdfParams { m_kib, t, p } = params;
    let params = [m_kib, t, p].map(u32::to_be_bytes);
    [b"unsaid/1 account".as_slice(), &column.0, &account.0, params.as_flattened()].concat()
}

impl From<WrapError> for UnwrapError {
    fn from(err: WrapError) -> Self {
        match err {
            WrapError::Params => Self::Params,
            WrapError::Memory => Self::Memory,
        }
    }
}

impl From<OpenError> for UnwrapError {
    fn from(_: OpenError) -> Self {
        Self::WrongPassword
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMN: ColumnId = ColumnId([1; 16]);
    const ACCOUNT: AccountId = AccountId([2; 16]);
    /// The fastest that is allowed.
    const FAST: KdfParams = KdfParams { m_kib: 8 * 1024, t: 1, p: 1 };

    #[test]
    fn the_right_password_unwraps_the_key_and_no_other_does() {
        let (secret, public) = new_account_key();
        let wrapped = wrap(&COLUMN, &ACCOUNT, &secret, "correct horse", FAST).unwrap();
        let unwrap = |password| unwrap_key(&COLUMN, &ACCOUNT, &wrapped, password);
        assert_eq!(unwrap("correct horse").unwrap().public(), public);
        for wrong in ["", "correct horse ", "Correct horse", "battery staple"] {
            assert_eq!(unwrap(wrong).unwrap_err(), UnwrapError::WrongPassword, "{wrong:?}");
        }
    }

    #[test]
    fn a_wrapped_key_opens_for_its_own_account_and_column_only() {
        let (secret, _) = new_account_key();
        let wrapped = wrap(&COLUMN, &ACCOUNT, &secret, "password", FAST).unwrap();
        let (column, account) = (ColumnId([9; 16]), AccountId([9; 16]));
        let elsewhere = [(&column, &ACCOUNT), (&COLUMN, &account)];
        for (column, account) in elsewhere {
            let unwrapped = unwrap_key(column, account, &wrapped, "password");
            assert_eq!(unwrapped.unwrap_err(), UnwrapError::WrongPassword);
        }
    }

    #[test]
    fn a_changed_record_does_not_open() {
        let (secret, _) = new_account_key();
        let whole = wrap(&COLUMN, &ACCOUNT, &secret, "password", FAST).unwrap();
        let mut changed = vec![whole.clone(); 5];
        changed[0].salt[0] ^= 1;
        changed[1].nonce[23] ^= 1;
        changed[2].ciphertext[0] ^= 1;
        changed[3].ciphertext[47] ^= 1;
        changed[4].params.t = 2;
        for wrapped in &changed {
            let unwrapped = unwrap_key(&COLUMN, &ACCOUNT, wrapped, "password");
            assert_eq!(unwrapped.unwrap_err(), UnwrapError::WrongPassword);
        }
        assert!(unwrap_key(&COLUMN, &ACCOUNT, &whole, "password").is_ok());
    }

    #[test]
    fn stored_parameters_out_of_bounds_are_refused_unhashed() {
        let (secret, _) = new_account_key();
        let mut wrapped = wrap(&COLUMN, &ACCOUNT, &secret, "password", FAST).unwrap();
        wrapped.params.m_kib = u32::MAX;
        let unwrapped = unwrap_key(&COLUMN, &ACCOUNT, &wrapped, "password");
        assert_eq!(unwrapped.unwrap_err(), UnwrapError::Params);
    }

    #[test]
    fn a_wrapped_key_reads_back_from_its_json() {
        let (secret, _) = new_account_key();
        let wrapped = wrap(&COLUMN, &ACCOUNT, &secret, "password", FAST).unwrap();
        let json = serde_json::to_string(&wrapped).unwrap();
        assert_eq!(serde_json::from_str::<WrappedKey>(&json).unwrap(), wrapped);
        assert!(json.starts_with(r#"{"params":{"m_kib":8192,"t":1,"p":1},"salt":""#));
        for wrong in [
            json.replacen('{', r#"{"more":1,"#, 1),
            json.replacen(r#""t":1"#, r#""t":1,"more":1"#, 1),
            json.replacen(r#""salt":""#, r#""salt":"00"#, 1),
            json.replacen(r#""t":1"#, r#""t":-1"#, 1),
        ] {
            assert!(serde_json::from_str::<WrappedKey>(&wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_same_password_wraps_differently_each_time() {
        let (secret, _) = new_account_key();
        let wrap = || wrap(&COLUMN, &ACCOUNT, &secret, "password", FAST).unwrap();
        let (one, other) = (wrap(), wrap());
        assert_ne!(one.salt, other.salt);
        assert_ne!(one.nonce, other.nonce);
        assert_ne!(one.ciphertext, other.ciphertext);
    }

    #[test]
    fn an_unknown_account_costs_about_as_much_as_a_known_one() {
        let (secret, _) = new_account_key();
        let wrapped = wrap(&COLUMN, &ACCOUNT, &secret, "password", KdfParams::DEFAULT).unwrap();
        let time = |work: &dyn Fn()| {
            let start = std::time::Instant::now();
            work();
            start.elapsed()
        };
        let known = time(&|| drop(unwrap_key(&COLUMN, &ACCOUNT, &wrapped, "wrong")));
        let unknown = time(&|| spend_like_unwrap("wrong"));
        // Only a missing hash must show here, not a busy machine.
        assert!(unknown * 10 > known, "{unknown:?} for unknown, {known:?} for known");
    }

    #[test]
    fn debug_output_shows_no_key() {
        assert_eq!(format!("{:?}", new_account_key().0), "AccountSecret(…)");
    }
}
