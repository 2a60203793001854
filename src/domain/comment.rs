//! Responses to posts: what a reader may write under one, and how they stand.
//!
//! Readers see the word *response*; here, in addresses and in the stores it is *comment*.

use serde::{Deserialize, Serialize};

use super::site::one_line;
use super::{
    CommentId, Day, MailboxId, MailboxState, PostId, PublicId, QuestionId, Slug, clean_text,
    is_blank, seen_mark,
};

/// Characters (Unicode scalar values) that a comment may have.
pub const COMMENT_CHARS_MAX: usize = 4_000;
/// Characters of the name that it may bear.
pub const COMMENT_NAME_CHARS_MAX: usize = 40;
/// Comments of one post that are public at once.
pub const COMMENTS_MAX: u32 = 2_000;

/// A comment's text: trimmed, with `\n` for every line break, one to [`COMMENT_CHARS_MAX`] characters.
#[derive(Clone, PartialEq, Eq)]
pub struct CommentText(String);

/// The name that a comment bears: one line of at most [`COMMENT_NAME_CHARS_MAX`] characters, or none.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct CommentName(String);

/// Why a text or a name was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidComment {
    #[error("the comment is empty")]
    Empty,
    /// `chars` were typed, [`COMMENT_CHARS_MAX`] are allowed.
    #[error("the comment has {chars} characters")]
    TooLong { chars: usize },
    /// `chars` were typed, [`COMMENT_NAME_CHARS_MAX`] are allowed.
    #[error("the name has {chars} characters")]
    LongName { chars: usize },
}

impl CommentText {
    /// Parses a comment as typed, cleaned as a question is.
    ///
    /// # Errors
    ///
    /// * [`InvalidComment::Empty`] when nothing was typed that is to be seen.
    /// * [`InvalidComment::TooLong`] when more than [`COMMENT_CHARS_MAX`] characters remain.
    pub fn parse(typed: &str) -> Result<Self, InvalidComment> {
        let text = clean_text(typed);
        match text.chars().count() {
            _ if is_blank(&text) => Err(InvalidComment::Empty),
            chars if chars > COMMENT_CHARS_MAX => Err(InvalidComment::TooLong { chars }),
            _ => Ok(Self(text)),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CommentName {
    /// Parses a name as typed; one of which nothing is to be seen is none.
    ///
    /// # Errors
    ///
    /// * [`InvalidComment::LongName`].
    pub fn parse(typed: &str) -> Result<Self, InvalidComment> {
        let name = one_line(typed);
        if is_blank(&name) {
            return Ok(Self::default());
        }
        match name.chars().count() {
            chars if chars > COMMENT_NAME_CHARS_MAX => Err(InvalidComment::LongName { chars }),
            _ => Ok(Self(name)),
        }
    }

    /// The text; empty for no name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it reads like another's, who must not be mistaken for it.
    pub fn poses_as(&self, other: &str) -> bool {
        let bare = |name: &str| super::bare_text(name);
        !self.0.is_empty() && bare(&self.0) == bare(other)
    }
}

/// A letter never reaches a log, not even by `{:?}`.
impl std::fmt::Debug for CommentText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CommentText(…)")
    }
}

/// Nor does a name.
impl std::fmt::Debug for CommentName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CommentName(…)")
    }
}

/// Who wrote a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentBy {
    Reader,
    /// Who wrote a letter that the post answers, and proved it to the vault.
    Asker,
    Columnist,
}

impl CommentBy {
    /// The word that the stores keep.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Asker => "asker",
            Self::Columnist => "columnist",
        }
    }

    /// Reads the word; none for any other.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Reader, Self::Asker, Self::Columnist].into_iter().find(|by| by.as_str() == word)
    }
}

/// How a comment stands. Any may be moved to any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentState {
    New,
    Approved,
    Declined,
    Spam,
}

impl CommentState {
    /// Every state, in the order of the desk's tabs.
    pub const ALL: [Self; 4] = [Self::New, Self::Approved, Self::Declined, Self::Spam];
    /// What the desk decides, and at last that it is undecided again.
    pub const DECISIONS: [Self; 4] = [Self::Approved, Self::Declined, Self::Spam, Self::New];

    /// The word that the vault and addresses have.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Spam => "spam",
        }
    }

    /// Reads the word; none for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// What its writer is shown: spam shows as waiting. `slug` is the post's address.
    pub fn shown_to_writer(self, slug: &str) -> MailboxState {
        match self {
            Self::New | Self::Spam => MailboxState::Waiting,
            Self::Approved => MailboxState::Published { slug: slug.to_owned() },
            Self::Declined => MailboxState::Declined,
        }
    }
}

/// A comment as it goes out: what is printed, and the mailbox by which its writer takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicComment {
    pub post: PublicId,
    /// Its number under the post, from 1; it stays its own when others go.
    pub place: u32,
    /// The place of the comment that it answers, which answers none itself.
    pub parent: Option<u32>,
    /// None for the columnist's own.
    pub mailbox: Option<MailboxId>,
    pub by: CommentBy,
    pub name: String,
    pub text: String,
    pub day: Day,
    /// The desk has changed its text or its name.
    pub edited: bool,
}

/// A public comment as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentView {
    pub place: u32,
    pub parent: Option<u32>,
    pub by: CommentBy,
    pub name: String,
    pub text: String,
    pub day: Day,
    pub edited: bool,
}

/// A comment and the answers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentThread {
    /// None when it is not public any more and its answers still are.
    pub first: Option<CommentView>,
    pub answers: Vec<CommentView>,
}

/// Puts comments, in the order of their places, two levels deep: each answer below what it answers.
pub fn comment_threads(comments: Vec<CommentView>) -> Vec<CommentThread> {
    let mut threads: Vec<(u32, CommentThread)> = Vec::new();
    for comment in comments {
        let place = comment.parent.unwrap_or(comment.place);
        let at = match threads.iter().position(|(known, _)| *known == place) {
            Some(at) => at,
            None => {
                threads.push((place, CommentThread { first: None, answers: Vec::new() }));
                threads.len() - 1
            }
        };
        match comment.parent {
            None => threads[at].1.first = Some(comment),
            Some(_) => threads[at].1.answers.push(comment),
        }
    }
    threads.sort_by_key(|(place, _)| *place);
    threads.into_iter().map(|(_, thread)| thread).collect()
}

/// A comment as the desk sees it.
#[derive(Debug, Clone)]
pub struct Comment {
    pub id: CommentId,
    pub post: PostId,
    /// The post's title.
    pub title: String,
    /// The post's address, while readers see it.
    pub slug: Option<Slug>,
    /// None until it is approved for the first time.
    pub place: Option<u32>,
    /// The place, the name and the text of the comment that it answers, if that is still here.
    pub parent: Option<(u32, String, String)>,
    pub by: CommentBy,
    /// The letter of an asker.
    pub question: Option<QuestionId>,
    /// Empty while nobody has given it one.
    pub name: String,
    /// As it is printed, or would be.
    pub text: String,
    /// Name and text as they came, where the desk has changed one of them.
    pub original: Option<(String, String)>,
    pub state: CommentState,
    /// How its writer is reached; none for the columnist's own.
    pub mailbox: Option<MailboxId>,
}

impl Comment {
    /// A mark of what is printed of it, by which a form tells what it was made from.
    pub fn mark(&self) -> String {
        seen_mark(&(&self.name, &self.text))
    }
}

/// One page of the desk's comments.
#[derive(Debug, Clone)]
pub struct CommentPage {
    pub rows: Vec<Comment>,
    /// Where the next page begins, if there is one.
    pub next: Option<CommentId>,
}

/// How many comments have a state.
pub type CommentTally = Vec<(CommentState, u64)>;

#[cfg(test)]
#[path = "comment_tests.rs"]
mod tests;
