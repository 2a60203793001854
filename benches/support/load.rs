//! Many connections that send one request after another.

use std::iter::Enumerate;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::ensure;
use tokio::task::JoinSet;

use super::client::Client;

/// Connections that send at once.
pub const CONNECTIONS: usize = 32;

/// What came of it.
pub struct Load {
    pub per_second: f64,
    /// The bodies of the answers, in the order of their requests.
    pub bodies: Vec<String>,
    pub times: Vec<Duration>,
}

/// The requests that are still to be sent, with their places.
type Rest = Arc<Mutex<Enumerate<std::vec::IntoIter<Vec<u8>>>>>;
/// The place of a request, the body of its answer, and the time that took.
type Answered = (usize, String, Duration);

/// Sends each request once. Every answer must have `status`, and counts once it is read.
pub async fn send(address: &str, requests: Vec<Vec<u8>>, status: u16) -> anyhow::Result<Load> {
    let mut clients = Vec::new();
    for _ in 0..CONNECTIONS {
        clients.push(Client::connect(address).await?);
    }
    let rest: Rest = Arc::new(Mutex::new(requests.into_iter().enumerate()));
    let begun = Instant::now();
    let mut connections = JoinSet::new();
    for client in clients {
        connections.spawn(send_on(client, Arc::clone(&rest), status));
    }
    let mut answered = Vec::new();
    while let Some(connection) = connections.join_next().await {
        answered.extend(connection??);
    }
    let per_second = answered.len() as f64 / begun.elapsed().as_secs_f64();
    answered.sort_by_key(|(place, ..)| *place);
    let (bodies, times) = answered.into_iter().map(|(_, body, time)| (body, time)).unzip();
    Ok(Load { per_second, bodies, times })
}

async fn send_on(mut client: Client, rest: Rest, status: u16) -> anyhow::Result<Vec<Answered>> {
    let next = || rest.lock().unwrap_or_else(PoisonError::into_inner).next();
    let mut answered = Vec::new();
    while let Some((place, request)) = next() {
        let sent = Instant::now();
        let answer = client.send(&request).await?;
        ensure!(answer.status == status, "a request was answered {}", answer.status);
        answered.push((place, answer.body, sent.elapsed()));
    }
    Ok(answered)
}
