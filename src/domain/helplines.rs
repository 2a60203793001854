//! Whom somebody in danger can call, by country, each with its source and the day it was checked.
//!
//! The list is data, in `assets/helplines.json`.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::crisis::CrisisKind;

/// All help lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Helplines {
    /// Lists of help lines for every country.
    pub directories: Vec<Helpline>,
    /// In the order of their names.
    pub countries: Vec<Country>,
}

/// The help lines of one country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Helpline {
    pub name: String,
    /// As it is dialled within the country, with spaces for the eye; empty for a list.
    pub phone: String,
    /// Its own page; empty where none was found.
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

    /// The day on which it was looked up as people write it: `21 November 2026`.
    pub fn checked_told(&self) -> String {
        match self.checked.parse::<jiff::civil::Date>() {
            Ok(date) => date.strftime("%-d %B %Y").to_string(),
            Err(_) => self.checked.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_list_is_whole_and_in_order() {
        let Helplines { directories, countries } = helplines();
        assert!(countries.len() >= 12 && directories.len() >= 2);
        assert!(countries.is_sorted_by(|a, b| a.name < b.name));
        let codes: BTreeSet<_> = countries.iter().map(|country| &country.code).collect();
        assert_eq!(codes.len(), countries.len());
        for country in countries {
            assert!(
                country.code.len() == 2 && country.code.chars().all(|c| c.is_ascii_lowercase())
            );
            assert!(country.emergency.chars().all(|c| c.is_ascii_digit()), "{}", country.name);
            assert!(!country.lines.is_empty(), "{}", country.name);
        }
    }

    #[test]
    fn every_number_has_its_source_and_the_day_it_was_checked() {
        let Helplines { directories, countries } = helplines();
        for line in countries.iter().flat_map(|country| &country.lines) {
            assert!(line.dialled().len() >= 3, "{}", line.name);
            assert!(
                line.phone.chars().all(|c| c.is_ascii_digit() || "+- ".contains(c)),
                "{}",
                line.phone
            );
        }
        for line in countries.iter().flat_map(|country| &country.lines).chain(directories) {
            assert!(!line.name.is_empty() && !line.about.is_empty() && !line.kinds.is_empty());
            assert!(line.url.is_empty() || line.url.starts_with("https://"), "{}", line.url);
            assert!(line.source.starts_with("http"), "{}", line.name);
            assert!(line.checked.parse::<jiff::civil::Date>().is_ok(), "{}", line.checked);
        }
    }

    #[test]
    fn only_lines_for_the_danger_are_chosen() {
        let country = helplines().countries.iter().find(|country| country.code == "us").unwrap();
        let names: Vec<_> =
            country.lines_for(&[CrisisKind::SelfHarm]).map(|line| &line.name).collect();
        assert_eq!(names, ["988 Suicide & Crisis Lifeline"]);
        assert_eq!(country.lines_for(&[]).count(), 0);
    }
}
