//! Help lines as pages show them: whom to call, and where the number was found.

use maud::{Markup, html};

use crate::domain::{Country, CrisisKind, Helpline, Helplines};
use crate::texts::en::site as t;

/// A calm panel beside a letter that speaks of these dangers: whom to call, by country. It has no ids, so that a page
/// may hold several, and it stands in nobody's way.
pub fn help_panel(helplines: &Helplines, kinds: &[CrisisKind]) -> Markup {
    html! {
        aside.care aria-label=(t::CRISIS_TITLE) {
            h2 { (t::CRISIS_TITLE) }
            p { (t::CRISIS_TEXT) }
            details {
                summary { (t::CRISIS_COUNTRIES) }
                @for country in &helplines.countries { (country_panel(country, kinds)) }
            }
            ul.plain {
                @for line in &helplines.directories { li { (linked_name(line)) ": " (line.about) } }
            }
            p { a href="/help#lines" { (t::CRISIS_MORE) } }
            p { (t::CRISIS_SEND) }
        }
    }
}

/// The number of a country for danger at this moment.
pub fn emergency(country: &Country) -> Markup {
    html! { p { (t::LINES_EMERGENCY) " " a.number href={ "tel:" (country.emergency) } { (country.emergency) } } }
}

/// A help line with its source and the day it was looked up.
pub fn helpline(line: &Helpline) -> Markup {
    html! {
        strong dir="auto" { (line.name) }
        @if !line.phone.is_empty() { " " (number(line)) }
        br;
        (line.about)
        br;
        span.hint {
            @if !line.url.is_empty() {
                (away(&line.url, t::LINES_WEBSITE, &t::lines_website_of(&line.name)))
                " · "
            }
            (away(&line.source, t::LINES_SOURCE, &t::lines_source_of(&line.name)))
            ", " (t::LINES_CHECKED) " " time datetime=(line.checked) { (line.checked_told()) }
        }
    }
}

fn country_panel(country: &Country, kinds: &[CrisisKind]) -> Markup {
    html! {
        h3 { (country.name) }
        (emergency(country))
        ul.plain {
            @for line in country.lines_for(kinds) {
                li {
                    @if line.phone.is_empty() { (linked_name(line)) } @else { strong dir="auto" { (line.name) } " " (number(line)) }
                    @for kind in line.kinds.iter().filter(|kind| kinds.contains(kind)) { ", " (t::crisis_kind(*kind)) }
                }
            }
        }
    }
}

/// The name of what has no number, as the way to its page; there is at least one of the two.
fn linked_name(line: &Helpline) -> Markup {
    html! { a dir="auto" href=(line.url) rel="nofollow noreferrer" { (line.name) } }
}

fn number(line: &Helpline) -> Markup {
    html! { a.number href={ "tel:" (line.dialled()) } { (line.phone) } }
}

/// A link to another site; `of` says more to screen readers, so that no two links sound the same.
fn away(address: &str, text: &str, of: &str) -> Markup {
    html! { a href=(address) rel="nofollow noreferrer" { (text) span.vh { (of) } } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::helplines;

    #[test]
    fn the_panel_names_lines_for_the_danger_alone_and_says_that_the_letter_can_be_sent() {
        let html = help_panel(helplines(), &[CrisisKind::SelfHarm]).into_string();
        assert!(html.contains("tel:988") && !html.contains("tel:18007997233"), "{html}");
        assert!(
            html.contains("/help#lines")
                && html.contains(t::CRISIS_SEND)
                && !html.contains("<button"),
            "{html}"
        );
        assert!(!html.contains(" id="), "a page may hold it twice: {html}");
    }

    #[test]
    fn the_panel_has_the_lines_that_the_desk_edited_and_their_words_are_text() {
        let mut edited = helplines().clone();
        edited.countries.truncate(1);
        edited.countries[0].lines.truncate(1);
        let line = &mut edited.countries[0].lines[0];
        (line.name, line.phone) = ("<b>Night line</b>".to_owned(), String::new());
        line.url = "https://night.example".to_owned();
        let html = help_panel(&edited, &CrisisKind::ALL).into_string();
        assert!(
            html.contains(
                r#"href="https://night.example" rel="nofollow noreferrer">&lt;b&gt;Night line"#
            ),
            "{html}"
        );
        assert!(!html.contains("tel:988"), "{html}");
    }
}
