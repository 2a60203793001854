//! The plain text of everything sealed: `length (u32, big endian) ‖ body ‖ zeros` up to a fixed size.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::{OpenError, SealError};
use crate::domain::{ENC_BYTES, HEADER_BYTES, TAG_BYTES};

/// Bytes of the length in front of the body.
const LENGTH_BYTES: usize = 4;

/// Bytes in front of the plain text that are filled in when it has been sealed.
const PREFIX_BYTES: usize = HEADER_BYTES + ENC_BYTES;

/// A padded plain text with room around it for all that sealing adds, in one buffer that never grows.
pub(super) struct Frame(Zeroizing<Vec<u8>>);

impl Frame {
    /// Frames a value as JSON in the smallest of `sizes`, which ascend.
    pub fn json<T: Serialize>(value: &T, sizes: &[usize]) -> Result<Self, SealError> {
        // Writing twice is cheaper than growing a buffer, and leaves no copies behind.
        let mut counter = Counter { bytes: 0, max: sizes.last().copied().unwrap_or(0) };
        serde_json::to_writer(&mut counter, value).map_err(|_| SealError::TooLarge)?;
        Self::write(counter.bytes, sizes, |buffer| {
            serde_json::to_writer(buffer, value).map_err(|_| SealError::TooLarge)
        })
    }

    /// Frames bytes in the smallest of `sizes`, which ascend.
    pub fn bytes(body: &[u8], sizes: &[usize]) -> Result<Self, SealError> {
        Self::write(body.len(), sizes, |buffer| {
            buffer.extend_from_slice(body);
            Ok(())
        })
    }

    fn write(
        body_bytes: usize,
        sizes: &[usize],
        body: impl FnOnce(&mut Vec<u8>) -> Result<(), SealError>,
    ) -> Result<Self, SealError> {
        let size = fitting(body_bytes, sizes).ok_or(SealError::TooLarge)?;
        let length = u32::try_from(body_bytes).map_err(|_| SealError::TooLarge)?;
        let mut buffer = Zeroizing::new(Vec::with_capacity(PREFIX_BYTES + size + TAG_BYTES));
        buffer.resize(PREFIX_BYTES, 0);
        buffer.extend_from_slice(&length.to_be_bytes());
        body(&mut buffer)?;
        buffer.resize(PREFIX_BYTES + size, 0);
        Ok(Self(buffer))
    }

    /// The plain text, to be encrypted in place.
    pub fn plain(&mut self) -> &mut [u8] {
        self.0.get_mut(PREFIX_BYTES..).unwrap_or_default()
    }

    /// Puts what sealing gave around the text, which by now is encrypted.
    pub fn close(
        mut self,
        header: &[u8; HEADER_BYTES],
        enc: &[u8; ENC_BYTES],
        tag: &[u8; TAG_BYTES],
    ) -> Vec<u8> {
        for (byte, given) in self.0.iter_mut().zip(header.iter().chain(enc)) {
            *byte = *given;
        }
        self.0.extend_from_slice(tag);
        std::mem::take(&mut *self.0)
    }
}

/// Takes the body out of an opened plain text.
///
/// # Errors
///
/// * [`OpenError::Padding`] when the length is beyond the text, a smaller one of `sizes` would have done, or a byte of
///   padding is not zero: whoever sealed it may have hidden something, or wanted it to stand out.
pub(super) fn body<'a>(plain: &'a [u8], sizes: &[usize]) -> Result<&'a [u8], OpenError> {
    let (length, rest) = plain.split_first_chunk::<LENGTH_BYTES>().ok_or(OpenError::Padding)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| OpenError::Padding)?;
    let (body, padding) = rest.split_at_checked(length).ok_or(OpenError::Padding)?;
    if fitting(length, sizes) != Some(plain.len()) || padding.iter().any(|&byte| byte != 0) {
        return Err(OpenError::Padding);
    }
    Ok(body)
}

/// Reads the JSON out of an opened plain text.
///
/// # Errors
///
/// * [`OpenError::Padding`] as [`body`] says.
/// * [`OpenError::Structure`] when it is no JSON of a `T`, or is nested deeper than 128 levels.
pub(super) fn json<T: DeserializeOwned>(plain: &[u8], sizes: &[usize]) -> Result<T, OpenError> {
    serde_json::from_slice(body(plain, sizes)?).map_err(|_| OpenError::Structure)
}

/// The smallest of `sizes` that holds a body and its length.
fn fitting(body_bytes: usize, sizes: &[usize]) -> Option<usize> {
    sizes
        .iter()
        .copied()
        .find(|size| size.checked_sub(LENGTH_BYTES).is_some_and(|room| body_bytes <= room))
}

/// Counts what is written, and stops whoever writes more than will fit.
struct Counter {
    bytes: usize,
    max: usize,
}

impl io::Write for Counter {
    fn write(&mut self, written: &[u8]) -> io::Result<usize> {
        self.bytes = self.bytes.saturating_add(written.len());
        if self.bytes > self.max {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(written.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
impl Frame {
    /// A frame of any plain text, however wrong, for tests of what refuses it.
    pub fn raw(plain: &[u8]) -> Self {
        let mut buffer = vec![0; PREFIX_BYTES];
        buffer.extend_from_slice(plain);
        Self(Zeroizing::new(buffer))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::BUCKETS;

    /// A plain text of `size` bytes that claims a body of `length` bytes, all of them `{`.
    fn plain(length: u32, body: usize, size: usize) -> Vec<u8> {
        let mut plain = length.to_be_bytes().to_vec();
        plain.resize(LENGTH_BYTES + body, b'{');
        plain.resize(size, 0);
        plain
    }

    #[test]
    fn a_body_goes_into_the_smallest_size_that_holds_it_and_its_length() {
        for (i, size) in BUCKETS.into_iter().enumerate() {
            let most = vec![b'x'; size - LENGTH_BYTES];
            let mut frame = Frame::bytes(&most, &BUCKETS).unwrap();
            assert_eq!(frame.plain().len(), size);
            let over = Frame::bytes(&[most.as_slice(), b"x"].concat(), &BUCKETS);
            match BUCKETS.get(i + 1) {
                Some(next) => assert_eq!(over.unwrap().plain().len(), *next),
                None => assert!(matches!(over, Err(SealError::TooLarge))),
            }
        }
    }

    #[test]
    fn json_that_is_too_large_is_refused_at_the_very_byte() {
        let room = BUCKETS[6] - LENGTH_BYTES - 2;
        assert!(Frame::json(&"x".repeat(room), &BUCKETS).is_ok());
        assert!(matches!(Frame::json(&"x".repeat(room + 1), &BUCKETS), Err(SealError::TooLarge)));
        assert!(matches!(Frame::json(&"x".repeat(1 << 20), &BUCKETS), Err(SealError::TooLarge)));
        // One character that takes six bytes in JSON.
        assert!(Frame::json(&"\0".repeat(room / 6), &BUCKETS).is_ok());
        assert!(matches!(
            Frame::json(&"\0".repeat(room / 6 + 1), &BUCKETS),
            Err(SealError::TooLarge)
        ));
    }

    #[test]
    fn a_frame_never_grows_its_buffer() {
        for body in [0, 1, 1020, 1021, 5000, 65_532] {
            let frame = Frame::bytes(&vec![1; body], &BUCKETS).unwrap();
            let (start, capacity) = (frame.0.as_ptr(), frame.0.capacity());
            let closed = frame.close(&[1; HEADER_BYTES], &[2; ENC_BYTES], &[3; TAG_BYTES]);
            assert_eq!((closed.as_ptr(), closed.capacity()), (start, capacity));
            assert_eq!(closed.len(), capacity);
        }
    }

    #[test]
    fn a_length_beyond_the_text_is_refused() {
        for length in [1021, 1024, u32::MAX] {
            let plain = plain(length, 10, 1024);
            assert_eq!(body(&plain, &BUCKETS), Err(OpenError::Padding), "{length}");
        }
        for short in [0, 3] {
            assert_eq!(body(&vec![0; short], &BUCKETS), Err(OpenError::Padding));
        }
    }

    #[test]
    fn a_larger_size_than_needed_is_refused() {
        assert!(body(&plain(1020, 1020, 1024), &BUCKETS).is_ok());
        assert_eq!(body(&plain(1020, 1020, 2048), &BUCKETS), Err(OpenError::Padding));
        assert!(body(&plain(1021, 1021, 2048), &BUCKETS).is_ok());
        assert_eq!(body(&plain(1021, 1021, 4096), &BUCKETS), Err(OpenError::Padding));
    }

    #[test]
    fn a_size_that_is_none_is_refused() {
        for size in [14, 1023, 1025, 3072] {
            assert_eq!(body(&plain(10, 10, size), &BUCKETS), Err(OpenError::Padding), "{size}");
        }
    }

    #[test]
    fn padding_with_anything_but_zeros_is_refused() {
        for place in [LENGTH_BYTES + 10, 500, 1023] {
            let mut plain = plain(10, 10, 1024);
            plain[place] = 1;
            assert_eq!(body(&plain, &BUCKETS), Err(OpenError::Padding), "{place}");
        }
    }

    #[test]
    fn json_nested_without_end_is_refused_and_overflows_nothing() {
        for open in ["[", "{\"a\":"] {
            let deep = open.repeat(65_000 / open.len());
            let mut frame = Frame::bytes(deep.as_bytes(), &BUCKETS).unwrap();
            let read = json::<serde_json::Value>(frame.plain(), &BUCKETS);
            assert_eq!(read, Err(OpenError::Structure));
        }
    }

    proptest! {
        #[test]
        fn every_body_comes_out_as_it_went_in(bytes in proptest::collection::vec(any::<u8>(), 0..5000)) {
            let mut frame = Frame::bytes(&bytes, &BUCKETS).unwrap();
            prop_assert_eq!(body(frame.plain(), &BUCKETS), Ok(bytes.as_slice()));
        }

        #[test]
        fn no_text_makes_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
            let _ = json::<serde_json::Value>(&bytes, &BUCKETS);
        }
    }
}
