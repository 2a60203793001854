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
    assert_eq!(page.id("done").unwrap().text(), done::REPLIED);
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
    assert_eq!((shown.state, shown.replies.len()), ("answered", 1));
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
        // As from a page that was opened before.
        let page = desk.reply(&id, "Words that are not lost").await.expect(422).page();
        assert_eq!(page.id("reply").unwrap().text().trim(), "Words that are not lost");
        assert!(app.reader().status(&receipt).await.replies.is_empty());
        assert_eq!(desk.question(&id).await.status, status.as_str());
    }
}

#[tokio::test]
async fn one_press_keeps_a_declined_letter_and_sends_the_words() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    desk.set_status(&id, Status::Declined).await.expect(303);
    let path = format!("/desk/questions/{id}/reply");
    let form = desk.reply(&id, "After all").await.expect(422).page().form(&path);
    let button = &form.buttons[0];
    let fields = [form.sent(), vec![(button.name.as_str(), button.value.as_str())]].concat();
    desk.post(&path, &fields).await.expect(303);
    let shown = app.reader().status(&receipt).await;
    assert_eq!((shown.state, shown.replies), ("answered", vec!["After all".to_owned()]));
    assert_eq!(desk.question(&id).await.status, "answered");
}
