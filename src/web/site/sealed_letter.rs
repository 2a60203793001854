//! A first letter that the page has sealed, a question or a response: the server sees neither its text nor its words.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::domain::{
    Asked, AuthHash, EnvelopeId, InvalidId, Mailbox, MailboxId, Prefix, Submission, from_hex,
};
use crate::pages::parts::{HONEYPOT_FIELD, SLOW_FIELD, TOKEN_FIELD};
use crate::public::Site;
use crate::service::{self, Asking, Bound, FormUse, Purpose, Verdict};
use crate::web::fields::Fields;
use crate::web::sealed::{self, Unsealed};
use crate::web::{App, Error, page};

/// Seconds after which a full or busy store may be asked again.
const RETRY_SECONDS: u32 = 60;

/// A form as a script sent it.
pub struct Sent<'a> {
    pub app: &'a App,
    pub site: &'a Site,
    pub fields: &'a Fields,
    pub prefix: Option<Prefix>,
    /// Of the form.
    pub purpose: Purpose,
}

impl Sent<'_> {
    fn form<'b>(&self, mailbox: &'b MailboxId) -> FormUse<'b> {
        FormUse { purpose: self.purpose, bound: Bound::Mailbox(mailbox) }
    }

    fn judge(&self, mailbox: &MailboxId) -> Verdict {
        let asking = Asking {
            form: self.form(mailbox),
            prefix: self.prefix,
            token: self.fields.get(TOKEN_FIELD),
            slow: self.fields.get(SLOW_FIELD),
            honeypot: self.fields.get(HONEYPOT_FIELD),
        };
        self.app.gate.judge(&asking, self.app.now())
    }
}

/// Answers a script, as `first.js` reads it: `{"asked": "stored" | "again" | "used" | "full" | "fresh" | "slow" |
/// "key"}`, with `token` and `wait` (seconds until the very same may be sent again) where there are any. `key` comes
/// with the column's newest `key` and `key_id`: the page seals its text once more, and nothing of it is lost.
pub async fn submit(sent: &Sent<'_>) -> Result<Response, Error> {
    let Ok(mailbox) = MailboxId::from_hex(sent.fields.get("mailbox")) else {
        return Ok(malformed());
    };
    if !sent.fields.has("envelope") {
        return Ok(token(sent, &mailbox));
    }
    let letter = match letter(sent, mailbox) {
        Ok(letter) => letter,
        Err(Unsealed::Malformed) => return Ok(malformed()),
        Err(Unsealed::OldKey) => return Ok(newest_key(sent)),
    };
    match sent.judge(&mailbox) {
        Verdict::Welcome { suspect } => store(sent, Submission { suspect, ..letter }).await,
        Verdict::Fresh { token } => {
            // The token is good once it is old enough, so the script can send the same again by itself.
            let wait = sent.app.options.limits.form_seconds.max(1);
            let told = json!({ "asked": "fresh", "token": token, "wait": wait });
            Ok(page::json(StatusCode::UNPROCESSABLE_ENTITY, &told))
        }
        Verdict::Slow { seconds, token } => {
            let told = json!({ "asked": "slow", "token": token, "wait": seconds });
            let answer = page::json(StatusCode::TOO_MANY_REQUESTS, &told);
            Ok(page::retry_later(StatusCode::TOO_MANY_REQUESTS, seconds, answer))
        }
    }
}

async fn store(sent: &Sent<'_>, letter: Submission) -> Result<Response, Error> {
    let told = |status, asked: &str| page::json(status, &json!({ "asked": asked }));
    match sent.app.service.ask(letter, sent.app.today()).await {
        Ok(Asked::Stored) => Ok(told(StatusCode::OK, "stored")),
        Ok(Asked::Again) => Ok(told(StatusCode::OK, "again")),
        Ok(Asked::ReceiptUsed) => Ok(told(StatusCode::CONFLICT, "used")),
        Err(service::Error::Busy | service::Error::Full) => {
            let status = StatusCode::SERVICE_UNAVAILABLE;
            Ok(page::retry_later(status, RETRY_SECONDS, told(status, "full")))
        }
        Err(error) => Err(error.into()),
    }
}

/// What was sealed, as far as its outside can be checked.
fn letter(sent: &Sent<'_>, id: MailboxId) -> Result<Submission, Unsealed> {
    let fields = sent.fields;
    let malformed = |_: InvalidId| Unsealed::Malformed;
    let mailbox = Mailbox {
        id,
        auth: AuthHash::from_hex(fields.get("auth")).map_err(malformed)?,
        retry_tag: from_hex(fields.get("retry_tag")).map_err(malformed)?,
        state: sealed::state(fields)?,
        copy: sealed::copy(fields)?,
    };
    let envelope_id = EnvelopeId::from_hex(fields.get("envelope_id")).map_err(malformed)?;
    let envelope = sealed::envelope(fields, sent.site.key.id)?;
    Ok(Submission { suspect: false, envelope_id, envelope, mailbox })
}

/// A token for the mailbox of words that the page has drawn.
fn token(sent: &Sent<'_>, mailbox: &MailboxId) -> Response {
    let token = sent.app.gate.token(&sent.form(mailbox), sent.app.now());
    page::json(StatusCode::OK, &json!({ "token": token }))
}

fn newest_key(sent: &Sent<'_>) -> Response {
    let key = &sent.site.key;
    let told = json!({ "asked": "key", "key": key.public_hex(), "key_id": key.id.to_string() });
    page::json(StatusCode::CONFLICT, &told)
}

/// For what no script of ours sends.
fn malformed() -> Response {
    page::json(StatusCode::UNPROCESSABLE_ENTITY, &Value::Object(serde_json::Map::new()))
}
