//! Markup as an answer.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::Markup;

/// How long public pages may be kept: a browser asks each time whether its copy still holds; what stands before the
/// server for many readers asks every 50 seconds, and so is right within a minute of an edit.
const PUBLIC: &str = "public, max-age=0, must-revalidate, s-maxage=50";

/// Marks an answer that is the same for everybody who asks for its address, until something changes in public.
#[derive(Clone)]
pub struct ForAll;

/// A page that nothing on the way may keep.
pub fn html(markup: Markup) -> Response {
    let mut response = markup.into_string().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A form that came back with a mistake.
pub fn unprocessable(markup: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, html(markup)).into_response()
}

/// An answer to a script. Nothing on the way may keep it.
pub fn json(status: StatusCode, value: &serde_json::Value) -> Response {
    json_text(status, value.to_string())
}

/// The same of a text that is JSON already.
pub fn json_text(status: StatusCode, text: String) -> Response {
    let mut response = (status, text).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// An answer that says when to ask again.
pub fn retry_later(status: StatusCode, seconds: u32, answer: Response) -> Response {
    (status, [(header::RETRY_AFTER, HeaderValue::from(seconds))], answer).into_response()
}

/// A public file for machines, the same for everybody.
pub fn public_file(kind: &'static str, content: impl IntoResponse) -> Response {
    let mut response = content.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    for_all(PUBLIC, response)
}

/// A public page, the same for everybody.
pub fn public(markup: Markup) -> Response {
    for_all(PUBLIC, html(markup))
}

/// Data of the public site, the same for everybody, as JSON.
pub fn public_json(text: String) -> Response {
    for_all(PUBLIC, json_text(StatusCode::OK, text))
}

/// An answer that is the same for everybody, and may be kept as `cache_control` says.
pub fn for_all(cache_control: &'static str, mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
    response.extensions_mut().insert(ForAll);
    response
}
