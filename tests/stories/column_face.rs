//! What the column shows of itself: set at the desk, tried before it is saved, and seen on every page.

use unsaid::domain::{FACE_ABOUT_CHARS_MAX, LINE_CHARS_MAX};
use unsaid::texts::en::desk::{done, face as t};
use unsaid::texts::en::site;

use crate::common::html::{Form, Page};
use crate::common::{COLUMN, COLUMNIST, Desk, TestApp, open_public};

const SETTINGS: &str = "/desk/settings";
const COLUMN_FORM: &str = "/desk/settings/column";
const PREVIEW: &str = "/desk/settings/column/preview";
/// What would do harm as markup, and hides nothing as text.
const HOSTILE: &str = "</h1><script>alert(1)</script>\" onload=\"x";

/// The form as it stands, with these fields changed.
async fn typed<'a>(desk: &Desk, changes: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let form = desk.get(SETTINGS).await.expect(200).page().form(COLUMN_FORM);
    changed(&form, changes)
}

fn changed(form: &Form, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let new =
        |name: &str| changes.iter().rev().find(|(field, _)| *field == name).map(|(_, to)| *to);
    form.sent()
        .iter()
        .map(|(name, value)| ((*name).to_owned(), new(name).unwrap_or(value).to_owned()))
        .collect()
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn accent_of(page: &Page) -> String {
    page.all("html")[0].attr("data-accent").to_owned()
}

#[tokio::test]
async fn the_face_of_the_column_is_set_and_seen_everywhere_and_survives_a_restart() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let home = app.reader().get("/").await.expect(200).page();
    assert!(home.text().contains(&site::home_line(COLUMNIST)), "{}", home.text());
    assert_eq!(accent_of(&home), "");
    let fields = typed(
        &desk,
        &[
            ("name", " Dear Dora "),
            ("columnist", "Dora"),
            ("line", "Plain words."),
            ("accent", "pine"),
            ("about", "I read **everything**.\n\n[More](/about)"),
        ],
    )
    .await;
    let page = desk.change(COLUMN_FORM, &pairs(&fields)).await.page();
    assert_eq!(page.id("done").unwrap().text(), done::SAVED);

    desk.lock().await;
    let app = app.restart().await;
    let home = app.reader().get("/").await.expect(200).page();
    assert_eq!((home.h1().as_str(), home.title().as_str()), ("Dear Dora", "Dear Dora"));
    assert!(home.text().contains("Plain words."), "{}", home.text());
    let about = home.class("about").unwrap();
    assert_eq!(about.all("strong")[0].text(), "everything");
    assert!(about.text().contains(&site::about("Dora")), "{}", about.text());
    for path in ["/", "/tags", "/ask", "/receipt", "/help", "/nowhere-at-all"] {
        assert_eq!(accent_of(&app.reader().get(path).await.page()), "pine", "{path}");
    }
    assert!(app.reader().get("/tags").await.body.contains("Dear Dora"));
    let form = app.sign_in().await.get(SETTINGS).await.page().form(COLUMN_FORM);
    assert_eq!((form.value("name"), form.value("accent")), ("Dear Dora", "pine"));
    assert_eq!(form.value("line"), "Plain words.");
}

#[tokio::test]
async fn the_home_page_is_tried_as_it_would_look_and_nothing_is_saved() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let before = app.service.public().generation().await.unwrap();
    let changes = [("name", "Tried"), ("accent", "plum"), ("about", "# Who\n\n*I am.*")];
    let fields = typed(&desk, &changes).await;
    let tried = desk.post(PREVIEW, &pairs(&fields)).await.expect(200);
    assert_eq!(tried.header("cache-control"), "no-store");
    let page = tried.page();
    assert_eq!((page.h1().as_str(), accent_of(&page).as_str()), ("Tried", "plum"));
    assert!(page.text().contains(site::PREVIEW_UNSAVED), "{}", page.text());
    assert_eq!(page.class("about").unwrap().all("em")[0].text(), "I am.");
    assert_eq!(app.reader().get("/").await.page().h1(), COLUMN);
    assert_eq!(app.service.public().generation().await.unwrap(), before);
}

#[tokio::test]
async fn what_does_harm_as_markup_stays_text_on_the_page_and_in_the_form() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let about = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](//x.example/a.png)";
    let changes = [("name", HOSTILE), ("columnist", HOSTILE), ("line", HOSTILE), ("about", about)];
    let fields = typed(&desk, &changes).await;
    let tried = desk.post(PREVIEW, &pairs(&fields)).await.expect(200);
    desk.change(COLUMN_FORM, &pairs(&fields)).await;
    let home = app.reader().get("/").await.expect(200);
    for body in [tried.body, home.body] {
        let page = Page::parse(&body);
        assert_eq!(page.h1(), HOSTILE);
        assert!(page.all("script").is_empty() && page.all("img").is_empty(), "{body}");
        assert!(!body.contains("href=\"javascript"), "{body}");
    }
    for path in ["/tags", "/ask", "/help", SETTINGS] {
        let page = desk.get(path).await.expect(200).page();
        assert!(page.has_our_scripts_alone(), "{path}");
    }
    let form = desk.get(SETTINGS).await.page().form(COLUMN_FORM);
    assert_eq!((form.value("name"), form.value("line")), (HOSTILE, HOSTILE));
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let long_line = "l".repeat(LINE_CHARS_MAX + 1);
    let long_about = "a".repeat(FACE_ABOUT_CHARS_MAX + 1);
    for (field, wrong) in [
        ("name", ""),
        ("columnist", " "),
        ("line", long_line.as_str()),
        ("about", long_about.as_str()),
        ("accent", "red;}*{display:none"),
        ("accent", ""),
    ] {
        let fields = typed(&desk, &[("line", "Kept."), (field, wrong)]).await;
        for path in [COLUMN_FORM, PREVIEW] {
            let page = desk.post(path, &pairs(&fields)).await.expect(422).page();
            assert!(page.error_of(field).starts_with("Error: "), "{field}: {}", page.text());
            assert!(page.id(field).is_some(), "the summary leads to it");
            let form = page.form(COLUMN_FORM);
            if field != "accent" {
                assert_eq!(form.value(field), wrong);
            }
            if field != "line" {
                assert_eq!(form.value("line"), "Kept.", "{field}");
            }
        }
    }
    assert_eq!(app.reader().get("/").await.page().h1(), COLUMN);
}

#[tokio::test]
async fn two_windows_do_not_write_over_each_other_unseen() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let stale = typed(&desk, &[("line", "Of the second window.")]).await;
    let first = typed(&desk, &[("line", "Of the first window.")]).await;
    for _ in 0..2 {
        desk.post(COLUMN_FORM, &pairs(&first)).await.expect(303);
    }
    let page = desk.post(COLUMN_FORM, &pairs(&stale)).await.expect(409).page();
    assert!(page.error_of("name").contains(t::CHANGED), "{}", page.text());
    assert!(app.reader().get("/").await.body.contains("Of the first window."));
    let again = changed(&page.form(COLUMN_FORM), &[]);
    desk.post(COLUMN_FORM, &pairs(&again)).await.expect(303);
    assert!(app.reader().get("/").await.body.contains("Of the second window."));
}

#[tokio::test]
async fn an_assistant_sees_the_face_and_does_not_change_it() {
    let app = TestApp::spawn().await;
    let fields = typed(&app.sign_in().await, &[("name", "Mine")]).await;
    open_public(app.folder()).execute("update account set role = 'assistant'", []).unwrap();
    let desk = app.restart().await;
    let desk = (desk.sign_in().await, desk);
    desk.0.post(COLUMN_FORM, &pairs(&fields)).await.expect(403);
    assert!(desk.0.get(SETTINGS).await.page().text().contains(COLUMN));
    assert_eq!(desk.1.reader().get("/").await.page().h1(), COLUMN);
}
