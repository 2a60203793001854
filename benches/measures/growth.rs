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
/// Pages that are one for the whole column, and how much slower they may become. The archive counts the posts of each
/// year, once after a change.
const FRONTS: [(&str, &str, Option<f64>); 4] = [
    ("home page", "/", Some(GROWN)),
    ("feed", "/feed.atom", Some(GROWN)),
    ("JSON feed", "/feed.json", Some(GROWN)),
    ("archive", "/archive", None),
];
/// Searches, and how much slower they may become: `text::common` has the words that most posts have.
type Search = (&'static str, fn() -> String, Option<f64>);
const SEARCHED: [Search; 4] = [
    ("a common word", || text::common(1), Some(SEARCH_GROWN)),
    ("an absent word", || ABSENT.to_owned(), Some(SEARCH_GROWN)),
    ("one of each", || format!("{}+{ABSENT}", text::common(1)), Some(SEARCH_GROWN)),
    ("the six most common words", || text::common(6), None),
];
const ABSENT: &str = "xylophone";

pub async fn growth() -> anyhow::Result<()> {
    let (few, many) = (times(FEW).await?, times(MANY).await?);
    let kinds = KINDS.iter().map(|(name, _)| (name, Some(GROWN)));
    let pages = kinds.chain(FRONTS.iter().map(|(name, _, most)| (name, *most)));
    for ((name, most), (few, many)) in pages.zip(few.pages.iter().zip(&many.pages)) {
        compare(name, *few, *many, most);
    }
    let searches = few.searches.iter().zip(&many.searches);
    for ((name, _, most), (few, many)) in SEARCHED.iter().zip(searches) {
        compare(&format!("search of {name}"), *few, *many, *most);
        aimed("  at the most", *many, "ms", Aim::AtMost(SEARCH_MS));
    }
    Ok(())
}

fn compare(name: &str, few: f64, many: f64, most: Option<f64>) {
    told(&format!("{name} among {FEW} posts, p50"), few, "ms");
    told(&format!("  among {MANY}"), many, "ms");
    match most {
        Some(most) => held("  times slower", many / few, Aim::AtMost(most)),
        None => told("  times slower", many / few, ""),
    }
}

/// Median times in milliseconds.
struct Times {
    /// Of [`KINDS`], then of [`FRONTS`].
    pages: Vec<f64>,
    /// Of [`SEARCHED`].
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
    for (_, words, _) in SEARCHED {
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
        for ((_, path, _), times) in FRONTS.iter().zip(&mut times) {
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
