//! The column of `unsaid demo`: every part of the product is there to look at.

use unsaid::domain::{AccountName, Name};
use unsaid::service::NewColumn;

use crate::common::{ACCOUNT, PASSWORD, TestApp, Wanted};

#[tokio::test]
async fn the_demo_shows_every_kind_of_post_and_its_pages() {
    let app = TestApp::spawn_with(Wanted { without_column: true, ..Wanted::default() }).await;
    let new = NewColumn {
        column: Name::parse("Ask the SEXpert").unwrap(),
        columnist: Name::parse("Mara").unwrap(),
        account: AccountName::parse(ACCOUNT).unwrap(),
        password: PASSWORD.to_owned().into(),
    };
    let token = app.service.set_up(new, app.now()).await.unwrap().token;
    app.service.fill_demo(&token, app.now()).await.unwrap();
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
    assert!(
        newest.starts_with("Thank you for writing.") && newest.trim_end().ends_with("Yours, Mara")
    );

    let scheduled = desk.get("/desk/posts?show=scheduled").await.page().class("rows").unwrap();
    assert_eq!(scheduled.all("a").len(), 1);
    assert!(scheduled.text().contains("7:00"), "{}", scheduled.text());
    reader.get("/posts/two-people-and-a-corridor").await.expect(404);
    assert!(desk.get("/desk/snippets").await.page().text().contains(";thanks"));
}
