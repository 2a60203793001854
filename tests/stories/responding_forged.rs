//! Responses that no page of ours sends: sealed by somebody's own program, and sent as a page sends a letter.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use unsaid::domain::{
    AskerProof, AuthKey, CommentState, FIRST_COPY, Letter, MailboxState, OwnCopy, PublicId,
    Receipt, Slug,
};
use unsaid::seal::{self, ReceiptKeys};

use crate::common::sealing::post_sealed;
use crate::common::{COLUMNIST, Desk, TestApp};

const POST: &str = "/posts/telling-her";

/// A response as somebody's own program writes it.
#[derive(Clone)]
struct Forged {
    post: PublicId,
    parent: Option<u32>,
    name: String,
    text: String,
    asker: Option<AskerProof>,
}

/// A column with one post; the desk is open. Gives the words of its letter.
async fn with_post(app: &TestApp) -> (String, Desk, Forged) {
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    assert_eq!(desk.publish_question(&id, "Telling her", "Yes.").await, POST);
    let post = app.service.public().post(Slug::parse("telling-her").unwrap()).await.unwrap();
    let (name, text) = (String::new(), "Take heart.".to_owned());
    let forged = Forged { post: post.unwrap().id, parent: None, name, text, asker: None };
    (receipt, desk, forged)
}

/// Seals it to the column and sends it by the form for questions, which cannot tell.
async fn send(app: &TestApp, receipt: &Receipt, forged: &Forged) {
    let site = app.service.site().unwrap();
    let keys = ReceiptKeys::derive(&site.salt, receipt);
    let (id, reader) = (keys.lookup().mailbox(), keys.reader().public());
    let Forged { post, parent, name, text, asker } = forged.clone();
    let retry_tag = keys.retry_tag(&text);
    let (slug, title) = ("telling-her".to_owned(), "Telling her".to_owned());
    let copy = OwnCopy::Comment { slug, title, name: name.clone(), text: text.clone() };
    let auth = keys.auth().key();
    let letter = Letter::Comment { post, parent, name, text, mailbox: id, auth, reader, asker };
    let envelope = seal::seal_letter(&site.id, &site.key, &keys.envelope_id(), &letter).unwrap();
    let state = seal::seal_state(&site.id, &reader, &id, &MailboxState::Waiting).unwrap();
    let copy = keys.copy().seal(&id, FIRST_COPY, &copy).unwrap();
    let (_, told) = post_sealed(app, "/ask", &[("mailbox", id.to_string())]).await;
    let fields = [
        ("envelope", URL_SAFE_NO_PAD.encode(envelope.as_bytes())),
        ("envelope_id", keys.envelope_id().to_string()),
        ("mailbox", id.to_string()),
        ("auth", keys.auth().hash().to_string()),
        ("retry_tag", retry_tag.iter().map(|byte| format!("{byte:02x}")).collect()),
        ("state", URL_SAFE_NO_PAD.encode(state.as_bytes())),
        ("copy", URL_SAFE_NO_PAD.encode(copy)),
        ("form", told["token"].as_str().unwrap().to_owned()),
    ];
    let (answer, told) = post_sealed(app, "/ask", &fields).await;
    assert_eq!((answer.status, told["asked"].as_str()), (200, Some("stored")));
}

/// How many wait at the desk.
async fn waiting(desk: &Desk) -> usize {
    let page = desk.get("/desk/comments?state=new").await.expect(200).page();
    page.all("input").iter().filter(|it| it.attr("name").starts_with("tick-")).count()
}

async fn approve_all(desk: &Desk) {
    let page = desk.get("/desk/comments?state=new").await.expect(200).page();
    for tick in page.all("input") {
        if let Some(id) = tick.attr("name").strip_prefix("tick-") {
            let one = format!("{} {id}", CommentState::Approved.as_str());
            desk.change("/desk/comments", &[("one", &one)]).await;
        }
    }
}

#[tokio::test]
async fn a_response_below_a_place_that_there_is_not_stands_by_itself_and_keeps_no_letter_back() {
    let app = TestApp::spawn().await;
    let (_, desk, forged) = with_post(&app).await;
    for parent in [0, 1, 2, 3, 7, u32::MAX] {
        let text = format!("Below {parent}.");
        let forged = Forged { parent: Some(parent), text, ..forged.clone() };
        send(&app, &app.service.draw_receipt(), &forged).await;
    }
    app.reader().ask("Is anybody there?").await;
    app.settle().await;
    desk.find("Is anybody there?").await;
    assert_eq!(waiting(&desk).await, 6);
    approve_all(&desk).await;
    let page = app.reader().get(POST).await.expect(200).page();
    let below = page.id("responses").unwrap();
    assert_eq!(below.all("article").len(), 6);
    assert_eq!(below.all("ol").len(), 1, "none stands below another");
    assert!(below.class("gone").is_none(), "none seems to answer what is gone");
}

#[tokio::test]
async fn a_name_that_poses_as_the_columnist_is_none() {
    let app = TestApp::spawn().await;
    let (_, desk, forged) = with_post(&app).await;
    let name = COLUMNIST.to_uppercase() + " !";
    send(&app, &app.service.draw_receipt(), &Forged { name: name.clone(), ..forged }).await;
    app.settle().await;
    assert_eq!(waiting(&desk).await, 1, "what she says is not lost");
    approve_all(&desk).await;
    let body = app.reader().get(POST).await.expect(200).body;
    assert!(body.contains("Take heart.") && !body.contains(&name), "{body}");
}

#[tokio::test]
async fn no_badge_is_forged_by_another_letter_a_wrong_proof_or_a_response() {
    let app = TestApp::spawn().await;
    let (hers, desk, forged) = with_post(&app).await;
    let other = app.reader().ask("Another letter").await;
    let response = app.reader().respond(POST, "A response.").await;
    let salt = app.service.site().unwrap().salt;
    let proof = |words: &str| {
        let keys = ReceiptKeys::derive(&salt, &Receipt::parse(words).unwrap());
        AskerProof { mailbox: keys.lookup().mailbox(), auth: keys.auth().key() }
    };
    let right = proof(&hers);
    let wrong = [
        proof(&other),
        proof(&response),
        // All that lies in the public store: the mailbox, and the hash of the right to it.
        AskerProof { mailbox: right.mailbox, auth: AuthKey([0; 32]) },
        AskerProof { mailbox: right.mailbox, auth: proof(&other).auth },
        AskerProof { mailbox: proof(&other).mailbox, auth: right.auth },
    ];
    for asker in wrong {
        let forged = Forged { asker: Some(asker), ..forged.clone() };
        send(&app, &app.service.draw_receipt(), &forged).await;
    }
    app.settle().await;
    approve_all(&desk).await;
    let page = app.reader().get(POST).await.expect(200).page();
    let below = page.id("responses").unwrap();
    assert_eq!(below.all("article").len(), 6);
    assert!(below.class("badge").is_none(), "{}", below.text());
    send(&app, &app.service.draw_receipt(), &Forged { asker: Some(right), ..forged }).await;
    app.settle().await;
    approve_all(&desk).await;
    let page = app.reader().get(POST).await.expect(200).page();
    assert!(page.id("responses").unwrap().class("badge").is_some());
}
