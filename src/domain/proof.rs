//! The edited text that is shown to an asker before it is published. Silence means do not publish.

use super::{Day, PROOF_DAYS};

/// Days that an asker has at the least, and at the most, to approve a text.
pub const PROOF_DAYS_MIN: u32 = 1;
pub const PROOF_DAYS_MAX: u32 = 90;

/// The latest text that an asker was sent for approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub number: u32,
    /// As it would be printed.
    pub text: String,
    /// The last day on which it can be approved.
    pub until: Day,
    pub state: ProofState,
    /// What its asker wants changed, in her words; empty where she said nothing of it.
    pub wishes: String,
}

/// What an asker said to a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofState {
    /// Nothing so far. Silence means do not publish.
    Waiting,
    Approved,
    Changes,
}

/// How a text stands with its asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    NeverSent,
    /// The asker can approve it until this day.
    Waiting(Day),
    /// The asker had until this day and said nothing.
    Silent(Day),
    Approved,
    Changes,
    /// She was sent another text than this one.
    Outdated,
}

/// A last day for an approval that is none, or too near or too far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day from {PROOF_DAYS_MIN} to {PROOF_DAYS_MAX} days from now")]
pub struct InvalidUntil;

impl ProofState {
    /// The word that the vault uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Changes => "changes",
        }
    }

    /// Reads the vault's word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Approved, Self::Changes]
            .into_iter()
            .find(|state| state.as_str() == word)
    }
}

impl Standing {
    /// How `printed` stands, when `proof` is what the asker was sent last.
    pub fn of(proof: Option<&Proof>, printed: &str, today: Day) -> Self {
        match proof {
            None => Self::NeverSent,
            Some(proof) if proof.text != printed => Self::Outdated,
            Some(proof) => match proof.state {
                ProofState::Approved => Self::Approved,
                ProofState::Changes => Self::Changes,
                ProofState::Waiting if today <= proof.until => Self::Waiting(proof.until),
                ProofState::Waiting => Self::Silent(proof.until),
            },
        }
    }

    /// Whether sending the text would tell its asker anything that she does not know yet.
    pub fn may_send(self) -> bool {
        match self {
            Self::NeverSent | Self::Silent(_) | Self::Changes | Self::Outdated => true,
            Self::Waiting(_) | Self::Approved => false,
        }
    }
}

/// The day until which a text can be approved, unless the desk says otherwise.
pub fn usual_until(today: Day) -> Day {
    today.plus(PROOF_DAYS)
}

/// Reads the last day for an approval as a date field sends it; an empty one means the usual day.
///
/// # Errors
///
/// * [`InvalidUntil`] when it is no date, or not [`PROOF_DAYS_MIN`] to [`PROOF_DAYS_MAX`] days from `today`.
pub fn parse_until(typed: &str, today: Day) -> Result<Day, InvalidUntil> {
    if typed.trim().is_empty() {
        return Ok(usual_until(today));
    }
    let until = Day::parse(typed.trim()).ok_or(InvalidUntil)?;
    let allowed = today.plus(PROOF_DAYS_MIN)..=today.plus(PROOF_DAYS_MAX);
    if allowed.contains(&until) { Ok(until) } else { Err(InvalidUntil) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day(20_779);

    #[test]
    fn the_last_day_is_a_date_within_its_bounds() {
        assert_eq!(parse_until(" ", TODAY), Ok(Day(20_779 + 14)));
        assert_eq!(parse_until("2026-11-23", TODAY), Ok(Day(20_780)));
        assert_eq!(parse_until("2027-02-20", TODAY), Ok(Day(20_779 + 90)));
        for typed in ["2026-11-22", "2027-02-21", "2026-11-31", "14", "soon", "-0001-01-01"] {
            assert_eq!(parse_until(typed, TODAY), Err(InvalidUntil), "{typed}");
        }
    }

    #[test]
    fn a_text_is_sent_again_only_where_its_asker_has_not_got_it() {
        let proof = |state, text: &str| Proof {
            number: 1,
            text: text.into(),
            until: TODAY,
            state,
            wishes: String::new(),
        };
        let cases = [
            (None, TODAY, Standing::NeverSent, true),
            (Some(proof(ProofState::Waiting, "P")), TODAY, Standing::Waiting(TODAY), false),
            (Some(proof(ProofState::Waiting, "P")), TODAY.plus(1), Standing::Silent(TODAY), true),
            (Some(proof(ProofState::Approved, "P")), TODAY.plus(9), Standing::Approved, false),
            (Some(proof(ProofState::Changes, "P")), TODAY, Standing::Changes, true),
            (Some(proof(ProofState::Approved, "Q")), TODAY, Standing::Outdated, true),
            (Some(proof(ProofState::Waiting, "Q")), TODAY, Standing::Outdated, true),
        ];
        for (proof, today, expected, may_send) in cases {
            let standing = Standing::of(proof.as_ref(), "P", today);
            assert_eq!((standing, standing.may_send()), (expected, may_send));
        }
    }
}
