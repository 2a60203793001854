//! The editor: what it saves in the background, and the page as it would look, one request at a time.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use crate::support::client::Client;
use crate::support::fixture::{ACCOUNT, Columns, PASSWORD};
use crate::support::report::{Aim, aimed, p50_p99, told};
use crate::support::server::Server;
use crate::support::text::{self, Dice};

/// As many words as the longest answers have.
const WORDS: usize = 3_000;
/// Posts that are written in turn.
const EDITORS: usize = 10;
const REQUESTS: usize = 1_000;
const WARM_UP: usize = 50;
const FORM: &str = "application/x-www-form-urlencoded";
const PREVIEW_MS: f64 = 10.0;
const SAVE_MS: f64 = 20.0;

/// Saves in posts of letters, each with another text.
pub async fn saves(columns: &Columns) -> anyhow::Result<()> {
    let data = columns.settled()?;
    let server = Server::unsaid(data.path())?;
    server.rest().await;
    let (mut client, editors) = begin(&server).await?;
    let (mut dice, mut times) = (Dice::new(21), Vec::<Duration>::new());
    for n in 0..WARM_UP + REQUESTS {
        let (path, revision) = (&editors[n % EDITORS], n / EDITORS + 1);
        let answer = text::answer(&mut dice, WORDS);
        let request = client.post_as_script(path, FORM, form(revision, &answer).as_bytes());
        let begun = Instant::now();
        let answer = client.send(&request).await?;
        times.push(begun.elapsed());
        ensure!(
            answer.body == format!("{{\"revision\":{}}}", revision + 1),
            "a save answered {}: {}",
            answer.status,
            answer.body
        );
    }
    let (p50, p99) = p50_p99(&mut times[WARM_UP..]);
    told("save of 3,000 words, p50", p50, "ms");
    aimed("  p99", p99, "ms", Aim::AtMost(SAVE_MS));
    Ok(())
}

/// Previews of texts that are not saved.
pub async fn previews(columns: &Columns) -> anyhow::Result<()> {
    let data = columns.settled()?;
    let server = Server::unsaid(data.path())?;
    server.rest().await;
    let (mut client, editors) = begin(&server).await?;
    let (mut dice, mut times) = (Dice::new(22), Vec::<Duration>::new());
    for n in 0..WARM_UP + REQUESTS {
        let path = format!("{}/preview", editors[n % EDITORS]);
        let answer = text::answer(&mut dice, WORDS);
        let request = client.post_as_script(&path, FORM, form(1, &answer).as_bytes());
        let begun = Instant::now();
        let answer = client.send(&request).await?;
        times.push(begun.elapsed());
        ensure!(answer.status == 200, "a preview answered {}", answer.status);
        ensure!(answer.body.contains("\"words\":3000"), "a preview of another length");
    }
    let (p50, p99) = p50_p99(&mut times[WARM_UP..]);
    told("preview of 3,000 words, p50", p50, "ms");
    aimed("  p99", p99, "ms", Aim::AtMost(PREVIEW_MS));
    Ok(())
}

/// Signs in and begins the posts of some letters; gives their editors.
async fn begin(server: &Server) -> anyhow::Result<(Client, Vec<String>)> {
    let mut client = Client::connect(&server.address).await?;
    client.sign_in(ACCOUNT, PASSWORD).await?;
    let queue = client.get("/desk?status=new").await?.body;
    let links = queue.split("href=\"/desk/questions/").skip(1);
    let ids = links.filter_map(|link| link.split('"').next());
    // Another link leads to where letters are entered.
    let ids: Vec<&str> = ids.filter(|id| id.parse::<i64>().is_ok()).take(EDITORS).collect();
    let mut editors = Vec::new();
    for id in ids {
        let path = format!("/desk/questions/{id}/draft");
        let begun = client.send(&client.request("POST", &path, "x=1")).await?;
        let editor = begun.head.lines().find_map(|line| line.strip_prefix("location: "));
        let editor = editor.with_context(|| format!("{path} answered {}", begun.status))?;
        editors.push(editor.split('?').next().unwrap_or(editor).to_owned());
    }
    ensure!(editors.len() == EDITORS, "too few letters in the queue");
    Ok((client, editors))
}

/// What the editor sends.
fn form(revision: usize, answer: &str) -> String {
    form_urlencoded::Serializer::new(String::new())
        .append_pair("revision", &revision.to_string())
        .append_pair("title", "How to tell her")
        .append_pair("printed", "How do I tell her?")
        .append_pair("answer", answer)
        .append_pair("tags", "trust, talking")
        .finish()
}
