//! What comes with a receipt is taken in once, however often a move that broke off is done again: in the vault
//! itself, where nothing else goes on.

use rusqlite::Connection;
use unsaid::domain::{
    Asker, Attention, AuthHash, Consent, Day, EnvelopeId, MailboxId, Message, Outgoing, PostId,
    PostText, PublicId, Question, QuestionId, QuestionText, ReaderKey, Status, VaultKey, Zone,
};
use unsaid::vault::{self, Act, Arrival, Batch, Incoming, Reader, Said, Writer};

const TODAY: Day = Day(20_779);
const ID: QuestionId = QuestionId(20_779 << 40);
const POST: PostId = PostId(20_779 << 40);
const MAILBOX: MailboxId = MailboxId([1; 32]);
const AUTH: AuthHash = AuthHash([2; 32]);

/// A vault with one letter in it.
struct Vault {
    reader: Reader,
    writer: Writer,
    folder: tempfile::TempDir,
}

impl Vault {
    async fn with(consent: Consent) -> Self {
        let folder = tempfile::tempdir().unwrap();
        vault::create(folder.path(), &key()).unwrap();
        vault::adopt(folder.path()).unwrap();
        let (reader, writer) = vault::open(folder.path(), &key()).unwrap();
        let vault = Self { reader, writer, folder };
        let batch = Batch { questions: vec![letter(consent)], ..Batch::default() };
        vault.writer.move_in(batch).await.unwrap();
        vault
    }

    /// Takes these in twice; the second time changes nothing. Gives those that are to wait.
    async fn take_twice(&self, said: Vec<Said>) -> Vec<EnvelopeId> {
        let made = |said: &[Said]| Batch {
            sequels: said.iter().enumerate().map(|(n, said)| incoming(n, said)).collect(),
            ..Batch::default()
        };
        let first = self.writer.move_in(made(&said)).await.unwrap();
        let after = self.dump();
        let second = self.writer.move_in(made(&said)).await.unwrap();
        assert_eq!(self.dump(), after);
        assert_eq!(first.unresolved, second.unresolved);
        first.unresolved
    }

    /// Every row of every table.
    fn dump(&self) -> Vec<String> {
        let vault = Connection::open(self.folder.path().join(vault::FILE)).unwrap();
        vault.pragma_update(None, "key", key().pragma_text().as_str()).unwrap();
        let mut stmt = vault
            .prepare("select name from sqlite_master where type = 'table' order by name")
            .unwrap();
        let tables: Vec<String> =
            stmt.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        tables.iter().flat_map(|table| rows(&vault, table)).collect()
    }

    async fn question(&self) -> Question {
        self.reader.question(ID).await.unwrap()
    }

    /// Writes a post for the letter; gives its revision.
    async fn draft(&self) -> u32 {
        let ids = (POST, PublicId([3; 16]));
        self.writer.begin_post(ID, ids, act()).await.unwrap();
        let text = PostText {
            title: "Title".into(),
            printed: "Printed".into(),
            answer: "Answer".into(),
            ..PostText::default()
        };
        self.writer.save(POST, 1, text, act()).await.unwrap()
    }

    /// Publishes it, and lets all that was decided leave.
    async fn publish(&self) {
        let revision = self.draft().await;
        self.writer.publish(POST, revision, act()).await.unwrap();
    }

    async fn carry_out(&self) {
        let due = self.reader.outgoing(TODAY.start(), 100).await.unwrap();
        self.writer.remove_outgoing(due.iter().map(|row| row.id).collect()).await.unwrap();
    }
}

#[tokio::test]
async fn a_follow_up_is_one_entry_and_brings_its_letter_to_the_front() {
    let vault = Vault::with(Consent::Print).await;
    assert!(vault.take_twice(vec![follow_up("And?"), follow_up("Well?")]).await.is_empty());
    let question = vault.question().await;
    assert_eq!((question.thread.len(), question.attention), (2, Some(Attention::Answered)));
}

#[tokio::test]
async fn of_several_choices_the_last_holds_in_whatever_order_they_come() {
    let choices = [Consent::Proof, Consent::Print, Consent::Proof];
    for order in [[1, 2, 3], [3, 2, 1], [2, 3, 1]] {
        let vault = Vault::with(Consent::Private).await;
        let said = order.map(|number| Said::Consent { to: choices[number as usize - 1], number });
        vault.take_twice(said.into()).await;
        assert_eq!(vault.question().await.consent, Consent::Proof, "{order:?}");
    }
}

#[tokio::test]
async fn a_letter_that_is_taken_back_leaves_a_tombstone_and_one_word_to_its_asker() {
    let vault = Vault::with(Consent::Print).await;
    vault.draft().await;
    vault.take_twice(vec![follow_up("And?"), Said::Withdrawal, follow_up("Late")]).await;
    assert!(vault.reader.question(ID).await.is_err() && vault.reader.post(POST).await.is_err());
    let dump = vault.dump().join("\n");
    for gone in ["Should I", "And?", "Late", "Printed", "Answer"] {
        assert!(!dump.contains(gone), "{gone}");
    }
    assert_eq!(vault.reader.counts().await.unwrap().spoilt, 0);
    assert!(vault.reader.is_scrub_due().await.unwrap());
    vault.writer.scrub().await.unwrap();
    assert!(!vault.reader.is_scrub_due().await.unwrap());
}

#[tokio::test]
async fn a_yes_counts_in_time_for_the_latest_text_and_a_no_always() {
    let yes = |number| Said::Proof { number, approved: true, words: String::new() };
    let no = |number| Said::Proof { number, approved: false, words: "Not the town".into() };
    let publishable = async |vault: &Vault| vault.reader.post(POST).await.unwrap().publishable();
    let sent = async || {
        let vault = Vault::with(Consent::Proof).await;
        let revision = vault.draft().await;
        let to = vault.writer.send_proof(POST, revision, TODAY, act()).await.unwrap();
        assert_eq!(to, 1);
        (vault, revision)
    };
    let cases = [(vec![yes(1)], true), (vec![yes(2)], false), (vec![no(1)], false)];
    for (said, expected) in cases {
        let (vault, _) = sent().await;
        vault.take_twice(said).await;
        assert_eq!(publishable(&vault).await.is_ok(), expected);
    }
    // Both came, in an order that nobody knows.
    for said in [vec![yes(1), no(1)], vec![no(1), yes(1)]] {
        let (vault, _) = sent().await;
        vault.take_twice(said).await;
        assert!(publishable(&vault).await.is_err());
    }
    let (vault, _) = sent().await;
    let late = Incoming { day: TODAY.plus(1), ..incoming(0, &yes(1)) };
    let batch = Batch { sequels: vec![late], ..Batch::default() };
    vault.writer.move_in(batch).await.unwrap();
    assert!(publishable(&vault).await.is_err(), "a yes after the last day");
}

#[tokio::test]
async fn the_same_text_goes_out_once_and_again_only_after_its_last_day() {
    let vault = Vault::with(Consent::Proof).await;
    let revision = vault.draft().await;
    let send = async |day: Day| {
        let act = Act { by: "Mara".into(), now: day.start(), zone: Zone::default() };
        vault.writer.send_proof(POST, revision, day.plus(14), act).await.unwrap()
    };
    assert_eq!((send(TODAY).await, send(TODAY).await, send(TODAY.plus(14)).await), (1, 0, 0));
    assert_eq!(send(TODAY.plus(15)).await, 1);
    let due = vault.reader.outgoing(TODAY.start(), 100).await.unwrap();
    let texts = due.iter().filter(|row| {
        matches!(&row.outgoing, Some(Outgoing::Message { message: Message::Proof { .. }, .. }))
    });
    assert_eq!(texts.count(), 2);
}

#[tokio::test]
async fn what_closes_a_letter_waits_until_its_post_is_out_or_held() {
    for said in [Said::Withdrawal, Said::Consent { to: Consent::Private, number: 1 }] {
        let withdrawal = matches!(said, Said::Withdrawal);
        let vault = Vault::with(Consent::Print).await;
        vault.publish().await;
        assert_eq!(vault.take_twice(vec![said.clone()]).await.len(), 1, "the post is on its way");
        assert_eq!(vault.question().await.consent, Consent::Print);
        // The public store kept the post back, twice, as after a crash.
        for _ in 0..2 {
            vault.writer.held(vec![PublicId([3; 16])], act()).await.unwrap();
        }
        vault.carry_out().await;
        assert!(vault.take_twice(vec![said]).await.is_empty());
        match vault.reader.question(ID).await {
            Ok(question) => assert_eq!((withdrawal, question.consent), (false, Consent::Private)),
            Err(_) => assert!(withdrawal),
        }
    }
}

#[tokio::test]
async fn what_closes_a_public_letter_asks_for_the_post_and_holds_once_it_is_off() {
    for said in [Said::Withdrawal, Said::Consent { to: Consent::Private, number: 1 }] {
        let vault = Vault::with(Consent::Print).await;
        vault.publish().await;
        vault.carry_out().await;
        assert!(vault.take_twice(vec![said.clone()]).await.is_empty());
        let question = vault.question().await;
        assert_eq!(
            (question.attention, question.status),
            (Some(Attention::TakeDown), Status::Published)
        );
        vault.writer.unpublish(POST, act()).await.unwrap();
        vault.take_twice(vec![said]).await;
        let question = vault.question().await;
        assert_eq!((question.attention, question.consent), (None, Consent::Private));
    }
}

#[tokio::test]
async fn what_proves_nothing_is_set_aside_once_and_counted() {
    let vault = Vault::with(Consent::Print).await;
    let forged = || Batch {
        sequels: vec![Incoming { auth: AuthHash([9; 32]), ..incoming(0, &Said::Withdrawal) }],
        ..Batch::default()
    };
    let nowhere = || Batch {
        sequels: vec![Incoming { mailbox: MailboxId([8; 32]), ..incoming(1, &follow_up("And?")) }],
        ..Batch::default()
    };
    for _ in 0..2 {
        vault.writer.move_in(forged()).await.unwrap();
        let taken = vault.writer.move_in(nowhere()).await.unwrap();
        let given_up = taken.unresolved.into_iter().collect();
        vault.writer.move_in(Batch { given_up, ..nowhere() }).await.unwrap();
        assert_eq!(vault.reader.counts().await.unwrap().spoilt, 2);
    }
    assert!(vault.question().await.thread.is_empty());
}

#[tokio::test]
async fn spam_is_not_brought_to_the_front_by_what_follows_it() {
    let vault = Vault::with(Consent::Print).await;
    vault.writer.set_status(ID, Status::Spam, act()).await.unwrap();
    let danger = Incoming { crisis: true, ..incoming(0, &follow_up("And?")) };
    vault.writer.move_in(Batch { sequels: vec![danger], ..Batch::default() }).await.unwrap();
    let question = vault.question().await;
    assert_eq!((question.thread.len(), question.attention), (1, None));
}

fn letter(consent: Consent) -> Arrival {
    Arrival {
        id: ID,
        envelope: EnvelopeId([4; 16]),
        text: QuestionText::parse("Should I tell her?").unwrap(),
        consent,
        asker: Some((Asker { mailbox: MAILBOX, reader: ReaderKey([5; 32]) }, AUTH)),
        crisis: false,
        suspect: false,
        alike: 1,
        sealed: Vec::new(),
    }
}

/// The `n`th sequel of a batch, the same each time.
fn incoming(n: usize, said: &Said) -> Incoming {
    let envelope = EnvelopeId([u8::try_from(n).unwrap() + 10; 16]);
    let said = said.clone();
    Incoming {
        envelope,
        day: TODAY,
        mailbox: MAILBOX,
        auth: AUTH,
        said,
        crisis: false,
        sealed: vec![],
    }
}

fn follow_up(text: &str) -> Said {
    Said::FollowUp(QuestionText::parse(text).unwrap())
}

fn act() -> Act {
    Act { by: "Mara".to_owned(), now: TODAY.start(), zone: Zone::default() }
}

fn key() -> VaultKey {
    VaultKey::new([7; 32])
}

fn rows(vault: &Connection, table: &str) -> Vec<String> {
    let mut stmt = vault.prepare(&format!("select * from {table}")).unwrap();
    let columns = stmt.column_count();
    let rows = stmt.query_map([], |row| {
        let values = (0..columns).map(|n| row.get::<_, rusqlite::types::Value>(n));
        Ok(format!("{table}: {:?}", values.collect::<Result<Vec<_>, _>>()?))
    });
    rows.unwrap().map(Result::unwrap).collect()
}
