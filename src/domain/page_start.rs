//! Pages that most columns need, as starting points.

/// A page to begin from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageStart {
    About,
    Imprint,
    Terms,
    NotMedical,
    Age,
}

impl PageStart {
    pub const ALL: [Self; 5] =
        [Self::About, Self::Imprint, Self::Terms, Self::NotMedical, Self::Age];

    /// The word that forms use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Imprint => "imprint",
            Self::Terms => "terms",
            Self::NotMedical => "not-medical",
            Self::Age => "age",
        }
    }

    /// Reads its word; none for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|start| start.as_str() == word)
    }
}
