//! Many connections that send one request after another.

use std::time::{Duration, Instant};

use anyhow::ensure;
use tokio::task::JoinSet;

use super::client::Client;

/// Connections that send at once.
const CONNECTIONS: usize = 32;

/// What came of it.
pub struct Load {
    pub per_second: f64,
    /// Every answer's body.
    pub bodies: Vec<String>,
    pub times: Vec<Duration>,
}

/// Posts a form again and again for `length`. Every answer must have `status`, and counts once it is read.
pub async fn post(
    address: &str,
    path: &str,
    form: &str,
    status: u16,
    length: Duration,
) -> anyhow::Result<Load> {
    let mut clients = Vec::new();
    for _ in 0..CONNECTIONS {
        clients.push(Client::connect(address).await?);
    }
    let begun = Instant::now();
    let mut connections = JoinSet::new();
    for mut client in clients {
        let request = client.request("POST", path, form);
        connections.spawn(async move {
            let (mut bodies, mut times) = (Vec::new(), Vec::new());
            while begun.elapsed() < length {
                let sent = Instant::now();
                let answer = client.send(request.as_bytes()).await?;
                ensure!(answer.status == status, "a submission was answered {}", answer.status);
                times.push(sent.elapsed());
                bodies.push(answer.body);
            }
            Ok((bodies, times))
        });
    }
    let (mut bodies, mut times) = (Vec::new(), Vec::new());
    while let Some(connection) = connections.join_next().await {
        let (more_bodies, more_times) = connection??;
        bodies.extend(more_bodies);
        times.extend(more_times);
    }
    let per_second = bodies.len() as f64 / begun.elapsed().as_secs_f64();
    Ok(Load { per_second, bodies, times })
}
