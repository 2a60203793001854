//! The part of an address that names a post or a tag.

use serde::{Deserialize, Serialize};

/// Characters that a slug may have.
pub const SLUG_CHARS_MAX: usize = 80;
/// Characters of a text that a slug is made of; what stands behind them is not looked at.
const SOURCE_CHARS_MAX: usize = 1_000;
/// Characters that part an address. Whoever types one has more in mind than a slug.
const PARTING: [char; 5] = ['/', '\\', '?', '#', '%'];
/// First parts of addresses that the program itself answers, or will; no page of the column can stand there.
const RESERVED: [&str; 14] = [
    "archive",
    "ask",
    "assets",
    "desk",
    "healthz",
    "help",
    "newsletter",
    "pages",
    "pictures",
    "posts",
    "privacy",
    "receipt",
    "search",
    "tags",
];

/// Lower-case ASCII letters, digits and single hyphens; one to [`SLUG_CHARS_MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Why a slug that was typed was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSlug {
    #[error("it has no letter and no number")]
    Wordless,
    /// A character that parts an address, as `/`.
    #[error("it has the character {character}")]
    Character { character: char },
    /// As typed; or, where that is within the limit, as written in Latin letters.
    #[error("it has {chars} characters; {SLUG_CHARS_MAX} are allowed")]
    TooLong { chars: usize },
    /// The program itself answers at this address.
    #[error("it is taken by the program")]
    Reserved,
}

impl Slug {
    /// Makes a slug of any text, other scripts written in Latin letters; none where nothing remains.
    pub fn from_text(text: &str) -> Option<Self> {
        let end = text.char_indices().nth(SOURCE_CHARS_MAX).map_or(text.len(), |(at, _)| at);
        let slug = slug::slugify(&text[..end]);
        let slug = slug.get(..SLUG_CHARS_MAX).unwrap_or(&slug).trim_end_matches('-');
        Self::parse(slug)
    }

    /// Reads a slug from an address or a store; none where it is not exactly one.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=SLUG_CHARS_MAX).contains(&text.len());
        let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let hyphens = text.starts_with('-') || text.ends_with('-') || text.contains("--");
        (fits && !hyphens && text.chars().all(known)).then(|| Self(text.to_owned()))
    }

    /// Reads what somebody typed to be a post's slug: words in any script and case, with spaces or hyphens.
    /// Unlike [`Slug::from_text`] it drops nothing that she would miss.
    ///
    /// # Errors
    ///
    /// * [`InvalidSlug::TooLong`] over [`SLUG_CHARS_MAX`] characters.
    /// * [`InvalidSlug::Character`] for the first character that parts an address, so for an address as a whole.
    /// * [`InvalidSlug::Wordless`] when nothing remains, as of `?!`.
    pub fn by_hand(typed: &str) -> Result<Self, InvalidSlug> {
        let typed = typed.trim();
        let chars = typed.chars().count();
        if chars > SLUG_CHARS_MAX {
            return Err(InvalidSlug::TooLong { chars });
        }
        if let Some(character) = typed.chars().find(|c| PARTING.contains(c)) {
            return Err(InvalidSlug::Character { character });
        }
        let slug = slug::slugify(typed);
        if slug.len() > SLUG_CHARS_MAX {
            return Err(InvalidSlug::TooLong { chars: slug.len() });
        }
        Self::parse(&slug).ok_or(InvalidSlug::Wordless)
    }

    /// Whether the program itself answers at this slug, when it stands at the root of the site.
    pub fn is_reserved(&self) -> bool {
        RESERVED.contains(&self.as_str())
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

/// The slug of a post or tag whose words give none, as a title of question marks alone.
impl Default for Slug {
    fn default() -> Self {
        Self("post".to_owned())
    }
}

impl TryFrom<String> for Slug {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        Self::parse(&text).ok_or("this is no slug")
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

#[cfg(test)]
#[path = "slug_tests.rs"]
mod tests;
