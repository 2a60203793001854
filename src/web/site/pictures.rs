//! Pictures of public posts. Each is named by its content, so it may be kept for good.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::super::assets::FOREVER;
use super::super::{App, Error};
use crate::domain::PictureFileName;

pub fn routes() -> Router<App> {
    Router::new().route("/pictures/{file}", get(picture))
}

async fn picture(State(app): State<App>, Path(file): Path<String>) -> Result<Response, Error> {
    let file = PictureFileName::parse(&file).ok_or(Error::NotFound)?;
    let bytes = app.service.public_picture(file).await?.ok_or(Error::NotFound)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind.content_type()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOREVER));
    Ok(response)
}
