//! Pictures as the vault keeps them, and their files as addresses name them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{PictureId, PictureKind, PictureName, clean_text};

/// Pictures of a column at the most.
pub const PICTURES_MAX: u32 = 5_000;
/// What all of them may take in the vault, in MiB: about 5,000 photographs in three widths.
pub const PICTURES_MIB_MAX: u32 = 2_048;
/// Characters of a picture's text alternative.
pub const ALT_CHARS_MAX: usize = 500;
/// Where the files of public posts are.
pub const PICTURES_PUBLIC: &str = "/pictures/";
/// Where the files of the vault are, for who is signed in.
pub const PICTURES_DESK: &str = "/desk/pictures/";
/// How wide a picture of a text is shown, as the attribute `sizes` says it: the column of text, or the screen.
pub const PICTURE_SIZES: &str = "(min-width: 37rem) 35rem, 100vw";
/// The width that a browser without `srcset` gets at the most, in pixels.
const USUAL_WIDTH: u32 = 960;
/// What a picture of the library is named with in Markdown.
const SCHEME: &str = "picture:";
/// Digits of an id.
const ID_DIGITS: usize = 32;

/// The name of a file: its content's hash and its kind, as `….jpg`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureFileName {
    pub name: PictureName,
    pub kind: PictureKind,
}

impl PictureFileName {
    /// Reads a name as an address bears it; none for anything else, so that no name leads to another place.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, extension) = text.split_once('.')?;
        let (name, kind) =
            (PictureName::from_hex(name).ok()?, PictureKind::of_extension(extension)?);
        let found = Self { name, kind };
        (found.to_string() == text).then_some(found)
    }
}

impl fmt::Display for PictureFileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.name, self.kind.extension())
    }
}

impl Serialize for PictureFileName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PictureFileName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a picture's file"))
    }
}

/// A picture in one width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureFile {
    pub file: PictureFileName,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// A picture of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub id: PictureId,
    /// What it shows, in words, for whoever does not see it; empty where nobody has written any.
    pub alt: String,
    /// The smallest first.
    pub files: Vec<PictureFile>,
}

impl Picture {
    /// The file for a browser that knows one width alone: the largest up to the column's own, or the smallest.
    pub fn shown(&self) -> Option<&PictureFile> {
        let usual = self.files.iter().rfind(|file| file.width <= USUAL_WIDTH);
        usual.or(self.files.first())
    }

    /// All files with their widths, as the attribute `srcset` lists them.
    pub fn srcset(&self, base: &str) -> String {
        let one = |file: &PictureFile| format!("{base}{} {}w", file.file, file.width);
        self.files.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    /// How a text names it.
    pub fn markdown(&self) -> String {
        let mut words = String::with_capacity(self.alt.len());
        for c in self.alt.chars() {
            if matches!(c, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '&' | '!') {
                words.push('\\');
            }
            words.push(c);
        }
        format!("![{words}]({SCHEME}{})", self.id)
    }
}

/// The pictures that a text in Markdown names, each once, in their order.
pub fn pictures_named(markdown: &str) -> Vec<PictureId> {
    let mut named = Vec::new();
    for (at, _) in markdown.match_indices(SCHEME) {
        let digits = at + SCHEME.len()..at + SCHEME.len() + ID_DIGITS;
        if let Some(Ok(id)) = markdown.get(digits).map(PictureId::from_hex)
            && !named.contains(&id)
        {
            named.push(id);
        }
    }
    named
}

/// A text alternative is over [`ALT_CHARS_MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text alternative has {chars} characters")]
pub struct LongAlt {
    pub chars: usize,
}

/// Reads a text alternative, on one line. It may be empty.
///
/// # Errors
///
/// * [`LongAlt`] over [`ALT_CHARS_MAX`] characters.
pub fn parse_alt(typed: &str) -> Result<String, LongAlt> {
    let alt = clean_text(typed).split_whitespace().collect::<Vec<_>>().join(" ");
    match alt.chars().count() {
        chars if chars > ALT_CHARS_MAX => Err(LongAlt { chars }),
        _ => Ok(alt),
    }
}

/// Where a picture of the column itself stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PicturePlace {
    /// The columnist, beside her answers.
    Portrait,
    /// Below every post.
    Closing,
}

impl PicturePlace {
    pub const ALL: [Self; 2] = [Self::Portrait, Self::Closing];

    /// Its word in forms and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Portrait => "portrait",
            Self::Closing => "closing",
        }
    }

    /// Reads its word; none for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.as_str() == word)
    }
}

/// The pictures of the column itself, as posts show them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnPictures {
    pub portrait: Option<Picture>,
    pub closing: Option<Picture>,
}

impl ColumnPictures {
    /// The picture in a place.
    pub fn at(&self, place: PicturePlace) -> Option<&Picture> {
        match place {
            PicturePlace::Portrait => self.portrait.as_ref(),
            PicturePlace::Closing => self.closing.as_ref(),
        }
    }

    /// Puts a picture in a place, or takes away the one that is there.
    pub fn put(&mut self, place: PicturePlace, picture: Option<Picture>) {
        match place {
            PicturePlace::Portrait => self.portrait = picture,
            PicturePlace::Closing => self.closing = picture,
        }
    }

    /// Those that there are.
    pub fn iter(&self) -> impl Iterator<Item = &Picture> {
        PicturePlace::ALL.into_iter().filter_map(|place| self.at(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_name_and_no_way_out_of_its_folder() {
        let name = format!("{}.jpg", "0a".repeat(16));
        assert_eq!(PictureFileName::parse(&name).unwrap().to_string(), name);
        for text in [
            String::new(),
            name.to_uppercase(),
            format!("../{name}"),
            format!("{name}.jpg"),
            "0a".repeat(16),
            format!("{}.svg", "0a".repeat(16)),
            format!("{}/../x.jpg", "0a".repeat(14)),
        ] {
            assert_eq!(PictureFileName::parse(&text), None, "{text}");
        }
    }

    #[test]
    fn a_text_names_each_picture_once() {
        let (one, two) = (PictureId([1; 16]), PictureId([2; 16]));
        let text = format!(
            "![a](picture:{one}) picture:xyz ![b](picture:{two})![](picture:{one}) picture:é"
        );
        assert_eq!(pictures_named(&text), [one, two]);
        let picture = Picture { id: one, alt: "A [cup] *of* tea".to_owned(), files: Vec::new() };
        assert_eq!(pictures_named(&picture.markdown()), [one]);
        assert!(picture.markdown().starts_with("![A \\[cup\\] \\*of\\* tea](picture:0101"));
    }

    #[test]
    fn a_text_alternative_is_one_line_of_at_most_its_limit() {
        assert_eq!(parse_alt(" two\n cups ").unwrap(), "two cups");
        assert!(parse_alt(&"é".repeat(ALT_CHARS_MAX)).is_ok());
        assert_eq!(parse_alt(&"é".repeat(ALT_CHARS_MAX + 1)), Err(LongAlt { chars: 501 }));
    }
}
