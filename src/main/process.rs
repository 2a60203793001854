//! What the program asks of the system that it runs on: threads, signals, a log, and memory that is closed to others.

use std::io::IsTerminal;

use tokio::sync::watch;

/// Threads for reading files, stretching passwords, opening letters and the like: all readers of one store, and one more.
const BLOCKING_THREADS: usize = 5;

/// A thread for each core, and a few for what waits for a disk. Each thread keeps memory of its own, so that the hundreds
/// that there may be by default would cost more than they gain.
pub fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.enable_all().max_blocking_threads(BLOCKING_THREADS).build()
}

/// Waits for the end of the program.
pub async fn until(mut ended: watch::Receiver<bool>) {
    // The sender gone is an end too.
    let _ = ended.wait_for(|ended| *ended).await;
}

/// Waits for a signal that ends the program.
pub async fn until_told_to_end() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}

/// Faults go to standard error. A panic is told by its place alone: its words may quote a letter.
pub fn start_log() {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_target(false)
        .without_time()
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        tracing::error!("a fault in the program, at {place}");
    }));
}

/// Keeps this process's memory from core dumps and from other processes of the same user.
pub fn close_to_others() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    let closed = set_dumpable_behavior(DumpableBehavior::NotDumpable)
        .and_then(|()| setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }));
    if closed.is_err() {
        tracing::warn!("this system may write the program's memory to disk when it fails");
    }
}
