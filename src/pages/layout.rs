//! The frame around every public page.

use maud::{DOCTYPE, Markup, html};

use super::machines::plain_head;
use super::{assets, parts, scripts};
use crate::domain::{Accent, Column, ExitUrl, MenuPage, visible};
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

/// The ways on from the foot of every page.
const FOOTER: [(&str, &str); 6] = [
    ("/ask", t::FOOTER_ASK),
    ("/archive", t::FOOTER_ARCHIVE),
    ("/search", t::FOOTER_SEARCH),
    ("/feed.atom", t::FOOTER_FEED),
    ("/privacy", t::FOOTER_KEPT),
    ("/help", t::FOOTER_HELP),
];

/// What stands around the pages of asking and coming back, and around help.
#[derive(Debug, Clone, Copy)]
pub struct Shell<'a> {
    pub column: &'a Column,
    /// Where *Leave this page* leads.
    pub exit: &'a ExitUrl,
}

/// A public page. `title` is all that the browser's tab and history show, so it names the column only where
/// being seen with it does no harm.
pub fn site(column: &Column, title: &str, page: Page, body: Markup) -> Markup {
    site_with_head(column, title, page, plain_head(column), body)
}

/// The same with a `head` of its own for machines, from [`super::machines`].
pub fn site_with_head(
    column: &Column,
    title: &str,
    page: Page,
    head: Markup,
    body: Markup,
) -> Markup {
    let head = Head::new(title, column.accent, head).with_sheet_of(page);
    document(&head, frame(column, page, None, body))
}

/// A public page that can be left at once. `scripts` are the addresses of what it runs besides the script for that.
pub fn leaving(
    shell: &Shell<'_>,
    title: &str,
    page: Page,
    scripts: &[&str],
    body: Markup,
) -> Markup {
    let scripts: Vec<&str> =
        std::iter::once(scripts::script("exit")).chain(scripts.iter().copied()).collect();
    let exit = parts::exit(shell.exit.as_str());
    let head = Head { asking: true, scripts: &scripts, ..Head::of(title, shell.column) };
    document(&head, frame(shell.column, page, Some(exit), body))
}

/// A public page with a bar on top that is no part of it.
pub fn with_bar(column: &Column, title: &str, page: Page, bar: Markup, body: Markup) -> Markup {
    let head = Head::new(title, column.accent, html! {});
    document(&head, frame(column, page, Some(bar), body))
}

/// A page that stands within one of another site: bare, and in no search engine.
pub fn within(column: &Column, title: &str, body: Markup) -> Markup {
    let machines = html! { meta name="robots" content="noindex"; };
    document(&Head { asking: true, ..Head::new(title, column.accent, machines) }, body)
}

/// A page of a server that has no column to show, so without ways to anywhere.
pub fn bare(title: &str, body: Markup) -> Markup {
    let frame = html! {
        header.masthead { p.wordmark { (t::NAMELESS) } }
        main { (body) }
    };
    document(&Head::new(title, Accent::default(), html! {}), frame)
}

/// All that stands around a page's own matter; `top` comes right behind the way to the text.
fn frame(column: &Column, page: Page, top: Option<Markup>, body: Markup) -> Markup {
    html! {
        a.skip href="#text" { (common::SKIP) }
        @if let Some(top) = top { (top) }
        (masthead(column, page))
        main #text tabindex="-1" { (body) }
        footer.foot {
            @if !column.menu.is_empty() { (menu(&column.menu)) }
            p { (t::FOOTER_PRIVACY) }
            p {
                @for (i, (address, name)) in FOOTER.into_iter().enumerate() {
                    @if i > 0 { " · " }
                    a href=(address) { (name) }
                }
            }
        }
    }
}

/// The column's own pages.
fn menu(pages: &[MenuPage]) -> Markup {
    html! {
        nav.menu aria-label=(t::FOOTER_MENU) {
            ul {
                @for page in pages {
                    li { a dir="auto" href={ "/" (page.slug.as_str()) } { (visible(&page.title)) } }
                }
            }
        }
    }
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

/// What the head of a page says.
struct Head<'a> {
    title: &'a str,
    accent: Accent,
    /// What search engines, feed readers and whoever shows a link go by, from [`super::machines`].
    machines: Markup,
    /// The address of its style sheet.
    sheet: &'static str,
    /// Whether the page is one of asking, coming back or help.
    asking: bool,
    /// Modules, so that they run when the page is there and need no waiting for.
    scripts: &'a [&'a str],
}

impl<'a> Head<'a> {
    /// Of a page that is only read.
    fn new(title: &'a str, accent: Accent, machines: Markup) -> Self {
        Self { title, accent, machines, sheet: assets::site_css(), asking: false, scripts: &[] }
    }

    fn with_sheet_of(self, page: Page) -> Self {
        if page == Page::Post { Self { sheet: assets::post_css(), ..self } } else { self }
    }

    /// The same with what is said for machines where there is nothing special to say.
    fn of(title: &'a str, column: &Column) -> Self {
        Self::new(title, column.accent, plain_head(column))
    }
}

/// The icon is not named: browsers look for it where it is.
fn document(head: &Head<'_>, body: Markup) -> Markup {
    // The first of the colours is the style sheet's own.
    let accent = Some(head.accent).filter(|accent| *accent != Accent::default());
    html! {
        (DOCTYPE)
        html lang=(common::LANG) data-accent=[accent.map(Accent::as_str)] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (head.title) }
                link rel="stylesheet" href=(head.sheet);
                @if head.asking { link rel="stylesheet" href=(assets::asking_css()); }
                (head.machines)
                @for script in head.scripts { script type="module" src=(script) {} }
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
        let column = Column::new("<script>x</script>", "\"");
        let html = site(&column, "</title><script>", Page::Tags, html! {}).into_string();
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains(r#"<a href="/tags" aria-current="page">"#), "{html}");
        assert_eq!(html.matches("aria-current").count(), 1);
    }

    #[test]
    fn the_way_out_is_the_second_thing_that_tab_reaches() {
        let column = Column::new("Ask", "Mara");
        let exit = ExitUrl::default();
        let shell = Shell { column: &column, exit: &exit };
        let html =
            leaving(&shell, "Ask a question", Page::Ask, &["/assets/x.js"], html! {}).into_string();
        let links: Vec<&str> = html.split("<a ").skip(1).collect();
        assert!(
            links[0].starts_with("class=\"skip\"") && links[1].contains(exit.as_str()),
            "{html}"
        );
        let scripts = format!(
            r#"src="{}"></script><script type="module" src="/assets/x.js">"#,
            scripts::script("exit")
        );
        assert!(html.contains(&scripts), "{html}");
        assert!(!site(&column, "Topics", Page::Tags, html! {}).into_string().contains("<script"));
    }
}
