//! What went wrong.

use unsaid::pages::errors::{ErrorKind, error, not_set_up};

use crate::kept::{Shown, shown};
use crate::scene;

pub fn pages() -> Vec<Shown> {
    let column = scene::full_column();
    let kinds = [
        ("not-found", ErrorKind::NotFound),
        ("other-method", ErrorKind::MethodNotAllowed),
        ("too-large", ErrorKind::TooLarge),
        ("bad-form", ErrorKind::BadForm),
        ("busy", ErrorKind::Busy),
        ("internal", ErrorKind::Internal),
        ("timeout", ErrorKind::Timeout),
        ("damaged", ErrorKind::Damaged),
    ];
    let page = |(word, kind)| shown(&format!("error-{word}"), error(Some(&column), kind));
    let mut pages: Vec<Shown> = kinds.into_iter().map(page).collect();
    let host = ErrorKind::WrongHost { host: "<other>.example".to_owned() };
    pages.push(shown("error-wrong-host", error(None, host)));
    pages.push(shown("error-not-found-before-the-column", error(None, ErrorKind::NotFound)));
    pages.push(shown("home-before-the-column", not_set_up()));
    pages
}
