//! What is wrong with a field, and how to mend it.

use crate::domain::{
    ACCOUNT_CHARS_MAX, ANSWER_CHARS_MAX, InvalidAccount, InvalidName, InvalidPost, InvalidQuestion,
    InvalidSlug, InvalidTag, NAME_CHARS_MAX, PASSWORD_BYTES_MAX, PASSWORD_CHARS_MIN,
    PRINTED_CHARS_MAX, QUESTION_CHARS_MAX, SLUG_CHARS_MAX, TAG_CHARS_MAX, TAGS_MAX,
    TITLE_CHARS_MAX, WARNING_CHARS_MAX, WeakPassword,
};
use crate::texts::en::common::number;

/// Of a text at the desk that has a question's limits: a letter, a note, a reply.
pub fn text(problem: InvalidQuestion) -> String {
    match problem {
        InvalidQuestion::Empty => "Write something first.".to_owned(),
        InvalidQuestion::TooLong { chars } => too_long(chars, QUESTION_CHARS_MAX),
    }
}

pub const REPLY_REFUSED: &str = "This letter has been declined or set aside meanwhile. Your words are still below: the button under them keeps the letter, then sends them.";
pub const NO_ASKER: &str = "This letter came without a receipt, so there is no way to reach its asker. Your words are still below.";

pub const CONSENT: &str = "Choose what the writer allowed.";

pub fn tags(problem: &InvalidTag) -> String {
    match problem {
        InvalidTag::TooLong { tag } => {
            format!("The tag “{tag}” is too long: {TAG_CHARS_MAX} characters at the most.")
        }
        InvalidTag::Wordless { tag } => format!("The tag “{tag}” needs a letter or a number."),
        InvalidTag::TooMany { count } => format!("These are {count} tags; {TAGS_MAX} are allowed."),
    }
}

/// The field and the sentence.
pub fn post(problem: &InvalidPost) -> (&'static str, String) {
    match problem {
        InvalidPost::Title { chars } => ("title", too_long(*chars, TITLE_CHARS_MAX)),
        InvalidPost::Printed { chars } => ("printed", too_long(*chars, PRINTED_CHARS_MAX)),
        InvalidPost::Answer { chars } => ("answer", too_long(*chars, ANSWER_CHARS_MAX)),
        InvalidPost::Tags(problem) => ("tags", tags(problem)),
        InvalidPost::Slug(problem) => ("slug", slug(*problem)),
        InvalidPost::Warning { chars } => ("warning", too_long(*chars, WARNING_CHARS_MAX)),
    }
}

/// Of an address that was typed.
pub fn slug(problem: InvalidSlug) -> String {
    match problem {
        InvalidSlug::Wordless => {
            "The address needs a letter or a number. Left empty, it is made from the title."
                .to_owned()
        }
        InvalidSlug::Character { character } => format!(
            "Leave out the “{character}”. Only the last part of the link goes here, as in my-answer."
        ),
        InvalidSlug::TooLong { chars } => too_long(chars, SLUG_CHARS_MAX),
        InvalidSlug::Reserved => {
            "The site itself needs this address. Choose another one.".to_owned()
        }
    }
}

pub const NOT_SAVED: &str =
    "This could not be saved just now. What you typed is still here; try again in a moment.";
pub const NO_TITLE: &str = "A post needs a title before it can be published.";
pub const NO_ANSWER: &str = "A post needs an answer before it can be published.";

pub fn name(problem: InvalidName) -> String {
    match problem {
        InvalidName::Empty => "Write a name.".to_owned(),
        InvalidName::TooLong => {
            format!("Make it shorter: {NAME_CHARS_MAX} characters at the most.")
        }
    }
}

pub fn account(problem: InvalidAccount) -> String {
    match problem {
        InvalidAccount::Empty => "Choose a name to sign in with.".to_owned(),
        InvalidAccount::TooLong => {
            format!("Make it shorter: {ACCOUNT_CHARS_MAX} characters at the most.")
        }
        InvalidAccount::Character => {
            "Use the letters a to z, digits, dots, hyphens and underscores.".to_owned()
        }
    }
}

pub fn password(problem: &WeakPassword) -> String {
    match problem {
        WeakPassword::TooShort => {
            format!("Make it longer: {PASSWORD_CHARS_MIN} characters or more.")
        }
        WeakPassword::TooLong => {
            format!("Make it shorter: {PASSWORD_BYTES_MAX} bytes at the most.")
        }
        WeakPassword::Guessable { why: Some(why) } => {
            format!(
                "This one would be guessed. {why} Four or five unrelated words make a good password."
            )
        }
        WeakPassword::Guessable { why: None } => {
            "This one would be guessed. Four or five unrelated words make a good password."
                .to_owned()
        }
    }
}

pub const PASSWORD_AGAIN: &str = "The two passwords are not the same.";

fn too_long(chars: usize, most: usize) -> String {
    let (chars, most) = (number(chars), number(most));
    format!("Make it shorter: it has {chars} characters, and {most} are allowed.")
}
