//! What a response may not be, when it may not come, and what is never seen of one that waits.

use unsaid::domain::{COMMENT_CHARS_MAX, COMMENT_NAME_CHARS_MAX, CommentState};
use unsaid::pages::parts::HONEYPOT_FIELD;
use unsaid::service::GateLimits;
use unsaid::texts::en::site as t;

use crate::common::{Desk, TestApp, Wanted, open_public};

const POST: &str = "/posts/telling-her";
const FORM: &str = "/posts/telling-her/respond";
const COMMENTS: &str = "/posts/telling-her/comments";
const DAY_SECONDS: i64 = 86_400;

async fn publish(app: &TestApp) -> Desk {
    app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    assert_eq!(desk.publish_question(&id, "Telling her", "Yes.").await, POST);
    desk
}

fn stored(app: &TestApp) -> i64 {
    let public = open_public(app.folder());
    public.query_row("select count(*) from envelope", [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn every_mistake_is_told_beside_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::spawn().await;
    publish(&app).await.lock().await;
    let reader = app.reader();
    let form = reader.get(FORM).await.expect(200);
    assert_eq!(form.header("x-robots-tag"), "noindex");
    let form = form.page().form(COMMENTS);
    let own = form.value("receipt").to_owned();
    let other = app.service.draw_receipt().canonical().to_string();
    let (long, long_name) =
        ("é".repeat(COMMENT_CHARS_MAX + 1), "n".repeat(COMMENT_NAME_CHARS_MAX + 1));
    let (before, behind) = t::RESPOND_LONG;
    let long_by_one = format!("{before}1{behind}");
    let cases = [
        ("comment", " ", t::RESPOND_EMPTY.to_owned()),
        ("comment", long.as_str(), long_by_one.clone()),
        ("comment", own.as_str(), t::RESPOND_OWN_WORDS.to_owned()),
        ("name", own.as_str(), t::RESPOND_OWN_WORDS.to_owned()),
        ("name", long_name.as_str(), long_by_one.clone()),
        ("name", "m A r a.", t::respond_poses("Mara")),
        ("comment", other.as_str(), t::BACK_RECEIPT.to_owned()),
        ("asker", "abacus", t::RESPOND_NOT_ASKER.to_owned()),
    ];
    for (field, value, expected) in &cases {
        let mut typed = vec![("comment", "Kept text"), ("name", "Kept name"), ("receipt", &own)];
        typed.retain(|(name, _)| name != field);
        typed.push((field, value));
        let answer = reader.respond_with(FORM, &typed).await;
        assert_eq!(answer.status, 422, "{field}={value:.40}");
        let page = answer.page();
        assert_eq!(page.error_of(field), format!("Error: {expected}"), "{field}={value:.40}");
        assert!(page.title().starts_with("Error: "));
        for (name, value) in &typed {
            if *value != " " && !value.is_empty() {
                assert_eq!(page.form(COMMENTS).value(name), *value, "{field}: {name} was lost");
            }
        }
    }
    assert_eq!(stored(&app), 0);
    // What only looks like a receipt is let through the second time.
    let looked = [("comment", other.as_str())];
    let back = reader.respond_with(FORM, &looked).await.expect(422).page();
    reader.post(COMMENTS, &back.form(COMMENTS).sent()).await.expect(200);
    // The same form sent twice is one response, and says so; its words are good for no other.
    let typed = [("comment", "Once."), ("receipt", own.as_str())];
    reader.respond_with(FORM, &typed).await.expect(200);
    let again = reader.respond_with(FORM, &typed).await.expect(200).page();
    assert!(again.text().contains(t::RESPONDED_AGAIN));
    let used = [("comment", "Twice."), ("receipt", own.as_str())];
    let page = reader.respond_with(FORM, &used).await.expect(409).page();
    assert!(page.text().contains(t::RESPOND_USED));
    assert_ne!(page.form(COMMENTS).value("receipt"), own);
    assert_eq!(stored(&app), 2);
}

#[tokio::test]
async fn too_many_at_once_are_asked_to_wait_and_no_token_serves_twice() {
    let limits = GateLimits {
        prefix_burst: 2,
        prefix_per_hour: 1,
        column_burst: 6,
        column_per_hour: 1,
        form_seconds: 2,
        slow_seconds: 20,
    };
    let app = TestApp::spawn_with(Wanted { limits: Some(limits), ..Wanted::default() }).await;
    let reader = app.reader();
    let letter = reader.filled("Should I tell her?", "print").await;
    app.pass(5);
    let letter: Vec<(&str, &str)> =
        letter.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    reader.post("/ask", &letter).await.expect(200);
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    desk.publish_question(&id, "Telling her", "Yes.").await;
    desk.lock().await;
    let form = || async { reader.get(FORM).await.expect(200).page().form(COMMENTS) };

    let young = form().await;
    let fill = |form: &crate::common::html::Form, text: &str, trap: &str| {
        let fields = form.sent().into_iter().map(|(name, value)| {
            let value = match name {
                "comment" => text,
                HONEYPOT_FIELD => trap,
                _ => value,
            };
            (name.to_owned(), value.to_owned())
        });
        fields.collect::<Vec<_>>()
    };
    let send = |fields: Vec<(String, String)>| {
        let reader = &reader;
        async move {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            reader.post(COMMENTS, &fields).await
        }
    };
    let renewed = send(fill(&young, "In a moment.", "")).await.expect(422).page();
    assert!(renewed.text().contains(t::RESPOND_FRESH));
    app.pass(5);
    send(fill(&renewed.form(COMMENTS), "In a moment.", "")).await.expect(200);
    // A token of another form, and a trap that is filled in.
    let (mine, trapped) = (form().await, form().await);
    app.pass(5);
    let mut stolen = fill(&form().await, "With another's token.", "");
    let token = mine.value("form").to_owned();
    stolen.iter_mut().find(|(name, _)| name == "form").unwrap().1 = token;
    assert_eq!(send(stolen).await.status, 422);
    let slow = send(fill(&trapped, "Buy now.", "x")).await;
    assert_eq!((slow.status, slow.page().h1().as_str()), (429, t::SLOW_TITLE));

    // Those that come too fast wait, and lose nothing of what they typed.
    let mut waiting = None;
    for number in 0..6 {
        let open = form().await;
        app.pass(5);
        let answer = send(fill(&open, &format!("Number {number} & more"), "")).await;
        if answer.status == 429 {
            waiting = Some((number, answer));
            break;
        }
        assert_eq!(answer.status, 200);
    }
    let (number, answer) = waiting.expect("one of them waits");
    let page = answer.page().form(COMMENTS);
    assert_eq!(page.value("comment"), format!("Number {number} & more"));
    let before = stored(&app);
    let early = reader.post(COMMENTS, &page.sent()).await.expect(429).page().form(COMMENTS);
    app.pass(21);
    reader.post(COMMENTS, &early.sent()).await.expect(200);
    assert_eq!(stored(&app), before + 1);
}

#[tokio::test]
async fn a_post_takes_responses_for_as_long_as_the_desk_says() {
    let app = TestApp::spawn().await;
    let desk = publish(&app).await;
    let open = app.reader().get(FORM).await.page().form(COMMENTS);
    let set = async |desk: &Desk, days: &str| {
        desk.post("/desk/settings/comments", &[("comments_days", days)]).await
    };
    for wrong in ["", "-1", "many", "3651"] {
        let page = set(&desk, wrong).await.expect(422).page();
        assert!(!page.error_of("comments_days").is_empty());
        assert_eq!(page.id("comments_days").unwrap().attr("value"), wrong);
    }
    set(&desk, "2").await.expect(303);
    app.pass(2 * DAY_SECONDS);
    app.tick().await;
    assert!(app.reader().get(POST).await.page().text().contains(t::RESPOND), "the last day");
    let generation = app.service.public().generation().await.unwrap();
    app.pass(DAY_SECONDS);
    // Whoever had the form open is told, and keeps the text.
    let mut typed: Vec<(&str, &str)> =
        open.sent().into_iter().filter(|(name, _)| *name != "comment").collect();
    typed.push(("comment", "Too late, alas."));
    let closed = app.reader().post(COMMENTS, &typed).await.expect(409).page();
    assert_eq!(closed.h1(), t::CLOSED_TITLE);
    assert!(closed.text().contains("Too late, alas."));
    assert!(app.reader().get(FORM).await.expect(200).page().forms().is_empty());
    app.tick().await;
    let now = app.service.public().generation().await.unwrap();
    assert!(now > generation, "kept pages are drawn anew with the day");
    assert!(!app.reader().get(POST).await.page().text().contains(t::RESPOND));
    assert_eq!(stored(&app), 0);

    let desk = app.sign_in().await;
    set(&desk, "10").await.expect(303);
    assert!(app.reader().get(POST).await.page().text().contains(t::RESPOND));
    set(&desk, "0").await.expect(303);
    assert!(!app.reader().get(POST).await.page().text().contains(t::RESPOND));
}

#[tokio::test]
async fn a_post_whose_own_setting_is_off_takes_none_and_a_page_never_does() {
    let app = TestApp::spawn().await;
    let desk = publish(&app).await;
    let public = open_public(app.folder());
    public.execute("update post set comments = 0", []).unwrap();
    assert!(app.reader().get(POST).await.page().id("responses").is_none());
    app.reader().post(COMMENTS, &[("comment", "Hello there.")]).await.expect(409);
    let page = desk.post("/desk/posts", &[("kind", "page")]).await.expect(303);
    let page = page.location().split('?').next().unwrap().to_owned();
    desk.write(&page, "About", "We read.").await;
    desk.publish_entry(&page).await;
    app.reader().get("/posts/about/respond").await.expect(404);
    app.reader().post("/posts/about/comments", &[("comment", "Hello.")]).await.expect(404);
    app.reader().get("/posts/none/respond").await.expect(404);
    assert_eq!(stored(&app), 0);
}

#[tokio::test]
async fn a_response_that_waits_can_be_read_by_nobody_who_has_the_files() {
    let app = TestApp::spawn().await;
    publish(&app).await.lock().await;
    let typed = [("comment", "qdsecret in the text"), ("name", "qename")];
    let page = app.reader().respond_with(FORM, &typed).await.expect(200);
    assert!(!page.body.contains("qdsecret"), "nor in what the browser keeps");
    for file in std::fs::read_dir(app.folder()).unwrap() {
        let path = file.unwrap().path();
        let bytes = if path.is_file() { std::fs::read(&path).unwrap() } else { continue };
        for mark in ["qdsecret", "qename"] {
            let found = bytes.windows(mark.len()).any(|part| part == mark.as_bytes());
            assert!(!found, "{mark} in {}", path.display());
        }
    }
    // It looks like every letter there.
    let public = open_public(app.folder());
    let columns: Vec<String> = public
        .prepare("select name from pragma_table_info('envelope')")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(columns, ["key", "id", "day", "suspect", "sealed"]);
    let desk = app.sign_in().await;
    let list = desk.get("/desk/comments").await.expect(200);
    assert!(list.body.contains("qdsecret") && list.body.contains("qename"));
    let new = format!("/desk/comments?state={}", CommentState::New.as_str());
    assert_eq!(desk.get(&new).await.page().with_class("typed").len(), 1);
}

#[tokio::test]
async fn an_assistant_sorts_responses_out_and_lets_none_through_nor_off_the_site() {
    let app = TestApp::spawn().await;
    publish(&app).await.lock().await;
    app.reader().respond(POST, "To be printed.").await;
    app.reader().respond(POST, "To be sorted out.").await;
    let desk = app.sign_in().await;
    app.settle().await;
    let id = |page: &crate::common::html::Page, text: &str| -> String {
        let row = page
            .all("li")
            .into_iter()
            .find(|row| row.text().contains(text) && !row.all("input").is_empty());
        row.unwrap().all("input")[0].attr("name").trim_start_matches("tick-").to_owned()
    };
    let list = desk.get("/desk/comments").await.expect(200).page();
    let (printed, other) = (id(&list, "To be printed."), id(&list, "To be sorted out."));
    desk.change("/desk/comments", &[("one", &format!("approved {printed}"))]).await;
    desk.lock().await;
    open_public(app.folder()).execute("update account set role = 'assistant'", []).unwrap();

    let desk = app.sign_in().await;
    let decide = |to: CommentState, id: &str| {
        let one = format!("{} {id}", to.as_str());
        let desk = &desk;
        async move { desk.post("/desk/comments", &[("one", &one)]).await }
    };
    decide(CommentState::Approved, &other).await.expect(403);
    for to in [CommentState::Declined, CommentState::Spam] {
        decide(to, &printed).await.expect(403);
    }
    for id in [&printed, &other] {
        let path = format!("/desk/comments/{id}");
        desk.post(&path, &[("name", "x"), ("text", "Changed.")]).await.expect(403);
        desk.post(&format!("{path}/reply"), &[("reply", "Said.")]).await.expect(403);
    }
    let ticked = [(format!("tick-{printed}"), "yes"), (format!("tick-{other}"), "yes")];
    let mut fields: Vec<_> = ticked.iter().map(|(name, yes)| (name.as_str(), *yes)).collect();
    fields.push(("to", "declined"));
    desk.post("/desk/comments", &fields).await.expect(403);
    decide(CommentState::Declined, &other).await.expect(303);
    let page = app.reader().get(POST).await.expect(200).page();
    let below = page.id("responses").unwrap();
    assert_eq!(below.all("article").len(), 1);
    assert!(below.text().contains("To be printed."), "{}", below.text());
}
