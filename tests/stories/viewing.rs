//! How often posts are opened, as the desk sees it.

use reqwest::Method;

use crate::common::{Desk, PostFields, TestApp, open_public};

async fn publish(app: &TestApp, desk: &Desk, title: &str) -> String {
    let letter = format!("What about {title}?");
    app.reader().ask(&letter).await;
    app.settle().await;
    let id = desk.find(&letter).await;
    desk.publish_question(&id, title, "Yes.").await
}

/// The rows of one of the page's tables, cell by cell.
async fn rows(desk: &Desk, table: usize) -> Vec<Vec<String>> {
    let page = desk.get("/desk/stats").await.expect(200).page();
    let tables = page.all("table");
    let Some(table) = tables.get(table) else { return Vec::new() };
    let cells = |row: &crate::common::html::Element| {
        let numbers = row.classes("number").into_iter();
        row.all("th").into_iter().take(1).chain(numbers).map(|cell| cell.text()).collect()
    };
    table.all("tr").iter().skip(1).map(cells).collect()
}

#[tokio::test]
async fn each_opening_of_a_post_is_counted_by_day_and_nothing_else_is() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    assert!(desk.get("/desk/stats").await.page().all("table").is_empty());
    let (one, two) = (publish(&app, &desk, "One").await, publish(&app, &desk, "Two").await);
    for path in [&one, &one, &two] {
        app.reader().get(path).await.expect(200);
    }
    // None of these is an opening.
    let client = app.client();
    client.send(client.request(Method::HEAD, &one)).await;
    for path in ["/", "/feed.atom", "/tags", "/search?q=one"] {
        app.reader().get(path).await.expect(200);
    }
    app.reader().get("/posts/none").await.expect(404);
    assert!(rows(&desk, 0).await.is_empty(), "nobody watches a number grow");
    app.pass(86_400);
    app.tick().await;
    let desk = app.sign_in().await;
    assert_eq!(rows(&desk, 0).await, [["One", "2", "2"], ["Two", "1", "1"]]);
    app.reader().get(&two).await.expect(200);
    app.reader().get(&two).await.expect(200);
    app.service.write_views().await.unwrap();
    assert_eq!(
        rows(&desk, 0).await,
        [["One", "2", "2"], ["Two", "1", "1"]],
        "not even once written"
    );
    app.pass(86_400);
    let desk = app.sign_in().await;
    assert_eq!(rows(&desk, 0).await, [["Two", "3", "3"], ["One", "2", "2"]]);
    let days = rows(&desk, 1).await;
    assert_eq!(days.len(), 30);
    assert_eq!(
        days[..3],
        [["23 November 2026", "2"], ["22 November 2026", "3"], ["21 November 2026", "0"]]
    );
    // And of one post alone.
    let page = desk.get("/desk/stats?post=one").await.expect(200).page();
    assert_eq!(page.h1(), "One");
    let numbers: Vec<_> = page.all("td").into_iter().filter(|it| it.has_class("number")).collect();
    let counts: Vec<String> = numbers.iter().take(3).map(|cell| cell.text()).collect();
    assert_eq!(counts, ["0", "2", "0"]);
    desk.get("/desk/stats?post=none").await.expect(404);
}

#[tokio::test]
async fn totals_are_written_once_a_day_and_at_the_end_and_a_locked_desk_counts_too() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let post = publish(&app, &desk, "One").await;
    desk.lock().await;
    let stored = |app: &TestApp| -> u64 {
        let store = open_public(app.folder());
        store
            .query_row("select coalesce(sum(views), 0) from post_view", [], |row| row.get(0))
            .unwrap()
    };
    app.tick().await;
    app.reader().get(&post).await.expect(200);
    app.pass(3_600);
    app.tick().await;
    assert_eq!(stored(&app), 0, "the file tells nothing finer than a day");
    app.pass(86_400);
    app.tick().await;
    assert_eq!(stored(&app), 1);
    let generation = app.service.public().generation().await.unwrap();
    app.reader().get(&post).await.expect(200);
    let app = app.restart().await;
    assert_eq!(app.service.public().generation().await.unwrap(), generation, "no page has changed");
    assert_eq!(stored(&app), 2);
}

#[tokio::test]
async fn what_was_opened_at_an_address_that_has_changed_since_is_counted_too() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let post = publish(&app, &desk, "One").await;
    app.reader().get(&post).await.expect(200);
    let list = desk.get("/desk/posts").await.page().links();
    let editor = list.into_iter().find(|(title, _)| title == "One").unwrap().1;
    let moved = PostFields { slug: "another".into(), ..desk.editor(&editor).await };
    desk.post(&editor, &moved.pairs()).await.expect(303);
    assert_eq!(desk.publish(&editor).await, "/posts/another");
    app.reader().get("/posts/another").await.expect(200);
    app.pass(86_400);
    app.tick().await;
    let desk = app.sign_in().await;
    assert_eq!(rows(&desk, 0).await, [["One", "2", "2"]]);
}

#[tokio::test]
async fn old_days_become_one_number_and_a_post_taken_back_takes_its_numbers_along() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let post = publish(&app, &desk, "One").await;
    for _ in 0..2 {
        app.reader().get(&post).await.expect(200);
        app.service.write_views().await.unwrap();
        app.pass(86_400);
    }
    app.pass(500 * 86_400);
    app.tick().await;
    app.tick().await;
    let desk = app.sign_in().await;
    assert_eq!(rows(&desk, 0).await, [["One", "0", "2"]]);
    let count = |what: &str| -> u64 {
        open_public(app.folder()).query_row(what, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(count("select count(*) from post_view where day = 0 and views = 2"), 1);
    assert_eq!(count("select count(*) from post_view"), 1);
    let list = desk.get("/desk/posts").await.page().links();
    let editor = list.into_iter().find(|(title, _)| title == "One").unwrap().1;
    desk.change(&format!("{editor}/publication/delete"), &[]).await;
    assert_eq!(count("select count(*) from post_view"), 0);
}
