//! Forensics: what lies in the files of the folder, and in what the program prints, after a full course of
//! letters whose every text is marked. Looked for in UTF-8, UTF-16, hexadecimal digits and base64.

// Tests fail by panicking; what clippy.toml exempts misses helper functions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "forensics/answering_back.rs"]
mod answering_back;
#[path = "forensics/coming_back.rs"]
mod coming_back;
mod common;
#[path = "forensics/course.rs"]
mod course;
#[path = "forensics/desk.rs"]
mod desk;
#[path = "forensics/keys.rs"]
mod keys;
#[path = "forensics/marks.rs"]
mod marks;
#[path = "crash/people.rs"]
mod people;
#[path = "crash/receipts.rs"]
mod receipts;
#[path = "crash/responding.rs"]
mod responding;
#[path = "forensics/responses.rs"]
mod responses;
#[path = "forensics/search.rs"]
mod search;
#[path = "forensics/steps.rs"]
mod steps;
#[path = "forensics/writing.rs"]
mod writing;
#[path = "forensics/written.rs"]
mod written;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use common::pages::vault_pages_by;
use common::program::Program;
use common::{ACCOUNT, PASSWORD};
use course::{Course, Pace};
use marks::Marks;
use people::{Columnist, Reader, between};
use search::{Needles, base64, encodings, files_below, utf16};
use tempfile::TempDir;
use unsaid::domain::VaultKey;

/// No secret mark lies in any file of these folders, nor in what was printed.
#[track_caller]
fn assert_clean(marks: &Marks, folders: [&TempDir; 2], printed: &str) {
    let found: Vec<String> =
        folders.iter().flat_map(|folder| marks.secret.found_below(folder.path())).collect();
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(marks.secret.found_in(printed.as_bytes()), Vec::<&str>::new(), "{printed}");
    assert_eq!(files_below(folders[1].path()), Vec::<std::path::PathBuf>::new(), "temporary files");
}

/// Nothing of what was never to be stored or was taken back is in the vault's pages as they lie there, decrypted.
#[track_caller]
fn assert_absent(marks: &Marks, key: &VaultKey, data: &TempDir) {
    let pages = vault_pages_by(key, data.path());
    assert_eq!(marks.absent.found_in(&pages), Vec::<&str>::new());
    for mark in &marks.in_vault {
        let mut needle = Needles::default();
        needle.bytes("mark", mark.as_bytes());
        assert!(!needle.found_in(&pages).is_empty(), "the search finds what stayed: {mark}");
    }
}

/// Every file of the data folder is its owner's alone.
#[track_caller]
fn assert_private(data: &Path) {
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(data), 0o700, "{}", data.display());
    let files = files_below(data);
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_full_course_is_left_on_disk_or_in_the_log_behind_a_locked_desk() {
    let mut course = Course::run(Pace::Patient).await;
    course.columnist.lock().await;
    let reader = Reader::new(&course.serving.base);
    answering_back::to_a_locked_desk(&reader, &mut course.marks).await;
    assert_private(course.data.path());
    assert_clean(&course.marks, [&course.data, &course.elsewhere], &course.serving.written());
    assert_absent(&course.marks, &course.key, &course.data);
    // What was published is there, so the search reads what the program wrote.
    for mark in &course.marks.public {
        let mut needle = Needles::default();
        needle.text("published", mark);
        assert!(!needle.found_below(course.data.path()).is_empty(), "{mark} is nowhere");
    }
    assert_key_is_nowhere(course).await;
}

/// The vault's key opens it, and lies in no file.
async fn assert_key_is_nowhere(mut course: Course) {
    let copy = keys::copy_of(course.data.path());
    let key = keys::vault_key(copy.path(), ACCOUNT, PASSWORD).await;
    let out = TempDir::new().unwrap();
    let plain = std::fs::read(keys::decrypt(copy.path(), &key, out.path())).unwrap();
    for mark in &course.marks.in_vault {
        let mut needle = Needles::default();
        needle.text("mark", mark);
        assert_ne!(
            needle.found_in(&plain),
            Vec::<&str>::new(),
            "{mark} is not in the decrypted vault"
        );
    }
    assert_eq!(course.marks.absent.found_in(&plain), Vec::<&str>::new());
    let mut secret = Needles::default();
    secret.bytes("the vault's key", key.as_bytes());
    secret.text("the vault's key", key.pragma_text().as_str());
    course.marks.secret = secret;
    assert_clean(&course.marks, [&course.data, &course.elsewhere], &course.serving.written());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_full_course_is_left_when_the_program_is_told_to_end_with_the_desk_open() {
    let course = Course::run(Pace::Brisk).await;
    assert_private(course.data.path());
    let ended = course.serving.terminate();
    assert!(ended.status.success(), "{ended:?}");
    assert_private(course.data.path());
    let printed = format!("{}{}", ended.stdout, ended.stderr);
    assert_clean(&course.marks, [&course.data, &course.elsewhere], &printed);
    assert_absent(&course.marks, &course.key, &course.data);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_full_course_is_left_when_the_program_is_killed_with_the_desk_open() {
    let course = Course::run(Pace::Brisk).await;
    let printed = course.serving.kill();
    assert_clean(&course.marks, [&course.data, &course.elsewhere], &printed);
    assert_absent(&course.marks, &course.key, &course.data);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_letters_that_wait_sealed_is_left_when_the_program_is_killed() {
    let waiting = Course::sent(Pace::Patient).await;
    assert_private(waiting.data.path());
    let printed = waiting.serving.kill();
    assert_clean(&waiting.marks, [&waiting.data, &waiting.elsewhere], &printed);
    let pages = vault_pages_by(&waiting.key, waiting.data.path());
    assert_eq!(waiting.marks.secret.found_in(&pages), Vec::<&str>::new(), "nobody has signed in");
    // They were there to be found: the columnist can read every one of them, but for what was taken back.
    let serving = course::serve(waiting.data.path(), waiting.elsewhere.path());
    let columnist = Columnist::sign_in(&serving.base, ACCOUNT, PASSWORD).await;
    course::all_in(&columnist, waiting.letters.len() + 1).await;
    for letter in &waiting.letters {
        columnist.find(&letter.found_by).await;
    }
    let last = columnist.find(&waiting.letters.last().unwrap().found_by).await;
    course::shows(&columnist, &last, &waiting.follow_up).await;
    columnist.lock().await;
    assert_absent(&waiting.marks, &waiting.key, &waiting.data);
    assert_clean(&waiting.marks, [&waiting.data, &waiting.elsewhere], &serving.written());
}

#[test]
fn the_search_finds_a_mark_in_a_plain_file_however_it_is_written() {
    // Its hexadecimal digits differ in upper case.
    const MARK: &str = "qlmno123456789abcdef";
    let mut needles = Needles::default();
    needles.text("mark", MARK);
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("plain");
    let mut ways: Vec<Vec<u8>> = utf16(MARK).into_iter().map(|(_, bytes)| bytes).collect();
    ways.extend(encodings(MARK.as_bytes()).into_iter().take(3).map(|(_, bytes)| bytes));
    // Base64 of a longer text, the mark at each of the three places that it can have.
    ways.extend(
        (0..3).map(|before| base64(format!("{}{MARK} and on", "x".repeat(before + 6)).as_bytes())),
    );
    for way in ways {
        std::fs::write(&file, [&[0xff; 4093][..], &way, b"tail"].concat()).unwrap();
        assert_eq!(
            needles.found_below(folder.path()).len(),
            1,
            "{}",
            String::from_utf8_lossy(&way)
        );
    }
    std::fs::write(&file, &MARK.as_bytes()[1..]).unwrap();
    assert_eq!(needles.found_below(folder.path()), Vec::<String>::new());
}

#[test]
fn the_search_finds_a_receipt_with_spaces_and_with_hyphens() {
    let mut needles = Needles::default();
    needles.receipt("abacus abdomen zoom abacus unzip cope gulf");
    for written in
        ["abacus abdomen zoom abacus unzip cope gulf", "abacus-abdomen-zoom-abacus-unzip-cope-gulf"]
    {
        assert_eq!(needles.found_in(format!("code={written}&").as_bytes()).len(), 1, "{written}");
    }
    assert_eq!(needles.found_in(b"abacus abdomen zoom abacus unzip gulf cope"), Vec::<&str>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_files_are_private_from_the_first_start_on() {
    let data = TempDir::new().unwrap();
    let serving = Program::serve(&data.path().join("new"));
    let path = serving.setup_path();
    let reader = Reader::new(&serving.base);
    let form = reader.get(&path).await.unwrap().body;
    assert!(between(&form, "<form method=\"post\"", "</form>").is_some(), "{form}");
    let columnist = Columnist::stranger(&serving.base);
    let fields = [
        ("column", "Ask the SEXpert"),
        ("columnist", "Mara"),
        ("account", ACCOUNT),
        ("password", PASSWORD),
    ];
    let answer = columnist.post(&path, &fields).await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    reader.ask("Is anybody there?", "print").await;
    // The logs of both stores are there by now.
    assert_private(&data.path().join("new"));
}
