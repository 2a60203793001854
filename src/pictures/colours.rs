//! Colours: how many, how see-through, and what they mean.

use std::collections::HashSet;

use image::{DynamicImage, GenericImageView};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// A picture of no more colours is a drawing or a screen with text: what a GIF or a PNG with a palette can hold.
const COLOURS_OF_A_DRAWING: usize = 256;
/// The value of a pixel that nothing shines through.
const OPAQUE: u8 = 255;

/// Whether a picture has so few colours that it is a drawing; a photograph is known by its first lines.
pub(super) fn are_few(image: &DynamicImage) -> bool {
    let mut seen = HashSet::new();
    let mut last = None;
    for (_, _, colour) in image.pixels() {
        if last != Some(colour) {
            last = Some(colour);
            seen.insert(colour.0);
        }
        if seen.len() > COLOURS_OF_A_DRAWING {
            return false;
        }
    }
    true
}

/// The picture in sRGB with 8 bits a colour, and with transparency only where something is see-through.
pub(super) fn plain(image: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    if image.color().has_alpha() {
        let mut image = image.into_rgba8();
        convert(&mut image, Layout::Rgba, profile);
        let see_through = image.pixels().any(|pixel| pixel[3] < OPAQUE);
        let image = DynamicImage::from(image);
        return if see_through { image } else { image.into_rgb8().into() };
    }
    let mut image = image.into_rgb8();
    convert(&mut image, Layout::Rgb, profile);
    image.into()
}

/// Converts pixels to sRGB. A profile that cannot be read, or that speaks of other than red, green and blue, leaves
/// them as they are: a picture in slightly other colours beats none.
fn convert(pixels: &mut [u8], layout: Layout, profile: Option<&[u8]>) {
    let Some(Ok(profile)) = profile.map(ColorProfile::new_from_slice) else { return };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let (srgb, options) = (ColorProfile::new_srgb(), TransformOptions::default());
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, options) else {
        return;
    };
    let mut converted = vec![0; pixels.len()];
    if transform.transform(pixels, &mut converted).is_ok() {
        pixels.copy_from_slice(&converted);
    }
}
