//! Killed while posts are given dates, while they are shown on their hour, and while the vault learns of it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::StatusCode;
use unsaid::domain::{Day, Moment};

use crate::common::{eventually, open_public};
use crate::people::{Columnist, Reader};
use crate::pieces::{Desk, Piece};
use crate::world::World;

const CLIENTS: usize = 3;
/// Posts of one round.
const POSTS: usize = 9;
/// One in so many letters is closed before the hour, and one taken back.
const STOPPED: usize = 3;
/// Days ahead that a date is.
const AHEAD: u32 = 2;
/// Seconds ahead that an hour is brought to, for it to come while somebody looks.
const SOON: i64 = 2;
/// Times that the program is killed about the hour.
const KILLS: usize = 2;
/// How long after its start the program may be killed: showing what is due is the first that it does.
const START_MICROS: u64 = 30_000;
/// How long after signing in.
const LEARN_MICROS: u64 = 250_000;

/// One round: dates, the hour, what the vault learns.
pub async fn outlive_kills(rounds: usize) {
    let mut world = World::new();
    for _ in 0..rounds {
        let mut pieces = give_dates(&mut world).await;
        check_nothing_is_public(&world, &pieces).await;
        if world.random.below(2) == 0 {
            // Else what was decided when it ended still lies in the outbox on the hour.
            world.sign_in().await.lock().await;
        }
        stop_some(&world, &mut pieces).await;
        world.kill();
        come_due(&world, now());
        for _ in 0..KILLS {
            world.start();
            rest(&world, START_MICROS).await;
            world.kill();
        }
        world.start();
        check_public(&world, &pieces).await;
        learn(&mut world).await;
        check_all(&mut world, &mut pieces).await;
    }
}

/// Nobody sees a post a second before its hour, also when the program begins just before it.
pub async fn keep_the_hour() {
    let mut world = World::new();
    let columnist = world.sign_in().await;
    let mut piece = Piece::answers(&world, &columnist, 1).await.remove(0);
    let none = std::sync::atomic::AtomicUsize::new(0);
    piece.save(&columnist, "", &none).await.unwrap();
    piece.put_out(&columnist, &when(), &none).await.unwrap();
    world.kill();
    let hour = now() + SOON;
    come_due(&world, hour);
    world.start();
    let reader = Reader::new(world.base());
    eventually("the post", || async {
        let found = reader.get(&piece.address()).await.unwrap().status == StatusCode::OK;
        assert!(!found || now() >= hour, "it is shown too soon");
        found.then_some(())
    })
    .await;
    check_public(&world, &[piece]).await;
}

/// Letters come, are answered, and the answers get a date until the program is gone.
async fn give_dates(world: &mut World) -> Vec<Piece> {
    let columnist = world.sign_in().await;
    let pieces = Piece::answers(world, &columnist, POSTS).await;
    let desk = Desk::busy(pieces, CLIENTS, |mut share, done| {
        let columnist = columnist.clone();
        async move {
            for piece in &mut share {
                let saved = piece.save(&columnist, "", &done).await;
                if saved.is_err() || piece.put_out(&columnist, &when(), &done).await.is_err() {
                    break;
                }
            }
            share
        }
    });
    let deeds = world.random.below(2 * POSTS as u64 + 1);
    let pieces = desk.kill(world, deeds).await;
    world.start();
    pieces
}

/// The fields that give a date.
fn when() -> [(&'static str, &'static str); 3] {
    static DATE: std::sync::LazyLock<String> =
        std::sync::LazyLock::new(|| Day(Moment(now()).day().0 + AHEAD).date().to_string());
    [("when", "at"), ("date", &DATE), ("time", "07:00")]
}

/// Some askers close their letters behind the locked desk, some take them back.
async fn stop_some(world: &World, pieces: &mut [Piece]) {
    let reader = Reader::new(world.base());
    for (place, piece) in pieces.iter_mut().enumerate() {
        let answer = match place % STOPPED {
            0 => reader.choose(&piece.receipt, "private").await,
            1 => reader.withdraw(&piece.receipt).await,
            _ => continue,
        };
        assert_eq!(answer.unwrap().status, StatusCode::OK);
        piece.stopped = true;
    }
}

/// The time comes, as if so many days had passed: wherever the date stands it is this moment now.
fn come_due(world: &World, moment: i64) {
    let public = open_public(world.data.path());
    public.execute("update post set published = ? where shown = 0", [moment]).unwrap();
    let vault = world.vault();
    let dated = "update post set due = ?1, published = ?1 where due is not null";
    vault.execute(dated, [moment]).unwrap();
    let leaving = "update outbox set outgoing = json_set(outgoing, '$.published', ?1)
                   where outgoing ->> '$.kind' = 'post' and outgoing ->> '$.scheduled'";
    vault.execute(leaving, [moment]).unwrap();
}

async fn check_nothing_is_public(world: &World, pieces: &[Piece]) {
    let reader = Reader::new(world.base());
    for piece in pieces {
        let found = reader.get(&piece.address()).await.unwrap();
        assert_eq!(found.status, StatusCode::NOT_FOUND, "before its hour: {piece:?}");
    }
    let acknowledged = pieces.iter().filter(|piece| !piece.out.acknowledged.is_empty()).count();
    assert!(world.count("select count(*) from post where shown = 0") >= acknowledged as u64);
}

/// Every post with an acknowledged date is public once and its asker told, nobody signed in; of the others none.
async fn check_public(world: &World, pieces: &[Piece]) {
    eventually("every post that is due", || async {
        (world.count("select count(*) from post where shown = 0") == 0).then_some(())
    })
    .await;
    let reader = Reader::new(world.base());
    for piece in pieces {
        let public = is_public(&reader, piece).await;
        assert!(!(piece.stopped && public), "its letter was closed: {piece:?}");
        let acknowledged = !piece.out.acknowledged.is_empty();
        assert!(piece.stopped || public || !acknowledged, "it is missed: {piece:?}");
        let unknown = piece.out.unsure.is_some();
        assert!(!public || acknowledged || unknown, "nobody gave it a date: {piece:?}");
    }
}

/// Whether readers see it: at its address, once in the list, and by its receipt.
async fn is_public(reader: &Reader, piece: &Piece) -> bool {
    let page = reader.get(&piece.address()).await.unwrap();
    let public = page.status == StatusCode::OK;
    let mark = piece.saved.acknowledged.last();
    assert!(!public || mark.is_some_and(|mark| page.body.contains(mark)), "{piece:?}");
    let titles = crate::seen::public_titles(reader).await;
    let times = titles.get(&piece.name).copied().unwrap_or_default();
    assert_eq!(times, usize::from(public), "in the list: {piece:?}");
    let told = reader.come_back(&piece.receipt).await.body.contains(&piece.address());
    assert_eq!(told, public, "what the asker is told of {piece:?}");
    public
}

/// Killed while the vault hears what was shown and what was stopped.
async fn learn(world: &mut World) {
    let columnist: Columnist = world.sign_in().await;
    rest(world, LEARN_MICROS).await;
    drop(columnist);
    world.kill();
    world.start();
}

/// Both sides agree once everything has come over the wall.
async fn check_all(world: &mut World, pieces: &mut [Piece]) {
    world.settle().await;
    // What the outbox held comes out by the clock.
    check_public(world, pieces).await;
    world.settle().await;
    check_public(world, pieces).await;
    let reader = Reader::new(world.base());
    let mut public = 0;
    for piece in pieces.iter_mut() {
        let shown = is_public(&reader, piece).await;
        piece.out.settle(shown);
        public += u64::from(shown);
    }
    let vault = world.vault();
    let count = |sql: &str| -> u64 { vault.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("select count(*) from outbox"), 0);
    assert_eq!(count("select count(*) from post where due is not null"), 0);
    let all = world.count("select count(*) from post");
    assert_eq!(count("select count(*) from post where live = 1"), all);
    assert!(all >= public);
    assert_eq!(world.count("select count(*) from release_state"), 0);
    let told = "select count(*) from history where step ->> '$.step' = 'published'";
    assert_eq!(count(told), all, "each publication is told of once");
    let questions = "select count(*) from question where status = 'published'";
    assert_eq!(count(questions), all);
    assert_eq!(count("select count(*) from question where status = 'scheduled'"), 0);
}

async fn rest(world: &World, micros: u64) {
    // Not to wait for anything: the kill falls into the middle of whatever is done just then.
    tokio::time::sleep(Duration::from_micros(world.random.below(micros))).await;
}

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}
