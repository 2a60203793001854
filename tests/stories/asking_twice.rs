//! The step between writing and sending, without scripts: shown once for what was found, never a block.

use unsaid::domain::Status;
use unsaid::service::GateLimits;
use unsaid::texts::en::site as t;

use crate::common::{Answer, Reader, TestApp, Wanted};

const RECEIPT: &str = "abacus abdomen zoom abacus unzip cope gulf";

/// Fills in a fresh form and sends it as it is.
async fn send(reader: &Reader, text: &str) -> Answer {
    let form = reader.filled(text, "proof").await;
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    reader.post("/ask", &form).await
}

#[tokio::test]
async fn what_would_give_the_writer_away_is_quoted_once_and_sent_all_the_same() {
    let app = TestApp::spawn().await;
    let reader = app.reader();
    let text = "My name is Rosalind. Call 07700 900123 or write to me@mail.example.";
    let between = send(&reader, text).await.expect(200);
    assert_eq!(between.header("cache-control"), "no-store");
    let page = between.page();
    assert_eq!(page.h1(), t::CHECK_TITLE);
    let said = page.text();
    for quoted in ["Rosalind", "07700 900123", "me@mail.example"] {
        assert!(page.all("q").iter().any(|q| q.text() == quoted), "{quoted}: {said}");
    }
    assert!(!said.contains(t::CRISIS_TITLE), "{said}");
    let form = page.form("/ask");
    assert_eq!((form.value("question"), form.value("consent")), (text, "proof"));
    let words = form.value("receipt").to_owned();
    assert_eq!(reader.come_back(&words).await.status, 404, "nothing was stored");

    let asked = reader.post("/ask", &form.sent()).await.expect(200).page();
    assert_eq!(asked.id("receipt").unwrap().text(), words);
    let desk = app.sign_in().await;
    assert_eq!(desk.queue(Status::New).await.len(), 1);
}

#[tokio::test]
async fn a_changed_letter_is_checked_anew_and_what_was_shown_is_not_shown_again() {
    let app = TestApp::spawn().await;
    let reader = app.reader();
    let page = send(&reader, "Write to me@mail.example.").await.page();
    let form = page.form("/ask");
    let changed = |text: &'static str| {
        let mut fields = form.sent();
        fields.retain(|(name, _)| *name != "question");
        fields.push(("question", text));
        fields
    };
    let again = reader.post("/ask", &changed("Write to me@mail.example or @rosalind.")).await;
    let again = again.expect(200).page();
    assert_eq!(again.h1(), t::CHECK_TITLE);
    assert!(again.text().contains("@rosalind"), "{}", again.text());
    let asked = reader.post("/ask", &changed("Better not. Should I?")).await.expect(200).page();
    assert_eq!(asked.h1(), t::ASKED_TITLE);
}

#[tokio::test]
async fn somebody_in_danger_is_told_whom_to_call_and_can_send() {
    let app = TestApp::spawn().await;
    let reader = app.reader();
    let page = send(&reader, "I want to kill myself and I don't know whom to tell.").await.page();
    let said = page.text();
    assert!(said.contains(t::CRISIS_TITLE) && said.contains(t::CRISIS_SEND), "{said}");
    assert!(!said.contains(t::GIVEAWAY_TITLE), "{said}");
    assert!(page.links().iter().any(|(_, href)| href == "/help#lines"), "{said}");
    let panel = page.class("care").unwrap();
    for link in panel.all("a").iter().filter(|link| !link.attr("href").starts_with("tel:")) {
        // In a tab of its own: going back would find neither the letter nor its words.
        assert_eq!(link.attr("target"), "_blank", "{}", link.attr("href"));
        assert_eq!(link.attr("rel"), "nofollow noopener noreferrer", "{}", link.attr("href"));
    }
    let asked = reader.post("/ask", &page.form("/ask").sent()).await.expect(200).page();
    assert_eq!(asked.h1(), t::ASKED_TITLE);
}

#[tokio::test]
async fn a_receipt_in_the_letter_is_stopped_once_and_let_through_when_it_is_sent_again() {
    let app = TestApp::spawn().await;
    let reader = app.reader();
    let text = format!("I lost these: {}", RECEIPT.to_uppercase().replace(' ', "-"));
    let page = send(&reader, &text).await.expect(200).page();
    assert!(page.text().contains(t::PASTED_TEXT), "{}", page.text());
    let asked = reader.post("/ask", &page.form("/ask").sent()).await.expect(200).page();
    assert_eq!(asked.h1(), t::ASKED_TITLE);
}

#[tokio::test]
async fn the_words_of_the_form_itself_are_never_sent_in_the_letter() {
    let app = TestApp::spawn().await;
    let reader = app.reader();
    let mut form = reader.get("/ask").await.page().form("/ask");
    let words = form.value("receipt").to_owned();
    let text = format!("My words are {}. Right?", words.to_uppercase().replace(' ', ", "));
    for _ in 0..3 {
        let mut fields = form.sent();
        fields.retain(|(name, _)| *name != "question");
        fields.push(("question", &text));
        let page = reader.post("/ask", &fields).await.expect(422).page();
        assert_eq!(page.error_of("question"), format!("Error: {}", t::OWN_WORDS));
        form = page.form("/ask");
        assert_eq!(
            (form.value("question"), form.value("receipt")),
            (text.as_str(), words.as_str())
        );
    }
    assert_eq!(reader.come_back(&words).await.status, 404);
}

#[tokio::test]
async fn a_letter_in_which_nothing_is_found_goes_at_once() {
    let app = TestApp::spawn().await;
    let asked = send(&app.reader(), "Should I tell her?").await.expect(200).page();
    assert_eq!(asked.h1(), t::ASKED_TITLE);
}

#[tokio::test]
async fn what_was_shown_stays_shown_through_the_slow_lane() {
    let app = TestApp::spawn_with(Wanted { limits: Some(ONE), ..Wanted::default() }).await;
    let reader = app.reader();
    // The one letter that may come at once.
    send(&reader, "One").await.expect(200);
    let page = send(&reader, "Write to me@mail.example.").await.expect(200).page();
    let waiting = reader.post("/ask", &page.form("/ask").sent()).await.expect(429).page();
    app.pass(9);
    let asked = reader.post("/ask", &waiting.form("/ask").sent()).await.expect(200).page();
    assert_eq!(asked.h1(), t::ASKED_TITLE);
}

/// One letter an hour (the other half of a burst is for networks that were quiet), and forms that need not lie open.
const ONE: GateLimits = GateLimits {
    prefix_burst: 1,
    prefix_per_hour: 1,
    column_burst: 2,
    column_per_hour: 1,
    form_seconds: 0,
    slow_seconds: 9,
};
