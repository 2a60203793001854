//! What a reader sends from a page without scripts: the server seals it, and forgets the words.

use axum::http::StatusCode;
use axum::response::Response;

use super::{Kind, RETRY_SECONDS, Sent, Visit, padded};
use crate::domain::{
    Consent, ProofWords, QuestionText, Receipt, Sent as Done, crisis, holds_receipt,
};
use crate::pages::layout;
use crate::pages::parts::{FieldProblem, TOKEN_FIELD};
use crate::pages::problems;
use crate::pages::site::{LOOKED_FIELD, SlowForm, Told, Typed, slow};
use crate::public::Site;
use crate::service::{self, Bound, Verdict, Wish};
use crate::web::{Error, page};

/// The value of a field that is checked.
const YES: &str = "yes";

/// Does what a form asks for, and answers with the mailbox as it is then.
pub async fn send(sent: &Sent<'_>, site: &Site, kind: Kind) -> Result<Response, Error> {
    let visit = match Visit::enter(sent.app, site, sent.fields.get("code")).await? {
        Ok(visit) => visit,
        Err(refused) => return Ok(refused),
    };
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let wish = match wish(sent, kind, &visit.receipt)? {
        Ok(wish) => wish,
        Err(problem) => {
            let typed = Typed { problems: vec![problem], ..typed(sent) };
            return visit.page(refused, typed, None).await;
        }
    };
    if !sent.app.gate.is_steady(&visit.opened.id, sent.app.now()) {
        return enough(sent, &visit).await;
    }
    match sent.judge(kind, Bound::Words(&visit.receipt)) {
        Verdict::Welcome { .. } => fulfil(sent, &visit, &wish).await,
        Verdict::Fresh { token } => {
            let typed = Typed { token: &token, ..typed(sent) };
            visit.page(refused, typed, Some(Told::Fresh)).await
        }
        Verdict::Slow { seconds, token } => Ok(wait(sent, site, seconds, &token)),
    }
}

async fn fulfil(sent: &Sent<'_>, visit: &Visit<'_>, wish: &Wish) -> Result<Response, Error> {
    let today = sent.app.today();
    let done = sent.app.service.follow(&visit.receipt, &visit.opened, wish, today).await;
    let done = match done {
        Ok(Done::TooMuch) => return enough(sent, visit).await,
        Ok(done) => done,
        Err(service::Error::Busy | service::Error::Full) => {
            let status = StatusCode::SERVICE_UNAVAILABLE;
            let full = visit.page(status, typed(sent), Some(Told::Full)).await?;
            return Ok(page::retry_later(status, RETRY_SECONDS, full));
        }
        Err(error) => return Err(error.into()),
    };
    let told = told(wish, done);
    let mut now = match Visit::enter(sent.app, visit.site, sent.fields.get("code")).await? {
        Ok(now) => now,
        Err(refused) => return Ok(refused),
    };
    if told == Told::Changed {
        now.page(StatusCode::CONFLICT, typed(sent), Some(told)).await
    } else {
        now.danger = words(wish).and_then(crisis);
        now.page(StatusCode::OK, Typed::default(), Some(told)).await
    }
}

/// What she wrote.
fn words(wish: &Wish) -> Option<&str> {
    match wish {
        Wish::FollowUp(text) => Some(text.as_str()),
        Wish::ProofAnswer { words, .. } => Some(words.as_str()),
        Wish::Consent(_) | Wish::Withdrawal => None,
    }
}

/// For more than a person sends.
async fn enough(sent: &Sent<'_>, visit: &Visit<'_>) -> Result<Response, Error> {
    let status = StatusCode::TOO_MANY_REQUESTS;
    let answer = visit.page(status, typed(sent), Some(Told::Enough)).await?;
    Ok(page::retry_later(status, RETRY_SECONDS, answer))
}

/// What is said of it.
fn told(wish: &Wish, done: Done) -> Told {
    match (done, wish) {
        (Done::TooMuch, _) => Told::Enough,
        // Without a right to it, as when the letter was taken back in another window, the page shows what is so now.
        (Done::Outpaced | Done::Unproved, _) => Told::Changed,
        (Done::TakeDownAsked, _) => Told::TakeDown,
        (Done::Stored, Wish::FollowUp(_)) => Told::FollowUp,
        (Done::Stored, Wish::Consent(_)) => Told::Consent,
        (Done::Stored, Wish::Withdrawal) => Told::Withdrawal,
        (Done::Stored, Wish::ProofAnswer { approved: true, .. }) => Told::Approved,
        (Done::Stored, Wish::ProofAnswer { .. }) => Told::Changes,
    }
}

/// What the form asks for, or what is wrong with it.
fn wish(
    sent: &Sent<'_>,
    kind: Kind,
    receipt: &Receipt,
) -> Result<Result<Wish, FieldProblem>, Error> {
    Ok(match kind {
        Kind::FollowUp => follow_up(sent, receipt),
        Kind::Consent => Consent::parse(sent.fields.get("consent"))
            .map(Wish::Consent)
            .map_err(|_| problems::consent()),
        Kind::Withdrawal if sent.fields.get("sure") == YES => Ok(Wish::Withdrawal),
        Kind::Withdrawal => Err(problems::not_sure()),
        Kind::Proof => return proof(sent, receipt),
    })
}

fn follow_up(sent: &Sent<'_>, receipt: &Receipt) -> Result<Wish, FieldProblem> {
    const FIELD: &str = "followup";
    let text = QuestionText::parse(sent.fields.get(FIELD))
        .map_err(|invalid| problems::follow_up(FIELD, invalid))?;
    check_words(sent, receipt, FIELD, text.as_str())?;
    Ok(Wish::FollowUp(text))
}

fn proof(sent: &Sent<'_>, receipt: &Receipt) -> Result<Result<Wish, FieldProblem>, Error> {
    const FIELD: &str = "proof-words";
    let number = sent.fields.get("number").parse().map_err(|_| Error::BadForm)?;
    let approved = match sent.fields.get("answer") {
        "approve" => true,
        "changes" => false,
        _ => return Err(Error::BadForm),
    };
    let words = match ProofWords::parse(sent.fields.get("words")) {
        Ok(words) => words,
        Err(chars) => return Ok(Err(problems::proof_words_long(FIELD, chars))),
    };
    if !approved && words.as_str().is_empty() {
        return Ok(Err(problems::proof_words_empty(FIELD)));
    }
    let checked = check_words(sent, receipt, FIELD, words.as_str());
    Ok(checked.map(|()| Wish::ProofAnswer { number, approved, words }))
}

/// Catches a receipt in a text: these words always, any that look like one once.
fn check_words(
    sent: &Sent<'_>,
    receipt: &Receipt,
    field: &'static str,
    text: &str,
) -> Result<(), FieldProblem> {
    if receipt.is_in(text) {
        Err(problems::own_words_in(field))
    } else if holds_receipt(text) && sent.fields.get(LOOKED_FIELD) != YES {
        Err(problems::looks_like_receipt(field))
    } else {
        Ok(())
    }
}

/// All that was typed, for a form that comes back.
fn typed<'a>(sent: &'a Sent<'_>) -> Typed<'a> {
    Typed {
        token: sent.fields.get(TOKEN_FIELD),
        follow_up: sent.fields.get("followup"),
        proof_words: sent.fields.get("words"),
        ..Typed::default()
    }
}

fn wait(sent: &Sent<'_>, site: &Site, seconds: u32, token: &str) -> Response {
    let fields = ["code", "followup", LOOKED_FIELD]
        .map(|name| (name.to_owned(), sent.fields.get(name).to_owned()));
    let form = SlowForm {
        action: "/receipt/follow-up",
        fields: &fields,
        token,
        seconds,
        receipt: None,
        page: layout::Page::Receipt,
    };
    let status = StatusCode::TOO_MANY_REQUESTS;
    let waiting = padded::html(status, slow(&sent.app.shell(&site.column), &form));
    page::retry_later(status, seconds, waiting)
}
