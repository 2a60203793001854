//! Texts that return: blocks chosen for a post, changed everywhere or from now on, and snippets.

use unsaid::domain::{BLOCK_CHARS_MAX, BLOCKS_KEPT_MAX, BLOCKS_MAX};

use crate::common::{Desk, PostFields, TestApp};

/// Adds a block; gives its id.
async fn block(desk: &Desk, name: &str, place: &str, text: &str) -> String {
    let fields = [("name", name), ("place", place), ("text", text)];
    let page = desk.change("/desk/blocks/new", &fields).await.page();
    let cards = page.with_class("card");
    let card = cards.iter().find(|card| card.all("h3")[0].text() == name).unwrap();
    card.all("a")[0].attr("href").rsplit('/').next().unwrap().to_owned()
}

/// Saves the editor with these blocks ticked.
async fn tick(desk: &Desk, path: &str, ids: &[&str]) {
    let fields = desk.editor(path).await;
    let names: Vec<String> = ids.iter().map(|id| format!("block-{id}")).collect();
    let mut pairs = fields.pairs().to_vec();
    pairs.push(("blocks", "1"));
    pairs.extend(names.iter().map(|name| (name.as_str(), "1")));
    desk.post(path, &pairs).await.expect(303);
}

/// A post of a letter, written and not published.
async fn written(app: &TestApp, desk: &Desk, letter: &str) -> String {
    app.reader().ask(letter).await;
    app.settle().await;
    let path = desk.begin_post(&desk.find(letter).await).await;
    desk.write(&path, letter, "Yes.").await;
    path
}

async fn prose(app: &TestApp, address: &str) -> String {
    app.reader().get(address).await.expect(200).page().class("prose").unwrap().text()
}

#[tokio::test]
async fn ticked_blocks_stand_before_and_behind_the_answer() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let thanks = block(&desk, "Thanks", "opening", "Thank you for *writing.").await;
    let ps = block(&desk, "P.S.", "closing", "P.S. Be kind.").await;
    block(&desk, "Other", "closing", "Not this.").await;
    let path = written(&app, &desk, "One").await;
    tick(&desk, &path, &[&ps, &thanks]).await;
    let form = desk.get(&path).await.page().form(&path);
    assert_eq!(form.value(&format!("block-{ps}")), "1");
    let preview = desk.get(&format!("{path}/preview")).await.expect(200).page();
    let shown = "Thank you for *writing.\nYes.\nP.S. Be kind.\n";
    assert_eq!(preview.class("prose").unwrap().text(), shown);
    let address = desk.publish(&path).await;
    assert_eq!(prose(&app, &address).await, shown);
    // A form that has no boxes leaves them as they are; one with boxes and no tick takes them off.
    desk.write(&path, "One", "No.").await;
    assert!(desk.get(&format!("{path}/preview")).await.body.contains("Be kind."));
    tick(&desk, &path, &[]).await;
    assert!(!desk.get(&format!("{path}/preview")).await.body.contains("Be kind."));
}

#[tokio::test]
async fn a_block_changed_everywhere_changes_public_posts_and_publishes_no_draft_with_them() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let ps = block(&desk, "P.S.", "closing", "Old words.").await;
    let path = written(&app, &desk, "One").await;
    tick(&desk, &path, &[&ps]).await;
    let address = desk.publish(&path).await;
    let other = written(&app, &desk, "Two").await;
    let other = desk.publish(&other).await;
    app.pass(2 * 86_400);
    let desk = app.sign_in().await;
    desk.write(&path, "One", "A newer draft.").await;

    let at = format!("/desk/blocks/{ps}");
    assert!(desk.get(&at).await.body.contains("1 public post"));
    let fields =
        [("name", "P.S."), ("place", "closing"), ("text", "New words."), ("reach", "everywhere")];
    desk.change(&at, &fields).await;
    assert_eq!(prose(&app, &address).await, "Yes.\nNew words.\n");
    assert_eq!(prose(&app, &other).await, "Yes.\n");
    let page = app.reader().get(&address).await.page();
    assert!(!page.class("when").unwrap().text().contains("updated"), "{}", page.text());
}

#[tokio::test]
async fn a_block_changed_from_now_on_leaves_every_post_that_has_it_alone() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let ps = block(&desk, "P.S.", "closing", "Old words.").await;
    let path = written(&app, &desk, "One").await;
    tick(&desk, &path, &[&ps]).await;
    let address = desk.publish(&path).await;
    let fields =
        [("name", "P.S."), ("place", "closing"), ("text", "New words."), ("reach", "from-now")];
    desk.change(&format!("/desk/blocks/{ps}"), &fields).await;
    assert_eq!(prose(&app, &address).await, "Yes.\nOld words.\n");
    // Published again, it still has the one that was chosen.
    desk.publish(&path).await;
    assert_eq!(prose(&app, &address).await, "Yes.\nOld words.\n");
    assert_eq!(desk.get(&format!("/desk/blocks/{ps}")).await.status, 404);
    let list = desk.get("/desk/blocks").await.page();
    assert!(list.text().contains("New words.") && !list.text().contains("Old words."));
    let fresh = written(&app, &desk, "Two").await;
    let offered = desk.get(&fresh).await.page();
    assert!(offered.id(&format!("block-{ps}")).is_none() && offered.class("blocks").is_some());
}

#[tokio::test]
async fn a_block_out_of_use_stays_where_it_is_and_the_order_is_made_by_hand() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let first = block(&desk, "First", "closing", "One.").await;
    let second = block(&desk, "Second", "closing", "Two.").await;
    desk.change(&format!("/desk/blocks/{second}/place"), &[("step", "up")]).await;
    desk.post(&format!("/desk/blocks/{second}/place"), &[("step", "out")]).await.expect(400);
    let path = written(&app, &desk, "One").await;
    tick(&desk, &path, &[&first, &second]).await;
    desk.change(&format!("/desk/blocks/{first}/delete"), &[]).await;
    let preview = desk.get(&format!("{path}/preview")).await.page();
    assert_eq!(preview.class("prose").unwrap().text(), "Yes.\nTwo.\nOne.\n");
}

#[tokio::test]
async fn hostile_blocks_are_refused_in_words_or_come_out_inert() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let long = "x".repeat(BLOCK_CHARS_MAX + 1);
    for (name, place, text, field) in [
        ("", "closing", "x", "name"),
        ("A", "closing", "", "text"),
        ("A", "closing", &long, "text"),
    ] {
        let fields = [("name", name), ("place", place), ("text", text)];
        let page = desk.post("/desk/blocks/new", &fields).await.expect(422).page();
        assert!(!page.error_of(field).is_empty(), "{field}");
        assert_eq!(page.form("/desk/blocks/new").value("text"), text);
    }
    let hostile = "</div><script>alert(1)</script>";
    let id = block(&desk, "<b>💌", "opening", hostile).await;
    let path = written(&app, &desk, "One").await;
    tick(&desk, &path, &[&id]).await;
    for address in ["/desk/blocks", &path, &desk.publish(&path).await] {
        let page = desk.get(address).await.expect(200).page();
        assert!(page.has_our_scripts_alone() && page.all("b").is_empty(), "{address}");
    }
    for n in 1..BLOCKS_KEPT_MAX {
        block(&desk, &format!("Block {n}"), "closing", "x").await;
    }
    let one_more = [("name", "More"), ("place", "closing"), ("text", "x")];
    desk.post("/desk/blocks/new", &one_more).await.expect(422);
    // A form that ticks more than fit keeps the first.
    let all: Vec<String> = (1..=BLOCKS_KEPT_MAX).map(|id| id.to_string()).collect();
    tick(&desk, &path, &all.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let ticked = desk.get(&path).await.page().form(&path).sent().len();
    let none = {
        tick(&desk, &path, &[]).await;
        desk.get(&path).await.page().form(&path).sent().len()
    };
    assert_eq!(ticked - none, BLOCKS_MAX);
}

#[tokio::test]
async fn an_assistant_changes_no_public_post_by_a_block() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let ps = block(&desk, "P.S.", "closing", "Old words.").await;
    let path = written(&app, &desk, "One").await;
    tick(&desk, &path, &[&ps]).await;
    let address = desk.publish(&path).await;
    desk.lock().await;
    crate::common::open_public(app.folder())
        .execute("update account set role = 'assistant'", [])
        .unwrap();
    let assistant = app.sign_in().await;
    let at = format!("/desk/blocks/{ps}");
    let fields =
        |reach| [("name", "P.S."), ("place", "closing"), ("text", "New."), ("reach", reach)];
    assistant.post(&at, &fields("everywhere")).await.expect(403);
    assert_eq!(prose(&app, &address).await, "Yes.\nOld words.\n");
    assistant.post(&at, &fields("from-now")).await.expect(303);
    assert_eq!(prose(&app, &address).await, "Yes.\nOld words.\n");
}

#[tokio::test]
async fn a_snippet_is_written_out_when_the_text_is_saved() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let page =
        desk.change("/desk/snippets", &[("name", ";Ty"), ("text", "Thank you 💌")]).await.page();
    assert!(page.text().contains(";ty"));
    let path = written(&app, &desk, "One").await;
    desk.write(&path, "One", ";ty and `;ty`, ;tyre").await;
    assert_eq!(desk.editor(&path).await.answer, "Thank you 💌 and `;ty`, ;tyre");

    let template = desk.get(&path).await.body;
    assert!(template.contains("<template id=\"snippets\"><p data-name=\"ty\">Thank you 💌</p>"));
    desk.change("/desk/snippets", &[("old", "ty"), ("name", "thanks"), ("text", "New")]).await;
    desk.write(&path, "One", ";ty ;thanks").await;
    assert_eq!(desk.editor(&path).await.answer, ";ty New");
    desk.change("/desk/snippets/delete", &[("name", "thanks")]).await;
    desk.write(&path, "One", ";thanks").await;
    assert_eq!(desk.editor(&path).await.answer, ";thanks");
}

#[tokio::test]
async fn a_snippet_that_cannot_be_taken_is_shown_again_with_its_reason() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    desk.change("/desk/snippets", &[("name", "ty"), ("text", "x")]).await;
    for (name, text, field) in
        [("ty", "again", "name"), (";;", "x", "name"), ("a/b", "x", "name"), ("new", "", "text")]
    {
        let page =
            desk.post("/desk/snippets", &[("name", name), ("text", text)]).await.expect(422).page();
        assert!(!page.error_of(field).is_empty(), "{name}");
        assert_eq!(page.form("/desk/snippets").value("name"), name);
    }
    let page = desk.get("/desk/snippets?edit=ty").await.page();
    assert_eq!(page.form("/desk/snippets").value("old"), "ty");
}

#[tokio::test]
async fn what_a_snippet_makes_too_long_is_refused_with_the_text_as_it_was_typed() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    desk.change("/desk/snippets", &[("name", "x"), ("text", &"y".repeat(2_000))]).await;
    let path = written(&app, &desk, "One").await;
    let typed =
        PostFields { answer: ";x ".repeat(60).trim_end().to_owned(), ..desk.editor(&path).await };
    let page = desk.post(&path, &typed.pairs()).await.expect(422).page();
    assert!(!page.error_of("answer").is_empty());
    assert_eq!(PostFields::of(&page, &path), typed);
}
