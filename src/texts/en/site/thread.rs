//! The conversation with the desk, as the asker reads it.

pub const THREAD: &str = "What was said so far";
pub const ENTRY_QUESTION: &str = "Your letter";
/// Before the choice that holds.
pub const ENTRY_CONSENT: &str = "May it be printed? You chose:";
pub const ENTRY_FOLLOW_UP: &str = "You added";
pub fn entry_reply(columnist: &str) -> String {
    format!("{columnist} wrote to you")
}
pub const ENTRY_TAKE_DOWN: &str = "You asked for the post to be taken down.";
/// In place of an entry that cannot be opened.
pub const ENTRY_SPOILT: &str = "Something here can’t be shown, because it was damaged or changed.";

/// At the top, while a text waits for its answer.
pub fn proof_waits(columnist: &str) -> String {
    format!("{columnist} would like to print your letter and asks you first.")
}
/// The way to the text, behind the day.
pub const PROOF_READ: &str = "Read the text";
pub const ENTRY_PROOF: &str = "This is how your letter would be printed";
/// Before the day.
pub const PROOF_UNTIL: &str = "You can answer until the end of";
/// What silence means.
pub fn proof_silence(columnist: &str) -> String {
    format!("{columnist} sees the same date. If you say nothing, it is not printed.")
}
/// Before the day, when it is over.
pub const PROOF_LATE: &str = "You could answer until the end of";
pub const PROOF_LATE_END: &str = "You did not say yes, so it is not printed.";
pub const PROOF_REPLACED: &str = "A newer text was sent to you. It stands further down.";
pub const PROOF_CLOSED: &str = "This text no longer needs an answer.";
pub const ENTRY_PROOF_ANSWER: &str = "You answered";
pub const PROOF_APPROVED: &str = "You said yes: it may be printed like this.";
pub const PROOF_CHANGES: &str = "You asked for changes. It is not printed like this.";

pub const PROOF_WORDS: &str = "What should be changed?";
pub const PROOF_WORDS_HINT: &str = "Only needed if you want changes. Say it in your own words.";
pub const PROOF_APPROVE: &str = "Yes, print it like this";
pub const PROOF_ASK_CHANGES: &str = "Ask for changes";
/// How to say no to any text; both names are those of the page.
pub fn proof_no(no: &str, choice: &str) -> String {
    format!("You don’t want it printed at all? Choose “{no}” under “{choice}”.")
}
