//! A letter that came by mail or on paper.

use unsaid::domain::Status;
use unsaid::texts::en::desk::{letter, question};

use crate::common::{Desk, TestApp};

const NEW: &str = "/desk/questions/new";

#[tokio::test]
async fn with_a_receipt_its_writer_can_come_back() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let fields = [("question", "On paper"), ("consent", "private"), ("with_receipt", "yes")];
    let page = desk.post(NEW, &fields).await.expect(200).page();
    assert_eq!(page.h1(), letter::ENTERED_TITLE);
    let receipt = page.id("receipt").unwrap().text();
    assert_eq!(app.reader().status(&receipt).await.state, "waiting");

    let id = desk.find("On paper").await;
    desk.reply(&id, "By hand too").await.expect(303);
    assert_eq!(app.reader().status(&receipt).await.replies, ["By hand too"]);
    let history = desk.question(&id).await.history;
    assert!(history.last().unwrap().contains("entered the letter by hand"), "{history:?}");

    // The receipt is like any other: the same text is known again, another one is not taken.
    app.reader().ask_with("On paper", "private", &receipt).await.expect(200);
    app.reader().ask_with("Something else", "private", &receipt).await.expect(409);
    app.settle().await;
    assert_eq!(desk.rows("/desk?q=paper").await.len(), 1);
}

#[tokio::test]
async fn without_a_receipt_nobody_can_be_written_to_and_the_desk_says_so() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let page = enter(&desk, "On paper", "print").await;
    assert!(page.id("receipt").is_none());
    let id = desk.find("On paper").await;
    let seen = desk.question(&id).await;
    assert!(seen.page.text().contains(question::REPLY_NOBODY));
    desk.reply(&id, "Words for nobody").await.expect(409);
    assert!(desk.question(&id).await.replies.is_empty());
    assert_eq!(desk.question(&id).await.status, "new");
}

#[tokio::test]
async fn it_becomes_a_post_as_any_other() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    enter(&desk, "On paper", "print").await;
    let id = desk.find("On paper").await;
    let address = desk.publish_question(&id, "A letter on paper", "Yes.").await;
    assert!(app.reader().get(&address).await.expect(200).body.contains("On paper"));
    assert_eq!(desk.queue(Status::Published).await.len(), 1);
}

#[tokio::test]
async fn what_its_writer_allowed_is_never_guessed() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    assert_eq!(desk.get(NEW).await.page().form(NEW).value("consent"), "");
    for consent in ["", "PRINT", "all"] {
        let fields = [("question", "On paper"), ("consent", consent), ("with_receipt", "yes")];
        let page = desk.post(NEW, &fields).await.expect(422).page();
        assert!(!page.error_of("consent").is_empty());
        let form = page.form(NEW);
        assert_eq!((form.value("question"), form.value("with_receipt")), ("On paper", "yes"));
    }
    let page = desk.post(NEW, &[("question", " "), ("consent", "proof")]).await.expect(422).page();
    assert!(!page.error_of("question").is_empty());
    assert_eq!(page.form(NEW).value("consent"), "proof");
    assert!(desk.rows("/desk").await.is_empty());
}

async fn enter(desk: &Desk, text: &str, consent: &str) -> crate::common::html::Page {
    desk.post(NEW, &[("question", text), ("consent", consent)]).await.expect(200).page()
}
