//! Responses that their writers take back: off the page at once, out of every file soon.

use unsaid::domain::CommentState;
use unsaid::texts::en::site as t;

use crate::common::TestApp;
use crate::common::pages::{count, vault_pages};
use crate::responding::{approve_all, heading, listed, texts_below, with_post};

const POST: &str = "/posts/telling-her";
const FORM: &str = "/posts/telling-her/respond";
/// Seconds after which the public store may be tidied again.
const TIDY_SECONDS: i64 = 601;

#[tokio::test]
async fn who_takes_a_response_back_takes_it_off_the_page_at_once_and_out_of_the_vault_later() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    let words = app.reader().respond(POST, "qcword of mine").await;
    approve_all(&app, &desk).await;
    app.reader().respond_with(&format!("{FORM}?to=1"), &[("comment", "To you.")]).await.expect(200);
    approve_all(&app, &desk).await;
    let [first, _] = &listed(&desk, CommentState::Approved).await[..] else { panic!("two") };
    assert!(count(&vault_pages(app.folder()), "qcword") > 0);
    let first = first.clone();
    desk.lock().await;

    let done = app.reader().withdraw(&words).await.expect(200).page();
    assert!(done.text().contains(t::SAID_WITHDRAWAL), "{}", done.text());
    assert_eq!(texts_below(&app).await, ["To you."], "the answer of another stays");
    let page = app.reader().get(POST).await.page();
    assert!(page.text().contains(t::RESPONSE_GONE));
    assert_eq!(heading(&page), "1 Response to Telling her");
    let desk = app.sign_in().await;
    app.settle().await;
    assert_eq!(count(&vault_pages(app.folder()), "qcword"), 0, "nothing is left of it");
    assert_eq!(listed(&desk, CommentState::Approved).await.len(), 1);
    // A list that was open meanwhile does not bring it back.
    for id in [first.as_str(), "1"] {
        desk.post("/desk/comments", &[("one", &format!("approved {id}"))]).await.expect(303);
    }
    assert_eq!(texts_below(&app).await, ["To you."]);
    app.reader().post("/receipt/follow-up", &[("code", &words), ("followup", "x")]).await;
    app.settle().await;
    assert!(desk.get("/desk").await.page().class("notice").is_none(), "nothing is set aside");
}

#[tokio::test]
async fn what_was_printed_and_is_taken_back_leaves_the_log_of_the_store_too() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    let words = app.reader().respond(POST, "qcprinted for a while").await;
    approve_all(&app, &desk).await;
    desk.lock().await;
    app.pass(TIDY_SECONDS);
    app.tick().await;
    assert!(in_files(&app, "qcprinted"), "the search finds what is printed");
    app.reader().withdraw(&words).await.expect(200);
    app.pass(TIDY_SECONDS);
    app.tick().await;
    assert!(!in_files(&app, "qcprinted"), "and nobody has signed in");
}

/// Whether a file of the folder holds this in plain.
fn in_files(app: &TestApp, mark: &str) -> bool {
    let files = std::fs::read_dir(app.folder()).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.is_file()).any(|path| count(&std::fs::read(path).unwrap(), mark) > 0)
}

#[tokio::test]
async fn a_response_taken_back_before_it_came_to_the_desk_never_comes() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    desk.lock().await;
    let words = app.reader().respond(POST, "Never mind.").await;
    app.reader().withdraw(&words).await.expect(200);
    let desk = app.sign_in().await;
    assert!(listed(&desk, CommentState::New).await.is_empty());
    assert!(desk.get("/desk").await.page().class("notice").is_none());
}
