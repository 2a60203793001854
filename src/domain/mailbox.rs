//! What became of a letter, as its asker is told.

use serde::{Deserialize, Serialize};

use super::Day;

/// A mailbox's state in plain text; replaced whole, and sealed to one fixed size whatever it says.
///
/// As JSON: `{"state":"waiting"}`, `{"state":"published","detail":{"slug":"…"}}`. What a state carries lies under
/// `detail` because serde lets unknown fields through beside an internal tag when the variant has no fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", content = "detail", rename_all = "snake_case", deny_unknown_fields)]
pub enum MailboxState {
    /// Nobody has looked at it yet, or it is spam.
    Waiting,
    /// It has been read.
    Read,
    /// Answered in private; the reply lies in the mailbox.
    Answered,
    /// Answered in public.
    Published {
        /// Where: the post's slug, ASCII, at most [`SLUG_CHARS_MAX`](super::SLUG_CHARS_MAX) characters.
        slug: String,
    },
    /// It will not be answered.
    Declined,
    /// Its asker took it back.
    Withdrawn,
    /// It was destroyed.
    Destroyed {
        /// On this day.
        day: Day,
    },
}

impl MailboxState {
    /// Whether it may still come to be printed, answered or declined.
    pub fn is_undecided(&self) -> bool {
        matches!(self, Self::Waiting | Self::Read | Self::Answered)
    }

    /// Whether more words find somebody who reads them.
    pub fn takes_follow_ups(&self) -> bool {
        self.is_undecided() || matches!(self, Self::Published { .. })
    }

    /// Whether the asker can choose anew what may be done with it: until it is published.
    pub fn takes_consent(&self) -> bool {
        self.is_undecided() || *self == Self::Declined
    }

    /// Whether it can be taken back, or its post be asked to be taken down.
    pub fn takes_withdrawal(&self) -> bool {
        self.takes_consent() || matches!(self, Self::Published { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_reads_back_what_it_writes() {
        let cases = [
            (MailboxState::Waiting, r#"{"state":"waiting"}"#),
            (MailboxState::Read, r#"{"state":"read"}"#),
            (MailboxState::Answered, r#"{"state":"answered"}"#),
            (
                MailboxState::Published { slug: "on-jealousy".to_owned() },
                r#"{"state":"published","detail":{"slug":"on-jealousy"}}"#,
            ),
            (MailboxState::Declined, r#"{"state":"declined"}"#),
            (MailboxState::Withdrawn, r#"{"state":"withdrawn"}"#),
            (
                MailboxState::Destroyed { day: Day(20_779) },
                r#"{"state":"destroyed","detail":{"day":20779}}"#,
            ),
        ];
        for (state, json) in cases {
            assert_eq!(serde_json::to_string(&state).unwrap(), json);
            assert_eq!(serde_json::from_str::<MailboxState>(json).unwrap(), state);
        }
    }

    #[test]
    fn a_state_with_an_unknown_field_is_refused() {
        for json in [
            r#"{"state":"waiting","more":1}"#,
            r#"{"more":1,"state":"waiting"}"#,
            r#"{"state":"waiting","detail":{"slug":"x"}}"#,
            r#"{"state":"published","detail":{"slug":"x","more":1}}"#,
            r#"{"state":"published","detail":{"slug":"x"},"more":1}"#,
            r#"{"state":"destroyed","detail":{"day":1,"more":1}}"#,
            r#"{"state":"unknown"}"#,
            r#"{"state":"published"}"#,
        ] {
            assert!(serde_json::from_str::<MailboxState>(json).is_err(), "{json}");
        }
    }
}
