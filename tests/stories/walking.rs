//! A walk over every public page of a full column, as a reader goes from link to link.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::html::Page;
use crate::common::inert::assert_page;
use crate::common::whole::assert_whole;
use crate::common::{Answer, TestApp};
use crate::demo::filled;
use crate::routes::{is_html, is_whole};

/// Where the walk begins besides the home page: what nothing leads to.
const UNLINKED: [&str; 3] = ["/ask/embed", "/sitemap.xml", "/robots.txt"];
/// Pages of the demo's column, at the least.
const PAGES_MIN: usize = 60;
/// Beginnings of the addresses of pages that can be left at once, which takes a script.
const WITH_SCRIPTS: [&str; 3] = ["/ask", "/receipt", "/help"];

/// Every public page by its address, as it was answered.
struct Walk {
    app: TestApp,
    seen: BTreeMap<String, Answer>,
}

impl Walk {
    async fn over(app: TestApp) -> Self {
        let mut walk = Self { app, seen: BTreeMap::new() };
        let mut open: Vec<String> = UNLINKED.map(str::to_owned).into();
        open.push("/".to_owned());
        while let Some(path) = open.pop() {
            if walk.seen.contains_key(&path) {
                continue;
            }
            let answer = walk.app.reader().get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            if is_html(&answer) {
                open.extend(walk.addresses(&answer.page()).into_iter().map(|it| it.0));
            }
            open.extend(walk.whole_addresses(&answer.body));
            walk.seen.insert(path, answer);
        }
        walk
    }

    /// What a page leads to or loads of this site: the address, and the place within it.
    fn addresses(&self, page: &Page) -> Vec<(String, String)> {
        let named =
            page.elements().flat_map(|it| ["href", "src"].map(|name| it.attr(name).to_owned()));
        let local =
            named.map(|it| it.replacen(&self.app.base, "", 1)).filter(|it| it.starts_with('/'));
        let parted = local.map(|it| match it.split_once('#') {
            Some((address, place)) => (address.to_owned(), place.to_owned()),
            None => (it, String::new()),
        });
        parted.collect()
    }

    /// Addresses that the site map and the feeds name in full.
    fn whole_addresses(&self, body: &str) -> Vec<String> {
        let origin = format!("{}/", self.app.base);
        let parts = body.split(&origin).skip(1);
        let address = |part: &str| {
            format!("/{}", part.split(['<', '"', '\\', '\n', '&', '#']).next().unwrap())
        };
        parts.map(address).collect()
    }

    fn pages(&self) -> impl Iterator<Item = (&str, Page)> {
        let pages = self.seen.iter().filter(|(_, answer)| is_html(answer));
        pages.map(|(path, answer)| (path.as_str(), answer.page()))
    }
}

#[tokio::test]
async fn every_public_page_of_a_full_column_is_whole_and_leads_only_to_what_is_there() {
    let walk = Walk::over(filled().await).await;
    assert!(walk.pages().count() >= PAGES_MIN, "{:?}", walk.seen.keys());
    for (path, answer) in walk.seen.iter().filter(|(_, answer)| is_html(answer)) {
        is_whole_but_framed(answer, path);
        assert_page(&answer.body, path);
    }
    for (path, page) in walk.pages() {
        for (address, place) in walk.addresses(&page).into_iter().filter(|it| !it.1.is_empty()) {
            let there = walk.seen[&address].page();
            assert!(there.id(&place).is_some(), "{path} leads to {address}#{place}");
        }
        assert_whole(&page, path);
        runs_nothing_without_need(path, &page);
    }
}

/// The ask box alone may stand within other sites.
fn is_whole_but_framed(answer: &Answer, path: &str) {
    if path == "/ask/embed" {
        assert!(answer.header("content-security-policy").contains("frame-ancestors"), "{path}");
    } else {
        is_whole(answer, path);
    }
}

fn runs_nothing_without_need(path: &str, page: &Page) {
    let may = WITH_SCRIPTS.iter().any(|start| path.starts_with(start)) || path.contains("/respond");
    let scripts = page.all("script");
    let mut run = scripts.iter().filter(|it| it.attr("type") != "application/ld+json");
    assert!(may || run.next().is_none(), "{path} runs a script");
}

#[tokio::test]
async fn the_site_map_and_the_feeds_name_pages_by_their_own_names_and_none_that_hides() {
    let walk = Walk::over(filled().await).await;
    let own: BTreeMap<String, &str> = walk
        .pages()
        .filter_map(|(path, page)| {
            let links = page.all("link");
            let canonical = links.iter().find(|link| link.attr("rel") == "canonical")?;
            Some((canonical.attr("href").replacen(&walk.app.base, "", 1), path))
        })
        .collect();
    for (canonical, path) in &own {
        assert_eq!(canonical, path, "the page has another name for itself");
    }
    let named = walk.whole_addresses(&walk.seen["/sitemap.xml"].body);
    assert!(named.len() > own.len() / 2, "{named:?}");
    for path in &named {
        let page = walk.seen[path].page();
        let metas = page.all("meta");
        assert!(metas.iter().all(|meta| meta.attr("name") != "robots"), "{path} hides");
    }
    let feeds: BTreeSet<&str> =
        walk.seen.keys().map(String::as_str).filter(|it| it.contains("/feed.")).collect();
    assert!(feeds.len() > 4, "{feeds:?}");
    for path in feeds {
        let parser = feed_rs::parser::Builder::new().base_uri(Some(&walk.app.base)).build();
        let feed = parser.parse(walk.seen[path].body.as_bytes()).unwrap();
        assert!(!feed.entries.is_empty(), "{path}");
        for link in feed.entries.iter().flat_map(|entry| &entry.links) {
            let address = link.href.replacen(&walk.app.base, "", 1);
            assert!(named.contains(&address), "{path} names {address}");
        }
    }
}
