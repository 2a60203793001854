//! Texts that were sent to their askers for approval.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::sequels::Incoming;
use super::{Act, Error, Result, Writer, history, posts, questions, thread};
use crate::domain::{
    Attention, Day, Message, PostId, Proof, ProofState, QuestionId, Standing, Step,
};
use crate::sqlite;

impl Writer {
    /// Sends the text of a saved post to every asker behind it who wants to see it first, to be approved by the end
    /// of `until`; who has this very text is not sent it again. Returns to how many it went.
    ///
    /// # Errors
    ///
    /// * [`super::Error::Stale`] when the post was saved since.
    /// * [`super::Error::NothingToProve`] when there is no text as printed.
    /// * [`super::Error::Unpublishable`] when it could not be published even with every approval.
    pub async fn send_proof(
        &self,
        id: PostId,
        revision: u32,
        until: Day,
        act: Act,
    ) -> Result<usize> {
        self.writer.transact(move |conn| send(conn, id, revision, until, &act)).await
    }
}

/// Sends the text of a post, as it would be printed, to every asker behind it who wants to see it first and has not
/// got this very text. Returns to how many it went.
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
    post.open()?;
    let (printed, today) = (&post.text.printed, act.today());
    if printed.is_empty() {
        return Err(Error::NothingToProve);
    }
    let mut sent = 0;
    for question in post.to_prove() {
        if !Standing::of(question.proof.as_ref(), printed, today).may_send() {
            continue;
        }
        let asker = questions::asker(conn, question.id)?.ok_or(Error::NoAsker)?;
        let message = Message::Proof { text: printed.clone(), until };
        let number = thread::send(conn, question.id, asker, thread::Kind::Proof, message, act)?;
        put(conn, question.id, number, printed, until)?;
        history::record(conn, act, Some(question.id), Some(post.id), &Step::ProofSent { number })?;
        questions::seen(conn, question.id, Attention::Answered, act)?;
        sent += 1;
    }
    Ok(sent)
}

/// Writes down what an asker says to a proof; false when it is here already, or is an approval that counts no more:
/// of an earlier text, after the last day, or of a text that she wants changed. What she wants changed counts always,
/// since envelopes come in in no order and it lets nothing out.
pub(super) fn answer(
    conn: &Connection,
    question: QuestionId,
    number: u32,
    approved: bool,
    words: &str,
    letter: &Incoming,
) -> Result<bool> {
    let proof = of_question(conn, question)?.filter(|proof| proof.number == number);
    let open = |proof: &Proof| proof.state == ProofState::Waiting && letter.day <= proof.until;
    if approved && !proof.as_ref().is_some_and(open) {
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
    conn.prepare_cached(
        "update proof set state = :state where question = :question and number = :number",
    )?
    .execute(
        named_params! { ":state": state.as_str(), ":question": question.0, ":number": number },
    )?;
    Ok(true)
}

/// The latest text that the asker of a question was sent.
pub(super) fn of_question(
    conn: &Connection,
    question: QuestionId,
) -> Result<Option<Proof>, sqlite::Error> {
    let mut stmt = conn.prepare_cached(
        "select number, text, until, state,
                coalesce((select thread.text from thread
                          where thread.question = proof.question and kind = 'changes'
                          order by id desc limit 1), '') as wishes
         from proof
         where question = :question",
    )?;
    let found = stmt
        .query_row(named_params! { ":question": question.0 }, |row| {
            let (until, state) = (Day(row.get("until")?), row.get::<_, String>("state")?);
            Ok((row.get("number")?, row.get("text")?, until, state, row.get("wishes")?))
        })
        .optional()?;
    let Some((number, text, until, state, wishes)) = found else { return Ok(None) };
    let state = ProofState::parse(&state).ok_or(sqlite::Error::Inconsistent("proof.state"))?;
    Ok(Some(Proof { number, text, until, state, wishes }))
}

/// Takes out of other letters' conversations what their askers were sent of this one's posts.
pub(super) fn blank_beside(conn: &Connection, destroyed: QuestionId) -> Result<()> {
    let question = named_params! { ":question": destroyed.0 };
    // The number stays taken: an answer to it must never count for another text.
    conn.prepare_cached(
        "update thread set text = ''
         where kind = 'proof' and exists (
             select 1
             from post_question as mine join history on history.post = mine.post
             where mine.question = :question and history.question = thread.question
               and history.step ->> '$.step' = 'proof_sent' and history.step ->> '$.number' = thread.number)",
    )?
    .execute(question)?;
    conn.prepare_cached(
        "delete from proof where question in (
             select other.question
             from post_question as mine join post_question as other on other.post = mine.post
             where mine.question = :question)",
    )?
    .execute(question)?;
    Ok(())
}

/// Takes out of conversations what askers were sent of posts of several letters that leave the bin, where they were
/// put by the day `last`: once such a post is gone, nobody knows any more whose words the text has, and it would stay
/// when another of its letters is destroyed.
pub(super) fn blank_in_bin(conn: &Connection, last: u32) -> Result<()> {
    let params = named_params! { ":last": last };
    conn.prepare_cached(
        "update thread set text = ''
         where kind = 'proof' and exists (
             select 1
             from post join history on history.post = post.id
             where post.deleted is not null and post.deleted <= :last
               and (select count(*) from post_question where post = post.id) > 1
               and history.question = thread.question
               and history.step ->> '$.step' = 'proof_sent' and history.step ->> '$.number' = thread.number)",
    )?
    .execute(params)?;
    conn.prepare_cached(
        "delete from proof where exists (
             select 1
             from post join history on history.post = post.id
             where post.deleted is not null and post.deleted <= :last
               and (select count(*) from post_question where post = post.id) > 1
               and history.question = proof.question
               and history.step ->> '$.step' = 'proof_sent' and history.step ->> '$.number' = proof.number)",
    )?
    .execute(params)?;
    Ok(())
}

/// Forgets what an asker was sent last, as if she had not been asked. It still stands in the conversation.
pub(super) fn drop(conn: &Connection, question: QuestionId) -> Result<()> {
    conn.prepare_cached("delete from proof where question = :question")?
        .execute(named_params! { ":question": question.0 })?;
    Ok(())
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
