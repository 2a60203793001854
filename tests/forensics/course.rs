//! A full course of marked letters through the real program: every text that anybody typed bears a
//! random mark, and it is known of each mark where it may lie.

use std::path::Path;
use std::time::Instant;

use tempfile::TempDir;
use unsaid::domain::VaultKey;

use crate::coming_back;
use crate::common::program::{Program, plain, set_up};
use crate::common::{ACCOUNT, PASSWORD, eventually, vault_key};
use crate::desk;
use crate::marks::Marks;
use crate::people::{Columnist, Form, Reader};
use crate::{answering_back, steps};

/// Letters that come through the form and find their place at the desk.
const SENT: usize = 19;
/// Where the reader's connections come from: another address of this machine.
const FROM: &str = "127.83.19.201";
/// Where a proxy says that they come from.
const FORWARDED: [&str; 2] = ["203.0.113.177", "2001:db8:5a17:c0de::83:19"];
const CONSENTS: [&str; 3] = ["print", "proof", "private"];

/// Whether the letter that is shown the slow lane is sent on after a wait.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Patient,
    Brisk,
}

/// The course, with the desk still open.
pub struct Course {
    pub data: TempDir,
    /// Where the program is told to put temporary files, and where it is started.
    pub elsewhere: TempDir,
    pub serving: Program,
    pub columnist: Columnist,
    pub marks: Marks,
    pub key: VaultKey,
}

/// The letters of the course while they wait sealed.
pub struct Waiting {
    pub data: TempDir,
    pub elsewhere: TempDir,
    pub serving: Program,
    pub marks: Marks,
    pub key: VaultKey,
    pub reader: Reader,
    pub letters: Vec<Letter>,
    /// One more, which is taken back while the desk is open.
    pub leaving: Letter,
    /// The mark of what was added to the last of the letters.
    pub follow_up: String,
}

/// A letter that was sent.
pub struct Letter {
    pub receipt: String,
    /// The mark in its first line.
    pub found_by: String,
    pub marks: Vec<String>,
}

impl Course {
    /// Lets as many letters as the course has come in, with what readers do after that, and leaves all of it sealed:
    /// nobody has signed in.
    pub async fn sent(pace: Pace) -> Waiting {
        let (data, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let mut marks = Marks::default();
        marks.secret.text("recovery code", &set_up(data.path()));
        marks.secret.text("password", PASSWORD);
        let key = vault_key(data.path());
        let serving = serve(data.path(), elsewhere.path());
        let reader = marked_reader(&serving.base, &mut marks).await;
        let mut forms = reader.open_forms(SENT + 5).await.unwrap();
        let slow = steps::begin_slowly(&reader, &mut marks, forms.remove(0)).await;
        let slow_since = Instant::now();
        steps::leave_halfway(&reader, &mut marks, forms.remove(0)).await;
        let checked = steps::send_after_check(&reader, &mut marks, forms.remove(0)).await;
        let leaving = send(&reader, &mut marks, forms.remove(0), "proof").await;
        let taken_back = send(&reader, &mut marks, forms.remove(0), "print").await;
        let mut letters = Vec::new();
        for (i, form) in forms.into_iter().enumerate() {
            letters.push(send(&reader, &mut marks, form, CONSENTS[i % 3]).await);
        }
        letters.push(checked);
        match pace {
            Pace::Patient => letters.push(steps::end_slowly(&reader, slow, slow_since).await),
            Pace::Brisk => marks.taken_back(&slow.letter.marks),
        }
        let follow_up = coming_back::while_sealed(&reader, &mut marks, &letters, taken_back).await;
        Waiting { data, elsewhere, serving, marks, key, reader, letters, leaving, follow_up }
    }

    /// The whole course, the desk open at its end.
    pub async fn run(pace: Pace) -> Self {
        let Waiting { data, elsewhere, serving, mut marks, key, reader, letters, leaving, .. } =
            Self::sent(pace).await;
        let columnist = Columnist::sign_in(&serving.base, ACCOUNT, PASSWORD).await;
        for cookie in columnist.cookies.split("; ") {
            marks.secret.text("cookie", cookie.split_once('=').unwrap().1);
        }
        all_in(&columnist, letters.len() + 1).await;
        let (sorted, others) = letters.split_at(SENT);
        for (i, letter) in sorted.iter().enumerate() {
            let path = columnist.find(&letter.found_by).await;
            desk::sort(&columnist, &mut marks, i, &path).await;
        }
        desk::enter_by_hand(&columnist, &mut marks).await;
        let sought = marks.absent_one("search");
        columnist.page(&format!("/desk?q={sought}")).await;
        coming_back::to_an_open_desk(&reader, &columnist, &mut marks, &others[0]).await;
        answering_back::below_a_post(&reader, &columnist, &mut marks, &sorted[0].receipt).await;
        // What is public already stays until the desk takes it down.
        coming_back::ask_to_take_down(&reader, &sorted[0]).await;
        let pages = coming_back::Pages { key: &key, data: data.path() };
        coming_back::take_back(&reader, &columnist, &mut marks, leaving, &pages).await;
        Self { data, elsewhere, serving, columnist, marks, key }
    }
}

/// The program in `data`, away from this test's own folders.
pub fn serve(data: &Path, elsewhere: &Path) -> Program {
    let mut command = plain();
    command.args(["--listen", "127.0.0.1:0", "--data"]).arg(data).current_dir(elsewhere);
    // An operator who looks for a fault turns the log up.
    command.env("TMPDIR", elsewhere).env("HOME", elsewhere).env("RUST_LOG", "trace");
    Program::follow(command)
}

/// Somebody whose address, agent and mistakes are marked too.
async fn marked_reader(base: &str, marks: &mut Marks) -> Reader {
    let agent = marks.absent_one("agent");
    marks.secret.text("address", FROM);
    FORWARDED.into_iter().for_each(|address| marks.secret.text("forwarded address", address));
    let headers = [
        ("user-agent", agent.as_str()),
        ("x-forwarded-for", FORWARDED[0]),
        ("forwarded", &format!("for=\"[{}]\"", FORWARDED[1])),
    ];
    let reader = Reader::marked(base, FROM.parse().unwrap(), &headers);
    let (path, query) = (marks.absent_one("path"), marks.absent_one("query"));
    reader.get(&format!("/posts/{path}?q={query}")).await.unwrap();
    reader.post("/receipt", &[("code", &marks.absent_one("mistyped receipt"))]).await.unwrap();
    let letter = marks.absent_one("letter that was not taken");
    let refused =
        reader.post("/ask", &[("question", &letter), ("consent", "yes please")]).await.unwrap();
    assert_eq!(refused.status, 422);
    let (account, password) = (marks.secret_one("account"), marks.secret_one("wrong password"));
    let stranger = [("account", account.as_str()), ("password", &password)];
    assert_eq!(
        reader.post("/desk/login", &stranger).await.unwrap().status,
        403,
        "no Origin, no desk"
    );
    reader
}

/// Sends a marked letter.
async fn send(reader: &Reader, marks: &mut Marks, form: Form, consent: &str) -> Letter {
    let (text, found_by, own) = marks.letter();
    let receipt = reader.ask_by(form, &text, consent).await;
    marks.receipt(&receipt);
    Letter { receipt, found_by, marks: own }
}

/// Waits until the letters that were sent are in the queue.
pub async fn all_in(columnist: &Columnist, letters: usize) {
    eventually("every letter in the queue", || async {
        (columnist.letters("/desk?status=new").await.len() == letters).then_some(())
    })
    .await;
}

/// Waits for what comes over the wall.
pub async fn shows(columnist: &Columnist, path: &str, text: &str) {
    eventually(text, || async { columnist.page(path).await.contains(text).then_some(()) }).await;
}
