//! Backups, taken however the program stands, and restored by unpacking.

use std::fs::File;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use unsaid::domain::Status;

use super::common::eventually;
use super::common::program::{Program, set_up};
use super::{assert_says, over, reader, search, sign_in};

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
        assert_says(
            &refused.stderr,
            &["cannot write the backup", taken_text, "a file of this name already"],
        );
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
