//! What a file is, by its first bytes.

use image::ImageFormat;

use crate::domain::PictureProblem;

/// The kinds that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    WebP,
    Gif,
}

/// Marks of pictures in the container that HEIC shares with films (ISO/IEC 23008-12), after `ftyp`.
const HEIC_BRANDS: [&[u8]; 6] = [b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1"];
/// Bytes in which the first element of an SVG is looked for.
const SVG_HEAD_BYTES: usize = 1_024;

/// Tells the kind.
///
/// # Errors
///
/// * [`PictureProblem::OtherKind`] when it is a picture that is not taken.
/// * [`PictureProblem::NoPicture`] for anything else.
pub(super) fn of(bytes: &[u8]) -> Result<Kind, PictureProblem> {
    let other = |name| Err(PictureProblem::OtherKind(name));
    if bytes.get(4..8) == Some(b"ftyp") && HEIC_BRANDS.iter().any(|b| bytes[8..].starts_with(b)) {
        return other("HEIC");
    }
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => Ok(Kind::Jpeg),
        Ok(ImageFormat::Png) => Ok(Kind::Png),
        Ok(ImageFormat::WebP) => Ok(Kind::WebP),
        Ok(ImageFormat::Gif) => Ok(Kind::Gif),
        Ok(ImageFormat::Avif) => other("AVIF"),
        Ok(ImageFormat::Tiff) => other("TIFF"),
        Ok(ImageFormat::Bmp) => other("BMP"),
        Ok(ImageFormat::Ico) => other("ICO"),
        _ if is_svg(bytes) => other("SVG"),
        _ => Err(PictureProblem::NoPicture),
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SVG_HEAD_BYTES)];
    head.trim_ascii_start().starts_with(b"<") && head.windows(4).any(|part| part == b"<svg")
}
