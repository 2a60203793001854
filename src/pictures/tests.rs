//! Pictures that people send. They are strips rather than whole photos: without optimisation a megapixel takes seconds.

use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageBuffer, ImageFormat, Luma, Rgb, RgbImage, Rgba};
use jpeg_encoder::ColorType;

use super::*;

mod files;
mod hostile;
mod notes;

use files::*;

/// By how much a colour may differ after JPEG.
const COLOUR_TOLERANCE: u8 = 12;

fn prepared(bytes: &[u8]) -> Prepared {
    prepare(bytes).unwrap_or_else(|problem| panic!("{problem}"))
}

fn shown(size: &Size) -> RgbImage {
    let image = image::load_from_memory(&size.bytes).unwrap();
    assert_eq!(image.dimensions(), (size.width, size.height));
    image.into_rgb8()
}

fn sizes(prepared: &Prepared) -> Vec<(u32, u32)> {
    prepared.sizes.iter().map(|size| (size.width, size.height)).collect()
}

fn assert_colour(found: Rgb<u8>, expected: [u8; 3], of: &str) {
    let near = found.0.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= COLOUR_TOLERANCE);
    assert!(near, "{of}: {found:?} for {expected:?}");
}

/// Checks that the four quarters are where they belong.
fn assert_upright(image: &RgbImage, of: &str) {
    let (width, height) = image.dimensions();
    for (i, colour) in QUARTERS.into_iter().enumerate() {
        let (x, y) = ([1, 3][i % 2] * width / 4, [1, 3][i / 2] * height / 4);
        assert_colour(*image.get_pixel(x, y), colour, of);
    }
}

/// What a camera stores whose picture is to be turned: where its first row and column are seen, by Exif's table.
fn stored(upright: &RgbImage, orientation: u16) -> RgbImage {
    let (w, h) = upright.dimensions();
    let seen_at = |x: u32, y: u32| match orientation {
        1 => (x, y),
        2 => (w - 1 - x, y),
        3 => (w - 1 - x, h - 1 - y),
        4 => (x, h - 1 - y),
        5 => (y, x),
        6 => (w - 1 - y, x),
        7 => (w - 1 - y, h - 1 - x),
        _ => (y, h - 1 - x),
    };
    let (width, height) = if orientation < 5 { (w, h) } else { (h, w) };
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = seen_at(x, y);
        *upright.get_pixel(x, y)
    })
}

#[test]
fn a_large_photo_comes_in_three_widths_as_jpeg() {
    let made = prepared(&jpeg(&photo(2_000, 30)));
    assert_eq!(made.kind, PictureKind::Jpeg);
    assert_eq!(sizes(&made), [(480, 7), (960, 14), (1_600, 24)]);
    assert!(!made.moved);
    for size in &made.sizes {
        assert_eq!(image::guess_format(&size.bytes).unwrap(), ImageFormat::Jpeg);
        shown(size);
    }
}

#[test]
fn a_small_picture_is_never_enlarged_and_comes_in_fewer_widths() {
    let widths = |width: u32, height: u32| sizes(&prepared(&jpeg(&photo(width, height))));
    assert_eq!(widths(1_000, 50), [(480, 24), (960, 48), (1_000, 50)]);
    assert_eq!(widths(960, 2), [(480, 1), (960, 2)]);
    assert_eq!(widths(481, 2), [(480, 2), (481, 2)]);
    assert_eq!(widths(480, 900), [(480, 900)]);
    assert_eq!(widths(3, 2), [(3, 2)]);
}

#[test]
fn one_point_is_a_picture() {
    let point = RgbImage::from_pixel(1, 1, Rgb([9, 90, 190]));
    let all = [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Jpeg];
    for format in all {
        let made = prepared(&file(point.clone(), format));
        assert_eq!(sizes(&made), [(1, 1)], "{format:?}");
        assert_colour(*shown(&made.sizes[0]).get_pixel(0, 0), [9, 90, 190], "the point");
    }
}

#[test]
fn every_orientation_ends_upright_in_every_format_that_knows_it() {
    let upright = quarters(60, 40);
    for orientation in 1..=8 {
        let image = stored(&upright, orientation);
        for (format, bytes) in [
            ("JPEG", noted_jpeg(&image, orientation)),
            ("PNG", noted_png(&image, orientation)),
            ("WebP", noted_webp(&image, orientation)),
        ] {
            let made = prepared(&bytes);
            assert_eq!(sizes(&made), [(60, 40)], "{format} {orientation}");
            assert_upright(&shown(&made.sizes[0]), &format!("{format} {orientation}"));
        }
    }
}

#[test]
fn a_large_picture_that_lies_on_its_side_gets_its_widths_when_it_stands() {
    let upright = quarters(1_700, 110);
    for orientation in 5..=8 {
        let made = prepared(&noted_jpeg(&stored(&upright, orientation), orientation));
        assert_eq!(sizes(&made), [(480, 31), (960, 62), (1_600, 104)]);
        for size in &made.sizes {
            assert_upright(&shown(size), &format!("{orientation}"));
        }
    }
}

#[test]
fn an_orientation_that_exif_does_not_have_is_none() {
    for orientation in [0, 9, u16::MAX] {
        let made = prepared(&noted_jpeg(&quarters(60, 40), orientation));
        assert_upright(&shown(&made.sizes[0]), "as it came");
    }
}

#[test]
fn a_drawing_and_what_is_see_through_stay_png_and_the_rest_is_jpeg() {
    let clear = ImageBuffer::from_fn(500, 40, |x, y| Rgba([x as u8, y as u8, 7, (x / 2) as u8]));
    let whole = ImageBuffer::from_fn(500, 40, |x, y| Rgba([x as u8, y as u8, 7, 255]));
    let kind = |image: DynamicImage| prepared(&file(image, ImageFormat::Png)).kind;
    assert_eq!(kind(clear.into()), PictureKind::Png);
    assert_eq!(kind(whole.into()), PictureKind::Jpeg);
    assert_eq!(kind(quarters(500, 40).into()), PictureKind::Png);
    assert_eq!(kind(photo(500, 40).into()), PictureKind::Jpeg);
    // Random points, thick where it is light: as a photograph in few colours.
    let mut random = 7u32;
    let mut point = |light: u32, byte: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        if light > random >> byte & 255 { 255 } else { 0 }
    };
    let dotted = RgbImage::from_fn(3_200, 40, |x, y| {
        Rgb([point(x / 13, 24), point(y * 6, 16), point((x + y) / 26, 20)])
    });
    assert_eq!(kind(dotted.into()), PictureKind::Jpeg, "few colours, and no drawing");
    let grey = |count: u32| RgbImage::from_fn(count, 1, |x, _| Rgb([x as u8, (x >> 8) as u8, 0]));
    assert_eq!(kind(grey(256).into()), PictureKind::Png);
    assert_eq!(kind(grey(257).into()), PictureKind::Jpeg);
}

#[test]
fn the_edge_of_what_is_see_through_keeps_its_colour() {
    // Red on nothing; what is unseen happens to be green.
    let image = ImageBuffer::from_fn(2_000, 10, |x, _| {
        if x < 1_001 { Rgba([255u8, 0, 0, 255]) } else { Rgba([0, 255, 0, 0]) }
    });
    let made = prepared(&file(DynamicImage::from(image), ImageFormat::Png));
    let image = image::load_from_memory(&made.sizes[0].bytes).unwrap().into_rgba8();
    let (mut clear, mut seen) = (0, 0);
    for pixel in image.pixels() {
        match pixel[3] {
            0 => clear += 1,
            _ => seen += 1,
        }
        assert!(pixel[3] == 0 || pixel[1] < 16, "green shines through: {pixel:?}");
    }
    assert!(clear > 400 && seen > 400, "{clear} {seen}");
}

#[test]
fn the_first_frame_of_what_moves_is_kept_and_said() {
    let image = quarters(40, 30);
    for (bytes, moved) in [
        (gif(&image, 1), false),
        (gif(&image, 3), true),
        (moving_webp(&image, 2), true),
        (file(image.clone(), ImageFormat::WebP), false),
    ] {
        let made = prepared(&bytes);
        assert_eq!(made.moved, moved);
        assert_upright(&shown(&made.sizes[0]), "first frame");
    }
}

#[test]
fn every_make_of_jpeg_and_png_is_read() {
    let image = quarters(40, 30);
    // Adobe writes the four inks turned round; black is the least of them.
    let inks: Vec<u8> =
        image.pixels().flat_map(|Rgb([r, g, b])| [255 - r, 255 - g, 255 - b, 0]).collect();
    let rgb16 = DynamicImage::from(image.clone()).into_rgb16();
    let rgba16 = DynamicImage::from(image.clone()).into_rgba16();
    let size = image.dimensions();
    for (make, bytes) in [
        ("progressive", jpeg_of(&image, size, ColorType::Rgb, true)),
        ("CMYK", jpeg_of(&inks, size, ColorType::Cmyk, false)),
        ("YCCK", jpeg_of(&inks, size, ColorType::CmykAsYcck, false)),
        ("16 bits", file(rgb16, ImageFormat::Png)),
        ("16 bits, see-through", file(rgba16, ImageFormat::Png)),
    ] {
        let made = prepared(&bytes);
        assert_upright(&shown(&made.sizes[0]), make);
    }
}

#[test]
fn greys_and_palettes_are_read() {
    let grey = ImageBuffer::from_fn(40, 30, |x, _| Luma([if x < 20 { 10u8 } else { 250 }]));
    let grey16 =
        ImageBuffer::from_fn(40, 30, |x, _| Luma([if x < 20 { 2_570u16 } else { 64_250 }]));
    let palette = {
        // One row of two points, two bits each, in a deflate block that is stored: filter 0, then colours 1 and 2.
        let packed = [0x78, 1, 1, 2, 0, 0xfd, 0xff, 0, 0b0110_0000, 0, 0x62, 0, 0x61];
        let mut bytes = claimed_png(2, 1, [2, 3], &packed);
        bytes.splice(33..33, png_chunk(b"PLTE", &[0, 0, 0, 10, 10, 10, 250, 250, 250]));
        bytes
    };
    for (make, bytes) in [
        ("grey", file(DynamicImage::from(grey.clone()), ImageFormat::Png)),
        ("grey JPEG", jpeg_of(&grey, (40, 30), ColorType::Luma, false)),
        ("grey, 16 bits", file(DynamicImage::from(grey16), ImageFormat::Png)),
        ("palette", palette),
    ] {
        let made = prepared(&bytes);
        let image = shown(&made.sizes[0]);
        let (width, _) = image.dimensions();
        assert_colour(*image.get_pixel(width / 4, 0), [10; 3], make);
        assert_colour(*image.get_pixel(width - 1, 0), [250; 3], make);
    }
}

#[test]
fn colours_of_a_wider_space_look_the_same_in_srgb() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let segment = [b"ICC_PROFILE\0\x01\x01", &profile[..]].concat();
    let plain = jpeg(&RgbImage::from_pixel(16, 16, Rgb([200, 100, 50])));
    let colour = |bytes: &[u8]| *shown(&prepared(bytes).sizes[0]).get_pixel(8, 8);
    assert_colour(colour(&plain), [200, 100, 50], "no profile");
    // Computed by the matrices of the two spaces (SMPTE EG 432-1, IEC 61966-2-1).
    assert_colour(colour(&with_segments(&plain, &[(0xe2, segment)])), [214, 95, 36], "Display P3");
    let damaged = b"ICC_PROFILE\0\x01\x01no profile at all".to_vec();
    assert_colour(colour(&with_segments(&plain, &[(0xe2, damaged)])), [200, 100, 50], "damaged");
}

#[test]
fn a_turned_picture_takes_no_more_memory_than_an_upright_one() {
    let taken = |size, orientation| scale::memory(size, orientation, image::ColorType::Rgb8);
    let upright = taken((3_000, 4_000), Orientation::NoTransforms);
    assert_eq!(upright, 3 * (1_600 * 4_000 + 1_600 * 2_133));
    assert_eq!(taken((1_600, 20_000), Orientation::NoTransforms), 0);
    assert!(taken((4_000, 3_000), Orientation::Rotate90) < 3 * 4_000 * 3_000);
}
