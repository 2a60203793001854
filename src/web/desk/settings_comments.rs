//! The setting of how long posts take responses.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;

use super::super::fields::Fields;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{Facts, done};
use super::settings::ADDRESS;
use crate::domain::{Settings, SettingsChange};
use crate::pages::desk::{DeskPlace, Done, SettingsView, settings};
use crate::pages::problems;
use crate::service::SettingsError;

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
        let (found, facts) = (desk.settings()?, Facts::gather(&app, &desk).await?);
        let view = SettingsView {
            comments_days: typed.to_owned(),
            problems: vec![problems::comments_days()],
            ..SettingsView::of(&found, &desk.face()?)
        };
        let shown = facts.page(DeskPlace::Settings, "", |frame| settings(frame, &view));
        return Ok(page::unprocessable(shown));
    };
    match desk.change_settings(SettingsChange::CommentsDays { days }).await {
        Ok(()) => Ok(done(ADDRESS, Some(Done::Saved))),
        Err(SettingsError::Unfit(_)) => Err(Error::Stale),
        Err(SettingsError::Failed(error)) => Err(error.into()),
    }
}
