//! A reader comes back with seven words and learns what became of the letter.

use reqwest::StatusCode;
use unsaid::domain::{QUESTION_CHARS_MAX, RECEIPT_WORDS, Status};
use unsaid::texts::en::site as t;

use crate::common::{Asker, COLUMN, COLUMNIST, Client, Shown, TestApp, Wanted, open_public};

#[tokio::test]
async fn a_letter_that_nobody_has_read_waits_whether_the_desk_is_locked_or_not() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    assert_eq!(app.reader().status(&receipt).await, shown("waiting"));
    let desk = app.sign_in().await;
    assert_eq!(app.reader().status(&receipt).await, shown("waiting"));
    desk.lock().await;
    assert_eq!(app.reader().status(&receipt).await, shown("waiting"));
}

#[tokio::test]
async fn each_status_by_hand_shows_as_what_the_asker_may_know() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let course = [
        (Status::Kept, "read"),
        (Status::Declined, "declined"),
        (Status::New, "waiting"),
        (Status::Spam, "waiting"),
        (Status::Kept, "read"),
        (Status::Spam, "waiting"),
    ];
    for (status, state) in course {
        desk.set_status(&id, status).await.expect(303);
        assert_eq!(app.reader().status(&receipt).await, shown(state), "{status:?}");
    }
}

#[tokio::test]
async fn private_replies_are_read_with_the_receipt_and_with_nothing_else() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask_for("Should I tell her?", "private").await;
    let other = app.reader().ask("Another letter").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    desk.reply(&id, "Yes, tell <b>her</b>.").await.expect(303);
    desk.reply(&id, "And do it soon.").await.expect(303);
    desk.lock().await;

    let shown = app.reader().status(&receipt).await;
    assert_eq!((shown.state, shown.link.as_str()), ("answered", ""));
    assert_eq!(shown.replies, ["Yes, tell <b>her</b>.", "And do it soon."]);
    assert_eq!(app.reader().status(&other).await, self::shown("waiting"));
}

#[tokio::test]
async fn a_published_letter_leads_to_its_post_and_follows_it() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let path = desk.begin_post(&id).await;
    assert_eq!(app.reader().status(&receipt).await, shown("read"));
    desk.write(&path, "Telling her", "Yes.").await;
    let address = desk.publish(&path).await;
    desk.lock().await;

    let shown = app.reader().status(&receipt).await;
    assert_eq!((shown.state, shown.link.as_str()), ("published", "/posts/telling-her"));
    assert_eq!(shown.link, address);
    assert!(app.reader().get(&shown.link).await.expect(200).body.contains("Should I tell her?"));
    let page = app.reader().come_back(&receipt).await.page();
    assert_eq!(page.class("onward").unwrap().text(), "Telling her");
}

#[tokio::test]
async fn words_are_read_in_any_case_and_with_anything_between_them() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let typed = [
        receipt.to_uppercase(),
        receipt.replace(' ', "-"),
        receipt.replace(' ', " - "),
        receipt.replace(' ', "\u{a0}\n"),
        format!("  {}. ", receipt.replace(' ', ", ")),
    ];
    for typed in typed {
        assert_eq!(app.reader().status(&typed).await, shown("waiting"), "{typed}");
    }
}

#[tokio::test]
async fn a_receipt_that_no_letter_has_says_so_and_what_may_be_wrong() {
    let app = TestApp::spawn().await;
    let drawn = app.reader().words().await;
    let page = app.reader().come_back(&drawn).await.expect(404).page();
    assert_eq!(page.error_of("code"), format!("Error: {}", t::UNKNOWN));
    for check in t::UNKNOWN_CHECKS {
        assert!(page.text().contains(check), "{}", page.text());
    }
    assert_eq!(page.form("/receipt").value("code"), drawn);
}

#[tokio::test]
async fn a_letter_that_made_way_for_others_is_told_of_as_that() {
    let app = TestApp::spawn().await;
    let words = app.reader().words().await;
    let keys = Asker::of(&app, &words).keys;
    let note = "insert into evicted (mailbox, day) values (?, 20779)";
    let key = i64::from_be_bytes(*keys.lookup().mailbox().0.first_chunk().unwrap());
    open_public(app.folder()).execute(note, [key]).unwrap();
    let page = app.reader().come_back(&words).await.expect(404).page();
    assert_eq!(page.error_of("code"), format!("Error: {}", t::EVICTED));
}

#[tokio::test]
async fn words_in_another_order_are_another_receipt() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let mut words: Vec<&str> = receipt.split(' ').collect();
    words.rotate_left(1);
    assert_eq!(app.reader().come_back(&words.join(" ")).await.status, 404);
}

#[tokio::test]
async fn a_count_that_is_off_is_told() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let (six, _) = receipt.rsplit_once(' ').unwrap();
    let cases = [
        (six.to_owned(), "You typed 6 words, and a receipt has seven. Some are missing."),
        (
            format!("{receipt} {receipt}"),
            "You typed 14 words, and a receipt has seven. There are too many.",
        ),
        (String::new(), "Type your seven words."),
    ];
    for (typed, told) in cases {
        let page = app.reader().come_back(&typed).await.expect(422).page();
        assert_eq!(page.error_of("code"), format!("Error: {told}"));
        assert_eq!(page.form("/receipt").value("code"), typed);
    }
}

#[tokio::test]
async fn a_misspelt_word_is_named_with_the_nearest_that_is_one() {
    let app = TestApp::spawn().await;
    let mut words = ["abacus"; RECEIPT_WORDS];
    words[2] = "abdoemn";
    let page = app.reader().come_back(&words.join(" ")).await.expect(422).page();
    let told = "Word 3, “abdoemn”, is not a word that we use. Did you mean “abdomen”?";
    assert_eq!(page.error_of("code"), format!("Error: {told}"));
    assert_eq!(page.form("/receipt").value("code"), words.join(" "));
}

#[tokio::test]
async fn the_words_travel_in_bodies_and_nothing_may_keep_the_page() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let answer = app.reader().come_back(&receipt).await.expect(200);
    assert_eq!(answer.header("cache-control"), "no-store, no-transform");
    assert_eq!(answer.header("content-encoding"), "");
    let page = answer.page();
    let forms = page.forms();
    assert_eq!(answer.body.matches(&receipt).count(), forms.len(), "they stand in the forms alone");
    for form in &forms {
        assert_eq!((form.method.as_str(), form.value("code")), ("post", receipt.as_str()));
    }
    assert_eq!(app.reader().get("/receipt").await.page().form("/receipt").method, "post");
    // The words in an address mean nothing.
    let page =
        app.reader().get(&format!("/receipt?code={}", receipt.replace(' ', "+"))).await.page();
    assert_eq!(page.form("/receipt").value("code"), "");
}

#[tokio::test]
async fn no_state_speaks_of_the_desk_in_its_own_words() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    desk.set_status(&id, Status::Spam).await.expect(303);
    let spam = app.reader().come_back(&receipt).await.page().text();
    desk.set_status(&id, Status::New).await.expect(303);
    let waiting = app.reader().come_back(&receipt).await.page().text();
    assert_eq!(spam, waiting, "spam cannot be told from waiting");
    assert!(!spam.to_lowercase().contains("spam"), "{spam}");
    assert!(spam.contains(COLUMNIST) || spam.contains("waits its turn"), "{spam}");
}

#[tokio::test]
async fn right_and_unknown_words_are_answered_in_one_size() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let long = app.reader().ask(&"ß ".repeat(QUESTION_CHARS_MAX / 2)).await;
    let unknown = app.reader().words().await;
    let mut sizes = Vec::new();
    for words in [&receipt, &long, &unknown, &unknown.replace(' ', "x ")] {
        let answer = app.reader().come_back(words).await;
        let reason = StatusCode::from_u16(answer.status).unwrap().canonical_reason().unwrap();
        sizes.push(answer.body.len() + reason.len());
    }
    assert_eq!(sizes, [64 * 1_024; 4]);
}

#[tokio::test]
async fn the_page_says_when_to_come_back_and_shows_the_letter_with_its_choice() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask_for("Should I <i>tell</i> her?\n\nReally?", "proof").await;
    let page = app.reader().come_back(&receipt).await.expect(200).page();
    assert!(page.text().contains("Come back in about a week."), "{}", page.text());
    let own = page.class("mine").unwrap();
    assert_eq!(own.classes("typed").len(), 2);
    assert!(
        own.text().contains("Should I <i>tell</i> her?") && own.text().contains("Show me first")
    );
    assert_eq!(page.form("/receipt/consent").value("consent"), "proof");
}

#[tokio::test]
async fn every_page_of_coming_back_can_be_left_at_once_and_has_a_neutral_title() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let reader = app.reader();
    let pages = [
        reader.get("/receipt").await,
        reader.come_back("abacus").await,
        reader.come_back(&receipt).await,
        reader.follow_up(&receipt, "More").await,
        reader.withdraw(&receipt).await,
    ];
    for answer in pages {
        let page = answer.page();
        let exit = page.class("exit").unwrap();
        assert_eq!(exit.all("a")[0].attr("rel"), "nofollow noreferrer");
        assert!(page.title().ends_with(t::RECEIPT_TITLE) && !page.title().contains(COLUMN));
    }
}

#[tokio::test]
async fn an_address_that_only_takes_forms_leads_to_where_one_begins() {
    let app = TestApp::spawn().await;
    for path in ["follow-up", "consent", "withdraw", "proof"] {
        let answer = app.reader().get(&format!("/receipt/{path}")).await.expect(303);
        assert_eq!(answer.location(), "/receipt");
    }
}

#[tokio::test]
async fn public_pages_tell_of_the_onion_service_unless_they_are_read_there() {
    const ONION: &str = "unsaidunsaidunsaidunsaidunsaidunsaidunsaidunsaidunsaidun.onion";
    let app = TestApp::spawn_with(Wanted { onion: Some(ONION), ..Wanted::default() }).await;
    let reader = app.reader();
    for path in ["/", "/ask", "/receipt", "/tags?after=x&y"] {
        let answer = reader.get(path).await;
        let expected =
            if answer.status == 200 { format!("http://{ONION}{path}") } else { String::new() };
        assert_eq!(answer.header("onion-location"), expected, "{path}");
    }
    for path in ["/desk/login", "/healthz", "/nowhere"] {
        assert_eq!(reader.get(path).await.header("onion-location"), "", "{path}");
    }
    assert_eq!(reader.come_back("abacus").await.header("onion-location"), "");
    let there = Client::new(&app.base, Some(&format!("http://{ONION}")));
    assert_eq!(there.get("/").await.expect(200).header("onion-location"), "");
    let without = TestApp::spawn().await;
    assert_eq!(without.reader().get("/").await.header("onion-location"), "");
}

fn shown(state: &'static str) -> Shown {
    Shown { state, replies: Vec::new(), link: String::new() }
}
