//! Style sheets and scripts, named by their content and kept for good; the icon; and the health check.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::{App, Error};
use crate::pages::assets;

/// A year: the address changes with the content.
pub(super) const FOREVER: &str = "public, max-age=31536000, immutable";

/// A month: its address never changes.
const ICON_KEPT: &str = "public, max-age=2592000";

pub fn routes() -> Router<App> {
    Router::new()
        .route("/assets/{*file}", get(asset))
        .route("/favicon.ico", get(icon))
        .route("/healthz", get(health))
}

async fn asset(Path(file): Path<String>) -> Result<Response, Error> {
    let path = format!("/assets/{file}");
    let asset = assets::find(&path).ok_or(Error::NotFound)?;
    let mut response = asset.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOREVER));
    Ok(response)
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
