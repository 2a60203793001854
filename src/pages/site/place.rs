//! What the pages for reading are made with, besides their own matter.

use maud::Markup;

use crate::domain::{Column, ColumnPictures, visible};
use crate::pages::layout::{self, Page};
use crate::pages::machines::{About, At, head};

/// A page for reading, before its own matter is known.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub column: &'a Column,
    pub pictures: &'a ColumnPictures,
    pub at: At<'a>,
}

impl Place<'_> {
    /// The page whose whole title is `title`.
    pub(super) fn page(&self, title: &str, page: Page, about: About<'_>, body: Markup) -> Markup {
        let head = head(self.column, self.pictures, self.at, title, about);
        layout::site_with_head(self.column, title, page, head, body)
    }

    /// The same with the column's name behind its title.
    pub(super) fn page_of(
        &self,
        title: &str,
        page: Page,
        about: About<'_>,
        body: Markup,
    ) -> Markup {
        self.page(&format!("{} · {}", visible(title), self.column.name), page, about, body)
    }
}
