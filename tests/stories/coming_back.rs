//! A reader comes back with seven words and learns what became of the letter.

use unsaid::domain::{RECEIPT_WORDS, Status};
use unsaid::texts::en::site as t;

use crate::common::{COLUMNIST, Shown, TestApp};

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
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(!answer.body.contains(&receipt), "the page does not repeat the words");
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
    let spam = app.reader().come_back(&receipt).await.body;
    desk.set_status(&id, Status::New).await.expect(303);
    let waiting = app.reader().come_back(&receipt).await.body;
    assert_eq!(spam, waiting, "spam cannot be told from waiting");
    assert!(!spam.to_lowercase().contains("spam"), "{spam}");
    assert!(spam.contains(COLUMNIST) || spam.contains("waits its turn"), "{spam}");
}

fn shown(state: &'static str) -> Shown {
    Shown { state, replies: Vec::new(), link: String::new() }
}
