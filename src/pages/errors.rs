//! What went wrong, and the ways on.

use maud::{Markup, html};

use super::layout::{self, Page};
use crate::domain::{Column, InvalidTransition, Unpublishable, visible};
use crate::texts::en::desk::words;
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
    /// A question cannot go from where it stands to where it was sent.
    Transition(InvalidTransition),
    /// A post lacks something, or a letter behind it does not allow it.
    Unpublishable(Unpublishable),
    /// The post was saved by somebody else meanwhile.
    Stale,
    AlreadyPublic,
    LetterStays,
    /// The letter has no receipt.
    NoAsker,
    NothingToProve,
    /// The vault cannot be opened, with the reason.
    Vault(String),
    /// What lies in a mailbox cannot be opened.
    Damaged,
    /// The account's role does not allow it.
    NotYours,
    /// The form came from another site's page.
    WrongOrigin,
}

/// A page for what went wrong; without a column it leads nowhere, since there is nowhere to go.
pub fn error(column: Option<&Column>, kind: ErrorKind) -> Markup {
    let (title, advice) = told(&kind);
    let tab = common::tab(title, true);
    match column {
        Some(column) => layout::site(column, &tab, Page::Other, body(title, &advice, true)),
        None => layout::bare(&tab, body(title, &advice, false)),
    }
}

/// The home page before there is a column.
pub fn not_set_up() -> Markup {
    layout::bare(t::NOT_SET_UP, body(t::NOT_SET_UP, t::NOT_SET_UP_ADVICE, false))
}

/// The title of an error and what to do about it.
pub fn told(kind: &ErrorKind) -> (&'static str, String) {
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
        ErrorKind::Transition(way) => {
            let (from, to) = (words::status(way.from), words::status(way.to));
            return (t::CONFLICT, t::transition(from, to));
        }
        ErrorKind::Unpublishable(why) => (t::CONFLICT, unpublishable(*why)),
        ErrorKind::Stale => (t::CONFLICT, t::STALE),
        ErrorKind::AlreadyPublic => (t::CONFLICT, t::ALREADY_PUBLIC),
        ErrorKind::LetterStays => (t::CONFLICT, t::LETTER_STAYS),
        ErrorKind::NoAsker => (t::CONFLICT, t::NO_ASKER),
        ErrorKind::NothingToProve => (t::CONFLICT, t::NOTHING_TO_PROVE),
        ErrorKind::Vault(why) => return (t::VAULT, t::vault_advice(why)),
        ErrorKind::Damaged => (t::DAMAGED, t::DAMAGED_ADVICE),
        ErrorKind::NotYours => (t::FORBIDDEN, t::NOT_YOURS),
        ErrorKind::WrongOrigin => (t::FORBIDDEN, t::WRONG_ORIGIN),
    };
    (title, advice.to_owned())
}

/// The same for somebody at the desk, whose letters are not meant and who goes on from the queue.
pub fn told_at_desk(kind: &ErrorKind) -> (&'static str, String) {
    let (title, advice) = match kind {
        ErrorKind::NotFound => (t::NOT_FOUND, t::NOT_FOUND_AT_DESK),
        ErrorKind::MethodNotAllowed => (t::METHOD, t::METHOD_AT_DESK),
        ErrorKind::Busy => (t::BUSY, t::BUSY_AT_DESK),
        ErrorKind::TooLarge
        | ErrorKind::BadForm
        | ErrorKind::Internal
        | ErrorKind::WrongHost { .. }
        | ErrorKind::NotSetUp
        | ErrorKind::Timeout
        | ErrorKind::Transition(_)
        | ErrorKind::Unpublishable(_)
        | ErrorKind::Stale
        | ErrorKind::AlreadyPublic
        | ErrorKind::LetterStays
        | ErrorKind::NoAsker
        | ErrorKind::NothingToProve
        | ErrorKind::Vault(_)
        | ErrorKind::Damaged
        | ErrorKind::NotYours
        | ErrorKind::WrongOrigin => return told(kind),
    };
    (title, advice.to_owned())
}

fn unpublishable(why: Unpublishable) -> &'static str {
    match why {
        Unpublishable::NoTitle => t::NO_TITLE,
        Unpublishable::NoAnswer => t::NO_ANSWER,
        Unpublishable::Private => t::PRIVATE,
        Unpublishable::Proof => t::PROOF,
        Unpublishable::ProofWaiting { .. } => t::PROOF_WAITING,
        Unpublishable::ProofChanges => t::PROOF_CHANGES,
        Unpublishable::ProofOutdated => t::PROOF_OUTDATED,
        Unpublishable::Unreachable => t::UNREACHABLE,
        Unpublishable::Refused => t::REFUSED,
    }
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
                    li { a href="/search" { (t::WAY_SEARCH) } }
                }
            }
        }
    }
}
