//! Whatever happens to a set-up, the vault of a living column stays where it is.

use std::collections::BTreeSet;
use std::path::Path;

use tempfile::TempDir;
use unsaid::domain::{AccountName, Name, Status};
use unsaid::seal::{KdfParams, Keyring};
use unsaid::service::{Error, Folder, NewColumn, Options, Service};
use unsaid::vault;

use super::planted::first_lines;
use crate::common::program::run;
use crate::common::{ACCOUNT, PASSWORD, TestApp, Wanted, open_public};

#[tokio::test]
async fn a_second_set_up_of_a_living_column_touches_nothing() {
    let app = with_a_letter().await;
    let before = Before::of(app.folder());
    assert!(matches!(app.service.set_up(another(), app.now()).await, Err(Error::Forbidden)));
    before.assert_kept(app.folder());

    // Even where the column is past knowing.
    let kept = "create table kept as select * from column_key; delete from column_key";
    open_public(app.folder()).execute_batch(kept).unwrap();
    assert!(app.service.set_up(another(), app.now()).await.is_err());
    before.assert_kept(app.folder());
    let folder = app.stop().await;
    let options = Options {
        store_mib: 64,
        idle_seconds: 60,
        kdf: KdfParams { m_kib: 8 * 1_024, t: 1, p: 1 },
    };
    let opened = Service::open(Folder::take(folder.path()).unwrap(), options).await;
    assert!(opened.is_err(), "it does not begin as if there were no column");
    let path = folder.path().to_str().unwrap();
    let arguments = ["setup", "--data", path, "--account", ACCOUNT, "--columnist", "Rosa"];
    let refused = run(&arguments, &format!("{PASSWORD}\n"));
    assert!(!refused.status.success() && refused.stdout.is_empty(), "{refused:?}");
    before.assert_kept(folder.path());

    let back = "insert into column_key select * from kept; drop table kept";
    open_public(folder.path()).execute_batch(back).unwrap();
    still_opens(folder).await;
}

#[tokio::test]
async fn an_unfinished_vault_of_nobody_does_not_take_the_place_of_the_living_one() {
    let app = with_a_letter().await;
    let before = Before::of(app.folder());
    vault::create(app.folder(), Keyring::generate().vault_keys.last().unwrap()).unwrap();
    let desk = app.sign_in().await;
    assert_eq!(desk.queue(Status::Kept).await.len(), 1);
    desk.lock().await;
    let folder = app.stop().await;
    let mut names = before.names;
    names.insert("vault.db.new".to_owned());
    assert_eq!(Before::of(folder.path()).names, names, "none was set aside");
}

#[tokio::test]
async fn a_vault_that_a_killed_set_up_left_behind_is_taken_by_the_key_that_opens_it() {
    let folder = with_a_letter().await.stop().await;
    let [vault, new] = ["vault.db", "vault.db.new"].map(|name| folder.path().join(name));
    std::fs::rename(&vault, &new).unwrap();
    // Something else lies in its place, as after half a restored backup.
    std::fs::write(&vault, "somebody else's").unwrap();
    still_opens(folder).await;
}

#[tokio::test]
async fn a_set_up_form_sent_twice_at_once_gives_both_the_one_recovery_code() {
    let app = TestApp::spawn_with(Wanted { without_column: true, ..Wanted::default() }).await;
    let (one, two) = (app.client(), app.client());
    let fields = [
        ("column", "Ask Rosa"),
        ("columnist", "Rosa"),
        ("account", ACCOUNT),
        ("password", PASSWORD),
    ];
    let (one, two) =
        tokio::join!(one.post(&app.setup_path, &fields), two.post(&app.setup_path, &fields));
    let codes = [one, two].map(|answer| {
        answer.expect(200).page().id("recovery-code").expect("the code is shown").text()
    });
    assert_eq!(codes[0], codes[1]);
}

/// The vault as it was, and what lay beside it.
struct Before {
    vault: Vec<u8>,
    names: BTreeSet<String>,
}

impl Before {
    fn of(folder: &Path) -> Self {
        let names = std::fs::read_dir(folder).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        // The public store is open; its log comes and goes.
        let names = names.filter(|name| !name.starts_with("public.db"));
        Self { vault: std::fs::read(folder.join("vault.db")).unwrap(), names: names.collect() }
    }

    #[track_caller]
    fn assert_kept(&self, folder: &Path) {
        let now = Self::of(folder);
        assert_eq!(now.names, self.names);
        assert!(now.vault == self.vault, "the vault was written");
    }
}

/// A column with one letter that is kept, and a locked desk.
async fn with_a_letter() -> TestApp {
    let app = TestApp::spawn().await;
    app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    desk.set_status(&id, Status::Kept).await.expect(303);
    desk.lock().await;
    app
}

/// Somebody signs in and finds the letter; what is asked now comes too.
async fn still_opens(folder: TempDir) {
    let app = TestApp::spawn_in(folder).await;
    app.reader().ask("Another").await;
    let desk = app.sign_in().await;
    assert_eq!(desk.queue(Status::Kept).await.len(), 1);
    assert_eq!(first_lines(&desk).await, ["Another"]);
}

fn another() -> NewColumn {
    NewColumn {
        column: Name::parse("Ask Rosa").unwrap(),
        columnist: Name::parse("Rosa").unwrap(),
        account: AccountName::parse(ACCOUNT).unwrap(),
        password: PASSWORD.to_owned().into(),
    }
}
