//! What the list and the calendar say of times, and a post with a time that is put into the bin.

use unsaid::texts::en::desk::{calendar as t, posts};

use crate::common::{Desk, PostFields, TestApp, open_public};
use crate::scheduling::{ADDRESS, Scene, UNTIL_DUE, is_public, schedule};

async fn tuesdays(desk: &Desk) {
    let settings = [("zone", "Europe/Berlin"), ("min_days", "3"), ("day0", "tue"), ("at0", "7:00")];
    desk.change("/desk/settings/publishing", &settings).await;
}

/// What the calendar has on a day.
async fn day(desk: &Desk, date: &str) -> String {
    let month = &date[..7];
    let page = desk.get(&format!("/desk/posts/calendar?month={month}")).await.expect(200).page();
    page.id(&format!("d{date}")).unwrap().text()
}

#[tokio::test]
async fn the_list_says_when_a_post_comes_out_and_never_that_it_is_off_the_site() {
    let scene = Scene::scheduled().await;
    let list = |show: &'static str| {
        let desk = &scene.desk;
        async move { desk.get(&format!("/desk/posts{show}")).await.page().class("rows").unwrap().text() }
    };
    for show in ["", "?show=scheduled"] {
        let rows = list(show).await;
        assert!(rows.contains("Goes out on Monday 23 November 2026, 7:00"), "{rows}");
        assert!(!rows.contains("Off the site"), "{rows}");
    }
    scene.desk.publish(&scene.path).await;
    assert!(list("").await.contains("Since 22 November 2026"));
    scene.desk.change(&format!("{}/publication/delete", scene.path), &[]).await;
    let rows = list("").await;
    assert!(rows.contains("Off the site") && !rows.contains("Since"), "{rows}");
    schedule(&scene.desk, &scene.path, "2026-11-23", "7:00").await.expect(303);
    assert!(!list("").await.contains("Off the site"));
}

#[tokio::test]
async fn a_post_with_a_date_loses_it_in_the_bin_and_does_not_come_out() {
    let scene = Scene::scheduled().await;
    let page = scene.desk.get(&scene.path).await.page();
    assert!(page.text().contains(posts::BIN_DUE_HINT), "{}", page.text());
    scene.desk.change(&format!("{}/deletion", scene.path), &[]).await;
    assert_eq!(scene.desk.question(&scene.id).await.status, "kept");
    assert!(!day(&scene.desk, "2026-11-23").await.contains("Telling her"));
    scene.app.pass(UNTIL_DUE);
    scene.app.tick().await;
    assert!(!is_public(&scene.app).await);
    assert_eq!(scene.app.reader().status(&scene.receipt).await.state, "read");
    // Put back, it is a draft without a date.
    let desk = scene.app.sign_in().await;
    let back = desk.change(&format!("{}/deletion/delete", scene.path), &[]).await.page();
    assert!(!back.text().contains("Goes out"), "{}", back.text());
    assert_eq!(desk.question(&scene.id).await.status, "drafting");
    assert_eq!(desk.publish(&scene.path).await, ADDRESS);
}

#[tokio::test]
async fn a_post_whose_hour_has_come_is_public_and_not_put_into_the_bin() {
    let scene = Scene::scheduled().await;
    scene.desk.lock().await;
    scene.app.pass(UNTIL_DUE);
    scene.app.tick().await;
    let desk = scene.app.sign_in().await;
    desk.post(&format!("{}/deletion", scene.path), &[]).await.expect(409);
    assert!(is_public(&scene.app).await);
}

#[tokio::test]
async fn an_assistant_takes_no_date_off_by_way_of_the_bin() {
    let scene = Scene::scheduled().await;
    scene.desk.lock().await;
    open_public(scene.app.folder()).execute("update account set role = 'assistant'", []).unwrap();
    let assistant = scene.app.sign_in().await;
    assistant.post(&format!("{}/deletion", scene.path), &[]).await.expect(403);
    let buttons = assistant.get(&scene.path).await.page().all("button");
    assert!(buttons.iter().all(|button| !button.attr("formaction").ends_with("/deletion")));
    scene.app.pass(UNTIL_DUE);
    scene.app.tick().await;
    assert!(is_public(&scene.app).await);
}

#[tokio::test]
async fn a_free_time_of_the_calendar_leads_to_a_post_with_that_time_filled_in() {
    let scene = Scene::set("print").await;
    let calendar = scene.desk.get("/desk/posts/calendar").await.page().text();
    assert!(calendar.contains(t::NO_RHYTHM), "{calendar}");
    tuesdays(&scene.desk).await;
    for (date, free) in [("2026-11-17", false), ("2026-11-24", true), ("2026-11-25", false)] {
        assert_eq!(day(&scene.desk, date).await.contains(t::FREE), free, "{date}");
    }
    // A year ahead there are free times too.
    assert!(day(&scene.desk, "2027-11-30").await.contains(t::FREE));

    let at = "/desk/posts?show=drafts&at=2026-11-24T07:00";
    let month = scene.desk.get("/desk/posts/calendar").await.page();
    assert!(month.links().iter().any(|(_, href)| href == at));
    let list = scene.desk.get(at).await.expect(200).page();
    assert!(list.text().contains("Choose a post for Tuesday 24 November 2026, 7:00."));
    let row = list.class("rows").unwrap().all("a")[0].attr("href").to_owned();
    assert_eq!(row, format!("{}?at=2026-11-24T07:00#when", scene.path));
    let form = scene.desk.get(row.split('#').next().unwrap()).await.page().form(&scene.path);
    assert_eq!((form.value("date"), form.value("time")), ("2026-11-24", "07:00"));

    schedule(&scene.desk, &scene.path, "2026-11-24", "7:00").await.expect(303);
    let taken = day(&scene.desk, "2026-11-24").await;
    assert!(taken.contains("Telling her") && !taken.contains(t::FREE), "{taken}");
}

#[tokio::test]
async fn an_entry_begun_for_a_time_has_it_filled_in_and_a_time_that_is_none_is_left_out() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let begun = [("kind", "entry"), ("at", "2026-11-24T07:00")];
    let answer = desk.post("/desk/posts", &begun).await.expect(303);
    let path = answer.location().split('?').next().unwrap().to_owned();
    let page = desk.get(answer.location().split('#').next().unwrap()).await.expect(200).page();
    assert_eq!(page.form(&path).value("date"), "2026-11-24");
    for nonsense in ["2026-11-21T07:00", "x", "2026-11-24", "T", "\"><b>"] {
        let encoded = nonsense.replace('"', "%22").replace('<', "%3C").replace('>', "%3E");
        let list = desk.get(&format!("/desk/posts?at={encoded}")).await.expect(200);
        assert!(!list.body.contains("at="), "{nonsense}");
        let answer = desk.post("/desk/posts", &[("kind", "entry"), ("at", nonsense)]).await;
        assert!(!answer.expect(303).location().contains("at="), "{nonsense}");
    }
    assert_eq!(desk.editor(&path).await, PostFields { revision: "1".into(), ..Default::default() });
}
