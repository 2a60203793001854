//! Ten thousand letters of machines in an hour, and people among them.

use std::net::IpAddr;

use tokio::task::JoinSet;
use unsaid::domain::{Asked, Consent, Moment, Prefix, QuestionText, Receipt, Status};
use unsaid::service::{
    Asking, Bound, FormUse, Gate, GateLimits, Purpose, Sealing, Service, Verdict,
};

use crate::common::{Desk, TestApp, open_public, open_vault};

const BOT_LETTERS: i64 = 10_000;
const HOUR: i64 = 3_600;
/// Networks that the machines have; every other of their letters comes by Tor.
const BOT_NETWORKS: i64 = 300;
/// Letters that are sent at the same time.
const AT_ONCE: usize = 250;

/// What the public store may hold of suspect letters.
const WAITING_MAX: i64 = 2_000;
/// What the column takes in an hour at the least, its burst on top: the rest goes the slow lane.
const NORMAL_MAX: i64 = 600 + 120;

const HER_LETTER: &str = "My husband reads my messages.\n\nIs that love, or do I have to fear him?";
const HIS_LETTER: &str =
    "I come by Tor, and I have nobody else to ask: is it wrong to want both of them?";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_drives_out_itself_and_people_come_through() {
    let app = TestApp::spawn().await;
    let gate = Gate::new(GateLimits::per_hour(600, 10));
    let (half, end) = (app.now().after(HOUR / 2), app.now().after(HOUR + 60));

    flood(&app, &gate, 0..BOT_LETTERS / 2).await;
    let hers = send(
        &app,
        &gate,
        Prefix::of(IpAddr::from([198, 51, 100, 7])),
        HER_LETTER,
        half,
        app.service.draw_receipt(),
    )
    .await;
    assert_eq!(
        (hers.asked, hers.suspect),
        (Asked::Stored, false),
        "nobody else sends from her network"
    );
    let his = send(&app, &gate, None, HIS_LETTER, half, app.service.draw_receipt()).await;
    assert_eq!(
        (his.asked, his.suspect),
        (Asked::Stored, true),
        "Tor is full of machines, so he waits a little"
    );
    let bots = flood(&app, &gate, BOT_LETTERS / 2..BOT_LETTERS).await;

    is_bounded(&app);
    assert_eq!(
        app.service.mailbox(&hers.receipt).await.unwrap().unwrap().question().unwrap().0,
        HER_LETTER
    );
    for letter in bots.iter().rev().take(200).chain([&his]) {
        let gone = app.service.mailbox(&letter.receipt).await.unwrap().is_none();
        assert_eq!(
            app.service.was_evicted(&letter.receipt).await.unwrap(),
            gone,
            "each is told the truth"
        );
    }
    let again = send(&app, &gate, None, HIS_LETTER, end, his.receipt.clone()).await;
    assert!(matches!(again.asked, Asked::Stored | Asked::Again), "{:?}", again.asked);

    app.pass(HOUR);
    let desk = app.sign_in().await;
    is_usable(&desk).await;
    for receipt in [&hers.receipt, &his.receipt] {
        assert_eq!(app.reader().status(&receipt.to_string()).await.state, "waiting");
    }
    desk.reply(&desk.find(first_line(HIS_LETTER)).await, "It is not.").await.expect(303);
    assert_eq!(app.reader().status(&his.receipt.to_string()).await.replies, ["It is not."]);
    desk.lock().await;
    is_sorted(&app);
}

/// The queue has both letters before the eyes, and hardly anything else.
async fn is_usable(desk: &Desk) {
    let new: Vec<String> =
        desk.queue(Status::New).await.into_iter().map(|row| row.first_line).collect();
    for letter in [HER_LETTER, HIS_LETTER] {
        assert!(new.iter().any(|line| line == first_line(letter)), "{new:?}");
    }
    assert!(new.len() <= 10, "{} letters are new", new.len());
    assert!(!desk.queue(Status::Spam).await.is_empty(), "what was filed can be looked at");
}

fn is_bounded(app: &TestApp) {
    let store = open_public(app.folder());
    let count = |sql: &str| store.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let waiting = count("select count(*) from envelope where suspect = 1");
    let normal = count("select count(*) from envelope where suspect = 0");
    assert_eq!(waiting, WAITING_MAX);
    assert!((100..=NORMAL_MAX).contains(&normal), "{normal}");
    assert_eq!(count("select count(*) from mailbox"), waiting + normal);
    assert_eq!(count("select count(*) from evicted"), BOT_LETTERS + 2 - waiting - normal);
    let pages = count("select page_count from pragma_page_count");
    assert!(pages * 4_096 < 16 << 20, "{pages} pages");
}

fn is_sorted(app: &TestApp) {
    let vault = open_vault(app.folder());
    let of = |status: &str| {
        let sql = "select questions from tally where status = ?";
        vault.query_row(sql, [status], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert!(of("spam") >= WAITING_MAX && of("spam") * 100 >= (of("spam") + of("new")) * 99);
}

/// A letter that was sent.
struct Sent {
    receipt: Receipt,
    asked: Asked,
    suspect: bool,
}

/// The letters of machines with these numbers, evenly over the hour. They know how to wait.
async fn flood(app: &TestApp, gate: &Gate, numbers: std::ops::Range<i64>) -> Vec<Sent> {
    let mut sent = Vec::new();
    for first in numbers.clone().step_by(AT_ONCE) {
        let mut turn = JoinSet::new();
        for number in (first..numbers.end).take(AT_ONCE) {
            let (at, receipt) =
                (app.now().after(number * HOUR / BOT_LETTERS), app.service.draw_receipt());
            let suspect = pass(gate, bot_network(number), &receipt, at);
            let service = app.service.clone();
            turn.spawn(async move {
                post(&service, &advertisement(number), suspect, receipt, at).await
            });
        }
        sent.extend(turn.join_all().await);
    }
    sent
}

fn bot_network(number: i64) -> Option<Prefix> {
    let network = (number / 2 % BOT_NETWORKS) as u32;
    let address = IpAddr::from((0x1400_0001 + (network << 8)).to_be_bytes());
    (number % 2 == 0).then(|| Prefix::of(address).unwrap())
}

fn advertisement(number: i64) -> String {
    let offer =
        ["Cheap viagra online", "SEO service", "Casino bonus and free spins"][number as usize % 3];
    format!(
        "{offer}, order {number} today! Visit https://shop{number}.example/buy now, 100% guaranteed, \
         limited time offer. Contact us on WhatsApp +44 7700 {number:06}."
    )
}

/// A person's letter.
async fn send(
    app: &TestApp,
    gate: &Gate,
    from: Option<Prefix>,
    text: &str,
    at: Moment,
    receipt: Receipt,
) -> Sent {
    let suspect = pass(gate, from, &receipt, at);
    post(&app.service, text, suspect, receipt, at).await
}

/// Opens the form a minute before, sends it, waits where it is asked to, and goes on: whether it went the slow lane.
fn pass(gate: &Gate, prefix: Option<Prefix>, receipt: &Receipt, at: Moment) -> bool {
    let form = FormUse { purpose: Purpose::Ask, bound: Bound::Words(receipt) };
    let token = gate.token(&form, at.after(-60));
    let asking = Asking { form, prefix, token: &token, slow: "", honeypot: "" };
    let mut verdict = gate.judge(&asking, at);
    if let Verdict::Slow { seconds, token } = verdict {
        verdict = gate.judge(&Asking { slow: &token, ..asking }, at.after(i64::from(seconds)));
    }
    let Verdict::Welcome { suspect } = verdict else { panic!("{verdict:?}") };
    suspect
}

async fn post(service: &Service, text: &str, suspect: bool, receipt: Receipt, at: Moment) -> Sent {
    let question = QuestionText::parse(text).unwrap();
    let sealing =
        Sealing { question: &question, consent: Consent::Print, receipt: &receipt, suspect };
    let letter = service.seal_question(&sealing).unwrap();
    let asked = service.ask(letter, at.day()).await.unwrap();
    Sent { receipt, asked, suspect }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap()
}
