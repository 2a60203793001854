//! A page of the column, as *About* or *Imprint*: without a date, a letter or a list that it stands in.

use maud::{Markup, PreEscaped, html};

use super::Place;
use crate::domain::{PostView, visible};
use crate::pages::layout::Page;
use crate::pages::machines::About;

/// A page of the column.
pub fn column_page(place: &Place<'_>, page: &PostView) -> Markup {
    place.page_of(&page.title, Page::Other, About::Post(page), text(page))
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
