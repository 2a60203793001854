//! Answers out of the page memory.

use std::fmt::Display;
use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;

use super::accept::Wanted;
use super::encoded::Encoded;
use super::page::ForAll;
use super::{App, Error};

/// Bytes of the longest answer that is kept: a post with 2,000 responses of the usual length. A longer one is sent as it
/// is, since it would be encoded for each who asks, which takes a second.
const KEPT_BYTES_MAX: usize = 2 * 1_024 * 1_024;

/// A request for something that may be the same for everybody: the address without its query, and how the answer is
/// wanted. Nothing else of a reader gets to where answers are kept.
pub struct Visit {
    address: String,
    wanted: Wanted,
}

impl Visit {
    /// The same address at another place, as the next page of a list. Whatever of the query the answer goes by has to
    /// be told so, as it was understood: a place that can be written in two ways is one.
    pub fn at(mut self, place: Option<impl Display>) -> Self {
        if let Some(place) = place {
            self.address = format!("{}?{place}", self.address);
        }
        self
    }

    /// Answers from memory, or else with what `made` gives, which is not asked for before. A page that is the same
    /// for everybody ([`super::page::public`]) is kept; any other answer passes as it is.
    ///
    /// # Errors
    ///
    /// * What `made` answers.
    pub async fn answer(
        self,
        app: &App,
        made: impl Future<Output = Result<Response, Error>>,
    ) -> Result<Response, Error> {
        let place = match app.memory.find(app.service.generation(), self.address).await {
            Ok(kept) => return Ok(kept.answer(&self.wanted)),
            Err(place) => place,
        };
        let response = made.await?;
        if response.status() != StatusCode::OK || response.extensions().get::<ForAll>().is_none() {
            return Ok(response);
        }
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.map_err(anyhow::Error::from)?;
        if body.len() > KEPT_BYTES_MAX {
            return Ok(Response::from_parts(head, body.into()));
        }
        // On the thread that answers, as a page is made there too: it takes no longer than that, and each further
        // thread would go on holding the 2 MiB that it takes.
        let encoded = Encoded::new(&head.headers, &body).map_err(anyhow::Error::from)?;
        let encoded = Arc::new(encoded);
        place.keep(Arc::clone(&encoded));
        Ok(encoded.answer(&self.wanted))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let wanted = Wanted::from_request_parts(parts, state).await?;
        Ok(Self { address: parts.uri.path().to_owned(), wanted })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nothing_of_a_query_is_kept_but_what_the_answer_goes_by() {
        for uri in ["/tags/trust", "/tags/trust?utm_source=x", "/tags/trust?after=1-1&x=y"] {
            let request = axum::http::Request::builder().uri(uri).body(()).unwrap();
            let mut parts = request.into_parts().0;
            let visit = Visit::from_request_parts(&mut parts, &()).await.unwrap();
            assert_eq!(visit.address, "/tags/trust", "{uri}");
            assert_eq!(visit.at(Some("1-1")).address, "/tags/trust?1-1");
        }
    }
}
