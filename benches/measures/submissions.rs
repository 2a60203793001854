//! Letters taken in a second, next to the limit in the same run, and memory under that load.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, ensure};
use rusqlite::Connection;
use unsaid::domain::{ColumnSalt, Receipt};
use unsaid::seal::ReceiptKeys;

use crate::support::bare;
use crate::support::client::Client;
use crate::support::fixture::{self, Columns, LETTERS, POSTS};
use crate::support::load::{self, Load};
use crate::support::report::{Aim, aimed, list, median, p50_p99, told};
use crate::support::server::Server;
use crate::support::text::Dice;

const ROUNDS: usize = 12;
const ROUND: Duration = Duration::from_secs(3);
const WARM_UP: Duration = Duration::from_secs(1);
const OF_LIMIT: f64 = 0.6;
const LOADED_MIB: f64 = 30.0;
const PAGES: usize = 1_000;
/// As a reader types it, in a form's encoding: 443 bytes.
const QUESTION: &str = include_str!("../support/question.txt");

pub async fn submissions(columns: &Columns) -> anyhow::Result<()> {
    let (data, limit) = (columns.waiting()?, fixture::folder()?);
    let database = limit.path().join("bare.db");
    let (server, bare_server) = (Server::unsaid(data.path())?, Server::bare(&database)?);
    server.rest().await;
    let form: String =
        form_urlencoded::Serializer::new(String::new()).append_pair("question", QUESTION).finish();
    let ours = |length| load::post(&server.address, "/ask", &form, 200, length);
    let bare = |length| load::post(&bare_server.address, "/ask", &form, 303, length);
    let mut receipts = receipts(&ours(WARM_UP).await?)?;
    let mut written = bare(WARM_UP).await?.bodies.len();
    let (mut figures, mut limits, mut ratios, mut times) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let load = bare(ROUND).await?;
        written += load.bodies.len();
        limits.push(load.per_second);
        let load = ours(ROUND).await?;
        receipts.extend(self::receipts(&load)?);
        figures.push(load.per_second);
        ratios.push(figures[round] / limits[round]);
        times.extend(load.times);
    }
    read_about(&server).await?;
    let loaded = server.memory();
    told("submissions, 32 connections", median(&figures), &format!("/s     ({})", list(&figures)));
    told(
        "  the limit: the same seals, bare rows",
        median(&limits),
        &format!("/s     ({})", list(&limits)),
    );
    aimed("  ratio, median of the rounds", median(&ratios), "", Aim::AtLeast(OF_LIMIT));
    let (p50, p99) = p50_p99(&mut times);
    told("  answered within, p50", p50, "ms");
    told("  answered within, p99", p99, "ms");
    aimed(
        "memory loaded, locked (PSS)",
        loaded.unwrap_or(f64::NAN),
        "MiB",
        Aim::AtMost(LOADED_MIB),
    );
    drop((server, bare_server));
    count(data.path(), &receipts)?;
    ensure!(bare::count(&database)? == written as u64, "the limit lost rows");
    println!(
        "  counted: all {} acknowledged letters are on disk, each mailbox with its receipt",
        receipts.len()
    );
    Ok(())
}

/// Reads posts, as people do beside those who write.
async fn read_about(server: &Server) -> anyhow::Result<()> {
    let (mut client, mut dice) = (Client::connect(&server.address).await?, Dice::new(3));
    for _ in 0..PAGES {
        client.get(&format!("/posts/{}", fixture::slug(dice.below(POSTS)))).await?;
        client.get("/").await?;
    }
    Ok(())
}

/// The receipts that the answers show.
fn receipts(load: &Load) -> anyhow::Result<Vec<Receipt>> {
    load.bodies.iter().map(|body| receipt(body).context("an answer without a receipt")).collect()
}

fn receipt(page: &str) -> Option<Receipt> {
    let (_, behind) = page.split_once("id=\"receipt\"")?;
    let (_, words) = behind.split_once('>')?;
    Receipt::parse(words.split('<').next()?).ok()
}

/// Looks for the mailbox and the envelope of every receipt that was given out.
fn count(data: &Path, receipts: &[Receipt]) -> anyhow::Result<()> {
    let conn = Connection::open(data.join(unsaid::public::FILE))?;
    let salt = ColumnSalt(conn.query_row("select salt from site", [], |row| row.get(0))?);
    let mut mailbox = conn.prepare("select id = ?2 from mailbox where key = ?1")?;
    let mut envelope = conn.prepare("select id = ?2 from envelope where key = ?1")?;
    for receipt in receipts {
        let keys = ReceiptKeys::derive(&salt, receipt);
        let (mailbox_id, envelope_id) = (keys.lookup().mailbox().0, keys.envelope_id().0);
        let found =
            mailbox.query_row((key(&mailbox_id), mailbox_id), |row| row.get(0)).unwrap_or(false)
                && envelope
                    .query_row((key(&envelope_id), envelope_id), |row| row.get(0))
                    .unwrap_or(false);
        ensure!(found, "an acknowledged letter is not there");
    }
    let all: usize = conn.query_row("select count(*) from envelope", [], |row| row.get(0))?;
    ensure!(all == LETTERS + receipts.len(), "{all} envelopes, {} acknowledged", receipts.len());
    Ok(())
}

/// The row that an id lies in: its first eight bytes.
fn key(id: &[u8]) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&id[..8]);
    i64::from_be_bytes(first)
}
