//! A full course of marked letters through the real program: every text that anybody typed bears a
//! random mark, and it is known of each mark where it may lie.

use std::path::Path;

use tempfile::TempDir;
use unsaid::seal;

use crate::common::program::{Program, plain, set_up};
use crate::common::{ACCOUNT, PASSWORD, eventually};
use crate::people::{Columnist, Reader, between};
use crate::search::Needles;

/// Letters that come through the form; one more is entered by hand.
pub const SENT: usize = 19;
/// Where the reader's connections come from: another address of this machine.
const FROM: &str = "127.83.19.201";
/// Where a proxy says that they come from.
const FORWARDED: [&str; 2] = ["203.0.113.177", "2001:db8:5a17:c0de::83:19"];
const CONSENTS: [&str; 3] = ["print", "proof", "private"];

/// The course, with the desk still open.
pub struct Course {
    pub data: TempDir,
    /// Where the program is told to put temporary files, and where it is started.
    pub elsewhere: TempDir,
    pub serving: Program,
    pub columnist: Columnist,
    pub marks: Marks,
}

/// What was marked.
#[derive(Default)]
pub struct Marks {
    /// What may lie in no file and in nothing that is printed.
    pub secret: Needles,
    /// Of the secret ones, those that the vault must hold.
    pub in_vault: Vec<String>,
    /// What was published, so must lie in the public store.
    pub public: Vec<String>,
}

impl Course {
    /// Lets as many letters as the course has come in, and leaves them sealed: nobody has signed in.
    pub async fn sent() -> Waiting {
        let (data, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let mut marks = Marks::default();
        marks.secret.text("recovery code", &set_up(data.path()));
        marks.secret.text("password", PASSWORD);
        let serving = serve(data.path(), elsewhere.path());
        let reader = marked_reader(&serving.base, &mut marks).await;
        let mut letters = Vec::new();
        let forms = reader.open_forms(SENT).await.unwrap();
        for (i, form) in forms.into_iter().enumerate() {
            let (text, found_by) = marks.letter();
            let receipt = reader.ask_by(form, &text, CONSENTS[i % 3]).await;
            marks.secret.receipt(&receipt);
            letters.push(found_by);
        }
        Waiting { data, elsewhere, serving, marks, letters }
    }

    /// The whole course, the desk open at its end.
    pub async fn run() -> Self {
        let Waiting { data, elsewhere, serving, mut marks, letters } = Self::sent().await;
        let columnist = Columnist::sign_in(&serving.base, ACCOUNT, PASSWORD).await;
        for cookie in columnist.cookies.split("; ") {
            marks.secret.text("cookie", cookie.split_once('=').unwrap().1);
        }
        all_in(&columnist, SENT).await;
        for (i, found_by) in letters.iter().enumerate() {
            sort(&columnist, &mut marks, i, &columnist.find(found_by).await).await;
        }
        enter_by_hand(&columnist, &mut marks).await;
        let sought = marks.secret_one("search");
        columnist.page(&format!("/desk?q={sought}")).await;
        Self { data, elsewhere, serving, columnist, marks }
    }
}

/// The letters of the course while they wait sealed.
pub struct Waiting {
    pub data: TempDir,
    pub elsewhere: TempDir,
    pub serving: Program,
    pub marks: Marks,
    /// The mark in the first line of each.
    pub letters: Vec<String>,
}

impl Marks {
    /// A new mark: a word that nothing else holds by chance.
    fn draw() -> String {
        format!("q{:016x}", seal::random_u64())
    }

    fn secret_one(&mut self, what: &str) -> String {
        let mark = Self::draw();
        self.secret.text(what, &mark);
        mark
    }

    fn vault_one(&mut self, what: &str) -> String {
        let mark = self.secret_one(what);
        self.in_vault.push(mark.clone());
        mark
    }

    fn public_one(&mut self) -> String {
        let mark = Self::draw();
        self.public.push(mark.clone());
        mark
    }

    /// A letter with marks in its first line and at its end, and the first of them.
    fn letter(&mut self) -> (String, String) {
        let (first, last) = (self.vault_one("letter"), self.vault_one("letter"));
        let middle = "He says that it is nothing, and I would like to believe him. ".repeat(20);
        (format!("{first} is what keeps me awake.\n\n{middle}\n\n{last}"), first)
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
    let agent = marks.secret_one("agent");
    marks.secret.text("address", FROM);
    FORWARDED.into_iter().for_each(|address| marks.secret.text("forwarded address", address));
    let headers = [
        ("user-agent", agent.as_str()),
        ("x-forwarded-for", FORWARDED[0]),
        ("forwarded", &format!("for=\"[{}]\"", FORWARDED[1])),
    ];
    let reader = Reader::marked(base, FROM.parse().unwrap(), &headers);
    let (path, query) = (marks.secret_one("path"), marks.secret_one("query"));
    reader.get(&format!("/posts/{path}?q={query}")).await.unwrap();
    reader.post("/receipt", &[("code", &marks.secret_one("mistyped receipt"))]).await.unwrap();
    let letter = marks.secret_one("letter that was not taken");
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

/// Waits until the letters that were sent are in the queue.
pub async fn all_in(columnist: &Columnist, letters: usize) {
    eventually("every letter in the queue", || async {
        (columnist.letters("/desk?status=new").await.len() == letters).then_some(())
    })
    .await;
}

/// Brings the `i`th letter to one of the places that letters come to.
async fn sort(columnist: &Columnist, marks: &mut Marks, i: usize, letter: &str) {
    match i {
        0 => publish(columnist, marks, letter).await,
        3 | 6 | 9 | 4 => draft(columnist, marks, letter).await,
        1 | 2 | 5 | 8 | 11 => {
            let reply = marks.vault_one("reply");
            columnist
                .act(&format!("{letter}/reply"), &[("reply", &format!("Dear you, {reply}."))])
                .await;
        }
        7 | 10 => drop(columnist.act(&format!("{letter}/status"), &[("status", "declined")]).await),
        12 => drop(columnist.act(&format!("{letter}/status"), &[("status", "spam")]).await),
        13..=15 => drop(columnist.act(&format!("{letter}/status"), &[("status", "kept")]).await),
        _ => {}
    }
    if i.is_multiple_of(2) {
        let (note, tag) = (marks.vault_one("note"), marks.vault_one("private tag"));
        columnist.act(&format!("{letter}/notes"), &[("note", &note)]).await;
        columnist.act(&format!("{letter}/tags"), &[("tags", &format!("#{tag}, trust"))]).await;
    }
}

/// Writes a post and leaves it a draft of two revisions.
async fn draft(columnist: &Columnist, marks: &mut Marks, letter: &str) {
    let post = columnist.act(&format!("{letter}/draft"), &[]).await;
    for revision in ["1", "2"] {
        let (title, printed, answer) =
            (marks.vault_one("title"), marks.vault_one("printed draft"), marks.vault_one("answer"));
        save(columnist, &post, revision, [&title, &printed, &answer], "").await;
    }
}

/// Publishes a post whose every text differs from the letter, then goes on writing without publishing.
async fn publish(columnist: &Columnist, marks: &mut Marks, letter: &str) {
    let post = columnist.act(&format!("{letter}/draft"), &[]).await;
    let texts = [marks.public_one(), marks.public_one(), marks.public_one()];
    let private = marks.vault_one("private tag of a post");
    let [title, printed, answer] = &texts;
    let fields = [
        ("revision", "1"),
        ("title", title.as_str()),
        ("printed", printed),
        ("answer", answer),
        ("tags", &format!("{}, #{private}", marks.public_one())),
    ];
    columnist.act(&format!("{post}/publication"), &fields).await;
    let later = [
        marks.vault_one("later title"),
        marks.vault_one("later print"),
        marks.vault_one("later answer"),
    ];
    save(columnist, &post, "2", [&later[0], &later[1], &later[2]], "trust").await;
}

async fn save(columnist: &Columnist, post: &str, revision: &str, texts: [&str; 3], tags: &str) {
    let [title, printed, answer] = texts;
    let fields = [
        ("revision", revision),
        ("title", title),
        ("printed", printed),
        ("answer", answer),
        ("tags", tags),
    ];
    columnist.act(post, &fields).await;
}

/// Enters a letter that came on paper, with a receipt, and answers it.
async fn enter_by_hand(columnist: &Columnist, marks: &mut Marks) {
    let (text, found_by) = marks.letter();
    let fields = [("question", text.as_str()), ("consent", "private"), ("with_receipt", "yes")];
    let entered = columnist.post("/desk/questions/new", &fields).await.unwrap();
    let receipt =
        between(&entered.body, "id=\"receipt\"", "</").unwrap().split_once('>').unwrap().1;
    marks.secret.receipt(receipt);
    let reply = marks.vault_one("reply");
    let letter = columnist.find(&found_by).await;
    columnist.act(&format!("{letter}/reply"), &[("reply", &reply)]).await;
}
