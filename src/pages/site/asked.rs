//! The page that says that a letter has arrived, from the server or from the page itself.

use maud::{Markup, html};

use super::ask::AskPage;
use crate::domain::{Consent, Receipt};
use crate::pages::layout::{self, Page};
use crate::pages::parts::{self, Card};
use crate::pages::scripts;
use crate::texts::en::{common, site as t};

/// The receipt of a letter that has arrived, and what follows from the choice that came with it; none when the
/// letter had arrived before, since the choice made then is the one that holds. The letter itself is not shown:
/// this page may stay in a history or a cache.
pub fn asked(page: &AskPage<'_>, receipt: &Receipt, consent: Option<Consent>) -> Markup {
    let again = html! { @if consent.is_none() { p.note { (t::ASKED_AGAIN) } } };
    let next = html! { @if let Some(consent) = consent { (course(page, consent)) } };
    let body = body(page, Card::Words(receipt), again, next);
    layout::leaving(&page.shell, t::ASKED_TAB, Page::Other, &[scripts::script("ask")], body)
}

/// The same as a template, for words that the page alone knows.
pub(super) fn asked_template(page: &AskPage<'_>) -> Markup {
    let again = html! { p.note data-if="again" { (t::ASKED_AGAIN) } };
    let next = html! {
        @for consent in Consent::ALL { div data-if=(consent.as_str()) { (course(page, consent)) } }
    };
    html! {
        template #asked-template data-title=(t::ASKED_TAB) { (body(page, Card::Template, again, next)) }
    }
}

fn body(page: &AskPage<'_>, card: Card<'_>, again: Markup, next: Markup) -> Markup {
    html! {
        div.sheet.asked {
            h1 { (t::ASKED_TITLE) }
            (again)
            p.lead { (t::ASKED_LEAD) }
            (parts::card(card))
            h2 { (t::ASKED_KEEP_TITLE) }
            ul {
                @for line in t::ASKED_KEEP { li { (line) } }
                @if matches!(card, Card::Words(_)) { li { (t::ASKED_BACK) } }
            }
            (next)
            h2 { (t::ASKED_RETURN_TITLE) }
            p { (t::asked_return(&common::in_days(page.return_days))) " " a href="/receipt" { (t::ASKED_TO_RECEIPT) } "." }
            p { (t::ASKED_ONLY) }
        }
    }
}

fn course(page: &AskPage<'_>, consent: Consent) -> Markup {
    html! {
        h2 { (t::ASKED_NEXT_TITLE) }
        p { (t::asked_next(consent, &page.shell.column.columnist)) }
    }
}
