//! Into the closed vault, as somebody with the files and the password can get.

use std::path::Path;

use rusqlite::{Connection, Row};
use unsaid::domain::{AccountId, ColumnId, VaultKey};
use unsaid::seal::{self, Keyring, WrappedKey};

use super::{ACCOUNT, PASSWORD};

/// The vault's pages, decrypted.
pub fn open_vault(folder: &Path) -> Connection {
    let vault = Connection::open(folder.join("vault.db")).unwrap();
    vault.pragma_update(None, "key", vault_key(folder).pragma_text().as_str()).unwrap();
    vault.query_row("select count(*) from sqlite_master", [], |row| row.get::<_, i64>(0)).unwrap();
    vault
}

/// The public store, as it lies there for everyone.
pub fn open_public(folder: &Path) -> Connection {
    Connection::open(folder.join("public.db")).unwrap()
}

/// The vault's key, out of the account's keyring.
pub fn vault_key(folder: &Path) -> VaultKey {
    let store = open_public(folder);
    let column =
        store.query_row("select column_id from site", [], |row| Ok(ColumnId(row.get(0)?))).unwrap();
    let account = "select id, wrapped, generation, keyring from account where name = ?";
    let keyring = store.query_row(account, [ACCOUNT], |row| keyring(&column, row)).unwrap();
    keyring.vault_keys.last().unwrap().clone()
}

fn keyring(column: &ColumnId, row: &Row<'_>) -> rusqlite::Result<Keyring> {
    let id = AccountId(row.get("id")?);
    let wrapped: WrappedKey = serde_json::from_str(&row.get::<_, String>("wrapped")?).unwrap();
    let secret = seal::unwrap_key(column, &id, &wrapped, PASSWORD).unwrap();
    let sealed: Vec<u8> = row.get("keyring")?;
    Ok(seal::open_keyring(column, &id, &secret, row.get("generation")?, &sealed).unwrap())
}
