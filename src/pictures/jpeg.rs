//! What the decoder of JPEG does not tell: whether the file is whole, and how it is laid out (ITU-T T.81, annex B).
//!
//! The decoder fills what a cut-off file lacks with grey and says nothing.

use crate::domain::PictureProblem;

/// End of the picture.
const EOI: u8 = 0xd9;
/// A frame that comes in several passes over the whole picture.
const SOF2: u8 = 0xc2;

/// Whether the picture comes in several passes, for which its decoder holds all of it once more.
///
/// # Errors
///
/// * [`PictureProblem::Broken`] when the file ends before the picture does.
pub(super) fn is_progressive(bytes: &[u8]) -> Result<bool, PictureProblem> {
    let mut progressive = false;
    // After the two bytes that every file begins with.
    let mut at = 2;
    while let Some((marker, after)) = next_marker(bytes, at) {
        if marker == EOI {
            return Ok(progressive);
        }
        progressive |= marker == SOF2;
        // Segments carry their length, which counts its own two bytes. What follows them, be it a pass of the
        // picture, holds no marker until the next segment.
        let Some(&[high, low]) = bytes.get(after..after + 2) else { break };
        at = after + usize::from(u16::from_be_bytes([high, low])).max(2);
    }
    Err(PictureProblem::Broken)
}

/// The next marker that begins a segment or ends the picture, and where it ends.
fn next_marker(bytes: &[u8], from: usize) -> Option<(u8, usize)> {
    let rest = bytes.get(from..)?;
    // 0xff with 0 is a plain byte of the picture, with 0xff filling, with the others a marker without a segment.
    let is_marker = |next: u8| !matches!(next, 0 | 1 | 0xd0..=0xd8 | 0xff);
    let found = rest.windows(2).position(|pair| pair[0] == 0xff && is_marker(pair[1]))?;
    Some((rest[found + 1], from + found + 2))
}
