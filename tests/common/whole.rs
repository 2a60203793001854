//! What holds of every page, whatever it says.

use std::collections::BTreeSet;

use super::html::{Element, Page};

/// Attributes that name other elements of the page.
const NAMING: [&str; 4] = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];

/// Checks that what a page names is there, that everything has a name, and that its headings make an outline.
#[track_caller]
pub fn assert_whole(page: &Page, of: &str) {
    has_ids_once(page, of);
    has_names(page, of);
    has_headings_in_order(page, of);
}

/// Each id stands once, and what leads or refers to one finds it.
fn has_ids_once(page: &Page, of: &str) {
    let mut ids = BTreeSet::new();
    for (_, id) in page.attributes().filter(|(name, _)| *name == "id") {
        assert!(ids.insert(id), "{of}: two elements have the id {id}");
    }
    for (name, named) in page.attributes().filter(|(name, _)| NAMING.contains(name)) {
        for id in named.split_whitespace() {
            assert!(ids.contains(id), "{of}: {name} names {id}");
        }
    }
    for link in page.all("a") {
        let place = link.attr("href").strip_prefix('#');
        assert!(
            place.is_none_or(|place| ids.contains(place)),
            "{of} leads to {}",
            link.attr("href")
        );
    }
}

/// Pictures have words and a size, links and buttons say where they lead.
fn has_names(page: &Page, of: &str) {
    for picture in page.all("img") {
        let whole = ["alt", "width", "height"].iter().all(|name| picture.has(name));
        assert!(whole, "{of}: {}", picture.attr("src"));
    }
    let said = |it: &Element| !it.text().trim().is_empty();
    for way in page.all("a").iter().chain(&page.all("button")) {
        assert!(said(way), "{of}: nothing says where {} leads", way.attr("href"));
    }
}

/// One heading of the first level, and none left out on the way down. What went wrong may stand above it.
fn has_headings_in_order(page: &Page, of: &str) {
    assert_eq!(page.all("h1").len(), 1, "{of}");
    let levels = page.elements().filter_map(|it| it.name().strip_prefix('h')?.parse::<u8>().ok());
    let mut above = 1;
    for level in levels {
        assert!(level <= above + 1, "{of}: a heading of level {level} below one of {above}");
        above = level;
    }
}
