//! Coming back: the form for the seven words, and what may be wrong with them.

use crate::domain::{InvalidReceipt, RECEIPT_WORDS, visible};

pub const RECEIPT_TITLE: &str = "Your answer";
pub const RECEIPT_LEAD: &str = "When you sent your letter or your response, you were given seven words. Type them here to see what has become of it.";
pub const RECEIPT_LABEL: &str = "Your seven words";
pub const RECEIPT_HINT: &str =
    "In their order. Capital letters, spaces and hyphens make no difference.";
pub const RECEIPT_BUTTON: &str = "Look";
/// Before the words as they were typed.
pub const RECEIPT_TYPED: &str = "You typed:";
pub const RECEIPT_BUSY: &str = "Looking…";
/// Who opens, as long as it is the server.
pub const OPENED_BY_SERVER: &str = "The server sees your words for a moment to open what is here for you, and forgets them. They never appear in \
     an address.";
/// Who opens, where scripts run and can do it.
pub const OPENED_BY_PAGE: &str = "Your words stay in this page. It opens what is here for you by itself, so the server sees neither your words \
     nor what you read.";

pub const UNKNOWN: &str = "Nothing was found for these seven words.";
/// When very many letters came in at once, and there was no room for this one.
pub const EVICTED: &str = "We are sorry: so many letters came in at once that there was no room left, and yours was \
     set aside. Nobody has read it. Please send it once more; you will get new words.";
pub const UNKNOWN_TITLE: &str = "What you can check";
pub const UNKNOWN_CHECKS: [&str; 3] = [
    "Are the words in the order you were given? The order matters.",
    "Is one of them a word that only looks like the right one? All seven are words that we use, so we can’t tell \
     which.",
    "Did you see the page that says it has arrived? If not, it may never have reached us. You can send it again.",
];

/// Why the typed text is no receipt, and how to mend it.
pub fn receipt_problem(problem: &InvalidReceipt) -> String {
    match problem {
        InvalidReceipt::TooLong => RECEIPT_TOO_LONG.to_owned(),
        InvalidReceipt::Count { found: 0 } => RECEIPT_NONE.to_owned(),
        InvalidReceipt::Count { found } => {
            let way = if *found < RECEIPT_WORDS { RECEIPT_FEW } else { RECEIPT_MANY };
            let [before, one, several, behind] = RECEIPT_COUNT;
            let words = if *found == 1 { one } else { several };
            format!("{before}{found}{words}{behind} {way}")
        }
        InvalidReceipt::Word { position, typed, nearest } => {
            let [before, between, behind] = RECEIPT_WORD;
            let said = format!("{before}{position}{between}{}{behind}", visible(typed));
            let [ask, end] = RECEIPT_NEAREST;
            match nearest {
                Some(nearest) => format!("{said} {ask}{nearest}{end}"),
                None => format!("{said} {RECEIPT_UNSURE}"),
            }
        }
    }
}

pub const RECEIPT_TOO_LONG: &str =
    "That is longer than seven words can be. Type the seven words alone.";
pub const RECEIPT_NONE: &str = "Type your seven words.";
/// Before the count of what was typed, behind one and behind several, and the rest.
pub const RECEIPT_COUNT: [&str; 4] =
    ["You typed ", " word", " words", ", and a receipt has seven."];
pub const RECEIPT_FEW: &str = "Some are missing.";
pub const RECEIPT_MANY: &str = "There are too many.";
/// Around the place of a word, and what was typed there.
pub const RECEIPT_WORD: [&str; 3] = ["Word ", ", “", "”, is not a word that we use."];
/// Around the word that was probably meant.
pub const RECEIPT_NEAREST: [&str; 2] = ["Did you mean “", "”?"];
pub const RECEIPT_UNSURE: &str = "Please look at it again.";
