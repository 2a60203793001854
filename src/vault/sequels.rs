//! What comes in after the question: more words, another consent, an answer to a proof, a withdrawal.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Act, Result, Spoilt, arrivals, destruction, history, proofs, questions, thread};
use crate::domain::{
    Attention, AuthHash, Consent, Day, EnvelopeId, MailboxId, QuestionId, QuestionText, Status,
    Step,
};

/// A letter that names the mailbox of a question and proves itself by the receipt.
pub struct Incoming {
    pub envelope: EnvelopeId,
    pub day: Day,
    pub mailbox: MailboxId,
    /// The hash of what the letter shows.
    pub auth: AuthHash,
    pub said: Said,
    /// As it lay in the envelope, kept should it prove spoilt.
    pub sealed: Vec<u8>,
}

/// What such a letter says.
pub enum Said {
    FollowUp(QuestionText),
    Consent { to: Consent, number: u32 },
    Withdrawal,
    Proof { number: u32, approved: bool, words: String },
}

/// What became of a batch.
#[derive(Debug, Default)]
pub struct Taken {
    /// Envelopes whose question is not here, or not here yet.
    pub unresolved: Vec<EnvelopeId>,
    /// The mailboxes of suspect questions that were not filed as spam.
    pub trusted: Vec<MailboxId>,
}

/// Takes sequels in; returns those whose question is not here. Each can come twice. One that is `given_up` and whose
/// question is still nowhere is set aside.
pub(super) fn take(
    conn: &Connection,
    incoming: &[Incoming],
    given_up: &HashSet<EnvelopeId>,
) -> Result<Vec<EnvelopeId>> {
    let mut unresolved = Vec::new();
    for letter in incoming {
        let last = given_up.contains(&letter.envelope);
        match find(conn, letter)? {
            Found::Question(id) => apply(conn, id, letter)?,
            Found::Forged => {
                arrivals::set_aside(conn, &spoilt(letter, "it does not prove its receipt"))?
            }
            // What still comes by a destroyed letter's mailbox, or takes back what is not here, has nothing to say.
            Found::Destroyed => {}
            Found::Nowhere if last && matches!(letter.said, Said::Withdrawal) => {}
            Found::Nowhere if last => {
                arrivals::set_aside(
                    conn,
                    &spoilt(letter, "it names a mailbox that no letter has"),
                )?;
            }
            Found::Nowhere => unresolved.push(letter.envelope),
        }
    }
    Ok(unresolved)
}

enum Found {
    Question(QuestionId),
    Forged,
    Destroyed,
    Nowhere,
}

fn find(conn: &Connection, letter: &Incoming) -> Result<Found> {
    let mut stmt =
        conn.prepare_cached("select id, auth = :auth from question where mailbox = :mailbox")?;
    let params = named_params! { ":auth": letter.auth.0, ":mailbox": letter.mailbox.0 };
    let found: Option<(i64, bool)> =
        stmt.query_row(params, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    match found {
        Some((id, true)) => Ok(Found::Question(QuestionId(id))),
        Some((_, false)) => Ok(Found::Forged),
        None if destruction::is_destroyed(conn, &letter.mailbox)? => Ok(Found::Destroyed),
        None => Ok(Found::Nowhere),
    }
}

/// Applies one sequel.
fn apply(conn: &Connection, id: QuestionId, letter: &Incoming) -> Result<()> {
    let act = Act::by_program(letter.day);
    match &letter.said {
        Said::FollowUp(text) => {
            let new = thread::received(conn, id, thread::Kind::FollowUp, text.as_str(), letter)?;
            if new && questions::status(conn, id)? != Status::Spam {
                attend(conn, id, Attention::Answered)?;
                history::record(conn, &act, Some(id), None, &Step::FollowUp)?;
            }
        }
        Said::Consent { to, number } => change_consent(conn, id, *to, *number, &act)?,
        Said::Withdrawal => withdraw(conn, id, &act)?,
        Said::Proof { number, approved, words } => {
            if proofs::answer(conn, id, *number, *approved, words, letter)? {
                attend(conn, id, Attention::Answered)?;
                history::record(
                    conn,
                    &act,
                    Some(id),
                    None,
                    &Step::ProofAnswered { approved: *approved },
                )?;
            }
        }
    }
    Ok(())
}

/// Puts a question before the others, unless a stronger reason holds already.
pub(super) fn attend(conn: &Connection, id: QuestionId, attention: Attention) -> Result<()> {
    conn.prepare_cached("update question set attention = max(attention, :rank) where id = :id")?
        .execute(named_params! { ":rank": attention.rank(), ":id": id.0 })?;
    Ok(())
}

/// Changes the consent of a question that is not public; of one that is, it comes too late.
fn change_consent(
    conn: &Connection,
    id: QuestionId,
    to: Consent,
    number: u32,
    act: &Act,
) -> Result<()> {
    let newest = conn
        .prepare_cached(
            "update question set consent_number = :number where id = :id and consent_number < :number",
        )?
        .execute(named_params! { ":number": number, ":id": id.0 })?;
    let from = questions::consent(conn, id)?;
    if newest == 0 || from == to || questions::is_public(conn, id)? {
        return Ok(());
    }
    conn.prepare_cached("update question set consent = :to where id = :id")?
        .execute(named_params! { ":to": to.as_str(), ":id": id.0 })?;
    history::record(conn, act, Some(id), None, &Step::Consent { from, to })
}

/// Destroys a letter that is not public; of one that is, the desk is asked to take the post down.
fn withdraw(conn: &Connection, id: QuestionId, act: &Act) -> Result<()> {
    if !questions::is_public(conn, id)? {
        return destruction::destroy(conn, id, act);
    }
    if questions::attention(conn, id)? != Some(Attention::TakeDown) {
        attend(conn, id, Attention::TakeDown)?;
        history::record(conn, act, Some(id), None, &Step::TakeDownAsked)?;
    }
    Ok(())
}

fn spoilt(letter: &Incoming, reason: &str) -> Spoilt {
    Spoilt {
        envelope: letter.envelope,
        day: letter.day,
        reason: reason.to_owned(),
        sealed: letter.sealed.clone(),
    }
}
