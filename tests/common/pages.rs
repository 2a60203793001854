//! The vault's pages as they lie on the disk, free ones and the log included, decrypted by hand: an export would
//! leave out what no row holds any more.

use std::path::Path;

use aes_gcm::aes::Aes256;
use aes_gcm::aes::cipher::{BlockCipherDecrypt, KeyInit};

use unsaid::domain::VaultKey;

use super::vault_key;

/// SQLCipher 4: page size, and bytes at a page's end, of which the first 16 are its initialization vector.
const PAGE: usize = 4_096;
const RESERVE: usize = 80;
const BLOCK: usize = 16;
/// The salt that stands in place of the first page's first bytes.
const SALT: usize = 16;
/// Heads of the log and of each of its pages, as <https://www.sqlite.org/fileformat2.html#the_write_ahead_log> has it.
const LOG_HEAD: usize = 32;
const FRAME_HEAD: usize = 24;

/// Every page of the vault and of its log, one after the other.
pub fn vault_pages(folder: &Path) -> Vec<u8> {
    vault_pages_by(&vault_key(folder), folder)
}

/// The same by a key that is known. The files are read as they lie there, and nothing else is touched.
pub fn vault_pages_by(key: &VaultKey, folder: &Path) -> Vec<u8> {
    let cipher = Aes256::new(key.as_bytes().into());
    let file = std::fs::read(folder.join("vault.db")).unwrap();
    let mut plain = Vec::new();
    for (i, page) in file.chunks(PAGE).enumerate() {
        plain.extend(decrypted(&cipher, &page[if i == 0 { SALT } else { 0 }..]));
    }
    assert_eq!(plain[..2], [0x10, 0x00], "the first page tells its size");
    let log = std::fs::read(folder.join("vault.db-wal")).unwrap_or_default();
    // A frame that is being written just now is none yet.
    for frame in log.get(LOG_HEAD..).unwrap_or_default().chunks_exact(FRAME_HEAD + PAGE) {
        let number = u32::from_be_bytes(*frame.first_chunk().unwrap());
        let page = &frame[FRAME_HEAD..];
        plain.extend(decrypted(&cipher, &page[if number == 1 { SALT } else { 0 }..]));
    }
    plain
}

/// How often `needle` stands in `bytes`.
pub fn count(bytes: &[u8], needle: &str) -> usize {
    bytes.windows(needle.len()).filter(|part| *part == needle.as_bytes()).count()
}

/// AES-256 in CBC mode: what is decrypted is combined with the block before it.
fn decrypted(cipher: &Aes256, page: &[u8]) -> Vec<u8> {
    let (sealed, reserve) = page.split_at(page.len() - RESERVE);
    let mut before: [u8; BLOCK] = *reserve.first_chunk().unwrap();
    let mut plain = Vec::with_capacity(sealed.len());
    for block in sealed.as_chunks::<BLOCK>().0 {
        let mut opened = (*block).into();
        cipher.decrypt_block(&mut opened);
        plain.extend(opened.iter().zip(before).map(|(byte, before)| byte ^ before));
        before = *block;
    }
    plain
}
