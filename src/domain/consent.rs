//! What the asker allowed to be done with a question.

use serde::{Deserialize, Serialize};

/// The reader's choice when asking. The publish button obeys it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Print it, edited.
    Print,
    /// Show me the edited text first; silence means do not publish.
    Proof,
    /// Never publish; answer me in private.
    Private,
}

/// A consent has a word that is none of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a consent: choose print, proof or private")]
pub struct InvalidConsent;

impl Consent {
    /// Every choice, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Print, Self::Proof, Self::Private];

    /// The word that forms and the stores use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Proof => "proof",
            Self::Private => "private",
        }
    }

    /// Reads the word that a form sent.
    ///
    /// # Errors
    ///
    /// * [`InvalidConsent`] for any other word, the empty one included: a choice is never guessed.
    pub fn parse(word: &str) -> Result<Self, InvalidConsent> {
        Self::ALL.into_iter().find(|consent| consent.as_str() == word).ok_or(InvalidConsent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_is_read_by_its_word_and_never_guessed() {
        for consent in Consent::ALL {
            assert_eq!(Consent::parse(consent.as_str()), Ok(consent));
        }
        for word in ["", "Print", "print ", "yes"] {
            assert_eq!(Consent::parse(word), Err(InvalidConsent), "{word:?}");
        }
    }
}
