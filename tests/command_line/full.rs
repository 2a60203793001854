//! No more room: in the store, on a disk that letters have filled, and on one that something else has.

use std::process::Command;

use tempfile::TempDir;

use super::common::html::Form;
use super::common::program::{Program, set_up};
use super::common::{self, OPEN, Reader, eventually};
use super::{assert_says, reader, sign_in};

/// Forms that are opened at once, since each has to lie open for a moment before it is sent.
const FORMS: usize = 40;

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

/// Fresh forms that have lain open long enough to be sent.
async fn open_forms(reader: &Reader) -> Vec<Form> {
    let mut forms = Vec::new();
    for _ in 0..FORMS {
        forms.push(reader.get("/ask").await.expect(200).page().form("/ask"));
    }
    tokio::time::sleep(OPEN).await;
    forms
}

/// Asks until there is no room; gives the receipts of the letters that were taken.
async fn fill_up(reader: &Reader) -> Vec<String> {
    let (mut taken, mut forms) = (Vec::new(), Vec::new());
    loop {
        if forms.is_empty() {
            forms = open_forms(reader).await;
        }
        let form = forms.remove(0);
        let (text, first_line) = large_letter(taken.len());
        let words = form.value("receipt").to_owned();
        let token = form.value("form");
        let fields = [
            ("question", text.as_str()),
            ("consent", "proof"),
            ("receipt", &words),
            ("form", token),
        ];
        let answer = reader.post("/ask", &fields).await;
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
    assert!(taken.len() > 100, "{} letters", taken.len());
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
    assert!(taken.len() > 80, "{} letters", taken.len());
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
