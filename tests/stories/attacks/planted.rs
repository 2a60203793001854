//! What somebody who can write the public store plants there: letters and accounts, keys and addresses.

use rusqlite::named_params;
use unsaid::domain::{
    AccountId, Asker, AuthHash, AuthKey, ColumnId, Consent, EnvelopeId, Letter, Mailbox, MailboxId,
    MailboxState, Outgoing, ReaderKey, Receipt, Status, Submission,
};
use unsaid::seal::{self, KdfParams, Keyring, ReceiptKeys};
use unsaid::texts::en::desk::queue;
pub use unsaid::texts::en::desk::queue::spoilt;

use super::try_in;
use crate::common::{DEADLINE, Desk, PASSWORD, TestApp, open_public, open_vault};

const DAY: i64 = 86_400;
const IDLE_SECONDS: i64 = 1_800;

#[tokio::test]
async fn rows_that_no_form_could_write_keep_no_letter_back_and_the_desk_locks_itself() {
    let app = TestApp::spawn().await;
    app.reader().ask("Before").await;
    let garbage = [
        // Its key is not the first half of its id.
        "-9000000000000000000, randomblob(16), 20000, 0, randomblob(1081)",
        "1, x'', 20000, 0, randomblob(1081)",
        "2, randomblob(3), 20000, 0, randomblob(1081)",
        "3, randomblob(40), 20000, 0, randomblob(1081)",
        "4, randomblob(16), 1000000, 0, randomblob(1081)",
        "5, randomblob(16), -1, 0, randomblob(1081)",
        "6, randomblob(16), 5000000000, 7, randomblob(1081)",
        "7, randomblob(16), 20000, 0, x''",
        "8, randomblob(16), 20000, 0, randomblob(100000)",
    ];
    for row in garbage {
        let sql = format!("insert into envelope (key, id, day, suspect, sealed) values ({row})");
        plant(&app, &sql);
    }
    app.reader().ask("After").await;
    let desk = app.sign_in().await;
    assert_eq!(told(&desk).await, spoilt(9));
    let mut lines = first_lines(&desk).await;
    lines.sort();
    assert_eq!(lines, ["After", "Before"]);

    app.pass(IDLE_SECONDS);
    app.tick().await;
    assert!(!app.file("vault.db-wal").exists(), "the vault is closed");
}

#[tokio::test]
async fn a_letter_that_claims_a_day_to_come_came_today() {
    let app = TestApp::spawn().await;
    app.reader().ask("From the future").await;
    plant(&app, "update envelope set day = 1000000");
    let desk = app.sign_in().await;
    let id = desk.find("From the future").await;
    assert!(!desk.question(&id).await.page.text().contains("4707"));
    app.pass(DAY);
    app.reader().ask("Of the next day").await;
    assert_eq!(first_lines(&app.sign_in().await).await, ["From the future", "Of the next day"]);
}

#[tokio::test]
async fn a_letter_that_cannot_be_answered_is_set_aside_and_blocks_neither_way() {
    let app = TestApp::spawn().await;
    app.reader().ask("Honest").await;
    let own = ReceiptKeys::derive(&app.service.site().unwrap().salt, &app.service.draw_receipt());
    let letter = Letter::Question {
        text: "Unanswerable".to_owned(),
        consent: Consent::Print,
        mailbox: own.lookup().mailbox(),
        auth: own.auth().key(),
        reader: ReaderKey([0; 32]),
    };
    send(&app, &own, &letter).await;
    let desk = app.sign_in().await;
    assert_eq!(told(&desk).await, spoilt(1));
    assert_eq!(first_lines(&desk).await, ["Honest"]);
    let id = desk.find("Honest").await;
    let address = desk.publish_question(&id, "Telling her", "Yes.").await;
    app.reader().get(&address).await.expect(200);
    app.reader().ask("Another").await;
    app.settle().await;
    assert_eq!(first_lines(&desk).await, ["Another"]);
}

#[tokio::test]
async fn a_decision_that_can_never_leave_is_counted_and_keeps_no_other() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    app.sign_in().await.lock().await;
    let nobody = Asker { mailbox: MailboxId([1; 32]), reader: ReaderKey([0; 32]) };
    let unsealable = Outgoing::State { asker: nobody, state: MailboxState::Read };
    let unsealable = serde_json::to_string(&unsealable).unwrap();
    for outgoing in [unsealable.as_str(), r#"{"kind":"of a program to come"}"#] {
        let put = "insert into outbox (outgoing) values (?)";
        open_vault(app.folder()).execute(put, [outgoing]).unwrap();
    }
    // They are shelved in the first turn; the second one finds them there.
    for reply in ["One", "Two"] {
        let desk = app.sign_in().await;
        assert_eq!(told(&desk).await, queue::shelved(2));
        desk.reply(&desk.find("Should I tell her?").await, reply).await.expect(303);
        assert_eq!(told(&desk).await, queue::shelved(2), "this one has left");
        desk.lock().await;
    }
    assert_eq!(app.reader().status(&receipt).await.replies, ["One", "Two"]);
}

#[tokio::test]
async fn a_planted_post_does_not_keep_the_desks_own_from_its_address() {
    let app = TestApp::spawn().await;
    let post = |id: u8, slug: &str| {
        let values = format!("x'{:032x}', '{slug}', 'Planted', '', '', '', 1", id);
        plant(
            &app,
            &format!(
                "insert into post (id, slug, title, printed, answer, answer_html, published) values ({values})"
            ),
        );
    };
    post(1, "telling-her");
    post(2, "elsewhere");
    app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    assert_eq!(desk.publish_question(&id, "Telling her", "Ours.").await, "/posts/telling-her");
    assert!(app.reader().get("/posts/telling-her").await.expect(200).body.contains("Ours."));
    // Nor do its former addresses lead to something planted.
    plant(
        &app,
        "insert into old_slug select 'telling-her', key from post where slug = 'elsewhere'",
    );
    let path = desk.begin_post(&id).await;
    let fields = crate::common::PostFields { slug: "moved".into(), ..desk.editor(&path).await };
    desk.post(&path, &fields.pairs()).await.expect(303);
    assert_eq!(desk.publish(&path).await, "/posts/moved");
    let old = app.reader().get("/posts/telling-her").await.expect(308);
    assert_eq!(old.location(), "/posts/moved");
}

#[tokio::test]
async fn a_planted_column_key_is_put_right_by_signing_in_and_the_desk_says_so() {
    let app = TestApp::spawn().await;
    app.reader().ask("Before").await;
    let ours = keys(&app);
    plant(&app, "insert into column_key values (2, x'0101010101010101', randomblob(32))");
    let app = app.restart().await;
    app.reader().ask("Read by somebody else").await;
    let desk = app.sign_in().await;
    let page = desk.get("/desk").await.page();
    let notices: Vec<String> = page.with_class("notice").iter().map(|one| one.text()).collect();
    assert_eq!(notices, [queue::KEY_WAS_CHANGED.to_owned(), spoilt(1)]);
    assert_eq!(keys(&app), ours);
    app.reader().ask("After").await;
    app.settle().await;
    let mut lines = first_lines(&desk).await;
    lines.sort();
    assert_eq!(lines, ["After", "Before"]);
}

#[tokio::test]
async fn a_planted_account_opens_no_desk_and_changes_no_key() {
    let app = TestApp::spawn().await;
    plant_account(&app, "mallory");
    let ours = keys(&app);
    let form = [("account", "mallory"), ("password", PASSWORD)];
    // Neither a locked desk nor an open one.
    app.client().post("/desk/login", &form).await.expect(409);
    assert!(!app.file("vault.db-wal").exists());
    let desk = app.sign_in().await;
    let refused = app.client().post("/desk/login", &form).await.expect(409);
    assert!(refused.headers.get("set-cookie").is_none());
    assert_eq!(keys(&app), ours);
    app.reader().ask("Still sealed to the column").await;
    app.settle().await;
    assert_eq!(first_lines(&desk).await, ["Still sealed to the column"]);
    try_in(&app.client(), PASSWORD).await.expect(303);
}

#[tokio::test]
async fn an_older_impostor_does_not_push_an_honest_letter_out_of_its_mailbox() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Honest").await;
    let salt = app.service.site().unwrap().salt;
    let victim = ReceiptKeys::derive(&salt, &Receipt::parse(&receipt).unwrap());
    let thief = ReceiptKeys::derive(&salt, &app.service.draw_receipt());
    // All that the public store shows of the honest letter's mailbox is its id and the hash of its right.
    let letter = Letter::Question {
        text: "Impostor".to_owned(),
        consent: Consent::Print,
        mailbox: victim.lookup().mailbox(),
        auth: AuthKey(victim.auth().hash().0),
        reader: thief.reader().public(),
    };
    send(&app, &thief, &letter).await;
    let older = format!("update envelope set day = 1 where id = x'{}'", hex(&thief.envelope_id()));
    plant(&app, &older);
    let desk = app.sign_in().await;
    assert_eq!(first_lines(&desk).await, ["Honest"]);
    assert_eq!(told(&desk).await, spoilt(1));
    desk.reply(&desk.find("Honest").await, "For you alone").await.expect(303);
    assert_eq!(app.reader().status(&receipt).await.replies, ["For you alone"]);
}

/// The first thing that the queue has to say beside its letters.
pub async fn told(desk: &Desk) -> String {
    desk.get("/desk").await.page().class("notice").map_or(String::new(), |notice| notice.text())
}

/// The new letters, in the order of the queue.
pub async fn first_lines(desk: &Desk) -> Vec<String> {
    desk.queue(Status::New).await.into_iter().map(|row| row.first_line).collect()
}

/// Writes into the public store past its checks.
fn plant(app: &TestApp, sql: &str) {
    let store = open_public(app.folder());
    store.busy_timeout(DEADLINE).unwrap();
    store.pragma_update(None, "ignore_check_constraints", true).unwrap();
    store.execute(sql, []).unwrap();
}

/// The column's public keys as they are published.
fn keys(app: &TestApp) -> Vec<(u32, Vec<u8>, Vec<u8>)> {
    let store = open_public(app.folder());
    let mut stmt = store.prepare("select generation, key_id, public from column_key").unwrap();
    let rows = stmt.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

/// An account as set-up makes it, around a keyring that nobody else has.
fn plant_account(app: &TestApp, name: &str) {
    let store = open_public(app.folder());
    let column = store.query_row("select column_id from site", [], |row| row.get(0));
    let (column, id) = (ColumnId(column.unwrap()), AccountId([7; 16]));
    let (secret, public) = seal::new_account_key();
    let kdf = KdfParams { m_kib: 8 * 1_024, t: 1, p: 1 };
    let wrapped = seal::wrap(&column, &id, &secret, PASSWORD, kdf).unwrap();
    let keyring = Keyring::generate();
    let sealed = seal::seal_keyring(&column, &id, &public, &keyring).unwrap();
    let sql = "insert into account (id, name, person, role, wrapped, public, keyring, generation)
               values (:id, :name, 'Mallory', 'columnist', :wrapped, :public, :keyring, :generation)";
    let params = named_params! {
        ":id": id.0, ":name": name, ":wrapped": serde_json::to_string(&wrapped).unwrap(),
        ":public": public.0, ":keyring": sealed.as_bytes(), ":generation": keyring.generation,
    };
    store.execute(sql, params).unwrap();
}

/// Sends what a page could have sealed, with a mailbox of its own.
async fn send(app: &TestApp, keys: &ReceiptKeys, letter: &Letter) {
    let site = app.service.site().unwrap();
    let (envelope_id, id) = (keys.envelope_id(), keys.lookup().mailbox());
    let auth: AuthHash = keys.auth().hash();
    let state = seal::seal_state(&site.id, &keys.reader().public(), &id, &MailboxState::Waiting);
    let mailbox =
        Mailbox { id, auth, retry_tag: keys.retry_tag(""), state: state.unwrap(), copy: vec![] };
    let envelope = seal::seal_letter(&site.id, &site.key, &envelope_id, letter).unwrap();
    app.service
        .ask(Submission { suspect: false, envelope_id, envelope, mailbox }, app.now().day())
        .await
        .unwrap();
}

fn hex(id: &EnvelopeId) -> String {
    id.0.iter().map(|byte| format!("{byte:02x}")).collect()
}
