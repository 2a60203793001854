//! Style sheets and scripts, named by their content and kept for good; the icon; and the health check.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::cached::Visit;
use super::{App, Error, page};
use crate::pages::assets;

/// A year: the address changes with the content.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// A month: its address never changes.
const ICON_KEPT: &str = "public, max-age=2592000";

pub fn routes() -> Router<App> {
    Router::new()
        .route("/assets/{*file}", get(asset))
        .route("/favicon.ico", get(icon))
        .route("/healthz", get(health))
}

async fn asset(
    State(app): State<App>,
    visit: Visit,
    Path(file): Path<String>,
) -> Result<Response, Error> {
    let made = async {
        let asset = assets::find(&format!("/assets/{file}")).ok_or(Error::NotFound)?;
        let kind = [(header::CONTENT_TYPE, asset.content_type)];
        Ok(page::for_all(FOREVER, (kind, asset.bytes).into_response()))
    };
    visit.answer(&app, made).await
}

async fn icon() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "image/x-icon"), (header::CACHE_CONTROL, ICON_KEPT)];
    (headers, assets::FAVICON)
}

/// Says that the process runs and can read its public store.
async fn health(State(app): State<App>) -> Result<&'static str, Error> {
    app.service.public().generation().await?;
    Ok("ok\n")
}
