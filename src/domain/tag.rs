//! Tags, public and private.

use serde::{Deserialize, Serialize};

use super::{Slug, without_hidden};

/// Characters that one tag may have.
pub const TAG_CHARS_MAX: usize = 40;
/// Tags that one question or post may have.
pub const TAGS_MAX: usize = 20;
/// What a private tag begins with, as in Ghost, and as Chinese and Japanese keyboards write it; such a tag never
/// leaves the vault.
const PRIVATE_MARKS: [char; 2] = ['#', '＃'];

/// A tag's name as it is shown: one line, single spaces, no comma.
///
/// A name that begins with `#` is private.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TagName(String);

/// Why a tag was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTag {
    #[error("the tag “{tag}” is longer than {TAG_CHARS_MAX} characters")]
    TooLong { tag: String },
    /// Nothing that an address could be made of.
    #[error("the tag “{tag}” has no letter or number")]
    Wordless { tag: String },
    #[error("there are {count} tags; {TAGS_MAX} are allowed")]
    TooMany { count: usize },
}

impl TagName {
    /// Parses one tag as typed.
    ///
    /// # Errors
    ///
    /// * [`InvalidTag::TooLong`] over [`TAG_CHARS_MAX`] characters.
    /// * [`InvalidTag::Wordless`] when no address can be made of it.
    pub fn parse(typed: &str) -> Result<Self, InvalidTag> {
        let apart: String =
            typed.chars().map(|c| if c.is_control() || c == ',' { ' ' } else { c }).collect();
        let name = without_hidden(&apart).split_whitespace().collect::<Vec<_>>().join(" ");
        if name.chars().count() > TAG_CHARS_MAX {
            let tag = name.chars().take(TAG_CHARS_MAX).chain(['…']).collect();
            return Err(InvalidTag::TooLong { tag });
        }
        if Slug::from_text(&name).is_none() {
            return Err(InvalidTag::Wordless { tag: name });
        }
        Ok(Self(name))
    }

    /// Parses a list of tags as typed, separated by commas; empty places and repeats fall away.
    ///
    /// # Errors
    ///
    /// * What [`TagName::parse`] says of the first bad one.
    /// * [`InvalidTag::TooMany`] over [`TAGS_MAX`] tags.
    pub fn parse_list(typed: &str) -> Result<Vec<Self>, InvalidTag> {
        let parts = || typed.split(',').filter(|part| !part.trim().is_empty());
        let mut tags: Vec<Self> = Vec::new();
        for part in parts() {
            let tag = Self::parse(part)?;
            if tags.iter().any(|known| known.key() == tag.key()) {
                continue;
            }
            // A pasted megabyte is not compared with itself.
            if tags.len() == TAGS_MAX {
                return Err(InvalidTag::TooMany { count: parts().count() });
            }
            tags.push(tag);
        }
        Ok(tags)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this tag stays in the vault.
    pub fn is_private(&self) -> bool {
        // Pasted text may have characters before the mark that nobody sees.
        self.0.chars().take_while(|c| !c.is_alphanumeric()).any(|c| PRIVATE_MARKS.contains(&c))
    }

    /// The tag's part of an address. Private tags have one too, used at the desk alone.
    pub fn slug(&self) -> Slug {
        Slug::from_text(&self.0).unwrap_or_default()
    }

    /// What makes two names one tag: private or not, and the address.
    pub fn key(&self) -> String {
        let mark = if self.is_private() { "#" } else { "" };
        format!("{mark}{}", self.slug().as_str())
    }
}

/// A public tag with how many public posts it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagCount {
    pub name: String,
    pub slug: Slug,
    pub posts: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_tags_is_tidied_and_repeats_fall_away() {
        let tags = TagName::parse_list(" Trust ,, long   distance,trust,#to check").unwrap();
        let names: Vec<_> = tags.iter().map(TagName::as_str).collect();
        assert_eq!(names, ["Trust", "long distance", "#to check"]);
        assert!(tags[2].is_private() && !tags[0].is_private());
        assert_eq!(TagName::parse_list("").unwrap(), []);
    }

    #[test]
    fn a_private_tag_is_another_tag_than_the_public_one_of_its_name() {
        assert_eq!(TagName::parse_list("trust,#trust").unwrap().len(), 2);
    }

    #[test]
    fn nothing_that_nobody_sees_makes_a_private_tag_public() {
        for typed in
            ["#x", "\u{200b}#x", "\u{feff}#x", "\u{200d}#x", "\u{ad}#x", "\0#x", "(#x", "＃x"]
        {
            assert!(TagName::parse(typed).unwrap().is_private(), "{typed:?}");
        }
        assert!(!TagName::parse("C#").unwrap().is_private());
        assert_eq!(TagName::parse("\u{202e}tru\u{200b}st").unwrap().as_str(), "trust");
    }

    #[test]
    fn a_tag_that_no_address_can_be_made_of_is_refused() {
        assert!(matches!(TagName::parse("!!!"), Err(InvalidTag::Wordless { .. })));
        assert!(matches!(TagName::parse(&"x".repeat(41)), Err(InvalidTag::TooLong { .. })));
        assert!(TagName::parse(&"x".repeat(40)).is_ok());
        let many = (0..=TAGS_MAX).map(|i| i.to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(TagName::parse_list(&many), Err(InvalidTag::TooMany { count: TAGS_MAX + 1 }));
    }
}
