//! Setting the column up, once, by the link that the program printed.

use std::sync::PoisonError;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::Way;
use crate::domain::{AccountName, Name, judge_password};
use crate::pages::desk::{SetupForm, recovery_code, setup, setup_gone};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::{self, NewColumn, Token};

/// The name that the form is filled in with.
const COLUMN: &str = "Ask the SEXpert";

pub fn routes() -> Router<App> {
    Router::new().route("/desk/setup", get(show).post(submit))
}

async fn show(State(app): State<App>, Query(query): Query) -> Response {
    let token = query.get("token").to_owned();
    if !opens(&app, &token) {
        return gone();
    }
    let form = SetupForm { token, column: COLUMN.to_owned(), ..SetupForm::default() };
    page::html(setup(&form, Vec::new()))
}

async fn submit(
    State(app): State<App>,
    way: Way,
    Query(query): Query,
    fields: Fields,
) -> Result<Response, Error> {
    let token = query.get("token").to_owned();
    if !opens(&app, &token) {
        return Ok(gone());
    }
    let form = SetupForm {
        token,
        column: fields.get("column").to_owned(),
        columnist: fields.get("columnist").to_owned(),
        account: fields.get("account").to_owned(),
    };
    let new = match new_column(&form, fields.get("password")) {
        Ok(new) => new,
        Err(problems) => return Ok(page::unprocessable(setup(&form, problems))),
    };
    let set_up = match app.service.set_up(new, app.now()).await {
        Ok(set_up) => set_up,
        // Somebody was faster by another way.
        Err(service::Error::Forbidden) => return Ok(gone()),
        Err(error) => return Err(error.into()),
    };
    *app.setup.lock().unwrap_or_else(PoisonError::into_inner) = None;
    let site = app.service.site()?;
    let mut response = page::html(recovery_code(&site.column, &set_up.recovery.to_string()));
    let cookies = [way.jar.set_session(&set_up.token), way.jar.set_device(&set_up.device)];
    for cookie in cookies.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Whether a token is the one of the printed link, and not used yet.
fn opens(app: &App, token: &str) -> bool {
    let expected = app.setup.lock().unwrap_or_else(PoisonError::into_inner);
    match (expected.as_ref(), Token::parse(token)) {
        (Some(expected), Ok(token)) => *expected == token,
        (Some(_), Err(_)) | (None, _) => false,
    }
}

fn gone() -> Response {
    (StatusCode::GONE, page::html(setup_gone())).into_response()
}

fn new_column(form: &SetupForm, password: &str) -> Result<NewColumn, Vec<FieldProblem>> {
    let column = Name::parse(&form.column).map_err(|problem| problems::name("column", problem));
    let columnist =
        Name::parse(&form.columnist).map_err(|problem| problems::name("columnist", problem));
    let account = AccountName::parse(&form.account).map_err(problems::account);
    let known = [form.column.as_str(), form.columnist.as_str(), form.account.as_str()];
    let judged = judge_password(password, &known).map_err(|problem| problems::password(&problem));
    match (column, columnist, account, judged) {
        (Ok(column), Ok(columnist), Ok(account), Ok(())) => {
            Ok(NewColumn { column, columnist, account, password: password.to_owned().into() })
        }
        (column, columnist, account, judged) => {
            let problems = [column.err(), columnist.err(), account.err(), judged.err()];
            Err(problems.into_iter().flatten().collect())
        }
    }
}
