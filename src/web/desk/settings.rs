//! The settings of the site.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use maud::Markup;

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{self, Facts, done};
use crate::domain::{Settings, SettingsChange};
use crate::pages::desk::{DeskPlace, Done, SettingsView, settings};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::Desk;

/// Where the settings are.
pub const ADDRESS: &str = "/desk/settings";

pub fn routes() -> Router<App> {
    Router::new().route("/desk/settings", get(show).post(save))
}

async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Query(query): Query,
) -> Result<Response, Error> {
    let days = desk.settings()?.return_days.to_string();
    Ok(page::html(shown(&app, &desk, &days, Vec::new(), query.get("done")).await?))
}

async fn save(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let typed = fields.get("return_days");
    let Some(days) = Settings::parse_days(typed) else {
        let problems = vec![problems::return_days()];
        return Ok(page::unprocessable(shown(&app, &desk, typed, problems, "").await?));
    };
    match desk.change_settings(SettingsChange::ReturnDays { days }).await {
        Ok(()) => Ok(done(ADDRESS, Some(Done::Saved))),
        Err(error) => {
            let problems = vec![frame::unsaved_setting("return_days", error)?];
            Ok(frame::not_now(shown(&app, &desk, typed, problems, "").await?))
        }
    }
}

async fn shown(
    app: &App,
    desk: &Arc<Desk>,
    return_days: &str,
    problems: Vec<FieldProblem>,
    done: &str,
) -> Result<Markup, Error> {
    let (found, facts) = (desk.settings()?, Facts::gather(app, desk).await?);
    let return_days = return_days.to_owned();
    let view = SettingsView { return_days, problems, ..SettingsView::of(&found, &desk.face()?) };
    Ok(facts.page(DeskPlace::Settings, done, |frame| settings(frame, &view)))
}
