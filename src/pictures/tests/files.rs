//! Picture files, made by code.

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ExtendedColorType, Frame, ImageEncoder, ImageFormat, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};

/// Stands in every note that a file carries about where it comes from.
pub const SECRET: &str = "52.5163N 13.3777E";
/// The four quarters of [`quarters`]: above left and right, below left and right.
pub const QUARTERS: [[u8; 3]; 4] = [[200, 30, 30], [30, 200, 30], [30, 30, 200], [220, 220, 40]];

/// Another colour in each quarter, so that turning shows.
pub fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(QUARTERS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)])
    })
}

/// As many colours as a photograph has.
pub fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x * 7 + y) as u8, (y * 5) as u8, (x * y / 9) as u8])
    })
}

pub fn jpeg(image: &RgbImage) -> Vec<u8> {
    jpeg_of(image.as_raw(), image.dimensions(), ColorType::Rgb, false)
}

pub fn jpeg_of(
    pixels: &[u8],
    (width, height): (u32, u32),
    colour: ColorType,
    progressive: bool,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_progressive(progressive);
    encoder.encode(pixels, width as u16, height as u16, colour).unwrap();
    bytes
}

pub fn file(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A GIF of so many frames.
pub fn gif(image: &RgbImage, frames: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let frame = Frame::new(DynamicImage::from(image.clone()).into_rgba8());
    GifEncoder::new(&mut bytes).encode_frames(vec![frame; frames]).unwrap();
    bytes
}

/// A WebP of so many frames, each the whole picture.
pub fn moving_webp(image: &RgbImage, frames: usize) -> Vec<u8> {
    let still = file(image.clone(), ImageFormat::WebP);
    let (width, height) = image.dimensions();
    let size = [&(width - 1).to_le_bytes()[..3], &(height - 1).to_le_bytes()[..3]].concat();
    // At 0, 0, for 100 ms, drawn over what was there.
    let frame = [&[0; 6], &size[..], &[100, 0, 0, 2], &still[12..]].concat();
    let mut chunks = vec![chunk(b"VP8X", &[&[2, 0, 0, 0], &size[..]].concat())];
    chunks.push(chunk(b"ANIM", &[0; 6]));
    chunks.extend(vec![chunk(b"ANMF", &frame); frames]);
    riff(&chunks.concat())
}

/// A chunk of WebP.
pub fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let padding = vec![0; content.len() % 2];
    [&name[..], &(content.len() as u32).to_le_bytes(), content, &padding].concat()
}

pub fn riff(chunks: &[u8]) -> Vec<u8> {
    [b"RIFF", &(chunks.len() as u32 + 4).to_le_bytes()[..], b"WEBP", chunks].concat()
}

/// An Exif block (CIPA DC-008) with an orientation, the [`SECRET`] as its artist, and a position.
pub fn exif(orientation: u16) -> Vec<u8> {
    let artist = format!("{SECRET}\0");
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let (tag, kind) = (tag.to_le_bytes(), kind.to_le_bytes());
        [&tag[..], &kind, &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    // Three entries of 12 bytes, after 8 of head and 2 of their count; the next directory's place follows them.
    let after = 8 + 2 + 3 * 12 + 4;
    let mut block = b"II*\0\x08\0\0\0\x03\0".to_vec();
    block.extend(entry(0x0112, 3, 1, u32::from(orientation)));
    block.extend(entry(0x013b, 2, artist.len() as u32, after));
    block.extend(entry(0x8825, 4, 1, after + artist.len() as u32));
    block.extend([0; 4]);
    block.extend(artist.as_bytes());
    // The directory of the position: north.
    block.extend([1, 0]);
    block.extend(entry(1, 2, 2, u32::from(b'N')));
    block.extend([0; 4]);
    block
}

/// The JPEG with segments put in behind its first two bytes.
pub fn with_segments(jpeg: &[u8], segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, content) in segments {
        bytes.extend([0xff, *marker]);
        bytes.extend((content.len() as u16 + 2).to_be_bytes());
        bytes.extend(content);
    }
    bytes.extend(&jpeg[2..]);
    bytes
}

/// A JPEG with an Exif block, XMP, IPTC and a comment.
pub fn noted_jpeg(image: &RgbImage, orientation: u16) -> Vec<u8> {
    let exif = [b"Exif\0\0", &exif(orientation)[..]].concat();
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{SECRET}</x:xmpmeta>");
    let iptc = format!("Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x11{SECRET}\0");
    let segments = [
        (0xe1, exif),
        (0xe1, xmp.into_bytes()),
        (0xed, iptc.into_bytes()),
        (0xfe, SECRET.as_bytes().to_vec()),
    ];
    with_segments(&jpeg(image), &segments)
}

/// A PNG with an Exif block and a text.
pub fn noted_png(image: &RgbImage, orientation: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif(orientation)).unwrap();
    let (width, height) = image.dimensions();
    encoder.write_image(image, width, height, ExtendedColorType::Rgb8).unwrap();
    // Behind the header: 8 bytes, then 4 + 4 + 13 + 4.
    bytes.splice(33..33, png_chunk(b"tEXt", format!("Comment\0{SECRET}").as_bytes()));
    bytes
}

pub fn noted_webp(image: &RgbImage, orientation: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut bytes);
    encoder.set_exif_metadata(exif(orientation)).unwrap();
    let (width, height) = image.dimensions();
    encoder.write_image(image, width, height, ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// A GIF with a comment and XMP, both behind its palette.
pub fn noted_gif(image: &RgbImage) -> Vec<u8> {
    let mut bytes = gif(image, 1);
    let end = bytes.pop();
    for head in [&b"\x21\xfe"[..], b"\x21\xff\x0bXMP DataXMP"] {
        bytes.extend(head);
        bytes.push(SECRET.len() as u8);
        bytes.extend(SECRET.as_bytes());
        bytes.push(0);
    }
    bytes.extend(end);
    bytes
}

/// A PNG that claims a size and a form (bits, colour type), with what it holds of pixels.
pub fn claimed_png(width: u32, height: u32, form: [u8; 2], packed: &[u8]) -> Vec<u8> {
    let claims = [&width.to_be_bytes()[..], &height.to_be_bytes(), &form, &[0; 3]].concat();
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(png_chunk(b"IHDR", &claims));
    bytes.extend(png_chunk(b"IDAT", packed));
    bytes.extend(png_chunk(b"IEND", &[]));
    bytes
}

pub fn png_chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [name, content].concat();
    let sum = crc(&named).to_be_bytes();
    [&(content.len() as u32).to_be_bytes()[..], &named, &sum].concat()
}

/// The checksum of PNG's chunks (ISO/IEC 15948, annex D), bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
    }
    !crc
}
