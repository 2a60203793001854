//! Earlier versions of a post: looked at, compared, brought back.

use unsaid::domain::SITTING_GAP_SECONDS;
use unsaid::texts::en::desk::{done, revisions as t};

use crate::common::{COLUMNIST, Desk, TestApp};

#[tokio::test]
async fn one_sitting_is_one_version_and_there_is_nothing_to_compare_yet() {
    let (_app, desk, path) = with_post().await;
    for answer in ["One", "One two", "One two three"] {
        desk.write(&path, "Counting", answer).await;
    }
    let page = desk.get(&format!("{path}/revisions")).await.expect(200).page();
    assert_eq!(page.h1(), t::TITLE);
    assert_eq!(page.class("rows").unwrap().all("li").len(), 1);
    assert!(page.text().contains(t::ONLY_ONE) && page.all("input").is_empty(), "{}", page.text());
}

#[tokio::test]
async fn two_versions_are_compared_with_what_changed_marked_and_the_earlier_one_comes_back() {
    let (app, desk, path) = with_post().await;
    desk.write(&path, "Counting", "One <two> three").await;
    let desk = later(&app, &desk).await;
    desk.write(&path, "Counting", "One <four> three").await;

    let list = format!("{path}/revisions");
    let page = desk.get(&list).await.expect(200).page();
    let rows: Vec<String> =
        page.class("rows").unwrap().all("li").iter().map(|row| row.text()).collect();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[0].contains(t::NEWEST) && rows[1].contains(COLUMNIST), "{rows:?}");
    let marked = |name: &str| page.all(name).first().unwrap().text();
    assert!(marked("del").contains("two") && marked("ins").contains("four"));
    assert!(!marked("del").contains("three"));

    let back = desk.get(&format!("{list}?from=3&to=2")).await.expect(200).page();
    assert!(back.all("ins").first().unwrap().text().contains("two"));
    for none in ["?from=1", "?from=9", "?from=x", "?to=-1"] {
        assert_eq!(desk.get(&format!("{list}{none}")).await.status, 404, "{none}");
    }

    let restore = format!("{list}/2");
    let sent = page.form(&restore);
    let page = desk.change(&restore, &sent.sent()).await.page();
    assert_eq!(page.id("done").unwrap().text(), done::WENT_BACK);
    let fields = desk.editor(&path).await;
    assert_eq!((fields.answer.as_str(), fields.revision.as_str()), ("One <two> three", "4"));
    let page = desk.get(&list).await.expect(200).page();
    assert_eq!(page.class("rows").unwrap().all("li").len(), 3, "nothing is lost by going back");
}

#[tokio::test]
async fn going_back_writes_over_nothing_that_was_saved_since() {
    let (app, desk, path) = with_post().await;
    desk.write(&path, "Counting", "One").await;
    let desk = later(&app, &desk).await;
    desk.write(&path, "Counting", "Two").await;
    let restore = format!("{path}/revisions/2");
    for revision in ["", "2", "x"] {
        desk.post(&restore, &[("revision", revision)]).await.expect(409);
    }
    desk.post(&format!("{path}/revisions/77"), &[("revision", "3")]).await.expect(404);
    assert_eq!(desk.editor(&path).await.answer, "Two");
}

/// The same person after a pause, in which the session has ended too.
async fn later(app: &TestApp, desk: &Desk) -> Desk {
    desk.sign_out().await;
    app.pass(SITTING_GAP_SECONDS + 1);
    app.sign_in().await
}

async fn with_post() -> (TestApp, Desk, String) {
    let app = TestApp::spawn().await;
    app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let path = desk.begin_post(&desk.find("Should I tell her?").await).await;
    (app, desk, path)
}
