//! The keyring: every key that opens the envelopes and the vault, sealed to each account.

use std::fmt;

use zeroize::Zeroizing;

use super::frame::{self, Frame};
use super::random::random_bytes;
use super::suite::{self, KeyPair, Place, Purpose};
use super::{AccountSecret, ColumnSecret, OpenError, SealError};
use crate::domain::{
    AccountId, AccountPublic, BUCKETS, ColumnId, KeyId, VAULT_KEY_BYTES, VaultKey,
};

/// Bytes of a column's private key.
const COLUMN_KEY_BYTES: usize = 32;

/// All private keys of the column and the key of the vault. Its parts are wiped when dropped.
#[derive(Debug, Clone)]
pub struct Keyring {
    /// Counts the changes of keys, so that a sealed keyring of an earlier one is not taken for the present one.
    pub generation: u32,
    /// The column's pairs, oldest first; old ones open what was sealed to them.
    pub column_keys: Vec<ColumnSecret>,
    /// The key of the vault; two during a change, the new one last.
    pub vault_keys: Vec<VaultKey>,
}

/// A keyring sealed to one account: `suite (1 byte) ‖ key id (8) ‖ enc (32) ‖ ciphertext`.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedKeyring(Vec<u8>);

impl Keyring {
    /// Makes the first keyring of a new column.
    pub fn generate() -> Self {
        Self {
            generation: 1,
            column_keys: vec![ColumnSecret::generate()],
            vault_keys: vec![VaultKey::new(random_bytes())],
        }
    }

    /// The newest of the column's pairs; an opened keyring has one.
    pub fn newest(&self) -> Option<&ColumnSecret> {
        self.column_keys.last()
    }

    /// Whether both open the same vault, in constant time.
    pub fn opens_the_same(&self, other: &Self) -> bool {
        match (self.vault_keys.last(), other.vault_keys.last()) {
            (Some(one), Some(two)) => super::same(one.as_bytes(), two.as_bytes()),
            (_, None) | (None, _) => false,
        }
    }

    /// The pair that opens envelopes with this key id.
    pub fn secret_for(&self, id: &KeyId) -> Option<&ColumnSecret> {
        self.column_keys.iter().find(|key| key.id() == *id)
    }

    /// `count of column keys (u16, big endian) ‖ column keys ‖ vault keys`, 32 bytes each.
    fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let count = u16::try_from(self.column_keys.len()).map_err(|_| SealError::TooLarge)?;
        let keys =
            COLUMN_KEY_BYTES * self.column_keys.len() + VAULT_KEY_BYTES * self.vault_keys.len();
        // The buffer never grows, so no copy of a key is left behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(2 + keys));
        bytes.extend_from_slice(&count.to_be_bytes());
        for key in &self.column_keys {
            bytes.extend_from_slice(key.0.secret_bytes().as_slice());
        }
        for key in &self.vault_keys {
            bytes.extend_from_slice(key.as_bytes());
        }
        Ok(bytes)
    }

    fn from_bytes(generation: u32, bytes: &[u8]) -> Result<Self, OpenError> {
        let (count, keys) = bytes.split_first_chunk().ok_or(OpenError::Structure)?;
        let column_bytes = usize::from(u16::from_be_bytes(*count)) * COLUMN_KEY_BYTES;
        let (column, vault) = keys.split_at_checked(column_bytes).ok_or(OpenError::Structure)?;
        let (column, _) = column.as_chunks();
        let (vault, rest) = vault.as_chunks();
        if column.is_empty() || !(1..=2).contains(&vault.len()) || !rest.is_empty() {
            return Err(OpenError::Structure);
        }
        let column_keys = column
            .iter()
            .map(|key| KeyPair::from_secret(key).map(ColumnSecret))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            generation,
            column_keys,
            vault_keys: vault.iter().map(|key| VaultKey::new(*key)).collect(),
        })
    }
}

impl SealedKeyring {
    /// All of it, as the public store keeps it.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// All of it, as the public store keeps it.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for SealedKeyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedKeyring({} bytes)", self.0.len())
    }
}

/// Seals a keyring to an account, in its present generation.
///
/// # Errors
///
/// * [`SealError::TooLarge`] when it has some 2000 keys.
/// * [`SealError::Key`] when `to` is no usable public key.
pub fn seal_keyring(
    column: &ColumnId,
    account: &AccountId,
    to: &AccountPublic,
    keyring: &Keyring,
) -> Result<SealedKeyring, SealError> {
    let frame = Frame::bytes(&keyring.to_bytes()?, &BUCKETS)?;
    let place = place(column, account, keyring.generation);
    suite::seal(&suite::key_id(&to.0), &to.0, &place, frame).map(SealedKeyring)
}

/// Opens an account's sealed keyring, which must be of this generation.
///
/// # Errors
///
/// * [`OpenError::WrongKey`] when it was sealed to another account's key.
/// * [`OpenError::Decrypt`] when it was changed, or is another account's or another generation's.
/// * [`OpenError::Padding`] and [`OpenError::Structure`] when what it holds is no keyring.
pub fn open_keyring(
    column: &ColumnId,
    account: &AccountId,
    secret: &AccountSecret,
    generation: u32,
    sealed: &[u8],
) -> Result<Keyring, OpenError> {
    let place = place(column, account, generation);
    let plain = suite::open(&secret.0, &place, sealed)?;
    Keyring::from_bytes(generation, frame::body(&plain, &BUCKETS)?)
}

fn place<'a>(column: &'a ColumnId, account: &'a AccountId, generation: u32) -> Place<'a> {
    Place { purpose: Purpose::Keyring, column, owner: &account.0, number: Some(generation) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::new_account_key;

    const COLUMN: ColumnId = ColumnId([1; 16]);
    const ACCOUNT: AccountId = AccountId([2; 16]);

    fn keyring(column_keys: usize, vault_keys: usize) -> Keyring {
        Keyring {
            generation: 3,
            column_keys: (0..column_keys).map(|_| ColumnSecret::generate()).collect(),
            vault_keys: (0..vault_keys).map(|_| VaultKey::new(random_bytes())).collect(),
        }
    }

    fn ids(keyring: &Keyring) -> Vec<KeyId> {
        keyring.column_keys.iter().map(ColumnSecret::id).collect()
    }

    fn vault(keyring: &Keyring) -> Vec<[u8; 32]> {
        keyring.vault_keys.iter().map(|key| *key.as_bytes()).collect()
    }

    #[test]
    fn a_keyring_opens_with_every_key_in_its_order() {
        let (secret, public) = new_account_key();
        for (column_keys, vault_keys) in [(1, 1), (1, 2), (3, 2), (100, 1)] {
            let keyring = keyring(column_keys, vault_keys);
            let sealed = seal_keyring(&COLUMN, &ACCOUNT, &public, &keyring).unwrap();
            let opened = open_keyring(&COLUMN, &ACCOUNT, &secret, 3, sealed.as_bytes()).unwrap();
            assert_eq!(opened.generation, 3);
            assert_eq!(ids(&opened), ids(&keyring));
            assert_eq!(vault(&opened), vault(&keyring));
        }
    }

    #[test]
    fn a_keyring_opens_for_its_account_and_generation_only() {
        let (secret, public) = new_account_key();
        let sealed = seal_keyring(&COLUMN, &ACCOUNT, &public, &keyring(1, 1)).unwrap();
        let open = |column, account, secret, generation| {
            open_keyring(column, account, secret, generation, sealed.as_bytes()).err()
        };
        assert_eq!(open(&COLUMN, &ACCOUNT, &secret, 3), None);
        assert_eq!(open(&COLUMN, &ACCOUNT, &secret, 2), Some(OpenError::Decrypt));
        assert_eq!(open(&COLUMN, &AccountId([9; 16]), &secret, 3), Some(OpenError::Decrypt));
        assert_eq!(open(&ColumnId([9; 16]), &ACCOUNT, &secret, 3), Some(OpenError::Decrypt));
        let (other, _) = new_account_key();
        assert_eq!(open(&COLUMN, &ACCOUNT, &other, 3), Some(OpenError::WrongKey));
    }

    #[test]
    fn a_changed_or_cut_keyring_is_refused() {
        let (secret, public) = new_account_key();
        let sealed = seal_keyring(&COLUMN, &ACCOUNT, &public, &keyring(1, 1)).unwrap().into_bytes();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(open_keyring(&COLUMN, &ACCOUNT, &secret, 3, &changed).is_err(), "{place}");
        }
        for len in [0, 8, 9, 40, 41, 57, sealed.len() - 1] {
            assert!(open_keyring(&COLUMN, &ACCOUNT, &secret, 3, &sealed[..len]).is_err(), "{len}");
        }
    }

    #[test]
    fn a_keyring_without_its_keys_or_with_something_else_is_refused() {
        for (column_keys, vault_keys) in [(0, 1), (1, 0), (1, 3), (0, 0)] {
            let bytes = keyring(column_keys, vault_keys).to_bytes().unwrap();
            let read = Keyring::from_bytes(3, &bytes);
            assert_eq!(read.err(), Some(OpenError::Structure), "{column_keys} {vault_keys}");
        }
        let whole = keyring(2, 1).to_bytes().unwrap();
        for len in 0..whole.len() {
            assert!(Keyring::from_bytes(3, &whole[..len]).is_err(), "{len}");
        }
        assert!(Keyring::from_bytes(3, &[&whole[..], &[0]].concat()).is_err());
        assert!(Keyring::from_bytes(3, &whole).is_ok());
    }

    #[test]
    fn a_keyring_finds_its_keys() {
        let mut keyring = Keyring::generate();
        assert_eq!(
            (keyring.generation, keyring.column_keys.len(), keyring.vault_keys.len()),
            (1, 1, 1)
        );
        let first = keyring.newest().unwrap().id();
        keyring.column_keys.push(ColumnSecret::generate());
        assert_ne!(keyring.newest().unwrap().id(), first);
        assert_eq!(keyring.secret_for(&first).unwrap().id(), first);
        assert!(keyring.secret_for(&KeyId([0; 8])).is_none());
    }

    #[test]
    fn a_keyring_too_large_for_any_envelope_is_refused() {
        let (_, public) = new_account_key();
        let mut keyring = keyring(1, 1);
        let key = keyring.column_keys[0].clone();
        keyring.column_keys.resize(2046, key.clone());
        assert!(seal_keyring(&COLUMN, &ACCOUNT, &public, &keyring).is_ok());
        for count in [2047, 70_000] {
            keyring.column_keys.resize(count, key.clone());
            let sealed = seal_keyring(&COLUMN, &ACCOUNT, &public, &keyring);
            assert_eq!(sealed, Err(SealError::TooLarge));
        }
    }

    #[test]
    fn debug_output_shows_no_key() {
        let keyring = Keyring::generate();
        let expected = format!(
            "Keyring {{ generation: 1, column_keys: [ColumnSecret({})], vault_keys: [VaultKey(…)] }}",
            ids(&keyring)[0]
        );
        assert_eq!(format!("{keyring:?}"), expected);
    }
}
