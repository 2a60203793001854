//! Letters as a page of the browser seals them.

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rusqlite::Connection;
use unsaid::domain::{
    ColumnId, ColumnKey, ColumnSalt, Consent, EnvelopeId, FIRST_COPY, KeyId, Letter, Mailbox,
    MailboxId, MailboxState, OwnCopy, Receipt, Submission,
};
use unsaid::seal::{self, ReceiptKeys, SealError};

/// What a letter is sealed for.
pub struct Column {
    pub id: ColumnId,
    pub salt: ColumnSalt,
    pub key: ColumnKey,
}

/// A letter, sealed.
pub struct Sealed(Submission);

impl Column {
    /// Reads it from a public store.
    pub fn read(store: &Connection) -> anyhow::Result<Self> {
        let sql = "select column_id, salt, key_id, public from site, column_key
                   order by column_key.generation desc limit 1";
        let column = store.query_row(sql, [], |row| {
            let key = ColumnKey { id: KeyId(row.get(2)?), public: row.get(3)? };
            Ok(Self { id: ColumnId(row.get(0)?), salt: ColumnSalt(row.get(1)?), key })
        });
        column.context("the public store has no column")
    }
}

/// All that is sealed and derived for one letter, with its reader's key derived once.
pub fn seal(column: &Column, receipt: &Receipt, text: &str) -> Result<Sealed, SealError> {
    let keys = ReceiptKeys::derive(&column.salt, receipt);
    let (id, reader) = (keys.lookup().mailbox(), keys.reader().public());
    let (text, consent) = (text.to_owned(), Consent::Print);
    let copy = OwnCopy::Question { text: text.clone(), consent, changes: 0 };
    let mailbox = Mailbox {
        id,
        auth: keys.auth().hash(),
        retry_tag: keys.retry_tag(&text),
        state: seal::seal_state(&column.id, &reader, &id, &MailboxState::Waiting)?,
        copy: keys.copy().seal(&id, FIRST_COPY, &copy)?,
    };
    let letter = Letter::Question { text, consent, mailbox: id, auth: keys.auth().key(), reader };
    let envelope_id = keys.envelope_id();
    let envelope = seal::seal_letter(&column.id, &column.key, &envelope_id, &letter)?;
    Ok(Sealed(Submission { suspect: false, envelope_id, envelope, mailbox }))
}

impl Sealed {
    /// Where it will lie.
    pub fn ids(&self) -> (MailboxId, EnvelopeId) {
        (self.0.mailbox.id, self.0.envelope_id)
    }

    /// The bytes that the program stores of it, as one.
    pub fn row(&self) -> Vec<u8> {
        let Submission { envelope_id, envelope, mailbox, .. } = &self.0;
        let ids = [&envelope_id.0[..], &mailbox.id.0, &mailbox.auth.0, &mailbox.retry_tag].concat();
        [&ids, envelope.as_bytes(), mailbox.state.as_bytes(), &mailbox.copy].concat()
    }

    /// The form by which a page asks for the token of this letter.
    pub fn token_form(&self) -> String {
        format!("mailbox={}", self.0.mailbox.id)
    }

    /// The form by which a page sends it.
    pub fn form(&self, token: &str) -> String {
        let Submission { envelope_id, envelope, mailbox, .. } = &self.0;
        let tag: String = mailbox.retry_tag.iter().map(|byte| format!("{byte:02x}")).collect();
        let base64 = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        format!(
            "form={token}&website=&mailbox={}&auth={}&retry_tag={tag}&envelope_id={envelope_id}\
             &envelope={}&state={}&copy={}",
            mailbox.id,
            mailbox.auth,
            base64(envelope.as_bytes()),
            base64(mailbox.state.as_bytes()),
            base64(&mailbox.copy),
        )
    }
}
