//! Public pages that are read again and again, next to a server that has one page as constant bytes.
//!
//! What counts is the time that the core spends on a request: whoever asks is slower than either server.

use std::time::Duration;

use anyhow::{Context, ensure};

use crate::support::bare;
use crate::support::client::{Client, request};
use crate::support::fixture::{self, Columns, POSTS};
use crate::support::load;
use crate::support::report::{Aim, aimed, held, list, median, p50_p99, told};
use crate::support::server::Server;

/// Requests of a round: a third of a second of the core's time, which is told in hundredths.
const ROUND: usize = 20_000;
const ROUNDS: usize = 5;
const OF_LIMIT: f64 = 0.6;
const P99_OF_LIMIT: f64 = 3.0;
const LOADED_MIB: f64 = 30.0;
const GZIP: &str = "accept-encoding: gzip\r\n";
const MICROSECONDS: f64 = 1e6;

pub async fn site(columns: &Columns) -> anyhow::Result<()> {
    let (data, limit) = (columns.settled()?, fixture::folder()?);
    let server = Server::unsaid(data.path())?;
    server.rest().await;
    let post = format!("/posts/{}", fixture::slug(POSTS / 2));
    write_page(&server, &post, limit.path()).await?;
    let bare = Server::bare(&limit.path().join("bare.db"))?;
    for (name, path, head) in [
        ("post page", post.as_str(), ""),
        ("post page, gzip", &post, GZIP),
        ("home page", "/", ""),
        ("home page, gzip", "/", GZIP),
        ("feed, gzip", "/feed.atom", GZIP),
        ("JSON feed, gzip", "/feed.json", GZIP),
    ] {
        let (mut ours, mut limits) = (Cost::default(), Cost::default());
        for _ in 0..ROUNDS {
            limits.add(&bare, bare::PAGE, head).await?;
            ours.add(&server, path, head).await?;
        }
        let name = format!("{name}, {} connections", load::CONNECTIONS);
        told(&name, median(&ours.core), &format!("µs ({})", list(&ours.core)));
        let limit = median(&limits.core);
        told("  the limit: constant bytes", limit, &format!("µs ({})", list(&limits.core)));
        held("  of the limit", limit / median(&ours.core), Aim::AtLeast(OF_LIMIT));
        let slowest = p50_p99(&mut ours.times).1 / p50_p99(&mut limits.times).1;
        held("  p99, times that of the limit", slowest, Aim::AtMost(P99_OF_LIMIT));
    }
    aimed("memory loaded, locked (PSS)", memory(&server), "MiB", Aim::AtMost(LOADED_MIB));
    Ok(())
}

fn memory(server: &Server) -> f64 {
    server.memory().unwrap_or(f64::NAN)
}

/// What some rounds took.
#[derive(Default)]
struct Cost {
    /// Time of the core for one request, in microseconds, by round.
    core: Vec<f64>,
    /// Until each answer was there.
    times: Vec<Duration>,
}

impl Cost {
    /// Sends a round.
    async fn add(&mut self, server: &Server, path: &str, head: &str) -> anyhow::Result<()> {
        let requests = vec![request(&server.address, "GET", path, head, b""); ROUND];
        let before = server.busy().context("the system does not tell what a process takes")?;
        let load = load::send(&server.address, requests, 200).await?;
        ensure!(load.bodies.len() == ROUND, "{} answers", load.bodies.len());
        let after = server.busy().context("the server has ended")?;
        self.core.push((after - before).as_secs_f64() * MICROSECONDS / ROUND as f64);
        self.times.extend(load.times);
        Ok(())
    }
}

/// What the limit sends: the same page, in both encodings.
async fn write_page(server: &Server, path: &str, to: &std::path::Path) -> anyhow::Result<()> {
    let page = Client::connect(&server.address).await?.get(path).await?.body;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut gzip, page.as_bytes())?;
    std::fs::write(to.join(bare::PAGE_FILE), &page)?;
    std::fs::write(to.join(bare::PAGE_GZIP_FILE), gzip.finish()?)?;
    Ok(())
}
