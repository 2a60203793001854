//! What the pages show of a column: the queue, one letter, the public list.

use std::collections::HashMap;

use crate::common::html::{Element, Page};
use crate::people::{Columnist, Reader, between};
use unsaid::domain::Entry;
use unsaid::texts::en::desk::conversation;

const STATUSES: [&str; 8] =
    ["new", "kept", "drafting", "scheduled", "published", "answered", "declined", "spam"];

/// One letter's page at the desk.
#[derive(Debug)]
pub struct Seen {
    /// What its asker allows, as the word of the form.
    pub consent: String,
    pub replies: Vec<String>,
    pub proofs: Vec<String>,
    pub follow_ups: Vec<String>,
    /// What is to be changed in texts that were sent.
    pub changes: Vec<String>,
    /// How often a text was approved.
    pub approvals: usize,
}

impl Seen {
    pub fn of(body: &str) -> Self {
        let page = Page::parse(body);
        let slips = page.with_class("slip");
        let with = |head: &str| -> Vec<&Element> {
            slips.iter().filter(|slip| slip.all("h3")[0].text().starts_with(head)).collect()
        };
        let typed = |head: &str| {
            let entries = with(head).into_iter();
            entries.flat_map(|slip| slip.classes("typed")).map(|typed| typed.text()).collect()
        };
        let head = |entry: Entry| conversation::entry(&entry, "");
        let badges = page.with_class("badge");
        let mut consents = badges.iter().map(|badge| badge.attr("data-consent"));
        Self {
            consent: consents.find(|word| !word.is_empty()).unwrap_or_default().to_owned(),
            replies: typed("Reply "),
            proofs: typed("Text to be approved"),
            follow_ups: typed(&head(Entry::FollowUp { text: String::new() })),
            changes: typed(&head(Entry::Changes { words: String::new() })),
            approvals: with(&head(Entry::Approved)).len(),
        }
    }
}

/// Where every letter is at the desk, by its mark; the same mark twice fails.
pub async fn whole_queue(columnist: &Columnist) -> HashMap<String, String> {
    let mut all = HashMap::new();
    for status in STATUSES {
        for (path, first_line) in columnist.letters(&format!("/desk?status={status}")).await {
            let mark = first_line.split(' ').next().unwrap().to_owned();
            let twice = all.insert(mark, path);
            assert_eq!(twice, None, "twice in the queue: {first_line}");
        }
    }
    all
}

/// Letters of every status together. A letter that was moved in twice would be set aside as spoilt.
pub fn tally(page: &str) -> u64 {
    assert!(!page.contains("set aside. Nothing"), "a letter is spoilt");
    let count = |status: &str| -> u64 {
        // A status without letters that nothing leads to has no tab.
        let Some(tab) = between(page, &format!("href=\"/desk?status={status}\""), "</a>") else {
            return 0;
        };
        between(tab, "class=\"count\">", "<").unwrap().parse().unwrap()
    };
    STATUSES.into_iter().map(count).sum()
}

/// The mark of the public post that a receipt's page leads to, all of whose texts bear the same one.
pub async fn public_text(reader: &Reader, page: &str) -> Option<String> {
    let page = Page::parse(page);
    let onward = page.with_class("onward");
    // What a template has for the scripts leads nowhere yet.
    let address = onward.iter().map(|link| link.attr("href")).find(|href| !href.is_empty())?;
    let post = reader.get(address).await.unwrap();
    assert_eq!(post.status, 200, "{address}: {}", post.body);
    let mark = between(&post.body, "<bdi>Title ", "<").expect(&post.body).to_owned();
    for text in ["Printed", "Answer"] {
        assert!(
            post.body.contains(&format!("{text} {mark}")),
            "{text} of another revision: {}",
            post.body
        );
    }
    Some(mark)
}

/// How often each title stands in the list of posts.
pub async fn public_titles(reader: &Reader) -> HashMap<String, usize> {
    let mut titles = HashMap::new();
    let mut next = Some("/".to_owned());
    while let Some(path) = next {
        let page = reader.get(&path).await.unwrap().body;
        for teaser in page.split("<article class=\"teaser\">").skip(1) {
            let title = between(teaser, ">Title ", "</a>").unwrap().to_owned();
            *titles.entry(title).or_default() += 1;
        }
        next = between(&page, "rel=\"next\" href=\"", "\"").map(str::to_owned);
    }
    titles
}
