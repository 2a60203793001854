//! Why a request failed, in the terms of the person who made it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::{App, page};
use crate::domain::{InvalidTransition, Unpublishable};
use crate::pages::errors::{self, ErrorKind};
use crate::{service, sqlite};

/// Seconds after which an overloaded server may be asked again.
pub const RETRY_SECONDS: &str = "30";

/// A failed request.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("not found")]
    NotFound,
    #[error("method not allowed")]
    MethodNotAllowed,
    #[error("body too large")]
    TooLarge,
    #[error("body too slow")]
    Timeout,
    #[error("unreadable form")]
    BadForm,
    #[error("not allowed for this account")]
    NotYours,
    #[error("not from a page of the desk")]
    WrongOrigin,
    #[error("unknown host")]
    WrongHost { host: String },
    #[error("sign-in required")]
    SignedOut,
    #[error("not set up")]
    NotSetUp,
    #[error("busy")]
    Busy,
    #[error(transparent)]
    Transition(InvalidTransition),
    #[error(transparent)]
    Unpublishable(Unpublishable),
    #[error("the post has changed since")]
    Stale,
    #[error("the post is public already")]
    AlreadyPublic,
    #[error("the letter stays behind the post")]
    LetterStays,
    #[error("the letter has no receipt")]
    NoAsker,
    #[error("there is nothing to be approved")]
    NothingToProve,
    #[error("the mailbox is damaged")]
    Damaged,
    /// The vault cannot be opened, for a reason that its owner has to know.
    #[error("{0}")]
    Vault(String),
    /// Our fault. The cause is logged here, once, and never shown.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

/// What an error page will say; the page is made where the column's name is known.
#[derive(Clone)]
struct Told(ErrorKind);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, kind) = match self {
            Self::SignedOut => return Redirect::to("/desk/login").into_response(),
            Self::NotFound => (StatusCode::NOT_FOUND, ErrorKind::NotFound),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, ErrorKind::MethodNotAllowed),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, ErrorKind::TooLarge),
            Self::Timeout => (StatusCode::REQUEST_TIMEOUT, ErrorKind::Timeout),
            Self::BadForm => (StatusCode::BAD_REQUEST, ErrorKind::BadForm),
            Self::NotYours => (StatusCode::FORBIDDEN, ErrorKind::NotYours),
            Self::WrongOrigin => (StatusCode::FORBIDDEN, ErrorKind::WrongOrigin),
            Self::WrongHost { host } => {
                (StatusCode::MISDIRECTED_REQUEST, ErrorKind::WrongHost { host })
            }
            Self::NotSetUp => (StatusCode::NOT_FOUND, ErrorKind::NotSetUp),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, ErrorKind::Busy),
            Self::Transition(way) => (StatusCode::CONFLICT, ErrorKind::Transition(way)),
            Self::Unpublishable(why) => (StatusCode::CONFLICT, ErrorKind::Unpublishable(why)),
            Self::Stale => (StatusCode::CONFLICT, ErrorKind::Stale),
            Self::AlreadyPublic => (StatusCode::CONFLICT, ErrorKind::AlreadyPublic),
            Self::LetterStays => (StatusCode::CONFLICT, ErrorKind::LetterStays),
            Self::Vault(why) => {
                tracing::error!("the vault cannot be opened: {why}");
                (StatusCode::CONFLICT, ErrorKind::Vault(why))
            }
            Self::Damaged => (StatusCode::CONFLICT, ErrorKind::Damaged),
            Self::NoAsker => (StatusCode::CONFLICT, ErrorKind::NoAsker),
            Self::NothingToProve => (StatusCode::CONFLICT, ErrorKind::NothingToProve),
            Self::Internal(error) => {
                tracing::error!("a request failed: {error:#}");
                (StatusCode::INTERNAL_SERVER_ERROR, ErrorKind::Internal)
            }
        };
        let mut response = status.into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_SECONDS));
        }
        response.extensions_mut().insert(Told(kind));
        response
    }
}

impl From<service::Error> for Error {
    fn from(error: service::Error) -> Self {
        use service::Error as E;
        match error {
            E::NotSetUp => Self::NotSetUp,
            E::NotFound => Self::NotFound,
            E::SignedOut => Self::SignedOut,
            E::Forbidden => Self::NotYours,
            E::Busy | E::Full => Self::Busy,
            E::ForeignKeyring => Self::Vault(service::Error::ForeignKeyring.to_string()),
            E::Vault(why) => Self::Vault(why),
            E::Transition(way) => Self::Transition(way),
            E::Unpublishable(why) => Self::Unpublishable(why),
            E::Stale => Self::Stale,
            E::AlreadyPublic => Self::AlreadyPublic,
            E::LetterStays => Self::LetterStays,
            E::NoAsker => Self::NoAsker,
            E::NothingToProve => Self::NothingToProve,
            E::Damaged => Self::Damaged,
            E::Internal(error) => Self::Internal(error),
        }
    }
}

impl From<sqlite::Error> for Error {
    fn from(error: sqlite::Error) -> Self {
        service::Error::from(error).into()
    }
}

/// Makes the page of a failed request, in the column's frame if there is one.
pub fn dress(app: &App, mut response: Response) -> Response {
    let Some(kind) = take_kind(&mut response) else { return response };
    let site = app.service.site().ok();
    dressed(response, errors::error(site.as_deref().map(|site| &site.column), kind))
}

/// What the page of a failed request has to say, if nobody has made it yet.
pub fn take_kind(response: &mut Response) -> Option<ErrorKind> {
    response.extensions_mut().remove().map(|Told(kind)| kind)
}

/// A failed request with its page.
pub fn dressed(response: Response, markup: maud::Markup) -> Response {
    let (head, _) = response.into_parts();
    let mut dressed = page::html(markup);
    *dressed.status_mut() = head.status;
    if let Some(retry) = head.headers.get(header::RETRY_AFTER) {
        dressed.headers_mut().insert(header::RETRY_AFTER, retry.clone());
    }
    if let Some(allow) = head.headers.get(header::ALLOW) {
        dressed.headers_mut().insert(header::ALLOW, allow.clone());
    }
    dressed
}
