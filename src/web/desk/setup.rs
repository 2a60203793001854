//! Setting the column up, once, by the link that the program printed.

use std::sync::{MutexGuard, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use zeroize::Zeroizing;

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::Way;
use crate::domain::{AccountName, Moment, Name, judge_password};
use crate::pages::desk::{SetupForm, recovery_code, setup, setup_gone};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::{self, NewColumn, Token};

/// Seconds for which the recovery code can be seen again.
const SHOWN_SECONDS: i64 = 600;
/// The name that the form is filled in with.
const COLUMN: &str = "Ask the SEXpert";

/// What the setup link leads to.
pub enum Setup {
    /// The form, for whoever has the token.
    Open(Token),
    /// The recovery code, for whoever has the token, until it is on paper or some minutes have gone: a line that
    /// broke, or a button pressed twice, must not cost it.
    Shown { token: Token, account: String, code: Zeroizing<String>, until: Moment },
    /// Nothing any more.
    Done,
}

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/setup", get(show).post(submit))
        .route("/desk/setup/done", post(finish))
}

async fn show(State(app): State<App>, Query(query): Query) -> Result<Response, Error> {
    let token = query.get("token").to_owned();
    match led_to(&app, &token) {
        LedTo::Form => {
            let form = SetupForm { token, column: COLUMN.to_owned(), ..SetupForm::default() };
            Ok(page::html(setup(&form, Vec::new())))
        }
        LedTo::Code { account, code } => show_code(&app, &account, &code),
        LedTo::Nothing => Ok(gone()),
    }
}

async fn submit(
    State(app): State<App>,
    way: Way,
    Query(query): Query,
    fields: Fields,
) -> Result<Response, Error> {
    let token = query.get("token").to_owned();
    // The same form sent twice: the second one waits for the code of the first.
    let _one_at_a_time = app.setting_up.lock().await;
    match led_to(&app, &token) {
        LedTo::Form => {}
        LedTo::Code { account, code } => return show_code(&app, &account, &code),
        LedTo::Nothing => return Ok(gone()),
    }
    let form = SetupForm {
        token,
        column: fields.get("column").to_owned(),
        columnist: fields.get("columnist").to_owned(),
        account: fields.get("account").to_owned(),
    };
    // A form without the second field asks for none.
    let again = if fields.has("password_again") {
        fields.get("password_again")
    } else {
        fields.get("password")
    };
    match new_column(&form, fields.get("password"), again) {
        Ok(new) => set_up(&app, &way, &form, new).await,
        Err(problems) => Ok(page::unprocessable(setup(&form, problems))),
    }
}

async fn set_up(app: &App, way: &Way, form: &SetupForm, new: NewColumn) -> Result<Response, Error> {
    let account = new.account.as_str().to_owned();
    let set_up = match app.service.set_up(new, app.now()).await {
        Ok(set_up) => set_up,
        // Somebody was faster: this very form, sent twice, or another way.
        Err(service::Error::Forbidden) => {
            return match led_to(app, &form.token) {
                LedTo::Code { account, code } => show_code(app, &account, &code),
                LedTo::Form | LedTo::Nothing => Ok(gone()),
            };
        }
        Err(error) => return Err(error.into()),
    };
    let code = Zeroizing::new(set_up.recovery.to_string());
    let shown = page::html(recovery_code(&app.service.site()?.column, &code, &account));
    if let Ok(token) = Token::parse(&form.token) {
        let until = app.now().after(SHOWN_SECONDS);
        *lock(app) = Setup::Shown { token, account, code, until };
    }
    Ok(way.jar.begin(shown, &set_up.token, &set_up.device))
}

/// The recovery code once more.
fn show_code(app: &App, account: &str, code: &str) -> Result<Response, Error> {
    Ok(page::html(recovery_code(&app.service.site()?.column, code, account)))
}

/// The code is on paper: it is forgotten here.
async fn finish(State(app): State<App>, way: Way, headers: HeaderMap) -> Result<Response, Error> {
    let token = way.jar.session(&headers).ok_or(Error::SignedOut)?;
    app.service.desk(&token, app.now()).await?;
    *lock(&app) = Setup::Done;
    Ok(Redirect::to("/desk").into_response())
}

enum LedTo {
    Form,
    Code { account: String, code: Zeroizing<String> },
    Nothing,
}

/// What a token leads to at this moment. A code whose time has gone is forgotten.
fn led_to(app: &App, token: &str) -> LedTo {
    let Ok(given) = Token::parse(token) else { return LedTo::Nothing };
    let mut setup = lock(app);
    if matches!(&*setup, Setup::Shown { until, .. } if app.now() >= *until) {
        *setup = Setup::Done;
    }
    match &*setup {
        Setup::Open(token) if *token == given => LedTo::Form,
        Setup::Shown { token, account, code, .. } if *token == given => {
            LedTo::Code { account: account.clone(), code: code.clone() }
        }
        Setup::Open(_) | Setup::Shown { .. } | Setup::Done => LedTo::Nothing,
    }
}

fn lock(app: &App) -> MutexGuard<'_, Setup> {
    app.setup.lock().unwrap_or_else(PoisonError::into_inner)
}

fn gone() -> Response {
    (StatusCode::GONE, page::html(setup_gone())).into_response()
}

fn new_column(
    form: &SetupForm,
    password: &str,
    again: &str,
) -> Result<NewColumn, Vec<FieldProblem>> {
    let column = Name::parse(&form.column).map_err(|problem| problems::name("column", problem));
    let columnist =
        Name::parse(&form.columnist).map_err(|problem| problems::name("columnist", problem));
    let account = AccountName::parse(&form.account).map_err(problems::account);
    let known = [form.column.as_str(), form.columnist.as_str(), form.account.as_str()];
    let judged = judge_password(password, &known).map_err(|problem| problems::password(&problem));
    let same = if password == again { Ok(()) } else { Err(problems::password_again()) };
    match (column, columnist, account, judged.and(same)) {
        (Ok(column), Ok(columnist), Ok(account), Ok(())) => {
            Ok(NewColumn { column, columnist, account, password: password.to_owned().into() })
        }
        (column, columnist, account, password) => {
            let problems = [column.err(), columnist.err(), account.err(), password.err()];
            Err(problems.into_iter().flatten().collect())
        }
    }
}
