//! A reader asks. No account, no cookie, and no way to lose what she wrote.

use rusqlite::Connection;
use unsaid::domain::{QUESTION_CHARS_MAX, Receipt, Status};
use unsaid::texts::en::site as t;

use crate::common::{TestApp, Wanted, encode};

/// Four bytes of UTF-8, so twelve in a form: the most that a character can take.
const WIDE: &str = "😀";

#[tokio::test]
async fn the_receipt_is_on_the_page_before_it_is_sent_and_on_the_one_after() {
    let app = TestApp::spawn().await;
    let form = app.reader().get("/ask").await.expect(200).page();
    let words = form.form("/ask").value("receipt").to_owned();
    assert_eq!(form.class("words").unwrap().text(), words);
    assert!(Receipt::parse(&words).is_ok(), "{words}");

    let asked =
        app.reader().ask_with("Should I tell her?", "print", &words).await.expect(200).page();
    assert_eq!(asked.id("receipt").unwrap().text(), words);
    assert_eq!(asked.h1(), t::ASKED_TITLE);
}

#[tokio::test]
async fn every_form_has_words_of_its_own() {
    let app = TestApp::spawn().await;
    assert_ne!(app.reader().words().await, app.reader().words().await);
}

#[tokio::test]
async fn the_answer_does_not_repeat_the_letter_and_nobody_may_keep_it() {
    let app = TestApp::spawn().await;
    let words = app.reader().words().await;
    let asked = app.reader().ask_with("Should I tell Rosalind?", "print", &words).await.expect(200);
    assert!(!asked.body.contains("Rosalind"), "{}", asked.body);
    assert_eq!(asked.header("cache-control"), "no-store");
    assert_eq!(asked.header("content-encoding"), "");
    assert_eq!(app.reader().get("/ask").await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn print_is_chosen_and_the_text_is_kept_from_checkers_and_autofill() {
    let app = TestApp::spawn().await;
    let page = app.reader().get("/ask").await.page();
    assert_eq!(page.form("/ask").value("consent"), "print");
    let question = page.id("question").unwrap();
    assert_eq!((question.attr("autocomplete"), question.attr("spellcheck")), ("off", "false"));
}

#[tokio::test]
async fn ten_thousand_characters_of_the_widest_kind_are_taken() {
    let app = TestApp::spawn().await;
    let text = WIDE.repeat(QUESTION_CHARS_MAX);
    app.reader().ask(&text).await;
    let desk = app.sign_in().await;
    let row = &desk.queue(Status::New).await[0];
    assert_eq!(desk.question(&row.id).await.original, text);
}

#[tokio::test]
async fn one_character_more_is_refused_with_all_of_the_text_kept() {
    let app = TestApp::spawn().await;
    let (text, words) = (WIDE.repeat(QUESTION_CHARS_MAX + 1), app.reader().words().await);
    let page = app.reader().ask_with(&text, "private", &words).await.expect(422).page();
    let form = page.form("/ask");
    assert_eq!(form.value("question"), text);
    assert_eq!((form.value("consent"), form.value("receipt")), ("private", words.as_str()));
    assert!(
        page.error_of("question").contains("1 character too long"),
        "{}",
        page.error_of("question")
    );
    assert_eq!(page.id("question").unwrap().attr("aria-invalid"), "true");
    assert!(
        page.links().iter().any(|(_, href)| href == "#question"),
        "the summary leads to the field"
    );
    assert!(page.title().starts_with("Error: "), "{}", page.title());
    assert_eq!(app.reader().come_back(&words).await.status, 404, "nothing was stored");
}

#[tokio::test]
async fn white_space_around_a_letter_does_not_count_and_is_not_kept() {
    let app = TestApp::spawn().await;
    let text = "a".repeat(QUESTION_CHARS_MAX);
    app.reader().ask(&format!(" \r\n\t{text}\r\n\r\n ")).await;
    app.reader().ask("one\r\ntwo\rthree").await;
    let desk = app.sign_in().await;
    let long = desk.find(&format!("{}…", "a".repeat(120))).await;
    assert_eq!(desk.question(&long).await.original, text);
    let lines = desk.find("one").await;
    assert_eq!(desk.question(&lines).await.original, "one\ntwo\nthree");
}

#[tokio::test]
async fn an_empty_letter_is_refused_with_the_field_named() {
    let app = TestApp::spawn().await;
    for empty in ["", "  \r\n\t "] {
        let words = app.reader().words().await;
        let page = app.reader().ask_with(empty, "print", &words).await.expect(422).page();
        assert_eq!(page.error_of("question"), "Error: Write your question.");
        assert_eq!(page.form("/ask").value("receipt"), words);
    }
}

#[tokio::test]
async fn a_choice_that_came_back_broken_is_not_replaced_by_one_that_says_yes() {
    let app = TestApp::spawn().await;
    let words = app.reader().words().await;
    let page = app.reader().ask_with("Should I?", "PRINT", &words).await.expect(422).page();
    assert_eq!(page.error_of("consent"), format!("Error: {}", t::CONSENT_PROBLEM));
    let form = page.form("/ask");
    assert_eq!((form.value("consent"), form.value("question")), ("", "Should I?"));
}

#[tokio::test]
async fn words_that_came_back_damaged_are_replaced_and_the_text_is_kept() {
    let app = TestApp::spawn().await;
    for damaged in ["abacus", "abacus abdomen zoom abacus unzip cope gulff", "\0"] {
        let answer = app.reader().ask_with("Should I?", "proof", damaged).await.expect(422);
        let page = answer.page();
        assert!(page.text().contains(t::NOTICE_UNREADABLE), "{}", page.text());
        let form = page.form("/ask");
        assert_eq!((form.value("question"), form.value("consent")), ("Should I?", "proof"));
        let fresh = form.value("receipt").to_owned();
        app.reader().ask_with("Should I?", "proof", &fresh).await.expect(200);
        assert_eq!(app.reader().status(&fresh).await.state, "waiting");
    }
}

#[tokio::test]
async fn the_same_letter_sent_again_is_the_same_letter() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    for again in ["Should I tell her?", "  Should I tell her?\r\n"] {
        let page = app.reader().ask_with(again, "print", &receipt).await.expect(200).page();
        assert_eq!(page.id("receipt").unwrap().text(), receipt);
        assert!(page.text().contains(t::ASKED_AGAIN), "{}", page.text());
    }
    assert_eq!(envelopes(&app), 1);

    let desk = app.sign_in().await;
    assert_eq!(desk.queue(Status::New).await.len(), 1);
    // The envelope is gone by now; the mailbox still knows the letter.
    app.reader().ask_with("Should I tell her?", "print", &receipt).await.expect(200);
    app.settle().await;
    assert_eq!(desk.queue(Status::New).await.len(), 1);
}

#[tokio::test]
async fn thirty_retries_at_once_are_one_letter() {
    let app = TestApp::spawn().await;
    let form = app.reader().filled("Should I?", "print").await;
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..30 {
        let (client, body) = (app.client(), encode(&form));
        tries.spawn(async move { client.post_body("/ask", body).await.status });
    }
    assert_eq!(tries.join_all().await, [200; 30]);
    assert_eq!(envelopes(&app), 1);
}

#[tokio::test]
async fn used_words_with_another_text_are_refused_and_new_ones_given() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let answer = app.reader().ask_with("Something else.", "private", &receipt).await.expect(409);
    let page = answer.page();
    assert!(page.text().contains(t::NOTICE_USED), "{}", page.text());
    let form = page.form("/ask");
    assert_eq!((form.value("question"), form.value("consent")), ("Something else.", "private"));
    assert_ne!(form.value("receipt"), receipt);
    assert_eq!(page.class("words").unwrap().text(), form.value("receipt"));
    assert_eq!(envelopes(&app), 1);
    app.reader().ask_with("Something else.", "private", form.value("receipt")).await.expect(200);
    assert_eq!(envelopes(&app), 2);
}

#[tokio::test]
async fn a_form_without_words_gets_words() {
    let app = TestApp::spawn().await;
    let reader = app.reader();
    let renewed = reader.post("/ask", &[("question", "Should I?")]).await.expect(422);
    let asked = reader.press_on(renewed).await.expect(200);
    let receipt = asked.page().id("receipt").unwrap().text();
    assert_eq!(app.reader().status(&receipt).await.state, "waiting");
}

#[tokio::test]
async fn a_choice_that_was_not_sent_is_taken_for_the_least_and_never_printed() {
    let app = TestApp::spawn().await;
    let reader = app.reader();
    let form = reader.filled("Should I?", "").await;
    let unchosen: Vec<_> = form.iter().filter(|(name, _)| name != "consent").collect();
    let unchosen: Vec<_> = unchosen.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    reader.post("/ask", &unchosen).await.expect(200);
    let desk = app.sign_in().await;
    let id = desk.find("Should I?").await;
    let page = desk.get(&format!("/desk/questions/{id}")).await.expect(200).page();
    let badges: Vec<String> = page
        .with_class("badge")
        .iter()
        .map(|badge| badge.attr("data-consent").to_owned())
        .collect();
    assert!(badges.contains(&"private".to_owned()), "{badges:?}");
}

#[tokio::test]
async fn readers_are_never_refused_for_a_missing_or_foreign_origin() {
    let app = TestApp::spawn().await;
    let client = app.client();
    for origin in [None, Some("null"), Some("https://elsewhere.example")] {
        let request = client.request(reqwest::Method::POST, "/ask");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let request =
            if let Some(origin) = origin { request.header("origin", origin) } else { request };
        let form = app.reader().filled("Should I?", "print").await;
        let form: Vec<_> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let body = encode(&form);
        client.send(request.body(body)).await.expect(200);
    }
}

#[tokio::test]
async fn what_would_hide_in_a_letter_is_shown_and_its_markup_is_text() {
    let app = TestApp::spawn().await;
    app.reader().ask("<script>x</script>\u{202e}olleh\u{7}").await;
    let desk = app.sign_in().await;
    let row = desk.queue(Status::New).await.remove(0);
    assert_eq!(row.first_line, "<script>x</script>[U+202E]olleh[U+0007]");
    let seen = desk.question(&row.id).await;
    assert_eq!(seen.original, "<script>x</script>[U+202E]olleh[U+0007]");
    assert!(seen.page.all("script").is_empty());
}

#[tokio::test]
async fn a_full_store_keeps_the_text_in_the_form_and_takes_it_once_there_is_room() {
    let app = TestApp::spawn_with(Wanted { store_mib: Some(1), ..Wanted::default() }).await;
    let early = app.reader().ask("Early").await;
    let fill = "insert into envelope (key, id, day, suspect, sealed)
                select value, randomblob(16), 1, 0, zeroblob(65593) from json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14]')";
    Connection::open(app.file("public.db")).unwrap().execute(fill, []).unwrap();

    let words = app.reader().words().await;
    let refused = app.reader().ask_with("Late", "private", &words).await.expect(503);
    assert!(!refused.header("retry-after").is_empty());
    assert!(refused.body.contains(t::NOTICE_FULL), "{}", refused.body);
    let form = refused.page().form("/ask");
    let kept = ["question", "consent", "receipt"].map(|name| form.value(name).to_owned());
    assert_eq!(kept, ["Late", "private", &words]);
    assert_eq!(app.reader().come_back(&words).await.status, 404);

    // What the desk has to say still fits; and once the letters are in the vault, there is room.
    let desk = app.sign_in().await;
    let id = desk.find("Early").await;
    desk.reply(&id, "Words").await.expect(303);
    assert_eq!(app.reader().status(&early).await.replies, ["Words"]);
    app.reader().ask_with("Late", "private", &words).await.expect(200);
    assert_eq!(app.reader().status(&words).await.state, "waiting");
}

/// Envelopes that wait in the public store.
fn envelopes(app: &TestApp) -> u32 {
    let store = Connection::open(app.file("public.db")).unwrap();
    store.query_row("select count(*) from envelope", [], |row| row.get(0)).unwrap()
}
