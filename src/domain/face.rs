//! What the column shows of itself: its names, its line, its colour, and a few words on who answers.

use serde::{Deserialize, Serialize};

use super::site::one_line;
use super::{Accent, InvalidName, Name, clean_text};

/// Characters of the line under the column's name.
pub const LINE_CHARS_MAX: usize = 140;
/// Characters of the words on who answers, as Markdown.
pub const FACE_ABOUT_CHARS_MAX: usize = 1_000;

/// What the column shows of itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Face {
    /// As *Ask the SEXpert*.
    pub name: String,
    /// Who answers.
    pub columnist: String,
    /// The line under the name; empty for the program's own.
    pub line: String,
    pub accent: Accent,
    /// Markdown; empty where nothing is said.
    pub about: String,
}

/// What is wrong with one part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidFace {
    Name(InvalidName),
    Columnist(InvalidName),
    LineTooLong,
    /// None of the list was chosen.
    Accent,
    AboutTooLong,
}

impl Face {
    /// Reads what was typed. Lengths are counted in characters, without the space around a text.
    ///
    /// # Errors
    ///
    /// * All that is wrong with it, in the order of the fields.
    pub fn parse(
        name: &str,
        columnist: &str,
        line: &str,
        accent: Option<Accent>,
        about: &str,
    ) -> Result<Self, Vec<InvalidFace>> {
        let name = Name::parse(name).map_err(InvalidFace::Name);
        let columnist = Name::parse(columnist).map_err(InvalidFace::Columnist);
        let (line, about) = (one_line(line), clean_text(about));
        let problems = [
            name.as_ref().err().copied(),
            columnist.as_ref().err().copied(),
            (line.chars().count() > LINE_CHARS_MAX).then_some(InvalidFace::LineTooLong),
            accent.is_none().then_some(InvalidFace::Accent),
            (about.chars().count() > FACE_ABOUT_CHARS_MAX).then_some(InvalidFace::AboutTooLong),
        ];
        let problems: Vec<_> = problems.into_iter().flatten().collect();
        match (name, columnist, accent) {
            (Ok(name), Ok(columnist), Some(accent)) if problems.is_empty() => Ok(Self {
                name: name.as_str().to_owned(),
                columnist: columnist.as_str().to_owned(),
                line,
                accent,
                about,
            }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_trimmed_and_all_that_is_wrong_is_told_at_once() {
        let plum = Some(Accent::Plum);
        let face = Face::parse(" Ask\nMara ", "Mara", " Kind\tand plain. ", plum, "\r\nHi\r\n");
        let face = face.unwrap();
        assert_eq!((face.name.as_str(), face.line.as_str()), ("Ask Mara", "Kind and plain."));
        assert_eq!((face.accent, face.about.as_str()), (Accent::Plum, "Hi"));
        let all = Face::parse("", &"m".repeat(81), &"l".repeat(141), None, &"a".repeat(1_001));
        assert_eq!(
            all.unwrap_err(),
            [
                InvalidFace::Name(InvalidName::Empty),
                InvalidFace::Columnist(InvalidName::TooLong),
                InvalidFace::LineTooLong,
                InvalidFace::Accent,
                InvalidFace::AboutTooLong,
            ]
        );
    }

    #[test]
    fn the_longest_texts_are_taken_and_counted_in_characters() {
        let (line, about) = ("ж".repeat(LINE_CHARS_MAX), "ж".repeat(FACE_ABOUT_CHARS_MAX));
        let face = Face::parse("Ask", "Mara", &line, Some(Accent::Ink), &about).unwrap();
        assert_eq!((face.line, face.about), (line, about));
    }

    #[test]
    fn every_colour_is_found_again_by_its_word() {
        for accent in Accent::ALL {
            assert_eq!(Accent::parse(accent.as_str()), Some(accent));
            let json = serde_json::to_string(&accent).unwrap();
            assert_eq!(json, format!("\"{}\"", accent.as_str()));
        }
        assert_eq!(Accent::parse("garnet\"><script>"), None);
    }
}
