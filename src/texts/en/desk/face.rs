//! What the column shows of itself, as a setting.

use crate::domain::{Accent, FACE_ABOUT_CHARS_MAX, InvalidFace, LINE_CHARS_MAX};
use crate::texts::en::common::number;
use crate::texts::en::problems;

pub const TITLE: &str = "The column";
pub const NAME: &str = "Name of the column";
pub const COLUMNIST: &str = "Who answers";
pub const COLUMNIST_HINT: &str = "The name that readers know, as in “Mara answers”.";
pub const LINE: &str = "The line under the name";
pub const LINE_HINT: &str =
    "One sentence on what the column is. Leave it empty for the one that comes with Unsaid.";
pub const ACCENT: &str = "Colour";
pub const ABOUT: &str = "A few words on who answers";
pub const ABOUT_HINT: &str = "They stand on the home page, beside your portrait. Markdown works: **strong**, *slanted*, [a link](/about).";
pub const TRY: &str = "See how it looks";
/// What the button to try does.
pub const TRY_HINT: &str = "(in a new tab, nothing is saved)";
/// Names the frame that shows it.
pub const LOOK: &str = "How the home page would look";

/// A colour as a choice.
pub fn accent(accent: Accent) -> &'static str {
    match accent {
        Accent::Garnet => "Garnet",
        Accent::Brick => "Brick",
        Accent::Ochre => "Ochre",
        Accent::Moss => "Moss",
        Accent::Pine => "Pine",
        Accent::Lagoon => "Lagoon",
        Accent::Ink => "Ink",
        Accent::Plum => "Plum",
    }
}

pub const CHANGED: &str = "This was changed in another window, or by somebody else. What you typed is still below. Saving it now puts it in the other’s place.";

/// What is wrong: the field and the sentence.
pub fn problem(problem: InvalidFace) -> (&'static str, String) {
    match problem {
        InvalidFace::Name(problem) => ("name", problems::name(problem)),
        InvalidFace::Columnist(problem) => ("columnist", problems::name(problem)),
        InvalidFace::LineTooLong => ("line", shorter(LINE_CHARS_MAX)),
        InvalidFace::Accent => ("accent", "Choose one of the colours.".to_owned()),
        InvalidFace::AboutTooLong => ("about", shorter(FACE_ABOUT_CHARS_MAX)),
    }
}

fn shorter(chars: usize) -> String {
    format!("Make it shorter: {} characters at the most.", number(chars))
}
