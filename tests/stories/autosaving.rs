//! The editor's scripts: what they save and what they are told, and how the page would look.

use serde_json::json;
use unsaid::domain::ANSWER_CHARS_MAX;
use unsaid::texts::en::desk::{door, writing as t};

use crate::common::{ACCOUNT, Desk, PASSWORD, PostFields, TestApp};

/// Text that is far too long, as somebody may paste it by mistake.
const PASTED_BYTES: usize = 2 * 1_024 * 1_024;

#[tokio::test]
async fn a_script_that_saves_is_told_the_revision_and_may_send_the_same_again() {
    let (app, desk, path) = with_post().await;
    let fields = typed(&desk, &path, "Yes.").await;
    for _ in 0..2 {
        // The second time as after an answer that never arrived.
        let answer = desk.client.post_script(&path, &fields.pairs()).await.expect(200);
        assert_eq!(answer.json(), json!({ "revision": 2 }));
    }
    let next = PostFields { revision: "2".into(), answer: "Yes. Today.".into(), ..fields };
    desk.client.post_script(&path, &next.pairs()).await.expect(200);
    let app = app.restart().await;
    assert_eq!(app.sign_in().await.editor(&path).await.answer, "Yes. Today.");
}

#[tokio::test]
async fn a_stale_save_of_a_script_is_answered_with_the_other_text_and_writes_nothing_over() {
    let (app, desk, path) = with_post().await;
    let mine = typed(&desk, &path, "Mine").await;
    app.sign_in().await.write(&path, "Hers", "Her <b>answer</b>").await;
    let told = desk.client.post_script(&path, &mine.pairs()).await.expect(409).json();
    assert_eq!(told["revision"], 2);
    assert_eq!(
        (&told["theirs"]["title"], &told["theirs"]["answer"], &told["theirs"]["slug"]),
        (&json!("Hers"), &json!("Her <b>answer</b>"), &json!(""))
    );
    assert_eq!(desk.editor(&path).await.title, "Hers");
    // Brought together in the page, it goes on from the newest.
    let merged = PostFields { revision: "2".into(), title: "Hers".into(), ..mine };
    let told = desk.client.post_script(&path, &merged.pairs()).await.expect(200).json();
    assert_eq!(told, json!({ "revision": 3 }));
}

#[tokio::test]
async fn a_session_that_ends_mid_sentence_is_gone_on_with_after_the_password() {
    let (app, desk, path) = with_post().await;
    let fields = typed(&desk, &path, "Half a sen").await;
    desk.client.post_script(&path, &fields.pairs()).await.expect(200);
    app.sign_in().await.lock().await;
    let more = PostFields { revision: "2".into(), answer: "Half a sentence.".into(), ..fields };
    let told = desk.client.post_script(&path, &more.pairs()).await.expect(401).json();
    assert_eq!(told, json!({ "signed_out": true }));

    let sign_in = async |password| {
        let form = [("account", ACCOUNT), ("password", password)];
        desk.client.post_script("/desk/login", &form).await
    };
    assert_eq!(sign_in("wrong").await.expect(422).json()["text"], door::LOGIN_WRONG);
    assert_eq!(sign_in(PASSWORD).await.expect(200).json(), json!({ "signed_in": true }));
    desk.client.post_script(&path, &more.pairs()).await.expect(200);
    assert_eq!(desk.editor(&path).await.answer, "Half a sentence.");
}

#[tokio::test]
async fn what_is_typed_is_shown_as_it_would_stand_and_is_not_saved() {
    let (_app, desk, path) = with_post().await;
    let typed = PostFields {
        title: "Telling <her>".into(),
        answer: "## Soon\n\n*Yes*, <script>x</script> [y](javascript:z).".into(),
        ..desk.editor(&path).await
    };
    let preview = format!("{path}/preview");
    let told = desk.client.post_script(&preview, &typed.pairs()).await.expect(200).json();
    let shown = told["html"].as_str().unwrap().to_owned();
    assert!(shown.contains("<em>Yes</em>") && shown.contains("Telling &lt;her&gt;"), "{shown}");
    assert!(!shown.contains("<script") && !shown.contains("javascript:"), "{shown}");
    assert_eq!((&told["words"], &told["minutes"]), (&json!(4), &json!(1)));
    assert_eq!(desk.editor(&path).await.revision, "1");

    desk.post(&path, &typed.pairs()).await.expect(303);
    let page = desk.get(&preview).await.expect(200);
    assert!(page.body.contains(&shown), "by the same hand: {}", page.body);
}

#[tokio::test]
async fn two_megabytes_of_pasted_text_are_refused_in_words_and_come_back_whole() {
    let (_app, desk, path) = with_post().await;
    let pasted = "é".repeat(PASTED_BYTES / 2);
    let fields = typed(&desk, &path, &pasted).await;
    let page = desk.post(&path, &fields.pairs()).await.expect(422).page();
    assert!(page.error_of("answer").contains("100,000"), "{}", page.error_of("answer"));
    assert!(PostFields::of(&page, &path).answer == pasted, "it is all there");
    let told = desk.client.post_script(&path, &fields.pairs()).await.expect(422).json();
    assert_eq!(told["field"], "answer");
    assert!(t::too_long().contains(&ANSWER_CHARS_MAX.to_string()));
}

#[tokio::test]
async fn the_editor_brings_its_scripts_and_hides_what_needs_them() {
    let (_app, desk, path) = with_post().await;
    let page = desk.get(&path).await.expect(200).page();
    let scripts = page.all("script");
    assert_eq!((scripts.len(), scripts[0].attr("type")), (1, "module"));
    let editor = desk.get(scripts[0].attr("src")).await.expect(200);
    for name in editor.body.split("from './").skip(1) {
        let (name, _) = name.split_once('\'').unwrap();
        let folder = scripts[0].attr("src").rsplit_once('/').unwrap().0;
        let module = desk.get(&format!("{folder}/{name}")).await.expect(200);
        assert!(module.header("content-type").starts_with("text/javascript"), "{name}");
    }
    for id in ["views", "seen", "tools"] {
        assert!(page.id(id).unwrap().has("hidden"), "{id}");
    }
}

async fn with_post() -> (TestApp, Desk, String) {
    let app = TestApp::spawn().await;
    app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let path = desk.begin_post(&desk.find("Should I tell her?").await).await;
    (app, desk, path)
}

async fn typed(desk: &Desk, path: &str, answer: &str) -> PostFields {
    PostFields { answer: answer.into(), ..desk.editor(path).await }
}
