//! Letters in turns with the limit: what the measures of submissions share.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::ensure;
use rusqlite::Connection;
use tempfile::TempDir;
use unsaid::domain::{EnvelopeId, MailboxId};

use crate::support::bare;
use crate::support::client::request;
use crate::support::fixture::{self, Columns, LETTERS};
use crate::support::load::{self, Load};
use crate::support::report::{Aim, held, list, median, p50_p99, told};
use crate::support::server::Server;

/// Rounds of a measure, and the letters of each: together fewer than may come at once.
pub const ROUNDS: usize = 8;
pub const ROUND: usize = 6_000;
pub const WARM_UP: usize = 1_000;
/// How often a row that is not sealed is sent to the limit, so that its round lasts too.
const ROWS_TIMES: usize = 4;
/// A form has to be open so long, in whole seconds.
const FORM_OPEN: Duration = Duration::from_millis(2_100);
/// A script's head asks for an answer that it can read.
pub const FROM_SCRIPT: &str = "accept: application/json\r\n";

/// The program over a full column, and the limit over a file of its own.
pub struct Turns {
    data: TempDir,
    limit: TempDir,
    pub server: Server,
    bare: Server,
    /// Where the limit takes its rows.
    path: &'static str,
    /// Rows that it wrote.
    written: usize,
    ours: Vec<f64>,
    limits: Vec<f64>,
    times: Vec<Duration>,
}

/// What is sent in one round, made before it begins: the form of each letter, and what the limit gets for it.
pub struct Pool {
    pub forms: Vec<String>,
    pub bodies: Vec<Vec<u8>>,
}

impl Turns {
    pub async fn start(columns: &Columns, path: &'static str) -> anyhow::Result<Self> {
        let (data, limit) = (columns.waiting()?, fixture::folder()?);
        let (server, bare) =
            (Server::unsaid(data.path())?, Server::bare(&limit.path().join(DATABASE))?);
        server.rest().await;
        let (ours, limits, times) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { data, limit, server, bare, path, written: 0, ours, limits, times })
    }

    /// The program's public store.
    pub fn store(&self) -> anyhow::Result<Connection> {
        Ok(Connection::open(self.data.path().join(unsaid::public::FILE))?)
    }

    /// Sends one round to each, and returns the program's answers.
    pub async fn round(&mut self, pool: Pool, head: &str) -> anyhow::Result<Vec<String>> {
        let load = self.both(pool, head).await?;
        self.ours.push(load.1.per_second);
        self.limits.push(load.0.per_second);
        self.times.extend(load.1.times);
        Ok(load.1.bodies)
    }

    /// The same, without keeping its figures.
    pub async fn warm_up(&mut self, pool: Pool, head: &str) -> anyhow::Result<Vec<String>> {
        Ok(self.both(pool, head).await?.1.bodies)
    }

    async fn both(&mut self, pool: Pool, head: &str) -> anyhow::Result<(Load, Load)> {
        let post =
            |address: &str, path, head, body: &[u8]| request(address, "POST", path, head, body);
        let (ours, limit) = (&self.server.address, &self.bare.address);
        let times = if self.path == bare::ROWS { ROWS_TIMES } else { 1 };
        let bodies = (0..times).flat_map(|_| &pool.bodies);
        let bodies = bodies.map(|body| post(limit, self.path, "", body)).collect();
        let forms = pool.forms.iter().map(|form| post(ours, "/ask", head, form.as_bytes()));
        let forms = forms.collect();
        tokio::time::sleep(FORM_OPEN).await;
        let bare = load::send(limit, bodies, 303).await?;
        self.written += bare.bodies.len();
        Ok((bare, load::send(ours, forms, 200).await?))
    }

    /// Prints the figures of a measure of this name.
    pub fn tell(&mut self, name: &str, limit: &str, aim: f64) {
        let ratios: Vec<f64> =
            self.ours.iter().zip(&self.limits).map(|(ours, limit)| ours / limit).collect();
        told(name, median(&self.ours), &format!("/s     ({})", list(&self.ours)));
        told(limit, median(&self.limits), &format!("/s     ({})", list(&self.limits)));
        held("  ratio, median of the rounds", median(&ratios), Aim::AtLeast(aim));
        let (p50, p99) = p50_p99(&mut self.times);
        told("  answered within, p50", p50, "ms");
        told("  answered within, p99", p99, "ms");
    }

    /// Ends both servers, and looks for the mailbox and the envelope of every letter that was acknowledged.
    pub fn count(self, letters: &[(MailboxId, EnvelopeId)]) -> anyhow::Result<()> {
        let conn = self.store()?;
        drop((self.server, self.bare));
        let mut mailbox = conn.prepare("select id = ?2 from mailbox where key = ?1")?;
        let mut envelope = conn.prepare("select id = ?2 from envelope where key = ?1")?;
        for (mailbox_id, envelope_id) in letters {
            let (mailbox_id, envelope_id) = (mailbox_id.0, envelope_id.0);
            let found = mailbox
                .query_row((key(&mailbox_id), mailbox_id), |row| row.get(0))
                .unwrap_or(false)
                && envelope
                    .query_row((key(&envelope_id), envelope_id), |row| row.get(0))
                    .unwrap_or(false);
            ensure!(found, "an acknowledged letter is not there");
        }
        let all: usize = conn.query_row("select count(*) from envelope", [], |row| row.get(0))?;
        ensure!(all == LETTERS + letters.len(), "{all} envelopes, {} acknowledged", letters.len());
        let rows = bare::count(&PathBuf::from(self.limit.path()).join(DATABASE))?;
        ensure!(rows == self.written as u64, "the limit lost rows");
        println!(
            "  counted: all {} acknowledged letters are on disk with their mailboxes",
            letters.len()
        );
        Ok(())
    }
}

const DATABASE: &str = "bare.db";

/// The row that an id lies in: its first eight bytes.
fn key(id: &[u8]) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&id[..8]);
    i64::from_be_bytes(first)
}
