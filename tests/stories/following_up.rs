//! A reader adds something, changes her choice, answers to a text, or takes her letter back, without scripts.

use unsaid::domain::{Consent, QUESTION_CHARS_MAX};
use unsaid::service::GateLimits;
use unsaid::texts::en::site as t;

use crate::common::html::Page;
use crate::common::{COLUMNIST, TestApp, Wanted, open_public};

const FOLLOW_UP: &str = "/receipt/follow-up";

#[tokio::test]
async fn what_is_added_stands_in_the_conversation_of_both_sides() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let page =
        app.reader().follow_up(&receipt, " She asked\r\nme today. ").await.expect(200).page();
    assert_eq!(status_line(&page), t::said_follow_up(COLUMNIST));
    assert_eq!(mine(&page), ["Should I tell her?", "She asked\nme today."]);
    assert_eq!(page.form(FOLLOW_UP).value("followup"), "", "the field is empty again");

    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    assert!(desk.question(&id).await.page.text().contains("She asked\nme today."));
    desk.reply(&id, "Then tell her.").await.expect(303);
    let page = app.reader().follow_up(&receipt, "I did!").await.expect(200).page();
    let all = typed(&page);
    assert_eq!(all, ["Should I tell her?", "She asked\nme today.", "Then tell her.", "I did!"]);
}

#[tokio::test]
async fn the_very_same_once_more_is_shown_as_sent_and_stored_once() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    for _ in 0..3 {
        let page = app.reader().follow_up(&receipt, "More").await.expect(200).page();
        assert_eq!(status_line(&page), t::said_follow_up(COLUMNIST));
    }
    assert_eq!(count(&app, "envelope"), 2);
    // With something said in between it is another letter.
    app.reader().follow_up(&receipt, "Less").await.expect(200);
    let page = app.reader().follow_up(&receipt, "More").await.expect(200).page();
    assert_eq!(mine(&page), ["Should I tell her?", "More", "Less", "More"]);
}

#[tokio::test]
async fn an_empty_or_endless_text_comes_back_as_it_was() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    for (text, problem) in [
        (" \r\n ".to_owned(), t::BACK_EMPTY.to_owned()),
        ("😀".repeat(QUESTION_CHARS_MAX + 3), t::back_long(3)),
    ] {
        let page = app.reader().follow_up(&receipt, &text).await.expect(422).page();
        assert_eq!(page.error_of("followup"), format!("Error: {problem}"));
        assert_eq!(page.form(FOLLOW_UP).value("followup"), text);
        assert!(
            page.title().starts_with("Error: ")
                && page.links().iter().any(|(_, to)| to == "#followup")
        );
    }
    app.reader().follow_up(&receipt, &"😀".repeat(QUESTION_CHARS_MAX)).await.expect(200);
}

#[tokio::test]
async fn a_receipt_in_the_text_is_caught_its_own_always_and_another_once() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let own = format!("My words are {}!", receipt.to_uppercase().replace(' ', "-"));
    let page = app.reader().follow_up(&receipt, &own).await.expect(422).page();
    assert_eq!(page.error_of("followup"), format!("Error: {}", t::BACK_OWN_WORDS));
    let again = app.reader().post(FOLLOW_UP, &page.form(FOLLOW_UP).sent()).await.expect(422);
    assert_eq!(again.page().form(FOLLOW_UP).value("followup"), own);

    let other = "Our list: abacus abdomen zoom abacus unzip cope gulf";
    let page = app.reader().follow_up(&receipt, other).await.expect(422).page();
    assert_eq!(page.error_of("followup"), format!("Error: {}", t::BACK_RECEIPT));
    assert_eq!(count(&app, "envelope"), 1, "nothing was stored so far");
    app.reader().post(FOLLOW_UP, &page.form(FOLLOW_UP).sent()).await.expect(200);
}

#[tokio::test]
async fn a_choice_can_be_changed_again_and_again_and_the_desk_obeys_the_last() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask_for("Should I tell her?", "private").await;
    for choice in ["print", "proof", "print", "proof"] {
        let page = app.reader().choose(&receipt, choice).await.expect(200).page();
        assert_eq!(status_line(&page), t::SAID_CONSENT);
        assert_eq!(page.form("/receipt/consent").value("consent"), choice);
    }
    let page = app.reader().choose(&receipt, "proof").await.expect(200).page();
    assert_eq!(status_line(&page), t::SAID_CONSENT, "what holds already is no mistake");
    assert_eq!(count(&app, "envelope"), 5);
    let desk = app.sign_in().await;
    let seen = desk.question(&desk.find("Should I tell her?").await).await;
    let badges = seen.page.with_class("badge");
    assert!(badges.iter().any(|badge| badge.attr("data-consent") == Consent::Proof.as_str()));
}

#[tokio::test]
async fn a_choice_that_is_none_changes_nothing_and_is_named() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask_for("Should I tell her?", "private").await;
    let page = app.reader().choose(&receipt, "maybe").await.expect(422).page();
    assert_eq!(page.error_of("consent"), format!("Error: {}", t::CONSENT_PROBLEM));
    assert_eq!(page.form("/receipt/consent").value("consent"), "private");
    assert_eq!(count(&app, "envelope"), 1);
}

#[tokio::test]
async fn a_published_letter_offers_no_choice_and_its_post_can_be_asked_down() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let before = app.reader().come_back(&receipt).await.page().form("/receipt/consent");
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let address = desk.publish_question(&id, "Telling her", "Yes.").await;
    desk.lock().await;

    let page = app.reader().come_back(&receipt).await.expect(200).page();
    assert!(!page.forms().iter().any(|form| form.action == "/receipt/consent"));
    let fields = [("code", before.value("code")), ("consent", "private")];
    let late = app.reader().post("/receipt/consent", &fields).await.expect(409).page();
    assert!(late.text().contains(t::BACK_CHANGED), "{}", late.text());

    let page = app.reader().withdraw(&receipt).await.expect(200).page();
    assert_eq!(status_line(&page), t::said_take_down(COLUMNIST));
    assert!(page.text().contains(t::ENTRY_TAKE_DOWN), "{}", page.text());
    app.reader().get(&address).await.expect(200);
    let desk = app.sign_in().await;
    assert!(desk.get("/desk").await.page().text().contains("Should I tell her?"), "it comes first");
    let page = app.reader().follow_up(&receipt, "Thank you all the same.").await.expect(200).page();
    assert!(page.text().contains(&t::down_waits(COLUMNIST)), "{}", page.text());
}

#[tokio::test]
async fn a_post_that_was_taken_down_leaves_a_private_letter_until_its_asker_allows_it_again() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    desk.publish_question(&id, "Telling her", "Yes.").await;
    app.reader().withdraw(&receipt).await.expect(200);
    app.settle().await;
    let banner = desk.question(&id).await.page;
    let action = banner.class("attention").unwrap().all("form")[0].attr("action").to_owned();
    desk.change(&action, &[]).await;

    let page = app.reader().come_back(&receipt).await.expect(200).page();
    let text = page.text();
    assert!(text.contains(t::DOWN_TITLE) && text.contains(t::DOWN_TEXT[0]), "{text}");
    assert!(!text.contains("no answer yet"), "{text}");
    assert!(text.contains("You chose: No, answer me in private"), "{text}");
    assert_eq!(page.form("/receipt/consent").value("consent"), "private");

    // What she had chosen at first is a new choice now, and the desk hears of it.
    let page = app.reader().choose(&receipt, "print").await.expect(200).page();
    assert!(!page.text().contains(t::DOWN_TITLE), "{}", page.text());
    assert_eq!(page.form("/receipt/consent").value("consent"), "print");
    app.settle().await;
    assert!(!desk.question(&id).await.page.text().contains("Private answer"));
}

#[tokio::test]
async fn danger_in_what_is_added_shows_help_lines_below_the_word_that_it_was_sent() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let said = app.reader().follow_up(&receipt, "I want to kill myself tonight").await;
    let text = said.expect(200).page().text();
    let (sent, after) = text.split_once(&t::said_follow_up(COLUMNIST)).unwrap();
    assert!(!sent.contains(t::CRISIS_TITLE) && after.contains(t::CRISIS_TITLE), "{text}");
    assert!(after.contains(t::CRISIS_SENT) && !after.contains(t::CRISIS_SEND), "{text}");
    let page = app.reader().come_back(&receipt).await.expect(200).page();
    assert!(!page.text().contains(t::CRISIS_TITLE), "it is said once: {}", page.text());
}

#[tokio::test]
async fn a_letter_that_was_taken_back_is_gone_from_the_store_at_once_and_stays_so() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let other = app.reader().ask("Another letter").await;
    app.reader().follow_up(&receipt, "More").await.expect(200);
    let page = app.reader().withdraw(&receipt).await.expect(200).page();
    assert_eq!(status_line(&page), t::SAID_WITHDRAWAL);
    assert_eq!(page.h1(), "You took it back");
    assert!(page.forms().is_empty() && typed(&page).is_empty(), "{}", page.text());
    // Another letter, what was added to this one, and the word that it is taken back.
    assert_eq!((count(&app, "envelope"), count(&app, "own_copy")), (3, 0));
    assert_eq!(count(&app, "mailbox where copy is not null"), 1, "the other letter's");

    let desk = app.sign_in().await;
    for path in ["/desk", "/desk?status=new", "/desk?status=spam"] {
        assert!(!desk.get(path).await.page().text().contains("Should I tell her?"), "{path}");
    }
    desk.find("Another letter").await;
    assert_eq!(app.reader().come_back(&receipt).await.page().h1(), "You took it back");
    assert_eq!(app.reader().status(&other).await.state, "waiting");
}

#[tokio::test]
async fn nothing_is_taken_back_by_a_form_that_was_not_confirmed() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let page = app.reader().fill(&receipt, "/receipt/withdraw", &[]).await.expect(422).page();
    assert_eq!(page.error_of("sure"), format!("Error: {}", t::SURE_PROBLEM));
    assert_eq!(app.reader().status(&receipt).await.state, "waiting");
    for paragraph in t::WITHDRAW_TEXT {
        assert!(page.text().contains(paragraph), "{}", page.text());
    }
}

#[tokio::test]
async fn a_form_from_before_the_letter_was_taken_back_says_what_is_so_now() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let page = app.reader().come_back(&receipt).await.page();
    app.reader().withdraw(&receipt).await.expect(200);
    for (action, field) in
        [(FOLLOW_UP, ("followup", "More")), ("/receipt/consent", ("consent", "private"))]
    {
        let form = page.form(action);
        let fields = [("code", form.value("code")), ("form", form.value("form")), field];
        let answer = app.reader().post(action, &fields).await.expect(409).page();
        assert_eq!(answer.h1(), "You took it back");
    }
    let again = [("code", receipt.as_str()), ("sure", "yes")];
    let answer = app.reader().post("/receipt/withdraw", &again).await.expect(200).page();
    assert_eq!(status_line(&answer), t::SAID_WITHDRAWAL, "twice is once");
}

#[tokio::test]
async fn unknown_words_send_nothing_and_get_the_form() {
    let app = TestApp::spawn().await;
    let words = app.reader().words().await;
    for action in [FOLLOW_UP, "/receipt/consent", "/receipt/withdraw", "/receipt/proof"] {
        let fields =
            [("code", words.as_str()), ("followup", "x"), ("consent", "print"), ("sure", "yes")];
        let page = app.reader().post(action, &fields).await.expect(404).page();
        assert_eq!(page.form("/receipt").value("code"), words);
    }
    assert_eq!(count(&app, "envelope"), 0);
}

#[tokio::test]
async fn a_form_that_is_no_longer_good_is_renewed_with_its_text() {
    let limits = GateLimits { form_seconds: 2, ..GateLimits::per_hour(600, 60) };
    let app = TestApp::spawn_with(Wanted { limits: Some(limits), ..Wanted::default() }).await;
    let receipt = ask_slowly(&app, "Should I tell her?").await;
    let page = app.reader().follow_up(&receipt, "At once").await.expect(422).page();
    assert!(page.text().contains(t::NOTICE_FRESH), "{}", page.text());
    assert_eq!(page.form(FOLLOW_UP).value("followup"), "At once");
    app.pass(2);
    app.reader().post(FOLLOW_UP, &page.form(FOLLOW_UP).sent()).await.expect(200);
}

#[tokio::test]
async fn who_sends_too_much_waits_with_all_that_was_typed_but_never_to_take_something_back() {
    let limits = GateLimits { column_burst: 4, ..GateLimits::per_hour(2, 2) };
    let limits = GateLimits { form_seconds: 0, ..limits };
    let app = TestApp::spawn_with(Wanted { limits: Some(limits), ..Wanted::default() }).await;
    let receipt = app.reader().ask("Should I tell her?").await;
    app.reader().follow_up(&receipt, "One").await.expect(200);
    let slow = app.reader().follow_up(&receipt, "Two").await.expect(429);
    assert!(!slow.header("retry-after").is_empty());
    let form = slow.page().form(FOLLOW_UP);
    assert_eq!(form.value("followup"), "Two");
    app.reader().choose(&receipt, "private").await.expect(200);
    app.pass(i64::from(limits.slow_seconds));
    let page = app.reader().post(FOLLOW_UP, &form.sent()).await.expect(200).page();
    assert_eq!(mine(&page), ["Should I tell her?", "One", "Two"]);
    app.reader().withdraw(&receipt).await.expect(200);
}

#[tokio::test]
async fn who_sends_on_and_on_is_asked_to_wait_for_a_reply_and_can_still_take_it_all_back() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    for n in 1..=20 {
        app.reader().follow_up(&receipt, &format!("More {n}")).await.expect(200);
    }
    let page = app.reader().follow_up(&receipt, "Even more").await.expect(429).page();
    assert!(page.text().contains(t::BACK_ENOUGH), "{}", page.text());
    assert_eq!(page.form(FOLLOW_UP).value("followup"), "Even more");
    let desk = app.sign_in().await;
    desk.reply(&desk.find("Should I tell her?").await, "I have read it all.").await.expect(303);
    app.reader().follow_up(&receipt, "Even more").await.expect(200);
    app.reader().withdraw(&receipt).await.expect(200);
}

#[tokio::test]
async fn nobody_fills_the_store_by_changing_a_choice_on_and_on() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let other = app.reader().ask("Another letter").await;
    for n in 0..40 {
        let choice = ["private", "print"][n % 2];
        app.reader().choose(&receipt, choice).await.expect(200);
    }
    let page = app.reader().choose(&receipt, "private").await.expect(429).page();
    assert!(page.text().contains(t::BACK_ENOUGH), "{}", page.text());
    app.reader().choose(&other, "private").await.expect(200);
    app.pass(3_600);
    app.reader().choose(&receipt, "private").await.expect(200);
}

/// Asks as somebody who lets the form lie open for a moment.
async fn ask_slowly(app: &TestApp, text: &str) -> String {
    let filled = app.reader().filled(text, "print").await;
    app.pass(2);
    let fields: Vec<(&str, &str)> =
        filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    app.reader().post("/ask", &fields).await.expect(200).page().id("receipt").unwrap().text()
}

fn status_line(page: &Page) -> String {
    page.class("note").map_or(String::new(), |note| note.text())
}

/// The reader's own words on the page.
fn mine(page: &Page) -> Vec<String> {
    let own = page.with_class("mine");
    own.iter().flat_map(|entry| entry.classes("typed")).map(|text| text.text()).collect()
}

/// All words of both sides.
fn typed(page: &Page) -> Vec<String> {
    page.with_class("typed").iter().map(|text| text.text()).collect()
}

fn count(app: &TestApp, table: &str) -> u32 {
    let sql = format!("select count(*) from {table}");
    open_public(app.folder()).query_row(&sql, [], |row| row.get(0)).unwrap()
}
