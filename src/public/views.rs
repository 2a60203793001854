//! How often posts were opened, as totals of days. They show on no public page, so the pages' generation stays.

use std::collections::HashMap;

use rusqlite::{Connection, named_params};

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

/// The totals of the `days` days up to `last`, and at most `limit` posts. What was counted later is in no number.
pub(super) fn read(conn: &Connection, last: Day, days: u32, limit: u32) -> Result<Views> {
    let first = last.0.saturating_sub(days.saturating_sub(1)).max(1);
    let mut stmt = conn.prepare_cached(
        "select day, sum(views) as views from post_view where day between :first and :last group by day",
    )?;
    let rows = stmt.query_map(named_params! { ":first": first, ":last": last.0 }, |row| {
        Ok((row.get::<_, u32>("day")?, row.get::<_, u64>("views")?))
    })?;
    let counted: HashMap<u32, u64> = rows.collect::<rusqlite::Result<_>>()?;
    let of = |day: u32| DayViews { day: Day(day), views: counted.get(&day).copied().unwrap_or(0) };
    let days = (first..=last.0).rev().map(of).collect();
    Ok(Views { days, posts: posts(conn, first, last, limit)? })
}

fn posts(conn: &Connection, first: u32, last: Day, limit: u32) -> Result<Vec<PostViews>> {
    let mut stmt = conn.prepare_cached(
        "select slug, title, recent, views
         from (select post, sum(views) as views, sum(iif(day >= :first, views, 0)) as recent
               from post_view where day <= :last group by post)
         join post on post.key = post
         order by recent desc, views desc, post.published desc
         limit :limit",
    )?;
    let params = named_params! { ":first": first, ":last": last.0, ":limit": limit };
    let mut rows = stmt.query(params)?;
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
