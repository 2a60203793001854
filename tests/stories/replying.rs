//! Private words to the asker.

use unsaid::domain::{QUESTION_CHARS_MAX, Status};
use unsaid::texts::en::desk::{done, question};

use crate::common::TestApp;

#[tokio::test]
async fn a_reply_answers_the_letter_and_is_kept_with_it() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask_for("Should I tell her?", "private").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let page = desk
        .change(&format!("/desk/questions/{id}/reply"), &[("reply", " Yes.\r\nSoon. ")])
        .await
        .page();
    assert_eq!(page.class("flash").unwrap().text(), done::REPLIED);
    let seen = desk.question(&id).await;
    assert_eq!((seen.status.as_str(), seen.replies), ("answered", vec!["Yes.\nSoon.".to_owned()]));
    let shown = app.reader().status(&receipt).await;
    assert_eq!((shown.state, shown.replies), ("answered", vec!["Yes.\nSoon.".to_owned()]));
}

#[tokio::test]
async fn many_replies_keep_their_order() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let replies: Vec<String> = (1..=12).map(|n| format!("Reply number {n}")).collect();
    for reply in &replies {
        desk.reply(&id, reply).await.expect(303);
    }
    assert_eq!(app.reader().status(&receipt).await.replies, replies);
    assert_eq!(desk.question(&id).await.replies, replies);
}

#[tokio::test]
async fn a_reply_beside_a_draft_or_a_post_changes_neither() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    desk.begin_post(&id).await;
    desk.reply(&id, "First").await.expect(303);
    let shown = app.reader().status(&receipt).await;
    assert_eq!((shown.state, shown.replies.len()), ("read", 1));
    desk.publish_question(&id, "Telling her", "Yes.").await;
    desk.reply(&id, "Second").await.expect(303);
    let shown = app.reader().status(&receipt).await;
    assert_eq!((shown.state, shown.replies.len()), ("published", 2));
    assert_eq!(desk.question(&id).await.status, "published");
}

#[tokio::test]
async fn an_empty_or_endless_reply_comes_back_with_its_text() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    for typed in [" \r\n ".to_owned(), "😀".repeat(QUESTION_CHARS_MAX + 1)] {
        let page = desk.reply(&id, &typed).await.expect(422).page();
        assert!(!page.error_of("reply").is_empty());
        let form = page.form(&format!("/desk/questions/{id}/reply"));
        assert_eq!(form.value("reply"), typed);
    }
    assert_eq!(app.reader().status(&receipt).await.state, "waiting");
    desk.reply(&id, &"😀".repeat(QUESTION_CHARS_MAX)).await.expect(303);
    assert_eq!(app.reader().status(&receipt).await.replies, ["😀".repeat(QUESTION_CHARS_MAX)]);
}

#[tokio::test]
async fn whoever_was_told_no_is_not_written_to_before_the_letter_is_kept() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    for status in [Status::Declined, Status::Spam] {
        desk.set_status(&id, Status::Kept).await.expect(303);
        desk.set_status(&id, status).await.expect(303);
        let page = desk.question(&id).await.page;
        assert!(page.text().contains(question::REPLY_KEEP_FIRST));
        desk.reply(&id, "Yes.").await.expect(409);
        assert!(app.reader().status(&receipt).await.replies.is_empty());
    }
    desk.set_status(&id, Status::Kept).await.expect(303);
    desk.reply(&id, "Yes.").await.expect(303);
    assert_eq!(app.reader().status(&receipt).await.replies, ["Yes."]);
}
