//! Posts that begin without a letter, copies of posts, and the pages of the menu.

use rusqlite::{Connection, named_params};

use super::{Act, Reader, Result, Writer, bin, history, json, posts, republishing, revisions};
use crate::domain::{Move, PostId, PostKind, PostText, PublicId, Step, moved};

impl Reader {
    /// The pages of the menu in their order, drafts among them.
    pub async fn menu(&self) -> crate::sqlite::Result<Vec<PostId>> {
        self.pool.read(menu).await
    }
}

impl Writer {
    /// Begins a post that answers no letter. `new` are its ids.
    pub async fn begin_without_letter(
        &self,
        kind: PostKind,
        text: PostText,
        new: (PostId, PublicId),
        act: Act,
    ) -> Result<PostId> {
        let work = move |conn: &Connection| begin(conn, kind, &text, new, &act);
        self.writer.transact(work).await
    }

    /// Begins a post with the text of another one and all of its letters, so that what binds the one binds the
    /// other. It will have an address of its own.
    pub async fn copy_post(&self, of: PostId, new: (PostId, PublicId), act: Act) -> Result<PostId> {
        self.writer.transact(move |conn| copy(conn, of, new, &act)).await
    }

    /// Moves a page within the menu, into it or out of it.
    pub async fn move_page(&self, id: PostId, step: Move, act: Act) -> Result<()> {
        self.writer.transact(move |conn| move_page(conn, id, step, &act)).await
    }
}

fn begin(
    conn: &Connection,
    kind: PostKind,
    text: &PostText,
    new: (PostId, PublicId),
    act: &Act,
) -> Result<PostId> {
    let (id, public_id) = new;
    conn.prepare_cached(
        "insert into post (id, public_id, revision, kind, title, content, edited)
         values (:id, :public_id, 1, :kind, :title, :content, :today)",
    )?
    .execute(named_params! {
        ":id": id.0, ":public_id": public_id.0, ":kind": kind.as_str(), ":title": text.title,
        ":content": json(text)?, ":today": act.today().0,
    })?;
    revisions::keep(conn, id, 1, text, act)?;
    history::record(conn, act, None, Some(id), &Step::Draft { post: id })?;
    Ok(id)
}

fn copy(conn: &Connection, of: PostId, new: (PostId, PublicId), act: &Act) -> Result<PostId> {
    let post = posts::read(conn, of)?;
    let text = PostText { slug: None, ..post.text.clone() };
    let id = begin(conn, post.kind, &text, new, act)?;
    conn.prepare_cached(
        "insert into post_question (post, question)
         select :copy, question from post_question where post = :of",
    )?
    .execute(named_params! { ":copy": id.0, ":of": of.0 })?;
    bin::draft_again(conn, &post, act)?;
    Ok(id)
}

fn move_page(conn: &Connection, id: PostId, step: Move, act: &Act) -> Result<()> {
    let post = posts::read(conn, id)?;
    if post.kind != PostKind::Page || post.deleted.is_some() {
        return Err(crate::sqlite::Error::NotFound.into());
    }
    let before = menu(conn)?;
    let after = moved(&before, id, step);
    let mut stmt = conn.prepare_cached(
        "update post set position = :position where id = :id and position is not :position",
    )?;
    let mut changed = Vec::new();
    for (position, page) in (1_u32..).zip(&after) {
        if stmt.execute(named_params! { ":position": position, ":id": page.0 })? > 0 {
            changed.push(*page);
        }
    }
    if !after.contains(&id) {
        stmt.execute(named_params! { ":position": None::<u32>, ":id": id.0 })?;
        changed.push(id);
    }
    changed.into_iter().try_for_each(|page| again_if_public(conn, page, act))
}

/// The pages of the menu in their order, drafts among them: a page keeps its place while it is off the site.
fn menu(conn: &Connection) -> crate::sqlite::Result<Vec<PostId>> {
    let mut stmt = conn.prepare_cached(
        "select id from post
         where kind = 'page' and position is not null and deleted is null
         order by position, id",
    )?;
    let pages = stmt.query_map([], |row| row.get(0).map(PostId))?;
    Ok(pages.collect::<rusqlite::Result<_>>()?)
}

fn again_if_public(conn: &Connection, id: PostId, act: &Act) -> Result<()> {
    let post = posts::read(conn, id)?;
    let public = post.due.is_some() || post.publication.is_some_and(|it| it.live);
    if public { republishing::again(conn, id, act) } else { Ok(()) }
}
