//! The pages of the menu, to which every public page leads.

use rusqlite::{Connection, named_params};

use super::{Result, posts};
use crate::domain::MenuPage;

/// Pages that the menu shows.
const MENU_PAGES_MAX: u32 = 24;

/// The pages of the menu, in their order.
pub(super) fn read(conn: &Connection) -> Result<Vec<MenuPage>> {
    let mut stmt = conn.prepare_cached(
        "select slug, title from post
         where kind = 'page' and position is not null and shown = 1
         order by position, key
         limit :limit",
    )?;
    let mut rows = stmt.query(named_params! { ":limit": MENU_PAGES_MAX })?;
    let mut pages = Vec::new();
    while let Some(row) = rows.next()? {
        pages.push(MenuPage { slug: posts::read_slug(row, "slug")?, title: row.get("title")? });
    }
    Ok(pages)
}
