//! What a request says of the answer that it would like: how it may be encoded, and which copy is there already.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};

/// The weight of an encoding that says nothing of its weight, in thousandths.
const WEIGHT_MAX: u16 = 1_000;

/// How the bytes of an answer are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Plain,
    Gzip,
    Brotli,
}

/// A request's wishes, as RFC 9110 has them in sections 12.5.3 and 13.1.2.
pub struct Wanted {
    pub encoding: Encoding,
    /// `If-None-Match`.
    known: Vec<HeaderValue>,
}

impl Wanted {
    /// Whether the copy with this tag is there already.
    pub fn knows(&self, tag: &HeaderValue) -> bool {
        let known = self.known.iter().filter_map(|value| value.to_str().ok());
        known
            .flat_map(|list| list.split(','))
            .map(|known| known.trim_ascii())
            // Whoever compresses on the way makes tags weak; the content is the same.
            .map(|known| known.strip_prefix("W/").unwrap_or(known))
            .any(|known| known == "*" || known.as_bytes() == tag.as_bytes())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let known = parts.headers.get_all(header::IF_NONE_MATCH).iter().cloned().collect();
        Ok(Self { encoding: encoding(&parts.headers), known })
    }
}

/// The encoding that is liked best; among those that are liked as well, the smallest. What is not named is not
/// sent, but for the plain bytes: they are sent even where nothing is said to be welcome, since a page helps more
/// than an error.
fn encoding(headers: &HeaderMap) -> Encoding {
    let (mut brotli, mut gzip, mut plain, mut others) = (None, None, None, None);
    let values = headers.get_all(header::ACCEPT_ENCODING).iter();
    for part in values.filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(',')) {
        let (name, weight) = weighed(part);
        match name {
            _ if name.eq_ignore_ascii_case("br") => brotli = Some(weight),
            _ if name.eq_ignore_ascii_case("gzip") => gzip = Some(weight),
            _ if name.eq_ignore_ascii_case("identity") => plain = Some(weight),
            "*" => others = Some(weight),
            _ => {}
        }
    }
    let brotli = brotli.or(others).unwrap_or(0);
    let gzip = gzip.or(others).unwrap_or(0);
    let plain = plain.unwrap_or(0);
    if brotli > 0 && brotli >= gzip.max(plain) {
        Encoding::Brotli
    } else if gzip > 0 && gzip >= plain {
        Encoding::Gzip
    } else {
        Encoding::Plain
    }
}

/// A name and its weight in thousandths; nothing, where the weight cannot be read.
fn weighed(part: &str) -> (&str, u16) {
    let (name, parameters) = part.split_once(';').unwrap_or((part, ""));
    let weight = match parameters.trim_ascii() {
        "" => WEIGHT_MAX,
        text => text
            .strip_prefix("q=")
            .or_else(|| text.strip_prefix("Q="))
            .and_then(|text| text.parse::<f32>().ok())
            .map_or(0, |weight| (weight.clamp(0.0, 1.0) * f32::from(WEIGHT_MAX)) as u16),
    };
    (name.trim_ascii(), weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(accept: &[&'static str]) -> Encoding {
        let mut headers = HeaderMap::new();
        for value in accept {
            headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
        }
        encoding(&headers)
    }

    #[test]
    fn the_smallest_of_the_encodings_that_are_welcome_is_chosen() {
        assert_eq!(chosen(&["gzip, deflate, br, zstd"]), Encoding::Brotli);
        assert_eq!(chosen(&["gzip, deflate", "BR"]), Encoding::Brotli);
        assert_eq!(chosen(&["gzip"]), Encoding::Gzip);
        assert_eq!(chosen(&["deflate, zstd"]), Encoding::Plain);
        assert_eq!(chosen(&["*"]), Encoding::Brotli);
    }

    #[test]
    fn nothing_is_encoded_for_whoever_says_nothing_or_says_no() {
        for accept in ["", "identity", "br;q=0", "br;q=0, gzip;q=0.000", "*;q=0", "identity;q=0"] {
            assert_eq!(chosen(&[accept]), Encoding::Plain, "{accept}");
        }
        assert_eq!(chosen(&[]), Encoding::Plain);
        assert_eq!(chosen(&["br;q=0, *"]), Encoding::Gzip);
    }

    #[test]
    fn weights_come_before_sizes() {
        assert_eq!(chosen(&["br;q=0.5, gzip;q=0.8"]), Encoding::Gzip);
        assert_eq!(chosen(&["br; q=0.8 , gzip ;Q=0.8"]), Encoding::Brotli);
        assert_eq!(chosen(&["identity, br;q=0.9, gzip;q=0.5"]), Encoding::Plain);
        assert_eq!(chosen(&["identity;q=0.1, gzip;q=0.2"]), Encoding::Gzip);
        assert_eq!(chosen(&["br;q=x, gzip;q=NaN, identity;q=-1"]), Encoding::Plain);
    }

    #[test]
    fn a_copy_is_known_by_its_tag_however_it_is_written() {
        let tag = HeaderValue::from_static("\"a-br\"");
        let knows = |known: &[&'static str]| {
            let known = known.iter().map(|value| HeaderValue::from_static(value)).collect();
            Wanted { encoding: Encoding::Plain, known }.knows(&tag)
        };
        for known in ["\"a-br\"", "W/\"a-br\"", "\"x\", \"a-br\"", "*"] {
            assert!(knows(&[known]), "{known}");
        }
        assert!(knows(&["\"x\"", "\"a-br\""]));
        for known in ["", "\"a\"", "a-br", "\"a-br", "w/\"a-br\""] {
            assert!(!knows(&[known]), "{known}");
        }
    }
}
