//! The slow lane: a plain page that waits, with all that was typed in it.

use maud::{Markup, html};

use crate::domain::Receipt;
use crate::pages::layout::{self, Page, Shell};
use crate::pages::parts::{HONEYPOT_FIELD, SLOW_FIELD, TOKEN_FIELD};
use crate::texts::en::site as t;

/// A form that waits.
pub struct SlowForm<'a> {
    /// The address that it was sent to.
    pub action: &'a str,
    /// Every field that came with it. Those of the gate are left out.
    pub fields: &'a [(String, String)],
    /// The token of this page.
    pub token: &'a str,
    /// How long the button is to be left alone.
    pub seconds: u32,
    /// The words of a letter that has none stored yet.
    pub receipt: Option<&'a Receipt>,
    pub page: Page,
}

/// Asks to wait. It does not reload by itself: a screen reader would start anew, and Tor Browser may forbid it.
pub fn slow(shell: &Shell<'_>, form: &SlowForm<'_>) -> Markup {
    let body = html! {
        div.sheet {
            h1 { (t::SLOW_TITLE) }
            p.lead { (t::SLOW_LEAD) }
            p { strong { (t::slow_wait(form.seconds)) } " " (t::SLOW_KEPT) }
            // Some browsers would put former values back into the fields on a reload.
            form method="post" action=(form.action) autocomplete="off" {
                (hidden(form))
                @if let Some(receipt) = form.receipt { (words(receipt)) }
                p { button.button type="submit" { (t::SLOW_BUTTON) } }
            }
            p.aside { (t::SLOW_EARLY) }
        }
    };
    layout::leaving(shell, t::SLOW_TITLE, form.page, &[], body)
}

fn hidden(form: &SlowForm<'_>) -> Markup {
    let of_gate = [TOKEN_FIELD, SLOW_FIELD, HONEYPOT_FIELD];
    html! {
        @for (name, value) in form.fields.iter().filter(|(name, _)| !of_gate.contains(&name.as_str())) {
            input type="hidden" name=(name) value=(value);
        }
        input type="hidden" name=(SLOW_FIELD) value=(form.token);
    }
}

fn words(receipt: &Receipt) -> Markup {
    html! {
        div.slip {
            h2 { (t::SLOW_WORDS) }
            p.words translate="no" { (*receipt.canonical()) }
            p { (t::SLOW_WORDS_HINT) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Column, ExitUrl};

    fn page(fields: &[(&str, &str)], seconds: u32) -> String {
        let column = Column::new("Ask the SEXpert", "Mara");
        let fields: Vec<_> =
            fields.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let receipt = Receipt::parse("abacus abdomen zoom abacus unzip cope gulf").unwrap();
        let form = SlowForm {
            action: "/ask",
            fields: &fields,
            token: "0a",
            seconds,
            receipt: Some(&receipt),
            page: Page::Ask,
        };
        let exit = ExitUrl::default();
        slow(&Shell { column: &column, exit: &exit }, &form).into_string()
    }

    #[test]
    fn all_that_was_typed_is_in_the_page_and_markup_in_it_is_text() {
        let html = page(&[("consent", "proof"), ("question", "\"><script>\n\nx"), ("<b>", "")], 20);
        assert!(html.contains(r#"name="question" value="&quot;&gt;&lt;script&gt;"#), "{html}");
        assert!(html.contains("\n\nx\">") && html.contains(r#"name="&lt;b&gt;""#), "{html}");
        assert!(html.contains(r#"name="consent" value="proof""#), "{html}");
        assert!(html.contains("Wait 20 seconds") && html.contains("abacus abdomen zoom"), "{html}");
        assert!(!html.contains("<script>") && !html.contains("http-equiv"), "{html}");
        assert!(page(&[], 1).contains("Wait 1 second,"));
    }

    #[test]
    fn what_the_gate_was_sent_before_is_replaced() {
        let html = page(&[("form", "1"), ("slow", "2"), ("website", "3")], 20);
        assert!(!html.contains("value=\"1\"") && !html.contains("value=\"2\""), "{html}");
        assert!(!html.contains("website") && html.contains(r#"name="slow" value="0a""#), "{html}");
    }
}
