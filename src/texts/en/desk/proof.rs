//! Showing a text to its asker before it is published.

use crate::domain::{PROOF_DAYS_MAX, Standing};

pub const TITLE: &str = "Send it to the asker";
pub const LETTER_OF: &str = "Letter of";
pub const WISHES: &str = "What the asker wants changed";
pub const UNTIL: &str = "Last day for a yes";
pub const UNTIL_HINT: &str = "The question as printed is sealed and waits behind the asker’s seven words. Without a yes by this day it is not published.";
pub const SEND: &str = "Save and send to the asker";
pub const UNREACHABLE: &str = "This letter came without a receipt, so its asker can’t be shown anything. Without a yes it can’t be published.";
pub const NOTHING: &str =
    "Write the question as printed first. It is what the asker says yes or no to.";

/// How a text stands with its asker, and what comes next.
pub fn standing(standing: Standing) -> String {
    match standing {
        Standing::NeverSent => {
            "The asker wants to see the question as printed first, and has not been sent it yet."
                .to_owned()
        }
        Standing::Waiting(until) => format!(
            "The asker has been sent this text and can say yes until {until}. Silence means no."
        ),
        Standing::Silent(until) => format!(
            "The asker had until {until} and did not answer. Silence means no. You can send it once more with a new date."
        ),
        Standing::Approved => "The asker said yes to this text.".to_owned(),
        Standing::Changes => {
            "The asker wants this text changed. Change it, then send it again.".to_owned()
        }
        Standing::Outdated => {
            "The question as printed is not the text that the asker was sent last. Send it again."
                .to_owned()
        }
    }
}

/// Who sends it, for somebody who may not.
pub fn not_yours(columnist: &str) -> String {
    format!("{columnist} sends it to the asker.")
}

/// Of a last day that is none, or too near or too far.
pub fn until_problem() -> String {
    format!("Choose a day from tomorrow on, at most {PROOF_DAYS_MAX} days from now.")
}
