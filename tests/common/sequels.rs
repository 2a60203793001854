//! What comes with a receipt after the first letter, sealed as a reader's page seals it.

use unsaid::domain::{Consent, Effect, Letter, MailboxState, Receipt, Sent, Sequel};
use unsaid::seal::{self, ReceiptKeys};

use super::TestApp;

/// Somebody who comes back with her seven words.
pub struct Asker<'a> {
    app: &'a TestApp,
    pub keys: ReceiptKeys,
}

impl<'a> Asker<'a> {
    pub fn of(app: &'a TestApp, receipt: &str) -> Self {
        let site = app.service.site().unwrap();
        Self { app, keys: ReceiptKeys::derive(&site.salt, &Receipt::parse(receipt).unwrap()) }
    }

    pub async fn follow_up(&self, text: &str) -> Sent {
        let (mailbox, auth) = (self.keys.lookup().mailbox(), self.keys.auth().key());
        self.send(Letter::FollowUp { mailbox, auth, text: text.to_owned() }, Effect::None).await
    }

    /// The `number`th change of her choice.
    pub async fn choose(&self, consent: Consent, number: u32) -> Sent {
        let (mailbox, auth) = (self.keys.lookup().mailbox(), self.keys.auth().key());
        let effect = if consent == Consent::Print { Effect::Release } else { Effect::Hold };
        self.send(Letter::ConsentChange { mailbox, auth, consent, number }, effect).await
    }

    /// Says yes to message `number`, or what is to be changed in it.
    pub async fn answer(&self, number: u32, approved: bool, words: &str) -> Sent {
        let (mailbox, auth) = (self.keys.lookup().mailbox(), self.keys.auth().key());
        let effect = if approved { Effect::Release } else { Effect::None };
        let words = words.to_owned();
        self.send(Letter::ProofAnswer { mailbox, auth, number, approved, words }, effect).await
    }

    pub async fn withdraw(&self) -> Sent {
        let (mailbox, auth) = (self.keys.lookup().mailbox(), self.keys.auth().key());
        let site = self.app.service.site().unwrap();
        let reader = self.keys.reader().public();
        let state = seal::seal_state(&site.id, &reader, &mailbox, &MailboxState::Withdrawn);
        let effect = Effect::Withdraw { first: self.keys.envelope_id(), state: state.unwrap() };
        self.send(Letter::Withdrawal { mailbox, auth }, effect).await
    }

    /// Sends a letter from her mailbox, whatever it says.
    pub async fn send(&self, letter: Letter, effect: Effect) -> Sent {
        let site = self.app.service.site().unwrap();
        let envelope_id = unsaid::domain::EnvelopeId(seal::random_bytes());
        let envelope = seal::seal_letter(&site.id, &site.key, &envelope_id, &letter).unwrap();
        let (mailbox, auth) = (self.keys.lookup().mailbox(), self.keys.auth().hash());
        let sequel = Sequel { mailbox, auth, envelope_id, envelope, copy: None, effect };
        self.app.service.send(sequel, self.app.now().day()).await.unwrap()
    }
}
