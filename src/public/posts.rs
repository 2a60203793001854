//! Public posts, their tags and their addresses.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{Error, Result, search};
use crate::domain::{
    Moment, PostCursor, PostKind, PostPage, PostTeaser, PostView, PublicId, PublicPost, Slug,
    TagCount, TagName,
};

/// Characters of a text that a list reads; it shows fewer.
const EXCERPT_READ_CHARS: u32 = 600;

/// Puts a post where the public reads it, or replaces its text whole; `rendered` are its HTML and its excerpt. One that is released for a date is shown by
/// [`super::release`], and by nothing else: put there again after its hour, it stays in sight.
pub(super) fn put(conn: &Connection, post: &PublicPost, rendered: (&str, &str)) -> Result<()> {
    // The desk gives each address to one post; whatever else stands there did not come from it.
    conn.prepare_cached("delete from post where slug = :slug and id != :id")?
        .execute(named_params! { ":slug": post.slug.as_str(), ":id": post.id.0 })?;
    let (key, listed) = upsert(conn, post, rendered)?;
    conn.prepare_cached("delete from release_state where post = :key")?
        .execute(named_params! { ":key": key })?;
    set_old_slugs(conn, key, post)?;
    let public = post.tags.iter().filter(|tag| !tag.is_private());
    let tags: Vec<&TagName> = public.filter(|_| listed).collect();
    set_tags(conn, key, &tags, post.published)?;
    set_mailboxes(conn, key, post)?;
    super::pictures::set(conn, key, post)?;
    search::set_terms(conn, key, post)?;
    super::site::bump(conn)
}

/// Writes the row; returns its key, and whether it stands in lists.
fn upsert(
    conn: &Connection,
    post: &PublicPost,
    (answer_html, excerpt): (&str, &str),
) -> Result<(i64, bool)> {
    let mut stmt = conn.prepare_cached(
        "insert into post (id, slug, title, printed, answer, answer_html, excerpt, published, updated, tags,
                           kind, shown, unlisted, comments, warning, position)
         values (:id, :slug, :title, :printed, :answer, :answer_html, :excerpt, :published, :updated, :tags,
                 :kind, not :scheduled, :unlisted, :comments, :warning, :position)
         on conflict (id) do update
         set slug = excluded.slug, title = excluded.title, printed = excluded.printed,
             answer = excluded.answer, answer_html = excluded.answer_html,
             excerpt = excluded.excerpt,
             shown = excluded.shown or (shown and published = excluded.published),
             published = excluded.published, updated = excluded.updated, tags = excluded.tags,
             kind = excluded.kind, unlisted = excluded.unlisted, comments = excluded.comments,
             warning = excluded.warning, position = excluded.position
         returning key, listed",
    )?;
    let params = named_params! {
        ":id": post.id.0, ":slug": post.slug.as_str(), ":title": post.title,
        ":printed": post.printed, ":answer": post.answer, ":answer_html": answer_html,
        ":excerpt": excerpt,
        ":published": post.published.0, ":updated": post.updated.map(|moment| moment.0),
        ":tags": tag_names(post), ":kind": post.kind.as_str(), ":scheduled": post.scheduled,
        ":unlisted": post.unlisted, ":comments": post.comments, ":warning": post.warning,
        ":position": post.position,
    };
    Ok(stmt.query_row(params, |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Takes a post back. One that is not there is no error: the change may come twice.
pub(super) fn remove(conn: &Connection, id: &PublicId) -> Result<()> {
    conn.prepare_cached("delete from post where id = :id")?
        .execute(named_params! { ":id": id.0 })?;
    super::site::bump(conn)
}

/// The public tags' names, as the search reads them.
fn tag_names(post: &PublicPost) -> String {
    let public = post.tags.iter().filter(|tag| !tag.is_private());
    public.map(TagName::as_str).collect::<Vec<_>>().join(", ")
}

fn set_old_slugs(conn: &Connection, key: i64, post: &PublicPost) -> Result<()> {
    conn.prepare_cached("delete from old_slug where post = :key or slug = :slug")?
        .execute(named_params! { ":key": key, ":slug": post.slug.as_str() })?;
    let mut stmt =
        conn.prepare_cached("insert or replace into old_slug (slug, post) values (:slug, :key)")?;
    for slug in &post.old_slugs {
        stmt.execute(named_params! { ":slug": slug.as_str(), ":key": key })?;
    }
    Ok(())
}

/// Counts a post among those of its public tags; one that is in no list has none there.
pub(super) fn set_tags(
    conn: &Connection,
    key: i64,
    tags: &[&TagName],
    published: Moment,
) -> Result<()> {
    conn.prepare_cached("delete from post_tag where post = :key")?
        .execute(named_params! { ":key": key })?;
    let mut name = conn.prepare_cached(
        "insert into tag (slug, name) values (:slug, :name)
         on conflict (slug) do update set name = excluded.name",
    )?;
    let mut link = conn.prepare_cached(
        "insert into post_tag (tag, published, post) values (:slug, :published, :key) on conflict do nothing",
    )?;
    for tag in tags {
        let slug = tag.slug();
        name.execute(named_params! { ":slug": slug.as_str(), ":name": tag.as_str() })?;
        link.execute(
            named_params! { ":slug": slug.as_str(), ":published": published.0, ":key": key },
        )?;
    }
    Ok(())
}

fn set_mailboxes(conn: &Connection, key: i64, post: &PublicPost) -> Result<()> {
    conn.prepare_cached("delete from post_mailbox where post = :key")?
        .execute(named_params! { ":key": key })?;
    let mut stmt = conn.prepare_cached(
        "insert into post_mailbox (post, mailbox) values (:key, :mailbox) on conflict do nothing",
    )?;
    for mailbox in &post.mailboxes {
        stmt.execute(named_params! { ":key": key, ":mailbox": mailbox.0 })?;
    }
    Ok(())
}

/// The post at an address.
pub(super) fn by_slug(conn: &Connection, slug: &Slug) -> Result<Option<PostView>> {
    let mut stmt = conn.prepare_cached(
        "select key, kind, slug, title, printed, answer_html, warning, unlisted, published, updated
         from post
         where slug = :slug and shown = 1",
    )?;
    let mut rows = stmt.query(named_params! { ":slug": slug.as_str() })?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let zone = super::site::zone(conn)?;
    Ok(Some(PostView {
        kind: read_kind(row)?,
        slug: read_slug(row, "slug")?,
        title: row.get("title")?,
        printed: row.get("printed")?,
        answer_html: row.get("answer_html")?,
        warning: row.get("warning")?,
        unlisted: row.get("unlisted")?,
        tags: tags_of(conn, row.get("key")?)?,
        published: zone.day(Moment(row.get("published")?)),
        updated: row.get::<_, Option<i64>>("updated")?.map(|moment| zone.day(Moment(moment))),
    }))
}

/// Where a former address leads now.
pub(super) fn moved(conn: &Connection, slug: &Slug) -> Result<Option<Slug>> {
    let found: Option<String> = conn
        .prepare_cached(
            "select post.slug
             from old_slug join post on post.key = old_slug.post
             where old_slug.slug = :slug and post.shown = 1",
        )?
        .query_row(named_params! { ":slug": slug.as_str() }, |row| row.get(0))
        .optional()?;
    found.map(|slug| Slug::parse(&slug).ok_or(Error::Inconsistent("post.slug"))).transpose()
}

/// A page of posts, newest first, beginning behind `after`.
pub(super) fn page(conn: &Connection, after: Option<PostCursor>, limit: u32) -> Result<PostPage> {
    let mut stmt = conn.prepare_cached(
        "select key, kind, slug, title, substr(iif(printed = '', excerpt, printed), 1, :chars) as excerpt,
                warning, published
         from post
         where listed = 1 and (published, key) < (:published, :key)
         order by published desc, key desc
         limit :limit",
    )?;
    let (published, key) = place(after);
    let mut rows = stmt.query(named_params! {
        ":published": published, ":key": key, ":limit": limit + 1, ":chars": EXCERPT_READ_CHARS,
    })?;
    teasers(conn, &mut rows, limit)
}

/// A page of one tag's posts, newest first.
pub(super) fn page_of_tag(
    conn: &Connection,
    tag: &Slug,
    after: Option<PostCursor>,
    limit: u32,
) -> Result<PostPage> {
    let mut stmt = conn.prepare_cached(
        "select post.key, kind, slug, title, substr(iif(printed = '', excerpt, printed), 1, :chars) as excerpt,
                warning, post.published
         from post_tag join post on post.key = post_tag.post
         where post_tag.tag = :tag and (post_tag.published, post_tag.post) < (:published, :key)
         order by post_tag.published desc, post_tag.post desc
         limit :limit",
    )?;
    let (published, key) = place(after);
    let mut rows = stmt.query(named_params! {
        ":tag": tag.as_str(), ":published": published, ":key": key, ":limit": limit + 1,
        ":chars": EXCERPT_READ_CHARS,
    })?;
    teasers(conn, &mut rows, limit)
}

/// A tag by its address, with its count of posts.
pub(super) fn tag(conn: &Connection, slug: &Slug) -> Result<Option<TagCount>> {
    let mut stmt = conn.prepare_cached("select slug, name, posts from tag where slug = :slug")?;
    let mut rows = stmt.query(named_params! { ":slug": slug.as_str() })?;
    rows.next()?.map(tag_count).transpose()
}

/// The public tags with the most posts, at most `limit`, in the order of their names.
pub(super) fn tags(conn: &Connection, limit: u32) -> Result<Vec<TagCount>> {
    let mut stmt = conn.prepare_cached(
        "select slug, name, posts
         from (select slug, name, posts from tag order by posts desc, slug limit :limit)
         order by slug",
    )?;
    let mut rows = stmt.query(named_params! { ":limit": limit })?;
    let mut tags = Vec::new();
    while let Some(row) = rows.next()? {
        tags.push(tag_count(row)?);
    }
    Ok(tags)
}

/// Where a page begins: behind everything, when there is no cursor.
fn place(after: Option<PostCursor>) -> (i64, i64) {
    after.map_or((i64::MAX, i64::MAX), |cursor| (cursor.published.0, cursor.row))
}

/// Reads up to `limit` rows; one row more means that there is a next page.
fn teasers(conn: &Connection, rows: &mut rusqlite::Rows<'_>, limit: u32) -> Result<PostPage> {
    let zone = super::site::zone(conn)?;
    let mut posts = Vec::new();
    let mut last = None;
    while let Some(row) = rows.next()? {
        if posts.len() == limit as usize {
            return Ok(PostPage { posts, next: last });
        }
        let (key, published) = (row.get("key")?, Moment(row.get("published")?));
        last = Some(PostCursor { published, row: key });
        posts.push(PostTeaser {
            slug: read_slug(row, "slug")?,
            title: row.get("title")?,
            kind: read_kind(row)?,
            excerpt: row.get("excerpt")?,
            warning: row.get("warning")?,
            published: zone.day(published),
            tags: tags_of(conn, key)?,
        });
    }
    Ok(PostPage { posts, next: None })
}

fn tags_of(conn: &Connection, post: i64) -> Result<Vec<(String, Slug)>> {
    let mut stmt = conn.prepare_cached(
        "select tag.name, tag.slug
         from post_tag join tag on tag.slug = post_tag.tag
         where post_tag.post = :post
         order by tag.slug",
    )?;
    let mut rows = stmt.query(named_params! { ":post": post })?;
    let mut tags = Vec::new();
    while let Some(row) = rows.next()? {
        tags.push((row.get("name")?, read_slug(row, "slug")?));
    }
    Ok(tags)
}

fn tag_count(row: &Row<'_>) -> Result<TagCount> {
    Ok(TagCount { name: row.get("name")?, slug: read_slug(row, "slug")?, posts: row.get("posts")? })
}

fn read_kind(row: &Row<'_>) -> Result<PostKind> {
    PostKind::parse(&row.get::<_, String>("kind")?).ok_or(Error::Inconsistent("post.kind"))
}

pub(super) fn read_slug(row: &Row<'_>, column: &str) -> Result<Slug> {
    Slug::parse(&row.get::<_, String>(column)?).ok_or(Error::Inconsistent("slug"))
}
