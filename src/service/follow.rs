//! What a reader does with her letter after it was sent, sealed by the server for a page that cannot do it itself.

use super::receipt::OpenedMailbox;
use super::{Error, Result, Service};
use crate::domain::{
    Consent, Day, Effect, EnvelopeId, FIRST_COPY, Letter, MailboxState, OwnCopy, ProofTurn,
    ProofWords, QuestionText, Receipt, Sent, Sequel,
};
use crate::public::Site;
use crate::seal::{self, ReceiptKeys};

/// What she wants.
pub enum Wish {
    /// To add something.
    FollowUp(QuestionText),
    /// To choose anew what may be done with it.
    Consent(Consent),
    /// To take it back, or have its post taken down.
    Withdrawal,
    /// To answer the proof of this number.
    ProofAnswer { number: u32, approved: bool, words: ProofWords },
}

/// A wish as it goes out: the letter, the reader's own copy of it with its number, and what changes at once.
struct Step {
    letter: Letter,
    copy: (u32, OwnCopy),
    effect: Effect,
}

impl Service {
    /// Does what a reader wants with the letter behind a mailbox that was just opened, and forgets the receipt. The
    /// very same once more is no second letter.
    ///
    /// [`Sent::Outpaced`] is also the answer to a wish that the mailbox no longer allows.
    ///
    /// # Errors
    ///
    /// * [`Error::Busy`] or [`Error::Full`]: nothing was stored.
    pub async fn follow(
        &self,
        receipt: &Receipt,
        opened: &OpenedMailbox,
        wish: &Wish,
        today: Day,
    ) -> Result<Sent> {
        if opened.shows(wish) {
            return Ok(Sent::Stored);
        }
        if !opened.allows(wish, today) {
            return Ok(Sent::Outpaced);
        }
        let site = self.site()?;
        let keys = ReceiptKeys::derive(&site.salt, receipt);
        let step = step(&site, &keys, opened, wish)?;
        self.send(sealed(&site, &keys, step)?, today).await
    }
}

impl OpenedMailbox {
    /// Whether the mailbox shows already that this was done, as after an answer that was lost on its way.
    fn shows(&self, wish: &Wish) -> bool {
        let last = self.own.last().map(|(_, copy)| copy);
        match wish {
            Wish::FollowUp(words) => {
                matches!(last, Some(OwnCopy::FollowUp { text, after })
                    if text == words.as_str() && *after == self.last_message())
            }
            Wish::Consent(to) => self.question().is_some_and(|(_, consent)| consent == *to),
            Wish::Withdrawal => self.state == MailboxState::Withdrawn,
            Wish::ProofAnswer { number, approved, words } => {
                matches!(last, Some(OwnCopy::ProofAnswer { number: to, approved: yes, words: said })
                    if to == number && yes == approved && said == words.as_str())
            }
        }
    }

    fn allows(&self, wish: &Wish, today: Day) -> bool {
        match wish {
            // A response is taken back, and nothing else.
            Wish::FollowUp(_) => self.state.takes_follow_ups() && self.response().is_none(),
            Wish::Consent(_) => self.state.takes_consent() && self.response().is_none(),
            Wish::Withdrawal => self.state.takes_withdrawal(),
            Wish::ProofAnswer { number, .. } => self.proof_turn(*number, today) == ProofTurn::Open,
        }
    }

    fn last_message(&self) -> u32 {
        self.messages.last().map_or(0, |(number, _)| *number)
    }

    /// The number of the next own copy.
    fn next_copy(&self) -> u32 {
        self.own.last().map_or(FIRST_COPY, |(number, _)| *number) + 1
    }
}

fn step(site: &Site, keys: &ReceiptKeys, opened: &OpenedMailbox, wish: &Wish) -> Result<Step> {
    let (mailbox, auth) = (keys.lookup().mailbox(), keys.auth().key());
    let next = opened.next_copy();
    Ok(match wish {
        Wish::FollowUp(text) => {
            let text = text.as_str().to_owned();
            let copy = OwnCopy::FollowUp { text: text.clone(), after: opened.last_message() };
            let letter = Letter::FollowUp { mailbox, auth, text };
            Step { letter, copy: (next, copy), effect: Effect::None }
        }
        Wish::Consent(to) => consent(keys, opened, *to)?,
        Wish::Withdrawal => withdrawal(site, keys, opened)?,
        Wish::ProofAnswer { number, approved, words } => {
            let (number, approved, words) = (*number, *approved, words.as_str().to_owned());
            let copy = OwnCopy::ProofAnswer { number, approved, words: words.clone() };
            let letter = Letter::ProofAnswer { mailbox, auth, number, approved, words };
            let effect = if approved { Effect::Release } else { Effect::None };
            Step { letter, copy: (next, copy), effect }
        }
    })
}

/// Taking it back. The copy stays only where the letter is public already and the desk is asked to take it down.
fn withdrawal(site: &Site, keys: &ReceiptKeys, opened: &OpenedMailbox) -> Result<Step> {
    let (mailbox, auth) = (keys.lookup().mailbox(), keys.auth().key());
    let reader = keys.reader().public();
    let state = seal::seal_state(&site.id, &reader, &mailbox, &MailboxState::Withdrawn)?;
    let changes = opened.first().map_or(0, |(_, _, changes)| changes);
    let copy = OwnCopy::TakeDown { after: opened.last_message(), changes };
    Ok(Step {
        letter: Letter::Withdrawal { mailbox, auth },
        copy: (opened.next_copy(), copy),
        effect: Effect::Withdraw { first: keys.envelope_id(), state },
    })
}

/// Another choice. Its copy takes the place of the question's.
fn consent(keys: &ReceiptKeys, opened: &OpenedMailbox, to: Consent) -> Result<Step> {
    let (text, _, changes) = opened.first().ok_or(Error::Damaged)?;
    let (_, from) = opened.question().ok_or(Error::Damaged)?;
    let number = changes.saturating_add(1);
    let (mailbox, auth) = (keys.lookup().mailbox(), keys.auth().key());
    Ok(Step {
        letter: Letter::ConsentChange { mailbox, auth, consent: to, number },
        copy: (
            FIRST_COPY,
            OwnCopy::Question { text: text.to_owned(), consent: to, changes: number },
        ),
        effect: effect(from, to),
    })
}

/// A choice that allows all opens the mailbox, and a stricter one closes it. From *private* to *proof* it stays
/// closed: the desk may not have heard of either yet, and what it decided before is still not allowed.
fn effect(from: Consent, to: Consent) -> Effect {
    match to {
        Consent::Print => Effect::Release,
        Consent::Proof | Consent::Private if to > from => Effect::Hold,
        Consent::Proof | Consent::Private => Effect::None,
    }
}

fn sealed(site: &Site, keys: &ReceiptKeys, step: Step) -> Result<Sequel> {
    let mailbox = keys.lookup().mailbox();
    let envelope_id = EnvelopeId(seal::random_bytes());
    let (number, copy) = step.copy;
    Ok(Sequel {
        mailbox,
        auth: keys.auth().hash(),
        envelope_id,
        envelope: seal::seal_letter(&site.id, &site.key, &envelope_id, &step.letter)?,
        copy: Some((number, keys.copy().seal(&mailbox, number, &copy)?)),
        effect: step.effect,
    })
}
