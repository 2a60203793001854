//! From a letter to a post on the site, and back.

use unsaid::domain::{ANSWER_CHARS_MAX, Status, TITLE_CHARS_MAX};
use unsaid::texts::en::desk::{done, editor, question};

use crate::common::{Answer, COLUMNIST, Desk, PostFields, TestApp, open_public};

const LETTER: &str = "Should I tell her?\n\nShe trusts me.";

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
async fn a_preview_is_the_published_page_with_a_bar_above_it() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    let fields = PostFields {
        title: "Telling her".into(),
        answer: "## Soon\n\n*Yes*, [here](https://example.org). <i>x</i>".into(),
        tags: "trust, #aside".into(),
        ..desk.editor(&path).await
    };
    let mut pressed = fields.pairs().to_vec();
    pressed.push(("then", "preview"));
    let led = desk.post(&path, &pressed).await.expect(303);
    assert_eq!(led.location(), format!("{path}/preview"));
    let preview = desk.get(led.location()).await.expect(200);
    assert!(preview.page().class("bar").unwrap().text().contains("not public"));
    assert_eq!(app.reader().get("/posts/telling-her").await.status, 404);

    let address = desk.publish(&path).await;
    let public = app.reader().get(&address).await.expect(200);
    let main = |answer: &Answer| {
        answer.body.split_once("<header class=\"masthead\">").unwrap().1.to_owned()
    };
    assert_eq!(main(&preview), main(&public));
}

#[tokio::test]
async fn a_post_is_published_saved_edited_and_taken_back() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    desk.write(&path, "Telling her", "Yes.").await;
    let address = desk.publish(&path).await;
    assert_eq!(address, "/posts/telling-her");
    assert_eq!(desk.question(&id).await.status, "published");
    let page = app.reader().get(&address).await.expect(200).page();
    assert!(
        page.text().contains("Yes.") && page.text().contains("She trusts me."),
        "{}",
        page.text()
    );
    assert!(app.reader().get("/").await.body.contains("Telling her"));

    desk.write(&path, "Telling her today", "Yes, today.").await;
    assert!(
        app.reader().get(&address).await.body.contains("<p>Yes.</p>"),
        "a save changes nothing in public"
    );
    assert_eq!(desk.publish(&path).await, address, "the address is kept");
    assert!(app.reader().get(&address).await.body.contains("Yes, today."));

    desk.change(&format!("{path}/publication/delete"), &[]).await;
    assert_eq!(app.reader().get(&address).await.status, 404);
    assert!(!app.reader().get("/").await.body.contains("Telling her"));
    assert_eq!(desk.question(&id).await.status, "drafting");
    desk.change(&format!("{path}/publication/delete"), &[]).await;
    assert_eq!(desk.publish(&path).await, address, "it comes back where it was");
}

#[tokio::test]
async fn taking_a_post_back_brings_its_askers_state_back_to_read() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask(LETTER).await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    desk.publish_question(&id, "Telling her", "Yes.").await;
    assert_eq!(app.reader().status(&receipt).await.state, "published");
    let path = desk.begin_post(&id).await;
    desk.change(&format!("{path}/publication/delete"), &[]).await;
    let shown = app.reader().status(&receipt).await;
    assert_eq!((shown.state, shown.link.as_str()), ("read", ""));
}

#[tokio::test]
async fn one_press_publishes_what_is_in_sight() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    let typed =
        PostFields { title: "In sight".into(), answer: "Now.".into(), ..desk.editor(&path).await };
    desk.put_out(&path, &typed.pairs()).await.expect(303);
    assert!(app.reader().get("/posts/in-sight").await.expect(200).body.contains("Now."));
    assert_eq!(desk.editor(&path).await.title, "In sight");
}

#[tokio::test]
async fn a_changed_address_leads_on_from_every_old_one() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    desk.write(&path, "Telling her", "Yes.").await;
    assert_eq!(desk.publish(&path).await, "/posts/telling-her");
    for slug in ["tell-her", "honesty"] {
        let fields = PostFields { slug: slug.into(), ..desk.editor(&path).await };
        desk.post(&path, &fields.pairs()).await.expect(303);
        assert_eq!(desk.publish(&path).await, format!("/posts/{slug}"));
    }
    for old in ["/posts/telling-her", "/posts/tell-her"] {
        assert_eq!(app.reader().get(old).await.expect(308).location(), "/posts/honesty");
    }
    desk.change(&format!("{path}/publication/delete"), &[]).await;
    for gone in ["/posts/telling-her", "/posts/honesty"] {
        assert_eq!(app.reader().get(gone).await.status, 404);
    }
}

#[tokio::test]
async fn posts_of_one_title_have_addresses_of_their_own_and_old_ones_are_not_given_away() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let mut addresses = Vec::new();
    for n in 0..3 {
        let id = enter(&desk, &format!("letter {n}"), "print").await;
        addresses.push(desk.publish_question(&id, "Trust", "Yes.").await);
    }
    assert_eq!(addresses, ["/posts/trust", "/posts/trust-2", "/posts/trust-3"]);
    let first = desk.begin_post(&desk.find("letter 0").await).await;
    let fields = PostFields { slug: "faith".into(), ..desk.editor(&first).await };
    desk.post(&first, &fields.pairs()).await.expect(303);
    desk.publish(&first).await;
    let id = enter(&desk, "letter 3", "print").await;
    assert_eq!(desk.publish_question(&id, "Trust", "Yes.").await, "/posts/trust-4");
    assert_eq!(app.reader().get("/posts/trust").await.expect(308).location(), "/posts/faith");
}

#[tokio::test]
async fn a_title_without_letters_has_an_address_all_the_same() {
    let (app, desk, id) = with_letter("print").await;
    let address = desk.publish_question(&id, "❤ ❤ ❤", "Yes.").await;
    assert!(app.reader().get(&address).await.expect(200).body.contains("❤ ❤ ❤"));
}

#[tokio::test]
async fn a_private_letter_cannot_become_a_post_and_the_desk_says_why() {
    let (_app, desk, id) = with_letter("private").await;
    let seen = desk.question(&id).await;
    assert!(seen.page.text().contains(question::NOT_PRINTED), "{}", seen.page.text());
    assert!(seen.page.forms().iter().all(|form| !form.action.ends_with("/draft")));
    refuses_to_publish(&desk, &id, &editor::shut(unsaid::domain::Unpublishable::Private).unwrap())
        .await;
}

#[tokio::test]
async fn a_letter_whose_asker_wants_to_see_the_text_first_is_not_published_either() {
    let (_app, desk, id) = with_letter("proof").await;
    refuses_to_publish(&desk, &id, &editor::shut(unsaid::domain::Unpublishable::Proof).unwrap())
        .await;
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
async fn private_tags_never_reach_the_site() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    let fields = PostFields { tags: "trust, #secretmark".into(), ..desk.editor(&path).await };
    desk.post(&path, &fields.pairs()).await.expect(303);
    desk.write(&path, "Telling her", "Yes.").await;
    let address = desk.publish(&path).await;
    for page in [address.as_str(), "/", "/tags", "/tags/trust"] {
        let answer = app.reader().get(page).await.expect(200);
        assert!(!answer.body.contains("secretmark"), "{page}");
        assert!(answer.body.contains("trust"), "{page}");
    }
    assert_eq!(app.reader().get("/tags/secretmark").await.status, 404);
    for file in ["public.db", "public.db-wal"] {
        let bytes = std::fs::read(app.file(file)).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("secretmark"), "{file}");
    }
}

#[tokio::test]
async fn tags_lead_to_their_posts_and_end_with_the_last_of_them() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    let fields = PostFields { tags: "Long distance".into(), ..desk.editor(&path).await };
    desk.post(&path, &fields.pairs()).await.expect(303);
    desk.write(&path, "Telling her", "Yes.").await;
    desk.publish(&path).await;
    let page = app.reader().get("/tags/long-distance").await.expect(200).page();
    assert_eq!(page.h1(), "Long distance");
    assert!(page.links().contains(&("Telling her".into(), "/posts/telling-her".into())));
    desk.change(&format!("{path}/publication/delete"), &[]).await;
    assert_eq!(app.reader().get("/tags/long-distance").await.status, 404);
    assert!(!app.reader().get("/tags").await.body.contains("Long distance"));
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
async fn the_home_page_and_a_topic_are_paged_without_a_gap() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    for n in 0..23 {
        let id = enter(&desk, &format!("letter {n}"), "print").await;
        desk.post(&format!("/desk/questions/{id}/tags"), &[("tags", "all")]).await.expect(303);
        desk.publish_question(&id, &format!("Post {n}"), "Yes.").await;
        app.pass(1);
    }
    let expected: Vec<String> = (0..23).rev().map(|n| format!("Post {n}")).collect();
    for start in ["/", "/tags/all"] {
        let (mut titles, mut path) = (Vec::new(), Some(start.to_owned()));
        while let Some(address) = path {
            let page = app.reader().get(&address).await.expect(200).page();
            let teasers = page.with_class("teaser");
            titles.extend(teasers.iter().map(|teaser| teaser.all("a")[0].text()));
            path = page
                .all("a")
                .iter()
                .find(|link| link.attr("rel") == "next")
                .map(|link| link.attr("href").to_owned());
        }
        assert_eq!(titles, expected, "{start}");
    }
    assert_eq!(app.reader().get("/?after=nonsense").await.status, 404);
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
    assert!(page.forms().iter().all(|form| !form.action.ends_with("/publication/delete")));
    assistant.post(&format!("{path}/publication"), &fields.pairs()).await.expect(403);
    assistant.post(&format!("{path}/publication/delete"), &[]).await.expect(403);
    assert!(app.reader().get(&address).await.expect(200).body.contains("<p>Yes.</p>"));
}

async fn refuses_to_publish(desk: &Desk, id: &str, why: &str) {
    let path = desk.begin_post(id).await;
    desk.write(&path, "Telling her", "Yes.").await;
    let page = desk.get(&path).await.expect(200).page();
    assert_eq!(page.id("shut").unwrap().text(), why);
    let form = page.form(&path);
    let publish =
        form.buttons.iter().find(|button| button.action == format!("{path}/publication")).unwrap();
    assert!(publish.disabled);
    // The button is a courtesy; the rule stands behind it.
    let fields = desk.editor(&path).await;
    for pairs in [fields.pairs().as_slice(), &[]] {
        let refused = desk.post(&format!("{path}/publication"), pairs).await.expect(409).page();
        assert_eq!(refused.id("shut").unwrap().text(), why);
    }
    assert_eq!(desk.get("/posts/telling-her").await.status, 404);
    assert_eq!(desk.question(id).await.status, Status::Drafting.as_str());
}

async fn with_letter(consent: &str) -> (TestApp, Desk, String) {
    let app = TestApp::spawn().await;
    app.reader().ask_for(LETTER, consent).await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    (app, desk, id)
}

/// Enters a letter by hand; gives its id.
async fn enter(desk: &Desk, text: &str, consent: &str) -> String {
    desk.post("/desk/questions/new", &[("question", text), ("consent", consent)]).await.expect(200);
    desk.find(text).await
}
