//! Crashes: the program is killed under load in every phase of a letter's course, again and again, and
//! everything that it acknowledged is there each time, once.

// Tests fail by panicking; what clippy.toml exempts misses helper functions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;
#[path = "crash/ledger.rs"]
mod ledger;
#[path = "crash/load.rs"]
mod load;
#[path = "crash/people.rs"]
mod people;
#[path = "crash/random.rs"]
mod random;
#[path = "crash/world.rs"]
mod world;

use std::time::{Duration, Instant};

use common::DEADLINE;
use load::Load;
use world::World;

/// Rounds that one column goes through.
const ROUNDS: usize = 20;
/// Columns of the soak.
const COLUMNS: usize = 5;
/// Letters that a reader sends in a phase that is about something else.
const A_FEW: usize = 10;
/// Letters per reader for the mover to have several batches.
const MANY: usize = 90;
/// Posts and mailboxes that one round works on.
const WORK: usize = 6;

/// What the program is busy with when it is killed.
#[derive(Debug, Clone, Copy)]
enum Phase {
    Ask,
    MoveIn,
    Publish,
    Reply,
}

const PHASES: [Phase; 4] = [Phase::Ask, Phase::MoveIn, Phase::Publish, Phase::Reply];

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_a_kill_in_every_phase() {
    twenty_rounds().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "slow soak, run by tests/run.sh"]
async fn what_was_acknowledged_outlives_a_hundred_kills() {
    for _ in 0..COLUMNS {
        twenty_rounds().await;
    }
}

async fn twenty_rounds() {
    let mut world = World::new();
    for round in 0..ROUNDS {
        let phase = PHASES[round % PHASES.len()];
        println!("round {round}: {phase:?}");
        match phase {
            Phase::Ask => ask(&mut world).await,
            Phase::MoveIn => move_in(&mut world).await,
            Phase::Publish => publish(&mut world).await,
            Phase::Reply => reply(&mut world).await,
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
    let work = world.take_fresh(WORK);
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
    let work = world.take_fresh(WORK);
    let mut load = Load::default();
    load.readers(world.base(), A_FEW).await;
    let columnist = world.sign_in().await;
    load.repliers(&columnist, work);
    let deeds = world.random.below(60);
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
    let work = world.take_fresh(2 * WORK);
    let mut load = Load::default();
    load.readers(world.base(), usize::MAX).await;
    let columnist = world.sign_in().await;
    let (posts, mailboxes) = halves(work);
    load.publishers(&columnist, posts);
    load.repliers(&columnist, mailboxes);
    world.reach(&load, 30).await;
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
