//! How often posts were opened, as totals of days. They show on no public page, so the pages' generation stays.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::Result;
use super::posts::read_slug;
use crate::domain::{Day, DayViews, PostLink, PostViews, Slug, VIEW_DAYS_KEPT, Views};

/// Adds to a post's total of a day, at whatever address it was opened. One that is gone by now has none.
pub(super) fn add(conn: &Connection, slug: &Slug, day: Day, views: u32) -> Result<()> {
    conn.prepare_cached(
        "insert into post_view (post, day, views)
         select key, :day, :views from post
         where slug = :slug or key in (select post from old_slug where slug = :slug)
         on conflict (post, day) do update set views = views + excluded.views",
    )?
    .execute(named_params! { ":slug": slug.as_str(), ":day": day.0, ":views": views })?;
    Ok(())
}

/// Makes one number of the days that are no longer kept apart.
pub(super) fn fold(conn: &Connection, today: Day) -> Result<()> {
    let last = today.0.saturating_sub(VIEW_DAYS_KEPT);
    conn.execute(
        "insert into post_view (post, day, views)
         select post, 0, sum(views) from post_view where day between 1 and :last group by post
         on conflict (post, day) do update set views = views + excluded.views",
        named_params! { ":last": last },
    )?;
    conn.execute(
        "delete from post_view where day between 1 and :last",
        named_params! { ":last": last },
    )?;
    Ok(())
}

/// The totals of the last `days` days up to `today`, and at most `limit` posts.
pub(super) fn read(conn: &Connection, today: Day, days: u32, limit: u32) -> Result<Views> {
    let first = first(today, days);
    Ok(Views { days: by_day(conn, None, first, today)?, posts: posts(conn, first, limit)? })
}

/// The totals of one post on the last `days` days up to `today`; none where there is no such post.
pub(super) fn of_post(
    conn: &Connection,
    slug: &Slug,
    today: Day,
    days: u32,
) -> Result<Option<(PostLink, Vec<DayViews>)>> {
    let mut stmt = conn.prepare_cached("select key, title from post where slug = :slug")?;
    let found = stmt
        .query_row(named_params! { ":slug": slug.as_str() }, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((key, title)) = found else { return Ok(None) };
    let days = by_day(conn, Some(key), first(today, days), today)?;
    Ok(Some((PostLink { slug: slug.clone(), title }, days)))
}

/// The first of so many days; what is older than the days that are kept apart has none.
fn first(today: Day, days: u32) -> u32 {
    today.0.saturating_sub(days.saturating_sub(1)).max(1)
}

/// Every day from the latest to the first, of one post or of all.
fn by_day(conn: &Connection, post: Option<i64>, first: u32, today: Day) -> Result<Vec<DayViews>> {
    let mut stmt = conn.prepare_cached(
        "select day, sum(views) as views from post_view
         where day >= :first and (:post is null or post = :post)
         group by day",
    )?;
    let rows = stmt.query_map(named_params! { ":first": first, ":post": post }, |row| {
        Ok((row.get::<_, u32>("day")?, row.get::<_, u64>("views")?))
    })?;
    let counted: HashMap<u32, u64> = rows.collect::<rusqlite::Result<_>>()?;
    let of = |day: u32| DayViews { day: Day(day), views: counted.get(&day).copied().unwrap_or(0) };
    Ok((first..=today.0).rev().map(of).collect())
}

fn posts(conn: &Connection, first: u32, limit: u32) -> Result<Vec<PostViews>> {
    let mut stmt = conn.prepare_cached(
        "select slug, title, recent, views
         from (select post, sum(views) as views, sum(iif(day >= :first, views, 0)) as recent
               from post_view group by post)
         join post on post.key = post
         order by recent desc, views desc, post.published desc
         limit :limit",
    )?;
    let mut rows = stmt.query(named_params! { ":first": first, ":limit": limit })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(PostViews {
            post: PostLink { slug: read_slug(row, "slug")?, title: row.get("title")? },
            recent: row.get("recent")?,
            all: row.get("views")?,
        });
    }
    Ok(found)
}
