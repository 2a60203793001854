//! The frame around every public page.

use maud::{DOCTYPE, Markup, html};

use super::assets;
use crate::domain::Column;
use crate::texts::en::{common, site as t};

/// The place of a page in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Home,
    Ask,
    Receipt,
    Tags,
    /// A post, which is none of them and bears the column's name itself.
    Post,
    /// None of them.
    Other,
}

/// The places in the order of the navigation.
const PLACES: [(Page, &str, &str); 4] = [
    (Page::Home, "/", t::NAV_HOME),
    (Page::Ask, "/ask", t::NAV_ASK),
    (Page::Receipt, "/receipt", t::NAV_RECEIPT),
    (Page::Tags, "/tags", t::NAV_TOPICS),
];

/// A public page. `title` is all that the browser's tab and history show, so it names the column only where
/// being seen with it does no harm.
pub fn site(column: &Column, title: &str, page: Page, body: Markup) -> Markup {
    framed(column, title, page, None, body)
}

/// A public page with a bar on top that is no part of it.
pub fn with_bar(column: &Column, title: &str, page: Page, bar: Markup, body: Markup) -> Markup {
    framed(column, title, page, Some(bar), body)
}

/// A page of a server that has no column to show, so without ways to anywhere.
pub fn bare(title: &str, body: Markup) -> Markup {
    document(
        title,
        html! {
            header.masthead { p.wordmark { (t::NAMELESS) } }
            main { (body) }
        },
    )
}

fn framed(column: &Column, title: &str, page: Page, bar: Option<Markup>, body: Markup) -> Markup {
    document(
        title,
        html! {
            a.skip href="#text" { (common::SKIP) }
            @if let Some(bar) = bar { (bar) }
            (masthead(column, page))
            main #text tabindex="-1" { (body) }
            footer.foot {
                p { (t::FOOTER_PRIVACY) }
                p { a href="/ask" { (t::FOOTER_ASK) } }
            }
        },
    )
}

/// The column's name and the navigation. Home and posts have the name in their heading.
fn masthead(column: &Column, page: Page) -> Markup {
    html! {
        header.masthead {
            @if !matches!(page, Page::Home | Page::Post) { p.wordmark { a href="/" { (column.name) } } }
            nav aria-label=(t::NAV) {
                ul {
                    @for (place, address, name) in PLACES {
                        li { a href=(address) aria-current=[(place == page).then_some("page")] { (name) } }
                    }
                }
            }
        }
    }
}

fn document(title: &str, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(common::LANG) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href=(assets::site_css());
                link rel="icon" href=(assets::icon()) type="image/svg+xml";
            }
            body { (body) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_marked_and_hostile_names_are_text() {
        let column = Column { name: "<script>x</script>".to_owned(), columnist: "\"".to_owned() };
        let html = site(&column, "</title><script>", Page::Tags, html! {}).into_string();
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains(r#"<a href="/tags" aria-current="page">"#), "{html}");
        assert_eq!(html.matches("aria-current").count(), 1);
    }
}
