//! The ask box for other sites: what to copy, and which sites may show it.

use maud::{Markup, html};

use super::shell::{DeskFrame, Title, page};
use crate::domain::EmbedOrigins;
use crate::pages::parts::{Field, FieldProblem, error_summary, problem_of, text_area};
use crate::texts::en::desk::embed as t;

/// Lines of the field that names sites.
const SITE_ROWS: u8 = 4;
/// Lines of what is to be copied.
const CODE_ROWS: u8 = 4;
/// What the button looks like on a page that has no style sheet of ours: the colours of the site by day.
const BUTTON_STYLE: &str = "display:inline-block;padding:.75em 1.5em;border-radius:2px;background:#94243f;color:#fffdf8;\
     font:600 1.05em/1.3 system-ui,sans-serif;text-decoration:none";
/// A frame in which the whole form can be seen on a phone without scrolling within it.
const FRAME_STYLE: &str = "width:100%;height:75rem;border:0";

/// What the page shows.
pub struct EmbedView<'a> {
    /// Scheme and host of this site.
    pub origin: &'a str,
    pub origins: &'a EmbedOrigins,
    /// The sites as typed, or as they are.
    pub typed: &'a str,
    pub problems: Vec<FieldProblem>,
}

/// The page.
pub fn embed(frame: &DeskFrame<'_>, view: &EmbedView<'_>) -> Markup {
    let body = html! {
        div.narrow {
            (error_summary(&view.problems))
            h1 { (t::TITLE) }
            p.lead { (t::LEAD) }
            h2 { (t::BUTTON) }
            p { (t::BUTTON_TEXT) }
            (code("button-code", t::BUTTON_CODE, &button(view.origin)))
            p.hint { (t::LOOKS) }
            p { a.ask-button href="/ask" { (t::BUTTON_SAYS) } }
            h2 { (t::FRAME) }
            p { (t::FRAME_TEXT) }
            @if view.origins.is_empty() {
                p.notice { (t::FRAME_CLOSED) }
            } @else {
                (code("frame-code", t::FRAME_CODE, &inline_frame(view.origin)))
            }
            h2 #sites-title { (t::ORIGINS) }
            (sites(view, frame.person.role.may_publish()))
        }
    };
    page(frame, Title { text: t::TITLE, failed: !view.problems.is_empty() }, body)
}

fn sites(view: &EmbedView<'_>, may_change: bool) -> Markup {
    let hint = t::sites_hint();
    let field = Field {
        value: view.typed,
        hint: Some(&hint),
        problem: problem_of(&view.problems, "sites"),
        required: false,
        capitals: false,
        ..Field::new("sites", t::SITES)
    };
    html! {
        @if may_change {
            form method="post" action="/desk/settings/embed" {
                (text_area(&field, SITE_ROWS))
                p.actions { button.primary { (t::SAVE) } }
            }
        } @else {
            ul { @for origin in view.origins.iter() { li { (origin) } } }
            @if view.origins.is_empty() { p { (t::NONE) } }
        }
    }
}

/// Something to be copied as it stands.
fn code(id: &str, label: &str, text: &str) -> Markup {
    html! {
        div.field {
            label for=(id) { (label) }
            textarea.to-copy id=(id) rows=(CODE_ROWS) readonly spellcheck="false" { "\n" (text) }
        }
    }
}

/// A link that looks like a button wherever it is pasted. It tells nobody where it was found.
fn button(origin: &str) -> String {
    let link = html! {
        a href={ (origin) "/ask" } rel="noopener noreferrer" style=(BUTTON_STYLE) { (t::BUTTON_SAYS) }
    };
    link.into_string()
}

fn inline_frame(origin: &str) -> String {
    let frame = html! {
        iframe src={ (origin) "/ask/embed" } title=(t::BUTTON_SAYS) style=(FRAME_STYLE) loading="lazy"
            referrerpolicy="no-referrer" {}
    };
    frame.into_string()
}
