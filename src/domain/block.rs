//! Texts that return: blocks, which posts name and which stand before or behind the answer, and snippets, which are
//! written into a text by their name.

use super::{BlockId, InvalidName, InvalidSlug, Name, Slug, clean_text};

/// Blocks to choose from; those that went out of use are not counted.
pub const BLOCKS_KEPT_MAX: usize = 24;
/// Characters of a block, in Markdown.
pub const BLOCK_CHARS_MAX: usize = 5_000;
/// Snippets of a column.
pub const SNIPPETS_MAX: usize = 100;
/// Characters of a snippet's name, as its column in the vault has it.
pub const SNIPPET_NAME_CHARS_MAX: usize = 40;
/// Characters of a snippet's text.
pub const SNIPPET_CHARS_MAX: usize = 2_000;

/// Where a block stands in a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlockPlace {
    Opening,
    #[default]
    Closing,
}

impl BlockPlace {
    pub const ALL: [Self; 2] = [Self::Opening, Self::Closing];

    /// The word that forms and the vault use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Closing => "closing",
        }
    }

    /// Reads its word; none for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.as_str() == word)
    }
}

/// What is written of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockText {
    pub name: Name,
    pub place: BlockPlace,
    /// Markdown.
    pub text: String,
}

/// A block as the vault keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub id: BlockId,
    pub name: String,
    pub place: BlockPlace,
    /// Markdown.
    pub text: String,
    /// Kept for the posts that name it, and offered to no other.
    pub retired: bool,
}

/// A field of a block that was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidBlock {
    #[error(transparent)]
    Name(#[from] InvalidName),
    #[error("it stands nowhere")]
    Place,
    #[error("it has no text")]
    Empty,
    #[error("its text has {chars} characters; {BLOCK_CHARS_MAX} are allowed")]
    TooLong { chars: usize },
    /// There are [`BLOCKS_KEPT_MAX`] to choose from already.
    #[error("there are {BLOCKS_KEPT_MAX} blocks already")]
    TooMany,
}

impl BlockText {
    /// Parses a block's fields as typed.
    ///
    /// # Errors
    ///
    /// * [`InvalidBlock`] for the first field that cannot be taken.
    pub fn parse(name: &str, place: &str, text: &str) -> Result<Self, InvalidBlock> {
        let name = Name::parse(name)?;
        let place = BlockPlace::parse(place).ok_or(InvalidBlock::Place)?;
        let text = clean_text(text);
        match text.chars().count() {
            0 => Err(InvalidBlock::Empty),
            chars if chars > BLOCK_CHARS_MAX => Err(InvalidBlock::TooLong { chars }),
            _ => Ok(Self { name, place, text }),
        }
    }
}

/// A text that is written by its name, as `;thanks`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Without the `;`.
    pub name: Slug,
    pub text: String,
}

/// A field of a snippet that was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSnippet {
    #[error(transparent)]
    Name(#[from] InvalidSlug),
    #[error("its name has {chars} characters; {SNIPPET_NAME_CHARS_MAX} are allowed")]
    LongName { chars: usize },
    #[error("it has no text")]
    Empty,
    #[error("its text has {chars} characters; {SNIPPET_CHARS_MAX} are allowed")]
    TooLong { chars: usize },
    /// There are [`SNIPPETS_MAX`] already.
    #[error("there are {SNIPPETS_MAX} snippets already")]
    TooMany,
    /// Another snippet has this name.
    #[error("another one has this name")]
    Taken,
}

impl Snippet {
    /// Parses a snippet's fields as typed; the name may bring its `;` along.
    ///
    /// # Errors
    ///
    /// * [`InvalidSnippet`] for the first field that cannot be taken.
    pub fn parse(name: &str, text: &str) -> Result<Self, InvalidSnippet> {
        let name = name.trim();
        let name = Slug::by_hand(name.strip_prefix(';').unwrap_or(name))?;
        let chars = name.as_str().len();
        if chars > SNIPPET_NAME_CHARS_MAX {
            return Err(InvalidSnippet::LongName { chars });
        }
        let text = clean_text(text);
        match text.chars().count() {
            0 => Err(InvalidSnippet::Empty),
            chars if chars > SNIPPET_CHARS_MAX => Err(InvalidSnippet::TooLong { chars }),
            _ => Ok(Self { name, text }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_has_a_name_a_place_and_a_text_within_its_limits() {
        let parse = BlockText::parse;
        assert!(parse(" P.S. ", "closing", &"ü".repeat(BLOCK_CHARS_MAX)).is_ok());
        assert_eq!(parse("", "closing", "x"), Err(InvalidBlock::Name(InvalidName::Empty)));
        assert_eq!(parse("P.S.", "middle", "x"), Err(InvalidBlock::Place));
        assert_eq!(parse("P.S.", "opening", " \n"), Err(InvalidBlock::Empty));
        let long = "x".repeat(BLOCK_CHARS_MAX + 1);
        let chars = BLOCK_CHARS_MAX + 1;
        assert_eq!(parse("P.S.", "opening", &long), Err(InvalidBlock::TooLong { chars }));
    }

    #[test]
    fn a_snippet_is_named_in_words_that_can_be_typed_anywhere() {
        let name = |typed: &str| Snippet::parse(typed, "x").map(|it| it.name.as_str().to_owned());
        assert_eq!(name(" ;Thank you ").as_deref(), Ok("thank-you"));
        assert_eq!(name("Über").as_deref(), Ok("uber"));
        assert_eq!(name(";;"), Err(InvalidSnippet::Name(InvalidSlug::Wordless)));
        assert_eq!(name(&"n".repeat(40)).map(|name| name.len()), Ok(40));
        assert_eq!(name(&"n".repeat(41)), Err(InvalidSnippet::LongName { chars: 41 }));
        assert_eq!(Snippet::parse("x", " "), Err(InvalidSnippet::Empty));
        let long = "x".repeat(SNIPPET_CHARS_MAX + 1);
        let chars = SNIPPET_CHARS_MAX + 1;
        assert_eq!(Snippet::parse("x", &long), Err(InvalidSnippet::TooLong { chars }));
    }
}
