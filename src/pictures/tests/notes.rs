//! What a file tells besides its pixels stays behind.

use super::files::*;
use super::prepared;
use crate::domain::PictureKind;

#[test]
fn nothing_of_a_files_notes_is_left_in_any_format() {
    for image in [photo(600, 40), quarters(600, 40)] {
        for (format, bytes) in [
            ("JPEG", noted_jpeg(&image, 6)),
            ("PNG", noted_png(&image, 6)),
            ("WebP", noted_webp(&image, 6)),
            ("GIF", noted_gif(&image)),
        ] {
            assert!(holds(&bytes, SECRET), "the {format} that came has a position");
            let made = prepared(&bytes);
            for size in &made.sizes {
                for note in [SECRET, "Exif", "II*", "xmp", "XMP", "8BIM", "Comment", "ICC"] {
                    assert!(!holds(&size.bytes, note), "{format}: {note}");
                }
                assert!(parts(&size.bytes, made.kind).all(|part| is_of_the_picture(&part)));
            }
        }
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

/// The names of what a file is made of, up to a JPEG's pixels.
fn parts(bytes: &[u8], kind: PictureKind) -> impl Iterator<Item = Vec<u8>> {
    let mut at = if kind == PictureKind::Png { 8 } else { 2 };
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| rest.len() >= 8)?;
        if kind == PictureKind::Png {
            at += 12 + u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
            return Some(rest[4..8].to_vec());
        }
        at += 2 + usize::from(u16::from_be_bytes([rest[2], rest[3]]));
        if rest[1] == 0xda {
            at = bytes.len();
        }
        Some(rest[..2].to_vec())
    })
}

/// Header, pixels and end of a PNG; head, tables and pixels of a JPEG.
fn is_of_the_picture(part: &[u8]) -> bool {
    let of_jpeg = matches!(part, [0xff, 0xe0 | 0xdb | 0xc0 | 0xc4 | 0xda]);
    of_jpeg || [b"IHDR", b"IDAT", b"IEND"].iter().any(|name| part == *name)
}
