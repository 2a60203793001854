//! Posts with a date: they come out on the hour, whoever is there, unless somebody stops them.

use unsaid::texts::en::desk::{done, publishing as t};

use crate::common::{Answer, Desk, PostFields, TestApp, eventually};

pub const LETTER: &str = "Should I tell her?\n\nShe trusts me.";
/// Seconds from the beginning of a test until 23 November 2026, 7:00.
pub const UNTIL_DUE: i64 = 19 * 3_600;
pub const ADDRESS: &str = "/posts/telling-her";

/// A letter with a post that is finished.
pub struct Scene {
    pub app: TestApp,
    pub desk: Desk,
    pub receipt: String,
    pub id: String,
    pub path: String,
}

impl Scene {
    pub async fn set(consent: &str) -> Self {
        let app = TestApp::spawn().await;
        let receipt = app.reader().ask_for(LETTER, consent).await;
        let desk = app.sign_in().await;
        let id = desk.find("Should I tell her?").await;
        let path = desk.begin_post(&id).await;
        let fields = PostFields { tags: "trust".into(), ..desk.editor(&path).await };
        desk.post(&path, &fields.pairs()).await.expect(303);
        desk.write(&path, "Telling her", "Yes.").await;
        Self { app, desk, receipt, id, path }
    }

    /// The same with 7:00 of the next day for its time.
    pub async fn scheduled() -> Self {
        let scene = Self::set("print").await;
        schedule(&scene.desk, &scene.path, "2026-11-23", "7:00").await.expect(303);
        scene
    }

    /// Locks the desk and lets time pass until the hour has come.
    async fn lock_until_due(&self) {
        self.desk.lock().await;
        self.app.pass(UNTIL_DUE);
        self.app.tick().await;
    }

    async fn public(&self) -> bool {
        is_public(&self.app).await
    }
}

/// Sends what the editor shows, to come out at a time.
pub async fn schedule(desk: &Desk, path: &str, date: &str, time: &str) -> Answer {
    let fields = desk.editor(path).await;
    let when = [("when", "at"), ("date", date), ("time", time)];
    desk.post(&format!("{path}/publication"), &[fields.pairs().as_slice(), &when].concat()).await
}

/// Whether readers see the post, everywhere or nowhere.
pub async fn is_public(app: &TestApp) -> bool {
    let reader = app.reader();
    let found = reader.get(ADDRESS).await.status == 200;
    let home = reader.get("/").await.body;
    assert_eq!(home.matches(">Telling her</a>").count(), usize::from(found), "{home}");
    assert_eq!(reader.get("/tags/trust").await.status == 200, found);
    assert_eq!(reader.get("/posts.json").await.body.contains("Telling her"), found);
    found
}

#[tokio::test]
async fn a_post_comes_out_on_the_hour_while_the_desk_is_locked_and_its_asker_is_told() {
    let scene = Scene::scheduled().await;
    let page = scene.desk.get(&scene.path).await.expect(200).page();
    assert!(page.text().contains("Goes out on Monday 23 November 2026, 7:00."), "{}", page.text());
    assert_eq!(scene.desk.question(&scene.id).await.status, "scheduled");
    assert_eq!(scene.app.reader().status(&scene.receipt).await.state, "read");

    scene.desk.lock().await;
    scene.app.pass(UNTIL_DUE - 1);
    scene.app.tick().await;
    assert!(!scene.public().await, "a second too early");
    scene.app.pass(1);
    scene.app.tick().await;
    assert!(scene.public().await);
    let told = scene.app.reader().status(&scene.receipt).await;
    assert_eq!((told.state, told.link.as_str()), ("published", ADDRESS));

    let desk = scene.app.sign_in().await;
    assert_eq!(desk.question(&scene.id).await.status, "published");
    let page = desk.get(&scene.path).await.expect(200).page();
    assert!(page.text().contains("Public since 23 November 2026."), "{}", page.text());
    let said = scene.app.reader().get(ADDRESS).await.body;
    assert!(said.contains("2026-11-23") && !said.contains("updated on"), "{said}");
}

#[tokio::test]
async fn what_came_due_while_the_program_was_not_running_is_shown_when_it_begins() {
    let scene = Scene::scheduled().await;
    scene.desk.lock().await;
    scene.app.pass(UNTIL_DUE + 3 * 86_400);
    let app = scene.app.restart().await;
    eventually("the post", || async {
        (app.reader().get(ADDRESS).await.status == 200).then_some(())
    })
    .await;
    assert!(is_public(&app).await);
    assert_eq!(app.reader().status(&scene.receipt).await.state, "published");
}

#[tokio::test]
async fn a_letter_that_is_closed_or_taken_back_stops_its_post_while_the_desk_is_locked() {
    for stop in ["private", "proof", "withdraw"] {
        let scene = Scene::scheduled().await;
        scene.desk.lock().await;
        let reader = scene.app.reader();
        match stop {
            "withdraw" => reader.withdraw(&scene.receipt).await.expect(200),
            choice => reader.choose(&scene.receipt, choice).await.expect(200),
        };
        scene.app.pass(UNTIL_DUE);
        scene.app.tick().await;
        assert!(!scene.public().await, "{stop}");
        let desk = scene.app.sign_in().await;
        assert!(!scene.public().await, "{stop}");
        if stop == "withdraw" {
            assert_eq!(desk.get(&scene.path).await.status, 404);
        } else {
            assert_eq!(desk.question(&scene.id).await.status, "drafting", "{stop}");
            assert!(!desk.get(&scene.path).await.page().text().contains("Goes out"));
            assert_eq!(scene.app.reader().status(&scene.receipt).await.state, "read", "{stop}");
        }
        assert!(schedule_if_there(&desk, &scene.path).await >= 404, "{stop}");
    }
}

async fn schedule_if_there(desk: &Desk, path: &str) -> u16 {
    match desk.get(path).await.status {
        200 => schedule(desk, path, "2026-12-24", "7:00").await.status,
        gone => gone,
    }
}

#[tokio::test]
async fn a_letter_that_is_closed_at_an_open_desk_takes_the_date_off() {
    for withdraw in [false, true] {
        let scene = Scene::scheduled().await;
        let reader = scene.app.reader();
        if withdraw {
            reader.withdraw(&scene.receipt).await.expect(200);
        } else {
            reader.choose(&scene.receipt, "private").await.expect(200);
        }
        scene.app.settle().await;
        let gone = scene.desk.get(&scene.path).await;
        assert!(gone.status == 404 || !gone.body.contains("Goes out"), "{}", gone.body);
        scene.app.pass(UNTIL_DUE);
        scene.app.tick().await;
        assert!(!scene.public().await);
    }
}

#[tokio::test]
async fn a_withdrawal_after_the_hour_asks_for_the_post_to_be_taken_down() {
    let scene = Scene::scheduled().await;
    scene.lock_until_due().await;
    scene.app.reader().withdraw(&scene.receipt).await.expect(200);
    let desk = scene.app.sign_in().await;
    assert!(scene.public().await);
    assert_eq!(desk.question(&scene.id).await.status, "published");
    desk.change(&format!("{}/publication/delete", scene.path), &[]).await;
    assert!(!scene.public().await);
}

#[tokio::test]
async fn a_date_is_taken_off_and_the_address_is_free_again() {
    let scene = Scene::scheduled().await;
    let fields = scene.desk.editor(&scene.path).await;
    let off = format!("{}/schedule/delete", scene.path);
    let page = scene.desk.change(&off, &fields.pairs()).await.page();
    assert_eq!(page.id("done").unwrap().text(), done::UNSCHEDULED);
    assert_eq!(scene.desk.question(&scene.id).await.status, "drafting");
    scene.app.pass(UNTIL_DUE);
    scene.app.tick().await;
    assert!(!scene.public().await);
    let desk = scene.app.sign_in().await;
    desk.change(&off, &[]).await;
    scene.app.pass(86_400);
    let desk = scene.app.sign_in().await;
    assert_eq!(desk.publish(&scene.path).await, ADDRESS);
    let said = scene.app.reader().get(ADDRESS).await.body;
    assert!(said.contains("2026-11-24"), "it came out today: {said}");
}

#[tokio::test]
async fn another_time_counts_instead_and_now_is_a_time_too() {
    let scene = Scene::scheduled().await;
    schedule(&scene.desk, &scene.path, "2026-11-25", "7:30").await.expect(303);
    scene.lock_until_due().await;
    assert!(!scene.public().await, "not at the first time");
    scene.app.pass(2 * 86_400 + 1_800);
    scene.app.tick().await;
    assert!(scene.public().await);

    let scene = Scene::scheduled().await;
    assert_eq!(scene.desk.publish(&scene.path).await, ADDRESS);
    assert!(scene.public().await);
    assert_eq!(scene.desk.question(&scene.id).await.status, "published");
    scene.lock_until_due().await;
    let said = scene.app.reader().get(ADDRESS).await.body;
    assert!(said.contains("2026-11-22") && scene.public().await, "{said}");
    let desk = scene.app.sign_in().await;
    schedule(&desk, &scene.path, "2026-12-24", "7:00").await.expect(409);
}

#[tokio::test]
async fn what_is_saved_after_a_date_was_set_is_not_in_it_until_it_is_set_again() {
    let scene = Scene::scheduled().await;
    scene.desk.write(&scene.path, "Telling her", "No.").await;
    let text = scene.desk.get(&scene.path).await.page().text();
    assert!(text.contains("The changes since then are not in it"), "{text}");
    scene.lock_until_due().await;
    assert!(scene.app.reader().get(ADDRESS).await.body.contains("<p>Yes.</p>"));
    let desk = scene.app.sign_in().await;
    let text = desk.get(&scene.path).await.page().text();
    assert!(text.contains("not published yet"), "{text}");

    let scene = Scene::scheduled().await;
    scene.desk.write(&scene.path, "Telling her", "No.").await;
    schedule(&scene.desk, &scene.path, "2026-11-23", "7:00").await.expect(303);
    scene.lock_until_due().await;
    assert!(scene.app.reader().get(ADDRESS).await.body.contains("<p>No.</p>"));
}

#[tokio::test]
async fn a_post_that_was_taken_off_the_site_comes_out_again_on_a_date() {
    let scene = Scene::set("print").await;
    scene.desk.publish(&scene.path).await;
    scene.desk.change(&format!("{}/publication/delete", scene.path), &[]).await;
    schedule(&scene.desk, &scene.path, "2026-11-23", "7:00").await.expect(303);
    assert!(!scene.public().await);
    scene.lock_until_due().await;
    assert!(scene.public().await);
    assert_eq!(scene.app.reader().status(&scene.receipt).await.state, "published");
}

#[tokio::test]
async fn a_time_that_is_none_is_told_beside_its_field_and_everything_typed_is_saved() {
    let scene = Scene::set("print").await;
    for (date, time, field) in [
        ("2026-02-30", "7:00", "date"),
        ("2026-11-23", "25:00", "time"),
        ("2026-11-22", "12:00", "time"),
        ("2099-01-01", "7:00", "date"),
        ("", "", "date"),
    ] {
        let page = schedule(&scene.desk, &scene.path, date, time).await.expect(422).page();
        assert!(!page.error_of(field).is_empty(), "{date} {time}: {}", page.text());
        assert_eq!(page.form(&scene.path).value("date"), date);
    }
    assert_eq!(scene.desk.question(&scene.id).await.status, "drafting");
}

#[tokio::test]
async fn the_next_free_time_of_the_rhythm_is_one_press_away() {
    let scene = Scene::set("print").await;
    let settings = [("zone", "Europe/Berlin"), ("min_days", "3"), ("day0", "tue"), ("at0", "7:00")];
    scene.desk.change("/desk/settings/publishing", &settings).await;
    let page = scene.desk.get(&scene.path).await.page();
    let offered = "Save for Tuesday 24 November 2026, 7:00";
    assert!(page.form(&scene.path).buttons.iter().any(|button| button.text == offered));
    let fields = scene.desk.editor(&scene.path).await;
    let next = [fields.pairs().as_slice(), &[("when", "next")]].concat();
    let page = scene.desk.change(&format!("{}/publication", scene.path), &next).await.page();
    assert!(page.text().contains("Goes out on Tuesday 24 November 2026, 7:00."), "{}", page.text());
    assert!(page.text().contains("Save for Tuesday 1 December 2026, 7:00"), "{}", page.text());
    scene.desk.lock().await;
    // 6:00 of UTC.
    scene.app.pass(42 * 3_600 - 1);
    scene.app.tick().await;
    assert!(!scene.public().await);
    scene.app.pass(1);
    scene.app.tick().await;
    assert!(scene.public().await);
}

#[tokio::test]
async fn on_the_days_when_clocks_change_the_hour_is_that_of_the_wall_in_every_zone() {
    let scene = Scene::set("print").await;
    // Zone, time as typed, and the UTC hour and minute at which it comes out, by the tz database.
    let edges = [
        (
            "Europe/Berlin",
            "2027-03-28",
            "2:30",
            "2027-03-28T01:30:00Z",
            Some(done::SCHEDULED_LATER),
        ),
        ("Europe/Berlin", "2027-03-28", "3:00", "2027-03-28T01:00:00Z", None),
        (
            "Australia/Lord_Howe",
            "2027-04-04",
            "1:45",
            "2027-04-03T14:45:00Z",
            Some(done::SCHEDULED_EARLIER),
        ),
        (
            "America/St_Johns",
            "2027-11-07",
            "1:15",
            "2027-11-07T03:45:00Z",
            Some(done::SCHEDULED_EARLIER),
        ),
        (
            "Europe/Berlin",
            "2027-10-31",
            "2:30",
            "2027-10-31T00:30:00Z",
            Some(done::SCHEDULED_EARLIER),
        ),
        ("Pacific/Apia", "2027-06-01", "7:00", "2027-05-31T18:00:00Z", None),
        (
            "America/New_York",
            "2027-03-14",
            "2:05",
            "2027-03-14T07:05:00Z",
            Some(done::SCHEDULED_LATER),
        ),
        ("Asia/Kathmandu", "2027-01-01", "0:00", "2026-12-31T18:15:00Z", None),
    ];
    let mut edges =
        edges.map(|edge| (edge.3.parse::<jiff::Timestamp>().unwrap().as_second(), edge));
    edges.sort_by_key(|edge| edge.0);
    for (due, (zone, date, time, _, told)) in edges {
        let desk = scene.app.sign_in().await;
        desk.change("/desk/settings/publishing", &[("zone", zone), ("min_days", "3")]).await;
        let answer = schedule(&desk, &scene.path, date, time).await.expect(303);
        let page = desk.get(answer.location()).await.page();
        assert_eq!(
            page.id("done").unwrap().text(),
            told.unwrap_or(done::SCHEDULED),
            "{zone} {date}"
        );
        desk.lock().await;
        scene.app.pass(due - 1 - scene.app.now().0);
        scene.app.tick().await;
        assert!(!scene.public().await, "{zone} {date} {time}");
        scene.app.pass(1);
        scene.app.tick().await;
        assert!(scene.public().await, "{zone} {date} {time}");
        let desk = scene.app.sign_in().await;
        desk.change(&format!("{}/publication/delete", scene.path), &[]).await;
    }
}

#[tokio::test]
async fn who_may_not_publish_sets_no_date() {
    let scene = Scene::scheduled().await;
    scene.desk.lock().await;
    crate::common::open_public(scene.app.folder())
        .execute("update account set role = 'assistant'", [])
        .unwrap();
    let assistant = scene.app.sign_in().await;
    schedule(&assistant, &scene.path, "2026-12-24", "7:00").await.expect(403);
    assistant.post(&format!("{}/schedule/delete", scene.path), &[]).await.expect(403);
    let text = assistant.get(&scene.path).await.page().text();
    assert!(text.contains("Goes out on Monday") && !text.contains(t::TAKE_OFF), "{text}");
}
