//! The conversation between the desk and an asker, as each of the two keeps it.

use serde::{Deserialize, Serialize};

use super::{Consent, Day};

/// Days that an asker has to approve a text, unless the desk says otherwise.
pub const PROOF_DAYS: u32 = 14;
/// Characters of what an asker wants changed in it.
pub const PROOF_WORDS_CHARS_MAX: usize = 2_000;

/// The number of the own copy that holds the question.
pub const FIRST_COPY: u32 = 0;

/// What the desk sends to an asker, sealed to the receipt's key and numbered from 1.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Message {
    /// Private words.
    Reply { text: String },
    /// The question as it would be printed, for approval until the end of a day.
    Proof { text: String, until: Day },
}

/// The asker's own copy of what she sent, under the receipt's own key and numbered from 0.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum OwnCopy {
    /// The question; replaced when the consent changes, and how often it has.
    Question { text: String, consent: Consent, changes: u32 },
    /// A response, with the address and the title of the post that it was written to.
    Comment { slug: String, title: String, name: String, text: String },
    /// More words, sent when `after` messages of the desk were there.
    FollowUp { text: String, after: u32 },
    /// An answer to the message `number`.
    ProofAnswer { number: u32, approved: bool, words: String },
    /// The post was asked to be taken down, when `after` messages of the desk were there and the consent had been
    /// changed so often.
    TakeDown { after: u32, changes: u32 },
}

/// One entry of the conversation as its asker sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// From the desk.
    Reply { text: String },
    /// From the desk; `answer` is what the asker said, with the words for a change.
    Proof { number: u32, text: String, until: Day, answer: Option<(bool, String)> },
    /// From the asker.
    FollowUp { text: String },
    /// From the asker.
    TakeDown,
}

/// Puts both sides' words into one conversation: each of the asker's behind the messages that she had seen.
pub fn conversation(messages: Vec<(u32, Message)>, own: &[OwnCopy]) -> Vec<Line> {
    let mut lines = Vec::new();
    let said_after = |seen: u32, lines: &mut Vec<Line>| {
        lines.extend(own.iter().filter_map(|copy| match copy {
            OwnCopy::FollowUp { text, after } if *after == seen => {
                Some(Line::FollowUp { text: text.clone() })
            }
            OwnCopy::TakeDown { after, .. } if *after == seen => Some(Line::TakeDown),
            OwnCopy::FollowUp { .. }
            | OwnCopy::TakeDown { .. }
            | OwnCopy::Question { .. }
            | OwnCopy::Comment { .. }
            | OwnCopy::ProofAnswer { .. } => None,
        }));
    };
    said_after(0, &mut lines);
    for (number, message) in messages {
        lines.push(match message {
            Message::Reply { text } => Line::Reply { text },
            Message::Proof { text, until } => {
                Line::Proof { number, text, until, answer: answer_to(own, number) }
            }
        });
        said_after(number, &mut lines);
    }
    lines
}

/// What the asker said last to the proof of this number.
fn answer_to(own: &[OwnCopy], proof: u32) -> Option<(bool, String)> {
    own.iter().rev().find_map(|copy| match copy {
        OwnCopy::ProofAnswer { number, approved, words } if *number == proof => {
            Some((*approved, words.clone()))
        }
        OwnCopy::ProofAnswer { .. }
        | OwnCopy::Question { .. }
        | OwnCopy::Comment { .. }
        | OwnCopy::FollowUp { .. }
        | OwnCopy::TakeDown { .. } => None,
    })
}

/// One entry of a thread at the desk.
#[derive(Debug, Clone)]
pub struct ThreadRow {
    pub day: Day,
    /// Who wrote it; empty when it was the asker.
    pub by: String,
    pub entry: Entry,
}

/// What an entry of a thread is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Reply {
        number: u32,
        text: String,
    },
    Proof {
        number: u32,
        text: String,
        until: Day,
    },
    FollowUp {
        text: String,
    },
    Approved,
    Changes {
        words: String,
    },
    /// The asker asks for the post to be taken down.
    TakeDown,
}

/// Why a question is to be looked at before the others; the later, the more urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attention {
    /// Its asker has written again or answered to a proof.
    Answered,
    /// It speaks of violence, self-harm or a child in danger.
    Crisis,
    /// Its asker asks for the post to be taken down.
    TakeDown,
}

impl Attention {
    /// Every reason, the most urgent first.
    pub const ALL: [Self; 3] = [Self::TakeDown, Self::Crisis, Self::Answered];

    /// The number that the vault sorts by.
    pub fn rank(self) -> i64 {
        match self {
            Self::Answered => 1,
            Self::Crisis => 2,
            Self::TakeDown => 3,
        }
    }

    /// Reads the vault's number; none for 0 and any other.
    pub fn from_rank(rank: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|attention| attention.rank() == rank)
    }
}

/// Neither side's words reach a log.
impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Message(…)")
    }
}

/// Neither side's words reach a log.
impl std::fmt::Debug for OwnCopy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OwnCopy(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_keeps_each_word_behind_what_it_answers() {
        let reply = |text: &str| Message::Reply { text: text.into() };
        let proof = Message::Proof { text: "As printed".into(), until: Day(9) };
        let own = [
            OwnCopy::Question { text: "Why?".into(), consent: Consent::Proof, changes: 0 },
            OwnCopy::FollowUp { text: "early".into(), after: 0 },
            OwnCopy::FollowUp { text: "late".into(), after: 2 },
            OwnCopy::ProofAnswer { number: 2, approved: false, words: "not the town".into() },
            OwnCopy::TakeDown { after: 1, changes: 0 },
        ];
        let lines = conversation(vec![(1, reply("first")), (2, proof)], &own);
        let follow_up = |text: &str| Line::FollowUp { text: text.into() };
        let answer = Some((false, "not the town".into()));
        assert_eq!(
            lines,
            [
                follow_up("early"),
                Line::Reply { text: "first".into() },
                Line::TakeDown,
                Line::Proof { number: 2, text: "As printed".into(), until: Day(9), answer },
                follow_up("late"),
            ]
        );
    }
}
