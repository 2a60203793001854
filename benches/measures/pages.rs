//! Single pages, one request at a time: the queue, the search, the site.

use std::time::{Duration, Instant};

use anyhow::ensure;
use unsaid::domain::{Day, QuestionId, Status};

use crate::support::client::Client;
use crate::support::fixture::{self, ACCOUNT, Columns, DAYS, PASSWORD, POSTS};
use crate::support::report::{Aim, aimed, p50_p99, told};
use crate::support::server::Server;
use crate::support::text::{self, Dice};

const REQUESTS: usize = 500;
const WARM_UP: usize = 50;
const QUEUE_MS: f64 = 5.0;
const SEARCH_MS: f64 = 50.0;

pub async fn pages(columns: &Columns) -> anyhow::Result<()> {
    let data = columns.settled()?;
    let server = Server::unsaid(data.path())?;
    server.rest().await;
    let mut client = Client::connect(&server.address).await?;
    let (_, p99) = time("home page", &mut client, |_| "/".to_owned()).await?;
    told("  p99", p99, "ms");
    let (_, p99) = time("post page", &mut client, |dice| {
        format!("/posts/{}", fixture::slug(dice.below(POSTS)))
    })
    .await?;
    told("  p99", p99, "ms");
    look(&mut client).await?;
    client.sign_in(ACCOUNT, PASSWORD).await?;
    let (_, p99) = time("queue page", &mut client, queue).await?;
    aimed("  p99", p99, "ms", Aim::AtMost(QUEUE_MS));
    let (_, p99) =
        time("search of two words", &mut client, |dice| format!("/desk?q={}", text::search(dice)))
            .await?;
    aimed("  p99", p99, "ms", Aim::AtMost(SEARCH_MS));
    told("memory at the open desk (PSS)", server.memory().unwrap_or(f64::NAN), "MiB");
    Ok(())
}

/// Times pages and prints their median; returns it with the 99th percentile.
async fn time(
    name: &str,
    client: &mut Client,
    path: impl Fn(&mut Dice) -> String,
) -> anyhow::Result<(f64, f64)> {
    let (mut dice, mut times) = (Dice::new(11), Vec::<Duration>::new());
    for _ in 0..WARM_UP {
        client.time(&path(&mut dice)).await?;
    }
    for _ in 0..REQUESTS {
        times.push(client.time(&path(&mut dice)).await?);
    }
    let (p50, p99) = p50_p99(&mut times);
    told(&format!("{name}, p50"), p50, "ms");
    Ok((p50, p99))
}

/// Times the step between writing and sending: letters that posts come close to, each looked through and answered
/// with a page that says so.
async fn look(client: &mut Client) -> anyhow::Result<()> {
    let (mut dice, mut times) = (Dice::new(12), Vec::new());
    let page = client.get("/ask").await?.body;
    for _ in 0..REQUESTS {
        let form = super::submissions::form(&page, &text::letter(&mut dice))?;
        let request = client.request("POST", "/ask", &form);
        let begun = Instant::now();
        let answer = client.send(&request).await?;
        times.push(begun.elapsed());
        ensure!(answer.body.contains(r#"name="seen""#), "a letter was not looked through");
    }
    let (p50, p99) = p50_p99(&mut times);
    told("the step between, p50", p50, "ms");
    told("  p99", p99, "ms");
    Ok(())
}

/// A page of the queue, anywhere in it, with one of its filters.
fn queue(dice: &mut Dice) -> String {
    let day = Day(fixture::today().0 - dice.below(DAYS as usize) as u32);
    let after = QuestionId::new(day, 0).0;
    match dice.below(3) {
        0 => format!("/desk?after={after}"),
        1 => format!(
            "/desk?status={}&after={after}",
            Status::ALL[dice.below(Status::ALL.len())].as_str()
        ),
        _ => format!("/desk?tag={}&after={after}", text::tag(dice)),
    }
}
