//! Help lines as pages show them: whom to call, and where the number was found.

use maud::{Markup, html};

use crate::domain::{Country, CrisisKind, Helpline, Helplines};
use crate::texts::en::site as t;

/// A calm panel beside words that speak of these dangers: whom to call, by country. It ends with `end`, which says
/// that its links open in a new tab. It has no ids, so that a page may hold several, and it stands in nobody's way.
pub fn help_panel(helplines: &Helplines, kinds: &[CrisisKind], end: &str) -> Markup {
    html! {
        aside.care aria-label=(t::CRISIS_TITLE) {
            h2 { (t::CRISIS_TITLE) }
            p { strong { (t::CRISIS_EMERGENCY) } }
            p { (t::CRISIS_TEXT) }
            details {
                summary { (t::CRISIS_COUNTRIES) }
                @for country in &helplines.countries { (country_panel(country, kinds)) }
            }
            ul.plain {
                @for line in &helplines.directories { li { (linked_name(line)) ": " (line.about) } }
            }
            p { (new_tab("/help#lines", html! { (t::CRISIS_MORE) })) }
            p { (end) }
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
                    (t::crisis_kinds(line.kinds.iter().filter(|kind| kinds.contains(kind))))
                }
            }
        }
    }
}

/// The name of what has no number, as the way to its page; there is at least one of the two.
fn linked_name(line: &Helpline) -> Markup {
    new_tab(&line.url, html! { bdi { (line.name) } })
}

/// A link that leaves the page open: a letter that has not been sent, and its words, would be lost with it.
fn new_tab(address: &str, text: Markup) -> Markup {
    html! { a href=(address) target="_blank" rel="nofollow noopener noreferrer" { (text) } }
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
        let html = help_panel(helplines(), &[CrisisKind::SelfHarm], t::CRISIS_SEND).into_string();
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
    fn no_link_of_the_panel_leads_away_from_the_letter() {
        let html = help_panel(helplines(), &CrisisKind::ALL, t::CRISIS_SEND).into_string();
        let links: Vec<&str> = html.split("<a ").skip(1).collect();
        let away = links.iter().filter(|link| !link.contains("href=\"tel:")).copied();
        for link in away.clone() {
            let new_tab = r#" target="_blank" rel="nofollow noopener noreferrer">"#;
            assert!(link.contains(new_tab), "{link}");
        }
        assert!(away.count() > 1, "{html}");
    }

    #[test]
    fn a_line_for_two_dangers_says_so_in_one_breath() {
        let kinds = [CrisisKind::Violence, CrisisKind::ChildInDanger];
        assert_eq!(
            t::crisis_kinds(&kinds),
            ", if somebody hurts or threatens you; also if you are under 18, or a child is in danger"
        );
        assert_eq!(t::crisis_kinds(&[]), "");
    }

    #[test]
    fn the_panel_has_the_lines_that_the_desk_edited_and_their_words_are_text() {
        let mut edited = helplines().clone();
        edited.countries.truncate(1);
        edited.countries[0].lines.truncate(1);
        let line = &mut edited.countries[0].lines[0];
        (line.name, line.phone) = ("<b>Night line</b>".to_owned(), String::new());
        line.url = "https://night.example".to_owned();
        let html = help_panel(&edited, &CrisisKind::ALL, t::CRISIS_SENT).into_string();
        assert!(
            html.contains(
                r#"href="https://night.example" target="_blank" rel="nofollow noopener noreferrer"><bdi>&lt;b&gt;Night line"#
            ),
            "{html}"
        );
        assert!(!html.contains("tel:988"), "{html}");
    }
}
