//! The archive, the search, and the ways from one post to others.

pub const ARCHIVE_TITLE: &str = "Archive";
pub const ARCHIVE_LEAD: &str = "Everything that has been printed, from the latest to the first.";
pub const ARCHIVE_EMPTY: &str = "Nothing has been printed yet.";
pub const ARCHIVE_ALL: &str = "All years";

/// The title of a year's page.
pub fn archive_year(year: &str) -> String {
    format!("Printed in {year}")
}

pub const SEARCH_TITLE: &str = "Search";
pub const SEARCH_LABEL: &str = "Words to look for";
pub const SEARCH_HINT: &str = "We look for posts that have all of your words.";
pub const SEARCH_BUTTON: &str = "Search";
/// Heads the topics, before anything was searched for.
pub const SEARCH_TOPICS: &str = "Or go by topic";
pub const SEARCH_PAGES: &str = "More of what was found";
pub const SEARCH_BACK: &str = "Page before";
pub const SEARCH_ON: &str = "Next page";
pub const SEARCH_NOTHING: &str = "Nothing has been printed with all of these words";
pub const SEARCH_NOTHING_TEXT: &str =
    "Try fewer words, or another word for the same thing. These are the topics so far:";
pub const SEARCH_NOTHING_YET: &str = "Try fewer words, or another word for the same thing.";
pub const SEARCH_BEYOND: &str = "There is nothing more on this page.";
/// Before and behind what was searched for.
pub const SEARCH_FOR: (&str, &str) = (" for “", "”");

/// How many posts were found, and on which page one is.
pub fn search_found(found: usize, capped: bool, page: usize, pages: usize) -> String {
    let found = match (found, capped) {
        (found, true) => format!("The newest {found} answers"),
        (1, false) => "1 answer".to_owned(),
        (found, false) => format!("{found} answers"),
    };
    if pages > 1 { format!("{found}, page {page} of {pages},") } else { found }
}

pub const NEIGHBOURS: &str = "Before and after";
pub const NEIGHBOUR_OLDER: &str = "Before this";
pub const NEIGHBOUR_NEWER: &str = "After this";
pub const RELATED: &str = "More on this";
