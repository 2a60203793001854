//! From a letter to a post on the site, and back.

use unsaid::domain::{ANSWER_CHARS_MAX, TITLE_CHARS_MAX};
use unsaid::texts::en::desk::{done, editor};

use crate::common::{COLUMNIST, Desk, PostFields, TestApp, open_public};

pub const LETTER: &str = "Should I tell her?\n\nShe trusts me.";

#[tokio::test]
async fn a_draft_is_filled_in_with_the_letter_and_its_public_tags() {
    let (_app, desk, id) = with_letter("print").await;
    desk.post(&format!("/desk/questions/{id}/tags"), &[("tags", "trust, #urgent")])
        .await
        .expect(303);
    let path = desk.begin_post(&id).await;
    let fields = desk.editor(&path).await;
    let expected = PostFields {
        revision: "1".into(),
        printed: LETTER.into(),
        tags: "trust".into(),
        ..fields.clone()
    };
    assert_eq!(fields, expected);
    assert_eq!((fields.title.as_str(), fields.answer.as_str(), fields.slug.as_str()), ("", "", ""));
    assert_eq!(desk.question(&id).await.status, "drafting");
    assert_eq!(desk.begin_post(&id).await, path, "a second press finds the same post");
    assert_eq!(desk.get("/desk/posts").await.page().class("rows").unwrap().all("li").len(), 1);
}

#[tokio::test]
async fn what_is_saved_is_there_and_the_original_stays_as_it_came() {
    let (_app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    let typed = PostFields {
        title: "  Telling\r\n her  ".into(),
        printed: "\nShould I?\r\nPlease.".into(),
        answer: "**Yes.**\n\nToday.".into(),
        tags: "trust,#aside".into(),
        slug: "Tell Her!".into(),
        ..desk.editor(&path).await
    };
    let page = desk.change(&path, &typed.pairs()).await.page();
    assert_eq!(page.id("done").unwrap().text(), done::SAVED);
    let saved = PostFields {
        revision: "2".into(),
        title: "Telling her".into(),
        printed: "Should I?\nPlease.".into(),
        tags: "trust, #aside".into(),
        slug: "tell-her".into(),
        ..typed
    };
    assert_eq!(desk.editor(&path).await, saved);
    assert_eq!(desk.question(&id).await.original, LETTER);
    desk.post(&path, &saved.pairs()).await.expect(303);
    assert_eq!(desk.editor(&path).await.revision, "2", "the same text again is no new revision");
}

#[tokio::test]
async fn a_stale_save_shows_both_texts_and_loses_neither() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    let opened = desk.editor(&path).await;
    let other = app.sign_in().await;
    other.write(&path, "Hers", "Her answer & more").await;

    let mine = PostFields { title: "Mine".into(), answer: "My <answer>".into(), ..opened };
    let page = desk.post(&path, &mine.pairs()).await.expect(409).page();
    assert_eq!(page.h1(), editor::CONFLICT_TITLE);
    let shown = PostFields::of(&page, &path);
    assert_eq!(
        shown,
        PostFields { revision: "2".into(), ..mine.clone() },
        "mine, to be saved over hers"
    );
    let theirs: Vec<String> =
        page.with_class("theirs").iter().map(|theirs| theirs.text()).collect();
    assert!(theirs[0].contains("Hers") && theirs[2].contains("Her answer & more"), "{theirs:?}");
    assert_eq!(desk.editor(&path).await.title, "Hers", "nothing has been overwritten");

    desk.post(&path, &shown.pairs()).await.expect(303);
    let saved = desk.editor(&path).await;
    assert_eq!((saved.title.as_str(), saved.answer.as_str()), ("Mine", "My <answer>"));
}

#[tokio::test]
async fn a_stale_text_is_not_published_either() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    let opened =
        PostFields { title: "Mine".into(), answer: "Mine".into(), ..desk.editor(&path).await };
    app.sign_in().await.write(&path, "Hers", "Hers").await;
    let page = desk.post(&format!("{path}/publication"), &opened.pairs()).await.expect(409).page();
    assert_eq!(page.h1(), editor::CONFLICT_TITLE);
    assert_eq!(app.reader().get("/posts/mine").await.status, 404);
    assert_eq!(app.reader().get("/posts/hers").await.status, 404);
}

#[tokio::test]
async fn a_form_without_a_revision_overwrites_nothing() {
    let (_app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    desk.write(&path, "Title", "Answer").await;
    for revision in ["", "0", "-1", "99999999999999", "x", "1"] {
        let fields = PostFields { revision: revision.into(), ..PostFields::default() };
        desk.post(&path, &fields.pairs()).await.expect(409);
    }
    assert_eq!(desk.editor(&path).await.title, "Title");
}

#[tokio::test]
async fn a_post_without_title_or_answer_is_saved_and_not_published() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    for (title, answer, field) in
        [("", "Yes.", "title"), ("Telling her", "", "answer"), (" ", "Yes.", "title")]
    {
        let fields =
            PostFields { title: title.into(), answer: answer.into(), ..desk.editor(&path).await };
        let page =
            desk.post(&format!("{path}/publication"), &fields.pairs()).await.expect(409).page();
        assert!(page.error_of(field).contains("before it can be published"), "{}", page.text());
        let shown = PostFields::of(&page, &path);
        assert_eq!((shown.title.as_str(), shown.answer.as_str()), (title.trim(), answer));
    }
    assert_eq!(desk.question(&id).await.status, "drafting");
    assert!(!app.reader().get("/").await.body.contains("Telling her"));
}

#[tokio::test]
async fn a_field_over_its_limit_is_named_and_every_field_is_kept() {
    let (_app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    let typed = PostFields {
        title: "A title".into(),
        printed: "Printed".into(),
        answer: "Answer".into(),
        tags: "trust, #aside".into(),
        slug: "wanted".into(),
        ..desk.editor(&path).await
    };
    let wrong = [
        ("title", PostFields { title: "t".repeat(TITLE_CHARS_MAX + 1), ..typed.clone() }),
        ("printed", PostFields { printed: "p".repeat(10_001), ..typed.clone() }),
        ("answer", PostFields { answer: "😀".repeat(ANSWER_CHARS_MAX + 1), ..typed.clone() }),
        ("tags", PostFields { tags: "!!!".into(), ..typed.clone() }),
        ("slug", PostFields { slug: "!!!".into(), ..typed.clone() }),
    ];
    for (field, fields) in wrong {
        let page = desk.post(&path, &fields.pairs()).await.expect(422).page();
        assert!(!page.error_of(field).is_empty(), "{field}");
        assert_eq!(PostFields::of(&page, &path), fields, "{field}");
    }
    let longest = PostFields { answer: "😀".repeat(ANSWER_CHARS_MAX), ..typed };
    desk.post(&path, &longest.pairs()).await.expect(303);
    assert_eq!(desk.editor(&path).await.answer, longest.answer);
}

#[tokio::test]
async fn nothing_hostile_in_a_post_becomes_live() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    let answer = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))\n\n\
                  ![p](https://elsewhere.example/p.png)\n\n<a href=\"//x\" onclick=\"y\">z</a>\n\n\
                  <iframe src=//x></iframe>\n\n[r]: data:text/html,x\n\n[r]\n\n&#x3c;script&#x3e;";
    let hostile = PostFields {
        title: "<script>t</script>\u{202e}".into(),
        printed: "</blockquote><script>p</script>\u{202e}".into(),
        answer: answer.into(),
        tags: "<b>tag</b>".into(),
        ..desk.editor(&path).await
    };
    desk.post(&path, &hostile.pairs()).await.expect(303);
    let address = desk.publish(&path).await;
    for shown in
        [&address, "/", "/tags", "/tags/b-tag-b", &format!("{path}/preview"), &path, "/desk/posts"]
    {
        let page = desk.get(shown).await.expect(200).page();
        assert!(page.has_our_scripts_alone(), "{shown}");
        for name in ["iframe", "b", "object", "embed", "style"] {
            assert!(page.all(name).is_empty(), "{shown}: <{name}>");
        }
        for (name, value) in page.attributes() {
            assert!(!name.starts_with("on"), "{shown}: {name}");
            let leads = matches!(name, "href" | "src" | "action" | "formaction");
            // The page's own name for itself is whole.
            let harmless = ["/", "#", "https://example.org", &app.base]
                .iter()
                .any(|start| value.starts_with(start));
            assert!(!leads || harmless && !value.starts_with("//"), "{shown}: {name}={value}");
        }
    }
    let text = app.reader().get(&address).await.page().text();
    assert!(text.contains("<script>alert(1)</script>"), "it is shown as text: {text}");
}

#[tokio::test]
async fn an_assistant_writes_and_does_not_publish() {
    let (app, desk, id) = with_letter("print").await;
    let address = desk.publish_question(&id, "Telling her", "Yes.").await;
    let path = desk.begin_post(&id).await;
    desk.lock().await;
    open_public(app.folder()).execute("update account set role = 'assistant'", []).unwrap();

    let assistant = app.sign_in().await;
    let fields = assistant.write(&path, "Another title", "Another answer").await;
    let page = assistant.get(&path).await.page();
    assert_eq!(page.id("shut").unwrap().text(), editor::not_yours(COLUMNIST));
    let actions = page.all("button").into_iter().map(|button| button.attr("formaction").to_owned());
    assert!(actions.filter(|action| action.ends_with("/publication/delete")).count() == 0);
    assistant.post(&format!("{path}/publication"), &fields.pairs()).await.expect(403);
    assistant.post(&format!("{path}/publication/delete"), &[]).await.expect(403);
    assert!(app.reader().get(&address).await.expect(200).body.contains("<p>Yes.</p>"));
}

pub async fn with_letter(consent: &str) -> (TestApp, Desk, String) {
    let app = TestApp::spawn().await;
    app.reader().ask_for(LETTER, consent).await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    (app, desk, id)
}

/// Enters a letter by hand; gives its id.
pub async fn enter(desk: &Desk, text: &str, consent: &str) -> String {
    desk.post("/desk/questions/new", &[("question", text), ("consent", consent)]).await.expect(200);
    desk.find(text).await
}
