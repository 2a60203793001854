//! What the columnist does with a mark: she blurs it or keeps it.

use super::{Mark, MarkKind};

/// Characters of the words that she puts into a mark's place herself.
pub const OWN_WORDS_CHARS_MAX: usize = 500;

/// What is done with a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkAction {
    /// Vaguer words take its place.
    Blur,
    /// It stays, and is not marked again in this post.
    Keep,
    /// What was kept is marked again.
    Raise,
}

/// A mark that stays in a post, wherever these words stand in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeptMark {
    pub kind: MarkKind,
    pub text: String,
}

/// A mark as a form names it. The text may have changed since the form was made, so where it stood is no more than
/// a hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkChoice {
    pub action: MarkAction,
    /// Bytes from the beginning of the text.
    pub start: usize,
    pub mark: KeptMark,
}

impl MarkKind {
    pub const ALL: [Self; 12] = [
        Self::Mail,
        Self::Link,
        Self::Date,
        Self::Sum,
        Self::Phone,
        Self::Handle,
        Self::Street,
        Self::Age,
        Self::Workplace,
        Self::Place,
        Self::Name,
        Self::Rare,
    ];

    /// The word that forms and the vault use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Link => "link",
            Self::Date => "date",
            Self::Sum => "sum",
            Self::Phone => "phone",
            Self::Handle => "handle",
            Self::Street => "street",
            Self::Age => "age",
            Self::Workplace => "workplace",
            Self::Place => "place",
            Self::Name => "name",
            Self::Rare => "rare",
        }
    }

    /// Reads its word; none for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl MarkAction {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Blur, "blur"), (Self::Keep, "keep"), (Self::Raise, "raise")];

    fn as_str(self) -> &'static str {
        Self::ALL.into_iter().find(|(action, _)| *action == self).map_or("", |(_, word)| word)
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == word).map(|(action, _)| action)
    }
}

impl Mark {
    /// The words that are marked; none where the mark is not of this text.
    pub fn words<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.get(self.start..self.end)
    }

    /// As it is remembered when it stays.
    pub fn kept(&self, text: &str) -> KeptMark {
        KeptMark { kind: self.kind, text: self.words(text).unwrap_or_default().to_owned() }
    }

    /// The text with other words in this mark's place; as it was where the mark is not of this text.
    pub fn blurred_to(&self, text: &str, words: &str) -> String {
        match (text.get(..self.start), self.words(text), text.get(self.end..)) {
            (Some(before), Some(_), Some(behind)) => format!("{before}{words}{behind}"),
            _ => text.to_owned(),
        }
    }
}

impl MarkChoice {
    /// Reads a button's value; none for what no page wrote. Browsers send line breaks as two characters.
    pub fn parse(value: &str) -> Option<Self> {
        let mut parts = value.splitn(4, ' ');
        let action = MarkAction::parse(parts.next()?)?;
        let kind = MarkKind::parse(parts.next()?)?;
        let start = parts.next()?.parse().ok()?;
        let text = parts.next()?.replace("\r\n", "\n");
        Some(Self { action, start, mark: KeptMark { kind, text } })
    }

    /// The value of its button.
    pub fn value(&self) -> String {
        let KeptMark { kind, text } = &self.mark;
        format!("{} {} {} {text}", self.action.as_str(), kind.as_str(), self.start)
    }

    /// Which of a text's marks it means: of this kind and these words, the one nearest to where it stood.
    pub fn find<'m>(&self, text: &str, marks: &'m [Mark]) -> Option<&'m Mark> {
        let same = |mark: &&Mark| {
            mark.kind == self.mark.kind && mark.words(text) == Some(self.mark.text.as_str())
        };
        marks.iter().filter(same).min_by_key(|mark| mark.start.abs_diff(self.start))
    }
}

#[cfg(test)]
#[path = "mark_choice_tests.rs"]
mod tests;
