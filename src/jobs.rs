//! What runs by the clock.

use std::time::Duration;

use crate::domain::Moment;
use crate::service::{Result, Service};

/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(15);

/// Does everything that is due at `now`; safe to run twice.
///
/// # Errors
///
/// * A fault of either store; what is left is done at the next tick.
pub async fn tick(service: &Service, now: Moment) -> Result<()> {
    service.end_idle(now).await?;
    service.settle(now).await?;
    // A locked desk settles nothing, and its store is to be tidied all the same.
    service.tidy(now).await
}

/// Ticks, and moves what the service says is waiting, until `shutdown` is done. A failure is logged and
/// tried again at the next tick.
pub async fn run(service: Service, now: impl Fn() -> Moment, shutdown: impl Future<Output = ()>) {
    let mut clock = tokio::time::interval(TICK);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    tokio::pin!(shutdown);
    loop {
        let done = tokio::select! {
            _ = clock.tick() => tick(&service, now()).await,
            () = service.nudged() => service.settle(now()).await,
            () = &mut shutdown => return,
        };
        if let Err(error) = done {
            tracing::error!("a job failed and will be tried again: {error}");
        }
    }
}
