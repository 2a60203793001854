//! A photo as a camera makes it, and a process of its own that prepares it, so that its memory can be told apart.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, anyhow};
use jpeg_encoder::{ColorType, Encoder};
use unsaid::pictures;

/// The argument that makes this program prepare a picture and print its figures.
pub const MODE: &str = "camera";
/// Width and height in pixels: 12 megapixels.
const SIZE: (u16, u16) = (4_032, 3_024);
/// Of 100; as phones choose it.
const QUALITY: u8 = 92;
/// How often the picture is prepared; the memory is that of the hungriest time.
const TIMES: usize = 9;
/// What makes the system forget how much memory a process has had (proc(5), `clear_refs`).
const FORGET_PEAK: &str = "5";

/// Writes a photo as JPEG: soft colours, edges and the noise of a sensor; another one for each `seed`.
/// `in_passes` makes it progressive.
pub fn photo(seed: u32, in_passes: bool) -> anyhow::Result<Vec<u8>> {
    let mut random = seed;
    let mut pixels = Vec::with_capacity(3 * usize::from(SIZE.0) * usize::from(SIZE.1));
    for y in 0..u32::from(SIZE.1) {
        for x in 0..u32::from(SIZE.0) {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (noise, edge) = (random >> 28, if (x / 97 + y / 61) % 3 == 0 { 40 } else { 0 });
            let light = [x / 20 + edge, y / 16 + edge, (x + y) / 32 + 20];
            pixels.extend(light.map(|light| (light + noise).min(255) as u8));
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    encoder.set_progressive(in_passes);
    encoder.encode(&pixels, SIZE.0, SIZE.1, ColorType::Rgb)?;
    Ok(bytes)
}

/// Prepares the picture in a file, and prints a line: milliseconds each time, then the peak of memory in KiB.
pub fn prepare(path: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(path)?;
    std::fs::write("/proc/self/clear_refs", FORGET_PEAK)?;
    for _ in 0..TIMES {
        let begun = Instant::now();
        pictures::prepare(&bytes).map_err(|problem| anyhow!("{problem}"))?;
        print!("{} ", begun.elapsed().as_millis());
    }
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{}", peak.context("no peak of memory")?.trim().trim_end_matches(" kB"));
    Ok(())
}
