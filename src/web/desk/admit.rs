//! Who may come to the desk, and by which way.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::super::cookies::Jar;
use super::super::guard::{host, is_reading};
use super::super::peer::Peer;
use super::super::{App, Error, error, page, sealed};
use super::{frame, kept};
use crate::domain::is_loopback;
use crate::pages;
use crate::service::{Desk, Lane, Token};

/// A way to the desk that is open: over https at the site's own address, or on this machine.
#[derive(Debug, Clone)]
pub struct Way {
    pub jar: Jar,
    /// What a form sent from a page of this desk bears as its `Origin`.
    origin: String,
    /// Whether the other end is this machine itself, with nothing in between that we know of.
    local: bool,
}

/// The signed-in person, with the desk open. A handler that takes it cannot run without.
pub struct SignedIn(pub Arc<Desk>);

impl Way {
    /// The lane for a try to sign in.
    pub fn lane(&self, headers: &HeaderMap) -> Lane {
        match (self.local, self.jar.device(headers)) {
            (true, _) => Lane::Loopback,
            (false, Some(mark)) => Lane::Marked(mark),
            (false, None) => Lane::Stranger,
        }
    }
}

/// Lets a request on only by an open way, and a change only from a page of the desk itself.
pub async fn right_way(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let host = host(headers).unwrap_or_default();
    let Some(way) = way(&app, &host, request.extensions().get(), headers) else {
        let site = app.service.site().ok();
        let markup = pages::desk::needs_https(site.as_deref().map(|site| &site.column), &host);
        return (StatusCode::FORBIDDEN, page::html(markup)).into_response();
    };
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    if !is_reading(request.method()) && origin != Some(way.origin.as_str()) {
        return Error::WrongOrigin.into_response();
    }
    request.extensions_mut().insert(way);
    next.run(request).await
}

/// With an address set, the desk opens there alone, and over https alone. Without one it opens on this
/// machine alone, where plain http crosses no line.
fn way(app: &App, host: &str, peer: Option<&Peer>, headers: &HeaderMap) -> Option<Way> {
    match &app.options.url {
        Some(url) if url.is_https() && url.host() == host => {
            Some(Way { jar: Jar::Https, origin: url.to_string(), local: false })
        }
        Some(_) => None,
        // Whoever comes from elsewhere and claims such a host has made it up.
        None if is_loopback(host) && peer.is_some_and(|peer| peer.loopback) => Some(Way {
            jar: Jar::Loopback,
            origin: format!("http://{host}"),
            // Behind an onion address everybody comes from this machine.
            local: app.options.onion.is_none() && !is_forwarded(headers),
        }),
        None => None,
    }
}

/// What proxies add to a request.
const FORWARDING: [&str; 6] =
    ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

/// Whether a proxy says that it stands in between.
fn is_forwarded(headers: &HeaderMap) -> bool {
    FORWARDING.iter().any(|name| headers.contains_key(*name))
}

/// The default of everything behind the door: no session, no answer. A form whose session has ended is not
/// lost: it is kept in the sign-in page, and a script keeps its own. What goes wrong behind the door is told in the desk's own frame.
pub async fn signed_in(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let token =
        request.extensions().get::<Way>().and_then(|way| way.jar.session(request.headers()));
    let desk = match enter(&app, token).await {
        Ok(desk) => Arc::new(desk),
        Err(Error::SignedOut) if sealed::is_script(request.headers()) => {
            return page::json(StatusCode::UNAUTHORIZED, &json!({ "signed_out": true }));
        }
        Err(Error::SignedOut) if !is_reading(request.method()) => {
            return kept::sign_in_again(&app, request).await;
        }
        Err(error) => return error.into_response(),
    };
    request.extensions_mut().insert(Arc::clone(&desk));
    let back = owner(request.uri().path());
    let mut response = next.run(request).await;
    match error::take_kind(&mut response) {
        Some(kind) => frame::refusal(&app, &desk, response, &kind, back.as_deref()).await,
        None => response,
    }
}

/// The page of the letter or post that an address below it is about.
fn owner(path: &str) -> Option<String> {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["", "desk", place @ ("questions" | "posts"), id, _, ..] => {
            Some(format!("/desk/{place}/{id}"))
        }
        _ => None,
    }
}

async fn enter(app: &App, token: Option<Token>) -> Result<Desk, Error> {
    let token = token.ok_or(Error::SignedOut)?;
    Ok(app.service.desk(&token, app.now()).await?)
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts.extensions.remove().map(Self).ok_or(Error::SignedOut)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Way {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts.extensions.get().cloned().ok_or(Error::SignedOut)
    }
}
