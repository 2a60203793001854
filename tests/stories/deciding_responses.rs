//! Responses at the desk: no key and no button loses what was typed or ticked, and what was decided can be undone.

use unsaid::domain::CommentState;
use unsaid::texts::en::desk::comments as desk_texts;

use super::responding::{POST, approve_all, below, listed, texts_below, with_post};
use crate::common::TestApp;
use crate::common::html::Page;

#[tokio::test]
async fn no_button_of_a_response_loses_what_was_typed_for_another() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    for text in ["Ask Bob of Leeds.", "Ask Eve of York."] {
        app.reader().respond(POST, text).await;
    }
    app.settle().await;
    let new = listed(&desk, CommentState::New).await;
    let path = |id: &str| format!("/desk/comments/{id}");
    let first = desk.get(&path(&new[0])).await.expect(200).page();
    assert_eq!(first.all("textarea").len(), 2);
    assert!(first.forms().iter().any(|form| form.action == path(&new[0])), "both in one form");

    // A reply that the pressed button does not send stops it, and stays.
    let one = format!("approved {}", new[0]);
    let typed = [("name", ""), ("text", "Ask a friend."), ("reply", "I would.")];
    let both: Vec<_> = typed.into_iter().chain([("one", one.as_str())]).collect();
    let page = desk.post("/desk/comments", &both).await.expect(422).page();
    assert!(page.error_of("reply").contains(desk_texts::REPLY_UNSENT));
    assert_eq!(page.id("reply").unwrap().text().trim(), "I would.");
    assert!(below(&app).await.is_empty());

    // The reply takes what was edited along with it, and so does a decision.
    desk.change(&format!("{}/reply", path(&new[0])), &typed).await;
    let one = format!("approved {}", new[1]);
    let edited = [("name", ""), ("text", "Ask another."), ("reply", ""), ("one", one.as_str())];
    desk.change("/desk/comments", &edited).await;
    let mut texts = texts_below(&app).await;
    texts.sort();
    assert_eq!(texts, ["Ask a friend.", "Ask another.", "I would."]);
    let page = app.reader().get(POST).await;
    assert!(!page.body.contains("Leeds") && !page.body.contains("York"));

    // Saved by the return key: the reply is still there to be sent.
    let typed = [("name", "Ann"), ("text", "Ask them."), ("reply", "And then?")];
    let page = desk.post(&path(&new[1]), &typed).await.expect(422).page();
    assert_eq!(page.id("reply").unwrap().text().trim(), "And then?");
    assert!(texts_below(&app).await.contains(&"Ask them.".to_owned()));
}

#[tokio::test]
async fn what_was_decided_can_be_undone_and_the_list_stays_where_it_was() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    for text in ["The first one.", "The second one.", "The third one."] {
        app.reader().respond(POST, text).await;
    }
    app.settle().await;
    let list = desk.get("/desk/comments?state=new&tick=all").await.expect(200).page();
    let ticked = list.all("input").iter().filter(|it| it.has("checked")).count();
    assert_eq!(ticked, 3);

    // One button: the list opens at the one below, and the others stay ticked.
    let new = listed(&desk, CommentState::New).await;
    let button = list.all("button").into_iter().find(|it| it.attr("name") == "one").unwrap();
    assert_eq!(button.attr("value"), format!("approved {} {}", new[0], new[1]));
    let tick = format!("tick-{}", new[2]);
    let fields = [("state", "new"), ("one", button.attr("value")), (tick.as_str(), "yes")];
    let answer = desk.post("/desk/comments", &fields).await.expect(303);
    let to = answer.location();
    assert!(to.ends_with(&format!("#comment-{}", new[1])), "{to}");
    let page = desk.get(to.split('#').next().unwrap()).await.expect(200).page();
    assert!(page.id(&tick).unwrap().has("checked"));
    assert_eq!(below(&app).await.len(), 1);

    // Undone, it waits again, and its writer sees that it does.
    let undo = page.form("/desk/comments");
    let back: Vec<_> = undo.sent().into_iter().chain([("to", "new")]).collect();
    let done = desk.change("/desk/comments", &back).await.page();
    assert!(done.text().contains(desk_texts::RENEWED));
    assert!(below(&app).await.is_empty());
    assert_eq!(listed(&desk, CommentState::New).await, new);
}

#[tokio::test]
async fn two_windows_do_not_write_over_each_others_edit_unseen() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    app.reader().respond(POST, "Ask Bob of High Street.").await;
    approve_all(&app, &desk).await;
    let id = listed(&desk, CommentState::Approved).await.remove(0);
    let path = format!("/desk/comments/{id}");
    let (first, second) = (desk.get(&path).await.page(), desk.get(&path).await.page());
    let typed = |page: &Page, text: &str| -> Vec<(String, String)> {
        let form = page.form(&path);
        let fields = form.sent().into_iter().filter(|(name, _)| *name != "text");
        let text = [("text", text)];
        fields.chain(text).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let send = async |fields: Vec<(String, String)>| {
        let pairs: Vec<(&str, &str)> =
            fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        desk.post(&path, &pairs).await
    };
    let mended = typed(&first, "Ask Bob.");
    for _ in 0..2 {
        send(mended.clone()).await.expect(303);
    }
    let page = send(typed(&second, " ")).await.expect(422).page();
    let page = send(typed(&page, "Ask him of High Street.")).await.expect(409).page();
    assert!(page.error_of("text").contains(desk_texts::CHANGED), "{}", page.text());
    assert_eq!(texts_below(&app).await, ["Ask Bob."]);
    send(typed(&page, "Ask him.")).await.expect(303);
    assert_eq!(texts_below(&app).await, ["Ask him."]);
}
