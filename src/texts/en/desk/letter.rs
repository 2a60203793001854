//! A letter entered by hand.

use crate::domain::Consent;
use crate::texts::en::site::NAV_RECEIPT;

pub const TITLE: &str = "Enter a letter";
pub const LEAD: &str = "For a letter that came by mail, on paper or by voice. Leave out names and addresses: they are not needed here.";
pub const QUESTION: &str = "The letter";
pub const CONSENT: &str = "What did its writer allow?";
pub const RECEIPT: &str = "Make a receipt that I can hand over";
pub const RECEIPT_HINT: &str = "Seven words with which the writer can come back and read your private reply. Without them you cannot reach the writer from here.";
pub const SEND: &str = "Put it in the queue";

pub const ENTERED_TITLE: &str = "The letter is in the queue";
pub const ENTERED: &str = "It is kept in the vault with the others.";
pub const HAND_OVER_TITLE: &str = "The receipt";
pub const HAND_OVER: &str = "Give these seven words to the writer, on paper or by voice. They are shown this once, and nothing else leads to the answer.";
pub const TO_LETTER: &str = "Open the letter";
pub const ANOTHER: &str = "Enter another letter";

/// Where the receipt is used.
pub fn hand_over_where() -> String {
    format!("The writer types them on this site under “{NAV_RECEIPT}”.")
}

/// A consent as the desk puts it when it fills in the form for somebody.
fn consent_label(consent: Consent) -> &'static str {
    match consent {
        Consent::Print => "Print it, edited",
        Consent::Proof => "Show the edited text first",
        Consent::Private => "Never print it",
    }
}

/// What the choice leads to.
fn consent_hint(consent: Consent) -> &'static str {
    match consent {
        Consent::Print => "It can become a post.",
        Consent::Proof => "It is printed only after a yes, which needs a receipt.",
        Consent::Private => "It can be answered in private alone, which needs a receipt.",
    }
}

/// A choice with what it leads to.
pub fn consent(consent: Consent) -> (&'static str, &'static str) {
    (consent_label(consent), consent_hint(consent))
}
