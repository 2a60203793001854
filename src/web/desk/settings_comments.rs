//! The setting of how long posts take responses.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use maud::Markup;

use super::super::fields::Fields;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{self, Facts, done};
use super::settings::ADDRESS;
use crate::domain::{Settings, SettingsChange};
use crate::pages::desk::{DeskPlace, Done, SettingsView, settings};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::Desk;

pub fn routes() -> Router<App> {
    Router::new().route("/desk/settings/comments", post(save))
}

async fn save(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let typed = fields.get("comments_days");
    let Some(days) = Settings::parse_comments_days(typed) else {
        let problem = problems::comments_days();
        return Ok(page::unprocessable(again(&app, &desk, typed, problem).await?));
    };
    match desk.change_settings(SettingsChange::CommentsDays { days }).await {
        Ok(()) => Ok(done(ADDRESS, Some(Done::Saved))),
        Err(error) => {
            let problem = frame::unsaved_setting("comments_days", error)?;
            Ok(frame::not_now(again(&app, &desk, typed, problem).await?))
        }
    }
}

/// The settings with what was typed.
async fn again(
    app: &App,
    desk: &Arc<Desk>,
    typed: &str,
    problem: FieldProblem,
) -> Result<Markup, Error> {
    let (found, facts) = (desk.settings()?, Facts::gather(app, desk).await?);
    let view = SettingsView {
        comments_days: typed.to_owned(),
        problems: vec![problem],
        ..SettingsView::of(&found, &desk.face()?)
    };
    Ok(facts.page(DeskPlace::Settings, "", |frame| settings(frame, &view)))
}
