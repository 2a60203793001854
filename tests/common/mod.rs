//! What all tests share: the real app on a free port, the real program, and clients that use them as people do.

// Each test binary uses a part of this.
#![allow(dead_code, unused_imports, reason = "shared by several test binaries")]

mod app;
mod client;
mod desk;
pub mod html;
pub mod inert;
pub mod pages;
pub mod program;
mod reader;
pub mod sealing;
mod sequels;
mod vault;
pub mod whole;

pub use app::{ACCOUNT, COLUMN, COLUMNIST, PASSWORD, START, TestApp, Wanted};
pub use client::{Answer, Client, encode};
pub use desk::{Desk, PostFields, Row, Seen, question_path, rows, ticks};
pub use reader::{OPEN, Reader, Shown};
pub use sequels::Asker;
pub use vault::{open_public, open_vault, vault_key};

use std::time::{Duration, Instant};

/// How long a condition may take to come true before a test says that it never will.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// Asks again and again until `found` gives something; says what was waited for when it never does.
pub async fn eventually<T, F: Future<Output = Option<T>>>(
    what: &str,
    mut found: impl FnMut() -> F,
) -> T {
    let begun = Instant::now();
    loop {
        if let Some(value) = found().await {
            return value;
        }
        assert!(begun.elapsed() < DEADLINE, "{what} never came about");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
