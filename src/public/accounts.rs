//! Accounts and the recovery code, with the keyring sealed to each.

use rusqlite::{Connection, Row, named_params};

use super::{Error, Result};
use crate::domain::{AccountId, AccountName, AccountPublic, AccountRecord, RecoveryRecord, Role};

/// Writes an account, replacing the one of its id.
pub(super) fn put(conn: &Connection, account: &AccountRecord) -> Result<()> {
    conn.execute(
        "insert into account (id, name, person, role, wrapped, public, keyring, generation)
         values (:id, :name, :person, :role, :wrapped, :public, :keyring, :generation)
         on conflict (id) do update
         set person = excluded.person, role = excluded.role, wrapped = excluded.wrapped,
             public = excluded.public, keyring = excluded.keyring, generation = excluded.generation",
        named_params! {
            ":id": account.id.0, ":name": account.name, ":person": account.person,
            ":role": account.role.as_str(), ":wrapped": account.wrapped, ":public": account.public.0,
            ":keyring": account.keyring, ":generation": account.generation,
        },
    )?;
    Ok(())
}

pub(super) fn put_recovery(conn: &Connection, recovery: &RecoveryRecord) -> Result<()> {
    conn.execute(
        "insert into recovery (one, id, public, keyring, generation)
         values (1, :id, :public, :keyring, :generation)
         on conflict (one) do update
         set id = excluded.id, public = excluded.public, keyring = excluded.keyring,
             generation = excluded.generation",
        named_params! {
            ":id": recovery.id.0, ":public": recovery.public.0, ":keyring": recovery.keyring,
            ":generation": recovery.generation,
        },
    )?;
    Ok(())
}

/// The account of this name.
pub(super) fn by_name(conn: &Connection, name: &AccountName) -> Result<Option<AccountRecord>> {
    let mut stmt = conn.prepare_cached(
        "select id, name, person, role, wrapped, public, keyring, generation
         from account
         where name = :name",
    )?;
    let mut rows = stmt.query(named_params! { ":name": name.as_str() })?;
    rows.next()?.map(account).transpose()
}

pub(super) fn recovery(conn: &Connection) -> Result<RecoveryRecord> {
    Ok(conn.query_row("select id, public, keyring, generation from recovery", [], |row| {
        Ok(RecoveryRecord {
            id: AccountId(row.get(0)?),
            public: AccountPublic(row.get(1)?),
            keyring: row.get(2)?,
            generation: row.get(3)?,
        })
    })?)
}

fn account(row: &Row<'_>) -> Result<AccountRecord> {
    Ok(AccountRecord {
        id: AccountId(row.get("id")?),
        name: row.get("name")?,
        person: row.get("person")?,
        role: Role::parse(&row.get::<_, String>("role")?)
            .ok_or(Error::Inconsistent("account.role"))?,
        wrapped: row.get("wrapped")?,
        public: AccountPublic(row.get("public")?),
        keyring: row.get("keyring")?,
        generation: row.get("generation")?,
    })
}
