//! What is kept, and for how long, as this very server is set up.

use maud::{Markup, html};

use super::Place;
use crate::domain::{EmbedOrigins, Keeping};
use crate::pages::layout::Page;
use crate::pages::machines::About;
use crate::texts::en::site as t;

/// How a server is set up, as far as it matters to readers.
#[derive(Debug, Clone, Copy)]
pub struct PrivacyView<'a> {
    pub keeping: &'a Keeping,
    pub line: Line,
    /// The onion host that leads here too.
    pub onion: Option<&'a str>,
    /// Other sites that may show the ask box.
    pub embeds: &'a EmbedOrigins,
    /// Whether a proxy says whom it stands for.
    pub proxied: bool,
}

/// How pages come to their readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Https,
    Http,
    /// Nobody but this machine is answered.
    ThisMachine,
}

/// The page.
pub fn privacy(place: &Place<'_>, view: &PrivacyView<'_>) -> Markup {
    let columnist = &place.column.columnist;
    let body = html! {
        div.sheet {
            h1 { (t::PRIVACY_TITLE) }
            p.lead { (t::PRIVACY_LEAD) }
            h2 { (t::PRIVACY_READ) }
            @for text in t::PRIVACY_READ_TEXT { p { (text) } }
            h2 { (t::PRIVACY_WRITE) }
            p { (t::privacy_letter(columnist)) }
            p { (t::PRIVACY_WORDS) }
            p { (t::PRIVACY_RESPONSE) }
            p { (t::privacy_network(view.keeping)) }
            h2 { (t::PRIVACY_LONG) }
            ul { @for text in t::privacy_long(view.keeping, columnist) { li { (text) } } }
            p { (t::PRIVACY_BACKUPS) }
            h2 { (t::PRIVACY_PUBLIC) }
            p { (t::PRIVACY_PUBLIC_TEXT) }
            h2 { (t::PRIVACY_HERE) }
            (set_up(view))
            h2 { (t::PRIVACY_LIMITS) }
            p { (t::PRIVACY_LIMITS_TEXT) " " a href="/help" { (t::PRIVACY_TO_HELP) } "." }
        }
    };
    place.page_of(t::PRIVACY_TITLE, Page::Other, About::Column, body)
}

fn set_up(view: &PrivacyView<'_>) -> Markup {
    html! {
        p { (match view.line {
            Line::Https => t::PRIVACY_HTTPS,
            Line::Http => t::PRIVACY_HTTP,
            Line::ThisMachine => t::PRIVACY_LOCAL,
        }) }
        @if let Some(onion) = view.onion { p { (t::PRIVACY_ONION) " " code { (onion) } } }
        @if !view.embeds.is_empty() {
            p { (t::PRIVACY_EMBEDS) }
            ul { @for origin in view.embeds.iter() { li { (origin) } } }
        }
        p { (if view.proxied { t::PRIVACY_PROXY } else { t::PRIVACY_NO_PROXY }) }
    }
}
