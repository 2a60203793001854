//! Every public page in each of its states, compared with how it was when somebody last looked at it.
//!
//! `tests/snapshots/README.md` says how to read the files in `pages`, and how to renew them.

// Tests fail by panicking; what clippy.toml exempts misses helper functions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "../common/mod.rs"]
mod common;

mod asking;
mod coming_back;
mod failing;
mod finding;
mod kept;
mod laid_out;
mod reading;
mod responding;
mod scene;

use common::html::Page;
use common::inert::document;
use common::whole::assert_whole;
use kept::{Kept, Shown};

/// Set to this, the tests write the files instead of comparing with them.
const RENEWING: (&str, &str) = ("UNSAID_SNAPSHOTS", "write");

#[test]
fn every_public_page_in_each_of_its_states_is_as_it_was_last_looked_at() {
    let shown = all();
    let kept = Kept::here();
    if std::env::var(RENEWING.0).is_ok_and(|set| set == RENEWING.1) {
        kept.renew(&shown);
    }
    let differences = kept.differences(&shown);
    assert!(
        differences.is_empty(),
        "{}\nIf it is meant, renew the files with {}={} and look at what git shows.",
        differences.join("\n"),
        RENEWING.0,
        RENEWING.1
    );
}

#[test]
fn every_state_needs_no_mending_and_names_all_that_is_in_it() {
    for Shown { name, html } in all() {
        let read = document(&html);
        assert!(read.errors.is_empty() && read.remarks == 0, "{name}: {:?}", read.errors);
        assert_whole(&Page::parse(&html), &name);
    }
}

#[test]
fn no_two_states_have_one_name_or_one_look() {
    let shown = all();
    for (i, one) in shown.iter().enumerate() {
        for other in &shown[i + 1..] {
            assert_ne!(one.name, other.name);
            assert!(one.html != other.html, "{} and {}", one.name, other.name);
        }
    }
}

#[test]
fn a_page_that_changes_is_told_with_its_first_line_that_differs_and_a_lost_one_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let kept = Kept::in_folder(folder.path());
    let page = |html: &str| vec![Shown { name: "home".to_owned(), html: html.to_owned() }];
    kept.renew(&page("<p>One\n<p>Two\n"));
    assert!(kept.differences(&page("<p>One\n<p>Two\n")).is_empty());
    let changed = kept.differences(&page("<p>One\n<p>Three\n"));
    assert_eq!(changed, ["home, line 2:\n  was <p>Two\n  is  <p>Three"]);
    assert_eq!(kept.differences(&[]), ["home is shown no more"]);
    let added = Shown { name: "about".to_owned(), html: String::new() };
    assert_eq!(kept.differences(&[page("<p>One\n<p>Two\n").remove(0), added]), ["about is new"]);
    kept.renew(&[]);
    assert!(kept.differences(&[]).is_empty());
}

/// Every page with its name.
fn all() -> Vec<Shown> {
    let parts = [
        reading::pages(),
        finding::pages(),
        asking::pages(),
        coming_back::pages(),
        responding::pages(),
        failing::pages(),
    ];
    parts.into_iter().flatten().collect()
}
