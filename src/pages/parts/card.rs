//! The seven words as a card: to be noted down, printed, saved, copied, or taken along by a phone's camera.

use maud::{Markup, html};
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use super::receipt_words;
use crate::domain::Receipt;
use crate::texts::en::site as t;

/// Modules of white around a QR code (ISO/IEC 18004, section 6.3.8).
const QUIET: i32 = 4;
/// The pattern that breaks up large areas of one colour. Cameras read all eight of them; to draw all and keep the most
/// even one takes as long as sealing the letter.
const MASK: u8 = 2;

/// Whose words a card shows.
#[derive(Debug, Clone, Copy)]
pub enum Card<'a> {
    /// The server's, which knows them for this one answer: it draws the code and offers the file.
    Words(&'a Receipt),
    /// The page's own: a template, filled in by the scripts.
    Template,
}

/// The card. Of what is in it, only the buttons need scripts (`card.js`).
pub fn card(card: Card<'_>) -> Markup {
    html! {
        section.card aria-label=(t::CARD) {
            @match card {
                Card::Words(receipt) => {
                    (receipt_words(receipt))
                    (code(None, qr(&receipt.canonical())))
                    p.tools {
                        a href=(file(receipt)) download=(t::CARD_FILE) { (t::CARD_SAVE) }
                        span data-card hidden { (buttons()) }
                    }
                }
                Card::Template => {
                    p.words data-receipt translate="no" {}
                    div data-card hidden {
                        (code(Some(""), html! {}))
                        p.tools {
                            button type="button" data-save value=(t::CARD_FILE) { (t::CARD_SAVE) }
                            (buttons())
                        }
                    }
                }
            }
            p.hint { (t::CARD_TRACES) }
        }
    }
}

/// The words as a picture, or with `data-qr` the place where `card.js` draws it.
fn code(empty: Option<&str>, picture: Markup) -> Markup {
    html! {
        figure.qr {
            div data-qr=[empty] { (picture) }
            figcaption { (t::CARD_QR) }
        }
    }
}

fn buttons() -> Markup {
    html! {
        button type="button" data-copy { (t::CARD_COPY) }
        button type="button" data-print { (t::CARD_PRINT) }
        span role="status" {
            span data-copied hidden { (t::CARD_COPIED) }
            span data-refused hidden { (t::CARD_REFUSED) }
        }
    }
}

/// The words as a file that is made of the link itself, so that nothing is fetched.
fn file(receipt: &Receipt) -> String {
    format!("data:text/plain;charset=utf-8,{}%0A", receipt.canonical().replace(' ', "%20"))
}

/// A text as a QR code of level M, black on white in every theme, since cameras want it so. Nothing where it is
/// longer than any code; seven words never are.
fn qr(text: &str) -> Markup {
    let (least, most) = (Version::MIN, Version::MAX);
    let (parts, mask) = (QrSegment::make_segments(text), Some(Mask::new(MASK)));
    let code = QrCode::encode_segments_advanced(&parts, QrCodeEcc::Medium, least, most, mask, true);
    let Ok(code) = code else { return html! {} };
    let size = code.size() + 2 * QUIET;
    html! {
        svg viewBox={ "0 0 " (size) " " (size) } shape-rendering="crispEdges" aria-hidden="true" {
            rect width=(size) height=(size) fill="#fff" {}
            path d=(dots(&code)) fill="#000" {}
        }
    }
}

/// One bar for each row of dark modules beside each other.
fn dots(code: &QrCode) -> String {
    let mut bars = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|&x| code.get_module(x, y)).count();
            if dark > 0 {
                bars.push_str(&format!("M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET));
            }
            x += dark as i32 + 1;
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "abacus abdomen zoom abacus unzip cope gulf";

    #[test]
    fn the_card_of_the_server_has_the_words_the_code_and_a_file_with_a_neutral_name() {
        let receipt = Receipt::parse(WORDS).unwrap();
        let html = card(Card::Words(&receipt)).into_string();
        assert!(html.contains(&format!("id=\"receipt\" translate=\"no\">{WORDS}</p>")), "{html}");
        let file = "data:text/plain;charset=utf-8,abacus%20abdomen%20zoom%20abacus%20unzip%20cope%20gulf%0A";
        assert!(html.contains(&format!("href=\"{file}\" download=\"notes.txt\"")), "{html}");
        assert!(html.contains("</rect><path d=\"M4 4h7v1h-7z"), "{html}");
        assert!(!html.contains("data-qr"), "a script would draw a second one: {html}");
    }

    #[test]
    fn the_card_of_a_template_says_of_no_letter_that_it_has_arrived() {
        let html = card(Card::Template).into_string();
        assert!(!html.contains("id=\"receipt\"") && !html.contains("<svg"), "{html}");
        assert!(html.contains("data-receipt") && html.contains("<div data-qr=\"\">"), "{html}");
    }

    #[test]
    fn the_longest_receipt_has_a_code_with_its_three_corners() {
        let html = qr(&["amazingly"; 7].join(" ")).into_string();
        let size: usize =
            html.split('"').nth(1).unwrap().rsplit(' ').next().unwrap().parse().unwrap();
        for (x, y) in [(4, 4), (size - 11, 4), (4, size - 5)] {
            assert!(html.contains(&format!("M{x} {y}h7v1h-7z")), "{x} {y}: {html}");
        }
    }
}
