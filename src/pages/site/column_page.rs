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
            div.prose { (PreEscaped(raised(&page.answer_html))) }
        }
    }
}

/// The same with its headings one level up: nothing stands between a page's title and its text, as a letter does in a
/// post. The cleaner leaves a heading no attribute, and no other text looks like one.
fn raised(html: &str) -> String {
    (3..=6).fold(html.to_owned(), |html, level| {
        let up = level - 1;
        let html = html.replace(&format!("<h{level}>"), &format!("<h{up}>"));
        html.replace(&format!("</h{level}>"), &format!("</h{up}>"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headings_of_a_page_follow_its_title() {
        assert_eq!(
            raised("<h3>a</h3><h4>&lt;h5&gt;</h4><h3>b</h3><h6>c</h6>"),
            "<h2>a</h2><h3>&lt;h5&gt;</h3><h2>b</h2><h5>c</h5>"
        );
    }
}
