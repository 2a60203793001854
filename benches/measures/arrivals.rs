//! Signing in to a full letterbox: how fast envelopes are moved into the vault, and the desk meanwhile.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::support::client::Client;
use crate::support::fixture::{ACCOUNT, Columns, LETTERS, PASSWORD};
use crate::support::report::{p50_p99, told};
use crate::support::server::Server;

/// Between two looks at the queue.
const PAUSE: Duration = Duration::from_millis(50);

pub async fn arrivals(columns: &Columns) -> anyhow::Result<()> {
    let data = columns.waiting()?;
    let server = Server::unsaid(data.path())?;
    server.rest().await;
    let mut client = Client::connect(&server.address).await?;
    let letterbox = Connection::open(data.path().join(unsaid::public::FILE))?;
    let begun = Instant::now();
    client.sign_in(ACCOUNT, PASSWORD).await?;
    told("signing in, with envelopes waiting", begun.elapsed().as_secs_f64() * 1_000.0, "ms");
    let (begun, mut times) = (Instant::now(), Vec::new());
    while letterbox.query_row("select exists (select 1 from envelope)", [], |row| row.get(0))? {
        times.push(client.time("/desk").await?);
        tokio::time::sleep(PAUSE).await;
    }
    told("envelopes moved into the vault", LETTERS as f64 / begun.elapsed().as_secs_f64(), "/s");
    let (p50, p99) = p50_p99(&mut times);
    told("  queue page meanwhile, p50", p50, "ms");
    told("  queue page meanwhile, p99", p99, "ms");
    told("  memory meanwhile (PSS)", server.memory().unwrap_or(f64::NAN), "MiB");
    Ok(())
}
