//! How many responses there may be, each number at its edge and one beyond, and how many characters of what kinds.

use unsaid::domain::{
    COMMENT_CHARS_MAX, COMMENT_NAME_CHARS_MAX, COMMENTS_MAX, CommentState, MailboxState,
};
use unsaid::texts::en::desk::comments as desk_texts;
use unsaid::texts::en::site as t;

use crate::common::html::Page;
use crate::common::{Desk, TestApp, open_public, open_vault};
use crate::responding::{
    approve_all, below, decide, heading, listed, names_below, texts_below, title, told, with_post,
};

const POST: &str = "/posts/telling-her";
const FORM: &str = "/posts/telling-her/respond";
const COMMENTS: &str = "/posts/telling-her/comments";
/// Responses that wait at the desk at once.
const WAITING_MAX: u32 = 10_000;
/// Responses that one letter's asker writes as such.
const OF_ASKER_MAX: u32 = 20;

/// Numbers from 1, for rows that are made directly.
const NUMBERS: &str =
    "with recursive number (n) as (select 1 union all select n + 1 from number where n < ?1)";

/// Puts responses on the site, as many as are told.
fn print(app: &TestApp, count: u32) {
    let vault = format!(
        "{NUMBERS} insert into comment (id, post, place, by, name, text, state)
         select n, (select id from post), n, 'columnist', 'Mara', 'Number ' || n, 'approved' from number"
    );
    let conn = open_vault(app.folder());
    conn.execute(&vault, [count]).unwrap();
    conn.execute("update post set places = ?1", [count]).unwrap();
    let public = format!(
        "{NUMBERS} insert into comment (post, place, by, name, text, day, edited)
         select (select key from post), n, 'columnist', 'Mara', 'Number ' || n, 20779, 0 from number"
    );
    open_public(app.folder()).execute(&public, [count]).unwrap();
}

/// Lays responses of readers into the vault that wait there, or that are of the post's asker.
fn lay(app: &TestApp, by: &str, count: u32) {
    let insert = format!(
        "{NUMBERS} insert into comment (id, envelope, post, by, question, name, text, state, mailbox, auth, reader)
         select n, randomblob(16), (select id from post), ?2, iif(?2 = 'asker', (select id from question), null), '',
                'Number ' || n, 'new', randomblob(32), randomblob(32), randomblob(32) from number"
    );
    open_vault(app.folder()).execute(&insert, rusqlite::params![count, by]).unwrap();
}

/// How many the desk has of a state.
async fn tally(desk: &Desk, state: CommentState) -> u64 {
    let page = desk.get("/desk/comments").await.expect(200).page();
    let address = format!("/desk/comments?state={}", state.as_str());
    let tab = page.all("a").into_iter().find(|link| link.attr("href") == address).unwrap();
    tab.class("count").unwrap().text().parse().unwrap()
}

/// The one that waits with this text.
async fn waiting(desk: &Desk, text: &str) -> String {
    let page = desk.get("/desk/comments").await.expect(200).page();
    let row = page.all("li").into_iter().find(|row| {
        row.attr("id").starts_with("comment-") && row.class("typed").unwrap().text() == text
    });
    row.unwrap().attr("id").trim_start_matches("comment-").to_owned()
}

#[tokio::test]
async fn a_post_has_as_many_responses_as_it_may_and_not_one_more() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    for text in ["The last one.", "One too many."] {
        app.reader().respond(POST, text).await;
    }
    app.settle().await;
    print(&app, COMMENTS_MAX - 1);
    let last = waiting(&desk, "The last one.").await;
    assert!(decide(&desk, &last, CommentState::Approved).await.body.contains(desk_texts::APPROVED));
    let page = app.reader().get(POST).await.expect(200).page();
    assert_eq!(heading(&page), "2,000 Responses to Telling her");
    assert_eq!(below(&app).await.len(), 2_000);

    let beyond = waiting(&desk, "One too many.").await;
    let told = decide(&desk, &beyond, CommentState::Approved).await;
    assert!(told.page().text().contains(desk_texts::SOME), "{}", told.page().text());
    let path = format!("/desk/comments/{beyond}");
    let reply = [("reply", "Thank you, kept.")];
    let full = desk.post(&format!("{path}/reply"), &reply).await.expect(422).page();
    assert!(full.error_of("reply").contains(desk_texts::FULL));
    assert!(full.text().contains("Thank you, kept."));
    assert_eq!(listed(&desk, CommentState::New).await, [beyond.as_str()], "it waits as before");
    let page = app.reader().get(POST).await.expect(200).page();
    assert_eq!(heading(&page), "2,000 Responses to Telling her");
    // Where one goes there is room for one.
    decide(&desk, &last, CommentState::Declined).await;
    decide(&desk, &beyond, CommentState::Approved).await;
    let texts = texts_below(&app).await;
    assert_eq!((texts.len(), texts.last().unwrap().as_str()), (2_000, "One too many."));
}

#[tokio::test]
async fn beyond_those_that_may_wait_a_response_is_set_aside_and_its_writer_sees_no_difference() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    lay(&app, "reader", WAITING_MAX - 1);
    let mut words = Vec::new();
    for (text, new, spam) in [("The last one.", 10_000, 0), ("One too many.", 10_000, 1)] {
        words.push(app.reader().respond(POST, text).await);
        app.settle().await;
        assert_eq!(tally(&desk, CommentState::New).await, new, "{text}");
        assert_eq!(tally(&desk, CommentState::Spam).await, spam, "{text}");
    }
    for words in &words {
        assert_eq!(told(&app, words).await, (title(MailboxState::Waiting), true));
    }
    // Nothing is lost: it is let through from there.
    let beyond = listed(&desk, CommentState::Spam).await.remove(0);
    decide(&desk, &beyond, CommentState::Approved).await;
    assert_eq!(texts_below(&app).await, ["One too many."]);
}

#[tokio::test]
async fn beyond_what_an_asker_writes_as_such_she_is_a_reader_like_others() {
    let app = TestApp::spawn().await;
    let (hers, desk) = with_post(&app).await;
    lay(&app, "asker", OF_ASKER_MAX - 1);
    for (text, badges) in [("The last one.", 1), ("One too many.", 0)] {
        let typed = [("comment", text), ("asker", hers.as_str())];
        app.reader().respond_with(FORM, &typed).await.expect(200);
        app.settle().await;
        let path = format!("/desk/comments/{}", waiting(&desk, text).await);
        let page = desk.get(&path).await.expect(200).page();
        assert_eq!(page.with_class("badge").len(), badges, "{text}");
    }
}

#[tokio::test]
async fn characters_are_counted_whatever_they_are_and_come_out_as_they_went_in() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    // One, two, three and four bytes; from right to left; with a joiner that shows nothing by itself.
    for (kind, unit) in ["n", "é", "ש", "漢", "🦉", "e\u{301}", "👩\u{200d}"].iter().enumerate()
    {
        let size = unit.chars().count();
        let text = unit.repeat(COMMENT_CHARS_MAX / size);
        let name = unit.repeat(COMMENT_NAME_CHARS_MAX / size);
        let beyond = [("comment", format!("{text}x")), ("name", format!("{name}x"))];
        for (field, value) in &beyond {
            let kept = if *field == "name" { ("comment", "Kept") } else { ("name", "Kept") };
            let typed = [(*field, value.as_str()), kept];
            let page = app.reader().respond_with(FORM, &typed).await.expect(422).page();
            assert!(page.error_of(field).contains("shorter by 1 or"), "{unit}: {field}");
            assert_eq!(page.form(COMMENTS).value(field), value, "{unit}");
        }
        let typed = [("comment", text.as_str()), ("name", &name)];
        app.reader().respond_with(FORM, &typed).await.expect(200);
        approve_all(&app, &desk).await;
        assert_eq!(texts_below(&app).await.get(kind), Some(&text), "{unit}");
        assert_eq!(names_below(&app).await.get(kind), Some(&name), "{unit}");
    }
}

#[tokio::test]
async fn what_hides_is_shown_and_a_name_that_cannot_be_seen_is_none() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    let blank = [("comment", "\u{200b}\u{2800}"), ("name", "Kept")];
    let page: Page = app.reader().respond_with(FORM, &blank).await.expect(422).page();
    assert_eq!(page.error_of("comment"), format!("Error: {}", t::RESPOND_EMPTY));
    let typed = [("comment", "Turned \u{202e}round"), ("name", "\u{200b}\u{200d}")];
    app.reader().respond_with(FORM, &typed).await.expect(200);
    let typed = [("comment", "שלום לכולם"), ("name", "\u{202e}nnA")];
    app.reader().respond_with(FORM, &typed).await.expect(200);
    approve_all(&app, &desk).await;
    let mut texts = texts_below(&app).await;
    texts.sort();
    assert_eq!(texts, ["Turned [U+202E]round", "שלום לכולם"]);
    let names = names_below(&app).await;
    assert!(names.contains(&"[U+202E]nnA".to_owned()), "{names:?}");
    assert!(names.iter().any(|name| name.split(' ').count() == 2), "a drawn one: {names:?}");
    // Whoever hides a character in the columnist's name does not get it.
    let poses = [("comment", "It is I."), ("name", "M\u{200d}ar\u{200b}a")];
    let page = app.reader().respond_with(FORM, &poses).await.expect(422).page();
    assert!(page.error_of("name").contains(&t::respond_poses("Mara")));
}
