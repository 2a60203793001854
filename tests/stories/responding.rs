//! Responses: written below a post, sealed, let through at the desk, answered, mended, taken back.

use unsaid::domain::{CommentState, MailboxState};
use unsaid::texts::en::desk::comments as desk_texts;
use unsaid::texts::en::site as t;

use crate::common::html::{Element, Page};
use crate::common::pages::{count, vault_pages};
use crate::common::{Answer, COLUMNIST, Desk, TestApp, open_public, open_vault};

pub const POST: &str = "/posts/telling-her";
const FORM: &str = "/posts/telling-her/respond";

/// A column with one post, whose letter has these words; the desk is open.
pub async fn with_post(app: &TestApp) -> (String, Desk) {
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    assert_eq!(desk.publish_question(&id, "Telling her", "Yes.").await, POST);
    (receipt, desk)
}

/// The responses below the post as a reader sees them.
pub async fn below(app: &TestApp) -> Vec<Element> {
    let page = app.reader().get(POST).await.expect(200).page();
    page.id("responses").map_or(Vec::new(), |section| section.all("article"))
}

pub async fn texts_below(app: &TestApp) -> Vec<String> {
    below(app).await.iter().map(|it| it.class("typed").unwrap().text()).collect()
}

pub async fn names_below(app: &TestApp) -> Vec<String> {
    below(app).await.iter().map(|it| it.all("h3")[0].all("bdi")[0].text()).collect()
}

/// The heading above them, as one line.
pub fn heading(page: &Page) -> String {
    page.id("responses-to").unwrap().text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The ids of the responses of a state, as the desk lists them.
pub async fn listed(desk: &Desk, state: CommentState) -> Vec<String> {
    let page = desk.get(&format!("/desk/comments?state={}", state.as_str())).await.expect(200);
    ids(&page.page())
}

fn ids(page: &Page) -> Vec<String> {
    let boxes = page.all("input").into_iter();
    boxes.filter_map(|it| Some(it.attr("name").strip_prefix("tick-")?.to_owned())).collect()
}

/// Presses the button of one response.
pub async fn decide(desk: &Desk, id: &str, to: CommentState) -> Answer {
    desk.change("/desk/comments", &[("one", &format!("{} {id}", to.as_str()))]).await
}

/// Brings all that waits onto the site.
pub async fn approve_all(app: &TestApp, desk: &Desk) {
    app.settle().await;
    for id in listed(desk, CommentState::New).await {
        decide(desk, &id, CommentState::Approved).await;
    }
}

/// What the words of a response lead to: its heading, and whether it can be taken back.
pub async fn told(app: &TestApp, words: &str) -> (String, bool) {
    let page = app.reader().come_back(words).await.expect(200).page();
    (page.h1(), page.forms().iter().any(|form| form.action == "/receipt/withdraw"))
}

pub fn title(state: MailboxState) -> String {
    t::response_title(&state).to_owned()
}

#[tokio::test]
async fn a_response_waits_for_the_desk_and_is_then_read_below_its_post() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    desk.lock().await;
    let words = app.reader().respond(POST, "I did, and it was right.\n\nTake heart.").await;
    assert!(below(&app).await.is_empty(), "nobody sees what the desk has not let through");
    assert_eq!(told(&app, &words).await, (title(MailboxState::Waiting), true));

    let desk = app.sign_in().await;
    assert!(below(&app).await.is_empty());
    let [id] = &listed(&desk, CommentState::New).await[..] else { panic!("one waits") };
    let done = decide(&desk, id, CommentState::Approved).await;
    assert!(done.page().text().contains(desk_texts::APPROVED));

    let page = app.reader().get(POST).await.page();
    assert_eq!(heading(&page), "1 Response to Telling her");
    assert!(page.all("script").iter().all(|it| it.attr("type") == "application/ld+json"));
    assert!(page.all("form").is_empty());
    let [response] = &below(&app).await[..] else { panic!("one is printed") };
    assert_eq!(response.classes("typed").len(), 2, "its paragraphs are kept");
    let home = app.reader().get("/").await.page();
    assert!(home.links().contains(&("1 Response".to_owned(), format!("{POST}#responses"))));
    let there = app.reader().come_back(&words).await.page();
    assert_eq!(there.h1(), title(MailboxState::Published { slug: String::new() }));
    assert_eq!(there.class("onward").unwrap().attr("href"), format!("{POST}#responses"));
    assert!(there.text().contains("Take heart."), "her own copy is there");
}

#[tokio::test]
async fn who_gives_no_name_gets_one_of_her_own_and_who_gives_one_keeps_it() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    for text in ["One of the first.", "Another of the first."] {
        app.reader().respond(POST, text).await;
    }
    let named = [("comment", "With a name."), ("name", "  Ann\tof <b>Leeds</b> ")];
    app.reader().respond_with(FORM, &named).await.expect(200);
    approve_all(&app, &desk).await;
    let names = names_below(&app).await;
    assert!(names.contains(&"Ann of <b>Leeds</b>".to_owned()), "{names:?}");
    let drawn: Vec<_> = names.iter().filter(|name| !name.starts_with("Ann")).collect();
    assert_eq!(drawn.len(), 2);
    assert_ne!(drawn[0], drawn[1], "each has its own");
    assert!(drawn.iter().all(|name| name.split(' ').count() == 2), "{drawn:?}");
}

#[tokio::test]
async fn answers_stand_two_levels_deep_and_the_columnist_has_her_badge() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    app.reader().respond(POST, "The first.").await;
    app.settle().await;
    let first = listed(&desk, CommentState::New).await.remove(0);
    // To answer it is to let it through.
    let reply = format!("/desk/comments/{first}/reply");
    let done = desk.change(&reply, &[("reply", "Thank you.")]).await;
    assert!(done.page().text().contains(desk_texts::ANSWERED));
    desk.change(&reply, &[("reply", "Thank you.")]).await;
    assert_eq!(texts_below(&app).await, ["The first.", "Thank you."], "sent twice, printed once");

    let page = app.reader().get(POST).await.page();
    let forms: Vec<String> = page
        .links()
        .into_iter()
        .map(|(_, href)| href)
        .filter(|href| href.contains("?to="))
        .collect();
    assert_eq!(forms, [format!("{FORM}?to=1"), format!("{FORM}?to=2")]);
    // An answer to an answer stands beside it.
    app.reader().respond_with(&forms[1], &[("comment", "The third.")]).await.expect(200);
    approve_all(&app, &desk).await;
    let page = app.reader().get(POST).await.page();
    let outer = page.id("responses").unwrap().all("ol").remove(0);
    assert_eq!(outer.all("ol").len(), 1, "one list within the other");
    assert_eq!(outer.all("ol")[0].all("article").len(), 2);
    let hers = page.id("response-2").unwrap();
    assert_eq!(hers.class("badge").unwrap().text(), t::BADGE_COLUMNIST);
    assert_eq!(hers.all("h3")[0].all("bdi")[0].text(), COLUMNIST);
    assert!(page.id("response-1").unwrap().class("badge").is_none());
    assert_eq!(app.reader().get(&format!("{FORM}?to=9")).await.status, 404);
}

#[tokio::test]
async fn only_the_vault_gives_the_askers_badge() {
    let app = TestApp::spawn().await;
    let (hers, desk) = with_post(&app).await;
    let others = app.reader().ask("Another letter").await;
    let sent = |asker: String| {
        let app = &app;
        async move {
            let typed = [("comment", "It was mine."), ("asker", asker.as_str())];
            app.reader().respond_with(FORM, &typed).await
        }
    };
    for wrong in ["nonsense", others.as_str()] {
        let page = sent(wrong.to_owned()).await.expect(422).page();
        assert!(page.error_of("asker").contains(t::RESPOND_NOT_ASKER));
        assert_eq!(page.id("asker").unwrap().attr("value"), wrong, "what was typed stays");
    }
    sent(hers.to_uppercase()).await.expect(200);
    // Somebody who writes to the public store makes the other letter stand behind the post too.
    let public = open_public(app.folder());
    public
        .execute(
            "insert into post_mailbox (post, mailbox)
             select post.key, mailbox.id from post, mailbox
             where mailbox.id not in (select mailbox from post_mailbox)",
            [],
        )
        .unwrap();
    sent(others).await.expect(200);
    approve_all(&app, &desk).await;
    let badges: Vec<String> = below(&app)
        .await
        .iter()
        .map(|it| it.class("badge").map_or(String::new(), |badge| badge.text()))
        .collect();
    assert_eq!(badges.iter().filter(|badge| *badge == t::BADGE_ASKER).count(), 1, "{badges:?}");
    assert_eq!(badges.len(), 2);
    assert!(names_below(&app).await.iter().all(|name| !name.is_empty()));
    let words = hers.split(' ').collect::<Vec<_>>().join(" ");
    assert_eq!(count(&vault_pages(app.folder()), &words), 0, "the words are kept nowhere");
}

#[tokio::test]
async fn a_detail_is_edited_out_and_that_is_marked_and_the_original_stays_in_the_vault() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    let typed = [("comment", "Ask Bob of 12 High Street."), ("name", "Bob")];
    app.reader().respond_with(FORM, &typed).await.expect(200);
    approve_all(&app, &desk).await;
    let id = listed(&desk, CommentState::Approved).await.remove(0);
    let path = format!("/desk/comments/{id}");
    desk.change(&path, &[("name", "A friend"), ("text", "Ask a friend.")]).await;
    assert_eq!(texts_below(&app).await, ["Ask a friend."]);
    let public = app.reader().get(POST).await;
    assert!(public.body.contains(t::EDITED) && !public.body.contains("Bob"));
    let page = desk.get(&path).await.page();
    assert!(page.text().contains("Ask Bob of 12 High Street."), "{}", page.text());
    // Put back as it came, it is as it came.
    desk.change(&path, &[("name", "Bob"), ("text", "Ask Bob of 12 High Street.")]).await;
    assert!(!app.reader().get(POST).await.body.contains(t::EDITED));
    let empty = desk.post(&path, &[("name", "Bob"), ("text", " ")]).await.expect(422).page();
    assert!(!empty.error_of("text").is_empty());
}

#[tokio::test]
async fn many_are_decided_at_once_and_what_their_writers_see_follows() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    let mut words = Vec::new();
    for text in ["The first one.", "The second one.", "The third one."] {
        words.push(app.reader().respond(POST, text).await);
    }
    app.settle().await;
    let new = listed(&desk, CommentState::New).await;
    let ticks: Vec<String> = new.iter().map(|id| format!("tick-{id}")).collect();
    let mut fields: Vec<(&str, &str)> = ticks.iter().map(|tick| (tick.as_str(), "yes")).collect();
    fields.push(("to", "declined"));
    desk.change("/desk/comments", &fields).await;
    assert_eq!(listed(&desk, CommentState::Declined).await.len(), 3);
    assert!(below(&app).await.is_empty());
    for words in &words {
        assert_eq!(told(&app, words).await.0, title(MailboxState::Declined));
    }
    // One is let through after all, and one is set aside: that looks as if it waited.
    decide(&desk, &new[0], CommentState::Approved).await;
    decide(&desk, &new[1], CommentState::Spam).await;
    assert_eq!(below(&app).await.len(), 1);
    let mut seen = Vec::new();
    for words in &words {
        seen.push(told(&app, words).await.0);
    }
    seen.sort();
    let published = title(MailboxState::Published { slug: String::new() });
    let mut expected = [published, title(MailboxState::Declined), title(MailboxState::Waiting)];
    expected.sort();
    assert_eq!(seen, expected);
    decide(&desk, &new[0], CommentState::Declined).await;
    assert!(below(&app).await.is_empty(), "it is off the site again");
    let none = desk.post("/desk/comments", &[("to", "spam")]).await.expect(422);
    assert!(none.page().text().contains(desk_texts::NONE_TICKED));
    desk.post("/desk/comments", &[("to", "nowhere")]).await.expect(400);
}

#[tokio::test]
async fn a_post_that_is_taken_off_and_put_back_has_its_responses_again() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    let taken_back = app.reader().respond(POST, "For a while.").await;
    app.reader().respond(POST, "To stay.").await;
    approve_all(&app, &desk).await;
    let editor = desk.begin_post(&desk.find("Should I tell her?").await).await;
    desk.post(&format!("{editor}/publication/delete"), &[]).await.expect(303);
    let rows = |app: &TestApp| -> i64 {
        let public = open_public(app.folder());
        public.query_row("select count(*) from comment", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(rows(&app), 0, "they are off the site with it");
    app.reader().withdraw(&taken_back).await.expect(200);
    desk.publish(&editor).await;
    assert_eq!(texts_below(&app).await, ["To stay."]);
    let page = app.reader().get(POST).await.page();
    assert_eq!(heading(&page), "1 Response to Telling her", "the count is right again");
}

#[tokio::test]
async fn a_move_that_broke_off_is_done_again_without_a_second_response() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    desk.lock().await;
    app.reader().respond(POST, "Only once.").await;
    let public = open_public(app.folder());
    public.execute_batch("create temp table kept as select * from envelope").unwrap();
    let desk = app.sign_in().await;
    public.execute_batch("insert into envelope select * from temp.kept").unwrap();
    app.settle().await;
    assert_eq!(listed(&desk, CommentState::New).await.len(), 1);
    let envelopes: i64 =
        public.query_row("select count(*) from envelope", [], |row| row.get(0)).unwrap();
    assert_eq!(envelopes, 0);
    let vault = open_vault(app.folder());
    let steps: i64 = vault.query_row("select count(*) from comment", [], |row| row.get(0)).unwrap();
    assert_eq!(steps, 1);
}
