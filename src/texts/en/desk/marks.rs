//! What may give the asker away in the printed question.

use crate::domain::MarkKind;

pub const TITLE: &str = "What may give the asker away";
pub const LEAD: &str = "Blur puts the words in the field in place of the marked ones. Keep leaves them, and they are not marked in this post again.";
pub const KEYS: &str = "Keys, from any button of the list: n next, p back, b blur, k keep.";
pub const NONE: &str = "Nothing is marked. Read it once more all the same: what only friends would know carries no mark.";
pub const INSTEAD: &str = "Put instead";
pub const BLUR: &str = "Blur";
pub const KEEP: &str = "Keep";
pub const KEPT: &str = "Kept by you";
pub const RAISE: &str = "Mark again";
pub const BEGIN: &str = "marked:";
pub const NO_WORDS: &str =
    "For this one there is no suggestion. Write what is to stand there instead, then press Blur.";
pub const DIFFERS: &str = "What differs from the letter";
pub const WORD_FOR_WORD: &str = "Nothing. It is the letter, word for word.";
pub const REMOVED: &str = "taken out:";
pub const ADDED: &str = "put in:";
pub const AS_SAVED: &str = "All of this is of the text as it was last saved.";

/// The label of the field for other words.
pub fn instead_of(words: &str) -> String {
    format!("{INSTEAD} of “{words}”")
}

/// What a button does, and to what.
pub fn done_to(words: &str) -> String {
    format!("“{words}”")
}

/// That more is marked than the list shows.
pub fn more(count: usize) -> String {
    match count {
        1 => "One more comes when these are done.".to_owned(),
        _ => format!("{count} more come when these are done."),
    }
}

/// That words of one's own are too long for the field.
pub fn own_words_long(most: usize) -> String {
    format!("Write at most {most} characters instead.")
}

/// What is marked.
pub fn kind(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Mail => "Mail address",
        MarkKind::Link => "Link",
        MarkKind::Date => "Date",
        MarkKind::Sum => "Sum of money",
        MarkKind::Phone => "Phone number",
        MarkKind::Handle => "Name on the net",
        MarkKind::Street => "Address",
        MarkKind::Age => "Age",
        MarkKind::Workplace => "Workplace",
        MarkKind::Place => "Place",
        MarkKind::Name => "Name",
        MarkKind::Rare => "Rare word",
    }
}
