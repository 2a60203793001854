//! Pictures of public posts. Each is named by its content.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::super::accept::Wanted;
use super::super::guard::ShownAnywhere;
use super::super::{App, Error};
use crate::domain::PictureFileName;

/// How long a picture may be kept: by a browser for good, which has seen it; what stands before the server for many
/// readers asks every 50 seconds, so that one which was taken down is gone there within a minute.
const KEPT: &str = "public, max-age=31536000, immutable, s-maxage=50";

pub fn routes() -> Router<App> {
    Router::new().route("/pictures/{file}", get(picture))
}

async fn picture(
    State(app): State<App>,
    wanted: Wanted,
    Path(file): Path<String>,
) -> Result<Response, Error> {
    let file = PictureFileName::parse(&file).ok_or(Error::NotFound)?;
    let bytes = app.service.public_picture(file).await?.ok_or(Error::NotFound)?;
    let tag = HeaderValue::try_from(format!("\"{file}\"")).map_err(anyhow::Error::from)?;
    let mut response = if wanted.knows(&tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind = [(header::CONTENT_TYPE, file.kind.content_type())];
        (kind, bytes).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
    headers.insert(header::ETAG, tag);
    response.extensions_mut().insert(ShownAnywhere);
    Ok(response)
}
