//! People at the desk.

use serde::{Deserialize, Serialize};

use super::{AccountId, AccountPublic};

/// Characters of an account's name.
pub const ACCOUNT_CHARS_MAX: usize = 40;
/// Characters of the name that the desk shows.
pub const PERSON_CHARS_MAX: usize = 80;
/// Characters that a password needs at least.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// Bytes of a password that are looked at; more are refused before any hashing.
pub const PASSWORD_BYTES_MAX: usize = 1_000;
/// How hard to guess a password must be, on zxcvbn's scale of 0 to 4.
const PASSWORD_SCORE_MIN: zxcvbn::Score = zxcvbn::Score::Four;
/// Characters that the judge reads; its time grows with the square of the length.
const PASSWORD_JUDGED_CHARS: usize = 72;

/// What an account may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything.
    Columnist,
    /// Triage and drafts; cannot publish.
    Assistant,
}

impl Role {
    /// The word that the store uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Columnist => "columnist",
            Self::Assistant => "assistant",
        }
    }

    /// Reads the store's word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Columnist, Self::Assistant].into_iter().find(|role| role.as_str() == word)
    }

    /// Whether this role may make a post public or take it back.
    pub fn may_publish(self) -> bool {
        matches!(self, Self::Columnist)
    }
}

/// The name that somebody signs in with: lower-case letters, digits, `.`, `_`, `-`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AccountName(String);

/// Why an account's name was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAccount {
    #[error("the account's name is empty")]
    Empty,
    #[error("the account's name is longer than {ACCOUNT_CHARS_MAX} characters")]
    TooLong,
    #[error(
        "the account's name may have the letters a to z, digits, dots, hyphens and underscores"
    )]
    Character,
}

impl AccountName {
    /// Parses a name as typed, in any case.
    ///
    /// # Errors
    ///
    /// * [`InvalidAccount`], the first rule it breaks.
    pub fn parse(typed: &str) -> Result<Self, InvalidAccount> {
        let name = typed.trim().to_ascii_lowercase();
        if name.is_empty() {
            Err(InvalidAccount::Empty)
        } else if name.chars().count() > ACCOUNT_CHARS_MAX {
            Err(InvalidAccount::TooLong)
        } else if name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c))
        {
            Ok(Self(name))
        } else {
            Err(InvalidAccount::Character)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: AccountId,
    /// As the desk shows it.
    pub name: String,
    pub role: Role,
}

/// An account as the public store keeps it: nothing in it opens anything without the password.
#[derive(Debug, Clone)]
pub struct AccountRecord {
    pub id: AccountId,
    pub name: String,
    /// As the desk shows the person.
    pub person: String,
    pub role: Role,
    /// The private half under the password, as `seal` writes it.
    pub wrapped: String,
    /// The public half that the keyring is sealed to.
    pub public: AccountPublic,
    /// The sealed keyring.
    pub keyring: Vec<u8>,
    /// The keyring's generation.
    pub generation: u32,
}

/// The printed recovery code as the public store keeps it; its private half is in the code alone.
#[derive(Debug, Clone)]
pub struct RecoveryRecord {
    pub id: AccountId,
    pub public: AccountPublic,
    pub keyring: Vec<u8>,
    pub generation: u32,
}

/// Why a new password was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    #[error("it has fewer than {PASSWORD_CHARS_MIN} characters")]
    TooShort,
    #[error("it is longer than {PASSWORD_BYTES_MAX} bytes")]
    TooLong,
    /// It would be guessed; `why` is the judge's own sentence, if it has one.
    #[error("it would be guessed too easily{}", why.as_ref().map_or_else(String::new, |why| format!(": {why}")))]
    Guessable { why: Option<String> },
}

/// Judges a new password; `known` are words that a guesser would try first, as the account's name.
///
/// # Errors
///
/// * [`WeakPassword`], with the reason that the person is told.
pub fn judge_password(password: &str, known: &[&str]) -> Result<(), WeakPassword> {
    if password.len() > PASSWORD_BYTES_MAX {
        return Err(WeakPassword::TooLong);
    }
    if password.chars().count() < PASSWORD_CHARS_MIN {
        return Err(WeakPassword::TooShort);
    }
    let judged: String = password.chars().take(PASSWORD_JUDGED_CHARS).collect();
    let verdict = zxcvbn::zxcvbn(&judged, known);
    if verdict.score() >= PASSWORD_SCORE_MIN {
        return Ok(());
    }
    let why = verdict
        .feedback()
        .and_then(|feedback| feedback.warning())
        .map(|warning| warning.to_string());
    Err(WeakPassword::Guessable { why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_name_is_read_in_any_case() {
        assert_eq!(AccountName::parse(" Mara.K ").unwrap().as_str(), "mara.k");
        assert_eq!(AccountName::parse(" "), Err(InvalidAccount::Empty));
        assert_eq!(AccountName::parse(&"a".repeat(41)), Err(InvalidAccount::TooLong));
        assert_eq!(AccountName::parse("ma ra"), Err(InvalidAccount::Character));
    }

    #[test]
    fn a_password_is_judged_by_how_hard_it_is_to_guess() {
        assert_eq!(judge_password("elevenchars", &[]), Err(WeakPassword::TooShort));
        assert!(matches!(
            judge_password("password1234", &[]),
            Err(WeakPassword::Guessable { why: Some(_) })
        ));
        assert!(matches!(
            judge_password("maramaramara", &["mara"]),
            Err(WeakPassword::Guessable { .. })
        ));
        assert_eq!(judge_password(&"x".repeat(1_001), &[]), Err(WeakPassword::TooLong));
        assert_eq!(judge_password("violet kettle marsh seventeen lanterns", &[]), Ok(()));
    }

    #[test]
    fn an_assistant_cannot_publish() {
        assert!(Role::Columnist.may_publish() && !Role::Assistant.may_publish());
    }
}
