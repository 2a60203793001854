//! The ask box: the form as a page of another site shows it within itself.
//!
//! It has no script, so that it works wherever frames do, and so the server seals; it says so, and leads to the page
//! where the browser does.

use maud::{Markup, html};

use super::ask::{AskForm, AskPage, consent_field, gate, letter_field, words};
use crate::pages::layout;
use crate::texts::en::site as t;

/// The box. Whatever is sent or opened from it takes the whole window: a receipt is nothing to read in a frame.
pub fn ask_box(page: &AskPage<'_>, form: &AskForm<'_>) -> Markup {
    let column = page.shell.column;
    let body = html! {
        main.box {
            h1 { (t::ASK_TITLE) }
            p.lead { (t::ask_lead(&column.columnist)) }
            form method="post" action="/ask" target="_top" autocomplete="off" {
                (letter_field(form))
                (consent_field(&column.columnist, form))
                (words(form.receipt, t::ASK_WORDS_HINT))
                (gate(form))
                p { (t::ask_journey(&column.name)) }
                p { button.button type="submit" { (t::ASK_SEND) } }
            }
            p.aside { (t::ASK_BOX_OWN_PAGE) " " a href="/ask" target="_top" { (t::ASK_BOX_TO_PAGE) } "." }
        }
    };
    layout::within(column, t::ASK_TITLE, body)
}
