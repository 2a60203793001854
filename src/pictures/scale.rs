//! Turning upright and making smaller.

use fast_image_resize::{ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage};

use crate::domain::{PICTURE_WIDTHS, PictureProblem};

const WIDTH_MAX: u32 = PICTURE_WIDTHS[PICTURE_WIDTHS.len() - 1];

/// Turns a picture upright and makes it as narrow as the widest that is kept. Made smaller first: the small one is
/// turned in less memory.
///
/// # Errors
///
/// * [`PictureProblem::Broken`] when it has no pixels.
pub(super) fn upright(
    image: DynamicImage,
    orientation: Orientation,
) -> Result<DynamicImage, PictureProblem> {
    let size = fitted((image.width(), image.height()), orientation);
    let mut image = resized(image, size)?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// Makes a picture as narrow as `width`, in pixels; it is never enlarged.
///
/// # Errors
///
/// * [`PictureProblem::Broken`] when it has no pixels.
pub(super) fn to_width(image: DynamicImage, width: u32) -> Result<DynamicImage, PictureProblem> {
    let size = narrowed((image.width(), image.height()), width);
    resized(image, size)
}

/// Bytes that making a picture smaller takes besides it: a copy where there is transparency, one made narrower, and
/// the result.
pub(super) fn memory(size: (u32, u32), orientation: Orientation, colour: ColorType) -> u64 {
    let fitted = fitted(size, orientation);
    if fitted == size {
        return 0;
    }
    let pixels = |width: u32, height: u32| u64::from(width) * u64::from(height);
    let copy = if colour.has_alpha() { pixels(size.0, size.1) } else { 0 };
    let narrower = pixels(fitted.0, size.1);
    (copy + narrower + pixels(fitted.0, fitted.1)) * u64::from(colour.bytes_per_pixel())
}

/// The size that a picture has, before it is turned, when it is as wide as is kept after it.
fn fitted((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    let lies_on_its_side = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    if lies_on_its_side {
        let (width, height) = narrowed((height, width), WIDTH_MAX);
        return (height, width);
    }
    narrowed((width, height), WIDTH_MAX)
}

fn narrowed((width, height): (u32, u32), width_max: u32) -> (u32, u32) {
    if width <= width_max {
        return (width, height);
    }
    let exact = f64::from(height) * f64::from(width_max) / f64::from(width);
    // The cast ends at the type's bounds; what is a line stays one.
    (width_max, (exact.round() as u32).max(1))
}

/// Every point of the result is a weighed mean of those around it (Lanczos, three lobes); see-through ones weigh less.
fn resized(
    image: DynamicImage,
    (width, height): (u32, u32),
) -> Result<DynamicImage, PictureProblem> {
    if (image.width(), image.height()) == (width, height) {
        return Ok(image);
    }
    let mut smaller = DynamicImage::new(width, height, image.color());
    Resizer::new()
        .resize(&image, &mut smaller, &ResizeOptions::new())
        .map_err(|_| PictureProblem::Broken)?;
    Ok(smaller)
}
