//! From a file's bytes to pixels, within limits that are checked before memory is taken for them.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::error::LimitErrorKind;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits};

use super::kind::{self, Kind};
use super::{jpeg, scale, webp};
use crate::domain::{
    PICTURE_MEMORY_BYTES_MAX, PICTURE_PIXELS_MAX, PICTURE_SIDE_MAX, PictureProblem,
};

/// What a decoder takes besides the picture, in bytes a pixel at the most: a JPEG in passes keeps its coefficients,
/// two bytes for each of up to four colours.
const PROGRESSIVE_BYTES: u64 = 8;
/// The same of WebP: a frame and the canvas that it is laid on.
const WEBP_BYTES: u64 = 8;
/// The same of GIF: the frame's indices, and the frame when it is smaller than the picture.
const GIF_BYTES: u64 = 5;

/// A picture in memory, and what its file says of its look.
pub(super) struct Decoded {
    /// As the file holds it, not turned.
    pub image: DynamicImage,
    pub orientation: Orientation,
    /// The ICC profile of its colours.
    pub profile: Option<Vec<u8>>,
    /// Whether there is more than one frame.
    pub moves: bool,
}

/// Decodes a file; of one that moves, the first frame.
///
/// # Errors
///
/// * Those of [`kind::of`] and [`check_size`].
/// * [`PictureProblem::TooMuchMemory`] when it has few enough pixels, and they take too much.
/// * [`PictureProblem::Broken`] when it cannot be read to its end.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, PictureProblem> {
    let input = Cursor::new(bytes);
    match kind::of(bytes)? {
        Kind::Jpeg => {
            let beside = if jpeg::is_progressive(bytes)? { PROGRESSIVE_BYTES } else { 0 };
            read(JpegDecoder::new(input).map_err(problem)?, beside, false)
        }
        Kind::Png => {
            let decoder = PngDecoder::with_limits(input, limits()).map_err(problem)?;
            let moves = decoder.is_apng().map_err(problem)?;
            read(decoder, 0, moves)
        }
        Kind::WebP => {
            let input = Cursor::new(webp::checked(bytes)?);
            let decoder = WebPDecoder::new(input).map_err(problem)?;
            let moves = decoder.has_animation();
            read(decoder, WEBP_BYTES, moves)
        }
        Kind::Gif => read(GifDecoder::new(input).map_err(problem)?, GIF_BYTES, gif_moves(bytes)),
    }
}

/// Checks the size that a picture claims, in pixels.
///
/// # Errors
///
/// * [`PictureProblem::Broken`] when there is nothing to see.
/// * [`PictureProblem::TooLong`], [`PictureProblem::TooManyPixels`] when there is too much.
pub(super) fn check_size(width: u32, height: u32) -> Result<(), PictureProblem> {
    if width == 0 || height == 0 {
        return Err(PictureProblem::Broken);
    }
    if width.max(height) > PICTURE_SIDE_MAX {
        return Err(PictureProblem::TooLong);
    }
    if u64::from(width) * u64::from(height) > PICTURE_PIXELS_MAX {
        return Err(PictureProblem::TooManyPixels);
    }
    Ok(())
}

/// Reads what a decoder has found, `beside` being the bytes a pixel that it takes for itself.
fn read(
    mut decoder: impl ImageDecoder,
    beside: u64,
    moves: bool,
) -> Result<Decoded, PictureProblem> {
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    // A damaged note about the picture is no reason to refuse the picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let pixels = u64::from(width) * u64::from(height);
    let scaling = scale::memory((width, height), orientation, decoder.color_type());
    if decoder.total_bytes() + scaling.max(pixels * beside) > PICTURE_MEMORY_BYTES_MAX {
        return Err(PictureProblem::TooMuchMemory);
    }
    decoder.set_limits(limits()).map_err(problem)?;
    let image = DynamicImage::from_decoder(decoder).map_err(problem)?;
    Ok(Decoded { image, orientation, profile, moves })
}

/// The decoders' own limits, as a second fence.
fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(PICTURE_SIDE_MAX);
    limits.max_image_height = Some(PICTURE_SIDE_MAX);
    limits.max_alloc = Some(PICTURE_MEMORY_BYTES_MAX);
    limits
}

/// Its own words are dropped: they may quote the file.
fn problem(error: ImageError) -> PictureProblem {
    match error {
        ImageError::Limits(limit) => match limit.kind() {
            LimitErrorKind::DimensionError => PictureProblem::TooLong,
            _ => PictureProblem::TooMuchMemory,
        },
        _ => PictureProblem::Broken,
    }
}

/// Whether a GIF has a second frame; nothing is decoded for it.
fn gif_moves(bytes: &[u8]) -> bool {
    let mut options = gif::DecodeOptions::new();
    options.skip_frame_decoding(true);
    let Ok(mut frames) = options.read_info(bytes) else { return false };
    let mut has_frame = || matches!(frames.next_frame_info(), Ok(Some(_)));
    has_frame() && has_frame()
}
