//! From start to the first page, and memory, with full stores and the desk locked.

use std::time::Instant;

use crate::support::client::Client;
use crate::support::fixture::Columns;
use crate::support::report::{Aim, aimed, median};
use crate::support::server::Server;

const STARTS: usize = 9;
const SECONDS_TO_FIRST_PAGE: f64 = 0.1;
const IDLE_MIB: f64 = 15.0;

pub async fn footprint(columns: &Columns) -> anyhow::Result<()> {
    let data = columns.waiting()?;
    let (mut starts, mut idle) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let begun = Instant::now();
        let server = Server::unsaid(data.path())?;
        Client::connect(&server.address).await?.get("/").await?;
        starts.push(begun.elapsed().as_secs_f64());
        server.rest().await;
        idle.extend(server.memory());
    }
    aimed("start to first 200", median(&starts), "s", Aim::AtMost(SECONDS_TO_FIRST_PAGE));
    aimed("memory idle, locked (PSS)", median(&idle), "MiB", Aim::AtMost(IDLE_MIB));
    Ok(())
}
