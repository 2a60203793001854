//! What runs by the clock.

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::domain::Moment;
use crate::service::{Result, Service};

/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(15);

/// Does everything that is due at `now`; safe to run twice. What fails is logged, does not keep the rest from
/// being done, and is tried again at the next tick.
pub async fn tick(service: &Service, now: Moment) {
    log("showing what is due", service.release(now).await);
    log("ending idle sessions", service.end_idle(now).await);
    log("moving what waits", service.settle(now).await);
    // A locked desk settles nothing, and its store is to be tidied all the same.
    log("tidying", service.tidy(now).await);
}

/// Ticks, and moves what the service says is waiting, until `shutdown` is done. Sessions end on time however long
/// a move takes.
pub async fn run(service: Service, now: impl Fn() -> Moment, shutdown: impl Future<Output = ()>) {
    let mut clock = tokio::time::interval(TICK);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut work: Option<JoinHandle<()>> = None;
    let (mut due, mut nudged) = (false, false);
    tokio::pin!(shutdown);
    loop {
        // At the start what came due while the program was not running, then on the hour.
        log("showing what is due", service.release(now()).await);
        let rest = rest(&service, now()).await;
        tokio::select! {
            () = tokio::time::sleep(rest) => {}
            _ = clock.tick() => {
                log("ending idle sessions", service.end_idle(now()).await);
                due = true;
            }
            () = service.nudged() => nudged = true,
            () = end_of(&mut work) => work = None,
            () = &mut shutdown => break,
        }
        // One mover at a time; what comes meanwhile is moved by the next one.
        if work.is_none() && (due || nudged) {
            work = Some(tokio::spawn(move_over(service.clone(), now(), due)));
            (due, nudged) = (false, false);
        }
    }
    if work.is_some() {
        end_of(&mut work).await;
    }
}

/// How long nothing is to be shown: until the next release, and never longer than a tick. After one that failed, a
/// second.
async fn rest(service: &Service, now: Moment) -> Duration {
    let next = match service.next_release().await {
        Ok(next) => next,
        Err(error) => {
            tracing::error!("the next release cannot be looked up: {error}");
            None
        }
    };
    let seconds =
        next.map_or(TICK.as_secs(), |due| due.0.saturating_sub(now.0).max(1).unsigned_abs());
    TICK.min(Duration::from_secs(seconds))
}

/// A nudge moves what waits; the clock does all the rest besides.
async fn move_over(service: Service, now: Moment, due: bool) {
    if due {
        tick(&service, now).await;
    } else {
        log("moving what waits", service.settle(now).await);
    }
}

/// Waits for work that is going on; for ever when there is none.
async fn end_of(work: &mut Option<JoinHandle<()>>) {
    match work {
        // Whatever it ended with has been logged; a panic has been by its place.
        Some(work) => drop(work.await),
        None => std::future::pending().await,
    }
}

fn log(what: &str, done: Result<()>) {
    if let Err(error) = done {
        tracing::error!("{what} failed and will be tried again: {error}");
    }
}
