//! The way out of a page, at once.

use maud::{Markup, html};

use crate::texts::en::site as t;

/// *Leave this page now*, after the pattern of GOV.UK: a real link in the same tab, which `exit.js` makes faster and
/// gives keys. What the script says stands in the markup, since sentences live in the texts.
pub fn exit(target: &str) -> Markup {
    html! {
        section.exit aria-label=(t::EXIT_REGION) data-two=(t::EXIT_TWO_MORE) data-one=(t::EXIT_ONE_MORE)
            data-late=(t::EXIT_LATE) data-leaving=(t::EXIT_LEAVING) {
            a href=(target) rel="nofollow noreferrer" {
                (t::EXIT)
                span.dots aria-hidden="true" { i {} i {} i {} }
            }
            span.keys hidden { (t::EXIT_KEYS) }
            span.vh role="status" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_out_is_a_real_link_in_the_same_tab() {
        let html = exit("https://weather.example/?a=1&b=2").into_string();
        let link = r#"<a href="https://weather.example/?a=1&amp;b=2" rel="nofollow noreferrer">Leave this page now"#;
        assert!(html.contains(link) && !html.contains("target="), "{html}");
    }
}
