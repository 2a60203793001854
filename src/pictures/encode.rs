//! From pixels to files that hold nothing else.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::Size;
use crate::domain::{PictureKind, PictureProblem};

/// Of 100: photographs look as they came, at a small part of their bytes.
const JPEG_QUALITY: u8 = 82;
/// A JPEG of no more pixels gets code tables of its own, a tenth smaller. Finding them takes 9 bytes a pixel, too much
/// for the few pictures that are larger: long strips.
const OWN_TABLES_PIXELS_MAX: u32 = 8_000_000;

/// How many times as large as its JPEG a PNG may be for the sake of sharp edges.
const PNG_TIMES_MAX: usize = 2;

/// Whether an opaque picture of 8 bits a colour is not much larger as PNG than as JPEG.
///
/// # Errors
///
/// * Those of [`encode`].
pub(super) fn is_small_as_png(image: &DynamicImage) -> Result<bool, PictureProblem> {
    let bytes = |kind| encode(image, kind).map(|size| size.bytes.len());
    Ok(bytes(PictureKind::Png)? <= PNG_TIMES_MAX * bytes(PictureKind::Jpeg)?)
}

/// Writes a picture of 8 bits a colour; one written as JPEG has no transparency.
///
/// # Errors
///
/// * [`PictureProblem::Broken`] when it cannot be written.
pub(super) fn encode(image: &DynamicImage, kind: PictureKind) -> Result<Size, PictureProblem> {
    let (width, height) = (image.width(), image.height());
    let bytes = match kind {
        PictureKind::Jpeg => jpeg(image.as_bytes(), width, height),
        PictureKind::Png => png(image),
    };
    Ok(Size { width, height, bytes: bytes.ok_or(PictureProblem::Broken)? })
}

fn jpeg(pixels: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, JPEG_QUALITY);
    // Colour at half the resolution of light, as cameras do.
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_optimized_huffman_tables(width * height <= OWN_TABLES_PIXELS_MAX);
    let (width, height) = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
    encoder.encode(pixels, width, height, ColorType::Rgb).ok()?;
    Some(bytes)
}

fn png(image: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let colour =
        if image.color().has_alpha() { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
        .write_image(image.as_bytes(), image.width(), image.height(), colour)
        .ok()?;
    Some(bytes)
}
