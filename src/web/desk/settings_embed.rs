//! The ask box for other sites, and which of them may show it.

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
use crate::domain::{EmbedOrigins, SettingsChange};
use crate::pages::desk::{DeskPlace, Done, EmbedView, embed};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::Desk;

const ADDRESS: &str = "/desk/settings/embed";

pub fn routes() -> Router<App> {
    Router::new().route("/desk/settings/embed", get(show).post(save))
}

async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Query(query): Query,
) -> Result<Response, Error> {
    let typed = desk.settings()?.embeds.iter().collect::<Vec<_>>().join("\n");
    Ok(page::html(shown(&app, &desk, &typed, Vec::new(), query.get("done")).await?))
}

async fn save(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let typed = fields.get("sites");
    let origins = match EmbedOrigins::parse(typed) {
        Ok(origins) => origins,
        Err(invalid) => {
            let problems = vec![problems::embed(&invalid)];
            return Ok(page::unprocessable(shown(&app, &desk, typed, problems, "").await?));
        }
    };
    match desk.change_settings(SettingsChange::Embeds { origins }).await {
        Ok(()) => Ok(done(ADDRESS, Some(Done::Saved))),
        Err(error) => {
            let problems = vec![frame::unsaved_setting("sites", error)?];
            Ok(frame::not_now(shown(&app, &desk, typed, problems, "").await?))
        }
    }
}

async fn shown(
    app: &App,
    desk: &Arc<Desk>,
    typed: &str,
    problems: Vec<FieldProblem>,
    done: &str,
) -> Result<Markup, Error> {
    let (found, facts) = (desk.settings()?, Facts::gather(app, desk).await?);
    let view = EmbedView { origin: app.origin(), origins: &found.embeds, typed, problems };
    Ok(facts.page(DeskPlace::Settings, done, |frame| embed(frame, &view)))
}
