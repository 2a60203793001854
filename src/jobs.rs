//! What runs by the clock.

use std::time::Duration;

use crate::domain::Moment;
use crate::service::{Result, Service};

/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(15);

/// Does everything that is due at `now`; safe to run twice. What fails is logged, does not keep the rest from
/// being done, and is tried again at the next tick.
pub async fn tick(service: &Service, now: Moment) {
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
    let mut moving: Option<tokio::task::JoinHandle<()>> = None;
    tokio::pin!(shutdown);
    loop {
        tokio::select! {
            _ = clock.tick() => log("ending idle sessions", service.end_idle(now()).await),
            () = service.nudged() => {}
            () = &mut shutdown => break,
        }
        // One mover; what comes while it moves it finds by itself, or the next tick does.
        if moving.as_ref().is_none_or(tokio::task::JoinHandle::is_finished) {
            let (service, now) = (service.clone(), now());
            moving = Some(tokio::spawn(async move { tick(&service, now).await }));
        }
    }
    if let Some(moving) = moving {
        // Whatever it ended with has been logged.
        let _ = moving.await;
    }
}

fn log(what: &str, done: Result<()>) {
    if let Err(error) = done {
        tracing::error!("{what} failed and will be tried again: {error}");
    }
}
