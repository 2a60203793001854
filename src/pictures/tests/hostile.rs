//! Files that are no pictures, or mean harm.

use image::ImageFormat;
use jpeg_encoder::ColorType;
use proptest::prelude::*;

use super::files::*;
use crate::domain::PictureProblem;
use crate::pictures::prepare;

fn refusal(bytes: &[u8]) -> PictureProblem {
    prepare(bytes).err().unwrap_or_else(|| panic!("{} bytes were taken", bytes.len()))
}

#[test]
fn a_png_that_claims_too_much_is_refused_by_its_header() {
    // Its pixels are no pixels: whoever had looked at them would call it broken.
    let claimed = |width, height, form| refusal(&claimed_png(width, height, form, b"none"));
    assert_eq!(claimed(100_000, 100_000, [8, 6]), PictureProblem::TooLong);
    assert_eq!(claimed(30_000, 30_000, [1, 0]), PictureProblem::TooLong);
    assert_eq!(claimed(1, 20_001, [1, 0]), PictureProblem::TooLong);
    assert_eq!(claimed(20_000, 20_000, [1, 0]), PictureProblem::TooManyPixels);
    assert_eq!(claimed(20_000, 2_501, [1, 0]), PictureProblem::TooManyPixels);
    assert_eq!(claimed(20_000, 2_500, [16, 6]), PictureProblem::TooMuchMemory);
    assert_eq!(claimed(20_000, 2_500, [1, 0]), PictureProblem::Broken);
}

#[test]
fn other_formats_that_claim_too_much_are_refused_by_their_headers() {
    let image = photo(40, 30);
    let mut bytes = jpeg(&image);
    let frame = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    bytes[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    assert_eq!(refusal(&bytes), PictureProblem::TooLong);
    bytes[frame + 5..frame + 9].copy_from_slice(&[0x40, 0, 0x40, 0]);
    assert_eq!(refusal(&bytes), PictureProblem::TooManyPixels);

    let mut bytes = gif(&image, 1);
    bytes[6..10].copy_from_slice(&[0xff; 4]);
    assert_eq!(refusal(&bytes), PictureProblem::TooLong);
    bytes[6..10].copy_from_slice(&[0, 0x40, 0, 0x40]);
    assert_eq!(refusal(&bytes), PictureProblem::TooManyPixels);
    bytes[6..10].copy_from_slice(&[0; 4]);
    assert_eq!(refusal(&bytes), PictureProblem::Broken);

    // Lossless, both sides 16,383.
    let mut bytes = file(image, ImageFormat::WebP);
    bytes[21..25].copy_from_slice(&[0xfe, 0xbf, 0xff, 0x0f]);
    assert_eq!(refusal(&bytes), PictureProblem::TooManyPixels);
}

#[test]
fn a_webp_whose_inside_claims_more_than_its_outside_is_refused() {
    // 16 by 16 pixels outside; 16,383 by 16,383 within.
    let head = [0, 0, 0, 0, 15, 0, 0, 15, 0, 0];
    let lossy = [0x10, 0, 0, 0x9d, 1, 0x2a, 0xff, 0x3f, 0xff, 0x3f, 0, 0];
    let still = riff(&[chunk(b"VP8X", &head), chunk(b"VP8 ", &lossy)].concat());
    assert_eq!(refusal(&still), PictureProblem::TooManyPixels);

    let place = [0, 0, 0, 0, 0, 0, 15, 0, 0, 15, 0, 0, 100, 0, 0, 2];
    let frame = [&place[..], &chunk(b"VP8 ", &lossy)].concat();
    let moving = [2, 0, 0, 0, 15, 0, 0, 15, 0, 0];
    let chunks = [chunk(b"VP8X", &moving), chunk(b"ANIM", &[0; 6]), chunk(b"ANMF", &frame)];
    assert_eq!(refusal(&riff(&chunks.concat())), PictureProblem::TooManyPixels);
}

#[test]
fn a_webp_chunk_that_claims_four_gigabytes_is_refused() {
    let mut bytes = noted_webp(&photo(40, 30), 1);
    let exif = bytes.windows(4).position(|name| name == b"EXIF").unwrap();
    bytes[exif + 4..exif + 8].copy_from_slice(&[0xff; 4]);
    assert_eq!(refusal(&bytes), PictureProblem::Broken);
    // The same behind the end that the file names.
    let mut bytes = noted_webp(&photo(40, 30), 1);
    bytes.extend(b"ICCP\xff\xff\xff\xff");
    assert!(prepare(&bytes).is_ok(), "what hangs on behind a file is left behind");
}

#[test]
fn a_png_profile_that_unpacks_to_more_than_the_memory_is_no_danger() {
    // A thousand blocks of deflate's run-length code would be needed; a claim of one that is cut off is enough to see
    // that the picture does not depend on it.
    let mut bytes = file(photo(40, 30), ImageFormat::Png);
    bytes.splice(33..33, png_chunk(b"iCCP", b"p\0\0\x78\x9c\xed\xc1\x01"));
    assert!(prepare(&bytes).is_ok());
}

#[test]
fn a_palette_that_a_decoder_panics_over_is_a_broken_picture() {
    let mut bytes = claimed_png(2, 1, [2, 3], &[0x78, 1, 1, 2, 0, 0xfd, 0xff, 0, 0, 0, 2, 0, 1]);
    bytes.splice(33..33, png_chunk(b"PLTE", &[0; 8]));
    assert_eq!(refusal(&bytes), PictureProblem::Broken);
}

#[test]
fn what_is_no_picture_is_refused_whatever_its_name() {
    for bytes in [
        &b""[..],
        b"\xff\xd8",
        b"Dear Sexpert, should I tell her?",
        b"<!doctype html><p>not found",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"ftypheic",
        b"RIFF\0\0\0\0WAVE",
    ] {
        assert_eq!(refusal(bytes), PictureProblem::NoPicture, "{bytes:?}");
    }
}

#[test]
fn a_picture_of_another_kind_is_refused_by_its_name() {
    for (bytes, name) in [
        (&b"\0\0\0\x24ftypheic\0\0\0\0mif1"[..], "HEIC"),
        (b"\0\0\0\x20ftypavif\0\0\0\0avifmif1", "AVIF"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"BM\x46\0\0\0\0\0\0\0", "BMP"),
        (b"  <svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "SVG"),
        (b"<?xml version=\"1.0\"?>\n<!-- a -->\n<svg/>", "SVG"),
    ] {
        assert_eq!(refusal(bytes), PictureProblem::OtherKind(name));
    }
}

#[test]
fn a_file_larger_than_the_limit_is_refused_unread() {
    let mut bytes = jpeg(&photo(8, 8));
    bytes.resize(crate::domain::PICTURE_BYTES_MAX, 0);
    assert!(prepare(&bytes).is_ok(), "to the limit it is read");
    bytes.push(0);
    assert_eq!(refusal(&bytes), PictureProblem::TooManyBytes);
}

#[test]
fn a_file_that_is_cut_off_is_refused_unless_all_its_pixels_are_there() {
    for (kind, bytes) in specimens() {
        let whole = prepare(&bytes).unwrap().sizes.remove(0).bytes;
        for length in 0..bytes.len() {
            match prepare(&bytes[..length]) {
                Ok(made) => assert_eq!(made.sizes[0].bytes, whole, "{kind}, {length}"),
                Err(problem) => assert!(
                    matches!(problem, PictureProblem::Broken | PictureProblem::NoPicture),
                    "{kind}, {length}: {problem:?}"
                ),
            }
        }
    }
}

/// One small file of each make.
fn specimens() -> Vec<(&'static str, Vec<u8>)> {
    let image = photo(24, 17);
    let size = image.dimensions();
    let inks: Vec<u8> = image.pixels().flat_map(|p| [p[0], p[1], p[2], 0]).collect();
    vec![
        ("JPEG", noted_jpeg(&image, 6)),
        ("JPEG in passes", jpeg_of(&image, size, ColorType::Rgb, true)),
        ("JPEG of inks", jpeg_of(&inks, size, ColorType::CmykAsYcck, false)),
        ("PNG", noted_png(&image, 5)),
        (
            "PNG of 16 bits",
            file(image::DynamicImage::from(image.clone()).into_rgba16(), ImageFormat::Png),
        ),
        ("WebP", noted_webp(&image, 8)),
        ("WebP that moves", moving_webp(&image, 2)),
        ("GIF", gif(&image, 1)),
    ]
}

/// Whatever comes in, there is an answer, and what is taken can be shown.
fn assert_answered(bytes: &[u8]) {
    let Ok(made) = prepare(bytes) else { return };
    assert!((1..=3).contains(&made.sizes.len()));
    for size in &made.sizes {
        let image = image::load_from_memory(&size.bytes).unwrap();
        assert_eq!((image.width(), image.height()), (size.width, size.height));
    }
}

proptest! {
    #[test]
    fn random_bytes_never_panic(
        head in 0..5usize,
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let heads = [&b""[..], b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\x01\0\0WEBP"];
        assert_answered(&[heads[head], &bytes].concat());
    }

    #[test]
    fn real_files_with_bytes_changed_never_panic(
        which in 0..8usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::weighted(0.1, any::<prop::sample::Index>()),
    ) {
        let mut bytes = specimens().swap_remove(which).1;
        for (place, value) in changes {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        assert_answered(&bytes);
    }
}
