//! The part of an address that names a post or a tag.

use serde::{Deserialize, Serialize};

/// Characters that a slug may have.
pub const SLUG_CHARS_MAX: usize = 80;

/// Lower-case ASCII letters, digits and single hyphens; one to [`SLUG_CHARS_MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// Makes a slug of any text, other scripts written in Latin letters; none where nothing remains.
    pub fn from_text(text: &str) -> Option<Self> {
        let slug = slug::slugify(text);
        let end = slug.char_indices().nth(SLUG_CHARS_MAX).map_or(slug.len(), |(at, _)| at);
        let slug = slug[..end].trim_matches('-');
        if slug.is_empty() { None } else { Some(Self(slug.to_owned())) }
    }

    /// Reads a slug from an address or a store; none where it is not exactly one.
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_text(text).filter(|slug| slug.0 == text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This slug with a number behind it, for the next post of the same title.
    pub fn numbered(&self, number: u32) -> Self {
        let suffix = format!("-{number}");
        let room = SLUG_CHARS_MAX - suffix.len().min(SLUG_CHARS_MAX);
        let stem: String = self.0.chars().take(room).collect();
        Self(format!("{}{suffix}", stem.trim_end_matches('-')))
    }
}

/// The slug of a post or tag whose words give none, as a title of emoji alone.
impl Default for Slug {
    fn default() -> Self {
        Self("post".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_made_of_any_script() {
        assert_eq!(
            Slug::from_text("Trust, after “infidelity”?").unwrap().as_str(),
            "trust-after-infidelity"
        );
        assert_eq!(Slug::from_text("Доверие").unwrap().as_str(), "doverie");
        assert_eq!(Slug::from_text("!?"), None);
    }

    #[test]
    fn a_slug_keeps_its_length_with_a_number_behind() {
        let long = Slug::from_text(&"word ".repeat(40)).unwrap();
        assert!(long.as_str().len() <= SLUG_CHARS_MAX);
        let next = long.numbered(12);
        assert!(next.as_str().len() <= SLUG_CHARS_MAX && next.as_str().ends_with("-12"));
        assert_eq!(Slug::parse(next.as_str()), Some(next));
    }

    #[test]
    fn an_address_that_is_no_slug_is_none() {
        for text in ["", "A", "a--b", "-a", "a b", "ä", "a/b"] {
            assert_eq!(Slug::parse(text), None, "{text:?}");
        }
    }
}
