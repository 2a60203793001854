//! Photos of 12 megapixels sent to the desk, while readers look at the home page.

use std::cell::Cell;
use std::time::{Duration, Instant};

use anyhow::ensure;

use crate::support::camera;
use crate::support::client::Client;
use crate::support::fixture::{ACCOUNT, Columns, PASSWORD};
use crate::support::report::{Aim, aimed, list, median, p50_p99, told};
use crate::support::server::Server;

const PHOTOS: u32 = 9;
const SECONDS: f64 = 2.0;
const MIB: f64 = 200.0;
/// Between two looks at the home page.
const PAUSE: Duration = Duration::from_millis(2);

pub async fn uploads(columns: &Columns) -> anyhow::Result<()> {
    let data = columns.settled()?;
    let server = Server::unsaid(data.path())?;
    server.rest().await;
    let (mut desk, mut reader) =
        (Client::connect(&server.address).await?, Client::connect(&server.address).await?);
    desk.sign_in(ACCOUNT, PASSWORD).await?;
    let (mut seconds, mut pages) = (Vec::new(), Vec::<Duration>::new());
    for seed in 1..=PHOTOS {
        let photo = camera::photo(seed, false)?;
        let request = desk.post_as_script("/desk/pictures?alt=Two+cups", "image/jpeg", &photo);
        let (begun, is_ready) = (Instant::now(), Cell::new(false));
        let sending = async {
            let answer = desk.send(&request).await;
            is_ready.set(true);
            (answer, begun.elapsed())
        };
        let ((answer, time), looks) = tokio::join!(sending, look(&mut reader, &is_ready));
        let answer = answer?;
        pages.extend(looks?);
        seconds.push(time.as_secs_f64());
        ensure!(answer.status == 201, "a photo answered {}: {}", answer.status, answer.body);
    }
    aimed("12-megapixel JPEG through HTTP", median(&seconds), "s", Aim::AtMost(SECONDS));
    let millis: Vec<f64> = seconds.iter().map(|second| second * 1_000.0).collect();
    println!("  each time, ms: {}", list(&millis));
    let peak = server.peak().unwrap_or(f64::NAN);
    aimed("  peak memory of the program", peak, "MiB", Aim::AtMost(MIB));
    let (p50, p99) = p50_p99(&mut pages);
    told("  home page meanwhile, p50", p50, "ms");
    told("  home page meanwhile, p99", p99, "ms");
    Ok(())
}

/// Looks at the home page again and again until a photo is ready; how long each look took.
async fn look(reader: &mut Client, is_ready: &Cell<bool>) -> anyhow::Result<Vec<Duration>> {
    let mut times = Vec::new();
    while !is_ready.get() {
        times.push(reader.time("/").await?);
        tokio::time::sleep(PAUSE).await;
    }
    Ok(times)
}
