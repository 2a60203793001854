//! Blocks and snippets: texts that return.

use crate::domain::{
    BLOCK_CHARS_MAX, BLOCKS_KEPT_MAX, BlockPlace, InvalidBlock, InvalidName, InvalidSlug,
    InvalidSnippet, NAME_CHARS_MAX, SNIPPET_CHARS_MAX, SNIPPET_NAME_CHARS_MAX, SNIPPETS_MAX,
};
use crate::texts::en::common::number;

pub const TITLE: &str = "Blocks";
pub const LEAD: &str = "Texts that return: an opening thanks, a P.S., a sign-off. Write each once, then tick it in the editor of a post.";
pub const NONE: &str = "No block stands here yet.";
pub const NEW: &str = "New block";
pub const NEW_TITLE: &str = "A new block";
pub const EDIT_TITLE: &str = "Change a block";
pub const CHANGE: &str = "Change";
pub const UP: &str = "Up";
pub const DOWN: &str = "Down";
pub const NAME: &str = "Name";
pub const NAME_HINT: &str = "For the desk alone, as “P.S. about comments”.";
pub const PLACE: &str = "Where it stands";
pub const TEXT: &str = "Text";
pub const TEXT_HINT: &str = "In Markdown, like an answer.";
pub const ADD: &str = "Add it";
pub const EVERYWHERE: &str = "Change it everywhere";
pub const FROM_NOW: &str = "Change it from now on";
pub const FROM_NOW_HINT: &str =
    "From now on: posts that have it keep the old text, and the new one is offered for others.";
pub const RETIRE: &str = "Take it out of use";
pub const RETIRE_HINT: &str = "It is not offered any more. Posts that have it keep it.";
pub const BACK: &str = "Back to the blocks";
pub const LEGEND: &str = "Blocks";
pub const CHOOSE_HINT: &str = "They stand before and behind your text.";
/// How many may be chosen.
pub fn at_most(most: usize) -> String {
    format!("Tick up to {most}.")
}

pub const RETIRED: &str = "Out of use";
pub const MAKE: &str = "Write one";

/// A place as a heading and as a choice.
pub fn place(place: BlockPlace) -> &'static str {
    match place {
        BlockPlace::Opening => "Before the text",
        BlockPlace::Closing => "Behind the text",
    }
}

/// How far a change everywhere reaches.
pub fn everywhere_hint(public: usize) -> String {
    match public {
        0 => "Everywhere: no public post shows it at the moment; drafts that have it change."
            .to_owned(),
        1 => "Everywhere: 1 public post shows it and changes at once.".to_owned(),
        _ => format!("Everywhere: {public} public posts show it and change at once."),
    }
}

/// The field and the sentence.
pub fn block_problem(problem: InvalidBlock) -> (&'static str, String) {
    match problem {
        InvalidBlock::Name(problem) => ("name", name_problem(problem)),
        InvalidBlock::Place => ("place", "Choose where it stands.".to_owned()),
        InvalidBlock::Empty => ("text", "Write its text first.".to_owned()),
        InvalidBlock::TooLong { chars } => ("text", too_long(chars, BLOCK_CHARS_MAX)),
        InvalidBlock::TooMany => (
            "name",
            format!("There are {BLOCKS_KEPT_MAX} blocks already. Take one out of use first."),
        ),
    }
}

fn name_problem(problem: InvalidName) -> String {
    match problem {
        InvalidName::Empty => "Give it a name.".to_owned(),
        InvalidName::TooLong => format!("{NAME_CHARS_MAX} characters at the most."),
    }
}

fn too_long(chars: usize, most: usize) -> String {
    format!("It has {} characters; {} fit.", number(chars), number(most))
}

pub const SNIPPETS_TITLE: &str = "Snippets";
pub const SNIPPETS_LEAD: &str = "Short texts that you write by their name. Type ;thanks in an answer, and the text of the snippet “thanks” stands there.";
pub const NO_SNIPPETS: &str = "No snippet is here yet.";
pub const SNIPPET_NEW: &str = "New snippet";
pub const SNIPPET_EDIT: &str = "Change the snippet";
pub const SNIPPET_NAME: &str = "Name, without the ;";
pub const SNIPPET_NAME_HINT: &str = "Letters, numbers and hyphens.";
pub const SNIPPET_TEXT: &str = "Text";
pub const SNIPPET_SAVE: &str = "Save";
pub const SNIPPET_REMOVE: &str = "Remove";
pub const SNIPPET_OTHER: &str = "Leave it as it is";

/// The field and the sentence.
pub fn snippet_problem(problem: InvalidSnippet) -> (&'static str, String) {
    match problem {
        InvalidSnippet::Name(InvalidSlug::Character { character }) => {
            ("name", format!("A name cannot have “{character}” in it."))
        }
        InvalidSnippet::Name(InvalidSlug::TooLong { chars })
        | InvalidSnippet::LongName { chars } => ("name", too_long(chars, SNIPPET_NAME_CHARS_MAX)),
        InvalidSnippet::Name(InvalidSlug::Wordless | InvalidSlug::Reserved) => {
            ("name", "The name needs a letter or a number.".to_owned())
        }
        InvalidSnippet::Empty => ("text", "Write its text first.".to_owned()),
        InvalidSnippet::TooLong { chars } => ("text", too_long(chars, SNIPPET_CHARS_MAX)),
        InvalidSnippet::TooMany => {
            ("name", format!("There are {SNIPPETS_MAX} snippets already. Remove one first."))
        }
        InvalidSnippet::Taken => ("name", "Another snippet has this name.".to_owned()),
    }
}
