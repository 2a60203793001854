//! What the desk sets of the site: when to come back, and whom readers can call.

use unsaid::domain::{Outgoing, SettingsChange, helplines};
use unsaid::texts::en::desk::{done, settings as t};

use crate::common::html::Page;
use crate::common::{COLUMNIST, Desk, TestApp, open_public, open_vault};

const SETTINGS: &str = "/desk/settings";
const LINES: &str = "/desk/settings/help-lines";
const US: &str = "/desk/settings/help-lines/us";
const EVERYWHERE: &str = "/desk/settings/help-lines/everywhere";

type Fields = [(&'static str, &'static str); 7];

/// A help line as it is typed.
const NIGHT: Fields = [
    ("name", "Night line"),
    ("phone", "0800 111 222"),
    ("url", "https://night.example"),
    ("violence", "yes"),
    ("about", "For everyone, at night."),
    ("source", "https://night.example/contact"),
    ("checked", "2026-11-20"),
];

/// The same with one field changed.
fn night_with(name: &str, value: &'static str) -> Fields {
    NIGHT.map(|(field, old)| (field, if field == name { value } else { old }))
}

#[tokio::test]
async fn the_day_to_come_back_is_set_and_survives_a_restart() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    assert_eq!(days(&desk).await, "7");
    let page = desk.change(SETTINGS, &[("return_days", " 14 ")]).await.page();
    assert_eq!(page.id("done").unwrap().text(), done::SAVED);
    for wrong in ["0", "366", "soon", ""] {
        let page = desk.post(SETTINGS, &[("return_days", wrong)]).await.expect(422).page();
        assert_eq!(page.error_of("return_days"), format!("Error: {}", t::return_problem()));
        assert_eq!(page.form(SETTINGS).value("return_days"), wrong);
        assert!(page.title().starts_with("Error: "), "{}", page.title());
    }
    let app = app.restart().await;
    assert_eq!(app.service.site().unwrap().settings.return_days, 14);
    assert_eq!(days(&app.sign_in().await).await, "14");
}

#[tokio::test]
async fn a_help_line_that_was_added_stands_on_the_help_page_with_its_source_and_its_day() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let page = desk.change(&format!("{US}/lines/new"), &NIGHT).await.page();
    assert!(page.text().contains("Night line"), "{}", page.text());
    desk.lock().await;
    let app = app.restart().await;
    let help = app.reader().get("/help").await.expect(200).page();
    let country = help.id("us").unwrap();
    assert!(country.text().contains("For everyone, at night."), "{}", country.text());
    assert!(country.text().contains("20 November 2026"), "{}", country.text());
    let links: Vec<_> = country.all("a").iter().map(|a| a.attr("href").to_owned()).collect();
    for link in ["tel:0800111222", "https://night.example", "https://night.example/contact"] {
        assert!(links.iter().any(|found| found == link), "{link}: {links:?}");
    }
    assert!(links.iter().any(|found| found == "tel:988"), "the others are still there: {links:?}");
}

#[tokio::test]
async fn a_help_line_is_changed_and_removed_and_a_form_that_is_sent_twice_does_it_once() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let new = format!("{EVERYWHERE}/lines/new");
    for _ in 0..2 {
        desk.post(&new, &NIGHT).await.expect(303);
    }
    assert_eq!(lines(&desk, EVERYWHERE).await.len(), helplines().directories.len() + 1);
    let line = line(&desk, EVERYWHERE, "Night line").await;
    let form = desk.get(&line).await.expect(200).page().form(&line);
    let typed = [form.value("name"), form.value("phone"), form.value("checked")];
    assert_eq!(typed, ["Night line", "0800 111 222", "2026-11-20"]);
    for _ in 0..2 {
        desk.post(&line, &night_with("name", "Day line")).await.expect(303);
    }
    assert_eq!(desk.get(&line).await.expect(303).location(), EVERYWHERE);
    let help = app.reader().get("/help").await.expect(200).body;
    assert!(help.contains("Day line") && !help.contains("Night line"));

    let changed = self::line(&desk, EVERYWHERE, "Day line").await;
    let page = desk.change(&format!("{changed}/delete"), &[]).await.page();
    assert_eq!(page.id("done").unwrap().text(), done::REMOVED);
    desk.post(&format!("{changed}/delete"), &[]).await.expect(303);
    assert!(!app.reader().get("/help").await.expect(200).body.contains("Day line"));
}

#[tokio::test]
async fn what_is_wrong_with_a_help_line_stands_at_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let new = format!("{US}/lines/new");
    for (field, wrong) in [
        ("name", ""),
        ("phone", "call us"),
        ("url", "night.example"),
        ("about", " "),
        ("source", "a friend"),
        ("source", ""),
        ("checked", ""),
        ("checked", "yesterday"),
        ("checked", "2026-12-01"),
    ] {
        let page = desk.post(&new, &night_with(field, wrong)).await.expect(422).page();
        assert!(page.error_of(field).starts_with("Error: "), "{field}={wrong}: {}", page.text());
        let form = page.form(&new);
        assert_eq!(form.value(field), wrong);
        let name = if field == "name" { wrong } else { "Night line" };
        assert_eq!((form.value("name"), form.value("violence")), (name, "yes"), "{field}");
        let summary = page.class("problems").unwrap();
        assert_eq!(summary.all("a")[0].attr("href"), format!("#{field}"));
    }
    let unkind: Vec<_> = NIGHT.into_iter().filter(|(name, _)| *name != "violence").collect();
    let page = desk.post(&new, &unkind).await.expect(422).page();
    assert!(!page.error_of("kinds").is_empty() && page.id("kinds").is_some());
    assert!(!app.reader().get("/help").await.expect(200).body.contains("Night line"));
}

#[tokio::test]
async fn two_windows_lose_nothing_of_each_other() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let new = format!("{US}/lines/new");
    desk.post(&new, &NIGHT).await.expect(303);
    let opened = line(&desk, US, "Night line").await;
    desk.post(&opened, &night_with("phone", "0800 333 444")).await.expect(303);

    // The other window still shows the line as it was.
    let stale = night_with("about", "For everyone, day and night.");
    let page = desk.post(&opened, &stale).await.expect(409).page();
    assert!(page.error_of("name").contains("another window"), "{}", page.text());
    let form = page.form(&new);
    assert_eq!(form.value("about"), "For everyone, day and night.");
    desk.post(&form.action, &stale).await.expect(303);
    let lines = lines(&desk, US).await;
    assert_eq!(lines.iter().filter(|text| text.contains("Night line")).count(), 2, "{lines:?}");

    let seen = desk.get(US).await.expect(200).page().form(US).value("seen").to_owned();
    let head = |name, number| [("name", name), ("emergency", number), ("seen", seen.as_str())];
    desk.post(US, &head("United States", "112")).await.expect(303);
    let page = desk.post(US, &head("America", "911")).await.expect(409).page();
    let form = page.form(US);
    assert_eq!((form.value("name"), form.value("emergency")), ("America", "911"));
    let again = [("name", "America"), ("emergency", "911"), ("seen", form.value("seen"))];
    desk.post(US, &again).await.expect(303);
    assert_eq!(desk.get(US).await.page().h1(), "America");
}

#[tokio::test]
async fn a_country_is_added_and_removed_and_only_as_it_was_seen() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let new = format!("{LINES}/new");
    let atlantis = [("name", "Atlantis"), ("code", "ZZ"), ("emergency", "112")];
    let answer = desk.post(&new, &atlantis).await.expect(303);
    assert_eq!(answer.location(), format!("{LINES}/zz?done=saved"));
    let again = desk.post(&new, &atlantis).await.expect(422).page();
    assert!(again.error_of("code").contains(t::COUNTRY_TAKEN), "{}", again.text());
    let wrong = [("name", ""), ("code", "zzz"), ("emergency", "help")];
    let page = desk.post(&new, &wrong).await.expect(422).page();
    for (field, typed) in wrong {
        assert!(!page.error_of(field).is_empty(), "{field}");
        assert_eq!(page.form(&new).value(field), typed);
    }
    let help = app.reader().get("/help").await.expect(200).page();
    assert_eq!(help.id("zz").unwrap().all("a")[0].attr("href"), "tel:112");

    let (zz, delete) = (format!("{LINES}/zz"), format!("{LINES}/zz/delete"));
    let asked = desk.get(&delete).await.expect(200).page().form(&delete).value("seen").to_owned();
    desk.post(&format!("{zz}/lines/new"), &NIGHT).await.expect(303);
    let page = desk.post(&delete, &[("seen", &asked)]).await.expect(409).page();
    let seen = page.form(&delete).value("seen").to_owned();
    desk.post(&delete, &[("seen", &seen)]).await.expect(303);
    assert!(app.reader().get("/help").await.page().id("zz").is_none());
    desk.get(&zz).await.expect(404);

    // Somebody was writing a line for it: her words are kept until the country is back.
    let page = desk.post(&format!("{zz}/lines/new"), &NIGHT).await.expect(409).page();
    assert!(page.error_of("name").contains("Add the country again"), "{}", page.text());
    assert_eq!(page.form(&format!("{zz}/lines/new")).value("phone"), "0800 111 222");
}

#[tokio::test]
async fn the_list_that_comes_with_the_program_comes_back_after_a_question() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let delete = format!("{LINES}/delete");
    let leads_back = |page: &Page| page.links().iter().any(|(_, href)| *href == delete);
    assert!(!leads_back(&desk.get(SETTINGS).await.page()), "nothing was changed yet");
    desk.post(&format!("{US}/lines/new"), &NIGHT).await.expect(303);
    assert!(leads_back(&desk.get(SETTINGS).await.page()));
    let page = desk.get(&delete).await.expect(200).page();
    assert_eq!((page.h1().as_str(), page.forms().len()), (t::RESET_TITLE, 2));
    assert!(app.reader().get("/help").await.body.contains("Night line"), "asking changes nothing");
    let page = desk.change(&delete, &[]).await.page();
    assert_eq!(page.id("done").unwrap().text(), done::RESTORED);
    assert!(!app.reader().get("/help").await.body.contains("Night line"));
}

#[tokio::test]
async fn an_assistant_looks_at_the_settings_and_changes_none() {
    let app = TestApp::spawn().await;
    open_public(app.folder()).execute("update account set role = 'assistant'", []).unwrap();
    let desk = app.sign_in().await;
    let page = desk.get(SETTINGS).await.expect(200).page();
    assert!(page.text().contains(&t::not_yours(COLUMNIST)), "{}", page.text());
    for path in [SETTINGS, US, EVERYWHERE] {
        let page = desk.get(path).await.expect(200).page();
        assert!(page.forms().iter().all(|form| form.action == "/desk/logout"), "{path}");
    }
    let seen = desk.get(&format!("{US}/delete")).await.page();
    let seen = seen.form(&format!("{US}/delete")).value("seen").to_owned();
    desk.post(SETTINGS, &[("return_days", "3")]).await.expect(403);
    desk.post(&format!("{US}/lines/new"), &NIGHT).await.expect(403);
    desk.post(&format!("{US}/delete"), &[("seen", &seen)]).await.expect(403);
    desk.post(&format!("{LINES}/delete"), &[]).await.expect(403);
    let settings = &app.service.site().unwrap().settings;
    assert_eq!((settings.return_days, settings.helplines()), (7, helplines()));
}

#[tokio::test]
async fn a_decision_that_had_not_left_when_the_program_ended_leaves_at_the_next_sign_in() {
    let app = TestApp::spawn().await;
    let folder = app.stop().await;
    let change = Box::new(SettingsChange::ReturnDays { days: 30 });
    let row = serde_json::to_string(&Outgoing::Settings { change }).unwrap();
    open_vault(folder.path()).execute("insert into outbox (outgoing) values (?)", [row]).unwrap();
    let app = TestApp::spawn_in(folder).await;
    assert_eq!(app.service.site().unwrap().settings.return_days, 7);
    let before = app.service.public().generation().await.unwrap();
    let desk = app.sign_in().await;
    assert_eq!(days(&desk).await, "30");
    assert!(app.service.public().generation().await.unwrap() > before);
}

async fn days(desk: &Desk) -> String {
    desk.get(SETTINGS).await.expect(200).page().form(SETTINGS).value("return_days").to_owned()
}

/// The texts of a place's lines.
async fn lines(desk: &Desk, place: &str) -> Vec<String> {
    let page = desk.get(place).await.expect(200).page();
    page.class("places").unwrap().all("li").iter().map(|line| line.text()).collect()
}

/// The address of the line of this name.
async fn line(desk: &Desk, place: &str, name: &str) -> String {
    let links = desk.get(place).await.expect(200).page().links();
    let wanted = format!("{} {name}", t::CHANGE_LINE);
    links.into_iter().find(|(text, _)| *text == wanted).unwrap().1
}
