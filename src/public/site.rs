//! The column as a whole: its name, its public keys, the generation of its pages.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Error, Result};
use crate::domain::{
    AccountRecord, Column, ColumnId, ColumnKey, ColumnSalt, Day, KeyId, RecoveryRecord, Settings,
    SettingsChange, Zone,
};

/// What every request may need of the column.
#[derive(Debug, Clone)]
pub struct Site {
    pub id: ColumnId,
    pub salt: ColumnSalt,
    /// Signs the device cookies of the desk.
    pub device_key: [u8; 32],
    /// The newest public key; letters are sealed to it.
    pub key: ColumnKey,
    pub column: Column,
    pub settings: Settings,
}

/// What is written when a column is set up.
pub struct NewSite {
    pub site: Site,
    pub account: AccountRecord,
    pub recovery: RecoveryRecord,
}

/// Writes a new column whole; false when there is one already.
pub(super) fn create(conn: &Connection, new: &NewSite, today: Day) -> Result<bool> {
    let inserted = conn.execute(
        "insert into site (one, column_id, salt, device_key, name, columnist, generation, tidied)
         values (1, :id, :salt, :device_key, :name, :columnist, 1, :today)
         on conflict do nothing",
        named_params! {
            ":id": new.site.id.0, ":salt": new.site.salt.0, ":device_key": new.site.device_key,
            ":name": new.site.column.name, ":columnist": new.site.column.columnist, ":today": today.0,
        },
    )?;
    if inserted == 0 {
        return Ok(false);
    }
    conn.execute(
        "insert into column_key (generation, key_id, public) values (1, :id, :public)",
        named_params! { ":id": new.site.key.id.0, ":public": new.site.key.public },
    )?;
    super::accounts::put(conn, &new.account)?;
    super::accounts::put_recovery(conn, &new.recovery)?;
    Ok(true)
}

/// The column; none before it is set up. One without a key is no column that is still to be set up.
pub(super) fn read(conn: &Connection) -> Result<Option<Site>> {
    let mut stmt = conn.prepare_cached(
        "select column_id, salt, device_key, name, columnist, key_id, public, settings
         from site left join column_key on true
         order by column_key.generation desc
         limit 1",
    )?;
    let mut rows = stmt.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (Some(key_id), Some(public)) = (row.get(5)?, row.get(6)?) else {
        return Err(Error::Inconsistent("column_key: the column has no public key"));
    };
    let settings = read_settings(&row.get::<_, String>(7)?)?;
    Ok(Some(Site {
        id: ColumnId(row.get(0)?),
        salt: ColumnSalt(row.get(1)?),
        device_key: row.get(2)?,
        column: Column {
            name: row.get(3)?,
            columnist: row.get(4)?,
            line: settings.line.clone(),
            accent: settings.accent,
            menu: super::menu::read(conn)?,
        },
        key: ColumnKey { id: KeyId(key_id), public },
        settings,
    }))
}

/// Makes `key` the newest public key: whatever stands in its place, or claims to be newer, goes.
pub(super) fn put_key(conn: &Connection, generation: u32, key: &ColumnKey) -> Result<()> {
    conn.execute(
        "delete from column_key where generation >= :generation or key_id = :id",
        named_params! { ":generation": generation, ":id": key.id.0 },
    )?;
    conn.execute(
        "insert into column_key (generation, key_id, public) values (:generation, :id, :public)",
        named_params! { ":generation": generation, ":id": key.id.0, ":public": key.public },
    )?;
    Ok(())
}

/// Makes one change of the settings.
pub(super) fn change_settings(conn: &Connection, change: &SettingsChange) -> Result<()> {
    let text: String = conn.query_row("select settings from site", [], |row| row.get(0))?;
    let mut settings = read_settings(&text)?;
    settings.change(change.clone());
    let text =
        serde_json::to_string(&settings).map_err(|_| Error::Inconsistent("site.settings"))?;
    conn.execute("update site set settings = :settings", named_params! { ":settings": text })?;
    if let SettingsChange::Face { to } = change {
        conn.execute(
            "update site set name = :name, columnist = :columnist",
            named_params! { ":name": to.name, ":columnist": to.columnist },
        )?;
    }
    bump(conn)
}

/// The column's zone, by whose calendar the days of posts are told.
pub(super) fn zone(conn: &Connection) -> Result<Zone> {
    let mut stmt = conn.prepare_cached("select settings ->> '$.zone' from site")?;
    let name: Option<String> =
        stmt.query_row([], |row| row.get(0)).optional().map(Option::flatten)?;
    let zone = name.map(|name| Zone::parse(&name)).transpose();
    Ok(zone.map_err(|_| Error::Inconsistent("site.settings"))?.unwrap_or_default())
}

fn read_settings(text: &str) -> Result<Settings> {
    serde_json::from_str(text).map_err(|_| Error::Inconsistent("site.settings"))
}

/// Marks that the public pages have changed. Called in the transaction that changed them.
pub(super) fn bump(conn: &Connection) -> Result<()> {
    conn.prepare_cached("update site set generation = generation + 1")?.execute([])?;
    Ok(())
}

/// The count of public changes so far; 0 before the column is set up.
pub(super) fn generation(conn: &Connection) -> Result<u64> {
    let mut stmt = conn.prepare_cached("select coalesce(max(generation), 0) from site")?;
    Ok(stmt.query_row([], |row| row.get(0))?)
}

/// The day of the last vacuum; none before the column is set up.
pub(super) fn tidied(conn: &Connection) -> Result<Option<Day>> {
    Ok(conn
        .query_row("select max(tidied) from site", [], |row| row.get::<_, Option<u32>>(0))?
        .map(Day))
}

pub(super) fn set_tidied(conn: &Connection, today: Day) -> Result<()> {
    conn.execute("update site set tidied = :today", named_params! { ":today": today.0 })?;
    Ok(())
}
