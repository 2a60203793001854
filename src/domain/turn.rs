//! What an asker may still say to a text that she was sent for approval.

use super::{Consent, Day, Line, MailboxState, PROOF_WORDS_CHARS_MAX, clean_text};

/// What may still be said to a proof: only the latest counts, once, until the end of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofTurn {
    Open,
    /// Its last day is over.
    Late,
    /// It has been answered.
    Said,
    /// A newer one has come.
    Replaced,
    /// The letter has been decided on, or its asker chose a private answer since.
    Closed,
}

impl ProofTurn {
    /// Every turn, with the word that the scripts use.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Open, "open"),
        (Self::Late, "late"),
        (Self::Said, "said"),
        (Self::Replaced, "replaced"),
        (Self::Closed, "closed"),
    ];

    /// Of the proof `number` in a conversation; *closed* when there is no such proof.
    pub fn of(
        number: u32,
        lines: &[Line],
        state: &MailboxState,
        consent: Option<Consent>,
        today: Day,
    ) -> Self {
        let mut proofs = lines.iter().filter_map(|line| match line {
            Line::Proof { number, until, answer, .. } => Some((*number, *until, answer)),
            Line::Reply { .. } | Line::FollowUp { .. } | Line::TakeDown => None,
        });
        let Some((_, until, answer)) = proofs.find(|(found, ..)| *found == number) else {
            return Self::Closed;
        };
        if answer.is_some() {
            Self::Said
        } else if proofs.next().is_some() {
            Self::Replaced
        } else if !state.is_undecided() || consent == Some(Consent::Private) {
            Self::Closed
        } else if today > until {
            Self::Late
        } else {
            Self::Open
        }
    }
}

/// What an asker wants changed in a proof: trimmed, at most [`PROOF_WORDS_CHARS_MAX`] characters. May be empty.
#[derive(Clone, PartialEq, Eq)]
pub struct ProofWords(String);

impl ProofWords {
    /// Parses them as typed.
    ///
    /// # Errors
    ///
    /// * The count of characters, where it is more than [`PROOF_WORDS_CHARS_MAX`].
    pub fn parse(typed: &str) -> Result<Self, usize> {
        let words = clean_text(typed);
        match words.chars().count() {
            chars if chars > PROOF_WORDS_CHARS_MAX => Err(chars),
            _ => Ok(Self(words)),
        }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A reader's words reach no log.
impl std::fmt::Debug for ProofWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ProofWords(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day(100);

    fn proof(number: u32, until: u32, answer: Option<(bool, String)>) -> Line {
        Line::Proof { number, text: "As printed".into(), until: Day(until), answer }
    }

    fn turn(lines: &[Line], number: u32) -> ProofTurn {
        let (state, consent) = (MailboxState::Read, Some(Consent::Proof));
        ProofTurn::of(number, lines, &state, consent, TODAY)
    }

    #[test]
    fn a_proof_is_open_to_the_end_of_its_day_and_late_on_the_next() {
        assert_eq!(turn(&[proof(1, 100, None)], 1), ProofTurn::Open);
        assert_eq!(turn(&[proof(1, 99, None)], 1), ProofTurn::Late);
        assert_eq!(turn(&[proof(1, 100, None)], 2), ProofTurn::Closed);
    }

    #[test]
    fn only_the_latest_proof_is_open_and_each_is_answered_once() {
        let said = Some((false, "Not my town".into()));
        let lines = [proof(1, 200, said), proof(3, 200, None), proof(4, 200, None)];
        let turns = [1, 3, 4].map(|number| turn(&lines, number));
        assert_eq!(turns, [ProofTurn::Said, ProofTurn::Replaced, ProofTurn::Open]);
    }

    #[test]
    fn nothing_is_open_for_a_letter_that_is_decided_on_or_private() {
        let lines = [proof(1, 200, None)];
        let of = |state, consent| ProofTurn::of(1, &lines, &state, consent, TODAY);
        let (proof, private) = (Some(Consent::Proof), Some(Consent::Private));
        assert_eq!(of(MailboxState::Answered, proof), ProofTurn::Open);
        assert_eq!(of(MailboxState::Answered, private), ProofTurn::Closed);
        for state in [MailboxState::Declined, MailboxState::Published { slug: "x".into() }] {
            assert_eq!(of(state, proof), ProofTurn::Closed);
        }
    }

    #[test]
    fn words_for_a_change_may_be_none_and_have_a_limit() {
        assert_eq!(ProofWords::parse(" \r\n ").map(|words| words.0), Ok(String::new()));
        let long = "ü".repeat(PROOF_WORDS_CHARS_MAX);
        assert_eq!(ProofWords::parse(&long).map(|words| words.0), Ok(long.clone()));
        assert_eq!(ProofWords::parse(&format!("{long}x")), Err(PROOF_WORDS_CHARS_MAX + 1));
    }
}
