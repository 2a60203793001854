//! Reading and writing without being noticed, and whom to call in danger.

use maud::{Markup, html};

use crate::domain::{Country, CrisisKind, Giveaway, Helpline, helplines, visible};
use crate::pages::layout::{self, Page, Shell};
use crate::texts::en::site as t;

/// The help page.
pub fn help(shell: &Shell<'_>) -> Markup {
    let body = html! {
        div.sheet {
            h1 { (t::HELP_TITLE) }
            p.lead { (t::HELP_LEAD) }
            p.note { (t::HELP_NOW) " " a href="#lines" { (t::HELP_TO_LINES) } "." }
            nav.parts aria-label=(t::HELP_TITLE) {
                ul {
                    @for part in &t::HELP_PARTS { li { a href={ "#" (part.id) } { (part.title) } } }
                    li { a href="#lines" { (t::LINES_TITLE) } }
                }
            }
            @for part in &t::HELP_PARTS {
                h2 id=(part.id) { (part.title) }
                @for paragraph in part.text { p { (paragraph) } }
            }
            h2 #lines { (t::LINES_TITLE) }
            @for paragraph in t::LINES_TEXT { p { (paragraph) } }
            div.lines { @for country in &helplines().countries { (country_lines(country)) } }
            h3 { (t::LINES_EVERYWHERE) }
            ul.plain { @for line in &helplines().directories { li { (helpline(line)) } } }
        }
    };
    layout::leaving(shell, t::HELP_TITLE, Page::Other, &[], body)
}

fn country_lines(country: &Country) -> Markup {
    html! {
        details id=(country.code) {
            summary { (country.name) }
            (emergency(country))
            ul.plain { @for line in &country.lines { li { (helpline(line)) } } }
        }
    }
}

fn emergency(country: &Country) -> Markup {
    html! { p { (t::LINES_EMERGENCY) " " a href={ "tel:" (country.emergency) } { (country.emergency) } } }
}

/// A help line with its source and the day it was looked up.
fn helpline(line: &Helpline) -> Markup {
    html! {
        strong dir="auto" { (line.name) }
        @if !line.phone.is_empty() { " " (number(line)) }
        br;
        (line.about)
        br;
        span.hint {
            @if !line.url.is_empty() {
                a href=(line.url) rel="nofollow noreferrer" { (t::LINES_WEBSITE) span.vh { (t::lines_website_of(&line.name)) } }
                " · "
            }
            a href=(line.source) rel="nofollow noreferrer" { (t::LINES_SOURCE) span.vh { (t::lines_source_of(&line.name)) } }
            ", " (t::LINES_CHECKED) " " time { (line.checked) }
        }
    }
}

fn number(line: &Helpline) -> Markup {
    html! { a.number href={ "tel:" (line.dialled()) } { (line.phone) } }
}

/// A calm panel for a letter that speaks of these dangers: whom to call, by country. It stands in nobody's way.
pub fn crisis_panel(kinds: &[CrisisKind]) -> Markup {
    html! {
        aside.care aria-labelledby="care" {
            h2 #care { (t::CRISIS_TITLE) }
            p { (t::CRISIS_TEXT) }
            details {
                summary { (t::CRISIS_COUNTRIES) }
                @for country in &helplines().countries { (country_panel(country, kinds)) }
            }
            ul.plain {
                @for line in &helplines().directories {
                    li { a href=(line.url) rel="nofollow noreferrer" { (line.name) } ": " (line.about) }
                }
            }
            p { a href="/help#lines" { (t::CRISIS_MORE) } }
            p { (t::CRISIS_SEND) }
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
                    strong dir="auto" { (line.name) } " " (number(line))
                    @for kind in line.kinds.iter().filter(|kind| kinds.contains(kind)) { ", " (t::crisis_kind(*kind)) }
                }
            }
        }
    }
}

/// A gentle note of what in a text might give its writer away, each place quoted once; nothing when there is none.
pub fn giveaway_note(text: &str, giveaways: &[Giveaway]) -> Markup {
    let mut places: Vec<(&str, &str)> = Vec::new();
    for giveaway in giveaways {
        let place = text
            .get(giveaway.start..giveaway.end)
            .map(|words| (t::giveaway_kind(giveaway.kind), words));
        places.extend(place.filter(|place| !places.contains(place)));
    }
    html! {
        @if !places.is_empty() {
            aside.care aria-labelledby="giveaway" {
                h2 #giveaway { (t::GIVEAWAY_TITLE) }
                p { (t::GIVEAWAY_TEXT) }
                ul { @for (kind, words) in places { li { (kind) ": " q dir="auto" { (visible(words)) } } } }
                p.hint { (t::GIVEAWAY_LIMITS) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Column, ExitUrl, giveaways};

    #[test]
    fn the_page_lists_every_country_with_sources_and_has_the_way_out() {
        let column = Column { name: "Ask".to_owned(), columnist: "Mara".to_owned() };
        let exit = ExitUrl::default();
        let html = help(&Shell { column: &column, exit: &exit }).into_string();
        assert!(html.contains("<title>Help</title>") && html.contains(exit.as_str()), "{html}");
        for country in &helplines().countries {
            assert!(
                html.contains(&format!("<details id=\"{}\">", country.code)),
                "{}",
                country.name
            );
            for line in &country.lines {
                assert!(html.contains(&format!("tel:{}", line.dialled())), "{}", line.name);
            }
        }
        let ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
    }

    #[test]
    fn the_panel_names_lines_for_the_danger_alone_and_says_that_the_letter_can_be_sent() {
        let html = crisis_panel(&[CrisisKind::SelfHarm]).into_string();
        assert!(html.contains("tel:988") && !html.contains("tel:18007997233"), "{html}");
        assert!(
            html.contains("/help#lines")
                && html.contains(t::CRISIS_SEND)
                && !html.contains("<button"),
            "{html}"
        );
    }

    #[test]
    fn the_note_quotes_each_place_once_as_text() {
        let text = "I'm @anna<b>, yes @anna<b>, and my name is A\u{202e}nna";
        let html = giveaway_note(text, &giveaways(text)).into_string();
        assert_eq!(html.matches("@anna").count(), 1, "{html}");
        assert!(!html.contains("<b>"), "{html}");
        assert_eq!(giveaway_note("Nothing.", &giveaways("Nothing.")).into_string(), "");
    }
}
