//! Letters cross the wall: all of them, once, whatever else lies among them.

use rusqlite::{Connection, named_params};
use unsaid::domain::{
    Consent, EnvelopeId, Letter, Mailbox, MailboxState, QuestionText, Receipt, Status, Submission,
};
use unsaid::seal::{self, ReceiptKeys};
use unsaid::service::Sealing;
use unsaid::texts::en::desk::queue;

use crate::common::{TestApp, open_public, open_vault};

/// The smallest and the largest size that the table takes.
const SIZES: [usize; 2] = [1_081, 65_593];
/// Envelopes that the pile of spoilt ones holds.
const SPOILT_MAX: u64 = 500;

/// Seconds between two vacuums of the public store.
const TIDY_SECONDS: i64 = 600;

/// One row of the public store, as it can be copied out and put back.
struct Row {
    key: i64,
    id: [u8; 16],
    day: u32,
    sealed: Vec<u8>,
}

#[tokio::test]
async fn garbage_among_the_letters_is_counted_and_keeps_none_of_them_back() {
    let app = TestApp::spawn().await;
    app.reader().ask("Before").await;
    for (n, size) in SIZES.into_iter().enumerate() {
        put(&app, &row(n, vec![u8::try_from(n).unwrap(); size]));
    }
    app.reader().ask("After").await;
    let desk = app.sign_in().await;
    assert_eq!(desk.queue(Status::New).await.len(), 2);
    assert_eq!(desk.get("/desk").await.page().class("notice").unwrap().text(), queue::spoilt(2));
    assert_eq!(waiting(&app), 0);
}

#[tokio::test]
async fn a_letter_that_was_tampered_with_is_set_aside_as_it_was() {
    let app = TestApp::spawn().await;
    for letter in ["One", "Two", "Three", "Four"] {
        app.reader().ask(letter).await;
    }
    let mut rows = rows(&app);
    let last = rows[0].sealed.len() - 1;
    rows[0].sealed[last] ^= 1;
    rows[1].sealed[0] = 9;
    let (one, other) = (rows[2].sealed.clone(), rows[3].sealed.clone());
    (rows[2].sealed, rows[3].sealed) = (other, one);
    for row in &rows {
        put(&app, row);
    }
    app.reader().ask("Whole").await;
    let desk = app.sign_in().await;
    let queue = desk.queue(Status::New).await;
    assert_eq!(queue.iter().map(|row| row.first_line.as_str()).collect::<Vec<_>>(), ["Whole"]);
    assert_eq!(desk.get("/desk").await.page().class("notice").unwrap().text(), queue::spoilt(4));
    desk.lock().await;
    let vault = open_vault(app.folder());
    for row in &rows {
        let kept: Vec<u8> = vault
            .query_row("select sealed from spoilt where envelope = ?", [row.id], |row| row.get(0))
            .unwrap();
        assert_eq!(kept, row.sealed, "nothing is dropped");
    }
}

#[tokio::test]
async fn a_row_whose_key_is_not_its_ids_does_not_hold_the_mover_up() {
    let app = TestApp::spawn().await;
    app.reader().ask("Moved to another row").await;
    let mut moved = rows(&app).remove(0);
    open_public(app.folder()).execute("delete from envelope", []).unwrap();
    moved.key ^= 1;
    put(&app, &moved);
    for n in 0..250 {
        put(&app, &Row { id: [9; 16], ..row(n, vec![7; SIZES[0]]) });
    }
    app.reader().ask("Whole").await;
    let desk = app.sign_in().await;
    let queue = desk.queue(Status::New).await;
    assert_eq!(queue.iter().map(|row| row.first_line.as_str()).collect::<Vec<_>>(), ["Whole"]);
    assert_eq!(desk.get("/desk").await.page().class("notice").unwrap().text(), queue::spoilt(251));
    assert_eq!(waiting(&app), 0);
}

#[tokio::test]
async fn the_pile_of_spoilt_letters_is_bounded_and_goes_on_counting() {
    let app = TestApp::spawn().await;
    for n in 0..usize::try_from(SPOILT_MAX).unwrap() + 20 {
        put(&app, &row(n, vec![7; SIZES[0]]));
    }
    app.reader().ask("Whole").await;
    let desk = app.sign_in().await;
    assert_eq!(desk.queue(Status::New).await.len(), 1);
    assert_eq!(
        desk.get("/desk").await.page().class("notice").unwrap().text(),
        queue::spoilt(SPOILT_MAX + 20)
    );
    desk.lock().await;
    let held = open_vault(app.folder())
        .query_row("select count(*) from spoilt", [], |row| row.get::<_, u64>(0));
    assert_eq!(held.unwrap(), SPOILT_MAX);
}

#[tokio::test]
async fn an_envelope_that_comes_back_after_the_move_is_not_moved_again() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    put(&app, &row(1, vec![7; SIZES[0]]));
    let copies = rows(&app);
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    desk.set_status(&id, Status::Kept).await.expect(303);
    for _ in 0..2 {
        // As if the program had ended after the vault's commit and before the removal.
        for row in &copies {
            put(&app, row);
        }
        app.settle().await;
        assert_eq!(waiting(&app), 0);
        assert_eq!(desk.rows("/desk").await.len(), 1);
        assert_eq!(desk.question(&id).await.history.len(), 2);
        assert_eq!(
            desk.get("/desk").await.page().class("notice").unwrap().text(),
            queue::spoilt(1)
        );
    }
    assert_eq!(app.reader().status(&receipt).await.state, "read");
}

#[tokio::test]
async fn a_letter_whose_tombstone_stands_is_not_moved_in() {
    let app = TestApp::spawn().await;
    app.reader().ask("Destroyed").await;
    app.reader().ask("Alive").await;
    let copies = rows(&app);
    let desk = app.sign_in().await;
    desk.lock().await;
    {
        let vault = open_vault(app.folder());
        vault.execute("insert into tombstone (envelope, day) select envelope, 1 from question where original = 'Destroyed'", []).unwrap();
        vault.execute("delete from question where original = 'Destroyed'", []).unwrap();
    }
    for row in &copies {
        put(&app, row);
    }
    let desk = app.sign_in().await;
    let queue = desk.queue(Status::New).await;
    assert_eq!(queue.iter().map(|row| row.first_line.as_str()).collect::<Vec<_>>(), ["Alive"]);
    assert_eq!(waiting(&app), 0);
}

#[tokio::test]
async fn a_letter_that_names_the_mailbox_of_another_is_set_aside() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Honest").await;
    let desk = app.sign_in().await;
    let site = app.service.site().unwrap();
    let victim = ReceiptKeys::derive(&site.salt, &Receipt::parse(&receipt).unwrap());
    let thief = ReceiptKeys::derive(&site.salt, &app.service.draw_receipt());
    // The replies to the honest letter are to be sealed to somebody else.
    let letter = Letter::Question {
        text: "Forged".to_owned(),
        consent: Consent::Print,
        mailbox: victim.lookup().mailbox(),
        auth: thief.auth().key(),
        reader: thief.reader().public(),
    };
    submit(&app, &thief, &letter).await;
    assert_eq!(desk.rows("/desk").await.len(), 1);
    assert_eq!(desk.get("/desk").await.page().class("notice").unwrap().text(), queue::spoilt(1));
    let id = desk.find("Honest").await;
    desk.reply(&id, "For you alone").await.expect(303);
    assert_eq!(app.reader().status(&receipt).await.replies, ["For you alone"]);
}

#[tokio::test]
async fn a_text_that_no_form_lets_through_is_set_aside_too() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let site = app.service.site().unwrap();
    for text in [String::new(), " \n ".to_owned(), "x".repeat(10_001)] {
        let keys = ReceiptKeys::derive(&site.salt, &app.service.draw_receipt());
        let letter = Letter::Question {
            text,
            consent: Consent::Print,
            mailbox: keys.lookup().mailbox(),
            auth: keys.auth().key(),
            reader: keys.reader().public(),
        };
        submit(&app, &keys, &letter).await;
    }
    assert!(desk.rows("/desk").await.is_empty());
    assert_eq!(desk.get("/desk").await.page().class("notice").unwrap().text(), queue::spoilt(3));
}

#[tokio::test]
async fn six_hundred_letters_are_moved_in_batches_and_the_store_is_tidied_behind_them() {
    let app = TestApp::spawn().await;
    let asking = (0..600).map(|n| {
        let service = app.service.clone();
        let today = app.now().day();
        async move {
            let question = QuestionText::parse(&format!("letter {n}")).unwrap();
            let receipt = service.draw_receipt();
            let sealing = Sealing {
                question: &question,
                consent: Consent::Print,
                receipt: &receipt,
                suspect: false,
            };
            service.ask(service.seal_question(&sealing).unwrap(), today).await.unwrap()
        }
    });
    asking.collect::<tokio::task::JoinSet<_>>().join_all().await;
    assert_eq!(waiting(&app), 600);
    let desk = app.sign_in().await;
    assert_eq!(waiting(&app), 0);
    assert!(desk.get("/desk?status=new").await.body.contains(">600<"));
    // What was deleted does not lie in the file's free pages for long.
    app.pass(TIDY_SECONDS);
    app.tick().await;
    let free: i64 = open_public(app.folder())
        .pragma_query_value(None, "freelist_count", |row| row.get(0))
        .unwrap();
    assert_eq!(free, 0);
}

/// Sends what a browser could have sealed, and moves it in.
async fn submit(app: &TestApp, keys: &ReceiptKeys, letter: &Letter) {
    let site = app.service.site().unwrap();
    let (envelope_id, id) = (keys.envelope_id(), keys.lookup().mailbox());
    let state =
        seal::seal_state(&site.id, &keys.reader().public(), &id, &MailboxState::Waiting).unwrap();
    let mailbox = Mailbox {
        id,
        auth: keys.auth().hash(),
        retry_tag: keys.retry_tag(""),
        state,
        copy: vec![],
    };
    let envelope = seal::seal_letter(&site.id, &site.key, &envelope_id, letter).unwrap();
    app.service
        .ask(Submission { suspect: false, envelope_id, envelope, mailbox }, app.now().day())
        .await
        .unwrap();
    app.settle().await;
}

/// The `n`th row of a kind that nobody sent.
fn row(n: usize, sealed: Vec<u8>) -> Row {
    let id = EnvelopeId(std::array::from_fn(|at| if at < 8 { n.to_be_bytes()[at] } else { 0 }));
    Row { key: i64::try_from(n).unwrap(), id: id.0, day: 20_000, sealed }
}

/// Puts a row into the public store, in the place of the one with its key.
fn put(app: &TestApp, row: &Row) {
    let store = open_public(app.folder());
    store.busy_timeout(crate::common::DEADLINE).unwrap();
    let sql = "insert or replace into envelope (key, id, day, suspect, sealed) values (:key, :id, :day, 0, :sealed)";
    let params =
        named_params! { ":key": row.key, ":id": row.id, ":day": row.day, ":sealed": row.sealed };
    store.execute(sql, params).unwrap();
}

fn rows(app: &TestApp) -> Vec<Row> {
    let store: Connection = open_public(app.folder());
    let mut stmt = store.prepare("select key, id, day, sealed from envelope order by key").unwrap();
    let rows = stmt.query_map([], |row| {
        Ok(Row { key: row.get(0)?, id: row.get(1)?, day: row.get(2)?, sealed: row.get(3)? })
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn waiting(app: &TestApp) -> u32 {
    open_public(app.folder())
        .query_row("select count(*) from envelope", [], |row| row.get(0))
        .unwrap()
}
