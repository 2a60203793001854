//! What several pages of the desk share.

use maud::{Markup, html};

use crate::domain::{Attention, Consent, Status, TagName, visible};
use crate::texts::en::desk::{attention, queue, words as t};

/// What the asker allowed, as a label.
pub(super) fn consent_badge(consent: Consent) -> Markup {
    html! { span.badge data-consent=(consent.as_str()) { span.vh { (queue::CONSENT_BEFORE) } (t::consent(consent)) } }
}

/// Where a letter stands, as a label.
pub(super) fn status_badge(status: Status) -> Markup {
    html! { span.badge.plain { span.vh { (queue::STATUS_BEFORE) } (t::status(status)) } }
}

/// Why a letter is to be looked at first, as a label.
pub(super) fn attention_badge(why: Attention) -> Markup {
    html! { span.badge.why { span.vh { (attention::WHY_BEFORE) } (attention::label(why)) } }
}

/// Tags as plain labels: as links they would be stops for Tab between one letter and the next.
pub(super) fn tags(tags: &[TagName]) -> Markup {
    html! {
        @if !tags.is_empty() {
            span.tags {
                span.vh { (queue::TAGS_BEFORE) }
                @for (i, tag) in tags.iter().enumerate() {
                    @if i > 0 { ", " }
                    span.private[tag.is_private()] dir="auto" { (visible(tag.as_str())) }
                }
            }
        }
    }
}

/// A text as its writer typed it, line by line; what would hide or turn it is shown.
pub(super) fn typed(text: &str) -> Markup {
    html! { div.typed dir="auto" { (visible(text)) } }
}

/// A quiet place where a list would be.
pub(super) fn empty(quiet: &queue::Empty) -> Markup {
    html! { div.empty { h2 { (quiet.head) } p { (quiet.line) } } }
}

/// A value as the query of an address carries it.
pub(super) fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_an_address_is_encoded_byte_by_byte() {
        assert_eq!(encoded("a b&c=#é"), "a%20b%26c%3D%23%C3%A9");
    }

    #[test]
    fn a_typed_text_shows_what_would_turn_it_and_stays_text() {
        let html = typed("one\n\ntwo \u{202e}<b>").into_string();
        assert_eq!(html, "<div class=\"typed\" dir=\"auto\">one\n\ntwo [U+202E]&lt;b&gt;</div>");
    }
}
