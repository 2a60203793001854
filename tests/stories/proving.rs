//! A text is shown to its asker before it is published; silence means that it is not.

use unsaid::domain::{Consent, Day, Standing};
use unsaid::texts::en::desk::{attention, conversation, done, editor, proof};

use crate::common::html::Page;
use crate::common::{Answer, Asker, COLUMNIST, Desk, PostFields, TestApp, open_public};

/// Seconds in a day.
const DAY: i64 = 86_400;
/// The day on which every test begins.
const TODAY: Day = Day(20_779);

#[tokio::test]
async fn a_text_is_sent_approved_and_published() {
    let (app, desk, path, receipt) = drafted("proof").await;
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::NeverSent));
    let fields = PostFields { printed: "As it will stand".into(), ..desk.editor(&path).await };
    let page = send(&desk, &path, &fields, "2026-12-01").await.page();
    assert_eq!(page.id("done").unwrap().text(), done::PROOF_SENT);
    let until = Day(TODAY.0 + 9);
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::Waiting(until)));
    assert!(shut(&desk, &path).await.contains(&until.to_string()), "what was typed was saved");
    publish_is_refused(&app, &desk, &path).await;

    let asker = Asker::of(&app, &receipt);
    asker.answer(1, true, "").await;
    app.settle().await;
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::Approved));
    let address = desk.publish(&path).await;
    assert!(app.reader().get(&address).await.expect(200).body.contains("As it will stand"));
}

#[tokio::test]
async fn what_the_asker_wants_changed_stands_beside_the_text_until_a_new_one_is_sent() {
    let (app, desk, path, receipt) = drafted("proof").await;
    let asker = Asker::of(&app, &receipt);
    send_as_is(&desk, &path).await;
    asker.answer(1, false, "Please leave out <the town>").await;
    app.settle().await;
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::Changes));
    let page = desk.get(&path).await.page();
    let beside = page.class("letters").unwrap().text();
    assert!(beside.contains("Please leave out <the town>"), "{}", page.text());
    assert_eq!(desk.rows("/desk").await.len(), 1, "it stands first");
    assert!(desk.get("/desk").await.page().class("first").is_some());

    let fields = PostFields { printed: "Without it".into(), ..desk.editor(&path).await };
    desk.change(&path, &fields.pairs()).await;
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::Outdated));
    assert!(desk.get(&path).await.page().text().contains("Please leave out"));
    send_as_is(&desk, &path).await;
    assert!(!desk.get(&path).await.page().text().contains("Please leave out"));
    assert!(desk.get("/desk").await.page().class("first").is_none(), "what she wanted is done");
    // A yes to the text before it, which may have been on its way, counts for nothing.
    asker.answer(1, true, "").await;
    app.settle().await;
    publish_is_refused(&app, &desk, &path).await;
    asker.answer(2, true, "").await;
    app.settle().await;
    desk.publish(&path).await;
}

#[tokio::test]
async fn a_changed_text_needs_a_yes_of_its_own() {
    let (app, desk, path, receipt) = drafted("proof").await;
    send_as_is(&desk, &path).await;
    Asker::of(&app, &receipt).answer(1, true, "").await;
    app.settle().await;
    let fields = PostFields { printed: "One word more".into(), ..desk.editor(&path).await };
    // Saved by the very press that would publish it.
    let refused = desk.post(&format!("{path}/publication"), &fields.pairs()).await.expect(409);
    let outdated = unsaid::domain::Unpublishable::ProofOutdated;
    assert_eq!(refused.page().id("shut").unwrap().text(), editor::shut(outdated).unwrap());
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::Outdated));
    // Title and answer are not the asker's.
    let back =
        PostFields { printed: LETTER.into(), title: "Other".into(), ..desk.editor(&path).await };
    desk.change(&path, &back.pairs()).await;
    assert_eq!(desk.publish(&path).await, "/posts/other");
}

#[tokio::test]
async fn silence_publishes_nothing_and_the_text_can_be_sent_once_more() {
    let (app, desk, path, receipt) = drafted("proof").await;
    send_as_is(&desk, &path).await;
    app.pass(14 * DAY);
    let desk = app.sign_in().await;
    let until = Day(TODAY.0 + 14);
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::Waiting(until)));
    app.pass(DAY);
    let desk = app.sign_in().await;
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::Silent(until)));
    let asker = Asker::of(&app, &receipt);
    asker.answer(1, true, "").await;
    app.settle().await;
    publish_is_refused(&app, &desk, &path).await;
    send_as_is(&desk, &path).await;
    let until = Day(TODAY.0 + 15 + 14);
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::Waiting(until)));
    asker.answer(2, true, "").await;
    app.settle().await;
    desk.publish(&path).await;
}

#[tokio::test]
async fn a_second_press_sends_nothing() {
    let (_app, desk, path, _) = drafted("proof").await;
    let fields = desk.editor(&path).await;
    send(&desk, &path, &fields, "").await;
    let page = send(&desk, &path, &fields, "2026-12-24").await.page();
    assert_eq!(page.id("done").unwrap().text(), done::PROOF_KNOWN);
    let until = Day(TODAY.0 + 14);
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::Waiting(until)));
    let id = desk.find(LETTER).await;
    assert_eq!(desk.question(&id).await.page.with_class("slip").len(), 1);
    let page = desk.get(&path).await.page();
    assert!(page.id("until").is_none(), "there is nothing to send");
}

#[tokio::test]
async fn a_last_day_out_of_bounds_sends_nothing_and_keeps_what_was_typed() {
    let (_app, desk, path, _) = drafted("proof").await;
    for typed in ["2026-11-22", "2027-02-21", "soon"] {
        let fields = PostFields { title: format!("Typed {typed}"), ..desk.editor(&path).await };
        let page = post(&desk, &path, &fields, typed).await.expect(422).page();
        assert!(page.error_of("until").contains(&proof::until_problem()), "{}", page.text());
        assert_eq!(page.id("until").unwrap().attr("value"), typed);
        assert_eq!(PostFields::of(&page, &path).title, fields.title);
    }
    let empty = PostFields { printed: " ".into(), ..desk.editor(&path).await };
    let page = post(&desk, &path, &empty, "").await.expect(422).page();
    assert!(page.error_of("printed").contains(proof::NOTHING), "{}", page.text());
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::NeverSent));
}

#[tokio::test]
async fn another_window_s_text_is_not_sent() {
    let (_app, desk, path, _) = drafted("proof").await;
    let opened = PostFields { printed: "Mine".into(), ..desk.editor(&path).await };
    desk.write(&path, "Hers", "Her answer").await;
    let page = post(&desk, &path, &opened, "").await.expect(409).page();
    assert_eq!(page.h1(), editor::CONFLICT_TITLE);
    assert_eq!(standing(&desk, &path).await, proof::standing(Standing::NeverSent));
}

#[tokio::test]
async fn an_assistant_sends_nothing() {
    let (app, desk, path, _) = drafted("proof").await;
    desk.lock().await;
    open_public(app.folder()).execute("update account set role = 'assistant'", []).unwrap();
    let assistant = app.sign_in().await;
    let page = assistant.get(&path).await.page();
    assert!(section(&page).text().contains(&proof::not_yours(COLUMNIST)), "{}", page.text());
    assert!(page.id("until").is_none());
    let fields = assistant.editor(&path).await;
    post(&assistant, &path, &fields, "").await.expect(403);
    assert_eq!(standing(&assistant, &path).await, proof::standing(Standing::NeverSent));
}

#[tokio::test]
async fn a_choice_that_tightens_takes_hold_and_one_that_widens_opens() {
    let (app, desk, path, receipt) = drafted("print").await;
    let asker = Asker::of(&app, &receipt);
    assert!(desk.get(&path).await.page().class("proof").is_none());
    asker.choose(Consent::Proof, 1).await;
    app.settle().await;
    publish_is_refused(&app, &desk, &path).await;
    send_as_is(&desk, &path).await;
    asker.choose(Consent::Private, 2).await;
    app.settle().await;
    publish_is_refused(&app, &desk, &path).await;
    assert!(desk.get(&path).await.page().id("until").is_none(), "there is no use in a yes");
    let refused = post(&desk, &path, &desk.editor(&path).await, "").await.expect(409);
    let private = unsaid::domain::Unpublishable::Private;
    assert_eq!(refused.page().id("shut").unwrap().text(), editor::shut(private).unwrap());
    asker.choose(Consent::Print, 3).await;
    app.settle().await;
    let address = desk.publish(&path).await;
    assert_eq!(app.reader().get(&address).await.status, 200);
}

#[tokio::test]
async fn a_letter_without_a_receipt_that_wants_a_yes_is_never_published() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let entered = [("question", LETTER), ("consent", "proof")];
    desk.post("/desk/questions/new", &entered).await.expect(200);
    let path = desk.begin_post(&desk.find(LETTER).await).await;
    desk.write(&path, "Telling her", "Yes.").await;
    assert_eq!(standing(&desk, &path).await, proof::UNREACHABLE);
    post(&desk, &path, &desk.editor(&path).await, "").await.expect(409);
    publish_is_refused(&app, &desk, &path).await;
}

#[tokio::test]
async fn the_whole_way_stands_in_the_conversation() {
    let (app, desk, path, receipt) = drafted("proof").await;
    let asker = Asker::of(&app, &receipt);
    send_as_is(&desk, &path).await;
    asker.answer(1, false, "Not the town").await;
    app.settle().await;
    let fields = PostFields { printed: "Without it".into(), ..desk.editor(&path).await };
    send(&desk, &path, &fields, "").await;
    asker.answer(2, true, "").await;
    app.settle().await;
    let id = desk.find(LETTER).await;
    let page = desk.question(&id).await.page;
    let slips = page.with_class("slip");
    let heads: Vec<String> = slips.iter().map(|slip| slip.all("h3")[0].text()).collect();
    let proof = format!("Text to be approved, sent by {COLUMNIST}");
    assert_eq!(
        heads,
        [&proof, "The asker wants the text changed", &proof, "The asker approved the text"]
    );
    assert!(slips[0].text().contains(conversation::PROOF_REPLACED));
    assert_eq!(slips[2].all("p").len(), 0, "what has its answer needs no day");
    assert_eq!(
        page.class("attention").unwrap().all("h2")[0].text(),
        attention::title(unsaid::domain::Attention::Answered)
    );
}

const LETTER: &str = "Should I tell her?";

/// A letter with a post that lacks nothing but its asker's consent.
async fn drafted(consent: &str) -> (TestApp, Desk, String, String) {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask_for(LETTER, consent).await;
    let desk = app.sign_in().await;
    let path = desk.begin_post(&desk.find(LETTER).await).await;
    desk.write(&path, "Telling her", "Yes.").await;
    (app, desk, path, receipt)
}

async fn post(desk: &Desk, path: &str, fields: &PostFields, until: &str) -> Answer {
    let fields = [fields.pairs().as_slice(), &[("until", until)]].concat();
    desk.post(&format!("{path}/proof"), &fields).await
}

/// Sends what the editor holds; gives the page that it leads to.
async fn send(desk: &Desk, path: &str, fields: &PostFields, until: &str) -> Answer {
    let answer = post(desk, path, fields, until).await.expect(303);
    desk.get(answer.location()).await.expect(200)
}

/// Presses the button as the page has it, its date included.
async fn send_as_is(desk: &Desk, path: &str) {
    let page = desk.get(path).await.expect(200).page();
    let form = page.form(path);
    let send = format!("{path}/proof");
    assert!(form.buttons.iter().any(|button| button.action == send), "{}", page.text());
    desk.post(&send, &form.sent()).await.expect(303);
}

fn section(page: &Page) -> crate::common::html::Element {
    page.class("proof").unwrap_or_else(|| panic!("no text is to be shown: {}", page.text()))
}

/// How the text stands with its asker, as the editor says it.
async fn standing(desk: &Desk, path: &str) -> String {
    section(&desk.get(path).await.expect(200).page()).all("p")[0].text()
}

async fn shut(desk: &Desk, path: &str) -> String {
    desk.get(path).await.page().id("shut").unwrap().text()
}

async fn publish_is_refused(app: &TestApp, desk: &Desk, path: &str) {
    assert!(!shut(desk, path).await.is_empty());
    let fields = desk.editor(path).await;
    desk.post(&format!("{path}/publication"), &fields.pairs()).await.expect(409);
    assert_eq!(app.reader().get("/posts/telling-her").await.status, 404);
}
