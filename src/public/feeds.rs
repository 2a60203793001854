//! Public posts for machines: feeds and the site map. What is in no list is in none of them.

use rusqlite::{Connection, named_params};

use super::{Result, posts, site};
use crate::domain::{Moment, PostPlace, PostView, Slug};

/// The newest posts in full, at most `limit`; those of one tag alone where there is one.
pub(super) fn newest(conn: &Connection, tag: Option<&Slug>, limit: u32) -> Result<Vec<PostView>> {
    let of = match tag {
        None => "post where listed = 1",
        Some(_) => "post_tag join post on post.key = post_tag.post where post_tag.tag = :tag",
    };
    let order = if tag.is_some() {
        "post_tag.published desc, post_tag.post desc"
    } else {
        "published desc, key desc"
    };
    let mut stmt = conn.prepare_cached(&format!(
        "select key, id, kind, slug, title, printed, answer_html, warning, unlisted,
                post.published, updated, comments, responses
         from {of}
         order by {order}
         limit :limit"
    ))?;
    let mut rows = match tag {
        None => stmt.query(named_params! { ":limit": limit })?,
        Some(tag) => stmt.query(named_params! { ":limit": limit, ":tag": tag.as_str() })?,
    };
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(posts::view(conn, row)?);
    }
    Ok(found)
}

/// The pages of the column and the newest posts, at most `limit` of each.
pub(super) fn places(conn: &Connection, limit: u32) -> Result<Vec<PostPlace>> {
    let zone = site::zone(conn)?;
    let mut found = Vec::new();
    for of in [
        "kind = 'page' and shown = 1 and unlisted = 0 order by position, key",
        "listed = 1 order by published desc, key desc",
    ] {
        let mut stmt = conn.prepare_cached(&format!(
            "select kind, slug, coalesce(updated, published) as changed from post where {of} limit :limit"
        ))?;
        let mut rows = stmt.query(named_params! { ":limit": limit })?;
        while let Some(row) = rows.next()? {
            found.push(PostPlace {
                kind: posts::read_kind(row)?,
                slug: posts::read_slug(row, "slug")?,
                changed: zone.day(Moment(row.get("changed")?)),
            });
        }
    }
    Ok(found)
}
