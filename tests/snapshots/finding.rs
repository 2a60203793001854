//! Topics, the archive, the search.

use unsaid::domain::{
    Day, Moment, Piece, PostCursor, PostPage, SearchHit, SearchPage, TagCount, Year, YearCount,
};
use unsaid::pages::site::{SearchView, archive, archive_year, search, tag, tags};

use crate::kept::{Shown, shown};
use crate::scene::{self, TODAY, slug_of};

pub fn pages() -> Vec<Shown> {
    let mut pages = topics();
    pages.extend(years());
    pages.extend(searches());
    pages
}

fn tag_counts() -> Vec<TagCount> {
    let tag = |name: &str, slug: &str, posts| TagCount {
        name: name.to_owned(),
        slug: slug_of(slug),
        posts,
    };
    vec![tag("dating", "dating", 1), tag("trust & lies", "trust-lies", 12)]
}

/// A page of posts behind which there are more.
fn first_page() -> PostPage {
    let next = Some(PostCursor { published: Moment(1_790_000_000), row: 7 });
    PostPage { posts: scene::teasers(), next }
}

fn topics() -> Vec<Shown> {
    let (column, none) = (scene::column(), scene::no_pictures());
    let (counts, first) = (tag_counts(), first_page());
    let last = PostPage { next: None, ..first.clone() };
    let all = scene::place(&column, &none, "/tags");
    let one = scene::place(&column, &none, "/tags/trust-lies");
    vec![
        shown("tags", tags(&all, &counts)),
        shown("tags-empty", tags(&all, &[])),
        shown("tag", tag(&one, &counts[1], &first, true)),
        shown("tag-last-page", tag(&one, &counts[1], &last, false)),
    ]
}

fn years() -> Vec<Shown> {
    let (column, none) = (scene::column(), scene::no_pictures());
    let year = |text: &str, posts| YearCount { year: Year::parse(text).unwrap(), posts };
    let (counts, first) = ([year("2026", 2), year("2025", 1)], first_page());
    let last = PostPage { next: None, ..first.clone() };
    let all = scene::place(&column, &none, "/archive");
    let one = scene::place(&column, &none, "/archive/2026");
    vec![
        shown("archive", archive(&all, &counts, &first)),
        shown("archive-of-one-year", archive(&all, &counts[..1], &last)),
        shown("archive-empty", archive(&all, &[], &PostPage::default())),
        shown("archive-year", archive_year(&one, counts[0].year, &first, true)),
        shown("archive-year-last-page", archive_year(&one, counts[0].year, &last, false)),
    ]
}

fn pieces(parts: &[(&str, bool)]) -> Vec<Piece> {
    parts.iter().map(|(text, hit)| Piece { text: (*text).to_owned(), hit: *hit }).collect()
}

fn hits() -> Vec<SearchHit> {
    let hit = |title: &[(&str, bool)], excerpt: &[(&str, bool)]| SearchHit {
        slug: slug_of("telling-her"),
        title: pieces(title),
        warned: false,
        excerpt: pieces(excerpt),
        own: false,
        tags: Vec::new(),
        published: Day(TODAY.0 - 20),
        responses: 0,
    };
    let found = hit(
        &[("Telling ", false), ("her", true)],
        &[("… should I tell ", false), ("her", true), ("?", false)],
    );
    let by_tag = SearchHit {
        own: true,
        tags: pieces(&[("her", true), (", trust", false)]),
        ..hit(&[("Trust", false)], &[("Yes.", false)])
    };
    let warned = SearchHit {
        warned: true,
        responses: 2,
        ..hit(&[("After the loss", false)], &[("losing a child", false)])
    };
    vec![found, by_tag, warned]
}

fn searches() -> Vec<Shown> {
    let (column, counts) = (scene::column(), tag_counts());
    let nothing = SearchPage { pages: 1, ..SearchPage::default() };
    let some = SearchPage { hits: hits(), found: 3, capped: false, pages: 1 };
    let many = SearchPage { hits: hits(), found: 200, capped: true, pages: 20 };
    let beyond = SearchPage { hits: Vec::new(), ..many.clone() };
    // As much of a text as is looked at.
    let long = "her ".repeat(50);
    let cases = [
        ("search", "", &nothing, 1, &counts[..]),
        ("search-nothing-found", "zebra <b>", &nothing, 1, &counts[..]),
        ("search-before-there-are-posts", "zebra", &nothing, 1, &[]),
        ("search-found", "her", &some, 1, &[]),
        ("search-found-on-many-pages", "her", &many, 2, &[]),
        ("search-beyond-the-last-page", "her", &beyond, 21, &[]),
        ("search-too-long", long.trim_end(), &some, 1, &[]),
    ];
    let page = |(name, typed, found, page, tags): (&str, &str, &SearchPage, usize, &[TagCount])| {
        shown(name, search(&column, &SearchView { typed, found, page, tags }))
    };
    cases.into_iter().map(page).collect()
}
