//! The fields of a form, or of an address's query.

use std::collections::HashMap;

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use axum::http::request::Parts;

use super::Error;
use super::guard::DESK_BODY_BYTES_MAX;

/// Fields that a form may have. The editor has one for each mark and each block; what is over is not read, so no form
/// of ours may come near.
const FIELDS_MAX: usize = 1_024;
const FORM_TYPE: &str = "application/x-www-form-urlencoded";

/// What a form sent. A field that is missing is empty, and of one that is doubled the first counts, so that
/// no hostile form is anything but a form with wrong values.
#[derive(Debug, Default)]
pub struct Fields(HashMap<String, String>);

/// The fields of an address's query, as of a form.
pub struct Query(pub Fields);

impl Fields {
    /// Reads an encoded form.
    pub fn parse(encoded: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(encoded);
        Self::of(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())))
    }

    /// The fields of these names and values.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut fields = HashMap::new();
        for (name, value) in pairs.into_iter().take(FIELDS_MAX) {
            fields.entry(name).or_insert(value);
        }
        Self(fields)
    }

    /// The form as it is sent.
    pub fn encoded(self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.into_pairs()).finish()
    }

    /// Names and values, in the order of the names.
    pub fn into_pairs(self) -> Vec<(String, String)> {
        let mut pairs: Vec<_> = self.0.into_iter().collect();
        pairs.sort();
        pairs
    }

    /// The names of what was sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether nothing was sent at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a field was sent, if only empty.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A field's value; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let is_form = kind(&request).eq_ignore_ascii_case(FORM_TYPE);
        // The guard has read and measured it.
        let body = to_bytes(request.into_body(), DESK_BODY_BYTES_MAX).await;
        let body = body.map_err(|_| Error::BadForm)?;
        // A button without fields sends an empty body, of whatever kind.
        if is_form || body.is_empty() { Ok(Self::parse(&body)) } else { Err(Error::BadForm) }
    }
}

/// What kind a body says it is, without its parameters; empty where it does not say.
pub fn kind(request: &Request) -> &str {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim()
}

/// Whether a body is an encoded form, or says nothing of what it is.
pub fn is_form(request: &Request) -> bool {
    ["", FORM_TYPE].iter().any(|form| kind(request).eq_ignore_ascii_case(form))
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        Ok(Self(Fields::parse(parts.uri.query().unwrap_or_default().as_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_form_is_only_a_form_with_wrong_values() {
        let fields = Fields::parse(b"a=1&a=2&b=%ff%00&=x&c&%");
        assert_eq!((fields.get("a"), fields.get("c"), fields.get("d")), ("1", "", ""));
        assert_eq!(fields.get("b"), "\u{fffd}\0");
    }
}
