//! What a page has sealed itself, as the fields of a form bring it: sizes, suite and key are checked here, and what
//! lies within when the letter is moved in.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::fields::Fields;
use crate::domain::{Envelope, KeyId, SealedState, is_copy_length};

/// Whether a script asks, which wants its answer as JSON.
#[derive(Debug, Clone, Copy)]
pub struct FromScript(pub bool);

/// Why sealed fields were not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsealed {
    /// A field is missing, or not what its kind of field can be. Our scripts send none such.
    Malformed,
    /// Sealed to a key that is not the column's newest.
    OldKey,
}

/// An envelope that is sealed to the column's newest key, as far as can be seen from outside.
pub fn envelope(fields: &Fields, key: KeyId) -> Result<Envelope, Unsealed> {
    let envelope = Envelope::parse(bytes(fields.get("envelope"))?).or(Err(Unsealed::Malformed))?;
    if envelope.key_id() == key { Ok(envelope) } else { Err(Unsealed::OldKey) }
}

/// A mailbox's sealed state.
pub fn state(fields: &Fields) -> Result<SealedState, Unsealed> {
    SealedState::parse(bytes(fields.get("state"))?).or(Err(Unsealed::Malformed))
}

/// An asker's own copy.
pub fn copy(fields: &Fields) -> Result<Vec<u8>, Unsealed> {
    let copy = bytes(fields.get("copy"))?;
    if is_copy_length(copy.len()) { Ok(copy) } else { Err(Unsealed::Malformed) }
}

/// Bytes as base64url without padding.
pub fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Bytes from base64url without padding (RFC 4648, section 5).
fn bytes(text: &str) -> Result<Vec<u8>, Unsealed> {
    URL_SAFE_NO_PAD.decode(text).or(Err(Unsealed::Malformed))
}

/// Whether whoever asks wants JSON.
pub fn is_script(headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accepts.is_some_and(|accept| accept.contains("application/json"))
}

impl<S: Send + Sync> FromRequestParts<S> for FromScript {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(is_script(&parts.headers)))
    }
}
