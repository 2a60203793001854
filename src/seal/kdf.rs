//! How a key is made of a password, slowly.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// How slow a password is to try: the parameters of Argon2id (RFC 9106), stored beside what they protect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KdfParams {
    /// Memory, in KiB.
    pub m_kib: u32,
    /// Passes over the memory.
    pub t: u32,
    /// Lanes.
    pub p: u32,
}

/// A key could not be wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrapError {
    /// The parameters are out of bounds.
    #[error("parameters of the password hash are out of bounds")]
    Params,
    /// There was not enough memory for the hash.
    #[error("not enough memory for the password hash")]
    Memory,
}

impl KdfParams {
    /// 64 MiB, three passes, one lane.
    pub const DEFAULT: Self = Self { m_kib: 64 * 1024, t: 3, p: 1 };

    /// Returns the parameters if they are within bounds: 8 MiB to 256 MiB, 1 to 10 passes, 1 to 4 lanes.
    ///
    /// Whoever can write the public store can write parameters; the bounds keep a sign-in from being made worthless,
    /// or endless.
    ///
    /// # Errors
    ///
    /// * [`WrapError::Params`] when one is out of bounds.
    pub fn checked(self) -> Result<Self, WrapError> {
        let sound = (8 * 1024..=256 * 1024).contains(&self.m_kib)
            && (1..=10).contains(&self.t)
            && (1..=4).contains(&self.p);
        if sound { Ok(self) } else { Err(WrapError::Params) }
    }
}

/// Argon2id, version 0x13 (RFC 9106).
pub(super) fn stretch(
    password: &str,
    salt: &[u8; 16],
    params: KdfParams,
) -> Result<Zeroizing<[u8; 32]>, WrapError> {
    let KdfParams { m_kib, t, p } = params.checked()?;
    let mut key = Zeroizing::new([0; 32]);
    let params = Params::new(m_kib, t, p, Some(key.len())).map_err(|_| WrapError::Params)?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, &mut *key)
        .map_err(|_| WrapError::Memory)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fastest that is allowed.
    const FAST: KdfParams = KdfParams { m_kib: 8 * 1024, t: 1, p: 1 };

    #[test]
    fn parameters_are_taken_up_to_their_bounds_and_not_beyond() {
        let params = |m_kib, t, p| KdfParams { m_kib, t, p };
        for sound in [FAST, KdfParams::DEFAULT, params(256 * 1024, 10, 4)] {
            assert_eq!(sound.checked(), Ok(sound));
        }
        for unsound in [
            params(8 * 1024 - 1, 1, 1),
            params(256 * 1024 + 1, 1, 1),
            params(8 * 1024, 0, 1),
            params(8 * 1024, 11, 1),
            params(8 * 1024, 1, 0),
            params(8 * 1024, 1, 5),
            params(u32::MAX, u32::MAX, u32::MAX),
        ] {
            assert_eq!(unsound.checked(), Err(WrapError::Params), "{unsound:?}");
            let stretched = stretch("password", &[0; 16], unsound);
            assert_eq!(stretched.unwrap_err(), WrapError::Params);
        }
    }

    #[test]
    fn password_salt_and_every_parameter_change_the_key() {
        let keys = [
            stretch("password", &[0; 16], FAST),
            stretch("Password", &[0; 16], FAST),
            stretch("password", &[1; 16], FAST),
            stretch("password", &[0; 16], KdfParams { m_kib: 9 * 1024, ..FAST }),
            stretch("password", &[0; 16], KdfParams { t: 2, ..FAST }),
            stretch("password", &[0; 16], KdfParams { p: 2, ..FAST }),
        ]
        .map(Result::unwrap);
        for (i, key) in keys.iter().enumerate() {
            assert!(!keys[..i].contains(key), "{i}");
        }
    }
}
