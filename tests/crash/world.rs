//! One column that is killed again and again, and what must hold of it each time.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::checks::{check_gone, check_locked, check_open};
use super::common::pages::vault_pages_by;
use super::common::program::{Program, set_up};
use super::common::{ACCOUNT, DEADLINE, PASSWORD, eventually, open_public, vault_key};
use super::ledger::{Letter, TakenBack};
use super::load::Load;
use super::people::{Columnist, Reader};
use super::random::Random;
use super::search::Needles;
use super::seen::{public_titles, tally, whole_queue};
use unsaid::domain::VaultKey;

/// The longest time after the chosen deed that the kill may still wait, in microseconds.
const JITTER: u64 = 8_000;
pub struct World {
    pub data: TempDir,
    pub random: Random,
    pub program: Option<Program>,
    /// Every letter that was ever sent, and not taken back.
    pub letters: Vec<Letter>,
    /// Those that were.
    gone: Vec<Letter>,
    key: VaultKey,
    arguments: &'static [&'static str],
}

impl World {
    /// A new column, served, its desk locked.
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// The same, served with these arguments.
    pub fn with(arguments: &'static [&'static str]) -> Self {
        let data = TempDir::new().unwrap();
        set_up(data.path());
        let key = vault_key(data.path());
        let program = Some(Program::start(data.path(), arguments));
        let (letters, gone) = (Vec::new(), Vec::new());
        Self { data, random: Random::seeded(), program, letters, gone, key, arguments }
    }

    pub fn base(&self) -> &str {
        &self.program.as_ref().unwrap().base
    }

    pub async fn sign_in(&self) -> Columnist {
        Columnist::sign_in(self.base(), ACCOUNT, PASSWORD).await
    }

    /// Kills the program once its clients have done `deeds` things, a moment of chance later, and gives
    /// their letters back.
    pub async fn kill_under(&mut self, load: Load, deeds: u64) -> Vec<Letter> {
        self.reach(&load.done, deeds).await;
        self.kill();
        load.end().await
    }

    /// Waits until the clients have done something, and a moment more.
    pub async fn reach(&self, done: &AtomicUsize, deeds: u64) {
        let begun = Instant::now();
        while (done.load(Ordering::Relaxed) as u64) < deeds {
            assert!(begun.elapsed() < DEADLINE, "the clients get nothing done");
            tokio::task::yield_now().await;
        }
        // Not to wait for anything: the kill falls into the middle of whatever is done just then.
        tokio::time::sleep(Duration::from_micros(self.random.below(JITTER))).await;
    }

    pub fn kill(&mut self) {
        let written = self.program.take().unwrap().kill();
        assert!(!written.contains("ERROR"), "{written}");
    }

    pub fn start(&mut self) {
        self.program = Some(Program::start(self.data.path(), self.arguments));
    }

    /// Starts the program again and checks everything; then every deed is known to be done or not. The
    /// desk is locked at the end.
    pub async fn recover(&mut self, touched: Vec<Letter>) {
        self.start();
        let reader = Reader::new(self.base());
        let mut touched = touched;
        let unsure = touched.iter().filter(|letter| letter.is_unsure()).count();
        println!("  {} letters were worked on, {unsure} of them when it ended", touched.len());
        for letter in touched.iter_mut().filter(|letter| letter.acknowledged) {
            check_locked(&reader, letter).await;
        }
        self.gone.extend(touched.extract_if(.., |letter| letter.taken_back == TakenBack::Yes));
        self.send_again(&reader, &mut touched).await;
        self.letters.append(&mut touched);
        self.settle().await;
        self.check().await;
        self.check_files();
    }

    /// Whoever got no answer sends the same again, by a form that the program had to renew.
    async fn send_again(&self, reader: &Reader, letters: &mut [Letter]) {
        let sent: Vec<_> =
            letters.iter().map(|letter| (letter.receipt.as_str(), letter.text.as_str())).collect();
        let forms = reader.renew_forms(&sent).await.unwrap();
        for (letter, form) in letters.iter_mut().zip(&forms) {
            let sent = reader.send(form, &letter.text, letter.consent.holds).await.unwrap();
            assert_eq!(sent.status, 200, "{}", sent.body);
            letter.acknowledged = true;
        }
    }

    /// Lets everything come over the wall, then locks the desk.
    pub async fn settle(&self) {
        let columnist = self.sign_in().await;
        eventually("every letter over the wall", || async {
            (self.count("select count(*) from envelope") == 0).then_some(())
        })
        .await;
        columnist.lock().await;
    }

    /// Everything acknowledged is there, and nothing is twice. The desk is locked at the end.
    async fn check(&mut self) {
        let reader = Reader::new(self.base());
        let columnist = self.sign_in().await;
        let queue = whole_queue(&columnist).await;
        assert_eq!(tally(&columnist.page("/desk").await), self.letters.len() as u64);
        assert_eq!(queue.len(), self.letters.len(), "each letter is in the queue once");
        let titles = public_titles(&reader).await;
        for letter in &mut self.letters {
            letter.path.clone_from(queue.get(&letter.mark).expect("the letter is in the queue"));
            check_open(&reader, &columnist, letter, &titles).await;
        }
        for letter in &self.gone {
            check_gone(&reader, letter).await;
        }
        columnist.lock().await;
    }

    /// Nothing of a letter that was taken back is in the locked vault's pages or in the public store, and the store
    /// knows how many suspect letters it has.
    fn check_files(&self) {
        let pages = vault_pages_by(&self.key, self.data.path());
        let of = |letters: &[Letter]| {
            let mut needles = Needles::default();
            letters
                .iter()
                .flat_map(Letter::marks)
                .for_each(|mark| needles.bytes(mark, mark.as_bytes()));
            needles.found_in(&pages).len()
        };
        assert_eq!(of(&self.gone), 0, "marks of letters that were taken back are in the vault");
        assert!(of(&self.letters) >= self.letters.len(), "the search finds what stayed");
        let held = "(select count(*) from mailbox where hold = 2)";
        assert_eq!(self.count(&format!("select {held}")), self.gone.len() as u64);
        for table in ["message", "own_copy"] {
            let left = format!(
                "select count(*) from {table} join mailbox on key = mailbox where hold = 2"
            );
            assert_eq!(self.count(&left), 0, "{table}");
        }
        self.check_tally();
    }

    /// The counts of suspect letters are those of their rows.
    pub fn check_tally(&self) {
        for (kind, rows) in [
            ("waiting", "suspect where waiting = 1"),
            ("spam", "suspect where waiting = 0"),
            ("evicted", "evicted"),
        ] {
            let told = self.count(&format!("select how_many from tally where kind = '{kind}'"));
            assert_eq!(told, self.count(&format!("select count(*) from {rows}")), "{kind}");
        }
    }

    /// A number out of the public store.
    pub fn count(&self, sql: &str) -> u64 {
        let store = open_public(self.data.path());
        store.busy_timeout(DEADLINE).unwrap();
        store.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// The vault, decrypted. Nobody else may have it open.
    pub fn vault(&self) -> rusqlite::Connection {
        let vault = rusqlite::Connection::open(self.data.path().join("vault.db")).unwrap();
        vault.pragma_update(None, "key", self.key.pragma_text().as_str()).unwrap();
        vault
    }

    /// Takes letters with this choice that nobody has worked on out of the ledger, to be worked on.
    pub fn take_fresh(&mut self, most: usize, consent: &str) -> Vec<Letter> {
        let fresh = |letter: &mut Letter| letter.consent.holds == consent && letter.is_fresh();
        self.letters.extract_if(.., fresh).take(most).collect()
    }

    /// The log of the vault, which grows as letters come in.
    pub fn vault_log(&self) -> PathBuf {
        self.data.path().join("vault.db-wal")
    }
}
