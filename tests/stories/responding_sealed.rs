//! A response that was sealed before it was sent: by the page, or by somebody's own hand, whom no form stops.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use unsaid::domain::{CommentState, FIRST_COPY, Letter, MailboxState, OwnCopy, PublicId, Receipt};
use unsaid::seal::{self, ReceiptKeys, draw_receipt};

use crate::common::sealing::{Fields, SealingPage, post_sealed, with};
use crate::common::{Desk, TestApp, open_public};
use crate::responding::{approve_all, listed, names_below, texts_below, title, told, with_post};

const COMMENTS: &str = "/posts/telling-her/comments";
const DAY_SECONDS: i64 = 86_400;

/// A response as a page seals it.
struct Sealed {
    receipt: Receipt,
    fields: Fields,
}

/// Seals a response to the only post, or to the one with this address.
fn seal(app: &TestApp, slug: &str, name: &str, text: &str) -> Sealed {
    let site = app.service.site().unwrap();
    let receipt = draw_receipt();
    let keys = ReceiptKeys::derive(&site.salt, &receipt);
    let (mailbox, reader) = (keys.lookup().mailbox(), keys.reader().public());
    let (name, text) = (name.to_owned(), text.to_owned());
    let (retry_tag, title) = (keys.retry_tag(&text), "Telling her".to_owned());
    let copy =
        OwnCopy::Comment { slug: slug.to_owned(), title, name: name.clone(), text: text.clone() };
    let (post, auth) = (post_id(app, slug), keys.auth().key());
    let letter =
        Letter::Comment { post, parent: None, name, text, mailbox, auth, reader, asker: None };
    let envelope = seal::seal_letter(&site.id, &site.key, &keys.envelope_id(), &letter).unwrap();
    let state = seal::seal_state(&site.id, &reader, &mailbox, &MailboxState::Waiting).unwrap();
    let copy = keys.copy().seal(&mailbox, FIRST_COPY, &copy).unwrap();
    let fields = vec![
        ("envelope", URL_SAFE_NO_PAD.encode(envelope.as_bytes())),
        ("envelope_id", keys.envelope_id().to_string()),
        ("mailbox", mailbox.to_string()),
        ("auth", keys.auth().hash().to_string()),
        ("retry_tag", retry_tag.iter().map(|byte| format!("{byte:02x}")).collect()),
        ("state", URL_SAFE_NO_PAD.encode(state.as_bytes())),
        ("copy", URL_SAFE_NO_PAD.encode(copy)),
    ];
    Sealed { receipt, fields }
}

fn post_id(app: &TestApp, slug: &str) -> PublicId {
    let find = "select id from post where slug = ?";
    let id = open_public(app.folder()).query_row(find, [slug], |row| row.get(0));
    PublicId(id.unwrap())
}

impl Sealed {
    /// Sends it to an address, with a token that this gives for its mailbox; gives what was told.
    async fn send(&self, app: &TestApp, path: &str) -> (u16, String) {
        let mailbox = self.fields.iter().find(|(name, _)| *name == "mailbox").unwrap().clone();
        let (answer, told) = post_sealed(app, path, &[mailbox]).await;
        let Some(token) = told["token"].as_str() else {
            return (answer.status, told["asked"].as_str().unwrap_or_default().to_owned());
        };
        let fields = with(&self.fields, "form", Some(token.to_owned()));
        let (answer, told) = post_sealed(app, path, &fields).await;
        (answer.status, told["asked"].as_str().unwrap_or_default().to_owned())
    }

    fn words(&self) -> String {
        self.receipt.canonical().to_string()
    }
}

async fn set_days(desk: &Desk, days: &str) {
    desk.change("/desk/settings/comments", &[("comments_days", days)]).await;
}

#[tokio::test]
async fn what_the_page_sealed_arrives_once_and_a_post_that_closed_meanwhile_says_so() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    let sealed = seal(&app, "telling-her", "Ann", "Sealed in the page.");
    assert_eq!(sealed.send(&app, COMMENTS).await, (200, "stored".to_owned()));
    assert_eq!(sealed.send(&app, COMMENTS).await, (200, "again".to_owned()));
    assert_eq!(told(&app, &sealed.words()).await, (title(MailboxState::Waiting), true));
    approve_all(&app, &desk).await;
    assert_eq!(texts_below(&app).await, ["Sealed in the page."]);
    assert_eq!(names_below(&app).await, ["Ann"]);
    // The token of a letter is none for a response.
    let other = seal(&app, "telling-her", "", "With another's token.");
    let mailbox = other.fields.iter().find(|(name, _)| *name == "mailbox").unwrap().clone();
    let (_, given) = post_sealed(&app, "/ask", &[mailbox]).await;
    let token = given["token"].as_str().unwrap().to_owned();
    let (answer, given) =
        post_sealed(&app, COMMENTS, &with(&other.fields, "form", Some(token))).await;
    assert_eq!((answer.status, given["asked"].as_str()), (422, Some("fresh")));
    set_days(&desk, "0").await;
    assert_eq!(other.send(&app, COMMENTS).await, (409, "closed".to_owned()));
}

#[tokio::test]
async fn a_page_that_seals_is_told_when_the_words_are_not_those_of_the_posts_letter() {
    let app = TestApp::spawn().await;
    let (hers, _) = with_post(&app).await;
    let others = app.reader().ask("Another letter").await;
    let sealed = seal(&app, "telling-her", "", "It was mine.");
    for (words, asked) in [(&others, "asker"), (&hers, "fresh")] {
        let mailbox = SealingPage::of(&app, words).id.to_string();
        let fields = with(&sealed.fields, "asker", Some(mailbox));
        let (answer, given) = post_sealed(&app, COMMENTS, &fields).await;
        assert_eq!((answer.status, given["asked"].as_str()), (422, Some(asked)));
    }
    let fields = with(&sealed.fields, "asker", Some("none".to_owned()));
    assert_eq!(post_sealed(&app, COMMENTS, &fields).await.1["asked"].as_str(), Some("asker"));
}

#[tokio::test]
async fn what_is_sealed_by_hand_for_a_closed_post_is_declined_as_it_comes() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    set_days(&desk, "2").await;
    // Sent on the last day and moved in long after: it came in time.
    desk.lock().await;
    app.pass(2 * DAY_SECONDS);
    let in_time = seal(&app, "telling-her", "", "Just in time.");
    assert_eq!(in_time.send(&app, "/ask").await, (200, "stored".to_owned()));
    app.pass(DAY_SECONDS);
    let late = seal(&app, "telling-her", "", "Too late, by hand.");
    assert_eq!(late.send(&app, "/ask").await, (200, "stored".to_owned()));
    app.pass(30 * DAY_SECONDS);

    let desk = app.sign_in().await;
    app.settle().await;
    assert_eq!(listed(&desk, CommentState::New).await.len(), 1);
    assert_eq!(listed(&desk, CommentState::Declined).await.len(), 1);
    assert_eq!(told(&app, &in_time.words()).await.0, title(MailboxState::Waiting));
    assert_eq!(told(&app, &late.words()).await.0, title(MailboxState::Declined));
    approve_all(&app, &desk).await;
    assert_eq!(texts_below(&app).await, ["Just in time."]);
}

#[tokio::test]
async fn a_post_that_takes_none_and_a_page_are_closed_to_what_is_sealed_by_hand_too() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    let page = desk.post("/desk/posts", &[("kind", "page")]).await.expect(303);
    let page = page.location().split('?').next().unwrap().to_owned();
    desk.write(&page, "About", "We read.").await;
    desk.publish_entry(&page).await;
    open_public(app.folder())
        .execute("update post set comments = 0 where kind = 'answer'", [])
        .unwrap();
    for slug in ["telling-her", "about"] {
        let sealed = seal(&app, slug, "", &format!("By hand to {slug}."));
        assert_eq!(sealed.send(&app, "/ask").await, (200, "stored".to_owned()));
        app.settle().await;
        assert_eq!(told(&app, &sealed.words()).await.0, title(MailboxState::Declined), "{slug}");
    }
    assert!(listed(&desk, CommentState::New).await.is_empty());
    assert_eq!(listed(&desk, CommentState::Declined).await.len(), 2);
}

#[tokio::test]
async fn the_columnists_name_is_not_taken_from_what_is_sealed_by_hand() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    let sealed = seal(&app, "telling-her", "m\u{200d}ARA.", "It is I.");
    sealed.send(&app, "/ask").await;
    approve_all(&app, &desk).await;
    let names = names_below(&app).await;
    assert_eq!(names.len(), 1);
    assert!(!names[0].to_lowercase().contains("ara."), "one is drawn instead: {names:?}");
}

#[tokio::test]
async fn the_days_of_responses_are_those_of_letters() {
    let app = TestApp::spawn().await;
    let (_, desk) = with_post(&app).await;
    // At noon in London the next day has begun there.
    let settings = [("zone", "Pacific/Kiritimati"), ("min_days", "3")];
    desk.change("/desk/settings/publishing", &settings).await;
    desk.lock().await;
    app.reader().respond("/posts/telling-her", "A response.").await;
    app.reader().ask("A letter").await;
    let public = open_public(app.folder());
    let days = "select count(*), count(distinct day) from envelope";
    let found: (i64, i64) =
        public.query_row(days, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(found, (2, 1), "nobody with the files can tell one from the other");
}
