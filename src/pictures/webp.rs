//! What the decoder of WebP takes on trust (RFC 9649): how long a chunk is, and how large a frame's own pixels are.
//!
//! It would take four gigabytes for a chunk that says so, and decode a frame whole before it sees that the frame does
//! not fit its picture.

use super::decode::check_size;
use crate::domain::PictureProblem;

/// Bytes of the file's head: `RIFF`, a length that counts from behind it, `WEBP`.
const HEAD_BYTES: usize = 12;
/// Bytes of a chunk's head: its name and its length.
const CHUNK_HEAD_BYTES: usize = 8;
/// Bytes that tell a frame's place, before its own chunks.
const FRAME_HEAD_BYTES: usize = 16;
/// The width and the height of a lossy picture take 14 bits each.
const SIDE_BITS: u16 = 0x3fff;

/// The file without what hangs on behind it, once all its chunks are known to be as they say.
///
/// # Errors
///
/// * [`PictureProblem::Broken`] when the file or a chunk is cut off.
/// * Those of [`check_size`], for the picture within a chunk.
pub(super) fn checked(bytes: &[u8]) -> Result<&[u8], PictureProblem> {
    let length = length_at(bytes, 4).and_then(|length| length.checked_add(CHUNK_HEAD_BYTES));
    let file = length.and_then(|length| bytes.get(..length)).ok_or(PictureProblem::Broken)?;
    check_chunks(file.get(HEAD_BYTES..).ok_or(PictureProblem::Broken)?, true)?;
    Ok(file)
}

fn check_chunks(mut chunks: &[u8], may_hold_frames: bool) -> Result<(), PictureProblem> {
    while !chunks.is_empty() {
        let length = length_at(chunks, 4).ok_or(PictureProblem::Broken)?;
        let rest = &chunks[CHUNK_HEAD_BYTES..];
        let chunk = rest.get(..length).ok_or(PictureProblem::Broken)?;
        match &chunks[..4] {
            b"VP8 " => check_lossy(chunk)?,
            b"ANMF" if may_hold_frames => {
                let inner = chunk.get(FRAME_HEAD_BYTES..).ok_or(PictureProblem::Broken)?;
                check_chunks(inner, false)?;
            }
            _ => {}
        }
        // A byte is added to an odd length; the last one may lack it.
        chunks = rest.get(length + length % 2..).unwrap_or_default();
    }
    Ok(())
}

/// Checks what a lossy picture says of itself: after 3 bytes of flags and 3 of a mark.
fn check_lossy(chunk: &[u8]) -> Result<(), PictureProblem> {
    let Some(&[a, b, c, d]) = chunk.get(6..10) else { return Err(PictureProblem::Broken) };
    let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & SIDE_BITS);
    check_size(side(a, b), side(c, d))
}

fn length_at(bytes: &[u8], at: usize) -> Option<usize> {
    let &[a, b, c, d] = bytes.get(at..at + 4)? else { return None };
    usize::try_from(u32::from_le_bytes([a, b, c, d])).ok()
}
