//! Asking.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::super::fields::Fields;
use super::super::{App, Error, page};
use crate::domain::{Asked, Consent, InvalidConsent, QuestionText, Receipt};
use crate::pages::problems;
use crate::pages::site::{AskForm, AskNotice, ask, asked};
use crate::service::{self, Sealing};

/// Seconds after which a full or busy store may be asked again.
const RETRY_SECONDS: &str = "60";

pub fn routes() -> Router<App> {
    Router::new().route("/ask", get(show).post(submit))
}

async fn show(State(app): State<App>) -> Result<Response, Error> {
    let site = app.service.site()?;
    let receipt = app.service.draw_receipt();
    let form = AskForm {
        question: "",
        consent: None,
        receipt: &receipt,
        problems: Vec::new(),
        notice: None,
    };
    Ok(page::html(ask(&site.column, &form)))
}

async fn submit(State(app): State<App>, fields: Fields) -> Result<Response, Error> {
    let site = app.service.site()?;
    let again = |receipt: &Receipt, notice: Option<AskNotice>| {
        let form = AskForm {
            question: fields.get("question"),
            consent: Consent::parse(fields.get("consent")).ok(),
            receipt,
            problems: mistakes(&fields),
            notice,
        };
        ask(&site.column, &form)
    };
    let Some(receipt) = receipt(&app, fields.get("receipt")) else {
        let fresh = app.service.draw_receipt();
        return Ok(page::unprocessable(again(&fresh, Some(AskNotice::ReceiptUnreadable))));
    };
    let (Ok(question), Ok(consent)) =
        (QuestionText::parse(fields.get("question")), consent(&fields))
    else {
        return Ok(page::unprocessable(again(&receipt, None)));
    };
    let letter = app.service.seal_question(&Sealing {
        question: &question,
        consent,
        receipt: &receipt,
        suspect: false,
    })?;
    match app.service.ask(letter, app.now().day()).await {
        Ok(Asked::Stored) => Ok(page::html(asked(&site.column, &receipt, Some(consent)))),
        Ok(Asked::Again) => Ok(page::html(asked(&site.column, &receipt, None))),
        Ok(Asked::ReceiptUsed) => {
            let fresh = app.service.draw_receipt();
            let form = again(&fresh, Some(AskNotice::ReceiptUsed));
            Ok((StatusCode::CONFLICT, page::html(form)).into_response())
        }
        Err(service::Error::Busy | service::Error::Full) => {
            let form = page::html(again(&receipt, Some(AskNotice::Full)));
            let retry = [(header::RETRY_AFTER, HeaderValue::from_static(RETRY_SECONDS))];
            Ok((StatusCode::SERVICE_UNAVAILABLE, retry, form).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The receipt of the form; a form without one gets words of its own. None for words that are no receipt.
fn receipt(app: &App, typed: &str) -> Option<Receipt> {
    if typed.trim().is_empty() {
        Some(app.service.draw_receipt())
    } else {
        Receipt::parse(typed).ok()
    }
}

/// The choice. One that was not made is never taken for more than the least.
fn consent(fields: &Fields) -> Result<Consent, InvalidConsent> {
    match fields.get("consent") {
        "" => Ok(Consent::Private),
        word => Consent::parse(word),
    }
}

fn mistakes(fields: &Fields) -> Vec<crate::pages::parts::FieldProblem> {
    let question = QuestionText::parse(fields.get("question")).err().map(problems::question);
    let consent = consent(fields).err().map(|_| problems::consent());
    question.into_iter().chain(consent).collect()
}
