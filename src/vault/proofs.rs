//! Texts that were sent to their askers for approval.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::sequels::Incoming;
use super::{Act, Error, Result, history, posts, questions, thread};
use crate::domain::{Consent, Day, Message, PostId, Proof, ProofState, QuestionId, Step};
use crate::sqlite;

/// Sends the text of a post, as it would be printed, to every asker behind it who wants to see it first. Returns
/// how many there are.
pub(super) fn send(
    conn: &Connection,
    post: PostId,
    revision: u32,
    until: Day,
    act: &Act,
) -> Result<usize> {
    let post = posts::read(conn, post)?;
    if post.revision != revision {
        return Err(Error::Stale);
    }
    if post.text.printed.is_empty() {
        return Err(Error::NothingToProve);
    }
    let mut sent = 0;
    for question in post.questions.iter().filter(|question| question.consent == Consent::Proof) {
        let asker = questions::asker(conn, question.id)?.ok_or(Error::NoAsker)?;
        let message = Message::Proof { text: post.text.printed.clone(), until };
        let number = thread::send(conn, question.id, asker, thread::Kind::Proof, message, act)?;
        put(conn, question.id, number, &post.text.printed, until)?;
        history::record(conn, act, Some(question.id), Some(post.id), &Step::ProofSent { number })?;
        sent += 1;
    }
    Ok(sent)
}

/// Writes down what an asker says to the latest proof; false when it is about an earlier one, comes after the last
/// day, or has come before.
pub(super) fn answer(
    conn: &Connection,
    question: QuestionId,
    number: u32,
    approved: bool,
    words: &str,
    letter: &Incoming,
) -> Result<bool> {
    let Some(proof) = of_question(conn, question)? else { return Ok(false) };
    if proof.number != number || proof.state != ProofState::Waiting || letter.day > proof.until {
        return Ok(false);
    }
    let (state, kind) = if approved {
        (ProofState::Approved, thread::Kind::Approved)
    } else {
        (ProofState::Changes, thread::Kind::Changes)
    };
    if !thread::received(conn, question, kind, words, letter)? {
        return Ok(false);
    }
    conn.prepare_cached("update proof set state = :state where question = :question")?
        .execute(named_params! { ":state": state.as_str(), ":question": question.0 })?;
    Ok(true)
}

/// The latest text that the asker of a question was sent.
pub(super) fn of_question(
    conn: &Connection,
    question: QuestionId,
) -> Result<Option<Proof>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select number, text, until, state from proof where question = :question",
    )?;
    let found = stmt
        .query_row(named_params! { ":question": question.0 }, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, String>(3)?))
        })
        .optional()?;
    let Some((number, text, until, state)) = found else { return Ok(None) };
    let state = ProofState::parse(&state).ok_or(sqlite::Error::Inconsistent("proof.state"))?;
    Ok(Some(Proof { number, text, until: Day(until), state }))
}

fn put(conn: &Connection, question: QuestionId, number: u32, text: &str, until: Day) -> Result<()> {
    conn.prepare_cached(
        "insert into proof (question, number, text, until, state)
         values (:question, :number, :text, :until, 'waiting')
         on conflict (question) do update
         set number = excluded.number, text = excluded.text, until = excluded.until, state = excluded.state",
    )?
    .execute(named_params! { ":question": question.0, ":number": number, ":text": text, ":until": until.0 })?;
    Ok(())
}
