//! The library of pictures. Their files are here, and leave the vault with the first post that shows them.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{Act, Reader, Result, Writer};
use crate::domain::{
    PICTURES_MAX, PICTURES_MIB_MAX, Picture, PictureFile, PictureFileName, PictureId,
    pictures_named,
};
use crate::sqlite;

/// Bytes of a MiB.
const MIB: u64 = 1_024 * 1_024;

/// A picture that has been made ready, under a new id.
pub struct NewPicture {
    pub id: PictureId,
    pub alt: String,
    /// The smallest first, one at least.
    pub files: Vec<(PictureFile, Vec<u8>)>,
}

/// What became of a new picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddedPicture {
    /// It is in the library, under this id; one that was there before is found again.
    Kept(PictureId),
    /// There is no room for more: [`PICTURES_MAX`] or [`PICTURES_MIB_MAX`].
    Full,
}

impl Reader {
    /// At most `limit` pictures that came before `before`, the newest first, each with its place in that order.
    pub async fn pictures(
        &self,
        before: Option<i64>,
        limit: u32,
    ) -> sqlite::Result<Vec<(i64, Picture)>> {
        self.pool.read(move |conn| page(conn, before, limit)).await
    }

    /// One picture; none where there is none of this id.
    pub async fn picture(&self, id: PictureId) -> sqlite::Result<Option<Picture>> {
        self.pool.read(move |conn| one(conn, &id)).await
    }

    /// The pictures that a text in Markdown names.
    pub async fn pictures_named_in(&self, text: String) -> sqlite::Result<Vec<Picture>> {
        self.pool.read(move |conn| named_in(conn, &text)).await
    }

    /// The content of a picture's file; none where no picture has it.
    pub async fn picture_bytes(&self, file: PictureFileName) -> sqlite::Result<Option<Vec<u8>>> {
        self.pool.read(move |conn| bytes(conn, &file)).await
    }
}

impl Writer {
    /// Adds a picture to the library.
    pub async fn add_picture(&self, new: NewPicture, act: Act) -> Result<AddedPicture> {
        self.writer.transact(move |conn| add(conn, &new, &act)).await
    }

    /// Changes the text alternative of a picture.
    pub async fn set_alt(&self, id: PictureId, alt: String) -> Result<()> {
        self.writer.transact(move |conn| set_alt(conn, &id, &alt)).await
    }

    /// Deletes a picture that no post names; false where one does.
    pub async fn delete_picture(&self, id: PictureId) -> Result<bool> {
        self.writer.transact(move |conn| delete(conn, &id)).await
    }
}

/// Adds a picture.
pub(super) fn add(conn: &Connection, new: &NewPicture, act: &Act) -> Result<AddedPicture> {
    if let Some(id) = known(conn, new)? {
        conn.prepare_cached("update picture set alt = :alt where id = :id and alt = ''")?
            .execute(named_params! { ":alt": new.alt, ":id": id.0 })?;
        return Ok(AddedPicture::Kept(id));
    }
    if !has_room(conn, new)? {
        return Ok(AddedPicture::Full);
    }
    conn.prepare_cached("insert into picture (id, alt, day) values (:id, :alt, :day)")?
        .execute(named_params! { ":id": new.id.0, ":alt": new.alt, ":day": act.today().0 })?;
    let mut stmt = conn.prepare_cached(
        "insert into picture_file (picture, width, height, file, bytes)
         values (:picture, :width, :height, :file, :bytes)",
    )?;
    for (file, bytes) in &new.files {
        stmt.execute(named_params! {
            ":picture": new.id.0, ":width": file.width, ":height": file.height,
            ":file": file.file.to_string(), ":bytes": bytes,
        })?;
    }
    Ok(AddedPicture::Kept(new.id))
}

/// The picture that has the same largest file.
fn known(conn: &Connection, new: &NewPicture) -> Result<Option<PictureId>, sqlite::Error> {
    let Some((file, _)) = new.files.last() else { return Ok(None) };
    let mut stmt =
        conn.prepare_cached("select picture from picture_file where file = :file limit 1")?;
    let params = named_params! { ":file": file.file.to_string() };
    Ok(stmt.query_row(params, |row| row.get(0).map(PictureId)).optional()?)
}

fn has_room(conn: &Connection, new: &NewPicture) -> Result<bool, sqlite::Error> {
    let pictures: u32 = conn.query_row("select count(*) from picture", [], |row| row.get(0))?;
    let taken: u64 =
        conn.query_row("select coalesce(sum(length(bytes)), 0) from picture_file", [], |row| {
            row.get(0)
        })?;
    let more: u64 = new.files.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    Ok(pictures < PICTURES_MAX && taken + more <= u64::from(PICTURES_MIB_MAX) * MIB)
}

/// At most `limit` pictures that came before `before`, the newest first, each with its place in that order.
pub(super) fn page(
    conn: &Connection,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<(i64, Picture)>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select key, id, alt from picture where key < :before order by key desc limit :limit",
    )?;
    let params = named_params! { ":before": before.unwrap_or(i64::MAX), ":limit": limit };
    let mut rows = stmt.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((row.get("key")?, picture(conn, row)?));
    }
    Ok(found)
}

/// The pictures of the library that a text in Markdown names.
pub(super) fn named_in(conn: &Connection, text: &str) -> Result<Vec<Picture>, sqlite::Error> {
    let ids = pictures_named(text);
    let found = ids.iter().map(|id| one(conn, id)).collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// One picture; none where there is none of this id.
pub(super) fn one(conn: &Connection, id: &PictureId) -> Result<Option<Picture>, sqlite::Error> {
    let mut stmt = conn.prepare_cached("select id, alt from picture where id = :id")?;
    let mut rows = stmt.query(named_params! { ":id": id.0 })?;
    rows.next()?.map(|row| picture(conn, row)).transpose()
}

fn picture(conn: &Connection, row: &Row<'_>) -> Result<Picture, sqlite::Error> {
    let id = PictureId(row.get("id")?);
    let mut stmt = conn.prepare_cached(
        "select width, height, file from picture_file where picture = :id order by width",
    )?;
    let mut rows = stmt.query(named_params! { ":id": id.0 })?;
    let mut files = Vec::new();
    while let Some(row) = rows.next()? {
        let file = PictureFileName::parse(&row.get::<_, String>("file")?);
        files.push(PictureFile {
            file: file.ok_or(sqlite::Error::Inconsistent("picture_file.file"))?,
            width: row.get("width")?,
            height: row.get("height")?,
        });
    }
    Ok(Picture { id, alt: row.get("alt")?, files })
}

/// The content of a file; none where no picture has it.
pub(super) fn bytes(
    conn: &Connection,
    file: &PictureFileName,
) -> Result<Option<Vec<u8>>, sqlite::Error> {
    let mut stmt =
        conn.prepare_cached("select bytes from picture_file where file = :file limit 1")?;
    let params = named_params! { ":file": file.to_string() };
    Ok(stmt.query_row(params, |row| row.get(0)).optional()?)
}

/// Changes the text alternative. Posts that are public keep the one they went out with.
pub(super) fn set_alt(conn: &Connection, id: &PictureId, alt: &str) -> Result<()> {
    let changed = conn
        .prepare_cached("update picture set alt = :alt where id = :id")?
        .execute(named_params! { ":alt": alt, ":id": id.0 })?;
    if changed == 0 { Err(sqlite::Error::NotFound.into()) } else { Ok(()) }
}

/// Deletes a picture that nothing names; false where something does.
pub(super) fn delete(conn: &Connection, id: &PictureId) -> Result<bool> {
    if is_named(conn, id)? {
        return Ok(false);
    }
    conn.prepare_cached("delete from picture where id = :id")?
        .execute(named_params! { ":id": id.0 })?;
    Ok(true)
}

/// Whether the newest text of a post names a picture, or the text that readers see or will see, a block or a snippet.
fn is_named(conn: &Connection, id: &PictureId) -> Result<bool, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select exists (select 1 from post where instr(content, :name))
             or exists (select 1 from post join revision on revision.post = post.id and number = pub_revision
                        where instr(revision.content, :name))
             or exists (select 1 from block where instr(text, :name))
             or exists (select 1 from snippet where instr(text, :name))
             or exists (select 1 from outbox where instr(outgoing, :id))",
    )?;
    let params = named_params! { ":name": format!("picture:{id}"), ":id": id.to_string() };
    Ok(stmt.query_row(params, |row| row.get(0))?)
}
