//! What is written of a post: its fields as the editor saves them, and their limits.

use serde::{Deserialize, Serialize};

use super::{BlockId, Slug, TagName, clean_text};

/// Characters of a post's title.
pub const TITLE_CHARS_MAX: usize = 200;
/// Characters of a question as printed.
pub const PRINTED_CHARS_MAX: usize = 10_000;
/// Characters of a content warning.
pub const WARNING_CHARS_MAX: usize = 200;
/// Blocks of one post.
pub const BLOCKS_MAX: usize = 8;
/// Characters of an answer in Markdown.
pub const ANSWER_CHARS_MAX: usize = 100_000;

/// What the editor saves. It may be unfinished; only its limits are checked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PostText {
    pub title: String,
    /// The question as printed.
    pub printed: String,
    /// Markdown.
    pub answer: String,
    pub tags: Vec<TagName>,
    /// Chosen by hand; none means one made of the title when it is published.
    pub slug: Option<Slug>,
    #[serde(default)]
    pub options: PostOptions,
}

/// How a post is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostOptions {
    /// What the text speaks of, for whoever would rather not read on; it folds the text. Empty for none.
    pub warning: String,
    /// Reached by its address alone: in no list, feed or search.
    pub unlisted: bool,
    /// Whether readers may comment on it.
    pub comments: bool,
    /// Texts that return, in their order.
    pub blocks: Vec<BlockId>,
}

impl Default for PostOptions {
    fn default() -> Self {
        Self { warning: String::new(), unlisted: false, comments: true, blocks: Vec::new() }
    }
}

impl PostOptions {
    /// These options with a content warning as typed, on one line.
    ///
    /// # Errors
    ///
    /// * [`InvalidPost::Warning`] over [`WARNING_CHARS_MAX`] characters.
    pub fn with_warning(self, typed: &str) -> Result<Self, InvalidPost> {
        let warning = clean_text(typed).split_whitespace().collect::<Vec<_>>().join(" ");
        match warning.chars().count() {
            chars if chars > WARNING_CHARS_MAX => Err(InvalidPost::Warning { chars }),
            _ => Ok(Self { warning, ..self }),
        }
    }
}

/// A field of the editor that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPost {
    #[error("the title has {chars} characters")]
    Title { chars: usize },
    #[error("the question as printed has {chars} characters")]
    Printed { chars: usize },
    #[error("the answer has {chars} characters")]
    Answer { chars: usize },
    #[error(transparent)]
    Tags(#[from] super::InvalidTag),
    #[error(transparent)]
    Slug(#[from] super::InvalidSlug),
    #[error("the content warning has {chars} characters")]
    Warning { chars: usize },
}

impl PostText {
    /// Parses the editor's fields as typed.
    ///
    /// # Errors
    ///
    /// * [`InvalidPost`] for the first field that is over its limit or unreadable.
    pub fn parse(
        title: &str,
        printed: &str,
        answer: &str,
        tags: &str,
        slug: &str,
    ) -> Result<Self, InvalidPost> {
        let title = clean_text(title).split_whitespace().collect::<Vec<_>>().join(" ");
        let (printed, answer) = (clean_text(printed), clean_text(answer));
        let over = |text: &str, most| Some(text.chars().count()).filter(|&chars| chars > most);
        if let Some(chars) = over(&title, TITLE_CHARS_MAX) {
            return Err(InvalidPost::Title { chars });
        }
        if let Some(chars) = over(&printed, PRINTED_CHARS_MAX) {
            return Err(InvalidPost::Printed { chars });
        }
        if let Some(chars) = over(&answer, ANSWER_CHARS_MAX) {
            return Err(InvalidPost::Answer { chars });
        }
        let tags = TagName::parse_list(tags)?;
        let slug = match slug.trim() {
            "" => None,
            typed => Some(Slug::by_hand(typed)?),
        };
        Ok(Self { title, printed, answer, tags, slug, options: PostOptions::default() })
    }

    /// This text with another question as printed.
    ///
    /// # Errors
    ///
    /// * [`InvalidPost::Printed`] over [`PRINTED_CHARS_MAX`] characters.
    pub fn with_printed(self, printed: &str) -> Result<Self, InvalidPost> {
        let printed = clean_text(printed);
        match printed.chars().count() {
            chars if chars > PRINTED_CHARS_MAX => Err(InvalidPost::Printed { chars }),
            _ => Ok(Self { printed, ..self }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_has_its_own_limit() {
        let long = |chars| "ü".repeat(chars);
        let parse = |title: &str, printed: &str, answer: &str| {
            PostText::parse(title, printed, answer, "", "")
        };
        assert!(parse(&long(200), &long(10_000), &long(100_000)).is_ok());
        assert_eq!(parse(&long(201), "", ""), Err(InvalidPost::Title { chars: 201 }));
        assert_eq!(parse("", &long(10_001), ""), Err(InvalidPost::Printed { chars: 10_001 }));
        assert_eq!(parse("", "", &long(100_001)), Err(InvalidPost::Answer { chars: 100_001 }));
        let wordless = Err(InvalidPost::Slug(crate::domain::InvalidSlug::Wordless));
        assert_eq!(PostText::parse("", "", "", "", "!!"), wordless);
    }
}
