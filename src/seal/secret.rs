//! Secrets of 32 bytes that travel as text.

/// Text is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 64 hexadecimal digits")]
pub struct InvalidSecret;

/// Defines a secret of 32 bytes: wiped when dropped, compared in constant time, not shown by `Debug`.
macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
        pub struct $name([u8; 32]);

        impl $name {
            /// Reads the 64 lower-case hexadecimal digits that [`Self::as_text`] gives.
            ///
            /// # Errors
            ///
            /// * [`InvalidSecret`](super::InvalidSecret) for anything else.
            pub fn parse(text: &str) -> Result<Self, super::InvalidSecret> {
                super::hex::decode(text).map(Self).ok_or(super::InvalidSecret)
            }

            /// The secret as 64 lower-case hexadecimal digits.
            pub fn as_text(&self) -> zeroize::Zeroizing<String> {
                super::hex::encode(&self.0)
            }
        }

        /// In constant time.
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                super::same(&self.0, &other.0)
            }
        }

        impl Eq for $name {}

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

pub(super) use secret;
