//! What every public form bears for the gate.

use maud::{Markup, html};

use crate::texts::en::site as t;

/// The field of a form's token.
pub const TOKEN_FIELD: &str = "form";
/// The field of the token of the page that waits.
pub const SLOW_FIELD: &str = "slow";
/// The field that people do not see and leave empty.
pub const HONEYPOT_FIELD: &str = "website";

/// A form's token, and a field that only machines fill in. It is hidden without a style sheet too, and says what to
/// do where even that is not understood. Scripts send both along as they are (`data-pass`).
pub fn gate_fields(token: &str) -> Markup {
    html! {
        input type="hidden" name=(TOKEN_FIELD) value=(token) data-pass data-token;
        div hidden {
            label for=(HONEYPOT_FIELD) { (t::HONEYPOT_LABEL) }
            input id=(HONEYPOT_FIELD) name=(HONEYPOT_FIELD) type="text" value="" tabindex="-1" autocomplete="off"
                data-pass;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trap_is_hidden_out_of_the_tab_order_and_says_what_it_is() {
        let html = gate_fields("0a").into_string();
        assert!(
            html.contains(r#"<input type="hidden" name="form" value="0a" data-pass data-token>"#),
            "{html}"
        );
        assert!(
            html.contains(r#"<div hidden><label for="website">Leave this field empty"#),
            "{html}"
        );
        assert!(html.contains(r#"tabindex="-1" autocomplete="off""#), "{html}");
    }
}
