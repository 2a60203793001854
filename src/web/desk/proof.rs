//! Sending a text to the askers who want to see it before it is published.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;

use super::super::fields::Fields;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::done;
use super::posts::{address, parse, refused, saved, store};
use crate::domain::parse_until;
use crate::pages::desk::Done;
use crate::pages::problems;
use crate::service;

pub fn routes() -> Router<App> {
    Router::new().route("/desk/posts/{id}/proof", post(send))
}

/// Saves what the editor held, then sends it: nobody sends another text than the one in sight.
async fn send(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let id = parse(&id)?;
    let revision = match store(&app, &desk, id, &fields).await? {
        Ok(revision) => revision,
        Err(shown) => return Ok(shown),
    };
    let typed = fields.get("until");
    let problem = match parse_until(typed, desk.today()) {
        Ok(until) => match desk.send_proof(id, revision, until).await {
            Ok(0) => return Ok(done(&address(id), Some(Done::ProofKnown))),
            Ok(_) => return Ok(done(&address(id), Some(Done::ProofSent))),
            Err(service::Error::Unpublishable(why)) => {
                return refused(&app, &desk, id, &fields, why).await;
            }
            Err(service::Error::NothingToProve) => problems::nothing_to_prove(),
            Err(error) => return Err(error.into()),
        },
        Err(_) => problems::until(),
    };
    let post = desk.post(id).await?;
    let shown = saved(&app, &desk, &post, &fields, vec![problem], "").await?;
    Ok(page::unprocessable(shown))
}
