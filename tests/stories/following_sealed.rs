//! Coming back with a page that opens and seals by itself: the server gets derived values and sealed bytes, never the
//! words.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use unsaid::domain::{Consent, MailboxState, Message, OwnCopy, SealedState};
use unsaid::seal::{self, ColumnSecret};
use unsaid::service::GateLimits;

use crate::common::sealing::{SealingPage as Page, post_sealed as post, with};
use crate::common::{Answer, TestApp, Wanted, open_public};

const FOLLOW_UP: &str = "/receipt/follow-up";
const CONSENT: &str = "/receipt/consent";
const WITHDRAW: &str = "/receipt/withdraw";
const PROOF: &str = "/receipt/proof";

#[tokio::test]
async fn the_mailbox_is_given_sealed_and_opens_with_the_words_alone() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask_for("Should I tell her?", "private").await;
    let desk = app.sign_in().await;
    desk.reply(&desk.find("Should I tell her?").await, "Yes.").await.expect(303);
    let page = Page::of(&app, &receipt);
    let (answer, mailbox) = page.look().await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    for plain in ["Should I", "Yes.", "answered", &receipt] {
        assert!(!answer.body.contains(plain), "{plain}");
    }
    let (site, reader) = (app.service.site().unwrap(), page.keys.reader());
    let bytes = |value: &Value| URL_SAFE_NO_PAD.decode(value.as_str().unwrap()).unwrap();
    let state = SealedState::parse(bytes(&mailbox["state"])).unwrap();
    let state = seal::open_state(&site.id, &reader, &page.id, &state).unwrap();
    assert_eq!(state, MailboxState::Answered);
    let message = unsaid::domain::Envelope::parse(bytes(&mailbox["messages"][0][1])).unwrap();
    let message = seal::open_message(&site.id, &reader, &page.id, 1, &message).unwrap();
    assert!(message == Message::Reply { text: "Yes.".into() });
    let own = page.keys.copy().open(&page.id, 0, &bytes(&mailbox["own"][0][1])).unwrap();
    let question = OwnCopy::Question {
        text: "Should I tell her?".into(),
        consent: Consent::Private,
        changes: 0,
    };
    assert!(own == question && mailbox["messages"][0][0] == 1 && mailbox["own"][0][0] == 0);
}

#[tokio::test]
async fn right_and_unknown_lookups_are_answered_in_one_size_and_broken_ones_not_at_all() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let (right, _) = Page::of(&app, &receipt).look().await;
    let (unknown, _) = Page::of(&app, &app.reader().words().await).look().await;
    assert_eq!((right.status, unknown.status), (200, 404));
    let size = |answer: &Answer, reason: &str| answer.body.len() + reason.len();
    assert_eq!(size(&right, "OK"), size(&unknown, "Not Found"));
    for broken in ["", "00", &"g".repeat(64), &"AB".repeat(32)] {
        let (answer, _) = post(&app, "/receipt", &[("lookup", broken.to_owned())]).await;
        assert_eq!(answer.status, 422, "{broken}");
    }
}

#[tokio::test]
async fn what_the_page_seals_comes_in_once_however_often_it_is_sent() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let page = Page::of(&app, &receipt);
    let fields = page.follow_up("She asked me today", 1).await;
    assert_eq!(post(&app, FOLLOW_UP, &fields).await.1, json!({}));
    // The place of its copy is taken, by itself: the page looks again and sees it there.
    assert_eq!(post(&app, FOLLOW_UP, &fields).await.0.status, 409);
    let own = page.look().await.1["own"].clone();
    assert_eq!((own[1][0].as_u64(), own[1][1].as_str()), (Some(1), Some(fields[5].1.as_str())));
    let desk = app.sign_in().await;
    let seen = desk.question(&desk.find("Should I tell her?").await).await;
    assert_eq!(seen.page.text().matches("She asked me today").count(), 1);
    let shown = app.reader().come_back(&receipt).await.page().text();
    assert!(shown.contains("She asked me today"), "the server shows it too: {shown}");
}

#[tokio::test]
async fn a_choice_closes_and_opens_the_mailbox_at_once() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let page = Page::of(&app, &receipt);
    let hold = || {
        let sql = "select hold from mailbox";
        open_public(app.folder()).query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    for (consent, said, expected) in [
        (Consent::Private, "close", 1),
        (Consent::Proof, "", 1),
        (Consent::Print, "open", 0),
        (Consent::Proof, "close", 1),
    ] {
        let (answer, _) = post(&app, CONSENT, &page.choice(consent, said)).await;
        assert_eq!((answer.status, hold()), (200, expected), "{consent:?} {said}");
    }
    let shown = app.reader().come_back(&receipt).await.page();
    assert_eq!(shown.form(CONSENT).value("consent"), "proof");
}

#[tokio::test]
async fn a_letter_is_taken_back_with_its_first_envelope_and_no_other() {
    let app = TestApp::spawn().await;
    let (receipt, other) = (app.reader().ask("Mine").await, app.reader().ask("Other").await);
    let (page, victim) = (Page::of(&app, &receipt), Page::of(&app, &other));
    // Whose envelope goes follows from `auth`; a field that names another one means nothing.
    let greedy = [page.withdrawal(1), vec![("first", victim.keys.envelope_id().to_string())]];
    assert_eq!(post(&app, WITHDRAW, &greedy.concat()).await.0.status, 200);
    assert_eq!(app.reader().come_back(&receipt).await.page().h1(), "You took it back");
    assert_eq!(post(&app, WITHDRAW, &page.withdrawal(2)).await.0.status, 403);
    let late = page.follow_up("Still there?", 1).await;
    assert_eq!(post(&app, FOLLOW_UP, &late).await.0.status, 403);
    let desk = app.sign_in().await;
    desk.find("Other").await;
    assert!(!desk.get("/desk").await.page().text().contains("Mine"));
}

#[tokio::test]
async fn nothing_is_taken_that_no_page_of_ours_would_send() {
    let app = TestApp::spawn().await;
    let page = Page::of(&app, &app.reader().ask("Should I tell her?").await);
    let (follow_up, choice, back) = (
        page.follow_up("More", 1).await,
        page.choice(Consent::Private, "close"),
        page.withdrawal(1),
    );
    let text = |bytes: usize| Some(URL_SAFE_NO_PAD.encode([vec![1], vec![0; bytes - 1]].concat()));
    let broken = [
        (FOLLOW_UP, with(&follow_up, "auth", Some("00".into()))),
        (FOLLOW_UP, with(&follow_up, "lookup", None)),
        (FOLLOW_UP, with(&follow_up, "envelope_id", Some("zz".repeat(16)))),
        (FOLLOW_UP, with(&follow_up, "envelope", None)),
        (FOLLOW_UP, with(&follow_up, "envelope", text(1_080))),
        (FOLLOW_UP, with(&follow_up, "envelope", Some("Ã=/+".into()))),
        (FOLLOW_UP, with(&follow_up, "copy", text(1_053))),
        (FOLLOW_UP, with(&follow_up, "copy", None)),
        (FOLLOW_UP, with(&follow_up, "number", Some("0".into()))),
        (FOLLOW_UP, with(&follow_up, "number", Some("-1".into()))),
        (FOLLOW_UP, with(&follow_up, "number", Some("4294967296".into()))),
        (FOLLOW_UP, with(&follow_up, "hold", Some("open".into()))),
        (CONSENT, with(&choice, "number", Some("1".into()))),
        (CONSENT, with(&choice, "hold", Some("ajar".into()))),
        (PROOF, with(&follow_up, "hold", Some("close".into()))),
        (WITHDRAW, with(&back, "state", None)),
        (WITHDRAW, with(&back, "state", text(1_081))),
        (WITHDRAW, with(&back, "hold", Some("open".into()))),
    ];
    for (n, (path, fields)) in broken.iter().enumerate() {
        let (answer, _) = post(&app, path, fields).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (422, "application/json"),
            "{n}"
        );
    }
    let sql = "select count(*) from envelope";
    let envelopes: u32 = open_public(app.folder()).query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(envelopes, 1);
    assert_eq!(post(&app, FOLLOW_UP, &follow_up).await.0.status, 200, "the honest one is taken");
}

#[tokio::test]
async fn a_copy_far_behind_the_others_is_too_much() {
    let app = TestApp::spawn().await;
    let page = Page::of(&app, &app.reader().ask("Should I tell her?").await);
    let (answer, told) = post(&app, FOLLOW_UP, &page.follow_up("More", 4_294_967_295).await).await;
    assert_eq!((answer.status, &told["asked"]), (429, &json!("enough")));
}

#[tokio::test]
async fn what_is_sealed_to_an_older_key_is_told_the_newest_and_sealed_once_more() {
    let app = TestApp::spawn().await;
    let page = Page::of(&app, &app.reader().ask("Should I tell her?").await);
    let old = ColumnSecret::generate().public_half();
    let copy = OwnCopy::FollowUp { text: "More".into(), after: 0 };
    let fields = page.fields_to(&old, &page.letter("More"), 1, &copy);
    let (answer, told) = post(&app, FOLLOW_UP, &fields).await;
    let newest = app.service.site().unwrap().key;
    assert_eq!((answer.status, &told["asked"]), (409, &json!("key")));
    assert_eq!(told["key_id"], newest.id.to_string());
}

#[tokio::test]
async fn a_page_is_asked_for_a_fresh_token_or_to_wait_but_never_for_a_withdrawal() {
    let limits = GateLimits { form_seconds: 0, column_burst: 4, ..GateLimits::per_hour(2, 2) };
    let app = TestApp::spawn_with(Wanted { limits: Some(limits), ..Wanted::default() }).await;
    let page = Page::of(&app, &app.reader().ask("Should I tell her?").await);
    let fields = page.follow_up("One", 1).await;
    let stale = with(&fields, "form", Some("00".repeat(56)));
    let (answer, told) = post(&app, FOLLOW_UP, &stale).await;
    assert_eq!((answer.status, &told["asked"]), (422, &json!("fresh")));
    let renewed = with(&fields, "form", Some(told["token"].as_str().unwrap().to_owned()));
    assert_eq!(post(&app, FOLLOW_UP, &renewed).await.0.status, 200);

    let fields = page.follow_up("Two", 2).await;
    let (answer, told) = post(&app, FOLLOW_UP, &fields).await;
    assert_eq!((answer.status, &told["asked"], &told["wait"]), (429, &json!("slow"), &json!(20)));
    assert_eq!(post(&app, CONSENT, &page.choice(Consent::Private, "close")).await.0.status, 200);
    app.pass(20);
    let waited = with(&fields, "slow", Some(told["token"].as_str().unwrap().to_owned()));
    assert_eq!(post(&app, FOLLOW_UP, &waited).await.0.status, 200);
    assert_eq!(post(&app, WITHDRAW, &page.withdrawal(3)).await.0.status, 200);
}
