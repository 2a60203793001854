//! Publishing: what readers see of a post, and what keeps it from them.

use unsaid::domain::Status;
use unsaid::texts::en::desk::{editor, question};

use super::writing::{LETTER, enter, with_letter};
use crate::common::{Answer, Desk, PostFields, TestApp};

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
async fn taking_a_post_back_keeps_what_was_typed_and_no_mistake_in_it_keeps_the_post_on_the_site() {
    let (app, desk, id) = with_letter("print").await;
    let path = desk.begin_post(&id).await;
    for (title, status) in [("A better title".to_owned(), 303), ("x".repeat(300), 422)] {
        let address = desk.publish_question(&id, "Telling her", "Yes.").await;
        let typed = PostFields { title: title.clone(), ..desk.editor(&path).await };
        let page = desk.get(&path).await.page();
        let buttons = page.all("button");
        let take_back = buttons.iter().find(|button| button.text() == editor::TAKE_BACK).unwrap();
        assert_eq!(take_back.attr("form"), "post");
        let answer = desk.post(take_back.attr("formaction"), &typed.pairs()).await.expect(status);
        assert_eq!(app.reader().get(&address).await.status, 404, "{status}");
        let page = if status == 303 { desk.get(&path).await } else { answer }.page();
        assert_eq!(page.form(&path).value("title"), title);
    }
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
