//! A question as its asker typed it, and as the desk sees it.

use super::{
    Attention, Consent, Day, MailboxId, Proof, QuestionId, ReaderKey, Status, TagName, ThreadRow,
};

/// Characters (Unicode scalar values) that a question may have.
pub const QUESTION_CHARS_MAX: usize = 10_000;

/// Characters of a question's first line that lists show.
const FIRST_LINE_CHARS: usize = 120;

/// A question's text: trimmed, with `\n` for every line break, one to [`QUESTION_CHARS_MAX`] characters.
#[derive(Clone, PartialEq, Eq)]
pub struct QuestionText(String);

/// Why a question was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidQuestion {
    #[error("the question is empty")]
    Empty,
    /// `chars` were typed, [`QUESTION_CHARS_MAX`] are allowed.
    #[error("the question has {chars} characters")]
    TooLong { chars: usize },
}

impl QuestionText {
    /// Parses a question as typed.
    ///
    /// Line breaks become `\n`, a NUL (which SQLite's text functions stop at) becomes U+FFFD, and
    /// surrounding white space is removed before the characters are counted.
    ///
    /// # Errors
    ///
    /// * [`InvalidQuestion::Empty`] when nothing but white space was typed.
    /// * [`InvalidQuestion::TooLong`] when more than [`QUESTION_CHARS_MAX`] characters remain.
    pub fn parse(typed: &str) -> Result<Self, InvalidQuestion> {
        let text = clean_text(typed);
        match text.chars().count() {
            0 => Err(InvalidQuestion::Empty),
            chars if chars > QUESTION_CHARS_MAX => Err(InvalidQuestion::TooLong { chars }),
            _ => Ok(Self(text)),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first line, cut to what a list has room for.
    pub fn first_line(&self) -> String {
        let line = self.0.lines().next().unwrap_or_default();
        match line.char_indices().nth(FIRST_LINE_CHARS) {
            Some((cut, _)) => format!("{}…", line[..cut].trim_end()),
            None => line.to_owned(),
        }
    }
}

/// A letter never reaches a log, not even by `{:?}`.
impl std::fmt::Debug for QuestionText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("QuestionText(…)")
    }
}

/// Trims, writes every line break as `\n` and replaces NUL, as all typed text is before it is counted.
pub fn clean_text(typed: &str) -> String {
    typed.trim().replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}")
}

/// One line of the queue.
#[derive(Debug, Clone)]
pub struct QueueRow {
    pub id: QuestionId,
    pub first_line: String,
    pub consent: Consent,
    pub status: Status,
    pub tags: Vec<TagName>,
    pub attention: Option<Attention>,
}

/// One page of the queue.
#[derive(Debug, Clone)]
pub struct QueuePage {
    /// What is to be looked at before all else; on the first page of what waits alone.
    pub urgent: Vec<QueueRow>,
    pub rows: Vec<QueueRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<QuestionId>,
}

/// How many questions have a status.
pub type Tally = Vec<(Status, u64)>;

/// What the desk shows beside every list.
#[derive(Debug, Clone)]
pub struct DeskCounts {
    pub tally: Tally,
    /// Envelopes that could not be opened, those included that the pile had no room for.
    pub spoilt: u64,
    /// Decisions that have not left the vault yet.
    pub outbox: u64,
    /// Decisions that can never leave it, since what they are sealed to is no key.
    pub shelved: u64,
    /// Comments that wait to be decided.
    pub comments: u64,
    /// Whether the column's public key was found to have been changed by somebody, since the program began.
    pub key_was_changed: bool,
}

/// How the asker behind a question is reached: nothing but a place for sealed words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Asker {
    pub mailbox: MailboxId,
    pub reader: ReaderKey,
}

/// One question with all that the desk knows of it.
#[derive(Debug, Clone)]
pub struct Question {
    pub id: QuestionId,
    pub original: String,
    pub consent: Consent,
    pub status: Status,
    /// None for a letter that was entered by hand without a receipt.
    pub asker: Option<Asker>,
    pub tags: Vec<TagName>,
    pub notes: Vec<Note>,
    /// The conversation with the asker, oldest first.
    pub thread: Vec<ThreadRow>,
    pub attention: Option<Attention>,
    /// The latest text that was sent for approval.
    pub proof: Option<Proof>,
    pub posts: Vec<LinkedPost>,
    /// Newest first.
    pub history: Vec<HistoryRow>,
}

/// A remark of the desk that no reader sees.
#[derive(Debug, Clone)]
pub struct Note {
    pub day: Day,
    pub by: String,
    pub text: String,
}

/// A post that answers a question.
#[derive(Debug, Clone)]
pub struct LinkedPost {
    pub id: super::PostId,
    pub title: String,
    pub public: bool,
}

/// One remembered step: what was done, when and by whom.
#[derive(Debug, Clone)]
pub struct HistoryRow {
    pub day: Day,
    /// Empty when the program itself did it.
    pub by: String,
    pub step: Step,
}

/// What `history` remembers of a change, enough to tell it and to undo it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// A letter was moved in, or entered by hand.
    Arrived {
        by_hand: bool,
    },
    Status {
        from: Status,
        to: Status,
    },
    Tags {
        from: Vec<TagName>,
        to: Vec<TagName>,
    },
    Note {
        id: i64,
    },
    Reply {
        number: u32,
    },
    /// The asker wrote again.
    FollowUp,
    Consent {
        from: Consent,
        to: Consent,
    },
    ProofSent {
        number: u32,
    },
    ProofAnswered {
        approved: bool,
    },
    TakeDownAsked,
    /// What asked for attention has been seen to.
    Seen,
    /// A post was kept from the public, since its asker had taken the letter back or closed it.
    Held,
    /// A letter was filed as spam when it came.
    Filed {
        reason: super::SpamReason,
    },
    /// A draft was begun from this question.
    Draft {
        post: super::PostId,
    },
    Saved {
        revision: u32,
    },
    Published {
        revision: u32,
    },
    /// What may give the asker away stays in a post by choice, or is marked in it again.
    Marked {
        kind: super::MarkKind,
        text: String,
        kept: bool,
    },
    Unpublished,
    /// A post was put into the bin.
    Binned,
    /// A post was taken out of the bin again.
    Unbinned,
    /// A post was released for a date.
    Scheduled {
        revision: u32,
        due: super::Moment,
    },
    /// A release was taken back.
    Unscheduled,
    /// A further letter was put behind a post.
    Attached {
        post: super::PostId,
    },
    /// A letter was taken from behind a post.
    Detached {
        post: super::PostId,
    },
    Settings {
        change: Box<super::SettingsChange>,
    },
    /// A comment was moved to a state.
    Comment {
        id: super::CommentId,
        to: super::CommentState,
    },
    /// The text or the name of a comment was changed.
    CommentEdited {
        id: super::CommentId,
    },
    /// The columnist responded below a post.
    Commented {
        id: super::CommentId,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_trimmed_and_its_line_breaks_are_made_one() {
        let text = QuestionText::parse("  Should I\r\ntell her?\rNow?\n ").unwrap();
        assert_eq!(text.as_str(), "Should I\ntell her?\nNow?");
        assert_eq!(text.first_line(), "Should I");
        assert_eq!(format!("{text:?}"), "QuestionText(…)");
    }

    #[test]
    fn length_is_counted_in_characters_and_the_edge_is_allowed() {
        let most = "é".repeat(QUESTION_CHARS_MAX);
        assert!(QuestionText::parse(&most).is_ok());
        let chars = QUESTION_CHARS_MAX + 1;
        assert_eq!(
            QuestionText::parse(&"é".repeat(chars)),
            Err(InvalidQuestion::TooLong { chars })
        );
        assert_eq!(QuestionText::parse(" \r\n\t\u{a0}"), Err(InvalidQuestion::Empty));
    }

    #[test]
    fn a_long_first_line_is_cut_between_characters() {
        let line = QuestionText::parse(&"ж".repeat(500)).unwrap().first_line();
        assert_eq!(line, format!("{}…", "ж".repeat(FIRST_LINE_CHARS)));
    }

    #[test]
    fn a_nul_is_shown_as_a_replacement() {
        assert_eq!(QuestionText::parse("a\0b").unwrap().as_str(), "a\u{fffd}b");
    }
}
