//! Tokens of public forms. They say which form a letter came by and how long that had been open; nothing of them is
//! stored, and no cookie is needed.

use std::fmt;

use zeroize::Zeroizing;

use super::random::random_bytes;
use super::{hex, mac, same};
use crate::domain::{MailboxId, Moment, PublicId, Receipt};

/// Seconds that a form has been open before a person can have filled it in.
pub const FORM_AGE_SECONDS_MIN: u32 = 2;
/// Seconds after which a form is shown afresh, with what was typed: a day.
pub const FORM_AGE_SECONDS_MAX: u32 = 86_400;

const LABEL: &[u8] = b"unsaid/1 form";
const ISSUED_BYTES: usize = 8;
const NONCE_BYTES: usize = 16;
const CODE_BYTES: usize = 32;
const TOKEN_BYTES: usize = ISSUED_BYTES + NONCE_BYTES + CODE_BYTES;

/// What signs the tokens: random, and as long-lived as the process.
pub struct FormKey(Zeroizing<[u8; 32]>);

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Ask,
    FollowUp,
    Consent,
    Withdrawal,
    Comment,
    /// The page that waits, whatever the letter is.
    Slow,
}

/// What a token is good for beside its purpose: one mailbox, so that it cannot be used for a second letter.
#[derive(Debug, Clone, Copy)]
pub enum Bound<'a> {
    /// The words that a form without scripts shows.
    Words(&'a Receipt),
    /// The mailbox of words that only the reader's browser knows.
    Mailbox(&'a MailboxId),
    /// The words of a response, and the post that it is for.
    Response(&'a Receipt, &'a PublicId),
}

/// One use of a form.
#[derive(Debug, Clone, Copy)]
pub struct FormUse<'a> {
    pub purpose: Purpose,
    pub bound: Bound<'a>,
}

/// `issued (8 bytes, seconds) ‖ nonce (16) ‖ HMAC-SHA256 (32)`. Its text, in hexadecimal digits, stands in the form.
#[derive(Clone)]
pub struct FormToken([u8; TOKEN_BYTES]);

/// What a token that came back says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenState {
    Good,
    /// The form has not been open long enough; `left` seconds are missing.
    TooYoung {
        left: u32,
    },
    Expired,
    /// None at all, another form's, or one from before a restart.
    Foreign,
}

impl FormKey {
    /// Draws a new one.
    pub fn generate() -> Self {
        Self(Zeroizing::new(random_bytes()))
    }

    /// The token of a form that is about to be shown.
    pub fn issue(&self, form: &FormUse<'_>, now: Moment) -> FormToken {
        let nonce: [u8; NONCE_BYTES] = random_bytes();
        let mut token = [0; TOKEN_BYTES];
        token[..ISSUED_BYTES].copy_from_slice(&now.0.to_be_bytes());
        token[ISSUED_BYTES..][..NONCE_BYTES].copy_from_slice(&nonce);
        let code = self.code(form, &token[..TOKEN_BYTES - CODE_BYTES]);
        token[TOKEN_BYTES - CODE_BYTES..].copy_from_slice(&code);
        FormToken(token)
    }

    /// What the text of a token says of the form that it came with.
    ///
    /// `least_age` is in seconds; the greatest is [`FORM_AGE_SECONDS_MAX`]. The code is compared in constant time.
    pub fn check(
        &self,
        typed: &str,
        form: &FormUse<'_>,
        least_age: u32,
        now: Moment,
    ) -> TokenState {
        let Some(token) = hex::decode::<TOKEN_BYTES>(typed) else { return TokenState::Foreign };
        let (signed, code) = token.split_at(TOKEN_BYTES - CODE_BYTES);
        if !same(&self.code(form, signed), code) {
            return TokenState::Foreign;
        }
        let mut issued = [0; ISSUED_BYTES];
        issued.copy_from_slice(&signed[..ISSUED_BYTES]);
        age(Moment(i64::from_be_bytes(issued)), least_age, now)
    }

    fn code(&self, form: &FormUse<'_>, signed: &[u8]) -> [u8; CODE_BYTES] {
        let purpose = form.purpose.as_str().as_bytes();
        match form.bound {
            Bound::Words(receipt) => {
                mac(&self.0, &[LABEL, purpose, b"words", receipt.canonical().as_bytes(), signed])
            }
            Bound::Mailbox(mailbox) => {
                mac(&self.0, &[LABEL, purpose, b"mailbox", &mailbox.0, signed])
            }
            Bound::Response(receipt, post) => {
                let words = receipt.canonical();
                mac(&self.0, &[LABEL, purpose, b"response", &post.0, words.as_bytes(), signed])
            }
        }
    }
}

fn age(issued: Moment, least: u32, now: Moment) -> TokenState {
    let age = now.0.saturating_sub(issued.0);
    let left = i64::from(least).saturating_sub(age);
    if age < 0 || age > i64::from(FORM_AGE_SECONDS_MAX) {
        // A clock that was put back is no reason to let anybody wait: the form is shown afresh.
        TokenState::Expired
    } else if left > 0 {
        TokenState::TooYoung { left: u32::try_from(left).unwrap_or(least) }
    } else {
        TokenState::Good
    }
}

impl Purpose {
    /// The word that is signed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::FollowUp => "follow-up",
            Self::Consent => "consent",
            Self::Withdrawal => "withdrawal",
            Self::Comment => "comment",
            Self::Slow => "slow",
        }
    }
}

/// As it stands in the form: 112 lower-case hexadecimal digits.
impl fmt::Display for FormToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

impl fmt::Debug for FormToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormToken(…)")
    }
}

impl fmt::Debug for FormKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::seal::draw_receipt;

    const MAX: i64 = FORM_AGE_SECONDS_MAX as i64;
    const MIN: u32 = FORM_AGE_SECONDS_MIN;

    fn ask(receipt: &Receipt) -> FormUse<'_> {
        FormUse { purpose: Purpose::Ask, bound: Bound::Words(receipt) }
    }

    #[test]
    fn a_token_is_too_young_then_good_then_expired() {
        let (key, receipt) = (FormKey::generate(), draw_receipt());
        let token = key.issue(&ask(&receipt), Moment(1_000)).to_string();
        let at = |now| key.check(&token, &ask(&receipt), MIN, Moment(now));
        assert_eq!(at(999), TokenState::Expired);
        assert_eq!(at(1_000), TokenState::TooYoung { left: 2 });
        assert_eq!(at(1_001), TokenState::TooYoung { left: 1 });
        assert_eq!(at(1_002), TokenState::Good);
        assert_eq!(at(1_000 + MAX), TokenState::Good);
        assert_eq!(at(1_001 + MAX), TokenState::Expired);
    }

    #[test]
    fn a_token_is_good_for_one_receipt_one_purpose_and_one_process() {
        let (key, receipt, other) = (FormKey::generate(), draw_receipt(), draw_receipt());
        let token = key.issue(&ask(&receipt), Moment(0)).to_string();
        let mailbox = MailboxId([7; 32]);
        let elsewhere = [
            ask(&other),
            FormUse { purpose: Purpose::FollowUp, ..ask(&receipt) },
            FormUse { purpose: Purpose::Slow, ..ask(&receipt) },
            FormUse { bound: Bound::Mailbox(&mailbox), ..ask(&receipt) },
        ];
        for form in elsewhere {
            assert_eq!(key.check(&token, &form, MIN, Moment(9)), TokenState::Foreign, "{form:?}");
        }
        let restarted = FormKey::generate();
        assert_eq!(restarted.check(&token, &ask(&receipt), MIN, Moment(9)), TokenState::Foreign);
        assert_eq!(key.check(&token, &ask(&receipt), MIN, Moment(9)), TokenState::Good);
    }

    #[test]
    fn a_page_that_seals_has_its_token_bound_to_the_mailbox() {
        let key = FormKey::generate();
        let (mailbox, other) = (MailboxId([1; 32]), MailboxId([2; 32]));
        let form = FormUse { purpose: Purpose::Ask, bound: Bound::Mailbox(&mailbox) };
        let token = key.issue(&form, Moment(0)).to_string();
        assert_eq!(key.check(&token, &form, MIN, Moment(2)), TokenState::Good);
        let form = FormUse { purpose: Purpose::Ask, bound: Bound::Mailbox(&other) };
        assert_eq!(key.check(&token, &form, MIN, Moment(2)), TokenState::Foreign);
    }

    #[test]
    fn two_forms_of_one_moment_have_two_tokens_and_no_debug_output_shows_one() {
        let (key, receipt) = (FormKey::generate(), draw_receipt());
        let (one, other) =
            (key.issue(&ask(&receipt), Moment(0)), key.issue(&ask(&receipt), Moment(0)));
        assert_ne!(one.to_string(), other.to_string());
        assert_eq!(format!("{one:?} {key:?}"), "FormToken(…) FormKey(…)");
        assert!(!one.to_string().contains(receipt.words()[0]));
    }

    proptest! {
        #[test]
        fn one_changed_digit_makes_a_token_foreign(place in 0_usize..2 * TOKEN_BYTES, digit in 0_u8..16) {
            let (key, receipt) = (FormKey::generate(), draw_receipt());
            let token = key.issue(&ask(&receipt), Moment(500)).to_string();
            let mut digits: Vec<char> = token.chars().collect();
            let new = char::from_digit(u32::from(digit), 16).unwrap();
            prop_assume!(digits[place] != new);
            digits[place] = new;
            let forged: String = digits.into_iter().collect();
            prop_assert_eq!(key.check(&forged, &ask(&receipt), MIN, Moment(510)), TokenState::Foreign);
        }

        #[test]
        fn no_text_is_a_token_and_none_makes_checking_panic(typed in any::<String>(), now: i64) {
            let (key, receipt) = (FormKey::generate(), draw_receipt());
            prop_assert_eq!(key.check(&typed, &ask(&receipt), MIN, Moment(now)), TokenState::Foreign);
        }

        #[test]
        fn no_two_moments_make_checking_panic_and_only_the_span_between_is_good(issued: i64, now: i64, least: u32) {
            let (key, receipt) = (FormKey::generate(), draw_receipt());
            let token = key.issue(&ask(&receipt), Moment(issued)).to_string();
            let state = key.check(&token, &ask(&receipt), least, Moment(now));
            let age = i128::from(now) - i128::from(issued);
            let good = age >= i128::from(least) && (0..=i128::from(MAX)).contains(&age);
            prop_assert_eq!(state == TokenState::Good, good);
            prop_assert_ne!(state, TokenState::Foreign);
        }
    }
}
