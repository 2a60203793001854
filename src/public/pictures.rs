//! Which files of pictures posts show, so that those which nobody shows any more can go.

use std::collections::HashSet;

use rusqlite::{Connection, named_params};

use super::{Error, Result};
use crate::domain::{PictureFileName, PublicPost};

/// Writes down the files of a post, in the place of those it had.
pub(super) fn set(conn: &Connection, key: i64, post: &PublicPost) -> Result<()> {
    conn.prepare_cached("delete from post_picture where post = :key")?
        .execute(named_params! { ":key": key })?;
    let mut stmt = conn.prepare_cached(
        "insert into post_picture (post, file) values (:key, :file) on conflict do nothing",
    )?;
    let files = post.pictures.iter().flat_map(|picture| &picture.files);
    for file in files {
        stmt.execute(named_params! { ":key": key, ":file": file.file.to_string() })?;
    }
    Ok(())
}

/// Whether a post that readers see shows this file.
pub(super) fn is_shown(conn: &Connection, file: &PictureFileName) -> Result<bool> {
    let mut stmt = conn.prepare_cached(
        "select exists (select 1 from post_picture join post on post.key = post_picture.post
                        where post_picture.file = :file and post.shown = 1)",
    )?;
    Ok(stmt.query_row(named_params! { ":file": file.to_string() }, |row| row.get(0))?)
}

/// The files of all posts, whether they are shown yet or not.
pub(super) fn in_use(conn: &Connection) -> Result<HashSet<PictureFileName>> {
    let mut stmt = conn.prepare_cached("select distinct file from post_picture")?;
    let mut rows = stmt.query([])?;
    let mut files = HashSet::new();
    while let Some(row) = rows.next()? {
        let file = PictureFileName::parse(&row.get::<_, String>(0)?);
        files.insert(file.ok_or(Error::Inconsistent("post_picture.file"))?);
    }
    Ok(files)
}
