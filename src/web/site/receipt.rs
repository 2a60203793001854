//! Coming back with a receipt. The words travel in bodies, never in an address.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::super::fields::Fields;
use super::super::{App, Error, page};
use crate::domain::{MailboxState, Receipt};
use crate::pages::site::{MailboxView, ReceiptProblem, mailbox, receipt_form};

pub fn routes() -> Router<App> {
    Router::new().route("/receipt", get(show).post(look))
}

async fn show(State(app): State<App>) -> Result<Response, Error> {
    let site = app.service.site()?;
    Ok(page::html(receipt_form(&site.column, "", None)))
}

async fn look(State(app): State<App>, fields: Fields) -> Result<Response, Error> {
    let site = app.service.site()?;
    let typed = fields.get("code");
    let receipt = match Receipt::parse(typed) {
        Ok(receipt) => receipt,
        Err(invalid) => {
            let problem = ReceiptProblem::Invalid(invalid);
            return Ok(page::unprocessable(receipt_form(&site.column, typed, Some(&problem))));
        }
    };
    let Some(opened) = app.service.mailbox(&receipt).await? else {
        let form = receipt_form(&site.column, typed, Some(&ReceiptProblem::Unknown));
        return Ok((StatusCode::NOT_FOUND, page::html(form)).into_response());
    };
    let title = match &opened.state {
        MailboxState::Published { slug } => app.service.post_title(slug).await?,
        MailboxState::Waiting
        | MailboxState::Read
        | MailboxState::Answered
        | MailboxState::Declined
        | MailboxState::Withdrawn
        | MailboxState::Destroyed { .. } => None,
    };
    let view = MailboxView { state: opened.state, replies: replies(opened.conversation), title };
    Ok(page::html(mailbox(&site.column, &view)))
}

/// The private replies of a conversation.
fn replies(conversation: Vec<crate::domain::Line>) -> Vec<String> {
    let text = |line| match line {
        crate::domain::Line::Reply { text } => Some(text),
        _ => None,
    };
    conversation.into_iter().filter_map(text).collect()
}
