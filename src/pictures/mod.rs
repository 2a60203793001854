//! Pictures: from a file of any camera to what a page shows. The only module that knows picture formats.
//!
//! - **In** come JPEG, PNG, WebP and GIF, known by their content. What a file claims of its size is checked before
//!   memory is taken for it. Of what moves, the first frame is kept.
//! - **Nothing but pixels goes on.** Each size is written anew, so positions, names, dates, comments and small previews
//!   stay behind. What they say of the picture's look is carried out first: it is turned upright, and its colours
//!   become those of sRGB where a profile says what they are. Without one they are taken for sRGB, as browsers do; so
//!   are the greys of a profile for greys, and the colours that a CMYK file gives when it is read without its profile.
//! - **Out** come up to three widths. PNG where something is see-through, and for drawings and screens with text, whose
//!   edges JPEG would smear: few colours, and not much larger as PNG, as a photograph in few colours is. JPEG otherwise.
//!
//! A picture's name is its content's hash, which is `seal`'s to make (`seal::picture_name`): bytes leave here unnamed.

mod colours;
mod decode;
mod encode;
mod jpeg;
mod kind;
mod scale;
#[cfg(test)]
mod tests;
mod webp;

use crate::domain::{PICTURE_BYTES_MAX, PICTURE_WIDTHS, PictureKind, PictureProblem};

/// A picture, ready to be kept and shown.
pub struct Prepared {
    /// Of every size.
    pub kind: PictureKind,
    /// The smallest first; one at least, at most as many as [`PICTURE_WIDTHS`].
    pub sizes: Vec<Size>,
    /// Whether it moved before. It is still now, which its sender should be told.
    pub moved: bool,
}

/// A picture in one width.
pub struct Size {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The file: pixels and nothing that tells of their origin.
    pub bytes: Vec<u8>,
}

/// Makes a picture of a file's bytes.
///
/// It keeps a core busy (0.2 s for a photo of 12 megapixels, one or two for the largest) and takes up to
/// [`PICTURE_MEMORY_BYTES_MAX`](crate::domain::PICTURE_MEMORY_BYTES_MAX) bytes: call it on a blocking thread, one at a
/// time.
///
/// # Errors
///
/// * [`PictureProblem`] names the limit that the file is beyond, or what is wrong with it.
pub fn prepare(bytes: &[u8]) -> Result<Prepared, PictureProblem> {
    if bytes.len() > PICTURE_BYTES_MAX {
        return Err(PictureProblem::TooManyBytes);
    }
    // The decoders are others' work: png 0.18 panics over a palette whose length is no multiple of three.
    std::panic::catch_unwind(|| made_of(bytes)).unwrap_or(Err(PictureProblem::Broken))
}

fn made_of(bytes: &[u8]) -> Result<Prepared, PictureProblem> {
    let decode::Decoded { image, orientation, profile, moves } = decode::decode(bytes)?;
    let is_drawing = colours::are_few(&image);
    let image = scale::upright(image, orientation)?;
    let mut image = colours::plain(image, profile.as_deref());
    let is_png = image.color().has_alpha() || is_drawing && encode::is_small_as_png(&image)?;
    let kind = if is_png { PictureKind::Png } else { PictureKind::Jpeg };
    let mut widths: Vec<u32> =
        PICTURE_WIDTHS.iter().rev().map(|&width| width.min(image.width())).collect();
    widths.dedup();
    let mut sizes = Vec::with_capacity(widths.len());
    for width in widths {
        // Each is made of the one before it, so that the large one is gone through once.
        image = scale::to_width(image, width)?;
        sizes.push(encode::encode(&image, kind)?);
    }
    sizes.reverse();
    Ok(Prepared { kind, sizes, moved: moves })
}
