//! The command line, as the operator uses it: help, setting up, recovering, backing up and restoring, and
//! what it says when something is in the way.

// Tests fail by panicking; what clippy.toml exempts misses helper functions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;
#[path = "forensics/keys.rs"]
mod keys;
#[path = "forensics/search.rs"]
mod search;

use std::fs::File;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::program::{Finished, Program, plain, run, set_up};
use common::{ACCOUNT, DEADLINE, Desk, PASSWORD, Reader, eventually};
use tempfile::TempDir;
use unsaid::domain::Status;

const NEW_PASSWORD: &str = "eleven brass owls forgive the rain";
/// Commands with what each one's help must say.
const COMMANDS: [(&str, &[&str]); 5] = [
    ("serve", &["--listen", "UNSAID_LISTEN", "127.0.0.1:8080"]),
    ("setup", &["--account", "UNSAID_ACCOUNT", "--column", "standard input", "standard output"]),
    ("recover", &["--account", "recovery code", "standard input"]),
    ("backup", &["<FILE>", "must not exist yet", "running or not"]),
    ("demo", &["temporary column", "Nothing of it is kept"]),
];

fn reader(program: &Program) -> Reader {
    Reader::new(program.client())
}

async fn sign_in(program: &Program) -> Desk {
    Desk::sign_in(program.client(), ACCOUNT, PASSWORD).await
}

/// Runs a command over a data folder.
fn over(data: &Path, arguments: &[&str], input: &str) -> Finished {
    run(&[&["--data", data.to_str().unwrap()], arguments].concat(), input)
}

/// Runs what must end by itself with a failure; gives what it says.
#[track_caller]
fn refused(mut command: Command) -> String {
    let mut child = command.stdin(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > DEADLINE {
            child.kill().unwrap();
            panic!("it was not refused: {command:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// The program over a data folder, to be refused.
fn serve_command(data: &Path, arguments: &[&str]) -> Command {
    let mut command = plain();
    command.arg("--data").arg(data).args(["--listen", "127.0.0.1:0"]).args(arguments);
    command
}

#[track_caller]
fn assert_says(text: &str, parts: &[&str]) {
    // Help is wrapped to the width of the terminal.
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in parts {
        assert!(line.contains(part), "{part:?} is missing: {text}");
    }
}

#[test]
fn the_help_names_every_command_and_every_option_with_its_variable() {
    let help = run(&["--help"], "");
    assert!(help.status.success());
    let options = ["data", "listen", "url", "onion", "idle-minutes", "store-mib", "connections"];
    for option in options {
        let variable = format!("UNSAID_{}", option.to_uppercase().replace('-', "_"));
        assert_says(&help.stdout, &[&format!("--{option}"), &variable]);
    }
    for (command, parts) in COMMANDS {
        assert_says(&help.stdout, &[command]);
        let help = run(&[command, "--help"], "");
        assert!(help.status.success());
        assert_says(&help.stdout, parts);
    }
    assert!(run(&["--version"], "").stdout.starts_with("unsaid "));
}

#[tokio::test]
async fn a_column_is_set_up_without_a_browser_and_only_once() {
    let data = TempDir::new().unwrap();
    let arguments =
        ["setup", "--account", "Mara", "--column", "Ask Mara", "--columnist", "Mara K."];
    let done = over(data.path(), &arguments, &format!("{PASSWORD}\n"));
    assert!(done.status.success(), "{done:?}");
    let code = done.stdout.trim();
    assert_eq!(
        (done.stdout.lines().count(), code.len()),
        (1, 34),
        "the code alone: {}",
        done.stdout
    );
    let again = over(data.path(), &arguments, &format!("{PASSWORD}\n"));
    assert!(!again.status.success() && again.stdout.is_empty(), "{again:?}");
    assert_says(&again.stderr, &["there is a column in", data.path().to_str().unwrap(), "--data"]);
    let program = Program::serve(data.path());
    let desk = sign_in(&program).await;
    assert_says(&desk.get("/desk").await.expect(200).page().text(), &["Mara K."]);
    assert_eq!(reader(&program).get("/").await.expect(200).page().h1(), "Ask Mara");
}

#[test]
fn a_weak_password_is_refused_with_the_reason_and_nothing_is_set_up() {
    let data = TempDir::new().unwrap();
    let tried = |password: &str| over(data.path(), &["setup", "--account", ACCOUNT], password);
    for (password, reasons) in [
        ("short one\n", ["the password was not taken", "fewer than 12 characters"]),
        ("password1234\n", ["guessed too easily", "very common password"]),
        ("\n", ["the password was not taken", "fewer than 12 characters"]),
    ] {
        let refused = tried(password);
        assert!(!refused.status.success() && refused.stdout.is_empty(), "{refused:?}");
        assert_says(&refused.stderr, &reasons);
    }
    assert!(!data.path().join("vault.db").exists());
    assert!(tried(&format!("{PASSWORD}\n")).status.success());
}

#[tokio::test]
async fn the_recovery_code_gives_a_new_password_and_the_old_one_ends() {
    let data = TempDir::new().unwrap();
    let code = set_up(data.path());
    let typed = code.to_lowercase().replace('-', " ");
    let recover = ["recover", "--account", ACCOUNT];
    let done = over(data.path(), &recover, &format!("{typed}\n{NEW_PASSWORD}\n"));
    assert!(done.status.success(), "{done:?}");
    let program = Program::serve(data.path());
    let client = program.client();
    let old = [("account", ACCOUNT), ("password", PASSWORD)];
    client.post("/desk/login", &old).await.expect(422);
    let desk = Desk::sign_in(client, ACCOUNT, NEW_PASSWORD).await;
    desk.get("/desk").await.expect(200);
}

#[tokio::test]
async fn a_mistyped_recovery_code_is_told_from_a_wrong_one_and_changes_nothing() {
    let (data, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (code, strange) = (set_up(data.path()), set_up(other.path()));
    let last = if code.ends_with('0') { "1" } else { "0" };
    let mistyped = format!("{}{last}", &code[..code.len() - 1]);
    let cases = [
        (strange.as_str(), ACCOUNT, NEW_PASSWORD, "not the recovery code of this column"),
        (&mistyped, ACCOUNT, NEW_PASSWORD, "mistyped"),
        (&code[..20], ACCOUNT, NEW_PASSWORD, "28 characters"),
        (&code.replace('-', "U"), ACCOUNT, NEW_PASSWORD, "no U"),
        (&code, "nobody", NEW_PASSWORD, "no account of this name"),
        (&code, ACCOUNT, "too short", "fewer than 12 characters"),
    ];
    for (code, account, password, reason) in cases {
        let recover = ["recover", "--account", account];
        let refused = over(data.path(), &recover, &format!("{code}\n{password}\n"));
        assert!(!refused.status.success(), "{refused:?}");
        assert_says(&refused.stderr, &[reason]);
    }
    let empty = TempDir::new().unwrap();
    let nothing = over(empty.path(), &["recover", "--account", ACCOUNT], "x\ny\n");
    assert_says(&nothing.stderr, &["there is no column in", "--data"]);
    sign_in(&Program::serve(data.path())).await;
}

/// A column with something of everything, and what a restored copy of it must show.
struct Filled {
    data: TempDir,
    post: String,
    answered: String,
    waiting: String,
}

const REPLY: &str = "Dear you, there is nothing wrong with that.";
const WAITING: &str = "Will anybody read this?";

impl Filled {
    /// Fills a served column; the last letter waits sealed, the desk is locked.
    async fn fill(data: TempDir, program: &Program) -> Self {
        let reader = reader(program);
        reader.ask("How do I tell her?").await;
        let answered = reader.ask_for("Is it me?", "private").await;
        let desk = sign_in(program).await;
        eventually("both letters in the queue", || async {
            (desk.queue(Status::New).await.len() == 2).then_some(())
        })
        .await;
        let printed = desk.find("How do I tell her?").await;
        let post = desk.publish_question(&printed, "Telling her", "Gently.").await;
        desk.reply(&desk.find("Is it me?").await, REPLY).await.expect(303);
        desk.lock().await;
        let waiting = reader.ask(WAITING).await;
        Self { data, post, answered, waiting }
    }

    /// Unpacks a backup into an empty folder, serves it, and looks at everything.
    async fn assert_restored(&self, backup: &Path) {
        let data = TempDir::new().unwrap();
        tar::Archive::new(File::open(backup).unwrap()).unpack(data.path()).unwrap();
        for file in search::files_below(data.path()) {
            let mode = file.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{}", file.display());
        }
        let program = Program::serve(data.path());
        let reader = reader(&program);
        assert_says(&reader.get(&self.post).await.expect(200).page().text(), &["Gently."]);
        assert_eq!(reader.status(&self.answered).await.replies, [REPLY]);
        assert_eq!(reader.status(&self.waiting).await.state, "waiting");
        let desk = sign_in(&program).await;
        eventually("the sealed letter in the queue", || async {
            desk.queue(Status::New).await.iter().find(|row| row.first_line == WAITING).map(drop)
        })
        .await;
        let answered = desk.question(&desk.find("Is it me?").await).await;
        assert_eq!(
            (answered.original.as_str(), answered.replies),
            ("Is it me?", vec![REPLY.to_owned()])
        );
        let ended = program.terminate();
        assert!(ended.status.success() && !ended.stderr.contains("ERROR"), "{ended:?}");
    }
}

/// Writes a backup to a new file in `to`.
fn back_up(data: &Path, to: &TempDir, name: &str) -> PathBuf {
    let file = to.path().join(name);
    let done = over(data, &["backup", file.to_str().unwrap()], "");
    assert!(done.status.success(), "{done:?}");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_says(&done.stderr, &["Wrote", file.to_str().unwrap(), "empty folder"]);
    file
}

async fn filled() -> (Filled, Program) {
    let data = TempDir::new().unwrap();
    set_up(data.path());
    let program = Program::serve(data.path());
    let filled = Filled::fill(data, &program).await;
    (filled, program)
}

#[tokio::test]
async fn a_backup_of_a_running_program_restores_whether_the_desk_is_locked_or_open() {
    let (filled, program) = filled().await;
    let to = TempDir::new().unwrap();
    let locked = back_up(filled.data.path(), &to, "locked.tar");
    let desk = sign_in(&program).await;
    // A log of the vault that is not empty belongs to the backup.
    desk.set_status(&desk.find("Is it me?").await, Status::Kept).await.expect(303);
    let open = back_up(filled.data.path(), &to, "open.tar");
    // The program goes on as before.
    desk.get("/desk").await.expect(200);
    filled.assert_restored(&locked).await;
    filled.assert_restored(&open).await;
}

#[tokio::test]
async fn a_backup_restores_when_the_program_has_ended_or_was_killed() {
    let (filled, program) = filled().await;
    let to = TempDir::new().unwrap();
    sign_in(&program).await;
    program.kill();
    let killed = back_up(filled.data.path(), &to, "killed.tar");
    Program::serve(filled.data.path()).terminate();
    let ended = back_up(filled.data.path(), &to, "ended.tar");
    filled.assert_restored(&killed).await;
    filled.assert_restored(&ended).await;
}

#[tokio::test]
async fn a_backup_is_never_written_over_a_file_or_into_nowhere() {
    let data = TempDir::new().unwrap();
    set_up(data.path());
    let to = TempDir::new().unwrap();
    let taken = to.path().join("taken.tar");
    std::fs::write(&taken, "precious").unwrap();
    let nowhere = to.path().join("no/such/folder.tar");
    let (taken_text, nowhere_text) = (taken.to_str().unwrap(), nowhere.to_str().unwrap());
    let try_both = || {
        let refused = over(data.path(), &["backup", taken_text], "");
        assert!(!refused.status.success(), "{refused:?}");
        assert_says(&refused.stderr, &["cannot write the backup", taken_text, "exists"]);
        let refused = over(data.path(), &["backup", nowhere_text], "");
        assert!(!refused.status.success(), "{refused:?}");
        assert_says(&refused.stderr, &["cannot write the backup", nowhere_text]);
        assert_eq!(std::fs::read_to_string(&taken).unwrap(), "precious");
        assert_eq!(std::fs::read_dir(to.path()).unwrap().count(), 1);
    };
    try_both();
    let program = Program::serve(data.path());
    try_both();
    program.client().get("/healthz").await.expect(200);
    let missing = over(&to.path().join("missing"), &["backup", nowhere_text], "");
    assert_says(&missing.stderr, &["there is no folder", "missing", "--data"]);
}

#[test]
fn a_folder_that_another_process_owns_is_refused_by_naming_it() {
    let data = TempDir::new().unwrap();
    set_up(data.path());
    let program = Program::serve(data.path());
    let owner = format!("in use by process {}", program.id());
    let folder = data.path().to_str().unwrap();
    for arguments in [&[][..], &["setup", "--account", "x"], &["recover", "--account", "x"]] {
        assert_says(&refused(serve_command(data.path(), arguments)), &[folder, &owner]);
    }
    program.kill();
    Program::serve(data.path());
}

#[test]
fn a_wrong_option_names_itself_its_value_and_the_fix_as_a_flag_and_as_a_variable() {
    let data = TempDir::new().unwrap();
    let cases: [(&str, &str, &[&str]); 10] = [
        ("--listen", "localhost", &["127.0.0.1:8080", "UNSAID_LISTEN"]),
        ("--listen", "127.0.0.1:99999", &["127.0.0.1:8080", "UNSAID_LISTEN"]),
        ("--url", "ftp://column.example", &["https://", "UNSAID_URL"]),
        ("--url", "https://column.example/path", &["https://column.example", "UNSAID_URL"]),
        ("--onion", "column.example", &[".onion", "UNSAID_ONION"]),
        ("--idle-minutes", "0", &["1", "1440"]),
        ("--idle-minutes", "soon", &["1", "1440"]),
        ("--store-mib", "15", &["16", "1048576"]),
        ("--connections", "3", &["16", "65535"]),
        ("--connections", "70000", &["16", "65535"]),
    ];
    for (flag, value, fix) in cases {
        let variable = format!("UNSAID_{}", flag[2..].to_uppercase().replace('-', "_"));
        let quoted = format!("'{value}'");
        let mut by_flag = plain();
        by_flag.arg("--data").arg(data.path()).args([flag, value]);
        let mut by_variable = plain();
        by_variable.arg("--data").arg(data.path()).env(variable, value);
        for command in [by_flag, by_variable] {
            assert_says(&refused(command), &[&[flag, &quoted], fix].concat());
        }
    }
    assert_says(
        &refused(serve_command(Path::new("/dev/null/x"), &[])),
        &["/dev/null/x", "--data", "UNSAID_DATA"],
    );
}

#[test]
fn a_port_that_is_taken_is_named_with_the_option_that_chooses_another() {
    let data = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut command = plain();
    command.arg("--data").arg(data.path()).args(["--listen", &address]);
    assert_says(
        &refused(command),
        &["cannot listen on", &address, "--listen", "UNSAID_LISTEN", "in use"],
    );
}

#[tokio::test]
async fn files_of_a_newer_program_are_refused_in_words_and_left_as_they_are() {
    let data = TempDir::new().unwrap();
    set_up(data.path());
    let public = data.path().join("public.db");
    let version = |version: i64| {
        let conn = rusqlite::Connection::open(&public).unwrap();
        conn.pragma_update(None, "user_version", version).unwrap();
    };
    version(99);
    let before = std::fs::read(&public).unwrap();
    let said = refused(serve_command(data.path(), &[]));
    assert_says(&said, &["public.db", "version 99", "use a newer program"]);
    assert_eq!(std::fs::read(&public).unwrap(), before);
    version(1);
    let copy = keys::copy_of(data.path());
    let key = keys::vault_key(copy.path(), ACCOUNT, PASSWORD).await;
    keys::open_vault(data.path(), &key).pragma_update(None, "user_version", 99).unwrap();
    let program = Program::serve(data.path());
    let form = [("account", ACCOUNT), ("password", PASSWORD)];
    let client = program.client();
    let signed_in = client.request(reqwest::Method::POST, "/desk/login");
    let signed_in = signed_in.header("origin", &program.base).body(common::encode(&form));
    let signed_in =
        signed_in.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
    assert!(signed_in.status().is_server_error(), "{signed_in:?}");
    // The site goes on; the operator finds the reason in the log.
    reader(&program).ask("Does it still take letters?").await;
    assert_says(&program.kill(), &["vault.db", "version 99", "use a newer program"]);
}

/// A file system of its own that a test can fill up.
struct Disk {
    at: TempDir,
}

impl Disk {
    /// None where this user may not mount one.
    fn mount(mib: u32) -> Option<Self> {
        let at = TempDir::new().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={mib}m"), "tmpfs"]).arg(at.path());
        let mounted = mount.output().is_ok_and(|done| done.status.success());
        mounted.then_some(Self { at })
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // The folder under it goes away with the test in any case.
        let _ = Command::new("umount").arg("--lazy").arg(self.at.path()).output();
    }
}

/// A letter of the largest size, and what it begins with.
fn large_letter(number: usize) -> (String, String) {
    let first_line = format!("Letter number {number}");
    (format!("{first_line}\n\n{}", "\u{1f4a7}".repeat(9_900)), first_line)
}

/// Asks until there is no room; gives the receipts of the letters that were taken.
async fn fill_up(reader: &Reader) -> Vec<String> {
    let mut taken = Vec::new();
    loop {
        let (text, first_line) = large_letter(taken.len());
        let words = reader.words().await;
        let answer = reader.ask_with(&text, "proof", &words).await;
        if answer.status == 200 {
            taken.push(words);
            continue;
        }
        assert_eq!(answer.status, 503, "{}", answer.body);
        assert!(answer.header("retry-after").parse::<u32>().is_ok(), "{:?}", answer.headers);
        let form = answer.page().form("/ask");
        assert_eq!(form.value("question"), text, "the text is kept");
        assert_eq!((form.value("consent"), form.value("receipt")), ("proof", words.as_str()));
        assert_says(&answer.page().text(), &["has not been sent", "no room"]);
        assert!(!answer.page().text().contains(&format!("{first_line} has arrived")));
        reader.come_back(&words).await.expect(404);
        return taken;
    }
}

/// Every letter that was taken has its receipt and comes into the queue, once.
async fn assert_all_there(program: &Program, taken: &[String]) {
    let (reader, desk) = (reader(program), sign_in(program).await);
    for receipt in taken {
        reader.come_back(receipt).await.expect(200);
    }
    let found = eventually("every letter in the queue", || async {
        let mut found = Vec::new();
        let mut path = "/desk?status=new".to_owned();
        loop {
            let page = desk.get(&path).await.expect(200).page();
            found.extend(common::rows(&page).into_iter().map(|row| row.first_line));
            let next = page.links().into_iter().find(|(text, _)| text == "Next page");
            let Some((_, next)) = next else { break };
            path = next;
        }
        (found.len() >= taken.len()).then_some(found)
    })
    .await;
    let mut numbers: Vec<String> = (0..taken.len()).map(|number| large_letter(number).1).collect();
    let mut found = found;
    found.sort();
    numbers.sort();
    assert_eq!(found, numbers);
}

#[tokio::test]
async fn a_store_that_is_full_keeps_the_text_and_all_that_it_has_taken() {
    let data = TempDir::new().unwrap();
    set_up(data.path());
    let program = Program::start(data.path(), &["--store-mib", "16"]);
    let reader = reader(&program);
    let taken = fill_up(&reader).await;
    assert!(taken.len() > 150, "{} letters", taken.len());
    assert!(data.path().join("public.db").metadata().unwrap().len() <= 16 << 20);
    assert_all_there(&program, &taken).await;
    // What came into the vault has made room.
    reader.ask("Is there room again?").await;
}

/// Room for some hundred letters beside what letters leave free.
const DISK_MIB: u32 = 48;

#[tokio::test]
async fn a_disk_that_letters_have_filled_lets_the_desk_open_and_take_them_in() {
    // Only the administrator may make a disk; elsewhere the full store stands in for it.
    let Some(disk) = Disk::mount(DISK_MIB) else {
        return println!("skipped: no disk can be mounted");
    };
    let data = disk.at.path().join("data");
    set_up(&data);
    let program = Program::serve(&data);
    let taken = fill_up(&reader(&program)).await;
    assert!(taken.len() > 100, "{} letters", taken.len());
    assert_all_there(&program, &taken).await;
    let ended = program.terminate();
    assert!(ended.status.success() && !ended.stderr.contains("ERROR"), "{ended:?}");
}

#[tokio::test]
async fn a_disk_that_something_else_has_filled_keeps_the_text_and_all_that_was_taken() {
    let Some(disk) = Disk::mount(DISK_MIB) else {
        return println!("skipped: no disk can be mounted");
    };
    let data = disk.at.path().join("data");
    set_up(&data);
    let program = Program::serve(&data);
    let reader = reader(&program);
    let receipt = reader.ask(&large_letter(0).0).await;
    let filler = disk.at.path().join("filler");
    let full = std::fs::write(&filler, vec![0; DISK_MIB as usize * 1_024 * 1_024]);
    assert_eq!(full.unwrap_err().kind(), std::io::ErrorKind::StorageFull);
    assert_eq!(fill_up(&reader).await.len(), 0);
    reader.get("/").await.expect(200);
    reader.come_back(&receipt).await.expect(200);
    std::fs::remove_file(&filler).unwrap();
    assert_all_there(&program, &[receipt]).await;
    reader.ask("Is there room again?").await;
}
