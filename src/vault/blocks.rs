//! Texts that return: blocks that posts name, and snippets.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::{Act, Reader, Result, Writer, republishing};
use crate::domain::{
    BLOCKS_KEPT_MAX, Block, BlockId, BlockPlace, BlockText, InvalidSnippet, Move, PrintedBlocks,
    SNIPPETS_MAX, Slug, Snippet, moved,
};
use crate::sqlite;

/// How far a change of a block reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Every post that names it, public ones among them.
    Everywhere,
    /// Posts that are given it from now on.
    FromNow,
}

impl Reader {
    /// The blocks to choose from, in their order; with them those of `named` that went out of use.
    pub async fn blocks(&self, named: Vec<BlockId>) -> sqlite::Result<Vec<Block>> {
        self.pool.read(move |conn| list(conn, &named)).await
    }

    /// One block, and how many posts that are public or wait for their date have it.
    pub async fn block(&self, id: BlockId) -> sqlite::Result<(Block, usize)> {
        let read = move |conn: &Connection| {
            Ok((find(conn, id)?, republishing::public_with_block(conn, id)?.len()))
        };
        self.pool.read(read).await
    }

    /// What stands before and behind a post that names these blocks.
    pub async fn printed_blocks(&self, named: Vec<BlockId>) -> sqlite::Result<PrintedBlocks> {
        self.pool.read(move |conn| printed(conn, &named)).await
    }

    /// Every snippet, by name.
    pub async fn snippets(&self) -> sqlite::Result<Vec<Snippet>> {
        self.pool.read(snippets).await
    }
}

impl Writer {
    /// Adds a block behind the others; false when there are as many as there may be.
    pub async fn add_block(&self, text: BlockText) -> Result<bool> {
        self.writer.transact(move |conn| add(conn, &text)).await
    }

    /// Changes a block; returns how many posts go out again with it.
    ///
    /// # Errors
    ///
    /// * [`sqlite::Error::NotFound`] when it went out of use meanwhile.
    pub async fn change_block(
        &self,
        id: BlockId,
        text: BlockText,
        reach: Reach,
        act: Act,
    ) -> Result<usize> {
        self.writer.transact(move |conn| change(conn, id, &text, reach, &act)).await
    }

    /// Takes a block out of use; posts that name it keep it.
    pub async fn retire_block(&self, id: BlockId) -> Result<()> {
        self.writer.transact(move |conn| retire(conn, id)).await
    }

    /// Moves a block one step within the list.
    pub async fn move_block(&self, id: BlockId, step: Move) -> Result<()> {
        self.writer.transact(move |conn| move_within(conn, id, step)).await
    }

    /// Adds a snippet, or replaces that of the name `old`.
    ///
    /// # Errors
    ///
    /// * [`sqlite::Error::NotFound`] when there is none of the name `old`.
    /// * [`InvalidSnippet`] as the inner error, when there are too many or the name is another's.
    pub async fn put_snippet(
        &self,
        old: Option<Slug>,
        snippet: Snippet,
    ) -> Result<Result<(), InvalidSnippet>> {
        self.writer.transact(move |conn| put_snippet(conn, old.as_ref(), &snippet)).await
    }

    /// Removes a snippet. Texts that it was written into keep it.
    pub async fn remove_snippet(&self, name: Slug) -> Result<()> {
        let work = move |conn: &Connection| {
            conn.execute("delete from snippet where name = :name", [name.as_str()])?;
            Ok(())
        };
        self.writer.transact(work).await
    }
}

/// What stands before and behind a post. One that is not there any more is left out.
pub(super) fn printed(
    conn: &Connection,
    named: &[BlockId],
) -> Result<PrintedBlocks, sqlite::Error> {
    let mut blocks = PrintedBlocks::default();
    for id in named {
        match find(conn, *id) {
            Ok(block) if block.place == BlockPlace::Opening => blocks.opening.push(block.text),
            Ok(block) => blocks.closing.push(block.text),
            Err(sqlite::Error::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(blocks)
}

fn list(conn: &Connection, named: &[BlockId]) -> Result<Vec<Block>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select id, name, place, text, retired from block order by place desc, position, id",
    )?;
    let mut rows = stmt.query([])?;
    let mut blocks = Vec::new();
    while let Some(row) = rows.next()? {
        let block = block(row)?;
        if !block.retired || named.contains(&block.id) {
            blocks.push(block);
        }
    }
    Ok(blocks)
}

fn find(conn: &Connection, id: BlockId) -> Result<Block, sqlite::Error> {
    let mut stmt =
        conn.prepare_cached("select id, name, place, text, retired from block where id = :id")?;
    let mut rows = stmt.query(named_params! { ":id": id.0 })?;
    block(rows.next()?.ok_or(sqlite::Error::NotFound)?)
}

fn block(row: &Row<'_>) -> Result<Block, sqlite::Error> {
    let place = BlockPlace::parse(&row.get::<_, String>("place")?);
    Ok(Block {
        id: BlockId(row.get("id")?),
        name: row.get("name")?,
        place: place.ok_or(sqlite::Error::Inconsistent("block.place"))?,
        text: row.get("text")?,
        retired: row.get("retired")?,
    })
}

fn add(conn: &Connection, text: &BlockText) -> Result<bool> {
    let kept: usize =
        conn.query_row("select count(*) from block where retired = 0", [], |row| row.get(0))?;
    if kept >= BLOCKS_KEPT_MAX {
        return Ok(false);
    }
    conn.prepare_cached(
        "insert into block (name, place, text, position)
         select :name, :place, :text, coalesce(max(position), 0) + 1 from block",
    )?
    .execute(named_params! {
        ":name": text.name.as_str(), ":place": text.place.as_str(), ":text": text.text,
    })?;
    Ok(true)
}

fn change(
    conn: &Connection,
    id: BlockId,
    text: &BlockText,
    reach: Reach,
    act: &Act,
) -> Result<usize> {
    if find(conn, id)?.retired {
        return Err(sqlite::Error::NotFound.into());
    }
    let (name, place) = (text.name.as_str(), text.place.as_str());
    if reach == Reach::FromNow {
        conn.prepare_cached(
            "insert into block (name, place, text, position)
             select :name, :place, :text, position from block where id = :id",
        )?
        .execute(
            named_params! { ":name": name, ":place": place, ":text": text.text, ":id": id.0 },
        )?;
        retire(conn, id)?;
        return Ok(0);
    }
    conn.prepare_cached(
        "update block set name = :name, place = :place, text = :text where id = :id",
    )?
    .execute(named_params! { ":name": name, ":place": place, ":text": text.text, ":id": id.0 })?;
    let posts = republishing::public_with_block(conn, id)?;
    posts.iter().try_for_each(|post| republishing::again(conn, *post, act))?;
    Ok(posts.len())
}

fn retire(conn: &Connection, id: BlockId) -> Result<()> {
    conn.prepare_cached("update block set retired = 1 where id = :id")?
        .execute(named_params! { ":id": id.0 })?;
    Ok(())
}

fn move_within(conn: &Connection, id: BlockId, step: Move) -> Result<()> {
    let place = find(conn, id)?.place;
    let all = list(conn, &[])?.into_iter().filter(|block| block.place == place);
    let ids: Vec<i64> = all.map(|block| block.id.0).collect();
    let mut stmt = conn.prepare_cached("update block set position = :position where id = :id")?;
    for (position, id) in moved(&ids, id.0, step).into_iter().enumerate() {
        stmt.execute(named_params! { ":position": position, ":id": id })?;
    }
    Ok(())
}

fn snippets(conn: &Connection) -> Result<Vec<Snippet>, sqlite::Error> {
    let mut stmt = conn.prepare_cached("select name, text from snippet order by name")?;
    let mut rows = stmt.query([])?;
    let mut snippets = Vec::new();
    while let Some(row) = rows.next()? {
        let name = Slug::parse(&row.get::<_, String>("name")?);
        let name = name.ok_or(sqlite::Error::Inconsistent("snippet.name"))?;
        snippets.push(Snippet { name, text: row.get("text")? });
    }
    Ok(snippets)
}

fn put_snippet(
    conn: &Connection,
    old: Option<&Slug>,
    snippet: &Snippet,
) -> Result<Result<(), InvalidSnippet>> {
    let known = |name: &Slug| -> Result<bool> {
        let mut stmt = conn.prepare_cached("select 1 from snippet where name = :name")?;
        Ok(stmt.query_row([name.as_str()], |_| Ok(())).optional()?.is_some())
    };
    let kept: usize = conn.query_row("select count(*) from snippet", [], |row| row.get(0))?;
    match old {
        Some(old) if !known(old)? => return Err(sqlite::Error::NotFound.into()),
        None if kept >= SNIPPETS_MAX => return Ok(Err(InvalidSnippet::TooMany)),
        Some(_) | None => {}
    }
    if old != Some(&snippet.name) && known(&snippet.name)? {
        return Ok(Err(InvalidSnippet::Taken));
    }
    let old = old.map(Slug::as_str);
    conn.execute("delete from snippet where name = :old", named_params! { ":old": old })?;
    conn.execute(
        "insert into snippet (name, text) values (:name, :text)",
        named_params! { ":name": snippet.name.as_str(), ":text": snippet.text },
    )?;
    Ok(Ok(()))
}
