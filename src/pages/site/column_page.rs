//! A page of the column, as *About* or *Imprint*: without a date, a letter or a list that it stands in.

use maud::{Markup, PreEscaped, html};

use crate::domain::{Column, PostView, visible};
use crate::pages::layout::{self, Page};

/// A page of the column.
pub fn column_page(column: &Column, page: &PostView) -> Markup {
    let title = format!("{} · {}", visible(&page.title), column.name);
    layout::site(column, &title, Page::Other, text(page))
}

/// What a page of the column says.
pub(super) fn text(page: &PostView) -> Markup {
    html! {
        article.post {
            header { h1 dir="auto" { (visible(&page.title)) } }
            // The service has it from `markdown`, which lets nothing through but clean HTML.
            div.prose { (PreEscaped(&page.answer_html)) }
        }
    }
}
