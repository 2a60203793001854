//! A letter that the page has sealed: the server gets neither its text nor its words, and takes nothing that no page
//! of ours would send.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;
use serde_json::Value;
use unsaid::domain::{
    BUCKETS, ColumnKey, Consent, FIRST_COPY, Letter, MailboxState, OwnCopy, Receipt, Status,
};
use unsaid::seal::{self, ColumnSecret, ReceiptKeys, draw_receipt};
use unsaid::service::GateLimits;

use crate::common::html::Element;
use crate::common::{Answer, TestApp, Wanted, encode};

const TEXT: &str = "Should I tell Rosalind?";

/// What a page has sealed, with the words that it drew.
struct Sealed {
    receipt: Receipt,
    /// What is sent, the token aside.
    fields: Vec<(&'static str, String)>,
}

/// Does what `ask.js` does, with what the form says of the column.
async fn seal(app: &TestApp, receipt: &Receipt, text: &str) -> Sealed {
    let site = app.service.site().unwrap();
    seal_to(app, receipt, text, &site.key).await
}

async fn seal_to(app: &TestApp, receipt: &Receipt, text: &str, key: &ColumnKey) -> Sealed {
    let site = app.service.site().unwrap();
    let keys = ReceiptKeys::derive(&site.salt, receipt);
    let (mailbox, reader) = (keys.lookup().mailbox(), keys.reader().public());
    let (text, consent) = (text.to_owned(), Consent::Proof);
    let auth = keys.auth().key();
    let retry_tag = keys.retry_tag(&text);
    let copy = OwnCopy::Question { text: text.clone(), consent, changes: 0 };
    let letter = Letter::Question { text, consent, mailbox, auth, reader };
    let envelope = seal::seal_letter(&site.id, key, &keys.envelope_id(), &letter).unwrap();
    let state = seal::seal_state(&site.id, &reader, &mailbox, &MailboxState::Waiting).unwrap();
    let copy = keys.copy().seal(&mailbox, FIRST_COPY, &copy).unwrap();
    let fields = vec![
        ("envelope", URL_SAFE_NO_PAD.encode(envelope.as_bytes())),
        ("envelope_id", keys.envelope_id().to_string()),
        ("mailbox", mailbox.to_string()),
        ("auth", keys.auth().hash().to_string()),
        ("retry_tag", retry_tag.iter().map(|byte| format!("{byte:02x}")).collect()),
        ("state", URL_SAFE_NO_PAD.encode(state.as_bytes())),
        ("copy", URL_SAFE_NO_PAD.encode(copy)),
    ];
    Sealed { receipt: receipt.clone(), fields }
}

/// Sends fields as a script does.
async fn post(app: &TestApp, fields: &[(&str, &str)]) -> (Answer, Value) {
    let client = app.client();
    let request = client.request(Method::POST, "/ask").header("accept", "application/json");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let answer = client.send(request.body(encode(fields))).await;
    assert!(answer.headers.get("set-cookie").is_none());
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("content-type"), "application/json");
    let told = serde_json::from_str(&answer.body).unwrap();
    (answer, told)
}

impl Sealed {
    fn value(&self, name: &str) -> &str {
        &self.fields.iter().find(|(field, _)| *field == name).unwrap().1
    }

    /// Its fields with some others in their place, and a token for its mailbox.
    fn with<'a>(
        &'a self,
        token: &'a str,
        others: &[(&'a str, &'a str)],
    ) -> Vec<(&'a str, &'a str)> {
        let own = self.fields.iter().map(|(name, value)| (*name, value.as_str()));
        let own = own.filter(|(name, _)| others.iter().all(|(other, _)| other != name));
        own.chain(others.iter().copied()).chain([("form", token), ("website", "")]).collect()
    }

    async fn token(&self, app: &TestApp) -> String {
        let (answer, told) = post(app, &[("mailbox", self.value("mailbox"))]).await;
        assert_eq!(answer.status, 200);
        told["token"].as_str().unwrap().to_owned()
    }

    async fn send(&self, app: &TestApp) -> (u16, Value) {
        let token = self.token(app).await;
        let (answer, told) = post(app, &self.with(&token, &[])).await;
        (answer.status, told)
    }
}

#[tokio::test]
async fn what_the_page_sealed_arrives_at_the_desk_and_its_words_lead_back_to_it() {
    let app = TestApp::spawn().await;
    let sealed = seal(&app, &draw_receipt(), TEXT).await;
    let (status, told) = sealed.send(&app).await;
    assert_eq!((status, told["asked"].as_str()), (200, Some("stored")));
    assert_eq!(app.reader().status(&sealed.receipt.to_string()).await.state, "waiting");
    let desk = app.sign_in().await;
    let row = &desk.queue(Status::New).await[0];
    assert_eq!(desk.question(&row.id).await.original, TEXT);
}

#[tokio::test]
async fn the_form_says_what_the_page_needs_to_seal() {
    let app = TestApp::spawn().await;
    let page = app.reader().get("/ask").await.page();
    let form = page.id("ask").unwrap();
    let site = app.service.site().unwrap();
    for (name, value) in [
        ("data-column", site.id.to_string()),
        ("data-salt", site.salt.to_string()),
        ("data-key-id", site.key.id.to_string()),
        ("data-key", site.key.public_hex()),
    ] {
        assert_eq!(form.attr(name), value, "{name}");
    }
    for file in ["data-words", "data-giveaway", "data-crisis"] {
        app.reader().get(form.attr(file)).await.expect(200);
    }
    let shown = |side: &str| {
        page.elements().find(|element: &Element| element.attr("data-sealing") == side).unwrap()
    };
    assert!(!shown("server").has("hidden") && shown("page").has("hidden"));
}

#[tokio::test]
async fn the_same_sent_again_is_known_and_another_text_with_the_same_words_is_not_stored() {
    let app = TestApp::spawn().await;
    let receipt = draw_receipt();
    let first = seal(&app, &receipt, TEXT).await;
    first.send(&app).await;
    let (status, told) = first.send(&app).await;
    assert_eq!((status, told["asked"].as_str()), (200, Some("again")));
    // Sealed anew it is other bytes, and the same text.
    let (status, told) = seal(&app, &receipt, TEXT).await.send(&app).await;
    assert_eq!((status, told["asked"].as_str()), (200, Some("again")));
    let (status, told) = seal(&app, &receipt, "Another text").await.send(&app).await;
    assert_eq!((status, told["asked"].as_str()), (409, Some("used")));
    let desk = app.sign_in().await;
    assert_eq!(desk.queue(Status::New).await.len(), 1);
}

#[tokio::test]
async fn every_size_that_a_letter_can_have_is_taken_up_to_the_largest() {
    let app = TestApp::spawn().await;
    for bucket in BUCKETS {
        // No question is as long as the largest can hold; the server cannot see that, and the mover can.
        let sealed = seal(&app, &draw_receipt(), &"x".repeat(bucket * 9 / 10 - 400)).await;
        assert!(sealed.value("envelope").len() > bucket, "{bucket}");
        assert_eq!(sealed.send(&app).await.0, 200, "{bucket}");
    }
    let desk = app.sign_in().await;
    // 1 to 8 KiB hold a question; what is longer than any question is set aside.
    assert_eq!(desk.queue(Status::New).await.len(), 4);
}

#[tokio::test]
async fn a_field_that_no_page_of_ours_would_send_is_refused_and_nothing_is_stored() {
    let app = TestApp::spawn().await;
    let sealed = seal(&app, &draw_receipt(), TEXT).await;
    let token = sealed.token(&app).await;
    let bytes = |name: &str| URL_SAFE_NO_PAD.decode(sealed.value(name)).unwrap();
    let mut wrong: Vec<(&str, String)> = Vec::new();
    for name in ["envelope", "state", "copy"] {
        let (whole, text) = (bytes(name), sealed.value(name).to_owned());
        wrong.push((name, String::new()));
        wrong.push((name, URL_SAFE_NO_PAD.encode(&whole[1..])));
        wrong.push((name, URL_SAFE_NO_PAD.encode([whole.as_slice(), &[0]].concat())));
        wrong.push((name, URL_SAFE_NO_PAD.encode([whole.as_slice(), &[0; 65_536]].concat())));
        wrong.push((name, format!("{text}=")));
        wrong.push((name, format!("{text}!")));
        wrong.push((name, format!(" {text}")));
    }
    for name in ["envelope", "state"] {
        let mut other_suite = bytes(name);
        other_suite[0] = 2;
        wrong.push((name, URL_SAFE_NO_PAD.encode(&other_suite)));
    }
    for name in ["envelope_id", "mailbox", "auth", "retry_tag"] {
        let text = sealed.value(name);
        wrong.push((name, String::new()));
        wrong.push((name, text[1..].to_owned()));
        wrong.push((name, format!("{text}00")));
        wrong.push((name, text.replacen(|c: char| c.is_ascii_hexdigit(), "g", 1)));
        wrong.push((name, format!("A{}", &text[1..])));
        wrong.push((name, "\u{e9}".repeat(text.len() / 2)));
    }
    for (name, value) in &wrong {
        let (answer, told) = post(&app, &sealed.with(&token, &[(name, value)])).await;
        if *name == "envelope" && value.is_empty() {
            assert_eq!(answer.status, 422, "an envelope that is empty is no question for a token");
        }
        assert_eq!(answer.status, 422, "{name}={value:.40}");
        assert!(told.get("asked").is_none(), "{told}");
    }
    assert_eq!(app.reader().come_back(&sealed.receipt.to_string()).await.status, 404);
    assert_eq!(post(&app, &sealed.with(&token, &[])).await.0.status, 200, "as it is, it is taken");
}

#[tokio::test]
async fn a_letter_to_an_old_key_is_told_the_newest_one_and_is_sealed_once_more() {
    let app = TestApp::spawn().await;
    let (receipt, old) = (draw_receipt(), ColumnSecret::generate().public_half());
    let sealed = seal_to(&app, &receipt, TEXT, &old).await;
    let (status, told) = sealed.send(&app).await;
    let key = app.service.site().unwrap().key;
    assert_eq!((status, told["asked"].as_str()), (409, Some("key")));
    assert_eq!(told["key"], key.public_hex());
    assert_eq!(told["key_id"], key.id.to_string());
    assert_eq!(app.reader().come_back(&receipt.to_string()).await.status, 404);
    assert_eq!(seal(&app, &receipt, TEXT).await.send(&app).await.0, 200);
}

#[tokio::test]
async fn a_page_is_asked_to_wait_and_the_same_is_taken_afterwards() {
    let limits = GateLimits {
        prefix_burst: 1,
        prefix_per_hour: 1,
        column_burst: 2,
        column_per_hour: 1,
        form_seconds: 2,
        slow_seconds: 20,
    };
    let app = TestApp::spawn_with(Wanted { limits: Some(limits), ..Wanted::default() }).await;
    let first = seal(&app, &draw_receipt(), TEXT).await;
    let token = first.token(&app).await;
    // Too early: the script waits for the two seconds and sends the very same.
    let (answer, told) = post(&app, &first.with(&token, &[])).await;
    assert_eq!((answer.status, told["asked"].as_str()), (422, Some("fresh")));
    assert_eq!((told["token"].as_str(), told["wait"].as_u64()), (Some(token.as_str()), Some(2)));
    app.pass(2);
    assert_eq!(post(&app, &first.with(&token, &[])).await.0.status, 200);

    let second = seal(&app, &draw_receipt(), TEXT).await;
    let token = second.token(&app).await;
    app.pass(2);
    let (answer, told) = post(&app, &second.with(&token, &[])).await;
    assert_eq!((answer.status, told["asked"].as_str()), (429, Some("slow")));
    assert_eq!((answer.header("retry-after"), told["wait"].as_u64()), ("20", Some(20)));
    let slow = told["token"].as_str().unwrap();
    app.pass(20);
    assert_eq!(post(&app, &second.with(&token, &[("slow", slow)])).await.0.status, 200);
}

#[tokio::test]
async fn the_token_of_the_servers_words_is_none_for_a_letter_of_the_page() {
    let app = TestApp::spawn().await;
    let sealed = seal(&app, &draw_receipt(), TEXT).await;
    let form = app.reader().get("/ask").await.page().form("/ask");
    let (answer, told) = post(&app, &sealed.with(form.value("form"), &[])).await;
    assert_eq!((answer.status, told["asked"].as_str()), (422, Some("fresh")));
    let fresh = told["token"].as_str().unwrap();
    assert_eq!(post(&app, &sealed.with(fresh, &[])).await.0.status, 200);
}

#[tokio::test]
async fn a_full_store_tells_the_page_so_and_when_to_try_again() {
    let app = TestApp::spawn_with(Wanted { store_mib: Some(1), ..Wanted::default() }).await;
    let fill = "insert into envelope (key, id, day, suspect, sealed)
                select value, randomblob(16), 1, 0, zeroblob(65593) from json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14]')";
    rusqlite::Connection::open(app.file("public.db")).unwrap().execute(fill, []).unwrap();
    let sealed = seal(&app, &draw_receipt(), TEXT).await;
    let token = sealed.token(&app).await;
    let (answer, told) = post(&app, &sealed.with(&token, &[])).await;
    assert_eq!((answer.status, told["asked"].as_str()), (503, Some("full")));
    assert!(answer.header("retry-after").parse::<u32>().is_ok());
}
