//! Too many letters at once: nobody is refused, nobody solves a puzzle, and nothing typed is lost.

use unsaid::pages::parts::{HONEYPOT_FIELD, SLOW_FIELD, TOKEN_FIELD};
use unsaid::service::GateLimits;
use unsaid::texts::en::site as t;

use crate::common::html::Form;
use crate::common::{Answer, Reader, TestApp, Wanted};

/// Two letters at once, then the slow lane: half of a burst is kept for networks that were quiet, and a test has no
/// network. Forms are open for two seconds at the least.
const TIGHT: GateLimits = GateLimits {
    prefix_burst: 2,
    prefix_per_hour: 1,
    column_burst: 4,
    column_per_hour: 1,
    form_seconds: 2,
    slow_seconds: 20,
};
const DAY_SECONDS: i64 = 86_400;

async fn tight() -> TestApp {
    TestApp::spawn_with(Wanted { limits: Some(TIGHT), ..Wanted::default() }).await
}

/// Sends a form with one field changed, or none.
async fn send(reader: &Reader, form: &[(String, String)], change: (&str, &str)) -> Answer {
    let mut fields: Vec<(&str, &str)> = form
        .iter()
        .filter(|(name, _)| name != change.0)
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(change);
    reader.post("/ask", &fields).await
}

const UNCHANGED: (&str, &str) = ("", "");

/// The form that came back with all that was typed and a notice that it only has to be sent again.
fn renewed(answer: &Answer, text: &str, consent: &str, words: &str) -> Form {
    assert_eq!(answer.status, 422, "{}", answer.body);
    let page = answer.page();
    assert!(page.text().contains(t::NOTICE_FRESH), "{}", page.text());
    assert!(page.title().starts_with("Error: "), "{}", page.title());
    let form = page.form("/ask");
    let kept = ["question", "consent", "receipt"].map(|name| form.value(name).to_owned());
    assert_eq!(kept, [text, consent, words]);
    form
}

fn words_of(form: &[(String, String)]) -> String {
    form.iter().find(|(name, _)| name == "receipt").unwrap().1.clone()
}

#[tokio::test]
async fn a_form_that_is_sent_within_a_moment_asks_to_be_sent_again_and_then_is_taken() {
    let app = tight().await;
    let reader = app.reader();
    let form = reader.filled("Should I tell her?", "proof").await;
    app.pass(1);
    let early = send(&reader, &form, UNCHANGED).await;
    let again = renewed(&early, "Should I tell her?", "proof", &words_of(&form));
    assert_eq!(reader.come_back(&words_of(&form)).await.status, 404, "nothing was stored");
    app.pass(1);
    reader.post("/ask", &again.sent()).await.expect(200);
    assert_eq!(reader.status(&words_of(&form)).await.state, "waiting");
}

#[tokio::test]
async fn a_form_that_lay_open_for_a_day_or_through_a_restart_only_has_to_be_sent_again() {
    let app = tight().await;
    let form = app.reader().filled("Should I tell her?", "private").await;
    let words = words_of(&form);
    app.pass(DAY_SECONDS + 1);
    renewed(&send(&app.reader(), &form, UNCHANGED).await, "Should I tell her?", "private", &words);
    let form = app.reader().filled("Should I tell her?", "private").await;
    let words = words_of(&form);
    let app = app.restart().await;
    let reader = app.reader();
    let late = send(&reader, &form, UNCHANGED).await;
    let again = renewed(&late, "Should I tell her?", "private", &words);
    reader.post("/ask", &again.sent()).await.expect(200);
    assert_eq!(reader.status(&words).await.state, "waiting");
}

#[tokio::test]
async fn the_token_of_another_form_opens_nothing() {
    let app = tight().await;
    let reader = app.reader();
    let (mine, other) = (reader.filled("One", "print").await, reader.filled("Two", "print").await);
    app.pass(10);
    let token = other.iter().find(|(name, _)| name == TOKEN_FIELD).unwrap();
    let refused = send(&reader, &mine, (TOKEN_FIELD, &token.1)).await;
    renewed(&refused, "One", "print", &words_of(&mine));
    for made_up in ["", "0", &"0".repeat(112), "\u{202e}"] {
        renewed(
            &send(&reader, &mine, (TOKEN_FIELD, made_up)).await,
            "One",
            "print",
            &words_of(&mine),
        );
    }
}

#[tokio::test]
async fn beyond_the_limit_a_page_waits_with_all_that_was_typed_and_then_takes_it() {
    let app = tight().await;
    let reader = app.reader();
    for text in ["One", "Two"] {
        let form = reader.filled(text, "print").await;
        app.pass(2);
        send(&reader, &form, UNCHANGED).await.expect(200);
    }
    let text = "Line <b>one</b>\r\n\r\nLine two";
    let form = reader.filled(text, "proof").await;
    app.pass(2);
    let waiting = send(&reader, &form, UNCHANGED).await.expect(429);
    assert_eq!(waiting.header("retry-after"), "20");
    assert_eq!(waiting.header("cache-control"), "no-store");
    let page = waiting.page();
    assert_eq!((page.h1().as_str(), page.title().as_str()), (t::SLOW_TITLE, t::SLOW_TITLE));
    assert_eq!(page.class("words").unwrap().text(), words_of(&form));
    let slow = page.form("/ask");
    let kept = ["question", "consent", "receipt"].map(|name| slow.value(name).to_owned());
    assert_eq!(kept, [text, "proof", &words_of(&form)]);

    // Pressed too early, it waits for what is left, and the time already waited counts.
    app.pass(15);
    let early = reader.post("/ask", &slow.sent()).await.expect(429);
    assert_eq!(early.header("retry-after"), "5");
    let slow = early.page().form("/ask");
    assert_eq!(reader.come_back(&words_of(&form)).await.status, 404, "nothing was stored yet");
    app.pass(5);
    reader.post("/ask", &slow.sent()).await.expect(200);
    assert_eq!(reader.status(&words_of(&form)).await.state, "waiting");
    assert_eq!(suspects(&app), 1);
}

#[tokio::test]
async fn a_trap_that_somebody_filled_in_leads_to_the_slow_lane_and_no_further() {
    let app = tight().await;
    let reader = app.reader();
    let form = reader.filled("Should I tell her?", "print").await;
    app.pass(2);
    let waiting = send(&reader, &form, (HONEYPOT_FIELD, "https://pills.example")).await.expect(429);
    let slow = waiting.page().form("/ask");
    assert_eq!(slow.value(HONEYPOT_FIELD), "");
    app.pass(20);
    reader.post("/ask", &slow.sent()).await.expect(200);
}

#[tokio::test]
async fn the_token_of_the_slow_lane_is_for_its_own_letter_alone() {
    let app = tight().await;
    let reader = app.reader();
    let form = reader.filled("One", "print").await;
    app.pass(2);
    let waiting = send(&reader, &form, (HONEYPOT_FIELD, "x")).await.expect(429);
    let token = waiting.page().form("/ask").value(SLOW_FIELD).to_owned();
    app.pass(20);
    let other = reader.filled("Two", "print").await;
    let refused = send(&reader, &other, (SLOW_FIELD, &token)).await;
    renewed(&refused, "Two", "print", &words_of(&other));
}

#[tokio::test]
async fn a_mistake_does_not_count_as_a_letter() {
    let app = tight().await;
    let reader = app.reader();
    for _ in 0..5 {
        let form = reader.filled(" ", "print").await;
        app.pass(2);
        send(&reader, &form, UNCHANGED).await.expect(422);
    }
    let form = reader.filled("Should I tell her?", "print").await;
    app.pass(2);
    send(&reader, &form, UNCHANGED).await.expect(200);
}

/// Envelopes that came by the slow lane.
fn suspects(app: &TestApp) -> u32 {
    let store = rusqlite::Connection::open(app.file("public.db")).unwrap();
    store.query_row("select count(*) from envelope where suspect", [], |row| row.get(0)).unwrap()
}
