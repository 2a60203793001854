//! Random tokens (sessions, confirmations, device cookies), authentication codes, comparison in constant time.

use hmac::digest::CtOutput;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::random::random_bytes;
use super::secret::secret;
use crate::domain::PictureName;

secret!(
    /// 256 random bits that let their holder in. What is stored of it is its hash.
    Token
);

impl Token {
    /// Draws a new one.
    pub fn generate() -> Self {
        Self(random_bytes())
    }

    /// Its SHA-256, to be stored or looked up in its place.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

/// The first 64 bits of a text's SHA-256, to find copies by.
pub fn fingerprint(text: &str) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&Sha256::digest(text.as_bytes())[..8]);
    i64::from_be_bytes(first)
}

/// The name of a picture's file: the first 128 bits of its content's SHA-256. No secret is in it, yet two contents must
/// not get one name.
pub fn picture_name(content: &[u8]) -> PictureName {
    let mut first = [0; 16];
    first.copy_from_slice(&Sha256::digest(content)[..16]);
    PictureName(first)
}

/// HMAC-SHA256 (RFC 2104) over several parts, each after its length (8 bytes, big endian), so that no two lists of
/// parts give the same input.
pub fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = keyed(key);
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// HMAC-SHA256, keyed and ready for its input.
pub(super) fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    // RFC 2104 fills a short key up with zeros to the hash's block of 64 bytes.
    let mut block = Zeroizing::new([0; 64]);
    for (byte, given) in block.iter_mut().zip(key) {
        *byte = *given;
    }
    Hmac::new((&*block).into())
}

/// Whether two texts are the same, in a time that says nothing about where they differ.
///
/// Their hashes are compared, so that a difference in length takes no other path either.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    CtOutput::<Sha256>::new(Sha256::digest(a)) == CtOutput::new(Sha256::digest(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_from_its_text_and_is_known_by_its_hash() {
        let token = Token::generate();
        let text = token.as_text();
        assert_eq!(text.len(), 64);
        let read = Token::parse(&text).unwrap();
        assert_eq!(read, token);
        assert_eq!(read.hash(), token.hash());
        assert_ne!(Token::generate(), token);
        assert_ne!(Token::generate().hash(), token.hash());
    }

    #[test]
    fn text_that_is_no_token_is_refused() {
        let text = "0".repeat(64);
        for wrong in ["", &text[1..], &format!("{text}0"), &text.replacen('0', "G", 1)] {
            assert!(Token::parse(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn debug_output_shows_no_token() {
        assert_eq!(format!("{:?}", Token::generate()), "Token(…)");
    }

    #[test]
    fn a_picture_is_named_by_the_first_half_of_its_hash() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(picture_name(b"abc").to_string(), "ba7816bf8f01cfea414140de5dae2223");
        assert_ne!(picture_name(b"abd"), picture_name(b"abc"));
    }

    #[test]
    fn the_code_is_hmac_sha256_over_parts_with_their_lengths() {
        let key = std::array::from_fn(|i| i as u8);
        // Computed with Python's hmac.
        let expected = "2602c67dbb615282c1872641a631d8f2782de761cf7c1a6181c175e4cc07b069";
        let found = mac(&key, &[b"ab", b"", b"c"]);
        assert_eq!(*crate::seal::hex::encode(&found), expected);
    }

    #[test]
    fn parts_divided_elsewhere_give_another_code() {
        let key = [1; 32];
        let codes = [
            mac(&key, &[b"ab", b"c"]),
            mac(&key, &[b"a", b"bc"]),
            mac(&key, &[b"abc"]),
            mac(&key, &[b"abc", b""]),
            mac(&key, &[]),
            mac(&[2; 32], &[b"abc"]),
        ];
        for (i, code) in codes.iter().enumerate() {
            assert!(!codes[..i].contains(code), "{i}");
        }
    }

    #[test]
    fn only_equal_texts_are_the_same() {
        assert!(same(b"", b""));
        assert!(same(b"abc", b"abc"));
        for (a, b) in [("abc", "abd"), ("abc", "ab"), ("", "a"), ("abc", "xbc")] {
            assert!(!same(a.as_bytes(), b.as_bytes()));
        }
    }
}
