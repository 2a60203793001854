//! Reading and writing without being noticed, and whom to call in danger.

use maud::{Markup, html};

use crate::domain::{Country, Giveaway, Helplines, visible};
use crate::pages::layout::{self, Page, Shell};
use crate::pages::parts;
use crate::texts::en::site as t;

/// The help page with these help lines.
pub fn help(shell: &Shell<'_>, helplines: &Helplines) -> Markup {
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
            div.lines { @for country in &helplines.countries { (country_lines(country)) } }
            h3 { (t::LINES_EVERYWHERE) }
            ul.plain { @for line in &helplines.directories { li { (parts::helpline(line)) } } }
        }
    };
    layout::leaving(shell, t::HELP_TITLE, Page::Other, &[], body)
}

fn country_lines(country: &Country) -> Markup {
    html! {
        details id=(country.code) {
            summary { (country.name) }
            (parts::emergency(country))
            ul.plain { @for line in &country.lines { li { (parts::helpline(line)) } } }
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
    use crate::domain::{Column, ExitUrl, giveaways, helplines};

    #[test]
    fn the_page_lists_every_country_with_sources_and_has_the_way_out() {
        let column = Column::new("Ask", "Mara");
        let exit = ExitUrl::default();
        let html = help(&Shell { column: &column, exit: &exit }, helplines()).into_string();
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
    fn the_note_quotes_each_place_once_as_text() {
        let text = "I'm @anna<b>, yes @anna<b>, and my name is A\u{202e}nna";
        let html = giveaway_note(text, &giveaways(text)).into_string();
        assert_eq!(html.matches("@anna").count(), 1, "{html}");
        assert!(!html.contains("<b>"), "{html}");
        assert_eq!(giveaway_note("Nothing.", &giveaways("Nothing.")).into_string(), "");
    }
}
