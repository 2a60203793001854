//! The column of `unsaid demo`: every part of the product is there to look at.

use unsaid::domain::{AccountName, Moment, Name};
use unsaid::service::{Folder, KdfParams, NewColumn, Options, Service};

use crate::common::{ACCOUNT, PASSWORD, START, TestApp};

/// As the program has it: the demo's column grows over months while its desk is open.
const IDLE_SECONDS: i64 = 365 * 86_400;

pub async fn filled() -> TestApp {
    let folder = tempfile::tempdir().unwrap();
    let kdf = KdfParams { m_kib: 8 * 1024, t: 1, p: 1 };
    let options = Options { store_mib: 64, idle_seconds: IDLE_SECONDS, kdf };
    let service = Service::open(Folder::take(folder.path()).unwrap(), options).await.unwrap();
    let new = NewColumn {
        column: Name::parse("Ask the SEXpert").unwrap(),
        columnist: Name::parse("Mara").unwrap(),
        account: AccountName::parse(ACCOUNT).unwrap(),
        password: PASSWORD.to_owned().into(),
    };
    let token = service.set_up(new, Moment(START)).await.unwrap().token;
    service.fill_demo(&token, Moment(START)).await.unwrap();
    service.lock(Moment(START)).await.unwrap();
    drop(service);
    TestApp::spawn_in(folder).await
}

#[tokio::test]
async fn the_demo_shows_every_kind_of_post_and_its_pages() {
    let app = filled().await;
    let (reader, desk) = (app.reader(), app.sign_in().await);

    let menu = reader.get("/").await.expect(200).page().class("menu").unwrap().all("a");
    assert_eq!(menu.len(), 2);
    for link in menu {
        reader.get(link.attr("href")).await.expect(200);
    }
    let entry = reader.get("/posts/what-your-letters-taught-me").await.expect(200).page();
    let picture = entry.all("img").into_iter().next().unwrap();
    assert!(!picture.attr("alt").is_empty());
    reader.get(picture.attr("src")).await.expect(200);
    assert!(reader.get("/posts/slammed-dishes").await.page().class("warned").is_some());
    let newest =
        reader.get("/posts/husband-low-desire").await.page().class("prose").unwrap().text();
    assert!(newest.starts_with("Thank you for writing."), "{newest}");
    let (_, after_the_name) = newest.split_once("Yours, Mara").expect("a sign-off");
    assert!(after_the_name.trim().starts_with("P.S."), "a P.S. follows the name: {newest}");

    let scheduled = desk.get("/desk/posts?show=scheduled").await.page().class("rows").unwrap();
    assert_eq!(scheduled.all("a").len(), 1);
    assert!(scheduled.text().contains("7:00"), "{}", scheduled.text());
    reader.get("/posts/two-people-and-a-corridor").await.expect(404);
    assert!(desk.get("/desk/snippets").await.page().text().contains(";thanks"));
    assert_eq!(desk.get("/desk/stats").await.page().all("table").len(), 2);
}
