//! Letters that come in: from envelopes, or entered by hand.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{Act, Error, Result, comment_arrivals, history, outbox, questions};
use crate::domain::{
    Asker, Attention, AuthHash, Consent, Day, EnvelopeId, MailboxId, Outgoing, QuestionId,
    QuestionText, SpamReason, Status, Step, looks_like_spam,
};

/// Envelopes that the pile of spoilt ones holds; further ones are only counted.
pub const SPOILT_MAX: u64 = 500;

/// A question on its way in. Its id is new, and carries the day of its envelope.
pub struct Arrival {
    pub id: QuestionId,
    /// The envelope it came in; of one entered by hand, the id that its form gave it.
    pub envelope: EnvelopeId,
    pub text: QuestionText,
    pub consent: Consent,
    /// None for a letter entered by hand without a receipt.
    pub asker: Option<(Asker, AuthHash)>,
    /// Whether it speaks of danger.
    pub crisis: bool,
    /// Whether it came by the slow lane.
    pub suspect: bool,
    /// The first 64 bits of a hash of its letters and digits.
    pub alike: i64,
    /// As it lay in the envelope, kept should it prove spoilt; empty for one entered by hand.
    pub sealed: Vec<u8>,
}

impl Arrival {
    /// The letter as one to be set aside.
    pub fn spoilt(&self, reason: &str) -> Spoilt {
        Spoilt {
            envelope: self.envelope,
            day: self.id.day(),
            reason: reason.to_owned(),
            sealed: self.sealed.clone(),
        }
    }
}

/// What the mailbox of a letter that is entered by hand is made with, when its asker is handed a receipt.
pub struct Handed {
    pub retry_tag: [u8; 32],
    /// Her own copy of the letter.
    pub copy: Vec<u8>,
}

/// An envelope that could not be opened.
pub struct Spoilt {
    pub envelope: EnvelopeId,
    pub day: Day,
    pub reason: String,
    pub sealed: Vec<u8>,
}

/// Takes questions in, in the order of their new ids. A letter that is here already, or whose tombstone is, is
/// passed over, so that a move which broke off can be done again. Returns the mailboxes of those that are here, and
/// those of suspect ones among them that are not spam.
pub(super) fn move_in(
    conn: &Connection,
    mut arrivals: Vec<Arrival>,
) -> Result<(Vec<MailboxId>, Vec<MailboxId>)> {
    arrivals.sort_by_key(|arrival| arrival.id);
    for arrival in &arrivals {
        let same = is_same(conn, arrival)?;
        if same == Some(true) {
            continue;
        }
        if same == Some(false) {
            set_aside(conn, &arrival.spoilt("it came in the envelope of another letter"))?;
        } else if mailbox_is_taken(conn, arrival)? {
            set_aside(conn, &arrival.spoilt("it names the mailbox of another letter"))?;
        } else {
            receive(conn, arrival)?;
        }
    }
    let (mut known, mut trusted) = (Vec::new(), Vec::new());
    for arrival in &arrivals {
        let Some((mailbox, spam)) = taken_in(conn, arrival)? else { continue };
        known.push(mailbox);
        if arrival.suspect && !spam {
            trusted.push(mailbox);
        }
    }
    Ok((known, trusted))
}

/// The mailbox of a letter that is here, and whether it is filed as spam.
fn taken_in(conn: &Connection, arrival: &Arrival) -> Result<Option<(MailboxId, bool)>> {
    let Some((asker, _)) = arrival.asker else { return Ok(None) };
    let mut stmt = conn.prepare_cached(
        "select status = 'spam' from question where envelope = :envelope and mailbox = :mailbox",
    )?;
    let params = named_params! { ":envelope": arrival.envelope.0, ":mailbox": asker.mailbox.0 };
    let spam: Option<bool> = stmt.query_row(params, |row| row.get(0)).optional()?;
    Ok(spam.map(|spam| (asker.mailbox, spam)))
}

/// Takes one letter in, and files it as spam if it looks like it.
fn receive(conn: &Connection, arrival: &Arrival) -> Result<()> {
    let reason = spam(conn, arrival)?;
    insert(conn, arrival)?;
    let (id, act) = (arrival.id, Act::by_program(arrival.id.day()));
    history::record(conn, &act, Some(id), None, &Step::Arrived { by_hand: false })?;
    let Some(reason) = reason else { return Ok(()) };
    questions::go(conn, id, Status::Spam, None, &act)?;
    history::record(conn, &act, Some(id), None, &Step::Filed { reason })
}

/// Why a letter is likely spam. One that speaks of danger is looked at by a person, unless it came many times or by
/// the slow lane: else a few words would let any flood through.
fn spam(conn: &Connection, arrival: &Arrival) -> Result<Option<SpamReason>> {
    let copies: usize = conn
        .prepare_cached("select count(*) from question where alike = :alike")?
        .query_row(named_params! { ":alike": arrival.alike }, |row| row.get(0))?;
    let reason = looks_like_spam(arrival.text.as_str(), arrival.suspect, copies);
    let person = arrival.crisis && !arrival.suspect;
    Ok(reason.filter(|reason| !person || *reason == SpamReason::Repeated))
}

/// Takes in a letter that was entered by hand; its mailbox, if it has one, is made through the outbox.
pub(super) fn enter(
    conn: &Connection,
    arrival: &Arrival,
    receipt: Option<Handed>,
    act: &Act,
) -> Result<QuestionId> {
    let known = by_envelope(conn, arrival.envelope)?;
    if let Some(known) = known {
        return Ok(known);
    }
    if mailbox_is_taken(conn, arrival)? {
        return Err(Error::ReceiptUsed);
    }
    insert(conn, arrival)?;
    if let (Some((asker, auth)), Some(Handed { retry_tag, copy })) = (arrival.asker, receipt) {
        outbox::put(conn, &Outgoing::Mailbox { asker, auth, retry_tag, copy })?;
    }
    history::record(conn, act, Some(arrival.id), None, &Step::Arrived { by_hand: true })?;
    Ok(arrival.id)
}

/// The question that came in this envelope, or by this form.
fn by_envelope(conn: &Connection, envelope: EnvelopeId) -> Result<Option<QuestionId>> {
    let mut stmt = conn.prepare_cached("select id from question where envelope = :envelope")?;
    let found =
        stmt.query_row(named_params! { ":envelope": envelope.0 }, |row| row.get(0)).optional()?;
    Ok(found.map(QuestionId))
}

/// Letters that could not be opened so far, those included that the pile had no room for.
pub(super) fn spoilt_count(conn: &Connection) -> Result<u64, crate::sqlite::Error> {
    let mut stmt =
        conn.prepare_cached("select (select count(*) from spoilt) + spoilt_dropped from vault")?;
    Ok(stmt.query_row([], |row| row.get(0))?)
}

/// Whether what came in this envelope before is the same letter, or the letter was destroyed or taken back; none when
/// nothing did.
fn is_same(conn: &Connection, arrival: &Arrival) -> Result<Option<bool>> {
    let mut stmt = conn.prepare_cached(
        "select original = :text from question where envelope = :envelope
         union all
         select true from tombstone
         where envelope = :envelope or (mailbox = :mailbox and auth = :auth)
         order by 1 desc",
    )?;
    let (asker, auth) = arrival.asker.unzip();
    let params = named_params! {
        ":envelope": arrival.envelope.0, ":text": arrival.text.as_str(),
        ":mailbox": asker.map(|asker| asker.mailbox.0), ":auth": auth.map(|auth| auth.0),
    };
    Ok(stmt.query_row(params, |row| row.get(0)).optional()?)
}

/// Whether the letter names a mailbox that another letter came with, which no honest one does.
fn mailbox_is_taken(conn: &Connection, arrival: &Arrival) -> Result<bool> {
    let Some((asker, _)) = arrival.asker else { return Ok(false) };
    comment_arrivals::is_taken(conn, &asker.mailbox)
}

fn insert(conn: &Connection, arrival: &Arrival) -> Result<()> {
    let (asker, auth) = arrival.asker.unzip();
    conn.prepare_cached(
        "insert into question (id, envelope, original, first_line, consent, status, mailbox, auth, reader,
                               alike, attention)
         values (:id, :envelope, :original, :first_line, :consent, :status, :mailbox, :auth, :reader,
                 :alike, :attention)",
    )?
    .execute(named_params! {
        ":id": arrival.id.0, ":envelope": arrival.envelope.0,
        ":original": arrival.text.as_str(), ":first_line": arrival.text.first_line(),
        ":consent": arrival.consent.as_str(), ":status": Status::New.as_str(),
        ":mailbox": asker.map(|asker| asker.mailbox.0), ":auth": auth.map(|auth| auth.0),
        ":reader": asker.map(|asker| asker.reader.0),
        ":alike": arrival.alike,
        ":attention": if arrival.crisis { Attention::Crisis.rank() } else { 0 },
    })?;
    Ok(())
}

/// Puts an envelope on the pile, or counts it when the pile is full.
pub(super) fn set_aside(conn: &Connection, spoilt: &Spoilt) -> Result<()> {
    let held: u64 = conn.query_row("select count(*) from spoilt", [], |row| row.get(0))?;
    if held >= SPOILT_MAX {
        // The tombstone keeps a move that is done again from counting it again.
        let new = conn.execute(
            "insert into tombstone (envelope, day) values (:envelope, :day) on conflict do nothing",
            named_params! { ":envelope": spoilt.envelope.0, ":day": spoilt.day.0 },
        )?;
        conn.execute(
            "update vault set spoilt_dropped = spoilt_dropped + :new",
            named_params! { ":new": new },
        )?;
        return Ok(());
    }
    conn.execute(
        "insert into spoilt (envelope, day, reason, sealed)
         values (:envelope, :day, :reason, :sealed)
         on conflict do nothing",
        named_params! {
            ":envelope": spoilt.envelope.0, ":day": spoilt.day.0, ":reason": spoilt.reason,
            ":sealed": spoilt.sealed,
        },
    )?;
    Ok(())
}
