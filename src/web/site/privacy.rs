//! What is kept, and for how long.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::super::cached::Visit;
use super::super::{App, Error, page};
use crate::domain::SiteUrl;
use crate::pages::site::{Line, PrivacyView, privacy};
use crate::service::KEEPING;

pub fn routes() -> Router<App> {
    Router::new().route("/privacy", get(show))
}

async fn show(State(app): State<App>, visit: Visit) -> Result<Response, Error> {
    visit.answer(&app, async { shown(&app) }).await
}

fn shown(app: &App) -> Result<Response, Error> {
    let (site, options) = (app.service.site()?, &app.options);
    let line = match &options.url {
        Some(url) if SiteUrl::is_https(url) => Line::Https,
        None if options.onion.is_none() => Line::ThisMachine,
        Some(_) | None => Line::Http,
    };
    let view = PrivacyView {
        keeping: &KEEPING,
        line,
        onion: options.onion.as_deref(),
        embeds: &site.settings.embeds,
        proxied: !options.proxies.is_empty(),
    };
    Ok(page::public(privacy(&app.place(&site, "/privacy"), &view)))
}
