//! Opens a vault that no program has open, as somebody can who knows the password.

// Each test binary uses a part of this.
#![allow(dead_code, reason = "shared by several test binaries")]

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use unsaid::domain::{AccountName, VaultKey};
use unsaid::{public, seal, vault};

/// The vault's key by the account's password, from the public store alone. `data` is a copy: it is
/// opened as the program would.
pub async fn vault_key(data: &Path, account: &str, password: &str) -> VaultKey {
    let (reader, _writer) = public::open(data, public::Limits { store_mib: 64 }).unwrap();
    let column = reader.site().await.unwrap().unwrap().id;
    let record = reader.account(AccountName::parse(account).unwrap()).await.unwrap().unwrap();
    let wrapped = serde_json::from_str(&record.wrapped).unwrap();
    let secret = seal::unwrap_key(&column, &record.id, &wrapped, password).unwrap();
    let keyring =
        seal::open_keyring(&column, &record.id, &secret, record.generation, &record.keyring)
            .unwrap();
    keyring.vault_keys.last().unwrap().clone()
}

/// The vault with its key, as SQLCipher itself reads it.
pub fn open_vault(data: &Path, key: &VaultKey) -> Connection {
    let conn = Connection::open(data.join(vault::FILE)).unwrap();
    conn.pragma_update(None, "key", key.pragma_text().as_str()).unwrap();
    conn
}

/// Writes the decrypted vault to a plain file in `to`.
pub fn decrypt(data: &Path, key: &VaultKey, to: &Path) -> PathBuf {
    let plain = to.join("plain.db");
    let conn = open_vault(data, key);
    conn.execute("attach database :file as plain key ''", [plain.to_str().unwrap()]).unwrap();
    conn.query_row("select sqlcipher_export('plain')", [], |_| Ok(())).unwrap();
    plain
}

/// Copies the files of a data folder into a new one.
pub fn copy_of(data: &Path) -> tempfile::TempDir {
    let copy = tempfile::TempDir::new().unwrap();
    for file in crate::search::files_below(data) {
        std::fs::copy(&file, copy.path().join(file.file_name().unwrap())).unwrap();
    }
    copy
}
