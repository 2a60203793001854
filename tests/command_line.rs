//! The command line, as the operator uses it: help, setting up, recovering, backing up and restoring, and
//! what it says when something is in the way.

// Tests fail by panicking; what clippy.toml exempts misses helper functions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "command_line/backup.rs"]
mod backup;
mod common;
#[path = "command_line/ending.rs"]
mod ending;
#[path = "command_line/full.rs"]
mod full;
#[path = "forensics/keys.rs"]
mod keys;
#[path = "forensics/search.rs"]
mod search;

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::program::{Finished, Program, plain, run, set_up};
use common::{ACCOUNT, DEADLINE, Desk, PASSWORD, Reader};
use tempfile::TempDir;

const NEW_PASSWORD: &str = "eleven brass owls forgive the rain";
/// Commands with what each one's help must say.
const COMMANDS: [(&str, &[&str]); 6] = [
    ("serve", &["--listen", "UNSAID_LISTEN", "127.0.0.1:8080"]),
    ("setup", &["--account", "UNSAID_ACCOUNT", "--column", "standard input", "standard output"]),
    ("recover", &["--account", "recovery code", "standard input"]),
    ("backup", &["<FILE>", "must not exist yet", "running or not"]),
    ("admit", &["--account", "new browser", "on its own machine"]),
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
    let options = [
        "data",
        "listen",
        "url",
        "onion",
        "exit",
        "idle-minutes",
        "store-mib",
        "connections",
        "letters-per-hour",
        "letters-per-network",
        "proxy",
    ];
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
    let cases: [(&str, &str, &[&str]); 18] = [
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
        ("--exit", "http://weather.example", &["https://", "UNSAID_EXIT"]),
        ("--exit", "https://me@weather.example", &["https://weather.example", "UNSAID_EXIT"]),
        ("--letters-per-hour", "0", &["1", "1000000"]),
        ("--letters-per-hour", "many", &["1", "1000000"]),
        ("--letters-per-network", "0", &["1", "1000000"]),
        ("--letters-per-network", "1000001", &["1", "1000000"]),
        ("--proxy", "10.0.0.0/8", &["10.0.0.2", "UNSAID_PROXY"]),
        ("--proxy", "proxy.example", &["10.0.0.2", "UNSAID_PROXY"]),
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
    let signed_in = program.client().post("/desk/login", &form).await.expect(409);
    assert_says(&signed_in.page().text(), &["vault.db", "version 99", "use a newer program"]);
    // The site goes on without the desk.
    reader(&program).ask("Does it still take letters?").await;
}

#[tokio::test]
async fn a_link_from_the_machine_itself_marks_a_new_browser_and_opens_nothing() {
    let data = TempDir::new().unwrap();
    set_up(data.path());
    let program = Program::serve(data.path());
    let nobody = over(data.path(), &["admit", "--account", "nobody"], "");
    assert!(!nobody.status.success());
    assert_says(&nobody.stderr, &["there is no account nobody"]);

    let admitted = over(data.path(), &["admit", "--account", ACCOUNT], "");
    assert!(admitted.status.success(), "{admitted:?}");
    let path = admitted.stdout.trim().split_once("8080").unwrap().1.to_owned();
    let answer = program.client().get(&path).await.expect(303);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("unsaid-device=") && cookie.contains("HttpOnly"), "{cookie}");
    program.client().get(&format!("{}0", &path[..path.len() - 1])).await.expect(404);
}
