//! Killed between any two steps of scheduling and releasing: the post comes out, once.
//!
//! A step ends with a commit to one of the two files, so what a kill leaves is a vault after one step and a public
//! store after another. Each such pair is put together here and opened by a new program.

use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use super::scheduling::{ADDRESS, Scene, UNTIL_DUE, is_public, schedule};
use crate::common::{TestApp, open_public};

/// A file as it lies on the disk at one moment, with its log.
struct Taken(Vec<(String, Vec<u8>)>);

fn take(folder: &Path, file: &str) -> Taken {
    let names = [file.to_owned(), format!("{file}-wal")];
    let there = names.into_iter().filter(|name| folder.join(name).exists());
    Taken(there.map(|name| (name.clone(), std::fs::read(folder.join(&name)).unwrap())).collect())
}

/// Keeps everyone from writing to the public store until it is dropped.
fn shut(folder: &Path) -> Connection {
    let store = open_public(folder);
    store.execute_batch("begin immediate").unwrap();
    store
}

/// The files between the steps, in the order of the commits: vaults and public stores.
struct Steps {
    receipt: String,
    id: String,
    decided: Taken,
    carried_out: Taken,
    learned: Taken,
    none: Taken,
    released: Taken,
    shown: Taken,
    told: Taken,
}

async fn steps() -> Steps {
    let scene = Scene::set("print").await;
    let folder = scene.app.folder().to_owned();
    let none = take(&folder, "public.db");
    let store = shut(&folder);
    schedule(&scene.desk, &scene.path, "2026-11-23", "7:00").await.expect(303);
    let decided = take(&folder, "vault.db");
    drop(store);
    scene.app.settle().await;
    let (carried_out, released) = (take(&folder, "vault.db"), take(&folder, "public.db"));
    scene.desk.lock().await;
    scene.app.pass(UNTIL_DUE);
    scene.app.tick().await;
    let shown = take(&folder, "public.db");
    let store = shut(&folder);
    let desk = crate::common::Desk::sign_in(
        scene.app.client(),
        crate::common::ACCOUNT,
        crate::common::PASSWORD,
    )
    .await;
    // What is learned waits in the outbox, since the public store is shut.
    assert!(scene.app.service.settle(scene.app.now()).await.is_err());
    let learned = take(&folder, "vault.db");
    drop(store);
    desk.lock().await;
    let told = take(&folder, "public.db");
    Steps {
        receipt: scene.receipt,
        id: scene.id,
        decided,
        carried_out,
        learned,
        none,
        released,
        shown,
        told,
    }
}

#[tokio::test]
async fn a_kill_between_any_two_steps_loses_no_post_and_shows_none_twice() {
    let steps = steps().await;
    let pairs = [
        ("decided", &steps.decided, &steps.none),
        ("applied", &steps.decided, &steps.released),
        ("carried out", &steps.carried_out, &steps.released),
        ("shown before it was known to be applied", &steps.decided, &steps.shown),
        ("shown", &steps.carried_out, &steps.shown),
        ("learned", &steps.learned, &steps.shown),
        ("told", &steps.learned, &steps.told),
    ];
    for (after, vault, public) in pairs {
        let folder = TempDir::new().unwrap();
        for (name, bytes) in vault.0.iter().chain(&public.0) {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let app = TestApp::spawn_in(folder).await;
        app.pass(UNTIL_DUE);
        app.tick().await;
        // What never left the vault needs somebody to open it; all else is out by now.
        assert_eq!(is_public(&app).await, after != "decided", "{after}");
        let desk = app.sign_in().await;
        app.tick().await;
        app.tick().await;
        assert!(is_public(&app).await, "{after}");
        assert_eq!(desk.question(&steps.id).await.status, "published", "{after}");
        let told = app.reader().status(&steps.receipt).await;
        assert_eq!((told.state, told.link.as_str()), ("published", ADDRESS), "{after}");
        assert_eq!(outbox(&app).await, 0, "{after}");
    }
}

async fn outbox(app: &TestApp) -> i64 {
    let vault = crate::common::open_vault(app.folder());
    vault.query_row("select count(*) from outbox", [], |row| row.get(0)).unwrap()
}
