//! The key of the vault.

use std::fmt::{self, Write as _};

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Bytes of a raw key of SQLCipher (256 bits).
pub const VAULT_KEY_BYTES: usize = 32;

/// Characters of [`VaultKey::pragma_text`].
const PRAGMA_CHARS: usize = "x''".len() + 2 * VAULT_KEY_BYTES;

/// The vault's random key: 32 bytes, wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct VaultKey([u8; VAULT_KEY_BYTES]);

impl VaultKey {
    /// Takes the key's bytes.
    pub fn new(bytes: [u8; VAULT_KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// The key's bytes.
    pub fn as_bytes(&self) -> &[u8; VAULT_KEY_BYTES] {
        &self.0
    }

    /// The key as SQLCipher takes a raw one: `x'…'` around 64 hexadecimal digits, 67 characters in all.
    ///
    /// Anything else given to `pragma key` would be taken for a passphrase and stretched.
    pub fn pragma_text(&self) -> Zeroizing<String> {
        // The text never grows beyond its first buffer, so no copy of it is left behind.
        let mut text = Zeroizing::new(String::with_capacity(PRAGMA_CHARS));
        text.push_str("x'");
        for byte in &self.0 {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text.push('\'');
        text
    }
}

impl fmt::Debug for VaultKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VaultKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pragma_text_is_a_blob_literal_of_67_characters() {
        let key = VaultKey::new(std::array::from_fn(|i| i as u8));
        let text = key.pragma_text();
        assert_eq!(*text, "x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'");
        assert_eq!(text.len(), 67);
        assert_eq!(text.capacity(), 67);
    }

    #[test]
    fn debug_output_shows_no_byte_of_the_key() {
        assert_eq!(format!("{:?}", VaultKey::new([0xab; 32])), "VaultKey(…)");
    }
}
