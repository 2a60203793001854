//! Signing in, signing out, and locking.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde_json::json;

use super::super::fields::{Fields, Query};
use super::super::sealed::FromScript;
use super::super::{App, Error, page};
use super::admit::Way;
use super::kept;
use crate::pages::desk::{LoginProblem, login, told};
use crate::service::SignInError;

/// Seconds after which a full door may be tried again.
const RETRY_SECONDS: i64 = 3;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/login", get(show).post(submit))
        .route("/desk/admit", get(admit))
        .route("/desk/logout", post(sign_out))
        .route("/desk/lock", post(lock))
}

async fn show(State(app): State<App>, way: Way, headers: HeaderMap) -> Result<Response, Error> {
    let site = app.service.site()?;
    if let Some(token) = way.jar.session(&headers)
        && app.service.desk(&token, app.now()).await.is_ok()
    {
        return Ok(Redirect::to("/desk").into_response());
    }
    Ok(page::html(login(&site.column, "", None, None)))
}

async fn submit(
    State(app): State<App>,
    way: Way,
    headers: HeaderMap,
    FromScript(script): FromScript,
    fields: Fields,
) -> Result<Response, Error> {
    let site = app.service.site()?;
    let (account, password) = (fields.get("account"), fields.get("password"));
    let signed_in = app.service.sign_in(account, password, &way.lane(&headers), app.now()).await;
    let kept = kept::brought(&fields);
    let refused = |status: StatusCode, problem| {
        if script {
            return page::json(status, &json!({ "text": told(problem) }));
        }
        let form = page::html(login(&site.column, account, Some(problem), kept.as_ref()));
        (status, form).into_response()
    };
    match signed_in {
        Ok(signed_in) => {
            let response = match &kept {
                Some(kept) => kept::offer(&app, kept)?,
                None if script => page::json(StatusCode::OK, &json!({ "signed_in": true })),
                None => Redirect::to("/desk").into_response(),
            };
            Ok(way.jar.begin(response, &signed_in.token, &signed_in.device))
        }
        Err(SignInError::Wrong) => {
            Ok(refused(StatusCode::UNPROCESSABLE_ENTITY, LoginProblem::Wrong))
        }
        Err(SignInError::Busy) => {
            let response = refused(StatusCode::TOO_MANY_REQUESTS, LoginProblem::Busy);
            Ok(retry_after(response, RETRY_SECONDS))
        }
        Err(SignInError::Wait { seconds }) => {
            let problem = LoginProblem::Wait { seconds: seconds.unsigned_abs() };
            Ok(retry_after(refused(StatusCode::TOO_MANY_REQUESTS, problem), seconds))
        }
        Err(SignInError::Failed(error)) => Err(error.into()),
    }
}

fn retry_after(mut response: Response, seconds: i64) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    response
}

/// Marks a browser by the link that `unsaid admit` printed, so that strangers at the door cannot keep it waiting.
async fn admit(State(app): State<App>, way: Way, Query(query): Query) -> Result<Response, Error> {
    let mark = query.get("mark");
    if !app.service.is_mark(mark) {
        return Err(Error::NotFound);
    }
    Ok(way.jar.mark(Redirect::to("/desk/login").into_response(), mark))
}

/// Ends this session. The last one locks the desk.
async fn sign_out(State(app): State<App>, way: Way, headers: HeaderMap) -> Result<Response, Error> {
    if let Some(token) = way.jar.session(&headers) {
        app.service.sign_out(&token, app.now()).await?;
    }
    Ok(outside(&way))
}

/// Closes the vault at once, for everybody. Only somebody who is signed in can do it.
async fn lock(State(app): State<App>, way: Way, headers: HeaderMap) -> Result<Response, Error> {
    let token = way.jar.session(&headers).ok_or(Error::SignedOut)?;
    drop(app.service.desk(&token, app.now()).await?);
    app.service.lock(app.now()).await?;
    Ok(outside(&way))
}

/// Leads before the door again.
fn outside(way: &Way) -> Response {
    way.jar.end(Redirect::to("/desk/login").into_response())
}
