//! Several letters behind one post, and how a post comes out.

use unsaid::domain::BIN_DAYS;
use unsaid::texts::en::desk::publishing as t;

use super::scheduling::{Scene, UNTIL_DUE};
use crate::common::pages::{count, vault_pages};
use crate::common::{PostFields, TestApp, question_path};

#[tokio::test]
async fn one_post_answers_several_letters_and_every_asker_is_led_to_it() {
    let app = TestApp::spawn().await;
    let (first, second) =
        (app.reader().ask("Should I tell her?").await, app.reader().ask("Must I say it?").await);
    let desk = app.sign_in().await;
    let (one, two) = (desk.find("Should I tell her?").await, desk.find("Must I say it?").await);
    for id in [&one, &two] {
        desk.post(&question_path(id, "/tags"), &[("tags", "trust")]).await.expect(303);
    }
    let path = desk.begin_post(&one).await;
    let fields = desk.write(&path, "Telling her", "Yes.").await;
    let page = desk.get(&path).await.page();
    assert!(page.text().contains(t::KINDRED) && page.text().contains("Must I say it?"));
    let chosen = [fields.pairs().as_slice(), &[("chosen", two.as_str())]].concat();
    let page = desk.change(&format!("{path}/letters"), &chosen).await.page();
    assert!(page.class("letters").unwrap().text().contains("Must I say it?"), "in sight");
    assert_eq!(desk.question(&two).await.status, "drafting");

    desk.reply(&two, "A word for you alone.").await.expect(303);
    let address = desk.publish(&path).await;
    for receipt in [&first, &second] {
        let told = app.reader().status(receipt).await;
        assert_eq!((told.state, &told.link), ("published", &address));
    }
    assert_eq!(app.reader().status(&second).await.replies, ["A word for you alone."]);
    desk.post(&format!("{path}/letters/{two}/delete"), &[]).await.expect(409);
}

#[tokio::test]
async fn a_further_letter_goes_back_to_the_queue_and_the_first_one_stays() {
    let app = TestApp::spawn().await;
    for letter in ["Should I tell her?", "Must I say it?", "Buy now"] {
        app.reader().ask(letter).await;
    }
    let desk = app.sign_in().await;
    let (one, two) = (desk.find("Should I tell her?").await, desk.find("Must I say it?").await);
    let path = desk.begin_post(&one).await;
    let letters = format!("{path}/letters");
    let typed = format!("http://localhost{}?done=kept", question_path(&two, ""));
    let fields = desk.editor(&path).await;
    let with = |letter: &str| {
        let pairs = fields.pairs().map(|(name, value)| (name.to_owned(), value.to_owned()));
        pairs.into_iter().chain([("letter".to_owned(), letter.to_owned())]).collect::<Vec<_>>()
    };
    for _ in 0..2 {
        let typed = with(&typed);
        let pairs: Vec<_> = typed.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        desk.change(&letters, &pairs).await;
    }
    desk.post(&format!("{letters}/{one}/delete"), &[]).await.expect(409);
    desk.change(&format!("{letters}/{two}/delete"), &[]).await;
    assert_eq!(desk.question(&two).await.status, "kept");
    let spam = desk.find("Buy now").await;
    desk.set_status(&spam, unsaid::domain::Status::Declined).await.expect(303);
    for wrong in [spam.as_str(), "", "999", "nonsense"] {
        let typed = with(wrong);
        let pairs: Vec<_> = typed.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let page = desk.post(&letters, &pairs).await.expect(422).page();
        assert!(!page.error_of("letter").is_empty(), "{wrong}");
    }
}

#[tokio::test]
async fn a_private_letter_that_is_added_keeps_the_post_from_the_public() {
    let app = TestApp::spawn().await;
    app.reader().ask("Should I tell her?").await;
    app.reader().ask_for("Must I say it?", "private").await;
    let desk = app.sign_in().await;
    let path = desk.begin_post(&desk.find("Should I tell her?").await).await;
    let fields = desk.write(&path, "Telling her", "Yes.").await;
    let private = desk.find("Must I say it?").await;
    let typed = [fields.pairs().as_slice(), &[("letter", &private)]].concat();
    desk.change(&format!("{path}/letters"), &typed).await;
    desk.post(&format!("{path}/publication"), &fields.pairs()).await.expect(409);
}

#[tokio::test]
async fn an_unlisted_post_is_reached_by_its_address_alone_and_its_asker_is_led_to_it() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let path = desk.begin_post(&desk.find("Should I tell her?").await).await;
    let mut fields = desk.write(&path, "Telling her", "Yes.").await;
    fields.tags = "trust".to_owned();
    let options = [("options", "yes"), ("unlisted", "yes"), ("warning", " lies  and\nloss ")];
    let typed = [fields.pairs().as_slice(), &options].concat();
    desk.put_out(&path, &typed).await.expect(303);
    let page = desk.get(&path).await.page();
    assert_eq!(page.form(&path).value("warning"), "lies and loss");
    let reader = app.reader();
    let shown = reader.get("/posts/telling-her").await.expect(200);
    assert_eq!(shown.header("x-robots-tag"), "noindex");
    assert_eq!(shown.page().all("details").len(), 1, "the text is folded");
    for list in ["/", "/tags", "/posts.json"] {
        assert!(!reader.get(list).await.body.contains("Telling her"), "{list}");
        assert!(!reader.get(list).await.body.contains("trust"), "{list}");
    }
    assert_eq!(reader.get("/tags/trust").await.status, 404);
    assert_eq!(reader.status(&receipt).await.link, "/posts/telling-her");

    // A form without these fields leaves them; one with them and no tick lists the post.
    desk.publish(&path).await;
    assert!(!reader.get("/").await.body.contains("Telling her"));
    let fields = desk.editor(&path).await;
    let typed = [fields.pairs().as_slice(), &[("options", "yes")]].concat();
    desk.change(&format!("{path}/publication"), &typed).await;
    assert!(reader.get("/").await.body.contains("Telling her"));
    assert!(reader.get("/tags/trust").await.expect(200).page().text().contains("Telling her"));
}

#[tokio::test]
async fn a_letter_put_behind_a_released_post_is_told_nothing_until_that_is_decided() {
    let scene = Scene::set("print").await;
    let (app, desk, path) = (&scene.app, &scene.desk, &scene.path);
    let block = [("name", "P.S."), ("place", "closing"), ("text", "Be kind.")];
    desk.change("/desk/blocks/new", &block).await;
    let fields = desk.editor(path).await;
    let ticked = [fields.pairs().as_slice(), &[("blocks", "1"), ("block-1", "1")]].concat();
    desk.post(path, &ticked).await.expect(303);
    super::scheduling::schedule(desk, path, "2026-11-23", "7:00").await.expect(303);
    let private = app.reader().ask_for("Must I say it?", "private").await;
    app.settle().await;
    let other = desk.find("Must I say it?").await;
    let fields = desk.editor(path).await;
    let chosen = [fields.pairs().as_slice(), &[("chosen", other.as_str())]].concat();
    desk.change(&format!("{path}/letters"), &chosen).await;
    // Every post with the block goes to the public store once more.
    let changed = [&block[..2], &[("text", "Be kinder."), ("reach", "everywhere")]].concat();
    desk.change("/desk/blocks/1", &changed).await;
    app.pass(UNTIL_DUE);
    app.tick().await;
    let state = |receipt: String| async move { app.reader().status(&receipt).await.state };
    assert_eq!(state(scene.receipt.clone()).await, "published");
    assert_eq!(state(private).await, "read");
}

#[tokio::test]
async fn what_was_sent_of_a_joint_post_is_not_left_when_that_has_left_the_bin() {
    let app = TestApp::spawn().await;
    let (mine, other) = (
        app.reader().ask_for("qmine of the two", "print").await,
        app.reader().ask_for("qother of the two", "proof").await,
    );
    let desk = app.sign_in().await;
    let path = desk.begin_post(&desk.find("qother of the two").await).await;
    let further = desk.find("qmine of the two").await;
    let fields = desk.editor(&path).await;
    let chosen = [fields.pairs().as_slice(), &[("chosen", further.as_str())]].concat();
    desk.change(&format!("{path}/letters"), &chosen).await;
    let fields = PostFields { printed: "qjoint words of both".into(), ..desk.editor(&path).await };
    desk.change(&path, &fields.pairs()).await;
    desk.change(&format!("{path}/proof"), &[]).await;
    desk.change(&format!("{path}/deletion"), &[]).await;
    app.pass(i64::from(BIN_DAYS) * 86_400);
    let desk = app.sign_in().await;
    app.settle().await;
    assert_eq!(desk.get(&path).await.status, 404);
    // Nobody knows any more that the words were of both.
    app.reader().withdraw(&mine).await.expect(200);
    app.settle().await;
    assert_eq!(count(&vault_pages(app.folder()), "qjoint"), 0);
    // Another text may be sent, and an old yes counts for none.
    assert_eq!(app.reader().status(&other).await.state, "read");
}
