//! The desk's list of posts, the bin, copies, and the calendar.

use unsaid::domain::{BIN_DAYS, Status};

use crate::common::html::Page;
use crate::common::{Desk, PostFields, TestApp, open_public};

/// Begins an entry or a page; gives the path of its editor.
async fn begin(desk: &Desk, kind: &str, title: &str, text: &str) -> String {
    let answer = desk.post("/desk/posts", &[("kind", kind)]).await.expect(303);
    let path = answer.location().split('?').next().unwrap().to_owned();
    desk.write(&path, title, text).await;
    path
}

async fn titles(desk: &Desk, query: &str) -> Vec<String> {
    titles_of(&desk.get(&format!("/desk/posts{query}")).await.expect(200).page())
}

fn titles_of(page: &Page) -> Vec<String> {
    let rows = page.class("rows");
    rows.map_or(Vec::new(), |rows| rows.all("a").iter().map(|link| link.text()).collect())
}

async fn with_letter(app: &TestApp, desk: &Desk, letter: &str) -> (String, String) {
    app.reader().ask(letter).await;
    app.settle().await;
    let id = desk.find(letter).await;
    let path = desk.begin_post(&id).await;
    desk.write(&path, &format!("On {letter}"), "Yes.").await;
    (id, path)
}

#[tokio::test]
async fn each_part_of_the_list_has_its_own_posts() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (_, path) = with_letter(&app, &desk, "one").await;
    desk.publish(&path).await;
    begin(&desk, "entry", "A talk", "Come.").await;
    begin(&desk, "page", "Imprint", "We.").await;
    let gone = begin(&desk, "entry", "Nothing", "x").await;
    desk.change(&format!("{gone}/deletion"), &[]).await;
    assert_eq!(titles(&desk, "?show=drafts").await, ["A talk"]);
    assert_eq!(titles(&desk, "?show=published").await, ["On one"]);
    assert_eq!(titles(&desk, "?show=pages").await, ["Imprint"]);
    let about = begin(&desk, "page", "About", "We.").await;
    desk.change(&format!("{about}/menu"), &[("step", "in")]).await;
    assert_eq!(titles(&desk, "?show=pages").await, ["About", "Imprint"]);
    desk.change(&format!("{about}/deletion"), &[]).await;
    assert_eq!(titles(&desk, "?show=bin&sort=title").await, ["About", "Nothing"]);
    assert_eq!(titles(&desk, "?show=scheduled").await, [] as [&str; 0]);
    assert_eq!(titles(&desk, "?sort=title").await, ["A talk", "Imprint", "On one"]);
    let tabs = desk.get("/desk/posts").await.page().class("tabs").unwrap().text();
    assert_eq!(tabs, "All 3Drafts 1Scheduled 0Published 1Pages 1Bin 2");
    for nonsense in ["?show=all-of-it", "?sort=x", "?after=x", "?after=7"] {
        let status = desk.get(&format!("/desk/posts{nonsense}")).await.status;
        assert!(status == 404 || nonsense == "?after=7", "{nonsense}: {status}");
    }
}

#[tokio::test]
async fn the_search_finds_titles_texts_and_tags_and_nothing_typed_is_syntax() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let path = begin(&desk, "entry", "Über Vertrauen 💌", "She 100% said _so_.").await;
    let fields = PostFields { tags: "Trust, #later".into(), ..desk.editor(&path).await };
    desk.post(&path, &fields.pairs()).await.expect(303);
    begin(&desk, "entry", "Other", "Nothing.").await;
    let found = ["Über Vertrauen 💌"];
    for query in [
        "?q=%C3%9CBER",
        "?q=100%25",
        "?q=_so_",
        "?q=said+vertrauen",
        "?q=%F0%9F%92%8C",
        "?tag=trust",
        "?tag=%23later",
        "?q=she&tag=trust",
    ] {
        assert_eq!(titles(&desk, query).await, found, "{query}");
    }
    for query in ["?q=10_%25", "?q=%22", "?tag=later", "?tag=%21%21", "?q=nothing&tag=trust"] {
        assert_eq!(titles(&desk, query).await, [] as [&str; 0], "{query}");
    }
    let long = "x+".repeat(3_000);
    desk.get(&format!("/desk/posts?q={long}")).await.expect(200);
}

#[tokio::test]
async fn the_list_is_paged_without_a_gap_in_every_order() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    for n in 0..103 {
        let path = begin(&desk, "entry", &format!("Entry {}", (n * 37) % 103), "x").await;
        if n % 3 == 0 {
            desk.publish_entry(&path).await;
        }
    }
    for sort in ["edited", "title", "date"] {
        let (mut seen, mut path) = (Vec::new(), Some(format!("/desk/posts?sort={sort}")));
        while let Some(address) = path {
            let page = desk.get(&address).await.expect(200).page();
            seen.extend(titles_of(&page));
            let next = page.all("a").into_iter().find(|link| link.attr("rel") == "next");
            path = next.map(|link| link.attr("href").to_owned());
        }
        assert_eq!(seen.len(), 103, "{sort}");
        let sorted: std::collections::BTreeSet<&String> = seen.iter().collect();
        assert_eq!(sorted.len(), 103, "{sort}");
        if sort == "title" {
            assert!(seen.is_sorted(), "{seen:?}");
        }
    }
}

#[tokio::test]
async fn a_post_in_the_bin_frees_its_letter_and_one_press_puts_both_back() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (id, path) = with_letter(&app, &desk, "one").await;
    let page = desk.change(&format!("{path}/deletion"), &[]).await.page();
    assert_eq!(desk.question(&id).await.status, Status::Kept.as_str());
    assert_eq!(titles_of(&page), [] as [&str; 0]);
    let undo = format!("{path}/deletion/delete");
    assert!(
        page.class("flash").unwrap().all("form").iter().any(|form| form.attr("action") == undo)
    );
    let back = desk.change(&undo, &[]).await.page();
    assert_eq!(PostFields::of(&back, &path).title, "On one");
    assert_eq!(desk.question(&id).await.status, Status::Drafting.as_str());
    desk.change(&undo, &[]).await;

    // While it lies in the bin the letter may begin another one, which then keeps it.
    desk.change(&format!("{path}/deletion"), &[]).await;
    let other = desk.begin_post(&id).await;
    assert_ne!(other, path);
    desk.change(&undo, &[]).await;
    desk.change(&format!("{path}/deletion"), &[]).await;
    assert_eq!(desk.question(&id).await.status, Status::Drafting.as_str());
}

#[tokio::test]
async fn a_public_post_is_not_deleted_before_it_is_taken_back() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (_, path) = with_letter(&app, &desk, "one").await;
    let address = desk.publish(&path).await;
    let forms = desk.get(&path).await.page().forms();
    assert!(forms.iter().all(|form| !form.action.ends_with("/deletion")));
    desk.post(&format!("{path}/deletion"), &[]).await.expect(409);
    app.reader().get(&address).await.expect(200);
    desk.change(&format!("{path}/publication/delete"), &[]).await;
    desk.change(&format!("{path}/deletion"), &[]).await;
    // Whoever publishes it from a window that was open wants it back.
    assert_eq!(desk.publish(&path).await, address);
    assert_eq!(titles(&desk, "?show=bin").await, [] as [&str; 0]);
}

#[tokio::test]
async fn the_bin_is_emptied_after_thirty_days_and_not_before() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let path = begin(&desk, "entry", "Old news", "x").await;
    desk.change(&format!("{path}/deletion"), &[]).await;
    app.pass(i64::from(BIN_DAYS - 1) * 86_400);
    app.tick().await;
    let desk = app.sign_in().await;
    assert_eq!(titles(&desk, "?show=bin").await, ["Old news"]);
    app.pass(86_400);
    let desk = app.sign_in().await;
    app.tick().await;
    assert_eq!(titles(&desk, "?show=bin").await, [] as [&str; 0]);
    desk.get(&path).await.expect(404);
}

#[tokio::test]
async fn a_copy_is_bound_by_the_same_letters() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    app.reader().ask_for("one", "private").await;
    app.settle().await;
    let id = desk.find("one").await;
    let path = desk.begin_post(&id).await;
    desk.write(&path, "On one", "Yes.").await;
    let answer = desk.post(&format!("{path}/copy"), &[]).await.expect(303);
    let copy = answer.location().split('?').next().unwrap().to_owned();
    assert_ne!(copy, path);
    let fields = desk.editor(&copy).await;
    assert_eq!((fields.title.as_str(), fields.printed.as_str()), ("On one", "one"));
    desk.post(&format!("{copy}/publication"), &fields.pairs()).await.expect(409);
    assert_eq!(titles(&desk, "").await, ["On one", "On one"]);
}

#[tokio::test]
async fn the_calendar_shows_what_was_published_on_its_day() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (_, path) = with_letter(&app, &desk, "one").await;
    desk.publish(&path).await;
    let page = desk.get("/desk/posts/calendar").await.expect(200).page();
    assert_eq!(page.h1(), "November 2026");
    let day = page.id("d2026-11-22").unwrap();
    assert!(day.text().contains("12:00") && day.all("a")[0].attr("href") == path, "{}", day.text());
    let next = desk.get("/desk/posts/calendar?month=2026-12").await.expect(200).page();
    assert!(next.id("d2026-12-31").is_some() && !next.text().contains("On one"));
    for nonsense in ["2026-13", "x", "2026-1", "9999-01", "0000-00"] {
        desk.get(&format!("/desk/posts/calendar?month={nonsense}")).await.expect(404);
    }
}

#[tokio::test]
async fn hostile_titles_are_text_in_the_list_and_two_megabytes_are_refused_in_words() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let title = "💌\u{202e}<script>x</script>שלום";
    let path = begin(&desk, "entry", title, "Text").await;
    for address in ["/desk/posts", "/desk/posts?sort=title", &path] {
        let page = desk.get(address).await.expect(200).page();
        assert!(page.has_our_scripts_alone(), "{address}");
    }
    assert_eq!(titles(&desk, "").await, ["💌[U+202E]<script>x</script>שלום"]);
    desk.publish_entry(&path).await;
    let page = desk.get("/desk/posts/calendar").await.expect(200).page();
    assert!(page.has_our_scripts_alone());
    let pasted = "p".repeat(2_000_000);
    let fields = PostFields { answer: pasted.clone(), ..desk.editor(&path).await };
    let answer = desk.post(&path, &fields.pairs()).await;
    assert!(matches!(answer.status, 413 | 422), "{}", answer.status);
    assert!(answer.status == 413 || PostFields::of(&answer.page(), &path).answer == pasted);
    assert_eq!(desk.editor(&path).await.answer, "Text");
}

#[tokio::test]
async fn an_assistant_begins_copies_and_bins_and_leaves_the_menu_alone() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let page = begin(&desk, "page", "About", "We.").await;
    desk.lock().await;
    open_public(app.folder()).execute("update account set role = 'assistant'", []).unwrap();
    let assistant = app.sign_in().await;
    assistant.post(&format!("{page}/menu"), &[("step", "in")]).await.expect(403);
    assert!(!assistant.get("/desk/posts?show=pages").await.body.contains("/menu"));
    assistant.change(&format!("{page}/copy"), &[]).await;
    assistant.change(&format!("{page}/deletion"), &[]).await;
}
