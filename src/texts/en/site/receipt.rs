//! Coming back: the form for the seven words, and what may be wrong with them.

use crate::domain::{InvalidReceipt, RECEIPT_WORDS, visible};

pub const RECEIPT_TITLE: &str = "Your answer";
pub const RECEIPT_LEAD: &str = "When you sent your letter, you were given seven words. Type them here to see what has become of it.";
pub const RECEIPT_LABEL: &str = "Your seven words";
pub const RECEIPT_HINT: &str =
    "In their order. Capital letters, spaces and hyphens make no difference.";
pub const RECEIPT_BUTTON: &str = "Look";
/// Before the words as they were typed.
pub const RECEIPT_TYPED: &str = "You typed:";
pub const RECEIPT_TRUTH: &str = "The server sees your words for a moment to open your reply, and forgets them. They \
     never appear in an address.";

pub const UNKNOWN: &str = "A letter with these seven words was not found.";
pub const UNKNOWN_TITLE: &str = "What you can check";
pub const UNKNOWN_CHECKS: [&str; 3] = [
    "Are the words in the order you were given? The order matters.",
    "Is one of them a different word that looks much the same? All seven are words we use, so a slip can hide.",
    "Did you see the page that says your letter has arrived? If not, it may never have reached us. You can send it again.",
];

/// Why the typed text is no receipt, and how to mend it.
pub fn receipt_problem(problem: &InvalidReceipt) -> String {
    match problem {
        InvalidReceipt::TooLong => {
            "That is longer than seven words can be. Type the seven words alone.".to_owned()
        }
        InvalidReceipt::Count { found: 0 } => "Type your seven words.".to_owned(),
        InvalidReceipt::Count { found } => count_problem(*found),
        InvalidReceipt::Word { position, typed, nearest } => {
            let said = format!("Word {position}, “{}”, is not a word that we use.", visible(typed));
            match nearest {
                Some(nearest) => format!("{said} Did you mean “{nearest}”?"),
                None => format!("{said} Please look at it again."),
            }
        }
    }
}

fn count_problem(found: usize) -> String {
    let words = if found == 1 { "1 word".to_owned() } else { format!("{found} words") };
    let way = if found < RECEIPT_WORDS { "Some are missing." } else { "There are too many." };
    format!("You typed {words}, and a receipt has seven. {way}")
}
