//! What comes in after the question: more words, another consent, an answer to a proof, a withdrawal.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{
    Act, Result, Spoilt, arrivals, comment_arrivals, destruction, history, proofs, publication,
    questions, scheduling, thread,
};
use crate::domain::{
    Attention, AuthHash, CommentId, Consent, Day, EnvelopeId, MailboxId, QuestionId, QuestionText,
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
    /// Whether its words speak of danger.
    pub crisis: bool,
    /// As it lay in the envelope, kept should it prove spoilt.
    pub sealed: Vec<u8>,
}

/// What such a letter says.
#[derive(Clone)]
pub enum Said {
    FollowUp(QuestionText),
    Consent { to: Consent, number: u32 },
    Withdrawal,
    Proof { number: u32, approved: bool, words: String },
}

/// What became of a batch.
#[derive(Debug, Default)]
pub struct Taken {
    /// Envelopes whose question is not here, or not here yet, or is on its way out to the public: they are to wait.
    pub unresolved: Vec<EnvelopeId>,
    /// The mailboxes of questions that are here.
    pub known: Vec<MailboxId>,
    /// The mailboxes of suspect questions that were not filed as spam.
    pub trusted: Vec<MailboxId>,
}

/// Takes sequels in; returns those that are to wait. Each can come twice. One that is `given_up` and whose
/// question is still nowhere is set aside.
pub(super) fn take(
    conn: &Connection,
    incoming: &[Incoming],
    given_up: &HashSet<EnvelopeId>,
) -> Result<Vec<EnvelopeId>> {
    let mut unresolved = Vec::new();
    for letter in incoming {
        match find(conn, letter)? {
            Found::Question(id) if must_wait(conn, id, letter)? => {
                unresolved.push(letter.envelope);
            }
            Found::Question(id) => apply(conn, id, letter)?,
            Found::Comment(id) if matches!(letter.said, Said::Withdrawal) => {
                comment_arrivals::destroy(conn, id, &Act::by_program(letter.day))?;
            }
            // A comment's writer has nothing else to say by its mailbox.
            Found::Comment(_) => {}
            Found::Forged => {
                arrivals::set_aside(conn, &spoilt(letter, "it does not prove its receipt"))?
            }
            // What still comes by a destroyed letter's mailbox has nothing to say.
            Found::Destroyed => {}
            Found::Nowhere if matches!(letter.said, Said::Withdrawal) => {
                destruction::forget(
                    conn,
                    letter.envelope,
                    &letter.mailbox,
                    &letter.auth,
                    letter.day,
                )?;
            }
            Found::Nowhere if given_up.contains(&letter.envelope) => {
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
    Comment(CommentId),
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
        None if destruction::is_destroyed(conn, &letter.mailbox, &letter.auth)? => {
            Ok(Found::Destroyed)
        }
        None => Ok(match comment_arrivals::find(conn, &letter.mailbox, &letter.auth)? {
            Some((id, true)) => Found::Comment(id),
            Some((_, false)) => Found::Forged,
            None => Found::Nowhere,
        }),
    }
}

/// What takes a letter back or closes it is judged by whether it is public; while a post that answers it is on its
/// way out, the public store has not said yet whether it lets it through.
fn must_wait(conn: &Connection, id: QuestionId, letter: &Incoming) -> Result<bool> {
    match letter.said {
        Said::Withdrawal | Said::Consent { .. } => publication::is_leaving(conn, id),
        Said::FollowUp(_) | Said::Proof { .. } => Ok(false),
    }
}

/// Applies one sequel.
fn apply(conn: &Connection, id: QuestionId, letter: &Incoming) -> Result<()> {
    match &letter.said {
        Said::FollowUp(text) => {
            if thread::received(conn, id, thread::Kind::FollowUp, text.as_str(), letter)? {
                heard(conn, id, letter, &Step::FollowUp)?;
            }
            Ok(())
        }
        Said::Proof { number, approved, words } => {
            if proofs::answer(conn, id, *number, *approved, words, letter)? {
                heard(conn, id, letter, &Step::ProofAnswered { approved: *approved })?;
            }
            Ok(())
        }
        Said::Consent { to, number } => change_consent(conn, id, *to, *number, letter.day),
        Said::Withdrawal => withdraw(conn, id, letter),
    }
}

/// Remembers that the asker has spoken, and brings the question to the front.
fn heard(conn: &Connection, id: QuestionId, letter: &Incoming, step: &Step) -> Result<()> {
    questions::attend(
        conn,
        id,
        if letter.crisis { Attention::Crisis } else { Attention::Answered },
    )?;
    history::record(conn, &Act::by_program(letter.day), Some(id), None, step)
}

/// Changes the consent of a question. While it is public that comes too late: it holds once the post is off the
/// site, and to close the letter now is to ask for that.
fn change_consent(
    conn: &Connection,
    id: QuestionId,
    to: Consent,
    number: u32,
    day: Day,
) -> Result<()> {
    let newest = conn
        .prepare_cached(
            "update question set consent_number = :number where id = :id and consent_number < :number",
        )?
        .execute(named_params! { ":number": number, ":id": id.0 })?;
    let from = questions::consent(conn, id)?;
    let public = questions::is_public(conn, id)?;
    // Two windows can count to one number. Then the stricter choice holds, whichever comes in first.
    let tied = !public && to > from && questions::consent_number(conn, id)? == number;
    if (newest == 0 && !tied) || from == to {
        return Ok(());
    }
    if to > from && !public {
        // Nothing that was released goes out of a letter that its asker closes, or wants to see first.
        scheduling::stop(conn, id, day)?;
    }
    if public {
        questions::choose_later(conn, id, to)?;
        if to == Consent::Private {
            questions::attend(conn, id, Attention::TakeDown)?;
        }
    } else {
        conn.prepare_cached("update question set consent = :to where id = :id")?
            .execute(named_params! { ":to": to.as_str(), ":id": id.0 })?;
    }
    history::record(conn, &Act::by_program(day), Some(id), None, &Step::Consent { from, to })
}

/// Destroys a letter that is not public; of one that is, the desk is asked to take the post down, and nothing else
/// is published of it from then on.
fn withdraw(conn: &Connection, id: QuestionId, letter: &Incoming) -> Result<()> {
    let act = Act::by_program(letter.day);
    if questions::is_public(conn, id)? {
        if thread::received(conn, id, thread::Kind::TakeDown, "", letter)? {
            questions::choose_later(conn, id, Consent::Private)?;
            questions::attend(conn, id, Attention::TakeDown)?;
            history::record(conn, &act, Some(id), None, &Step::TakeDownAsked)?;
        }
        Ok(())
    } else if thread::knows(conn, letter.envelope)? {
        // It came once already, while the letter was public, and was seen to since.
        Ok(())
    } else {
        destruction::destroy(conn, id, &act)
    }
}

fn spoilt(letter: &Incoming, reason: &str) -> Spoilt {
    Spoilt {
        envelope: letter.envelope,
        day: letter.day,
        reason: reason.to_owned(),
        sealed: letter.sealed.clone(),
    }
}
