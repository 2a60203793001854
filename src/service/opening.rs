//! Opening envelopes: what a browser sealed unseen is checked here once more, as if nobody had.

use crate::domain::{
    Asker, AskerProof, AuthHash, CommentId, CommentName, CommentText, Consent, Day, Envelope,
    EnvelopeId, Letter, MailboxId, MailboxState, PROOF_WORDS_CHARS_MAX, QuestionId, QuestionText,
    WaitingEnvelope, bare_text, clean_text, crisis,
};
use crate::public::Site;
use crate::seal::{self, Keyring};
use crate::vault::{Arrival, Batch, Incoming, NewComment, Said, Spoilt};

/// Opens a batch; what cannot be opened, or holds what no page sends, is set aside with the reason.
pub(super) fn open_all(
    site: &Site,
    keyring: &Keyring,
    waiting: Vec<WaitingEnvelope>,
    today: Day,
) -> Batch {
    let mut batch = Batch::default();
    for envelope in waiting {
        match open_one(site, keyring, &envelope, today) {
            Ok(Opened::Question(question)) => batch.questions.push(*question),
            Ok(Opened::Comment(comment)) => batch.comments.push(*comment),
            Ok(Opened::Sequel(sequel)) => batch.sequels.push(*sequel),
            Err(reason) => {
                let (day, sealed) = (arrived(&envelope, today), envelope.sealed);
                batch.spoilt.push(Spoilt { envelope: envelope.id, day, reason, sealed });
            }
        }
    }
    batch
}

enum Opened {
    Question(Box<Arrival>),
    Comment(Box<NewComment>),
    Sequel(Box<Incoming>),
}

fn open_one(
    site: &Site,
    keyring: &Keyring,
    waiting: &WaitingEnvelope,
    today: Day,
) -> Result<Opened, String> {
    let envelope = Envelope::parse(waiting.sealed.clone()).map_err(|error| error.to_string())?;
    let secret =
        keyring.secret_for(&envelope.key_id()).ok_or("sealed to a key that the column has not")?;
    let letter = seal::open_letter(&site.id, secret, &waiting.id, &envelope);
    let (mailbox, auth, said) = match letter.map_err(|error| error.to_string())? {
        Letter::Question { text, consent, mailbox, auth, reader } => {
            let asker = Asker { mailbox, reader };
            check_reachable(site, &asker)?;
            let mut question = arrival(waiting, question_text(&text)?, consent, today);
            question.asker = Some((asker, seal::hash_of(&auth)));
            return Ok(Opened::Question(Box::new(question)));
        }
        Letter::Comment { post, parent, name, text, mailbox, auth, reader, asker } => {
            let writer = Asker { mailbox, reader };
            check_reachable(site, &writer)?;
            let text = CommentText::parse(&text).map_err(|error| error.to_string())?;
            return Ok(Opened::Comment(Box::new(NewComment {
                id: CommentId::new(arrived(waiting, today), seal::random_u64()),
                envelope: waiting.id,
                post,
                parent,
                name: comment_name(site, &name)?,
                alike: seal::fingerprint(&bare_text(text.as_str())),
                text,
                writer: (writer, seal::hash_of(&auth)),
                claim: asker.map(|proof| claim(&proof)),
                suspect: waiting.suspect,
                late: false,
                sealed: waiting.sealed.clone(),
            })));
        }
        Letter::FollowUp { mailbox, auth, text } => {
            (mailbox, auth, Said::FollowUp(question_text(&text)?))
        }
        Letter::ConsentChange { mailbox, auth, consent, number } => {
            (mailbox, auth, Said::Consent { to: consent, number })
        }
        Letter::Withdrawal { mailbox, auth } => (mailbox, auth, Said::Withdrawal),
        Letter::ProofAnswer { mailbox, auth, number, approved, words } => {
            (mailbox, auth, Said::Proof { number, approved, words: proof_words(&words)? })
        }
    };
    Ok(Opened::Sequel(Box::new(Incoming {
        envelope: waiting.id,
        day: arrived(waiting, today),
        mailbox,
        auth: seal::hash_of(&auth),
        crisis: speaks_of_danger(&said),
        said,
        sealed: waiting.sealed.clone(),
    })))
}

/// What cannot be answered would block the way out for good.
fn check_reachable(site: &Site, asker: &Asker) -> Result<(), String> {
    seal::seal_state(&site.id, &asker.reader, &asker.mailbox, &MailboxState::Waiting)
        .map(drop)
        .map_err(|error| error.to_string())
}

/// The mailbox that somebody claims, and the hash of what is to prove it.
fn claim(proof: &AskerProof) -> (MailboxId, AuthHash) {
    (proof.mailbox, seal::hash_of(&proof.auth))
}

fn speaks_of_danger(said: &Said) -> bool {
    match said {
        Said::FollowUp(text) => crisis(text.as_str()).is_some(),
        Said::Proof { words, .. } => crisis(words).is_some(),
        Said::Consent { .. } | Said::Withdrawal => false,
    }
}

/// A question as it came, before it is known whose it is.
fn arrival(waiting: &WaitingEnvelope, text: QuestionText, consent: Consent, today: Day) -> Arrival {
    Arrival {
        id: QuestionId::new(arrived(waiting, today), seal::random_u64()),
        envelope: EnvelopeId(waiting.id.0),
        crisis: crisis(text.as_str()).is_some(),
        suspect: waiting.suspect,
        alike: seal::fingerprint(&bare_text(text.as_str())),
        text,
        consent,
        asker: None,
        sealed: waiting.sealed.clone(),
    }
}

fn question_text(text: &str) -> Result<QuestionText, String> {
    QuestionText::parse(text).map_err(|error| error.to_string())
}

/// The name of a response. One that poses as the columnist is none: our form takes none, but another program may send it.
fn comment_name(site: &Site, name: &str) -> Result<CommentName, String> {
    let name = CommentName::parse(name).map_err(|error| error.to_string())?;
    let poses = name.poses_as(&site.column.columnist);
    Ok(if poses { CommentName::default() } else { name })
}

/// What the asker wants changed. It may be empty.
fn proof_words(words: &str) -> Result<String, String> {
    let words = clean_text(words);
    if words.chars().count() > PROOF_WORDS_CHARS_MAX {
        return Err("the answer to a proof is too long".to_owned());
    }
    Ok(words)
}

/// The day that an envelope came on; one that claims a later day than this came today.
fn arrived(waiting: &WaitingEnvelope, today: Day) -> Day {
    waiting.day.min(today)
}
