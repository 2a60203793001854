//! The desk's list of posts: parts, orders, the search, and what falls on the days of a month.

use rusqlite::{Connection, named_params};

use super::{Reader, from_json, posts};
use crate::domain::{
    CalendarPost, Day, Moment, PostCounts, PostFilter, PostId, PostRow, PostRows, PostShow,
    PostSort, PostText,
};
use crate::sqlite::{self, Result};

/// Posts whose texts one search reads; behind them it goes on with the next page.
const LOOKED_MAX: usize = 5_000;
/// Posts that a calendar shows.
const CALENDAR_POSTS_MAX: u32 = 500;

impl Reader {
    /// A page of the list, of at most `limit` posts behind `after`.
    pub async fn post_rows(
        &self,
        filter: PostFilter,
        after: Option<PostId>,
        limit: usize,
    ) -> Result<PostRows> {
        self.pool.read(move |conn| page(conn, &filter, after, limit)).await
    }

    /// How many posts each part of the list has.
    pub async fn post_counts(&self) -> Result<PostCounts> {
        self.pool.read(counts).await
    }

    /// Posts with a date from `from` to before `to`: those that were published then, and those that will be.
    pub async fn dated(&self, from: Moment, to: Moment) -> Result<Vec<(Moment, CalendarPost)>> {
        self.pool.read(move |conn| dated(conn, from, to)).await
    }
}

/// The posts of a part, as a condition on the columns of `post_by_standing`.
fn part(show: PostShow) -> &'static str {
    match show {
        PostShow::All => "deleted is null",
        PostShow::Drafts => "deleted is null and live = 0 and due is null and kind <> 'page'",
        PostShow::Scheduled => "deleted is null and due is not null and kind <> 'page'",
        PostShow::Published => "deleted is null and live = 1 and kind <> 'page'",
        PostShow::Pages => "deleted is null and kind = 'page'",
        PostShow::Bin => "deleted is not null",
    }
}

/// What an order goes by, and its direction. Pages stand as in the menu, those outside of it behind.
fn order(filter: &PostFilter) -> (&'static str, &'static str, &'static str) {
    match filter.sort {
        PostSort::Edited if filter.show == PostShow::Pages => {
            ("coalesce(position, 4294967296)", ">", "asc")
        }
        PostSort::Edited => ("edited", "<", "desc"),
        PostSort::Title => ("title collate nocase", ">", "asc"),
        PostSort::Date => ("coalesce(due, published, 0)", "<", "desc"),
    }
}

fn page(
    conn: &Connection,
    filter: &PostFilter,
    after: Option<PostId>,
    limit: usize,
) -> Result<PostRows> {
    let (key, direction, way) = order(filter);
    let part = part(filter.show);
    // The index has all of this, so that no post's text is read over only to be passed by.
    let mut stmt = conn.prepare_cached(&format!(
        "select id from post indexed by post_by_standing
         where {part} and (:after is null or ({key}, id) {direction} (select {key}, id from post where id = :after))
         order by {key} {way}, id {way}"
    ))?;
    let mut ids = stmt.query(named_params! { ":after": after.map(|id| id.0) })?;
    let (mut found, mut last, mut looked) = (Vec::new(), None, 0);
    while let Some(row) = ids.next()? {
        if found.len() == limit || looked == LOOKED_MAX {
            return Ok(PostRows { rows: found, next: last });
        }
        let id = PostId(row.get(0)?);
        last = Some(id);
        if filter.reads_texts() {
            looked += 1;
            if !filter.finds(&text(conn, id)?) {
                continue;
            }
        }
        found.push(line(conn, id)?);
    }
    Ok(PostRows { rows: found, next: None })
}

fn text(conn: &Connection, id: PostId) -> Result<PostText> {
    let mut stmt = conn.prepare_cached("select content from post where id = :id")?;
    from_json(&stmt.query_row(named_params! { ":id": id.0 }, |row| row.get::<_, String>(0))?)
}

fn line(conn: &Connection, id: PostId) -> Result<PostRow> {
    let mut stmt = conn.prepare_cached(
        "select title, kind, content, due, deleted, position, edited, revision, slug, pub_revision,
                published, updated, live
         from post
         where id = :id",
    )?;
    let mut rows = stmt.query(named_params! { ":id": id.0 })?;
    let row = rows.next()?.ok_or(sqlite::Error::NotFound)?;
    let text: PostText = from_json(&row.get::<_, String>("content")?)?;
    Ok(PostRow {
        id,
        title: row.get("title")?,
        kind: posts::kind(row)?,
        tags: text.tags,
        due: row.get::<_, Option<i64>>("due")?.map(Moment),
        deleted: row.get::<_, Option<u32>>("deleted")?.map(Day),
        position: row.get("position")?,
        edited: Day(row.get("edited")?),
        publication: posts::publication(row)?,
        revision: row.get("revision")?,
    })
}

fn counts(conn: &Connection) -> Result<PostCounts> {
    let count = |show: PostShow| {
        let mut stmt = conn.prepare_cached(&format!(
            "select count(*) from post indexed by post_by_standing where {}",
            part(show)
        ))?;
        Ok((show, stmt.query_row([], |row| row.get(0))?))
    };
    PostShow::ALL.into_iter().map(count).collect()
}

fn dated(conn: &Connection, from: Moment, to: Moment) -> Result<Vec<(Moment, CalendarPost)>> {
    let mut stmt = conn.prepare_cached(
        "select id, title, due is not null as scheduled, coalesce(due, published) as moment
         from post indexed by post_by_standing
         where deleted is null and kind <> 'page' and (live = 1 or due is not null)
           and coalesce(due, published) >= :from and coalesce(due, published) < :to
         order by moment, id
         limit :limit",
    )?;
    let params = named_params! { ":from": from.0, ":to": to.0, ":limit": CALENDAR_POSTS_MAX };
    let rows = stmt.query_map(params, |row| {
        let (id, title) = (PostId(row.get("id")?), row.get("title")?);
        let post = CalendarPost { id, title, scheduled: row.get("scheduled")? };
        Ok((Moment(row.get("moment")?), post))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
