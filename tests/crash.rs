//! Crashes: the program is killed under load in every phase of a letter's course, again and again, and
//! everything that it acknowledged is there each time, once.

// Tests fail by panicking; what clippy.toml exempts misses helper functions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "crash/askers.rs"]
mod askers;
#[path = "crash/autosave.rs"]
mod autosave;
#[path = "crash/checks.rs"]
mod checks;
mod common;
#[path = "crash/dates.rs"]
mod dates;
#[path = "crash/ledger.rs"]
mod ledger;
#[path = "crash/load.rs"]
mod load;
#[path = "crash/people.rs"]
mod people;
#[path = "crash/pieces.rs"]
mod pieces;
#[path = "crash/random.rs"]
mod random;
#[path = "crash/receipts.rs"]
mod receipts;
#[path = "crash/responding.rs"]
mod responding;
#[path = "crash/responses.rs"]
mod responses;
#[path = "crash/responses_checks.rs"]
mod responses_checks;
#[path = "forensics/search.rs"]
mod search;
#[path = "crash/seen.rs"]
mod seen;
#[path = "crash/shelf.rs"]
mod shelf;
#[path = "crash/suspects.rs"]
mod suspects;
#[path = "crash/world.rs"]
mod world;

use std::time::{Duration, Instant};

use common::DEADLINE;
use load::Load;
use people::Reader;
use world::World;

/// Rounds that a column of the soak goes through, and how many columns there are.
const ROUNDS: usize = 20;
const COLUMNS: usize = 5;
/// Kills of the soak under saves, under pictures and under responses, and its rounds of dates.
const SAVING_KILLS: usize = 40;
const PICTURE_KILLS: usize = 25;
const DATED_ROUNDS: usize = 12;
const RESPONSE_KILLS: usize = 25;
/// Letters that a reader sends in a phase that is about something else.
const A_FEW: usize = 10;
/// Letters per reader for the mover to have several batches.
const MANY: usize = 45;
/// Posts and mailboxes that one round works on.
const WORK: usize = 6;

/// What the program is busy with when it is killed.
#[derive(Debug, Clone, Copy)]
enum Phase {
    Ask,
    MoveIn,
    Publish,
    Reply,
    /// Readers come back to letters that wait sealed.
    FollowSealed,
    /// The same while the desk is open.
    FollowOpen,
    Prove,
    /// Letters are closed while they are published.
    Close,
}

const DESK: [Phase; 4] = [Phase::Ask, Phase::MoveIn, Phase::Publish, Phase::Reply];
const READERS: [Phase; 4] = [Phase::FollowSealed, Phase::FollowOpen, Phase::Prove, Phase::Close];

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_to_the_desk_outlives_a_kill_in_every_phase() {
    go_through(&DESK).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_to_readers_outlives_a_kill_in_every_phase() {
    go_through(&READERS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_of_the_slow_lane_are_counted_right_after_every_kill() {
    suspects::outlive_kills().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_editor_saved_by_itself_outlives_kills_and_is_folded_once() {
    autosave::outlive_kills(3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_with_a_date_come_out_once_or_not_at_all_however_often_the_program_is_killed() {
    dates::outlive_kills(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_shown_on_its_hour_and_not_before_by_a_program_that_began_anew() {
    dates::keep_the_hour().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_kill_leaves_a_page_without_its_pictures_or_a_picture_without_its_page() {
    shelf::outlive_kills(3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn responses_are_shown_once_or_not_at_all_and_never_once_they_are_taken_back() {
    responses::outlive_kills(3).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "slow soak, run by tests/run.sh"]
async fn what_is_written_outlives_a_hundred_kills() {
    autosave::outlive_kills(SAVING_KILLS).await;
    shelf::outlive_kills(PICTURE_KILLS).await;
    responses::outlive_kills(RESPONSE_KILLS).await;
    dates::outlive_kills(DATED_ROUNDS).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "slow soak, run by tests/run.sh"]
async fn what_was_acknowledged_outlives_a_hundred_kills() {
    let phases: Vec<Phase> = READERS.into_iter().chain(DESK).cycle().take(ROUNDS).collect();
    for _ in 0..COLUMNS {
        go_through(&phases).await;
    }
}

/// One column in all of these phases, one after the other.
async fn go_through(phases: &[Phase]) {
    let mut world = World::new();
    for (round, phase) in phases.iter().enumerate() {
        println!("round {round}: {phase:?}");
        match phase {
            Phase::Ask => ask(&mut world).await,
            Phase::MoveIn => move_in(&mut world).await,
            Phase::Publish => publish(&mut world).await,
            Phase::Reply => reply(&mut world).await,
            Phase::FollowSealed => follow_sealed(&mut world).await,
            Phase::FollowOpen => follow_open(&mut world).await,
            Phase::Prove => prove(&mut world).await,
            Phase::Close => close(&mut world).await,
        }
    }
}

/// Killed while readers ask and nobody is signed in.
async fn ask(world: &mut World) {
    let mut load = Load::default();
    load.readers(world.base(), usize::MAX).await;
    let deeds = world.random.below(40);
    let letters = world.kill_under(load, deeds).await;
    world.recover(letters).await;
}

/// Killed while letters come over the wall and more are sent.
async fn move_in(world: &mut World) {
    let mut waiting = Load::default();
    waiting.readers(world.base(), MANY).await;
    let mut letters = waiting.end().await;
    let mut load = Load::default();
    load.readers(world.base(), usize::MAX).await;
    let columnist = world.sign_in().await;
    if world.random.below(2) == 0 {
        // Between the commit of a batch to the vault and its removal from the public store.
        until_the_vault_grows(world);
    } else {
        // Anywhere in the course of the move.
        tokio::time::sleep(Duration::from_millis(world.random.below(300))).await;
    }
    world.kill();
    drop(columnist);
    letters.extend(load.end().await);
    world.recover(letters).await;
}

/// Killed while posts are written and published, and readers ask.
async fn publish(world: &mut World) {
    let work = world.take_fresh(WORK, "print");
    let mut load = Load::default();
    load.readers(world.base(), A_FEW).await;
    let columnist = world.sign_in().await;
    load.publishers(&columnist, work);
    let deeds = world.random.below(45);
    let letters = world.kill_under(load, deeds).await;
    world.recover(letters).await;
}

/// Killed while replies leave the vault, and readers ask.
async fn reply(world: &mut World) {
    let work = world.take_fresh(WORK, "print");
    let mut load = Load::default();
    load.readers(world.base(), A_FEW).await;
    let columnist = world.sign_in().await;
    load.repliers(&columnist, work);
    let deeds = world.random.below(60);
    let letters = world.kill_under(load, deeds).await;
    world.recover(letters).await;
}

/// Killed while readers come back to letters that nobody has taken in, and more are sent.
async fn follow_sealed(world: &mut World) {
    let mut asking = Load::default();
    asking.readers(world.base(), A_FEW).await;
    let mut letters = asking.end().await;
    let work = letters.split_off(letters.len() - WORK);
    let mut load = Load::default();
    load.readers(world.base(), A_FEW).await;
    load.askers(world.base(), work).await;
    let deeds = 20 + world.random.below(80);
    letters.extend(world.kill_under(load, deeds).await);
    world.recover(letters).await;
}

/// Killed while what readers send comes over the wall as they send it.
async fn follow_open(world: &mut World) {
    let work = [world.take_fresh(WORK / 2, "print"), world.take_fresh(WORK / 2, "private")];
    let mut load = Load::default();
    load.readers(world.base(), A_FEW).await;
    let columnist = world.sign_in().await;
    load.askers(world.base(), work.into_iter().flatten().collect()).await;
    let deeds = 20 + world.random.below(80);
    let letters = world.kill_under(load, deeds).await;
    drop(columnist);
    world.recover(letters).await;
}

/// Killed while texts are sent for approval and answered.
async fn prove(world: &mut World) {
    let work = world.take_fresh(WORK, "proof");
    let columnist = world.sign_in().await;
    let mut load = Load::default();
    load.provers(&columnist, &Reader::new(world.base()), work);
    let deeds = world.random.below(25);
    let letters = world.kill_under(load, deeds).await;
    world.recover(letters).await;
}

/// Killed while letters are published and closed at once.
async fn close(world: &mut World) {
    let work = world.take_fresh(WORK, "print");
    let columnist = world.sign_in().await;
    let mut load = Load::default();
    let most = work.len() as u64;
    load.closers(&columnist, &Reader::new(world.base()), work);
    let deeds = world.random.below(most);
    let letters = world.kill_under(load, deeds).await;
    world.recover(letters).await;
}

/// Waits, without letting go of the processor, for a batch to be written to the vault.
fn until_the_vault_grows(world: &World) {
    let size = || world.vault_log().metadata().map_or(0, |log| log.len());
    let (begun, before) = (Instant::now(), size());
    while size() == before {
        assert!(begun.elapsed() < DEADLINE, "nothing comes in");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_told_to_end_under_load_leaves_everything_acknowledged_and_a_closed_vault() {
    let mut world = World::new();
    ask(&mut world).await;
    let work = world.take_fresh(2 * WORK, "print");
    let mut load = Load::default();
    load.readers(world.base(), usize::MAX).await;
    let columnist = world.sign_in().await;
    let (posts, mailboxes) = halves(work);
    load.publishers(&columnist, posts);
    load.repliers(&columnist, mailboxes);
    world.reach(&load.done, 30).await;
    let program = world.program.take().unwrap();
    let ended = tokio::task::spawn_blocking(|| program.terminate()).await.unwrap();
    let letters = load.end().await;
    assert!(ended.status.success(), "{ended:?}");
    assert!(!ended.stderr.contains("ERROR"), "{ended:?}");
    assert!(!world.vault_log().exists(), "the vault was not closed");
    world.recover(letters).await;
}

fn halves(mut letters: Vec<ledger::Letter>) -> (Vec<ledger::Letter>, Vec<ledger::Letter>) {
    let rest = letters.split_off(letters.len() / 2);
    (letters, rest)
}
