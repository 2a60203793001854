//! Letters sealed in the page, taken in a second, next to bare rows of the same bytes in the same run.

use anyhow::{Context, ensure};
use unsaid::domain::{EnvelopeId, MailboxId};
use unsaid::seal;

use super::rounds::{FROM_SCRIPT, Pool, ROUND, ROUNDS, Turns, WARM_UP};
use crate::support::bare;
use crate::support::client::request;
use crate::support::fixture::Columns;
use crate::support::load;
use crate::support::sealed::{self, Column, Sealed};
use crate::support::server::Server;
use crate::support::text::{self, Dice};

const OF_LIMIT: f64 = 0.25;

pub async fn sealed(columns: &Columns) -> anyhow::Result<()> {
    let mut turns = Turns::start(columns, bare::ROWS).await?;
    let column = Column::read(&turns.store()?)?;
    let (mut dice, mut letters) = (Dice::new(9), Vec::new());
    let pool = pool(&turns.server, seal(&column, &mut dice, WARM_UP, &mut letters)?).await?;
    stored(&turns.warm_up(pool, FROM_SCRIPT).await?)?;
    for _ in 0..ROUNDS {
        let pool =
            self::pool(&turns.server, seal(&column, &mut dice, ROUND, &mut letters)?).await?;
        stored(&turns.round(pool, FROM_SCRIPT).await?)?;
    }
    turns.tell("sealed in the page, 32 connections", "  the limit: bare rows", OF_LIMIT);
    turns.count(&letters)
}

/// Seals letters, and notes where they will lie.
fn seal(
    column: &Column,
    dice: &mut Dice,
    count: usize,
    letters: &mut Vec<(MailboxId, EnvelopeId)>,
) -> anyhow::Result<Vec<Sealed>> {
    let mut all = Vec::new();
    for _ in 0..count {
        let letter = sealed::seal(column, &seal::draw_receipt(), &text::question(dice))?;
        letters.push(letter.ids());
        all.push(letter);
    }
    Ok(all)
}

/// Gets a token for each letter, as the page does while its reader writes.
async fn pool(server: &Server, letters: Vec<Sealed>) -> anyhow::Result<Pool> {
    let address = &server.address;
    let ask = |letter: &Sealed| {
        request(address, "POST", "/ask", FROM_SCRIPT, letter.token_form().as_bytes())
    };
    let answers = load::send(address, letters.iter().map(ask).collect(), 200).await?.bodies;
    let mut forms = Vec::new();
    for (letter, answer) in letters.iter().zip(&answers) {
        let answer: serde_json::Value = serde_json::from_str(answer)?;
        forms.push(letter.form(answer["token"].as_str().context("no token")?));
    }
    Ok(Pool { forms, bodies: letters.iter().map(Sealed::row).collect() })
}

fn stored(answers: &[String]) -> anyhow::Result<()> {
    let all = answers.iter().all(|answer| answer == r#"{"asked":"stored"}"#);
    ensure!(all, "a letter was not stored");
    Ok(())
}
