//! The rules of consent, whatever is chosen, approved and published in whatever order.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use tokio::runtime::Runtime;
use unsaid::domain::{
    Consent, Effect, Letter, Line, Moment, Outgoing, ProofTurn, ProofWords, PublicId, PublicPost,
    Receipt, Sent, Slug,
};
use unsaid::seal;
use unsaid::service::{OpenedMailbox, Wish};

use crate::common::{Asker, Desk, PostFields, TestApp, open_vault};

/// Letters that each rule is tried on.
const CASES: u32 = 24;
const DAY: i64 = 86_400;

/// What a reader's page does: opens the mailbox, and sends what it allows.
async fn wish(app: &TestApp, receipt: &str, wish: Wish) -> Sent {
    let words = Receipt::parse(receipt).unwrap();
    let opened = app.service.mailbox(&words).await.unwrap().unwrap();
    app.service.follow(&words, &opened, &wish, app.now().day()).await.unwrap()
}

async fn open(app: &TestApp, receipt: &str) -> OpenedMailbox {
    app.service.mailbox(&Receipt::parse(receipt).unwrap()).await.unwrap().unwrap()
}

fn any_consent() -> impl Strategy<Value = Consent> {
    prop::sample::select(&Consent::ALL[..])
}

/// Tries a rule on many cases, with one app.
fn try_all<S: Strategy>(strategy: &S, rule: impl Fn(&Runtime, &TestApp, S::Value)) {
    let runtime = Runtime::new().unwrap();
    let app = runtime.block_on(TestApp::spawn());
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let tried = TestRunner::new(config).run(strategy, |case| {
        rule(&runtime, &app, case);
        Ok::<(), TestCaseError>(())
    });
    tried.unwrap();
}

#[test]
fn what_the_desk_had_decided_on_print_goes_out_only_if_print_was_the_last_choice() {
    try_all(&vec(any_consent(), 0..6), |runtime, app, choices| {
        runtime.block_on(async {
            let receipt = app.reader().ask_for("Should I tell her?", "print").await;
            app.sign_in().await.lock().await;
            let slug = decide(app, &receipt);
            for &choice in &choices {
                assert_eq!(wish(app, &receipt, Wish::Consent(choice)).await, Sent::Stored);
            }
            let desk = app.sign_in().await;
            let public = app.service.public().post(slug.clone()).await.unwrap().is_some();
            let last = choices.last().copied().unwrap_or(Consent::Print);
            assert_eq!(public, last == Consent::Print, "{choices:?}");
            desk.lock().await;
        });
    });
}

/// Puts a post that answers the letter into the outbox of the locked desk, as if it had been decided just before.
fn decide(app: &TestApp, receipt: &str) -> Slug {
    let slug = Slug::from_text(&format!("p{}", seal::random_u64())).unwrap();
    let post = PublicPost {
        blocks: Default::default(),
        id: PublicId(seal::random_bytes()),
        slug: slug.clone(),
        old_slugs: vec![],
        title: "Telling her".to_owned(),
        printed: "Should I?".to_owned(),
        answer: "Yes.".to_owned(),
        tags: vec![],
        published: Moment(app.now().0),
        updated: None,
        mailboxes: vec![Asker::of(app, receipt).keys.lookup().mailbox()],
        kind: unsaid::domain::PostKind::Answer,
        scheduled: false,
        unlisted: false,
        comments: true,
        warning: String::new(),
        position: None,
        pictures: vec![],
    };
    let outgoing = serde_json::to_string(&Outgoing::Post(Box::new(post))).unwrap();
    let put = "insert into outbox (outgoing) values (?)";
    open_vault(app.folder()).execute(put, [outgoing]).unwrap();
    slug
}

#[test]
fn choices_may_come_in_in_any_order_and_twice_and_the_last_one_holds() {
    let choices = vec((any_consent(), 1_u32..5), 1..7);
    try_all(&(any_consent(), choices), |runtime, app, (first, choices)| {
        runtime.block_on(async {
            let text = format!("Letter {}", seal::random_u64());
            let receipt = app.reader().ask_for(&text, first.as_str()).await;
            let asker = Asker::of(app, &receipt);
            let (mailbox, auth) = (asker.keys.lookup().mailbox(), asker.keys.auth().key());
            for &(consent, number) in &choices {
                let letter = Letter::ConsentChange { mailbox, auth, consent, number };
                assert_eq!(asker.send(letter, Effect::None).await, Sent::Stored);
            }
            let desk = app.sign_in().await;
            // Of two windows that count to one number, the stricter choice holds.
            let last = choices.iter().max_by_key(|(consent, number)| (*number, *consent)).unwrap();
            let page = desk.question(&desk.find(&text).await).await.page;
            let badges = page.with_class("badge");
            let shown: Vec<&str> = badges
                .iter()
                .map(|badge| badge.attr("data-consent"))
                .filter(|word| !word.is_empty())
                .collect();
            assert_eq!(shown, [last.0.as_str()], "{first:?} {choices:?}");
            desk.lock().await;
        });
    });
}

/// What the two sides do with one letter.
#[derive(Debug, Clone)]
enum Step {
    Choose(Consent),
    /// The desk sends this text for approval, for two days.
    Prove(usize),
    Answer {
        approved: bool,
    },
    Pass {
        days: i64,
    },
    /// The desk publishes this text, and takes it back if it is public then.
    Publish(usize),
}

/// Two texts, so that one can be approved and the other not.
const TEXTS: [&str; 2] = ["My boss kisses me", "Somebody at work kisses me"];

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => any_consent().prop_map(Step::Choose),
        3 => (0_usize..2).prop_map(Step::Prove),
        3 => prop::bool::weighted(0.8).prop_map(|approved| Step::Answer { approved }),
        1 => (1_i64..4).prop_map(|days| Step::Pass { days }),
        3 => (0_usize..2).prop_map(Step::Publish),
    ]
}

/// What is true of the letter, told from the asker's side alone.
struct Told {
    consent: Consent,
    /// She has narrowed her choice, and not widened it again since.
    closed: bool,
    /// What she has approved last, as long as that counts.
    approved: Option<String>,
}

#[test]
fn nothing_is_published_but_what_its_asker_allows_at_that_moment() {
    try_all(&(any_consent(), vec(any_step(), 1..10)), |runtime, app, (first, steps)| {
        runtime.block_on(course(app, first, &steps));
    });
}

async fn course(app: &TestApp, first: Consent, steps: &[Step]) {
    let text = format!("Letter {}", seal::random_u64());
    let receipt = app.reader().ask_for(&text, first.as_str()).await;
    let mut desk = app.sign_in().await;
    let editor = desk.begin_post(&desk.find(&text).await).await;
    desk.write(&editor, &format!("Title {}", seal::random_u64()), "Yes.").await;
    let mut told = Told { consent: first, closed: false, approved: None };
    for step in steps {
        match step {
            Step::Choose(to) => choose(app, &receipt, &mut told, *to).await,
            Step::Prove(which) => {
                let until = app.now().after(2 * DAY).day().date().to_string();
                let sent = send(&desk, &editor, TEXTS[*which], "/proof", &until).await;
                // Another text than the one that she approved, or a change of mind, is for her to answer anew.
                if sent {
                    told.approved = still_approved(app, &receipt).await
                }
            }
            Step::Answer { approved } => answer(app, &receipt, &mut told, *approved).await,
            Step::Pass { days } => {
                app.pass(days * DAY);
                desk = app.sign_in().await;
            }
            Step::Publish(which) => publish(app, &desk, &editor, &mut told, TEXTS[*which]).await,
        }
        app.settle().await;
    }
    desk.lock().await;
}

async fn choose(app: &TestApp, receipt: &str, told: &mut Told, to: Consent) {
    assert_eq!(wish(app, receipt, Wish::Consent(to)).await, Sent::Stored);
    told.closed = to != Consent::Print && (told.closed || to > told.consent);
    told.consent = to;
}

/// The text of the newest proof, if she said yes to it.
async fn still_approved(app: &TestApp, receipt: &str) -> Option<String> {
    let lines = open(app, receipt).await.conversation();
    lines.into_iter().rev().find_map(|line| match line {
        Line::Proof { text, answer, .. } => Some(matches!(answer, Some((true, _))).then_some(text)),
        _ => None,
    })?
}

async fn answer(app: &TestApp, receipt: &str, told: &mut Told, approved: bool) {
    let opened = open(app, receipt).await;
    let lines = opened.conversation();
    let newest = lines.iter().rev().find_map(|line| match line {
        Line::Proof { number, text, until, .. } => Some((*number, text.clone(), *until)),
        _ => None,
    });
    let Some((number, text, until)) = newest else { return };
    let today = app.now().day();
    let turn = opened.proof_turn(number, today);
    let words = ProofWords::parse(if approved { "" } else { "Not like this" }).unwrap();
    let sent = wish(app, receipt, Wish::ProofAnswer { number, approved, words }).await;
    if turn == ProofTurn::Open {
        assert!(sent == Sent::Stored && today <= until && told.consent != Consent::Private);
        told.approved = approved.then_some(text);
        told.closed = told.closed && !approved;
    }
}

async fn publish(app: &TestApp, desk: &Desk, editor: &str, told: &mut Told, text: &str) {
    send(desk, editor, text, "/publication", "").await;
    app.settle().await;
    let shown = desk.get(editor).await.page();
    let link = shown.links().into_iter().find(|(_, href)| href.starts_with("/posts/"));
    let public = match &link {
        Some((_, href)) => app.reader().get(href).await.status == 200,
        None => false,
    };
    let allowed = match told.consent {
        Consent::Print => true,
        Consent::Proof => told.approved.as_deref() == Some(text),
        Consent::Private => false,
    };
    assert_eq!(public, allowed && !told.closed, "{:?} closed: {}", told.consent, told.closed);
    if public {
        desk.post(&format!("{editor}/publication/delete"), &[]).await.expect(303);
    } else if allowed {
        // It was held, so she is to be asked again.
        told.approved = None;
    }
}

/// Sends the editor's form with this text as printed to an address below it; whether it was taken.
async fn send(desk: &Desk, editor: &str, printed: &str, below: &str, until: &str) -> bool {
    let fields = PostFields { printed: printed.to_owned(), ..desk.editor(editor).await };
    let fields = [&fields.pairs()[..], &[("until", until)]].concat();
    let answer = match below {
        "/publication" => desk.put_out(editor, &fields).await,
        _ => desk.post(&format!("{editor}{below}"), &fields).await,
    };
    answer.status == 303
}
