//! Looks for texts in files, written in every way that a program may have written them.

// Each test binary uses a part of this.
#![allow(dead_code, reason = "shared by several test binaries")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Bytes by which a needle is looked up; a shorter one would be found by chance.
const PREFIX: usize = 8;
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What is looked for, in all its encodings.
#[derive(Default)]
pub struct Needles {
    by_prefix: HashMap<[u8; PREFIX], Vec<Needle>>,
}

struct Needle {
    /// What it is and how it is written, for the one who reads the failure.
    name: String,
    bytes: Vec<u8>,
}

impl Needles {
    /// Looks for `text` too; `what` says what it is.
    pub fn text(&mut self, what: &str, text: &str) {
        for (encoding, bytes) in encodings(text.as_bytes()).into_iter().chain(utf16(text)) {
            self.add(format!("{what} {text:?} as {encoding}"), bytes);
        }
    }

    /// Looks for `bytes` too, as of a key.
    pub fn bytes(&mut self, what: &str, bytes: &[u8]) {
        for (encoding, bytes) in encodings(bytes) {
            self.add(format!("{what} as {encoding}"), bytes);
        }
    }

    /// Looks for a receipt too: its words in their order, however they are joined.
    pub fn receipt(&mut self, receipt: &str) {
        for joint in [" ", "-", "+", "%20", "\n", "", ",", "\",\""] {
            self.text("receipt", &receipt.replace(' ', joint));
        }
    }

    /// Looks for a text no more.
    pub fn forget(&mut self, text: &str) {
        for needles in self.by_prefix.values_mut() {
            needles.retain(|needle| !needle.name.contains(text));
        }
    }

    /// The names of those that are in `bytes`.
    pub fn found_in(&self, bytes: &[u8]) -> Vec<&str> {
        let mut found = Vec::new();
        for (place, prefix) in bytes.windows(PREFIX).enumerate() {
            let Some(needles) = self.by_prefix.get(prefix) else { continue };
            let here = needles.iter().filter(|needle| bytes[place..].starts_with(&needle.bytes));
            found.extend(here.map(|needle| needle.name.as_str()));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What is found where, in every file below `folder`, one line each.
    pub fn found_below(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for file in files_below(folder) {
            let bytes = std::fs::read(&file).unwrap();
            let here = self.found_in(&bytes).into_iter();
            found.extend(here.map(|name| format!("{}: {name}", file.display())));
            let name = file.file_name().unwrap().as_encoded_bytes();
            found.extend(
                self.found_in(name).into_iter().map(|name| format!("a file's name: {name}")),
            );
        }
        found
    }

    fn add(&mut self, name: String, bytes: Vec<u8>) {
        let prefix =
            *bytes.first_chunk().unwrap_or_else(|| panic!("{name} is too short to look for"));
        self.by_prefix.entry(prefix).or_default().push(Needle { name, bytes });
    }
}

/// Every regular file below a folder; sockets hold nothing.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            files.extend(files_below(&entry.path()));
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    files
}

/// The bytes themselves, in hexadecimal digits, and in base64 wherever they begin in it.
pub fn encodings(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut all = vec![
        ("bytes", bytes.to_vec()),
        ("upper-case hex", hex.to_uppercase().into_bytes()),
        ("hex", hex.into_bytes()),
    ];
    for (offset, name) in
        ["base64", "base64 from the second byte", "base64 from the third byte"].iter().enumerate()
    {
        let standard = base64_inside(bytes, offset);
        let url: Vec<u8> = standard
            .iter()
            .map(|c| {
                if *c == b'+' {
                    b'-'
                } else if *c == b'/' {
                    b'_'
                } else {
                    *c
                }
            })
            .collect();
        if url != standard {
            all.push(("base64url", url));
        }
        all.push((name, standard));
    }
    all
}

/// The text in UTF-16, either end first.
pub fn utf16(text: &str) -> [(&'static str, Vec<u8>); 2] {
    let units: Vec<u16> = text.encode_utf16().collect();
    [
        ("UTF-16LE", units.iter().flat_map(|unit| unit.to_le_bytes()).collect()),
        ("UTF-16BE", units.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
    ]
}

/// The base64 of something that has `bytes` after `offset` (0, 1 or 2) others: those of its characters
/// that depend on `bytes` alone.
fn base64_inside(bytes: &[u8], offset: usize) -> Vec<u8> {
    let mut shifted = vec![0; offset];
    shifted.extend_from_slice(bytes);
    let first = (offset * 8).div_ceil(6);
    let end = shifted.len() * 8 / 6;
    base64(&shifted)[first..end].to_vec()
}

/// Base64 without padding.
pub fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    for group in bytes.chunks(3) {
        let bits = group
            .iter()
            .enumerate()
            .fold(0_u32, |bits, (i, byte)| bits | u32::from(*byte) << (16 - 8 * i));
        let chars = (0..=group.len()).map(|i| BASE64[(bits >> (18 - 6 * i)) as usize & 63]);
        text.extend(chars);
    }
    text
}
