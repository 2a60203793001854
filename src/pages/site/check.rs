//! The step between writing and sending: what may be answered already, what might tell who wrote it, whom to call
//! in danger. Never a block. Without scripts it is a page; with them `checks.js` shows the same above the form.

use maud::{Markup, html};

use super::ask::{AskForm, AskPage, gate, letter_field, words};
use super::giveaway_note;
use crate::domain::{Consent, CrisisKind, Giveaway, GiveawayKind, Slug};
use crate::pages::layout::{self, Page};
use crate::pages::parts;
use crate::texts::en::site as t;

/// The field that says what was shown already, so that it is not asked twice.
pub const SEEN_FIELD: &str = "seen";

/// What was found in a text.
pub struct CheckView<'a> {
    /// Seven words in a row that may be somebody's receipt.
    pub pasted: bool,
    pub dangers: &'a [CrisisKind],
    /// Addresses and titles of posts.
    pub offers: &'a [(Slug, String)],
    /// Places in the text as it was cleaned.
    pub text: &'a str,
    pub giveaways: &'a [Giveaway],
}

/// The page. The letter stands in it, still to be changed; `form.seen` names what the page shows.
pub fn check(
    page: &AskPage<'_>,
    form: &AskForm<'_>,
    consent: Consent,
    view: &CheckView<'_>,
) -> Markup {
    let body = html! {
        div.sheet {
            h1 { (t::CHECK_TITLE) }
            p.lead { (t::CHECK_LEAD) }
            @if view.pasted { (note(t::PASTED_TITLE, html! { p { (t::PASTED_TEXT) } })) }
            @if !view.dangers.is_empty() { (parts::help_panel(page.helplines, view.dangers, t::CRISIS_SEND)) }
            @if !view.offers.is_empty() {
                (offers(html! { ul { @for (slug, title) in view.offers { (offer(&format!("/posts/{}", slug.as_str()), title)) } } }))
            }
            (giveaway_note(view.text, view.giveaways))
            form method="post" action="/ask" autocomplete="off" {
                (letter_field(form))
                input type="hidden" name="consent" value=(consent.as_str());
                (gate(form))
                (words(form.receipt, t::CHECK_WORDS_HINT))
                p { button.button type="submit" { (t::CHECK_SEND) } }
            }
        }
    };
    layout::leaving(&page.shell, t::CHECK_TITLE, Page::Ask, &[], body)
}

/// The templates by which `checks.js` shows the same.
pub fn check_templates(page: &AskPage<'_>) -> Markup {
    html! {
        template #check-template {
            section.checks {
                h2 { (t::CHECK_TITLE) }
                p { (t::CHECK_LEAD) }
                div data-if="danger" { (parts::help_panel(page.helplines, &CrisisKind::ALL, t::CRISIS_SEND)) }
                div data-if="posts" { (offers(html! { ul data-slot="posts" {} })) }
                div data-if="giveaways" {
                    (note(t::GIVEAWAY_TITLE, html! {
                        p { (t::GIVEAWAY_TEXT) }
                        ul data-slot="giveaways" {}
                        p.hint { (t::GIVEAWAY_LIMITS) }
                    }))
                }
                p { button.button type="button" data-go { (t::CHECK_SEND) } }
            }
        }
        template data-row="post" { (offer("", "")) }
        template data-row="giveaway" {
            li {
                @for (kind, name) in GIVEAWAYS { span data-if=(name) { (t::giveaway_kind(kind)) } }
                ": " q dir="auto" data-fill="text" {}
            }
        }
    }
}

/// Kinds as the rules name them.
const GIVEAWAYS: [(GiveawayKind, &str); 7] = [
    (GiveawayKind::Mail, "mail"),
    (GiveawayKind::Phone, "phone"),
    (GiveawayKind::Handle, "handle"),
    (GiveawayKind::Link, "link"),
    (GiveawayKind::Street, "street"),
    (GiveawayKind::Date, "date"),
    (GiveawayKind::Name, "name"),
];

fn note(title: &str, inner: Markup) -> Markup {
    html! {
        aside.care aria-label=(title) {
            h2 { (title) }
            (inner)
        }
    }
}

fn offers(list: Markup) -> Markup {
    note(t::OFFERS_TITLE, html! { p { (t::OFFERS_TEXT) } (list) })
}

/// A post, in a tab of its own: what was typed would be lost with this one.
fn offer(address: &str, title: &str) -> Markup {
    html! { li { a href=(address) target="_blank" rel="noopener" { (title) } } }
}
