//! One column that is killed again and again, and what must hold of it each time.

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::common::program::{Program, set_up};
use super::common::{ACCOUNT, DEADLINE, PASSWORD, eventually};
use super::ledger::{Deeds, Letter};
use super::load::Load;
use super::people::{Columnist, Reader, between};
use super::random::Random;
use unsaid::texts::en::desk::editor::SEE_PUBLIC;

/// The longest time after the chosen deed that the kill may still wait, in microseconds.
const JITTER: u64 = 8_000;
const STATUSES: [&str; 8] =
    ["new", "kept", "drafting", "scheduled", "published", "answered", "declined", "spam"];

pub struct World {
    pub data: TempDir,
    pub random: Random,
    pub program: Option<Program>,
    /// Every letter that was ever sent.
    pub letters: Vec<Letter>,
}

impl World {
    /// A new column, served, its desk locked.
    pub fn new() -> Self {
        let data = TempDir::new().unwrap();
        set_up(data.path());
        let program = Some(Program::serve(data.path()));
        Self { data, random: Random::seeded(), program, letters: Vec::new() }
    }

    pub fn base(&self) -> &str {
        &self.program.as_ref().unwrap().base
    }

    pub async fn sign_in(&self) -> Columnist {
        Columnist::sign_in(self.base(), ACCOUNT, PASSWORD).await
    }

    /// Kills the program once its clients have done `deeds` things, a moment of chance later, and gives
    /// their letters back.
    pub async fn kill_under(&mut self, load: Load, deeds: u64) -> Vec<Letter> {
        self.reach(&load, deeds).await;
        self.kill();
        load.end().await
    }

    /// Waits until the clients have done something, and a moment more.
    pub async fn reach(&self, load: &Load, deeds: u64) {
        let begun = Instant::now();
        while (load.done.load(std::sync::atomic::Ordering::Relaxed) as u64) < deeds {
            assert!(begun.elapsed() < DEADLINE, "the clients get nothing done");
            tokio::task::yield_now().await;
        }
        // Not to wait for anything: the kill falls into the middle of whatever is done just then.
        tokio::time::sleep(Duration::from_micros(self.random.below(JITTER))).await;
    }

    pub fn kill(&mut self) {
        let written = self.program.take().unwrap().kill();
        assert!(!written.contains("ERROR"), "{written}");
    }

    pub fn start(&mut self) {
        self.program = Some(Program::serve(self.data.path()));
    }

    /// Starts the program again and checks everything; then every deed is known to be done or not. The
    /// desk is locked at the end.
    pub async fn recover(&mut self, touched: Vec<Letter>) {
        self.start();
        let reader = Reader::new(self.base());
        let mut touched = touched;
        let unsure = touched.iter().filter(|letter| letter.is_unsure()).count();
        println!("  {} letters were worked on, {unsure} of them when it ended", touched.len());
        for letter in touched.iter().filter(|letter| letter.acknowledged) {
            check_locked(&reader, letter).await;
        }
        // Whoever got no answer sends the same again, by a form that the program had to renew.
        let letters: Vec<_> =
            touched.iter().map(|letter| (letter.receipt.as_str(), letter.text.as_str())).collect();
        let forms = reader.renew_forms(&letters).await.unwrap();
        for (letter, form) in touched.iter_mut().zip(&forms) {
            let sent = reader.send(form, &letter.text, "print").await.unwrap();
            assert_eq!(sent.status, 200, "{}", sent.body);
            letter.acknowledged = true;
        }
        self.letters.append(&mut touched);
        self.settle().await;
        self.check().await;
    }

    /// Lets everything come over the wall, then locks the desk.
    pub async fn settle(&self) {
        let columnist = self.sign_in().await;
        let all = self.letters.len() as u64;
        eventually("every letter in the queue", || async {
            (tally(&columnist.page("/desk").await) >= all).then_some(())
        })
        .await;
        columnist.lock().await;
    }

    /// Everything acknowledged is there, and nothing is twice.
    async fn check(&mut self) {
        let reader = Reader::new(self.base());
        let columnist = self.sign_in().await;
        let queue = whole_queue(&columnist).await;
        assert_eq!(tally(&columnist.page("/desk").await), self.letters.len() as u64);
        assert_eq!(queue.len(), self.letters.len(), "each letter is in the queue once");
        let titles = public_titles(&reader).await;
        for letter in &mut self.letters {
            letter.path.clone_from(queue.get(&letter.mark).expect("the letter is in the queue"));
            check_replies(&reader, &columnist, letter).await;
            check_post(&reader, &columnist, letter, &titles).await;
        }
        columnist.lock().await;
    }

    /// Takes letters that nobody has worked on out of the ledger, to be worked on.
    pub fn take_fresh(&mut self, most: usize) -> Vec<Letter> {
        let fresh =
            |letter: &mut Letter| letter.post.is_none() && letter.replies.acknowledged.is_empty();
        self.letters.extract_if(.., fresh).take(most).collect()
    }

    /// The log of the vault, which grows as letters come in.
    pub fn vault_log(&self) -> PathBuf {
        self.data.path().join("vault.db-wal")
    }
}

/// What was acknowledged is to be seen before anybody signs in.
async fn check_locked(reader: &Reader, letter: &Letter) {
    let page = reader.come_back(&letter.receipt).await;
    assert_eq!(page.status, 200, "the receipt of {letter:?} opens: {}", page.body);
    let replies = replies(&page.body);
    assert!(letter.replies.fit(&replies), "{replies:?} of {letter:?}");
    if let Some(post) = letter.post.as_ref().filter(|post| !post.published.acknowledged.is_empty())
    {
        let shown = public_text(reader, &page.body).await.expect("the post is public");
        assert!(post.published.may_show().contains(&&shown), "{shown} of {letter:?}");
    }
}

/// The asker can read what the vault says was sent, no less and no more.
async fn check_replies(reader: &Reader, columnist: &Columnist, letter: &mut Letter) {
    let page = reader.come_back(&letter.receipt).await;
    assert_eq!(page.status, 200, "the receipt of {letter:?} opens: {}", page.body);
    let replies = replies(&page.body);
    assert!(letter.replies.fit(&replies), "{replies:?} of {letter:?}");
    if !replies.is_empty() || letter.replies.unsure.is_some() {
        assert_eq!(sent(&columnist.page(&letter.path).await), replies, "at the desk: {letter:?}");
    }
    letter.replies.settle(replies.len() > letter.replies.acknowledged.len());
}

/// The editor holds the last text that was saved, under a revision that counts every save once; the site
/// shows the last one that was published, once.
async fn check_post(
    reader: &Reader,
    columnist: &Columnist,
    letter: &mut Letter,
    titles: &HashMap<String, usize>,
) {
    let Some(post) = &mut letter.post else { return };
    let editor = columnist.page(&post.path).await;
    let revision: usize =
        between(&editor, "name=\"revision\" value=\"", "\"").unwrap().parse().unwrap();
    let title = between(&editor, "value=\"Title ", "\"").map(str::to_owned);
    let saved = last_of(&mut post.saved, title.as_ref());
    assert!(saved, "the editor shows {title:?} of {post:?}");
    assert_eq!(revision, 1 + post.saved.acknowledged.len(), "{post:?}");
    let page = reader.come_back(&letter.receipt).await.body;
    let public = public_text(reader, &page).await;
    // The desk says of the site what is true of it.
    assert_eq!(editor.contains(SEE_PUBLIC), public.is_some(), "{public:?} of {post:?}");
    let ahead = public.is_some() && public != title;
    assert_eq!(editor.contains("not published yet"), ahead, "{public:?} of {post:?}");
    assert!(last_of(&mut post.published, public.as_ref()), "the site shows {public:?} of {post:?}");
    let times = public.map_or(0, |mark| titles.get(&mark).copied().unwrap_or_default());
    assert_eq!(
        times,
        usize::from(!post.published.acknowledged.is_empty()),
        "in the list: {post:?}"
    );
}

/// Whether what is shown is the last acknowledged deed or the unsure one behind it, which is known now.
fn last_of(deeds: &mut Deeds, shown: Option<&String>) -> bool {
    let fits = match shown {
        Some(shown) => deeds.may_show().contains(&shown),
        None => deeds.acknowledged.is_empty(),
    };
    deeds.settle(shown.is_some() && shown == deeds.unsure.as_ref());
    fits
}

/// Where every letter is at the desk, by its mark; the same mark twice fails.
async fn whole_queue(columnist: &Columnist) -> HashMap<String, String> {
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
fn tally(page: &str) -> u64 {
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

/// The marks of the replies on a receipt's page.
fn replies(page: &str) -> Vec<String> {
    let sections = page.split("<section class=\"reply\">").skip(1);
    sections.map(|section| between(section, "dir=\"auto\">", "</p>").unwrap().to_owned()).collect()
}

/// The marks of the replies on a letter's page at the desk.
fn sent(page: &str) -> Vec<String> {
    let slips = page.split("<article class=\"slip\">").skip(1);
    slips.map(|slip| between(slip, "dir=\"auto\">", "</div>").unwrap().to_owned()).collect()
}

/// The mark of the public post that a receipt's page leads to, all of whose texts bear the same one.
async fn public_text(reader: &Reader, page: &str) -> Option<String> {
    let address = between(page, "class=\"onward\" href=\"", "\"")?;
    let post = reader.get(address).await.unwrap();
    assert_eq!(post.status, 200, "{address}: {}", post.body);
    let mark = between(&post.body, "Title ", "<").unwrap().to_owned();
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
async fn public_titles(reader: &Reader) -> HashMap<String, usize> {
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
