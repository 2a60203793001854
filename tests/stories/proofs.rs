//! A text is shown to its asker before it is printed: she says yes, asks for changes, or says nothing, which means no.

use unsaid::domain::PROOF_WORDS_CHARS_MAX;
use unsaid::texts::en::site as t;

use crate::common::html::Page;
use crate::common::{COLUMNIST, Desk, TestApp};

const DAY: i64 = 86_400;
const LETTER: &str = "My boss Rosalind kisses me";

/// A letter whose asker wants to see the text first, and the editor of its post.
struct Shown {
    app: TestApp,
    receipt: String,
    editor: String,
}

impl Shown {
    async fn new() -> Self {
        let app = TestApp::spawn().await;
        let receipt = app.reader().ask_for(LETTER, "proof").await;
        let desk = app.sign_in().await;
        let editor = desk.begin_post(&desk.find(LETTER).await).await;
        desk.write(&editor, "At work", "Dear you, no.").await;
        Self { app, receipt, editor }
    }

    /// Sends `printed` for approval until this date.
    async fn prove(&self, printed: &str, until: &str) {
        let desk = self.app.sign_in().await;
        self.send(&desk, printed, "/proof", until).await.expect(303);
    }

    /// Tries to publish `printed`; whether it is public then.
    async fn publish(&self, printed: &str) -> bool {
        let desk = self.app.sign_in().await;
        self.send(&desk, printed, "/publication", "").await;
        self.app.settle().await;
        self.app.reader().get("/posts/at-work").await.status == 200
    }

    async fn send(
        &self,
        desk: &Desk,
        printed: &str,
        below: &str,
        until: &str,
    ) -> crate::common::Answer {
        let fields = desk.editor(&self.editor).await;
        let changed = crate::common::PostFields { printed: printed.to_owned(), ..fields };
        let fields = [&changed.pairs()[..], &[("until", until)]].concat();
        match below {
            "/publication" => desk.put_out(&self.editor, &fields).await,
            _ => desk.post(&format!("{}{below}", self.editor), &fields).await,
        }
    }

    async fn page(&self) -> Page {
        self.app.reader().come_back(&self.receipt).await.expect(200).page()
    }
}

#[tokio::test]
async fn the_text_and_its_day_stand_in_the_mailbox_and_a_yes_lets_exactly_that_text_out() {
    let shown = Shown::new().await;
    assert!(!shown.publish("My boss kisses me").await);
    shown.prove("My boss kisses me", "2026-12-01").await;
    let page = shown.page().await;
    assert!(page.text().contains(&t::proof_waits(COLUMNIST)), "{}", page.text());
    assert!(page.text().contains(&t::asks_title(COLUMNIST)), "{}", page.text());
    assert!(!page.text().contains("no answer yet"), "{}", page.text());
    let proof = page.id("proof-text").unwrap();
    assert!(proof.text().contains("My boss kisses me") && proof.text().contains("1 December 2026"));
    assert!(!shown.publish("My boss kisses me").await, "silence is no yes");

    let said = shown.app.reader().answer_proof(&shown.receipt, "approve", "").await.expect(200);
    let page = said.page();
    assert_eq!(page.class("note").unwrap().text(), t::said_approved(COLUMNIST));
    assert!(page.text().contains(t::PROOF_APPROVED));
    assert!(!page.text().contains(&t::proof_waits(COLUMNIST)), "{}", page.text());
    assert!(!page.forms().iter().any(|form| form.action == "/receipt/proof"), "it is said once");
    assert!(!shown.publish("My boss Rosalind kisses me").await, "another text is not approved");
    assert!(shown.publish("My boss kisses me").await);
}

#[tokio::test]
async fn changes_are_asked_for_in_her_own_words_and_nothing_is_printed() {
    let shown = Shown::new().await;
    shown.prove("My boss kisses me", "2026-12-01").await;
    let reader = shown.app.reader();
    let page = reader.answer_proof(&shown.receipt, "changes", " \r\n").await.expect(422).page();
    assert_eq!(page.error_of("proof-words"), format!("Error: {}", t::BACK_NO_CHANGES));
    let long = "ß".repeat(PROOF_WORDS_CHARS_MAX + 1);
    let page = reader.answer_proof(&shown.receipt, "changes", &long).await.expect(422).page();
    assert_eq!(page.form("/receipt/proof").value("words"), long);
    let own = format!("Use {}", shown.receipt);
    reader.answer_proof(&shown.receipt, "changes", &own).await.expect(422);

    let page =
        reader.answer_proof(&shown.receipt, "changes", "Not “boss”.").await.expect(200).page();
    assert_eq!(page.class("note").unwrap().text(), t::SAID_CHANGES);
    assert!(page.text().contains(t::PROOF_CHANGES) && page.text().contains("Not “boss”."));
    assert!(!shown.publish("My boss kisses me").await);
    let desk = shown.app.sign_in().await;
    let id = desk.find(LETTER).await;
    assert!(desk.question(&id).await.page.text().contains("Not “boss”."));

    shown.prove("Somebody at work kisses me", "2026-12-01").await;
    let page = shown.page().await;
    assert_eq!(page.with_class("proof").len(), 2);
    reader.answer_proof(&shown.receipt, "approve", "Thank you").await.expect(200);
    assert!(shown.publish("Somebody at work kisses me").await);
}

#[tokio::test]
async fn a_day_that_is_over_and_a_text_that_was_replaced_take_no_answer() {
    let shown = Shown::new().await;
    shown.prove("First text", "2026-11-24").await;
    let early = shown.page().await.form("/receipt/proof");
    shown.prove("Second text", "2026-11-24").await;
    let page = shown.page().await;
    assert!(page.text().contains(t::PROOF_REPLACED), "{}", page.text());
    let late = page.form("/receipt/proof");
    let yes = |form: &crate::common::html::Form| {
        let fields = [form.sent(), vec![("answer", "approve")]].concat();
        fields.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>()
    };
    let send = async |fields: Vec<(String, String)>| {
        let fields: Vec<_> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        shown.app.reader().post("/receipt/proof", &fields).await
    };
    let answer = send(yes(&early)).await.expect(409);
    assert!(answer.page().text().contains(t::BACK_CHANGED));
    shown.app.pass(2 * DAY);
    assert!(shown.page().await.class("proof").is_some());
    shown.app.pass(DAY);
    let page = shown.page().await;
    assert!(page.text().contains(t::PROOF_LATE_END), "{}", page.text());
    send(yes(&late)).await.expect(409);
    assert!(!shown.publish("Second text").await && !shown.publish("First text").await);
}

#[tokio::test]
async fn whoever_turns_private_is_not_asked_any_more() {
    let shown = Shown::new().await;
    shown.prove("My boss kisses me", "2026-12-01").await;
    let page = shown.app.reader().choose(&shown.receipt, "private").await.expect(200).page();
    assert!(page.text().contains(t::PROOF_CLOSED), "{}", page.text());
    assert!(!page.forms().iter().any(|form| form.action == "/receipt/proof"));
    assert!(!shown.publish("My boss kisses me").await);
}

#[tokio::test]
async fn a_broken_answer_is_refused_as_a_broken_form() {
    let shown = Shown::new().await;
    shown.prove("My boss kisses me", "2026-12-01").await;
    let reader = shown.app.reader();
    for broken in [("number", "x"), ("number", ""), ("answer", "perhaps")] {
        let form = shown.page().await.form("/receipt/proof");
        let sent = form.sent().into_iter().chain([("answer", "approve")]);
        let fields: Vec<_> = sent
            .map(|(name, value)| if name == broken.0 { broken } else { (name, value) })
            .collect();
        reader.post("/receipt/proof", &fields).await.expect(400);
    }
    assert!(!shown.publish("My boss kisses me").await);
}
