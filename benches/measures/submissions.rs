//! Letters sealed by the server, taken in a second, next to the limit in the same run, and memory under that load.

use anyhow::Context;
use unsaid::domain::Receipt;
use unsaid::seal::ReceiptKeys;

use super::rounds::{Pool, ROUND, ROUNDS, Turns, WARM_UP};
use crate::support::bare;
use crate::support::client::{Client, request};
use crate::support::fixture::{self, Columns, POSTS};
use crate::support::load;
use crate::support::report::{Aim, aimed};
use crate::support::sealed::Column;
use crate::support::server::Server;
use crate::support::text::{self, Dice};

const OF_LIMIT: f64 = 0.6;
const LOADED_MIB: f64 = 30.0;
const PAGES: usize = 1_000;

pub async fn submissions(columns: &Columns) -> anyhow::Result<()> {
    let mut turns = Turns::start(columns, bare::TEXTS).await?;
    let mut dice = Dice::new(7);
    let pool = pool(&turns.server, &mut dice, WARM_UP).await?;
    let mut answers = turns.warm_up(pool, "").await?;
    for _ in 0..ROUNDS {
        let pool = self::pool(&turns.server, &mut dice, ROUND).await?;
        answers.extend(turns.round(pool, "").await?);
    }
    read_about(&turns.server).await?;
    let loaded = turns.server.memory().unwrap_or(f64::NAN);
    let limit = "  the limit: the same seals, bare rows";
    turns.tell("sealed by the server, 32 connections", limit, OF_LIMIT);
    aimed("memory loaded, locked (PSS)", loaded, "MiB", Aim::AtMost(LOADED_MIB));
    let salt = Column::read(&turns.store()?)?.salt;
    let mut letters = Vec::new();
    for answer in &answers {
        let keys = ReceiptKeys::derive(&salt, &receipt(answer)?);
        letters.push((keys.lookup().mailbox(), keys.envelope_id()));
    }
    turns.count(&letters)
}

/// Opens a form for each letter and fills it in.
async fn pool(server: &Server, dice: &mut Dice, letters: usize) -> anyhow::Result<Pool> {
    let page = request(&server.address, "GET", "/ask", "", b"");
    let pages = load::send(&server.address, vec![page; letters], 200).await?.bodies;
    let texts: Vec<String> = pages.iter().map(|_| text::question(dice)).collect();
    let forms = pages.iter().zip(&texts).map(|(page, text)| form(page, text));
    let forms = forms.collect::<anyhow::Result<_>>()?;
    Ok(Pool { forms, bodies: texts.into_iter().map(String::into_bytes).collect() })
}

/// A form as a browser sends it.
pub fn form(page: &str, question: &str) -> anyhow::Result<String> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("question", question).append_pair("consent", "print");
    for field in ["receipt", "form"] {
        form.append_pair(field, value(page, field).context("a form without its fields")?);
    }
    Ok(form.append_pair("website", "").finish())
}

/// The value of a hidden field.
fn value<'a>(page: &'a str, field: &str) -> Option<&'a str> {
    let (_, behind) = page.split_once(&format!(r#"name="{field}" value=""#))?;
    behind.split('"').next()
}

/// The receipt that an answer shows.
fn receipt(page: &str) -> anyhow::Result<Receipt> {
    let words = page.split_once("id=\"receipt\"").and_then(|(_, behind)| behind.split_once('>'));
    let words = words.and_then(|(_, words)| words.split('<').next());
    Receipt::parse(words.unwrap_or_default()).ok().context("an answer without a receipt")
}

/// Reads posts, as people do beside those who write.
async fn read_about(server: &Server) -> anyhow::Result<()> {
    let (mut client, mut dice) = (Client::connect(&server.address).await?, Dice::new(3));
    for _ in 0..PAGES {
        client.get(&format!("/posts/{}", fixture::slug(dice.below(POSTS)))).await?;
        client.get("/").await?;
    }
    Ok(())
}
