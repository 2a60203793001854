//! Pages as nobody has asked for them yet, one at a time, while the column grows a hundredfold. Lists and posts are
//! those of the newest posts, which are as many in each column: what was written since a column was small must not
//! slow them down.

use std::time::{Duration, Instant};

use anyhow::ensure;

use unsaid::domain::Day;

use crate::support::client::Client;
use crate::support::fixture::{self, ACCOUNT, PASSWORD};
use crate::support::grown;
use crate::support::report::{Aim, aimed, held, p50_p99, told};
use crate::support::server::Server;
use crate::support::text::{self, Dice};

const FEW: usize = 1_000;
const MANY: usize = 100_000;
/// Pages of each kind; each is asked for once, so that none comes out of memory.
const REQUESTS: usize = 500;
/// Times that the whole column is changed, and its front pages are asked for anew.
const CHANGES: usize = 40;
/// Searches of each kind. None is kept in memory.
const SEARCHES: usize = 100;
const GROWN: f64 = 1.5;
const SEARCH_GROWN: f64 = 3.0;
const SEARCH_MS: f64 = 50.0;

/// Kinds of pages, and the address of one of them.
type Kind = (&'static str, fn(usize, usize, &mut Dice) -> String);
const KINDS: [Kind; 4] =
    [("older posts", older), ("post", post), ("tag", tag), ("year in the archive", year)];
/// Pages that are one for the whole column.
const FRONTS: [(&str, &str); 4] = [
    ("home page", "/"),
    ("feed", "/feed.atom"),
    ("JSON feed", "/feed.json"),
    ("archive", "/archive"),
];
/// A name of what is searched for, and the words.
type Wanted = (&'static str, fn() -> String);
/// What is searched for: `text::common` has the words that most posts have.
const WANTED: [Wanted; 4] = [
    ("a common word", || text::common(1)),
    ("a common and an absent word", || format!("{}+xylophone", text::common(1))),
    ("an absent word", || "xylophone".to_owned()),
    ("the six most common words", || text::common(6)),
];

pub async fn growth() -> anyhow::Result<()> {
    let (few, many) = (times(FEW).await?, times(MANY).await?);
    let pages = KINDS.iter().map(|kind| kind.0).chain(FRONTS.iter().map(|front| front.0));
    for (name, (few, many)) in pages.zip(few.pages.iter().zip(&many.pages)) {
        compare(name, *few, *many, GROWN);
    }
    for ((name, _), (few, many)) in WANTED.iter().zip(few.searches.iter().zip(&many.searches)) {
        compare(&format!("search of {name}"), *few, *many, SEARCH_GROWN);
        aimed("  at the most", *many, "ms", Aim::AtMost(SEARCH_MS));
    }
    Ok(())
}

fn compare(name: &str, few: f64, many: f64, most: f64) {
    told(&format!("{name} among {FEW} posts, p50"), few, "ms");
    told(&format!("  among {MANY}"), many, "ms");
    held("  times slower", many / few, Aim::AtMost(most));
}

/// Median times in milliseconds.
struct Times {
    /// Of [`KINDS`], then of [`FRONTS`].
    pages: Vec<f64>,
    /// Of [`WANTED`].
    searches: Vec<f64>,
}

async fn times(posts: usize) -> anyhow::Result<Times> {
    let data = grown::column(posts).await?;
    let server = Server::unsaid(data.path())?;
    server.rest().await;
    let mut client = Client::connect(&server.address).await?;
    let mut pages = parts(&mut client, posts).await?;
    let searches = searches(&mut client).await?;
    told(&format!("memory with {posts} posts (PSS)"), server.memory().unwrap_or(f64::NAN), "MiB");
    pages.extend(fronts(&mut client).await?);
    Ok(Times { pages, searches })
}

/// Pages of which there are many.
async fn parts(client: &mut Client, posts: usize) -> anyhow::Result<Vec<f64>> {
    let mut medians = Vec::new();
    for (_, path) in KINDS {
        let (mut dice, mut times) = (Dice::new(21), Vec::<Duration>::new());
        for number in 0..REQUESTS {
            let number = posts - FEW + number * FEW / REQUESTS;
            times.push(client.time(&path(number, posts, &mut dice)).await?);
        }
        medians.push(p50_p99(&mut times).0);
    }
    Ok(medians)
}

async fn searches(client: &mut Client) -> anyhow::Result<Vec<f64>> {
    let mut medians = Vec::new();
    for (_, words) in WANTED {
        let (path, mut times) = (format!("/search?q={}", words()), Vec::<Duration>::new());
        for _ in 0..SEARCHES {
            times.push(client.time(&path).await?);
        }
        medians.push(p50_p99(&mut times).0);
    }
    Ok(medians)
}

/// The pages of the whole column, each as the first one sees it after a change.
async fn fronts(client: &mut Client) -> anyhow::Result<Vec<f64>> {
    client.sign_in(ACCOUNT, PASSWORD).await?;
    let mut times = FRONTS.map(|_| Vec::<Duration>::new());
    for change in 0..CHANGES {
        let days = format!("comments_days={}", 90 + change % 2);
        let request = client.request("POST", "/desk/settings/comments", &days);
        let answer = client.send(&request).await?;
        ensure!(answer.status == 303, "a setting answered {}", answer.status);
        for ((_, path), times) in FRONTS.iter().zip(&mut times) {
            let request = client.request("GET", path, "");
            let begun = Instant::now();
            ensure!(client.send(&request).await?.status == 200, "{path} is not there");
            times.push(begun.elapsed());
        }
    }
    Ok(times.iter_mut().map(|times| p50_p99(times).0).collect())
}

fn older(number: usize, posts: usize, _: &mut Dice) -> String {
    format!("/?after={}", place(number, posts))
}

fn post(number: usize, _: usize, _: &mut Dice) -> String {
    format!("/posts/{}", fixture::slug(number))
}

fn tag(number: usize, posts: usize, dice: &mut Dice) -> String {
    format!("/tags/{}?after={}", text::tag(dice), place(number, posts))
}

/// A page of last year's titles that begins shortly before its end, so that it is full.
fn year(number: usize, _: usize, _: &mut Dice) -> String {
    let next = fixture::today().date().year();
    let end = Day::parse(&format!("{next}-01-01")).map_or(i64::MAX, |day| day.start().0);
    let year = next - 1;
    format!("/archive/{year}?after={}-{number}", end - 1)
}

/// Where a list begins that shows posts about this one.
fn place(number: usize, posts: usize) -> String {
    format!("{}-{number}", fixture::published(number, posts).0)
}
