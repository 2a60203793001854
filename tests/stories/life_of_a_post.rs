//! A post's life as its columnist and its readers see it: copies, warnings, comments, taken back, changed.

use unsaid::domain::{Consent, Sent};
use unsaid::texts::en::{errors, site as t};

use crate::common::{Asker, Desk, PostFields, TestApp, open_public, question_path};
use crate::scheduling::{ADDRESS, LETTER, Scene, UNTIL_DUE, schedule};

/// Publishes what the editor shows with these options.
async fn publish_with(desk: &Desk, path: &str, options: &[(&str, &str)]) {
    let fields = desk.editor(path).await;
    let sent = [fields.pairs().as_slice(), &[("options", "yes")], options].concat();
    desk.put_out(path, &sent).await.expect(303);
}

/// A copy of the post, with the same letter behind it.
async fn copied(scene: &Scene) -> String {
    let answer = scene.desk.post(&format!("{}/copy", scene.path), &[]).await.expect(303);
    answer.location().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_copy_keeps_text_options_blocks_and_letters_and_gets_an_address_of_its_own() {
    let scene = Scene::set("print").await;
    let desk = &scene.desk;
    let block = [("name", "P.S."), ("place", "closing"), ("text", "P.S. Be kind.")];
    desk.change("/desk/blocks/new", &block).await;
    let fields = PostFields { slug: "telling".into(), ..desk.editor(&scene.path).await };
    let options = [
        ("options", "yes"),
        ("unlisted", "yes"),
        ("warning", "lies"),
        ("blocks", "1"),
        ("block-1", "1"),
    ];
    desk.put_out(&scene.path, &[fields.pairs().as_slice(), &options].concat()).await.expect(303);
    let copy = copied(&scene).await;
    let page = desk.get(&copy).await.page();
    let form = page.form(&copy);
    for (field, value) in [
        ("title", "Telling her"),
        ("warning", "lies"),
        ("unlisted", "yes"),
        ("block-1", "1"),
        ("tags", "trust"),
        ("slug", ""),
        ("comments", ""),
    ] {
        assert_eq!(form.value(field), value, "{field}");
    }
    // What binds the one binds the other: an asker who takes her letter back takes back both.
    assert!(page.class("letters").unwrap().text().contains("She trusts me."));
    assert!(page.text().contains("A draft."), "{}", page.text());
    assert_eq!(desk.publish(&copy).await, "/posts/telling-her");
    scene.app.reader().get("/posts/telling").await.expect(200);
}

#[tokio::test]
async fn a_content_warning_stands_in_the_place_of_the_text_wherever_the_post_is_listed() {
    let scene = Scene::set("print").await;
    publish_with(&scene.desk, &scene.path, &[("warning", "a lie")]).await;
    let reader = scene.app.reader();
    for list in ["/", "/tags/trust"] {
        let text = reader.get(list).await.expect(200).page().text();
        assert!(text.contains(t::WARNING) && text.contains("a lie"), "{list}: {text}");
        assert!(!text.contains("She trusts me."), "{list}: {text}");
    }
    let folded = reader.get(ADDRESS).await.expect(200).page().class("warned").unwrap();
    assert!(folded.name() == "details" && !folded.has("open"));
    assert!(folded.text().contains("She trusts me.") && folded.text().contains("Yes."));
    publish_with(&scene.desk, &scene.path, &[]).await;
    assert!(reader.get("/").await.page().text().contains("She trusts me."));
}

#[tokio::test]
async fn whether_readers_may_comment_goes_out_with_the_post() {
    let scene = Scene::set("print").await;
    let stored = || -> bool {
        let public = open_public(scene.app.folder());
        public.query_row("select comments from post", [], |row| row.get(0)).unwrap()
    };
    scene.desk.publish(&scene.path).await;
    assert!(stored(), "comments are on unless they are taken off");
    publish_with(&scene.desk, &scene.path, &[]).await;
    assert!(!stored());
    assert_eq!(scene.desk.get(&scene.path).await.page().form(&scene.path).value("comments"), "");
    publish_with(&scene.desk, &scene.path, &[("comments", "yes")]).await;
    assert!(stored());
}

#[tokio::test]
async fn what_is_taken_back_is_not_here_any_more_and_says_so_in_words() {
    let scene = Scene::set("print").await;
    scene.desk.publish(&scene.path).await;
    scene.desk.change(&format!("{}/publication/delete", scene.path), &[]).await;
    let page = scene.app.reader().get(ADDRESS).await.expect(404).page();
    assert_eq!(page.h1(), errors::NOT_FOUND);
    assert!(page.text().contains("taken off the site") && !page.text().contains("Telling her"));
    assert_eq!(scene.desk.question(&scene.id).await.status, "drafting");
    assert_eq!(scene.app.reader().status(&scene.receipt).await.state, "read");
}

#[tokio::test]
async fn a_post_that_is_changed_on_a_later_day_says_on_which() {
    let scene = Scene::set("print").await;
    scene.desk.publish(&scene.path).await;
    scene.app.pass(2 * 86_400);
    let desk = scene.app.sign_in().await;
    desk.write(&scene.path, "Telling her", "Yes, and soon.").await;
    desk.publish(&scene.path).await;
    let when = scene.app.reader().get(ADDRESS).await.page().class("when").unwrap().text();
    assert!(when.contains("22 November 2026") && when.contains(t::UPDATED_ON), "{when}");
    assert!(when.contains("24 November 2026"), "{when}");
}

#[tokio::test]
async fn a_letter_can_be_answered_in_public_and_in_private_as_well() {
    let scene = Scene::set("print").await;
    scene.desk.publish(&scene.path).await;
    scene.desk.reply(&scene.id, "And a word for you alone.").await.expect(303);
    let told = scene.app.reader().status(&scene.receipt).await;
    assert_eq!((told.state, told.link.as_str()), ("published", ADDRESS));
    assert_eq!(told.replies, ["And a word for you alone."]);
    assert!(!scene.app.reader().get(ADDRESS).await.body.contains("you alone"));
}

#[tokio::test]
async fn a_picture_of_a_block_is_shown_by_every_post_that_has_it_and_goes_with_the_last() {
    let app = TestApp::spawn().await;
    app.reader().ask(LETTER).await;
    let desk = app.sign_in().await;
    let file = include_bytes!("../../assets/demo/letters-at-night.png").to_vec();
    let added =
        desk.client.post_as("/desk/pictures?alt=Letters", "image/png", "application/json", file);
    let told: serde_json::Value = serde_json::from_str(&added.await.expect(201).body).unwrap();
    let text = told["markdown"].as_str().unwrap();
    let block = [("name", "Letters"), ("place", "closing"), ("text", text)];
    desk.change("/desk/blocks/new", &block).await;
    let path = desk.begin_post(&desk.find("Should I tell her?").await).await;
    desk.write(&path, "Telling her", "Yes.").await;
    let fields = desk.editor(&path).await;
    let ticked = [fields.pairs().as_slice(), &[("blocks", "1"), ("block-1", "1")]].concat();
    desk.put_out(&path, &ticked).await.expect(303);
    let page = app.reader().get(ADDRESS).await.expect(200).page();
    let picture = page.all("img").into_iter().next().unwrap();
    assert_eq!(picture.attr("alt"), "Letters");
    app.reader().get(picture.attr("src")).await.expect(200);
    let changed =
        [("name", "Letters"), ("place", "closing"), ("text", "Be kind."), ("reach", "everywhere")];
    desk.change("/desk/blocks/1", &changed).await;
    let page = app.reader().get(ADDRESS).await.expect(200).page();
    assert!(page.all("img").is_empty() && page.text().contains("Be kind."));
    app.reader().get(picture.attr("src")).await.expect(404);
}

#[tokio::test]
async fn a_page_begins_with_a_text_to_change_and_nobody_outside_sees_it() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let page = desk.get("/desk/posts?show=pages").await.page();
    let starts = page.class("starts").unwrap().all("button");
    assert_eq!(starts.len(), 5);
    for start in &starts {
        let sent = [("kind", "page"), ("start", start.attr("value"))];
        let answer = desk.post("/desk/posts", &sent).await.expect(303);
        let path = answer.location().split('?').next().unwrap().to_owned();
        let fields = desk.editor(&path).await;
        assert_eq!(fields.title, start.text());
        assert!(fields.answer.len() > 100, "{}", fields.title);
    }
    app.reader().get("/imprint").await.expect(404);
    // An entry begins empty, and so does a page that begins from nothing known.
    for sent in [[("kind", "entry"), ("start", "about")], [("kind", "page"), ("start", "x")]] {
        let answer = desk.post("/desk/posts", &sent).await.expect(303);
        let path = answer.location().split('?').next().unwrap().to_owned();
        assert_eq!(desk.editor(&path).await.title, "");
    }
}

#[tokio::test]
async fn a_letter_whose_post_is_taken_back_goes_on_waiting_for_another_one_with_a_date() {
    let scene = Scene::set("print").await;
    let copy = copied(&scene).await;
    scene.desk.publish(&scene.path).await;
    schedule(&scene.desk, &copy, "2026-11-23", "7:00").await.expect(303);
    scene.desk.change(&format!("{}/publication/delete", scene.path), &[]).await;
    assert_eq!(scene.desk.question(&scene.id).await.status, "scheduled");
    assert_eq!(scene.app.reader().status(&scene.receipt).await.state, "read");

    scene.app.pass(UNTIL_DUE);
    scene.app.tick().await;
    assert_eq!(scene.app.reader().status(&scene.receipt).await.state, "published");
    let desk = scene.app.sign_in().await;
    assert_eq!(desk.question(&scene.id).await.status, "published");
}

#[tokio::test]
async fn a_letter_closed_while_its_post_was_public_stops_another_one_with_a_date() {
    let scene = Scene::set("print").await;
    let copy = copied(&scene).await;
    scene.desk.publish(&scene.path).await;
    schedule(&scene.desk, &copy, "2026-11-23", "7:00").await.expect(303);
    // From a page that she opened before: one of a letter in print has no choice.
    let asker = Asker::of(&scene.app, &scene.receipt);
    assert_eq!(asker.choose(Consent::Proof, 1).await, Sent::Stored);
    scene.app.settle().await;
    scene.desk.change(&format!("{}/publication/delete", scene.path), &[]).await;
    assert_eq!(scene.desk.question(&scene.id).await.status, "drafting");
    let page = scene.desk.get(&copy).await.expect(200).page();
    assert!(!page.text().contains("Goes out"), "{}", page.text());
}

#[tokio::test]
async fn a_date_that_is_taken_off_stands_in_the_history_of_a_letter_that_is_answered_already() {
    let scene = Scene::set("print").await;
    let copy = copied(&scene).await;
    scene.desk.publish(&scene.path).await;
    schedule(&scene.desk, &copy, "2026-11-23", "7:00").await.expect(303);
    scene.desk.change(&format!("{copy}/schedule/delete"), &[]).await;
    assert_eq!(scene.desk.question(&scene.id).await.status, "published");
    let page = scene.desk.get(&question_path(&scene.id, "")).await.expect(200).page();
    assert!(page.text().contains("took the date off the post"), "{}", page.text());
}
