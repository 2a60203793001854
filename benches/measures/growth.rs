//! Pages that nobody has asked for yet, one at a time, while the column grows a hundredfold. They are those of the
//! newest posts, which are as many in each column: what was written since a column was small must not slow them down.

use std::time::Duration;

use crate::support::client::Client;
use crate::support::fixture;
use crate::support::grown;
use crate::support::report::{Aim, aimed, p50_p99, told};
use crate::support::server::Server;
use crate::support::text::{self, Dice};

const FEW: usize = 1_000;
const MANY: usize = 100_000;
/// Pages of each kind; each is asked for once, so that none comes out of memory.
const REQUESTS: usize = 500;
const GROWN: f64 = 1.5;

/// Kinds of pages, and the address of one of them.
type Kind = (&'static str, fn(usize, usize, &mut Dice) -> String);
const KINDS: [Kind; 3] = [("home page", home), ("post page", post), ("tag page", tag)];

pub async fn growth() -> anyhow::Result<()> {
    let (few, many) = (times(FEW).await?, times(MANY).await?);
    for ((name, _), (few, many)) in KINDS.iter().zip(few.iter().zip(&many)) {
        told(&format!("{name} among {FEW} posts, p50"), *few, "ms");
        told(&format!("  among {MANY}"), *many, "ms");
        aimed("  times slower", many / few, "", Aim::AtMost(GROWN));
    }
    Ok(())
}

/// The median time of each kind of page, in milliseconds.
async fn times(posts: usize) -> anyhow::Result<Vec<f64>> {
    let data = grown::column(posts).await?;
    let server = Server::unsaid(data.path())?;
    server.rest().await;
    let (mut client, mut dice) = (Client::connect(&server.address).await?, Dice::new(21));
    let mut medians = Vec::new();
    for (_, path) in KINDS {
        let mut times = Vec::<Duration>::new();
        for number in 0..REQUESTS {
            let number = posts - FEW + number * FEW / REQUESTS;
            times.push(client.time(&path(number, posts, &mut dice)).await?);
        }
        medians.push(p50_p99(&mut times).0);
    }
    told(&format!("memory with {posts} posts (PSS)"), server.memory().unwrap_or(f64::NAN), "MiB");
    Ok(medians)
}

fn home(number: usize, posts: usize, _: &mut Dice) -> String {
    format!("/?after={}", place(number, posts))
}

fn post(number: usize, _: usize, _: &mut Dice) -> String {
    format!("/posts/{}", fixture::slug(number))
}

fn tag(number: usize, posts: usize, dice: &mut Dice) -> String {
    format!("/tags/{}?after={}", text::tag(dice), place(number, posts))
}

/// Where a list begins that shows posts about this one.
fn place(number: usize, posts: usize) -> String {
    format!("{}-{number}", fixture::published(number, posts).0)
}
