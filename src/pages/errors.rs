//! What went wrong, and the ways on.

use maud::{Markup, html};

use super::layout::{self, Page};
use crate::domain::{Column, visible};
use crate::texts::en::{common, errors as t};

/// Why there is no page, in the terms of the person who asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    NotFound,
    MethodNotAllowed,
    TooLarge,
    BadForm,
    Busy,
    Internal,
    /// The server does not answer to this name.
    WrongHost {
        host: String,
    },
    /// There is no column yet.
    NotSetUp,
    Timeout,
    /// With the sentence that says why.
    Conflict(String),
    /// With the sentence that says why.
    Forbidden(String),
}

/// A page for what went wrong; without a column it leads nowhere, since there is nowhere to go.
pub fn error(column: Option<&Column>, kind: ErrorKind) -> Markup {
    let (title, advice) = words(&kind);
    let tab = format!("{}{title}", common::ERROR_PREFIX);
    match column {
        Some(column) => layout::site(column, &tab, Page::Other, body(title, &advice, true)),
        None => layout::bare(&tab, body(title, &advice, false)),
    }
}

/// The home page before there is a column.
pub fn not_set_up() -> Markup {
    layout::bare(t::NOT_SET_UP, body(t::NOT_SET_UP, t::NOT_SET_UP_ADVICE, false))
}

fn words(kind: &ErrorKind) -> (&'static str, String) {
    let (title, advice) = match kind {
        ErrorKind::NotFound => (t::NOT_FOUND, t::NOT_FOUND_ADVICE),
        ErrorKind::MethodNotAllowed => (t::METHOD, t::METHOD_ADVICE),
        ErrorKind::TooLarge => (t::TOO_LARGE, t::TOO_LARGE_ADVICE),
        ErrorKind::BadForm => (t::BAD_FORM, t::BAD_FORM_ADVICE),
        ErrorKind::Busy => (t::BUSY, t::BUSY_ADVICE),
        ErrorKind::Internal => (t::INTERNAL, t::INTERNAL_ADVICE),
        ErrorKind::WrongHost { host } => {
            return (t::WRONG_HOST, t::wrong_host_advice(&visible(host)));
        }
        ErrorKind::NotSetUp => (t::NOT_SET_UP, t::NOT_SET_UP_ADVICE),
        ErrorKind::Timeout => (t::TIMEOUT, t::TIMEOUT_ADVICE),
        ErrorKind::Conflict(why) => (t::CONFLICT, why.as_str()),
        ErrorKind::Forbidden(why) => (t::FORBIDDEN, why.as_str()),
    };
    (title, advice.to_owned())
}

fn body(title: &str, advice: &str, ways: bool) -> Markup {
    html! {
        div.sheet {
            h1 { (title) }
            p.lead { (advice) }
            @if ways {
                h2 { (t::WAYS) }
                ul.ways {
                    li { a href="/" { (t::WAY_HOME) } }
                    li { a href="/ask" { (t::WAY_ASK) } }
                    li { a href="/receipt" { (t::WAY_RECEIPT) } }
                    li { a href="/tags" { (t::WAY_TOPICS) } }
                }
            }
        }
    }
}
