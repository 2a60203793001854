//! A page that opens and seals by itself, as `receipt.js` does.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;
use serde_json::Value;
use unsaid::domain::{
    ColumnKey, Consent, EnvelopeId, Letter, MailboxId, MailboxState, OwnCopy, Receipt,
};
use unsaid::seal::{self, ReceiptKeys};

use super::{Answer, TestApp, encode};

/// Names and values of a form.
pub type Fields = Vec<(&'static str, String)>;

/// The page of a reader: her words stay in it.
pub struct SealingPage<'a> {
    app: &'a TestApp,
    pub keys: ReceiptKeys,
    pub id: MailboxId,
}

impl<'a> SealingPage<'a> {
    pub fn of(app: &'a TestApp, receipt: &str) -> Self {
        let salt = app.service.site().unwrap().salt;
        let keys = ReceiptKeys::derive(&salt, &Receipt::parse(receipt).unwrap());
        let id = keys.lookup().mailbox();
        Self { app, keys, id }
    }

    pub async fn look(&self) -> (Answer, Value) {
        post_sealed(self.app, "/receipt", &[("lookup", self.keys.lookup().as_text().to_string())])
            .await
    }

    /// The token that came with the mailbox.
    pub async fn token(&self) -> String {
        self.look().await.1["tokens"]["follow_up"].as_str().unwrap().to_owned()
    }

    pub fn letter(&self, text: &str) -> Letter {
        let auth = self.keys.auth().key();
        Letter::FollowUp { mailbox: self.id, auth, text: text.to_owned() }
    }

    /// What is sent with every letter, and its copy in the place `number`.
    pub fn fields(&self, letter: &Letter, number: u32, copy: &OwnCopy) -> Fields {
        let key = self.app.service.site().unwrap().key;
        self.fields_to(&key, letter, number, copy)
    }

    pub fn fields_to(
        &self,
        key: &ColumnKey,
        letter: &Letter,
        number: u32,
        copy: &OwnCopy,
    ) -> Fields {
        let site = self.app.service.site().unwrap();
        let id = EnvelopeId(seal::random_bytes());
        let envelope = seal::seal_letter(&site.id, key, &id, letter).unwrap();
        let copy = self.keys.copy().seal(&self.id, number, copy).unwrap();
        vec![
            ("lookup", self.keys.lookup().as_text().to_string()),
            ("auth", self.keys.auth().as_text().to_string()),
            ("envelope_id", id.to_string()),
            ("envelope", URL_SAFE_NO_PAD.encode(envelope.as_bytes())),
            ("number", number.to_string()),
            ("copy", URL_SAFE_NO_PAD.encode(copy)),
        ]
    }

    pub async fn follow_up(&self, text: &str, number: u32) -> Fields {
        let copy = OwnCopy::FollowUp { text: text.to_owned(), after: 0 };
        let fields = self.fields(&self.letter(text), number, &copy);
        [fields, vec![("form", self.token().await)]].concat()
    }

    pub fn choice(&self, consent: Consent, hold: &str) -> Fields {
        let auth = self.keys.auth().key();
        let letter = Letter::ConsentChange { mailbox: self.id, auth, consent, number: 1 };
        let copy = OwnCopy::Question { text: "Should I tell her?".into(), consent, changes: 1 };
        [self.fields(&letter, 0, &copy), vec![("hold", hold.to_owned())]].concat()
    }

    pub fn withdrawal(&self, number: u32) -> Fields {
        let site = self.app.service.site().unwrap();
        let letter = Letter::Withdrawal { mailbox: self.id, auth: self.keys.auth().key() };
        let reader = self.keys.reader().public();
        let state =
            seal::seal_state(&site.id, &reader, &self.id, &MailboxState::Withdrawn).unwrap();
        let fields = self.fields(&letter, number, &OwnCopy::TakeDown { after: 0, changes: 0 });
        [fields, vec![("state", URL_SAFE_NO_PAD.encode(state.as_bytes()))]].concat()
    }
}

/// Sends fields as a script does.
pub async fn post_sealed(app: &TestApp, path: &str, fields: &[(&str, String)]) -> (Answer, Value) {
    let client = app.client();
    let pairs: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let request = client.request(Method::POST, path).header("accept", "application/json");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let answer = client.send(request.body(encode(&pairs))).await;
    assert!(answer.headers.get("set-cookie").is_none());
    assert!(answer.header("cache-control").starts_with("no-store"));
    let value = serde_json::from_str(&answer.body).unwrap_or(Value::Null);
    (answer, value)
}

/// The same fields with one of them replaced; taken out where there is no value.
pub fn with(fields: &Fields, name: &'static str, value: Option<String>) -> Fields {
    let kept = fields.iter().filter(|(found, _)| *found != name).cloned();
    kept.chain(value.map(|value| (name, value))).collect()
}
