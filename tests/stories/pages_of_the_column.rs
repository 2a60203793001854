//! Posts without letters: entries among the answers, and the pages of the column with their menu.

use proptest::prelude::*;

use crate::common::{Desk, PostFields, TestApp};

async fn begin(desk: &Desk, kind: &str, title: &str, text: &str) -> String {
    let answer = desk.post("/desk/posts", &[("kind", kind)]).await.expect(303);
    let path = answer.location().split('?').next().unwrap().to_owned();
    desk.write(&path, title, text).await;
    path
}

async fn step(desk: &Desk, path: &str, step: &str) {
    desk.change(&format!("{path}/menu"), &[("step", step)]).await;
}

/// What the foot of every public page leads to.
async fn menu(app: &TestApp) -> Vec<(String, String)> {
    let page = app.reader().get("/ask").await.expect(200).page();
    let menu = page.class("menu");
    let link = |link: &crate::common::html::Element| (link.text(), link.attr("href").to_owned());
    menu.map_or(Vec::new(), |menu| menu.all("a").iter().map(link).collect())
}

#[tokio::test]
async fn an_entry_stands_among_the_answers_without_a_question() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let path = begin(&desk, "entry", "A talk in May", "Come **along**.").await;
    let editor = desk.get(&path).await.page();
    assert!(editor.id("printed").is_none(), "nothing is printed of nobody's letter");
    desk.publish_entry(&path).await;
    let page = app.reader().get("/posts/a-talk-in-may").await.expect(200).page();
    assert!(page.class("letter").is_none(), "{}", page.text());
    let by = unsaid::texts::en::site::entry_by(crate::common::COLUMNIST);
    assert_eq!(page.id("answer").unwrap().text(), by);
    assert!(page.text().contains("Come along."), "{}", page.text());
    let home = app.reader().get("/").await.page();
    assert_eq!(home.class("excerpt").unwrap().text(), "Come along.");
    app.reader().get("/a-talk-in-may").await.expect(404);
    desk.post("/desk/posts", &[("kind", "answer")]).await.expect(400);
}

#[tokio::test]
async fn a_page_stands_at_the_root_and_in_no_list() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let path = begin(&desk, "page", "About us", "We **read**.").await;
    let fields = PostFields { tags: "trust".into(), ..desk.editor(&path).await };
    desk.post(&path, &fields.pairs()).await.expect(303);
    app.reader().get("/about-us").await.expect(404);
    desk.publish_entry(&path).await;
    let page = app.reader().get("/about-us").await.expect(200).page();
    assert_eq!(page.h1(), "About us");
    assert!(page.text().contains("We read.") && page.all("time").is_empty(), "{}", page.text());
    assert_eq!(app.reader().get("/posts/about-us").await.expect(308).location(), "/about-us");
    for list in ["/", "/tags", "/posts.json"] {
        let body = app.reader().get(list).await.expect(200).body;
        assert!(!body.contains("about-us") && !body.contains("trust"), "{list}");
    }
    app.reader().get("/tags/trust").await.expect(404);
    assert!(desk.get(&path).await.body.contains("href=\"/about-us\""));
    desk.change(&format!("{path}/publication/delete"), &[]).await;
    app.reader().get("/about-us").await.expect(404);
}

#[tokio::test]
async fn a_page_that_still_waits_for_her_own_words_says_so_before_it_goes_out() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let start = [("kind", "page"), ("start", "imprint")];
    let answer = desk.post("/desk/posts", &start).await.expect(303);
    let path = answer.location().split('?').next().unwrap().to_owned();
    let check = async || desk.get(&path).await.page().id("check").unwrap().text();
    assert!(check().await.contains("6 places in [brackets]"), "{}", check().await);
    desk.write(&path, "Imprint", "Mara Example\\\n12 High Street").await;
    assert!(check().await.contains(unsaid::texts::en::desk::check::CLEAR), "{}", check().await);
    desk.publish_entry(&path).await;
    let page = app.reader().get("/imprint").await.expect(200);
    assert!(page.body.contains("Mara Example<br>\n12 High Street"), "{}", page.body);
}

#[tokio::test]
async fn the_first_page_of_the_menu_cannot_go_up_nor_the_last_one_down() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    for title in ["About", "Imprint", "Terms"] {
        let path = begin(&desk, "page", title, "x").await;
        step(&desk, &path, "in").await;
    }
    let page = desk.get("/desk/posts?show=pages").await.page();
    let rows = page.class("rows").unwrap();
    let offered = |form: &crate::common::html::Element| -> Vec<String> {
        form.all("button").iter().map(|button| button.attr("value").to_owned()).collect()
    };
    let steps: Vec<_> = rows.classes("buttons").iter().map(offered).collect();
    assert_eq!(steps, [vec!["down", "out"], vec!["up", "down", "out"], vec!["up", "out"]]);
}

#[tokio::test]
async fn a_page_never_stands_where_the_program_answers() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let path = begin(&desk, "page", "Help", "x").await;
    let fields = PostFields { slug: "tags".into(), ..desk.editor(&path).await };
    let page = desk.post(&path, &fields.pairs()).await.expect(422).page();
    assert!(!page.error_of("slug").is_empty());
    assert_eq!(PostFields::of(&page, &path).slug, "tags");
    desk.publish_entry(&path).await;
    assert_eq!(app.reader().get("/help-2").await.expect(200).page().h1(), "Help");
    assert_ne!(app.reader().get("/help").await.expect(200).page().h1(), "Help-2");
}

#[tokio::test]
async fn a_changed_address_of_a_page_leads_on_for_good() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let path = begin(&desk, "page", "About", "x").await;
    desk.publish_entry(&path).await;
    let fields = PostFields { slug: "who-we-are".into(), ..desk.editor(&path).await };
    desk.post(&path, &fields.pairs()).await.expect(303);
    desk.publish_entry(&path).await;
    for old in ["/about", "/posts/about"] {
        assert_eq!(app.reader().get(old).await.expect(308).location(), "/who-we-are");
    }
}

#[tokio::test]
async fn the_menu_leads_to_public_pages_in_the_order_made_by_hand() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    assert_eq!(menu(&app).await, []);
    let mut pages = Vec::new();
    for title in ["About", "Imprint", "<b>💌</b>"] {
        let path = begin(&desk, "page", title, "x").await;
        step(&desk, &path, "in").await;
        desk.publish_entry(&path).await;
        pages.push(path);
    }
    let names = |menu: Vec<(String, String)>| menu.into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(names(menu(&app).await), ["About", "Imprint", "<b>💌</b>"]);
    step(&desk, &pages[1], "up").await;
    assert_eq!(names(menu(&app).await), ["Imprint", "About", "<b>💌</b>"]);
    step(&desk, &pages[0], "out").await;
    assert_eq!(names(menu(&app).await), ["Imprint", "<b>💌</b>"]);
    // A draft that was saved meanwhile does not go out with the order.
    desk.write(&pages[1], "Imprint", "A newer draft").await;
    step(&desk, &pages[1], "down").await;
    assert!(!app.reader().get("/imprint").await.body.contains("newer"));
    desk.change(&format!("{}/publication/delete", pages[1]), &[]).await;
    assert_eq!(names(menu(&app).await), ["<b>💌</b>"]);
    // It stands after a restart too.
    desk.lock().await;
    let app = app.restart().await;
    assert_eq!(names(menu(&app).await), ["<b>💌</b>"]);
}

#[tokio::test]
async fn an_entry_has_no_place_in_the_menu() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let path = begin(&desk, "entry", "A talk", "x").await;
    desk.post(&format!("{path}/menu"), &[("step", "in")]).await.expect(404);
    desk.post(&format!("{path}/menu"), &[("step", "sideways")]).await.expect(400);
}

/// The steps of one run: which page, and where.
fn steps() -> impl Strategy<Value = Vec<(usize, &'static str)>> {
    let step = prop_oneof!["up", "down", "in", "out"].prop_map(|step| match step.as_str() {
        "up" => "up",
        "down" => "down",
        "in" => "in",
        _ => "out",
    });
    proptest::collection::vec((0_usize..4, step), 12)
}

#[test]
fn whatever_steps_are_made_the_site_shows_the_order_of_the_desk() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let app = TestApp::spawn().await;
        let desk = app.sign_in().await;
        let mut pages = Vec::new();
        for n in 0..4 {
            let path = begin(&desk, "page", &format!("Page {n}"), "x").await;
            desk.publish_entry(&path).await;
            pages.push(path);
        }
        let mut expected: Vec<usize> = Vec::new();
        for (page, way) in steps().new_tree(&mut TestRunner::deterministic()).unwrap().current() {
            step(&desk, &pages[page], way).await;
            let way = unsaid::domain::Move::parse(way).unwrap();
            expected = unsaid::domain::moved(&expected, page, way);
            let shown: Vec<String> = menu(&app).await.into_iter().map(|it| it.1).collect();
            let wanted: Vec<String> = expected.iter().map(|n| format!("/page-{n}")).collect();
            assert_eq!(shown, wanted);
        }
    });
}
