//! Public pages that are read again and again, next to a server that has one page as constant bytes.
//!
//! What counts is the time that the core spends on a request: whoever asks is slower than either server.

use anyhow::{Context, ensure};

use crate::support::bare;
use crate::support::client::{Client, request};
use crate::support::fixture::{self, Columns, POSTS};
use crate::support::load;
use crate::support::report::{Aim, aimed, list, median, told};
use crate::support::server::Server;

/// Requests of a round: a third of a second of the core's time, which is told in hundredths.
const ROUND: usize = 20_000;
const ROUNDS: usize = 5;
const OF_LIMIT: f64 = 0.6;
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
    ] {
        let (mut ours, mut limits) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            limits.push(cost(&bare, bare::PAGE, head).await?);
            ours.push(cost(&server, path, head).await?);
        }
        told(&format!("{name}, 32 connections"), median(&ours), &format!("µs ({})", list(&ours)));
        told("  the limit: constant bytes", median(&limits), &format!("µs ({})", list(&limits)));
        let ratio = median(&limits) / median(&ours);
        aimed("  of the limit", ratio, "", Aim::AtLeast(OF_LIMIT));
    }
    told("memory after that (PSS)", server.memory().unwrap_or(f64::NAN), "MiB");
    Ok(())
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

/// Time of the core for one request, in microseconds.
async fn cost(server: &Server, path: &str, head: &str) -> anyhow::Result<f64> {
    let requests = vec![request(&server.address, "GET", path, head, b""); ROUND];
    let before = server.busy().context("the system does not tell what a process takes")?;
    let answered = load::send(&server.address, requests, 200).await?.bodies.len();
    ensure!(answered == ROUND, "{answered} answers");
    let after = server.busy().context("the server has ended")?;
    Ok((after - before).as_secs_f64() * MICROSECONDS / ROUND as f64)
}
