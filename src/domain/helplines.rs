//! Whom somebody in danger can call, by country, each with its source and the day it was checked.
//!
//! The list is data, in `assets/helplines.json`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::crisis::CrisisKind;

/// All help lines.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Helplines {
    /// Lists of help lines for every country.
    pub directories: Vec<Helpline>,
    /// In the order of their names.
    pub countries: Vec<Country>,
}

/// The help lines of one country.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// In English, as *Germany*.
    pub name: String,
    /// Two letters of ISO 3166-1, in lower case.
    pub code: String,
    /// The number for danger at this moment.
    pub emergency: String,
    pub lines: Vec<Helpline>,
}

/// One help line, or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Helpline {
    pub name: String,
    /// As it is dialled within the country, with spaces for the eye; empty for a list.
    pub phone: String,
    /// Its own page.
    pub url: String,
    pub kinds: Vec<CrisisKind>,
    /// For whom it is and when, in a few words.
    pub about: String,
    /// The page on which the number was found.
    pub source: String,
    /// The day on which it was looked up there, as `2026-11-22`.
    pub checked: String,
}

static HELPLINES: LazyLock<Helplines> = LazyLock::new(|| {
    let parsed = serde_json::from_str(include_str!("../../assets/helplines.json"));
    parsed.unwrap_or(Helplines { directories: Vec::new(), countries: Vec::new() })
});

/// The help lines that come with the program.
pub fn helplines() -> &'static Helplines {
    &HELPLINES
}

impl Country {
    /// Its help lines for any of these dangers.
    pub fn lines_for<'a>(&'a self, kinds: &'a [CrisisKind]) -> impl Iterator<Item = &'a Helpline> {
        self.lines.iter().filter(move |line| line.kinds.iter().any(|kind| kinds.contains(kind)))
    }
}

impl Helpline {
    /// What a telephone dials: the digits, and a `+` before them.
    pub fn dialled(&self) -> String {
        self.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}
