//! Entering a letter by hand.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::super::fields::Fields;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::Facts;
use crate::domain::{Consent, QuestionText, Receipt};
use crate::pages::desk::{DeskPlace, NewLetterForm, letter_entered, new_letter};
use crate::pages::problems;
use crate::service::Entered;

pub fn routes() -> Router<App> {
    Router::new().route("/desk/questions/new", get(show).post(submit))
}

async fn show(State(app): State<App>, SignedIn(desk): SignedIn) -> Result<Response, Error> {
    let facts = Facts::gather(&app, &desk).await?;
    let form =
        NewLetterForm { receipt: desk.draw_receipt().to_string(), ..NewLetterForm::default() };
    Ok(page::html(
        facts.page(DeskPlace::NewLetter, "", |frame| new_letter(frame, &form, Vec::new())),
    ))
}

async fn submit(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let text = QuestionText::parse(fields.get("question"));
    let consent = Consent::parse(fields.get("consent"));
    let with_receipt = !fields.get("with_receipt").is_empty();
    let receipt = Receipt::parse(fields.get("receipt")).unwrap_or_else(|_| desk.draw_receipt());
    let facts = Facts::gather(&app, &desk).await?;
    match (text, consent) {
        (Ok(text), Ok(consent)) => {
            let (id, receipt) =
                desk.enter(Entered { text, consent, receipt, with_receipt }).await?;
            let shown = facts.page(DeskPlace::NewLetter, "", |frame| {
                letter_entered(frame, id, receipt.as_ref())
            });
            Ok(page::html(shown))
        }
        (text, consent) => {
            let question = fields.get("question").to_owned();
            let receipt = receipt.to_string();
            let form = NewLetterForm { question, consent: consent.ok(), with_receipt, receipt };
            let text = text.err().map(|problem| problems::text("question", problem));
            let consent = consent.err().map(|_| problems::entered_consent());
            let problems = text.into_iter().chain(consent).collect();
            let shown =
                facts.page(DeskPlace::NewLetter, "", |frame| new_letter(frame, &form, problems));
            Ok(page::unprocessable(shown))
        }
    }
}
