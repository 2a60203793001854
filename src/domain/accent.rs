//! The one colour of the public pages, of a checked list.

use serde::{Deserialize, Serialize};

/// A colour that the column may have. What each looks like stands in `assets/accents.css`; a test there holds every
/// one to the contrast of WCAG 2.2, in both themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accent {
    #[default]
    Garnet,
    Brick,
    Ochre,
    Moss,
    Pine,
    Lagoon,
    Ink,
    Plum,
}

impl Accent {
    /// All of them, in the order of the rainbow.
    pub const ALL: [Self; 8] = [
        Self::Garnet,
        Self::Brick,
        Self::Ochre,
        Self::Moss,
        Self::Pine,
        Self::Lagoon,
        Self::Ink,
        Self::Plum,
    ];

    /// The word for it in forms and style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Garnet => "garnet",
            Self::Brick => "brick",
            Self::Ochre => "ochre",
            Self::Moss => "moss",
            Self::Pine => "pine",
            Self::Lagoon => "lagoon",
            Self::Ink => "ink",
            Self::Plum => "plum",
        }
    }

    /// Reads its word; none for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|accent| accent.as_str() == word)
    }
}
