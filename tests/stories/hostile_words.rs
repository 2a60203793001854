//! Known tricks in what stands around posts: responses, the column's face, searches, feeds, and the data in a page's
//! head. None of them becomes more than text.

use serde_json::Value;
use unsaid::domain::{COMMENT_NAME_CHARS_MAX, CommentText, NAME_CHARS_MAX};

use crate::common::inert::{assert_page, corpus};
use crate::common::{Desk, TestApp, encode};

const POST: &str = "/posts/telling-her";
const FORM: &str = "/posts/telling-her/respond";
const FACE: &str = "/desk/settings/column";
/// Responses that one page of the desk has; a fresh one each time.
const AT_ONCE: usize = 20;

fn tricks() -> Vec<String> {
    corpus().into_iter().map(|(_, text)| text).collect()
}

fn start(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

async fn with_post(app: &TestApp) -> Desk {
    app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    assert_eq!(desk.publish_question(&id, "Telling her", "Yes.").await, POST);
    desk
}

/// Lets all through that wait, on the pages of the desk where they are read.
async fn approve_all(app: &TestApp, desk: &Desk) {
    app.settle().await;
    loop {
        let list = desk.get("/desk/comments").await.expect(200);
        assert_page(&list.body, "/desk/comments");
        let ticks = list.page().all("input").into_iter().filter(|it| it.attr("type") == "checkbox");
        let names: Vec<String> = ticks.map(|it| it.attr("name").to_owned()).collect();
        if names.is_empty() {
            return;
        }
        let one = format!("/desk/comments/{}", names[0].trim_start_matches("tick-"));
        assert_page(&desk.get(&one).await.expect(200).body, &one);
        let mut fields: Vec<_> = names.iter().map(|name| (name.as_str(), "yes")).collect();
        fields.push(("to", "approved"));
        desk.change("/desk/comments", &fields).await;
    }
}

#[tokio::test]
async fn tricks_in_responses_and_their_names_are_text_wherever_they_show() {
    let app = TestApp::spawn().await;
    let desk = with_post(&app).await;
    let reader = app.reader();
    for some in tricks().chunks(AT_ONCE) {
        for text in some {
            let name = start(text, COMMENT_NAME_CHARS_MAX);
            let typed = [("comment", text.as_str()), ("name", &name), ("asker", text)];
            let refused = reader.respond_with(FORM, &typed).await.expect(422);
            assert_page(&refused.body, "the form that came back");
            // One of which nothing is to be seen is no response.
            let status = if CommentText::parse(text).is_ok() { 200 } else { 422 };
            reader.respond_with(FORM, &typed[..2]).await.expect(status);
        }
        approve_all(&app, &desk).await;
    }
    let page = reader.get(POST).await.expect(200);
    assert_page(&page.body, POST);
    let below = page.page().id("responses").unwrap().all("article").len();
    assert!(below > tricks().len() / 2, "{below}, the others being taken for spam");
    for place in 1..=below {
        let form = format!("{FORM}?to={place}");
        assert_page(&reader.get(&form).await.expect(200).body, &form);
    }
    let words = reader.respond(POST, "<script>alert(1)</script>").await;
    assert_page(&reader.come_back(&words).await.expect(200).body, "/receipt");
}

#[tokio::test]
async fn tricks_in_the_face_of_the_column_are_text_on_pages_in_feeds_and_in_data() {
    let app = TestApp::spawn().await;
    let desk = with_post(&app).await;
    let reader = app.reader();
    for text in tricks().iter().step_by(3) {
        let name = start(text.trim(), NAME_CHARS_MAX);
        let form = desk.get("/desk/settings").await.expect(200).page().form(FACE);
        let kept = form.sent().into_iter().filter(|(field, _)| ["accent", "seen"].contains(field));
        let typed =
            [("name", name.as_str()), ("columnist", &name), ("line", text), ("about", text)];
        let fields: Vec<_> = kept.chain(typed).collect();
        let tried = desk.post(&format!("{FACE}/preview"), &fields).await;
        assert_page(&tried.body, "the preview");
        assert_eq!(tried.header("cache-control"), "no-store");
        let saved = desk.post(FACE, &fields).await;
        if saved.status != 303 {
            assert_page(&saved.expect(422).body, FACE);
            continue;
        }
        for path in ["/", POST, FORM, "/tags", "/archive", "/privacy", "/help", "/x"] {
            assert_page(&reader.get(path).await.body, path);
        }
        assert_page(&desk.get("/desk/settings").await.expect(200).body, "/desk/settings");
        let page = reader.get(POST).await.page();
        let data: Value = serde_json::from_str(&page.all("script")[0].text()).unwrap();
        assert_eq!(data["author"]["name"], data["publisher"]["name"], "{text}");
        assert!(data["author"]["name"].is_string());
        for path in ["/feed.atom", "/feed.json"] {
            let feed = reader.get(path).await.expect(200);
            let feed = feed_rs::parser::parse(feed.body.as_bytes());
            assert_eq!(feed.unwrap().entries.len(), 1, "{path}: {text}");
        }
    }
}

#[tokio::test]
async fn tricks_that_are_searched_for_are_text_and_nothing_may_keep_the_page() {
    let app = TestApp::spawn().await;
    with_post(&app).await;
    for text in tricks() {
        let path = format!("/search?{}", encode(&[("q", &text)]));
        let answer = app.reader().get(&path).await.expect(200);
        assert_page(&answer.body, &path);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("etag"), "");
    }
}
