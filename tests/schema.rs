//! The schema of both files, on real files: complete, strict, versioned, and true to its own rules.

// Tests fail by panicking; what clippy.toml exempts misses helper functions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "common/mod.rs"]
mod common;

use std::path::Path;

use rusqlite::Connection;
use unsaid::domain::VaultKey;
use unsaid::service::{Folder, KdfParams, Options, Service};
use unsaid::{public, sqlite, vault};

use common::{Desk, TestApp, open_public, open_vault};

#[test]
fn both_parts_run_on_an_empty_file() {
    for (file, tables) in [(public::FILE, 12), (vault::FILE, 14)] {
        let (sql, version) = sqlite::schema(file);
        assert!(version >= 1, "{file}");
        let store = Connection::open_in_memory().unwrap();
        store.execute_batch(sql).unwrap();
        assert!(names(&store, "table").len() >= tables, "{file}: {:?}", names(&store, "table"));
    }
}

#[test]
fn every_table_is_strict_and_every_reference_is_indexed() {
    for file in [public::FILE, vault::FILE] {
        let store = part(file);
        let mut stmt = store
            .prepare("select name from pragma_table_list where type = 'table' and not strict and name <> 'sqlite_schema' and name <> 'sqlite_temp_schema'")
            .unwrap();
        let loose: Vec<String> =
            stmt.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        // What SQLite itself keeps of `autoincrement` is none of ours.
        let loose: Vec<_> = loose.into_iter().filter(|name| name != "sqlite_sequence").collect();
        assert_eq!(loose, Vec::<String>::new(), "{file}");
        for table in names(&store, "table") {
            for column in referring(&store, &table) {
                assert!(
                    leads_an_index(&store, &table, &column),
                    "{file}: {table}.{column} has no index"
                );
            }
        }
    }
}

#[test]
fn whether_a_post_has_room_for_a_response_is_counted_among_its_own() {
    let store = part(vault::FILE);
    let plan: String = store
        .query_row(
            "explain query plan
             select count(*) from comment where post = 1 and state = 'approved'",
            [],
            |row| row.get("detail"),
        )
        .unwrap();
    assert!(plan.contains("post=?"), "{plan}");
}

#[test]
fn a_new_file_bears_its_version_and_is_only_its_owners() {
    let folder = tempfile::tempdir().unwrap();
    drop(public::open(folder.path(), public::Limits { store_mib: 64 }).unwrap());
    let key = VaultKey::new([7; 32]);
    new_vault(folder.path(), &key);
    let version = |store: &Connection| {
        store.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!(version(&open_public(folder.path())), sqlite::schema(public::FILE).1);
    assert_eq!(version(&keyed(folder.path(), &key)), sqlite::schema(vault::FILE).1);
    for file in [public::FILE, vault::FILE] {
        use std::os::unix::fs::PermissionsExt;
        let mode = folder.path().join(file).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[tokio::test]
async fn a_file_of_a_newer_program_is_refused_in_words_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let limits = public::Limits { store_mib: 64 };
    drop(public::open(folder.path(), limits).unwrap());
    open_public(folder.path()).pragma_update(None, "user_version", 99).unwrap();
    let refused = public::open(folder.path(), limits).err().unwrap().to_string();
    assert!(
        refused.contains("public.db")
            && refused.contains("99")
            && refused.contains("newer program"),
        "{refused}"
    );

    let options = Options { store_mib: 64, idle_seconds: 60, kdf: KdfParams::DEFAULT };
    let refused = Service::open(Folder::take(folder.path()).unwrap(), options).await.err().unwrap();
    assert!(format!("{refused:#}").contains("newer program"), "{refused:#}");

    let key = VaultKey::new([7; 32]);
    new_vault(folder.path(), &key);
    keyed(folder.path(), &key).pragma_update(None, "user_version", 99).unwrap();
    let refused = vault::open(folder.path(), &key).err().unwrap().to_string();
    assert!(refused.contains("vault.db") && refused.contains("newer program"), "{refused}");
    let version: i64 = keyed(folder.path(), &key)
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 99);
}

#[test]
fn a_vault_under_another_key_or_none_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let missing = vault::open(folder.path(), &VaultKey::new([7; 32])).err().unwrap().to_string();
    assert!(missing.contains("vault.db"), "{missing}");
    assert!(
        !folder.path().join(vault::FILE).exists(),
        "a vault that is gone is not silently begun again"
    );
    new_vault(folder.path(), &VaultKey::new([7; 32]));
    let refused = vault::open(folder.path(), &VaultKey::new([8; 32])).err().unwrap().to_string();
    assert!(refused.contains("vault.db cannot be opened with this key"), "{refused}");
    let plain = Connection::open(folder.path().join(vault::FILE)).unwrap();
    assert!(
        plain
            .query_row("select count(*) from sqlite_master", [], |row| row.get::<_, i64>(0))
            .is_err()
    );
    let begins = std::fs::read(folder.path().join(vault::FILE)).unwrap();
    assert!(!begins.starts_with(b"SQLite format 3"), "the file is not plain");
    drop(vault::open(folder.path(), &VaultKey::new([7; 32])).unwrap());
}

#[test]
fn what_was_asked_in_private_is_never_published_whoever_writes_the_sql() {
    let store = part(vault::FILE);
    for status in ["published", "scheduled"] {
        assert!(refuses(&store, &question("private", status)), "{status}");
    }
    store.execute_batch(&question("private", "drafting")).unwrap();
    assert!(refuses(&store, "update question set status = 'published'"));
    assert!(refuses(&store, "update question set status = 'scheduled'"));
    store
        .execute_batch(
            "update question set consent = 'print'; update question set status = 'published'",
        )
        .unwrap();
    assert!(refuses(&store, "update question set consent = 'private'"));
}

#[test]
fn a_question_is_never_half_of_one() {
    let store = part(vault::FILE);
    for (column, value) in [
        ("status", "'nonsense'"),
        ("consent", "'all'"),
        ("original", "''"),
        ("original", "null"),
        ("envelope", "x'00'"),
        ("mailbox", "zeroblob(32)"),
        ("auth", "zeroblob(32)"),
        ("reader", "zeroblob(32)"),
        ("id", "'text'"),
        ("original", "printf('%.*c', 10001, 'x')"),
    ] {
        store
            .execute_batch(&format!("delete from question; {}", question("print", "new")))
            .unwrap();
        assert!(
            refuses(&store, &format!("update question set {column} = {value}")),
            "{column} = {value}"
        );
    }
    let asker =
        "update question set mailbox = zeroblob(32), auth = zeroblob(32), reader = zeroblob(32)";
    store.execute_batch(asker).unwrap();
}

#[test]
fn the_tally_counts_what_is_there() {
    let store = part(vault::FILE);
    let tally = |status: &str| {
        store
            .query_row("select questions from tally where status = ?", [status], |row| {
                row.get::<_, i64>(0)
            })
            .unwrap()
    };
    store.execute_batch(&question("print", "new")).unwrap();
    store.execute_batch(&question("proof", "new")).unwrap();
    assert_eq!((tally("new"), tally("kept")), (2, 0));
    store.execute_batch("update question set status = 'kept' where consent = 'proof'").unwrap();
    assert_eq!((tally("new"), tally("kept")), (1, 1));
    store.execute_batch("delete from question").unwrap();
    assert_eq!((tally("new"), tally("kept")), (0, 0));
}

#[test]
fn the_search_forgets_what_is_deleted() {
    let store = part(vault::FILE);
    store.execute_batch(&question("print", "new")).unwrap();
    let found = |word: &str| {
        let sql = "select count(*) from question_search where question_search match ?";
        store.query_row(sql, [word], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert_eq!((found("deja"), found("vu")), (1, 1));
    store.execute_batch("update question set original = 'something else'").unwrap();
    assert_eq!((found("vu"), found("something")), (0, 1));
    store.execute_batch("delete from question").unwrap();
    assert_eq!(found("something"), 0);
    // No trace of the words is left in the index's own pages.
    let left: i64 = store
        .query_row(
            "select count(*) from question_search_data where instr(block, 'omethin') > 0",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn the_public_store_takes_nothing_that_is_not_sealed_to_size() {
    let store = part(public::FILE);
    let envelope = |id: usize, sealed: usize| {
        format!(
            "insert into envelope values (1, zeroblob({id}), 1, 0, zeroblob({sealed})); delete from envelope"
        )
    };
    store.execute_batch(&envelope(16, 1_081)).unwrap();
    for (id, sealed) in [(15, 1_081), (17, 1_081), (16, 1_080), (16, 65_594), (16, 0)] {
        assert!(refuses(&store, &envelope(id, sealed)), "{id} {sealed}");
    }
    assert!(refuses(&store, "insert into envelope values (1, zeroblob(16), 1, 2, zeroblob(1081))"));
    assert!(refuses(
        &store,
        "insert into envelope values (1, zeroblob(16), 'today', 0, zeroblob(1081))"
    ));
}

#[test]
fn a_tag_is_there_as_long_as_a_post_has_it() {
    let store = part(public::FILE);
    let post = |key: u32| {
        format!(
            "insert into post (key, id, slug, title, printed, answer, answer_html, published)
             values ({key}, randomblob(16), 'slug-{key}', 'Title', '', 'a', 'a', 1);
             insert into tag (slug, name) values ('trust', 'Trust') on conflict do nothing;
             insert into post_tag (tag, published, post) values ('trust', 1, {key})"
        )
    };
    store.execute_batch("pragma foreign_keys = on").unwrap();
    store.execute_batch(&post(1)).unwrap();
    store.execute_batch(&post(2)).unwrap();
    let posts = || store.query_row("select posts from tag", [], |row| row.get::<_, i64>(0));
    assert_eq!(posts().unwrap(), 2);
    store.execute_batch("delete from post where key = 1").unwrap();
    assert_eq!(posts().unwrap(), 1);
    store.execute_batch("delete from post").unwrap();
    assert_eq!(posts(), Err(rusqlite::Error::QueryReturnedNoRows));
}

#[tokio::test]
async fn a_course_of_letters_leaves_both_files_whole() {
    let app = TestApp::spawn().await;
    for letter in ["One", "Two", "Three"] {
        app.reader().ask(letter).await;
    }
    let desk: Desk = app.sign_in().await;
    desk.publish_question(&desk.find("One").await, "A title", "An answer").await;
    desk.reply(&desk.find("Two").await, "Words").await.expect(303);
    let folder = app.stop().await;
    for store in [open_public(folder.path()), open_vault(folder.path())] {
        let whole: String =
            store.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(whole, "ok");
        let loose = store
            .prepare("pragma foreign_key_check")
            .unwrap()
            .query([])
            .unwrap()
            .next()
            .unwrap()
            .is_some();
        assert!(!loose, "a row refers to none");
    }
    let vault = open_vault(folder.path());
    vault
        .execute(
            "insert into question_search (question_search, rank) values ('integrity-check', 1)",
            [],
        )
        .unwrap();
    let left: i64 = vault.query_row("select count(*) from outbox", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0, "the outbox was settled");
}

/// A vault as the setup makes it.
fn new_vault(folder: &Path, key: &VaultKey) {
    vault::create(folder, key).unwrap();
    vault::adopt(folder).unwrap();
}

/// One part of the schema, on an empty store.
fn part(file: &str) -> Connection {
    let store = Connection::open_in_memory().unwrap();
    store.execute_batch(sqlite::schema(file).0).unwrap();
    store
}

fn question(consent: &str, status: &str) -> String {
    format!(
        "insert into question (id, envelope, original, first_line, consent, status)
         values (abs(random()), randomblob(16), 'Déjà vu', 'Déjà vu', '{consent}', '{status}')"
    )
}

/// Whether a constraint or a type refuses this, as nothing else would.
fn refuses(store: &Connection, sql: &str) -> bool {
    match store.execute_batch(sql) {
        Ok(()) => false,
        Err(error) => {
            use rusqlite::ErrorCode::{ConstraintViolation, TypeMismatch};
            let code = error.sqlite_error_code();
            assert!(matches!(code, Some(ConstraintViolation | TypeMismatch)), "{error}");
            true
        }
    }
}

fn names(store: &Connection, kind: &str) -> Vec<String> {
    let mut stmt =
        store.prepare("select name from sqlite_schema where type = ? order by name").unwrap();
    stmt.query_map([kind], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Columns of a table that refer to another one.
fn referring(store: &Connection, table: &str) -> Vec<String> {
    let mut stmt = store.prepare("select \"from\" from pragma_foreign_key_list(?)").unwrap();
    stmt.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Whether a column stands first in an index or in the primary key, so that a deletion need not look at all rows.
fn leads_an_index(store: &Connection, table: &str, column: &str) -> bool {
    let sql = "select exists (
                   select 1 from pragma_index_list(?1) as list, pragma_index_info(list.name) as info
                   where info.seqno = 0 and info.name = ?2)
                 or exists (select 1 from pragma_table_info(?1) where name = ?2 and pk = 1)";
    store.query_row(sql, [table, column], |row| row.get(0)).unwrap()
}

fn keyed(folder: &Path, key: &VaultKey) -> Connection {
    let store = Connection::open(folder.join(vault::FILE)).unwrap();
    store.pragma_update(None, "key", key.pragma_text().as_str()).unwrap();
    store
}
