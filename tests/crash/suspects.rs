//! Letters that come by the slow lane into a small store, so that some of them have to make way for others.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use reqwest::StatusCode;
use tokio::task::JoinSet;
use unsaid::pages::parts::{HONEYPOT_FIELD, SLOW_FIELD};
use unsaid::seal;
use unsaid::texts::en::site as t;

use crate::common::html::Page;
use crate::people::Reader;
use crate::receipts::Mailbox;
use crate::world::World;

/// The smallest store, in MiB, of which suspect letters may fill half.
const STORE: [&str; 2] = ["--store-mib", "16"];
/// Letters that are sent; not even two thirds of them find room.
const LETTERS: usize = 110;
const CLIENTS: usize = 3;
/// Characters that make a letter as large as it may be, next to its first line: four bytes each.
const FILLING: usize = 9_900;
/// How much longer than asked for everybody waits.
const PATIENCE: Duration = Duration::from_secs(1);

/// A letter with the token of the page that waits.
struct Slow {
    words: String,
    token: String,
    mark: String,
    acknowledged: bool,
}

/// Killed while they come in, then while they are moved in.
pub async fn outlive_kills() {
    let mut world = World::with(&STORE);
    let letters = wait(world.base()).await;
    let done = Arc::new(AtomicUsize::new(0));
    let clients = send(world.base(), letters, &done);
    let deeds = 75 + world.random.below(30);
    world.reach(&done, deeds).await;
    world.kill();
    let letters: Vec<Slow> = clients.join_all().await.into_iter().flatten().collect();
    world.start();
    world.check_tally();
    assert!(world.count("select count(*) from evicted") > 0, "some had to make way");
    check_receipts(&world, &letters).await;

    let columnist = world.sign_in().await;
    tokio::time::sleep(Duration::from_millis(world.random.below(300))).await;
    drop(columnist);
    world.kill();
    world.start();
    world.check_tally();
    world.settle().await;
    world.check_tally();
    assert_eq!(world.count("select count(*) from suspect"), 0, "none of them is spam");
    check_queue(&world, &check_receipts(&world, &letters).await).await;
}

/// Opens a form for each letter, sends it as a machine would, and waits as it is asked to.
async fn wait(base: &str) -> Vec<Slow> {
    let reader = Reader::new(base);
    let (mut letters, mut seconds) = (Vec::new(), 0);
    for form in reader.open_forms(LETTERS).await.unwrap() {
        let fields = [&form.fields("A letter", "print")[..], &[(HONEYPOT_FIELD, "x")]].concat();
        let waiting = reader.post("/ask", &fields).await.unwrap();
        assert_eq!(waiting.status, StatusCode::TOO_MANY_REQUESTS, "{}", waiting.body);
        seconds = waiting.headers["retry-after"].to_str().unwrap().parse().unwrap();
        let token = Page::parse(&waiting.body).form("/ask").value(SLOW_FIELD).to_owned();
        let mark = format!("q{:016x}", seal::random_u64());
        letters.push(Slow { words: form.words, token, mark, acknowledged: false });
    }
    tokio::time::sleep(Duration::from_secs(seconds) + PATIENCE).await;
    letters
}

/// Clients that send them on until the program is gone.
fn send(base: &str, letters: Vec<Slow>, done: &Arc<AtomicUsize>) -> JoinSet<Vec<Slow>> {
    let mut shares: Vec<Vec<Slow>> = (0..CLIENTS).map(|_| Vec::new()).collect();
    for (i, letter) in letters.into_iter().enumerate() {
        shares[i % CLIENTS].push(letter);
    }
    let mut clients = JoinSet::new();
    for mut share in shares {
        let (reader, done) = (Reader::new(base), Arc::clone(done));
        clients.spawn(async move {
            for letter in &mut share {
                let text = format!("{}\n\n{}", letter.mark, "\u{1f600}".repeat(FILLING));
                let fields = [
                    ("question", text.as_str()),
                    ("consent", "print"),
                    ("receipt", &letter.words),
                    (SLOW_FIELD, &letter.token),
                ];
                // An error says that the program is gone.
                let Ok(answer) = reader.post("/ask", &fields).await else { break };
                assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
                letter.acknowledged = true;
                done.fetch_add(1, Ordering::Relaxed);
            }
            share
        });
    }
    clients
}

/// Each acknowledged letter has its mailbox, or its reader is told that it had to make way. Gives the marks of those
/// that are there.
async fn check_receipts(world: &World, letters: &[Slow]) -> HashSet<String> {
    let reader = Reader::new(world.base());
    let mut there = HashSet::new();
    for letter in letters {
        let page = reader.come_back(&letter.words).await;
        if page.status == StatusCode::OK {
            assert_eq!(Mailbox::of(&page.body).question[0], letter.mark);
            there.insert(letter.mark.clone());
        } else if letter.acknowledged {
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            assert!(Page::parse(&page.body).text().contains(t::EVICTED), "{}", page.body);
        }
    }
    assert_eq!(there.len() as u64, world.count("select count(*) from mailbox"));
    there
}

/// The queue has each letter whose mailbox is there, once, and no other.
async fn check_queue(world: &World, there: &HashSet<String>) {
    let columnist = world.sign_in().await;
    let rows = columnist.letters("/desk?status=new").await;
    let queue: HashSet<String> = rows.iter().map(|(_, first_line)| first_line.clone()).collect();
    assert_eq!(queue.len(), rows.len(), "none is there twice");
    assert_eq!(&queue, there);
}
