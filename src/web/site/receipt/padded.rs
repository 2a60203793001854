//! Answers of one size, whether the words were right or not, and whatever they led to.
//!
//! What somebody on the line sees of an encrypted answer is its length. So every answer to words is filled up with
//! spaces to 64 KiB, which a letter and a few replies do not reach, and beyond that to the next power of two. The
//! status line counts too: it is the one other thing that differs. Compression would undo it, so the answer says
//! that nothing on the way may transform it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped};
use serde_json::Value;

use super::super::super::page;

/// Bytes of the smallest answer, status line and body.
const ANSWER_BYTES_MIN: usize = 64 * 1_024;

pub fn html(status: StatusCode, markup: Markup) -> Response {
    let body = PreEscaped(padded(status, markup.into_string()));
    untouched((status, page::html(body)).into_response())
}

pub fn json(status: StatusCode, value: &Value) -> Response {
    untouched(page::json_text(status, padded(status, value.to_string())))
}

/// White space at the end means nothing to either.
fn padded(status: StatusCode, mut body: String) -> String {
    let line = status.canonical_reason().map_or(0, str::len);
    let mut size = ANSWER_BYTES_MIN;
    while size < line + body.len() {
        size *= 2;
    }
    let missing = size - line - body.len();
    body.extend(std::iter::repeat_n(' ', missing));
    body
}

fn untouched(mut response: Response) -> Response {
    let kept = HeaderValue::from_static("no-store, no-transform");
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_line_and_the_body_are_of_one_size_together() {
        let size = |status: StatusCode, bytes| {
            padded(status, "x".repeat(bytes)).len() + status.canonical_reason().unwrap().len()
        };
        for status in [StatusCode::OK, StatusCode::NOT_FOUND, StatusCode::CONFLICT] {
            let line = status.canonical_reason().unwrap().len();
            for bytes in [0, 1, 20_000, ANSWER_BYTES_MIN - line] {
                assert_eq!(size(status, bytes), ANSWER_BYTES_MIN);
            }
            assert_eq!(size(status, ANSWER_BYTES_MIN - line + 1), 2 * ANSWER_BYTES_MIN);
        }
    }
}
