//! Askers write again: one conversation, what is urgent first, and nothing that only looks like a letter.

use unsaid::domain::{Attention, Consent, Status};
use unsaid::texts::en::desk::{attention, conversation, done, letter, question, queue};

use crate::common::{Asker, COLUMNIST, Desk, Seen, TestApp, rows};

/// Seconds in a day.
const DAY: i64 = 86_400;

#[tokio::test]
async fn replies_and_follow_ups_are_one_conversation_newest_last() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let asker = Asker::of(&app, &receipt);
    desk.reply(&id, "Yes.").await.expect(303);
    asker.follow_up("But <how>?").await;
    app.settle().await;
    desk.reply(&id, "Kindly.").await.expect(303);
    let seen = desk.question(&id).await;
    assert_eq!(seen.replies, ["Yes.", "But <how>?", "Kindly."]);
    let slips = seen.page.with_class("slip");
    let who: Vec<(String, bool)> =
        slips.iter().map(|slip| (slip.all("h3")[0].text(), slip.has_class("asker"))).collect();
    let reply = |number: u32| (format!("Reply {number}, by {COLUMNIST}"), false);
    assert_eq!(who, [reply(1), ("The asker wrote again".to_owned(), true), reply(2)]);
    assert_eq!(seen.page.id("conversation-title").unwrap().text(), conversation::TITLE);
    assert_eq!(app.reader().status(&receipt).await.replies, ["Yes.", "Kindly."]);
}

#[tokio::test]
async fn what_waited_sealed_stands_where_its_day_has_it() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let asker = Asker::of(&app, &receipt);
    app.sign_in().await.lock().await;
    let days: Vec<String> = (1..=6).map(|day| format!("day {day}")).collect();
    for words in &days {
        app.pass(DAY);
        asker.follow_up(words).await;
    }
    let desk = app.sign_in().await;
    assert_eq!(desk.question(&desk.find("Should I tell her?").await).await.replies, days);
}

#[tokio::test]
async fn who_wrote_again_stands_first_until_seen_to_whatever_became_of_the_letter() {
    let app = TestApp::spawn().await;
    app.reader().ask("Older").await;
    app.pass(DAY);
    let receipt = app.reader().ask("Declined").await;
    let desk = app.sign_in().await;
    let id = desk.find("Declined").await;
    desk.set_status(&id, Status::Declined).await.expect(303);
    assert_eq!(lines(&desk).await, ["Older"]);
    Asker::of(&app, &receipt).follow_up("Please").await;
    app.settle().await;
    assert_eq!(lines(&desk).await, ["Declined", "Older"]);
    let page = desk.get("/desk").await.page();
    let first = page.class("first").unwrap();
    assert!(first.text().contains(attention::label(Attention::Answered)), "{}", first.text());
    assert!(!first.text().contains("Older"));

    let page = desk.question(&id).await.page;
    assert!(page.class("attention").unwrap().text().contains(attention::ANSWERED));
    let path = format!("/desk/questions/{id}/attention/delete");
    let seen = Seen::of(desk.change(&path, &[]).await.page());
    assert_eq!(seen.page.id("done").unwrap().text(), done::SEEN);
    assert!(seen.page.class("attention").is_none());
    assert_eq!(lines(&desk).await, ["Older"]);
    assert!(seen.history[0].contains(&format!("{COLUMNIST} saw to it.")), "{:?}", seen.history);
    desk.change(&path, &[]).await;
    assert_eq!(desk.question(&id).await.history, seen.history, "a second press changes nothing");
    desk.post("/desk/questions/7/attention/delete", &[]).await.expect(404);
}

#[tokio::test]
async fn a_reply_is_an_answer_to_what_asked_for_one() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    Asker::of(&app, &receipt).follow_up("Please").await;
    app.settle().await;
    assert!(desk.get("/desk").await.page().class("first").is_some());
    desk.reply(&id, "Yes.").await.expect(303);
    assert!(desk.get("/desk").await.page().class("first").is_none());
}

#[tokio::test]
async fn a_letter_that_speaks_of_danger_stands_first_and_is_not_shown_twice() {
    let app = TestApp::spawn().await;
    for letter in ["Quiet", "My husband hits me", "Quiet too"] {
        app.reader().ask(letter).await;
        app.pass(DAY);
    }
    let desk = app.sign_in().await;
    assert_eq!(lines(&desk).await, ["My husband hits me", "Quiet", "Quiet too"]);
    let page = desk.get("/desk?status=new").await.page();
    assert_eq!(rows(&page).len(), 3, "in its own place in the other lists");
    assert!(page.class("first").is_none() && page.with_class("why").len() == 1);
    let id = desk.find("My husband hits me").await;
    let banner = desk.question(&id).await.page.class("attention").unwrap().text();
    assert!(banner.contains("violence"), "{banner}");
}

#[tokio::test]
async fn danger_in_a_later_word_or_in_a_letter_on_paper_is_heard_too() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    Asker::of(&app, &receipt).follow_up("I want to kill myself").await;
    app.settle().await;
    let entered = [("question", "My stepfather touches me, I am 12"), ("consent", "print")];
    desk.post("/desk/questions/new", &entered).await.expect(200);
    let page = desk.get("/desk").await.page();
    let why: Vec<String> = page.with_class("why").iter().map(|why| why.text()).collect();
    assert_eq!(why.len(), 2, "{}", page.text());
    assert!(why.iter().all(|why| why.contains(attention::label(Attention::Crisis))), "{why:?}");
    let banner = desk.question(&desk.find("Should I tell her?").await).await.page;
    assert!(banner.class("attention").unwrap().text().contains("self-harm"));
}

#[tokio::test]
async fn fifty_urgent_letters_leave_the_page_whole_and_lose_none() {
    let app = TestApp::spawn().await;
    for n in 0..53 {
        app.reader().ask(&format!("I want to kill myself, said letter {n} of many")).await;
    }
    let desk = app.sign_in().await;
    let first = desk.get("/desk").await.page();
    assert_eq!(rows(&first).len(), 50, "all of them once");
    let next = first.all("a").into_iter().find(|link| link.attr("rel") == "next").unwrap();
    let rest = desk.rows(next.attr("href")).await;
    assert_eq!(rest.len(), 3, "{rest:?}");
    let all: std::collections::BTreeSet<String> =
        rows(&first).into_iter().chain(rest).map(|row| row.id).collect();
    assert_eq!(all.len(), 53);
}

#[tokio::test]
async fn a_choice_that_was_changed_is_told_with_what_it_was() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask_for("Should I tell her?", "print").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let asker = Asker::of(&app, &receipt);
    asker.choose(Consent::Private, 2).await;
    app.settle().await;
    // An earlier choice that comes late is one that she has changed since.
    asker.choose(Consent::Proof, 1).await;
    app.settle().await;
    let page = desk.question(&id).await.page;
    let said = page.class("said").unwrap().text();
    assert!(
        said.contains("never print it") && said.contains(letter::consent(Consent::Print).0),
        "{said}"
    );
    assert!(said.contains("22 November 2026"), "{said}");
    assert!(page.forms().iter().all(|form| !form.action.ends_with("/draft")));
}

#[tokio::test]
async fn a_letter_on_paper_with_a_receipt_works_the_same() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let entered = [("question", "On paper"), ("consent", "print"), ("with_receipt", "yes")];
    let page = desk.post("/desk/questions/new", &entered).await.expect(200).page();
    let receipt = page.id("receipt").unwrap().text();
    let asker = Asker::of(&app, &receipt);
    asker.follow_up("By hand too").await;
    asker.choose(Consent::Proof, 1).await;
    app.settle().await;
    let id = desk.find("On paper").await;
    let seen = desk.question(&id).await;
    assert_eq!(seen.replies, ["By hand too"]);
    assert!(seen.page.text().contains("Wants to see it first"), "{}", seen.page.text());
    asker.withdraw().await;
    app.settle().await;
    assert_eq!(desk.get(&format!("/desk/questions/{id}")).await.status, 404);
}

#[tokio::test]
async fn what_was_filed_as_spam_says_why_and_what_follows_it_is_not_urgent() {
    let app = TestApp::spawn().await;
    let spam = "[url=https://pills.example]cheap[/url] buy now";
    let receipt = app.reader().ask(spam).await;
    let desk = app.sign_in().await;
    let id = desk.queue(Status::Spam).await[0].id.clone();
    let seen = desk.question(&id).await;
    assert!(seen.page.id("status").unwrap().text().contains("links as forums write them"));
    Asker::of(&app, &receipt).follow_up("Buy more").await;
    app.settle().await;
    let seen = desk.question(&id).await;
    assert_eq!(seen.replies, ["Buy more"]);
    assert!(seen.page.class("attention").is_none() && desk.rows("/desk").await.is_empty());
    // Somebody means it after all.
    desk.set_status(&id, Status::Kept).await.expect(303);
    let told = desk.question(&id).await.page.id("status").unwrap().text();
    assert!(!told.contains("links as forums write them"), "{told}");
}

#[tokio::test]
async fn what_names_no_letter_is_counted_among_the_spoilt() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let other = app.reader().ask("Another").await;
    let desk = app.sign_in().await;
    let (asker, other) = (Asker::of(&app, &receipt), Asker::of(&app, &other));
    let follow_up = unsaid::domain::Letter::FollowUp {
        mailbox: unsaid::domain::MailboxId([7; 32]),
        auth: other.keys.auth().key(),
        text: "For nobody".to_owned(),
    };
    asker.send(follow_up, unsaid::domain::Effect::None).await;
    app.settle().await;
    assert_eq!(desk.get("/desk").await.page().class("notice").unwrap().text(), queue::spoilt(1));
}

/// First lines of the queue, from the top of its page.
async fn lines(desk: &Desk) -> Vec<String> {
    desk.rows("/desk").await.into_iter().map(|row| row.first_line).collect()
}

#[tokio::test]
async fn the_way_on_leads_to_what_is_to_be_looked_at_first_and_then_to_the_new_letters() {
    let app = TestApp::spawn().await;
    app.reader().ask("An ordinary letter").await;
    app.pass(DAY);
    app.reader().ask("I want to kill myself").await;
    app.pass(DAY);
    app.reader().ask("He hits me, and I am afraid of him").await;
    let desk = app.sign_in().await;
    let onward = |page: crate::common::html::Page| {
        let link = page.class("onward").unwrap().all("a")[0].clone();
        (link.text(), link.attr("href").to_owned())
    };
    let first = desk.rows("/desk").await[0].id.clone();
    let (label, second) = onward(desk.question(&first).await.page);
    assert_eq!(label, question::NEXT_FIRST);
    assert!(desk.get(&second).await.page().class("attention").is_some());
    let (label, third) = onward(desk.get(&second).await.page());
    assert_eq!(label, question::NEXT);
    let page = desk.get(&third).await.page();
    assert!(page.text().contains("An ordinary letter"));
    assert_eq!(onward(page).0, question::NEXT_FIRST, "unread ones are not passed by");
}
