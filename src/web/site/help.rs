//! Help: leaving in a hurry, staying unnoticed, whom to call.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::super::cached::Visit;
use super::super::{App, Error, page};
use crate::pages;

pub fn routes() -> Router<App> {
    Router::new().route("/help", get(show))
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Error> {
    let made = async {
        let site = app.service.site()?;
        Ok(page::public(pages::site::help(&app.shell(&site.column), site.settings.helplines())))
    };
    visit.answer(&app, made).await
}
