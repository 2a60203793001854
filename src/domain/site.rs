//! What the public may know of the column as a whole.

use super::{Accent, Slug};

/// Characters of the column's name and of the columnist's.
pub const NAME_CHARS_MAX: usize = 80;

/// A one-line name, trimmed, of one to [`NAME_CHARS_MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

/// Why a name was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidName {
    #[error("the name is empty")]
    Empty,
    #[error("the name is longer than {NAME_CHARS_MAX} characters")]
    TooLong,
}

impl Name {
    /// Parses a name as typed.
    ///
    /// # Errors
    ///
    /// * [`InvalidName`], the rule that it breaks.
    pub fn parse(typed: &str) -> Result<Self, InvalidName> {
        let name = one_line(typed);
        match name.chars().count() {
            0 => Err(InvalidName::Empty),
            chars if chars > NAME_CHARS_MAX => Err(InvalidName::TooLong),
            _ => Ok(Self(name)),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text as one line, trimmed, with single spaces.
pub(super) fn one_line(typed: &str) -> String {
    let visible: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What every public page shows of the column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// As *Ask the SEXpert*.
    pub name: String,
    /// Who answers.
    pub columnist: String,
    /// The line under its name; empty for the program's own.
    pub line: String,
    pub accent: Accent,
    /// The pages of its menu, in their order.
    pub menu: Vec<MenuPage>,
}

impl Column {
    /// A column as it begins: without a menu, in the first of the colours.
    pub fn new(name: &str, columnist: &str) -> Self {
        Self {
            name: name.to_owned(),
            columnist: columnist.to_owned(),
            line: String::new(),
            accent: Accent::default(),
            menu: Vec::new(),
        }
    }
}

/// A page that every public page leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuPage {
    pub slug: Slug,
    pub title: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(Name::parse("  Ask\nthe  SEXpert ").unwrap().as_str(), "Ask the SEXpert");
        assert_eq!(Name::parse("\t"), Err(InvalidName::Empty));
        assert_eq!(Name::parse(&"n".repeat(81)), Err(InvalidName::TooLong));
    }
}
