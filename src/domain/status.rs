//! Where a question stands, and the one table of the ways from there.

use serde::{Deserialize, Serialize};

use super::MailboxState;

/// Where a question stands at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Moved in and not yet looked at.
    New,
    /// Looked at and worth an answer.
    Kept,
    /// A post is being written for it.
    Drafting,
    /// Its post is released for a date.
    Scheduled,
    /// Its post is public.
    Published,
    /// Answered in private.
    Answered,
    Declined,
    Spam,
}

/// A word that is no status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a status")]
pub struct InvalidStatus;

/// A way that the table does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a question that is {} cannot become {}", from.as_str(), to.as_str())]
pub struct InvalidTransition {
    pub from: Status,
    pub to: Status,
}

impl Status {
    /// Every status, in the order of a question's course.
    pub const ALL: [Self; 8] = [
        Self::New,
        Self::Kept,
        Self::Drafting,
        Self::Scheduled,
        Self::Published,
        Self::Answered,
        Self::Declined,
        Self::Spam,
    ];

    /// What waits for the desk.
    pub const WAITING: [Self; 3] = [Self::New, Self::Kept, Self::Drafting];

    /// What can be chosen by hand; the others are reached by drafting, replying and publishing.
    pub const BY_HAND: [Self; 4] = [Self::New, Self::Kept, Self::Declined, Self::Spam];

    /// The word that addresses, forms and the vault use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Kept => "kept",
            Self::Drafting => "drafting",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Answered => "answered",
            Self::Declined => "declined",
            Self::Spam => "spam",
        }
    }

    /// Reads a status by its word.
    ///
    /// # Errors
    ///
    /// * [`InvalidStatus`] for any other word.
    pub fn parse(word: &str) -> Result<Self, InvalidStatus> {
        Self::ALL.into_iter().find(|status| status.as_str() == word).ok_or(InvalidStatus)
    }

    /// Returns `to` where a question may go there from here. This table is the only place where
    /// transitions are defined.
    ///
    /// # Errors
    ///
    /// * [`InvalidTransition`] for every way that the table does not list, staying included.
    pub fn go(self, to: Self) -> Result<Self, InvalidTransition> {
        use Status as S;
        let allowed = match self {
            S::New => matches!(to, S::Kept | S::Drafting | S::Answered | S::Declined | S::Spam),
            S::Kept => matches!(to, S::New | S::Drafting | S::Answered | S::Declined | S::Spam),
            S::Drafting => matches!(
                to,
                S::Kept | S::Scheduled | S::Published | S::Answered | S::Declined | S::Spam
            ),
            S::Scheduled => matches!(to, S::Drafting | S::Published),
            S::Published => matches!(to, S::Drafting),
            S::Answered => matches!(to, S::Kept | S::Drafting | S::Published),
            S::Declined | S::Spam => matches!(to, S::New | S::Kept),
        };
        if allowed { Ok(to) } else { Err(InvalidTransition { from: self, to }) }
    }

    /// What the asker may know of it: spam shows as waiting, and triage before an answer as read.
    ///
    /// `slug` is the address of the public post; a question without one does not show as published.
    pub fn shown_to_asker(self, slug: Option<&str>) -> MailboxState {
        match self {
            Self::New | Self::Spam => MailboxState::Waiting,
            Self::Kept | Self::Drafting | Self::Scheduled => MailboxState::Read,
            Self::Published => match slug {
                Some(slug) => MailboxState::Published { slug: slug.to_owned() },
                None => MailboxState::Read,
            },
            Self::Answered => MailboxState::Answered,
            Self::Declined => MailboxState::Declined,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_the_table_is_written_out_here_again() {
        let ways = [
            "new kept",
            "new drafting",
            "new answered",
            "new declined",
            "new spam",
            "kept new",
            "kept drafting",
            "kept answered",
            "kept declined",
            "kept spam",
            "drafting kept",
            "drafting scheduled",
            "drafting published",
            "drafting answered",
            "drafting declined",
            "drafting spam",
            "scheduled drafting",
            "scheduled published",
            "published drafting",
            "answered kept",
            "answered drafting",
            "answered published",
            "declined new",
            "declined kept",
            "spam new",
            "spam kept",
        ];
        for from in Status::ALL {
            for to in Status::ALL {
                let way = format!("{} {}", from.as_str(), to.as_str());
                let expected = ways.contains(&way.as_str());
                assert_eq!(from.go(to).is_ok(), expected, "{way}");
            }
        }
    }

    #[test]
    fn no_question_is_published_that_has_no_draft_or_answer_behind_it() {
        for from in Status::ALL {
            let drafted = matches!(from, Status::Drafting | Status::Scheduled | Status::Answered);
            assert_eq!(from.go(Status::Published).is_ok(), drafted, "from {from:?}");
        }
    }

    #[test]
    fn a_status_is_read_by_its_word() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.as_str()), Ok(status));
        }
        assert_eq!(Status::parse("NEW"), Err(InvalidStatus));
    }

    #[test]
    fn spam_looks_like_waiting_to_the_asker() {
        assert_eq!(Status::Spam.shown_to_asker(None), Status::New.shown_to_asker(None));
    }
}
