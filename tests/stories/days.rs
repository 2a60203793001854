//! Days are those of the column's calendar, wherever somebody reads one.

use crate::common::{Desk, TestApp, open_public};

/// From noon in London to 20:00 in New York, which is past midnight in London.
const TO_EVENING: i64 = 13 * 3_600;
/// From the day on which these stories begin to the last one of its year.
const TO_NEW_YEARS_EVE: i64 = 39 * 86_400;

async fn live_in(desk: &Desk, zone: &str) {
    desk.change("/desk/settings/publishing", &[("zone", zone), ("min_days", "3")]).await;
}

/// The days that a page has, as machines read them.
fn days(html: &str) -> Vec<String> {
    html.split("<time datetime=\"").skip(1).map(|rest| rest[..10].to_owned()).collect()
}

#[tokio::test]
async fn a_post_of_the_evening_bears_the_day_of_the_columns_calendar() {
    let app = TestApp::spawn().await;
    live_in(&app.sign_in().await, "America/New_York").await;
    app.pass(TO_EVENING);
    let desk = app.sign_in().await;
    app.reader().ask("Should I tell her?").await;
    app.settle().await;
    let id = desk.find("Should I tell her?").await;
    let slug = desk.publish_question(&id, "Telling her", "Yes.").await;
    let letter = format!("/desk/questions/{id}");
    let found = ["/archive/2026", "/search?q=telling"];
    let pages = [&[slug.as_str(), "/", "/desk/posts", &letter], &found[..]].concat();
    for path in pages {
        let body = desk.get(path).await.expect(200).body;
        let seen = days(&body);
        assert!(seen.iter().all(|day| day == "2026-11-22"), "{path}: {seen:?}");
        assert!(!seen.is_empty() && !body.contains("23 November"), "{path}");
    }
    let map = app.reader().get("/sitemap.xml").await.expect(200).body;
    assert!(map.contains("<lastmod>2026-11-22<"), "{map}");
    live_in(&desk, "UTC").await;
    assert_eq!(days(&app.reader().get(&slug).await.expect(200).body), ["2026-11-23"]);
    assert!(app.reader().get("/").await.body.contains("23 November 2026"));
}

#[tokio::test]
async fn the_last_evening_of_a_year_is_in_that_years_archive() {
    let app = TestApp::spawn().await;
    live_in(&app.sign_in().await, "America/New_York").await;
    let publish = async |title: &str| {
        let desk = app.sign_in().await;
        let begun = desk.post("/desk/posts", &[("kind", "entry")]).await.expect(303);
        let path = begun.location().split('?').next().unwrap().to_owned();
        desk.write(&path, title, "It was good.").await;
        desk.publish_entry(&path).await;
        desk
    };
    publish("In autumn").await;
    app.pass(TO_NEW_YEARS_EVE + TO_EVENING);
    let desk = publish("A year ends").await;
    let lists = async |path: &str| app.reader().get(path).await.body.contains("A year ends");
    assert!(lists("/archive/2026").await && !lists("/archive/2027").await);
    assert!(!app.reader().get("/archive").await.body.contains("/archive/2027"));
    live_in(&desk, "Europe/London").await;
    assert!(lists("/archive/2027").await && !lists("/archive/2026").await);
    assert!(app.reader().get("/archive").await.body.contains("/archive/2027"));
}

#[tokio::test]
async fn a_change_on_the_same_evening_is_no_update_and_one_on_the_next_morning_is() {
    let app = TestApp::spawn().await;
    live_in(&app.sign_in().await, "America/New_York").await;
    let desk = app.sign_in().await;
    let answer = desk.post("/desk/posts", &[("kind", "entry")]).await.expect(303);
    let path = answer.location().split('?').next().unwrap().to_owned();
    desk.write(&path, "A talk", "In May.").await;
    desk.publish_entry(&path).await;
    app.pass(TO_EVENING);
    let desk = app.sign_in().await;
    desk.write(&path, "A talk", "In June.").await;
    desk.publish_entry(&path).await;
    assert_eq!(days(&app.reader().get("/posts/a-talk").await.body), ["2026-11-22"]);
    app.pass(TO_EVENING);
    let desk = app.sign_in().await;
    desk.write(&path, "A talk", "In July.").await;
    desk.publish_entry(&path).await;
    let seen = days(&app.reader().get("/posts/a-talk").await.body);
    assert_eq!(seen, ["2026-11-22", "2026-11-23"]);
}

#[tokio::test]
async fn a_response_bears_the_day_of_the_columns_calendar_and_lies_like_any_letter() {
    let app = TestApp::spawn().await;
    live_in(&app.sign_in().await, "America/New_York").await;
    let desk = app.sign_in().await;
    app.reader().ask("Should I tell her?").await;
    app.settle().await;
    let id = desk.find("Should I tell her?").await;
    let slug = desk.publish_question(&id, "Telling her", "Yes.").await;
    desk.lock().await;
    app.pass(TO_EVENING);
    app.reader().respond(&slug, "I did.").await;
    app.reader().ask("Another letter").await;
    for table in ["envelope", "mailbox"] {
        let days: i64 = open_public(app.folder())
            .query_row(
                &format!("select count(distinct day) from {table} where day > (select min(day) from mailbox)"),
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(days, 0, "{table}: a response is told from a letter by its day");
    }
    let desk = app.sign_in().await;
    app.settle().await;
    let list = desk.get("/desk/comments").await.expect(200).page();
    let (_, one) =
        list.links().into_iter().find(|(_, to)| to.starts_with("/desk/comments/")).unwrap();
    desk.change(&format!("{one}/reply"), &[("reply", "Good.")]).await;
    let body = app.reader().get(&slug).await.expect(200).body;
    assert_eq!(days(&body), ["2026-11-22"; 3], "{body}");
}
