//! The archive, and what stands beside a post.

use std::collections::HashMap;

use rusqlite::{Connection, named_params};

use super::posts::{read_slug, teasers};
use super::{Error, Result, site};
use crate::domain::{Around, Moment, PostCursor, PostLink, PostPage, Slug, Year, YearCount};

/// The newest posts of each tag that are compared with a post, so that a tag of thousands costs no more.
const LOOKED_OF_TAG: u32 = 50;

/// What stands beside the post at an address: nothing, where it is in no list.
pub(super) fn around(conn: &Connection, slug: &Slug, related: usize) -> Result<Around> {
    let mut stmt =
        conn.prepare_cached("select key, published from post where slug = :slug and listed = 1")?;
    let mut rows = stmt.query(named_params! { ":slug": slug.as_str() })?;
    let Some(row) = rows.next()? else { return Ok(Around::default()) };
    let (key, published): (i64, i64) = (row.get("key")?, row.get("published")?);
    let (older, newer) =
        (beside(conn, key, published, "<", "desc")?, beside(conn, key, published, ">", "asc")?);
    // Those beside it stand there already.
    let named = |link: &PostLink| older.as_ref() == Some(link) || newer.as_ref() == Some(link);
    let mut alike = alike(conn, key, related + 2)?;
    alike.retain(|link| !named(link));
    alike.truncate(related);
    Ok(Around { older, newer, related: alike })
}

/// The next post in one direction.
fn beside(
    conn: &Connection,
    key: i64,
    published: i64,
    side: &str,
    order: &str,
) -> Result<Option<PostLink>> {
    let mut stmt = conn.prepare_cached(&format!(
        "select slug, title from post
         where listed = 1 and (published, key) {side} (:published, :key)
         order by published {order}, key {order}
         limit 1"
    ))?;
    let mut rows = stmt.query(named_params! { ":published": published, ":key": key })?;
    rows.next()?.map(link).transpose()
}

/// Posts that share tags with one: those that share the most, then the newest.
fn alike(conn: &Connection, key: i64, most: usize) -> Result<Vec<PostLink>> {
    let mut shared: HashMap<i64, (u32, i64)> = HashMap::new();
    for tag in tags(conn, key)? {
        let mut stmt = conn.prepare_cached(
            "select post, published from post_tag
             where tag = :tag and post <> :key
             order by published desc, post desc
             limit :looked",
        )?;
        let mut rows =
            stmt.query(named_params! { ":tag": tag, ":key": key, ":looked": LOOKED_OF_TAG })?;
        while let Some(row) = rows.next()? {
            shared.entry(row.get("post")?).or_insert((0, row.get("published")?)).0 += 1;
        }
    }
    let mut close: Vec<(i64, (u32, i64))> = shared.into_iter().collect();
    close.sort_by_key(|&(post, (tags, published))| std::cmp::Reverse((tags, published, post)));
    close.truncate(most);
    close.into_iter().map(|(post, _)| titled(conn, post)).collect()
}

fn tags(conn: &Connection, post: i64) -> Result<Vec<String>> {
    let mut stmt = conn.prepare_cached("select tag from post_tag where post = :post")?;
    let rows = stmt.query_map(named_params! { ":post": post }, |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn titled(conn: &Connection, post: i64) -> Result<PostLink> {
    let mut stmt = conn.prepare_cached("select slug, title from post where key = :post")?;
    let mut rows = stmt.query(named_params! { ":post": post })?;
    link(rows.next()?.ok_or(Error::NotFound)?)
}

fn link(row: &rusqlite::Row<'_>) -> Result<PostLink> {
    Ok(PostLink { slug: read_slug(row, "slug")?, title: row.get("title")? })
}

/// The years in which posts came out, the latest first.
pub(super) fn years(conn: &Connection) -> Result<Vec<YearCount>> {
    let zone = site::zone(conn)?;
    let mut ends = conn.prepare_cached(
        "select (select min(published) from post where listed = 1),
                (select max(published) from post where listed = 1)",
    )?;
    let ends = ends.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (Some(first), Some(last)) = ends else { return Ok(Vec::new()) };
    let of = |moment| Year::of(zone.day(Moment(moment)));
    let years = of(first)
        .down_from(of(last))
        .map(|year| Ok(YearCount { year, posts: count(conn, year.span(&zone))? }));
    let mut years: Vec<_> = years.collect::<Result<_>>()?;
    years.retain(|year| year.posts > 0);
    Ok(years)
}

fn count(conn: &Connection, (start, end): (Moment, Moment)) -> Result<u64> {
    let mut stmt = conn.prepare_cached(
        "select count(*) from post
         where listed = 1 and published >= :start and published < :end",
    )?;
    let params = named_params! { ":start": start.0, ":end": end.0 };
    Ok(stmt.query_row(params, |row| row.get(0))?)
}

/// A page of a year's posts, newest first, beginning behind `after`.
pub(super) fn of_year(
    conn: &Connection,
    year: Year,
    after: Option<PostCursor>,
    limit: u32,
) -> Result<PostPage> {
    let (start, end) = year.span(&site::zone(conn)?);
    // The archive shows titles alone.
    let mut stmt = conn.prepare_cached(
        "select key, kind, slug, title, '' as excerpt, warning, published, responses
         from post
         where listed = 1 and published >= :start and (published, key) < (:published, :key)
         order by published desc, key desc
         limit :limit",
    )?;
    // Before everything that came out with the next year's first second.
    let from = after.filter(|it| it.published < end);
    let from = from.unwrap_or(PostCursor { published: end, row: i64::MIN });
    let mut rows = stmt.query(named_params! {
        ":start": start.0, ":published": from.published.0, ":key": from.row, ":limit": limit + 1,
    })?;
    teasers(conn, &mut rows, limit)
}

#[cfg(test)]
mod tests {
    use super::super::testing::store;
    use super::*;

    /// Puts a post of a year.
    fn put(conn: &Connection, slug: &str, year: &str) {
        let row = "insert into post (id, slug, title, printed, answer, answer_html, published)
                   values (randomblob(16), ?1, 'Post', '', '', '', unixepoch(?2 || '-12-31'))";
        conn.execute(row, [slug, year]).unwrap();
    }

    /// The years as `2026:2`, the latest first.
    fn counted(conn: &Connection) -> Vec<String> {
        let years = years(conn).unwrap().into_iter();
        years.map(|it| format!("{}:{}", it.year, it.posts)).collect()
    }

    #[test]
    fn years_count_the_posts_that_stand_in_lists_whatever_happens_to_them() {
        let conn = store();
        for (slug, year) in [("a", "2024"), ("b", "2026"), ("c", "2026"), ("d", "2025")] {
            put(&conn, slug, year);
        }
        assert_eq!(counted(&conn), ["2026:2", "2025:1", "2024:1"]);
        for (change, left) in [
            (
                "update post set title = 'New' where slug = 'b'",
                ["2026:2", "2025:1", "2024:1"].as_slice(),
            ),
            ("update post set unlisted = 1 where slug in ('b', 'd')", &["2026:1", "2024:1"]),
            ("update post set unlisted = 0 where slug = 'b'", &["2026:2", "2024:1"]),
            (
                "update post set published = unixepoch('2023-05-01') where slug in ('b', 'd')",
                &["2026:1", "2024:1", "2023:1"],
            ),
            ("update post set kind = 'page' where slug = 'a'", &["2026:1", "2023:1"]),
            ("delete from post where slug in ('c', 'd')", &["2023:1"]),
            ("delete from post", &[]),
        ] {
            conn.execute_batch(change).unwrap();
            assert_eq!(counted(&conn), left, "{change}");
        }
    }
}
