//! What a page with scripts sends and gets: derived values and sealed bytes. Neither the words nor anything that they
//! open reaches the server.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::{Kind, RETRY_SECONDS, Sent, padded, token};
use crate::domain::{
    ENC_BYTES, Effect, Envelope, EnvelopeId, FIRST_COPY, HEADER_BYTES, SealedMailbox, Sent as Done,
    Sequel, TAG_BYTES,
};
use crate::public::Site;
use crate::service::{self, Auth, Bound, LookupKey, Verdict};
use crate::web::fields::Fields;
use crate::web::sealed::{self, Unsealed};
use crate::web::{App, Error, page};

/// Bytes within the envelope of a choice or a withdrawal.
const CHOICE_BYTES_MAX: usize = 1_024;
/// Bytes within the envelope of an answer to a text: 2,000 characters, escaped.
const ANSWER_BYTES_MAX: usize = 16 * 1_024;

/// Gives what lies sealed in the mailbox that `lookup` leads to: `{"state", "messages": [[number, …]], "own":
/// [[number, …]], "tokens": {"follow_up": …}}`, bytes as base64url; 404 where there is none, with `evicted` when that
/// is because there was no room for its letter.
pub async fn look(app: &App, fields: &Fields) -> Result<Response, Error> {
    let Ok(lookup) = LookupKey::parse(fields.get("lookup")) else { return Ok(malformed()) };
    let id = lookup.mailbox();
    // Made for a mailbox that is not there too: the same work.
    let token = token(app, Bound::Mailbox(&id));
    Ok(match app.service.sealed_mailbox(id).await? {
        Some(mailbox) => padded::json(StatusCode::OK, &contents(mailbox, &token)),
        None => {
            let evicted = app.service.public().was_evicted(id).await?;
            padded::json(StatusCode::NOT_FOUND, &json!({ "evicted": evicted }))
        }
    })
}

fn contents(mailbox: SealedMailbox, token: &str) -> Value {
    let numbered = |rows: Vec<(u32, Vec<u8>)>| {
        let rows = rows.iter().map(|(number, bytes)| json!([number, sealed::text(bytes)]));
        rows.collect::<Vec<_>>()
    };
    json!({
        "state": sealed::text(&mailbox.state),
        "messages": numbered(mailbox.messages),
        "own": numbered(mailbox.own),
        "tokens": { "follow_up": token },
    })
}

/// Takes what a page has sealed. Answers `{}`, or why not as `receipt.js` reads it: `{"asked": "full" | "enough" |
/// "fresh" | "slow" | "key"}` with `token` and `wait` (seconds until the very same may be sent again), or `key` and `key_id`;
/// 403 without a right to the mailbox; 409 when the place of the copy is taken.
pub async fn send(sent: &Sent<'_>, site: &Site, kind: Kind) -> Result<Response, Error> {
    let sequel = match sequel(sent.fields, site, kind) {
        Ok(sequel) => sequel,
        Err(Unsealed::Malformed) => return Ok(malformed()),
        Err(Unsealed::OldKey) => return Ok(newest_key(site)),
    };
    // Only what is somebody's own is counted by the gate, so that made-up receipts make nobody wait.
    if !sent.app.service.is_proved(sequel.mailbox, sequel.auth).await? {
        return Ok(page::json(StatusCode::FORBIDDEN, &json!({})));
    }
    if !sent.app.gate.is_steady(&sequel.mailbox, sent.app.now()) {
        return Ok(enough());
    }
    // Answers pass the gate freely, so there must be something to answer.
    if kind == Kind::Proof && !sent.app.service.has_messages(sequel.mailbox).await? {
        return Ok(malformed());
    }
    match sent.judge(kind, Bound::Mailbox(&sequel.mailbox)) {
        Verdict::Welcome { .. } => store(sent, sequel).await,
        Verdict::Fresh { token } => {
            // The token is good once it is old enough, so the script can send the same again by itself.
            let wait = sent.app.options.limits.form_seconds.max(1);
            let told = json!({ "asked": "fresh", "token": token, "wait": wait });
            Ok(page::json(StatusCode::UNPROCESSABLE_ENTITY, &told))
        }
        Verdict::Slow { seconds, token } => {
            let told = json!({ "asked": "slow", "token": token, "wait": seconds });
            let status = StatusCode::TOO_MANY_REQUESTS;
            Ok(page::retry_later(status, seconds, page::json(status, &told)))
        }
    }
}

async fn store(sent: &Sent<'_>, sequel: Sequel) -> Result<Response, Error> {
    let status = match sent.app.service.send(sequel, sent.app.today()).await {
        Ok(Done::Stored | Done::TakeDownAsked) => StatusCode::OK,
        Ok(Done::Unproved) => StatusCode::FORBIDDEN,
        Ok(Done::Outpaced) => StatusCode::CONFLICT,
        Ok(Done::TooMuch) => return Ok(enough()),
        Err(service::Error::Busy | service::Error::Full) => {
            let status = StatusCode::SERVICE_UNAVAILABLE;
            let full = page::json(status, &json!({ "asked": "full" }));
            return Ok(page::retry_later(status, RETRY_SECONDS, full));
        }
        Err(error) => return Err(error.into()),
    };
    Ok(page::json(status, &json!({})))
}

/// What was sealed, as far as its outside can be checked.
fn sequel(fields: &Fields, site: &Site, kind: Kind) -> Result<Sequel, Unsealed> {
    let lookup = LookupKey::parse(fields.get("lookup")).map_err(|_| Unsealed::Malformed)?;
    let auth = Auth::parse(fields.get("auth")).map_err(|_| Unsealed::Malformed)?;
    let envelope_id =
        EnvelopeId::from_hex(fields.get("envelope_id")).map_err(|_| Unsealed::Malformed)?;
    let number = number(fields, kind)?;
    Ok(Sequel {
        mailbox: lookup.mailbox(),
        auth: auth.hash(),
        envelope_id,
        copy: Some((number, sealed::copy(fields)?)),
        effect: effect(fields, kind, &auth)?,
        envelope: fitting(sealed::envelope(fields, site.key.id)?, kind)?,
    })
}

/// An envelope no larger than what its kind of letter can say.
fn fitting(envelope: Envelope, kind: Kind) -> Result<Envelope, Unsealed> {
    let most = match kind {
        Kind::Consent | Kind::Withdrawal => CHOICE_BYTES_MAX,
        Kind::Proof => ANSWER_BYTES_MAX,
        Kind::FollowUp => return Ok(envelope),
    };
    let plain = envelope.as_bytes().len() - (HEADER_BYTES + ENC_BYTES + TAG_BYTES);
    if plain <= most { Ok(envelope) } else { Err(Unsealed::Malformed) }
}

/// The place of the copy: a choice replaces the question's, all else comes behind it.
fn number(fields: &Fields, kind: Kind) -> Result<u32, Unsealed> {
    let number: u32 = fields.get("number").parse().map_err(|_| Unsealed::Malformed)?;
    let allowed = match kind {
        Kind::Consent => number == FIRST_COPY,
        Kind::FollowUp | Kind::Proof | Kind::Withdrawal => number > FIRST_COPY,
    };
    if allowed { Ok(number) } else { Err(Unsealed::Malformed) }
}

/// What changes at once. The first envelope's id comes from `auth`, so that nobody can have another's removed.
fn effect(fields: &Fields, kind: Kind, auth: &Auth) -> Result<Effect, Unsealed> {
    match (kind, fields.get("hold")) {
        (Kind::Withdrawal, "") => {
            Ok(Effect::Withdraw { first: auth.envelope_id(), state: sealed::state(fields)? })
        }
        (Kind::FollowUp | Kind::Consent | Kind::Proof, "") => Ok(Effect::None),
        (Kind::Consent | Kind::Proof, "open") => Ok(Effect::Release),
        (Kind::Consent, "close") => Ok(Effect::Hold),
        _ => Err(Unsealed::Malformed),
    }
}

/// More than a person sends.
fn enough() -> Response {
    let status = StatusCode::TOO_MANY_REQUESTS;
    page::retry_later(status, RETRY_SECONDS, page::json(status, &json!({ "asked": "enough" })))
}

fn newest_key(site: &Site) -> Response {
    let (key, id) = (site.key.public_hex(), site.key.id.to_string());
    page::json(StatusCode::CONFLICT, &json!({ "asked": "key", "key": key, "key_id": id }))
}

/// For what no script of ours sends.
fn malformed() -> Response {
    page::json(StatusCode::UNPROCESSABLE_ENTITY, &json!({}))
}
