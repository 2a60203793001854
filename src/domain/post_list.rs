//! What the desk's list of posts shows: which part of them, in what order, and what they are searched for.

use super::{Day, Moment, PostId, PostKind, PostText, Publication, TagName};

/// Words of a search that are looked for; the rest is left out.
const SEARCH_WORDS_MAX: usize = 16;
/// Days that a post stays in the bin.
pub const BIN_DAYS: u32 = 30;

/// A part of the posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PostShow {
    /// All but the bin.
    #[default]
    All,
    Drafts,
    /// Released for a time that has not come.
    Scheduled,
    Published,
    Pages,
    Bin,
}

impl PostShow {
    pub const ALL: [Self; 6] =
        [Self::All, Self::Drafts, Self::Scheduled, Self::Published, Self::Pages, Self::Bin];

    /// The word that addresses use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Drafts => "drafts",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Pages => "pages",
            Self::Bin => "bin",
        }
    }

    /// Reads its word; none for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|show| show.as_str() == word)
    }
}

/// An order of the posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PostSort {
    /// Those edited last first.
    #[default]
    Edited,
    /// By the alphabet.
    Title,
    /// By the date in public, the latest first; those without one come last.
    Date,
}

impl PostSort {
    pub const ALL: [Self; 3] = [Self::Edited, Self::Title, Self::Date];

    /// The word that addresses use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Title => "title",
            Self::Date => "date",
        }
    }

    /// Reads its word; none for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// Which posts a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PostFilter {
    pub show: PostShow,
    pub sort: PostSort,
    pub tag: Option<TagName>,
    /// In lower case; a post has every one of them.
    words: Vec<String>,
}

impl PostFilter {
    /// A filter that looks for the words typed, wherever they stand in a title, a printed question or a text.
    pub fn new(show: PostShow, sort: PostSort, tag: Option<TagName>, typed: &str) -> Self {
        let words = typed.split_whitespace().take(SEARCH_WORDS_MAX).map(str::to_lowercase);
        Self { show, sort, tag, words: words.collect() }
    }

    /// Whether the texts of posts have to be read for it.
    pub fn reads_texts(&self) -> bool {
        self.tag.is_some() || !self.words.is_empty()
    }

    /// Whether a post has the tag and every word.
    pub fn finds(&self, text: &PostText) -> bool {
        let tagged = |wanted: &TagName| text.tags.iter().any(|tag| tag.key() == wanted.key());
        if !self.tag.as_ref().is_none_or(tagged) {
            return false;
        }
        if self.words.is_empty() {
            return true;
        }
        let texts = [&text.title, &text.printed, &text.answer].map(|text| text.to_lowercase());
        self.words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    }
}

/// One line of the desk's list of posts.
#[derive(Debug, Clone)]
pub struct PostRow {
    pub id: PostId,
    pub title: String,
    pub kind: PostKind,
    pub tags: Vec<TagName>,
    pub due: Option<Moment>,
    pub deleted: Option<Day>,
    /// Of a page in the menu.
    pub position: Option<u32>,
    pub edited: Day,
    pub publication: Option<Publication>,
    pub revision: u32,
}

/// A page of the list.
#[derive(Debug, Clone, Default)]
pub struct PostRows {
    pub rows: Vec<PostRow>,
    /// The post behind which the next page begins, if there is one.
    pub next: Option<PostId>,
}

/// How many posts each part has.
pub type PostCounts = Vec<(PostShow, u64)>;

/// A post that falls on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPost {
    pub id: PostId,
    pub title: String,
    /// Its time has not come, or it has not been learned yet that it has.
    pub scheduled: bool,
}

/// What a calendar has on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarEntry {
    Post(CalendarPost),
    /// A time of the rhythm that no post has.
    Free,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(title: &str, printed: &str, answer: &str, tags: &str) -> PostText {
        PostText::parse(title, printed, answer, tags, "").unwrap()
    }

    #[test]
    fn every_word_is_found_wherever_it_stands_and_in_any_case() {
        let post = text("Über Vertrauen", "She asked.", "Tell *her* today 💌", "trust");
        let finds = |typed: &str| {
            PostFilter::new(PostShow::All, PostSort::Edited, None, typed).finds(&post)
        };
        assert!(finds("") && finds("über SHE today") && finds("💌") && finds("*her*"));
        assert!(!finds("über tomorrow") && !finds("title") && !finds("trust"));
    }

    #[test]
    fn a_tag_is_found_by_what_makes_it_one() {
        let post = text("T", "", "", "Long distance, #later");
        let finds = |tag: &str| {
            let tag = Some(TagName::parse(tag).unwrap());
            PostFilter::new(PostShow::All, PostSort::Edited, tag, "").finds(&post)
        };
        assert!(finds("long  distance") && finds("#later"));
        assert!(!finds("later") && !finds("distance"));
    }
}
