//! Found by people who meant harm, and mended: at the door and through the forms. What somebody can plant in the files
//! is in `planted`, and what the set-up withstands in `another_vault`.

mod another_vault;
mod planted;

use std::cell::Cell;
use std::net::UdpSocket;
use std::time::Duration;

use reqwest::Method;
use rusqlite::Connection;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use unsaid::domain::{Consent, Moment, Status};
use unsaid::texts::en::site as t;
use unsaid::web;

use crate::common::program::{Program, set_up};
use crate::common::{
    ACCOUNT, Answer, COLUMNIST, Client, DEADLINE, Desk, PASSWORD, START, TestApp, encode,
    eventually, open_public, open_vault,
};

/// Seconds between two vacuums of the public store.
const TIDY_SECONDS: i64 = 600;
/// Wrong passwords in a row that cost no waiting.
const FREE_FAILURES: u32 = 3;
/// What one try of a password takes, in KiB.
const TRY_KIB: u64 = 64 * 1_024;

/// Forty, each a little later than the one before it: among them are those who go while the password is tried.
#[tokio::test]
async fn whoever_hangs_up_while_signing_in_starts_no_second_try_beside_it_and_is_counted() {
    let data = tempfile::tempdir().unwrap();
    set_up(data.path());
    let program = Program::serve(data.path());
    try_in(&program.client(), PASSWORD).await.expect(303);
    let one_try = most_memory(&program);
    for milliseconds in 0..40 {
        hang_up_after(&program.base, Duration::from_millis(milliseconds)).await;
    }
    // A lane that is full turns us away too; only a lane that has counted says how long to wait.
    let ours = Cell::new(0);
    eventually("waiting for wrong passwords", async || {
        let answer = try_in(&program.client(), "wrong").await;
        ours.set(ours.get() + u32::from(answer.status == 422));
        answer.body.contains("too many wrong passwords").then_some(())
    })
    .await;
    let more = most_memory(&program) - one_try;
    assert!(more < TRY_KIB / 2, "{more} KiB more than one try");
    assert!(ours.get() <= FREE_FAILURES, "the tries that were broken off are counted");
}

#[tokio::test]
async fn each_header_that_a_proxy_adds_makes_a_visitor_a_stranger() {
    let app = TestApp::spawn().await;
    let through = async |header: &str, password: &str| {
        let client = app.client();
        let request = client.request(Method::POST, "/desk/login").header("origin", &app.base);
        let form = encode(&[("account", ACCOUNT), ("password", password)]);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        client.send(request.header(header, "203.0.113.7").body(form)).await
    };
    while through("x-forwarded-for", "wrong").await.status != 429 {}
    let proxies = [
        "forwarded",
        "via",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-real-ip",
    ];
    for header in proxies {
        assert_eq!(through(header, PASSWORD).await.status, 429, "{header}");
    }
    try_in(&app.client(), PASSWORD).await.expect(303);
}

#[tokio::test]
async fn whoever_comes_from_elsewhere_and_claims_to_be_here_finds_the_desk_closed() {
    let Some(address) = address_of_this_machine() else {
        return println!("skipped: this machine has no address but the loopback one");
    };
    let app = TestApp::spawn().await;
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let options = web::Options {
        url: None,
        onion: None,
        connections: 16,
        exit: unsaid::domain::ExitUrl::default(),
        proxies: vec![],
        limits: unsaid::service::GateLimits::per_hour(600, 10),
    };
    let clock = std::sync::Arc::new(|| Moment(START));
    let pages = web::App::new(app.service.clone(), options, clock, None);
    tokio::spawn(web::serve(pages, listener, std::future::pending()));

    let far = format!("http://{address}:{port}");
    for claimed in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), "[::1]".to_owned()] {
        let client = Client::new(&far, Some(&format!("http://{claimed}")));
        client.get("/").await.expect(200);
        client.get("/desk/login").await.expect(403);
        try_in(&client, PASSWORD).await.expect(403);
    }
    let here = Client::new(&format!("http://127.0.0.1:{port}"), None);
    try_in(&here, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn the_same_letter_sent_again_with_another_choice_is_told_that_the_first_one_holds() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask_for("Should I tell her?", "print").await;
    for choice in ["private", "proof", "print"] {
        let again = app.reader().ask_with("Should I tell her?", choice, &receipt).await;
        let page = again.expect(200).page();
        assert!(page.text().contains(t::ASKED_AGAIN), "{}", page.text());
        for consent in [Consent::Print, Consent::Proof, Consent::Private] {
            let promise = &t::asked_next(consent, COLUMNIST);
            assert!(!page.text().contains(promise), "{choice}: {promise}");
        }
    }
    let desk = app.sign_in().await;
    let seen = desk.question(&desk.find("Should I tell her?").await).await;
    assert!(seen.ways.contains(&"kept".to_owned()));
    desk.publish_question(&desk.find("Should I tell her?").await, "Telling her", "Yes.").await;
}

#[tokio::test]
async fn a_letter_whose_mailbox_is_gone_is_not_told_as_arrived_when_it_was_not_stored() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("The first").await;
    open_public(app.folder()).execute("delete from mailbox", []).unwrap();
    let refused = app.reader().ask_with("The second", "print", &receipt).await.expect(409).page();
    assert!(refused.text().contains(t::NOTICE_USED), "{}", refused.text());
    let form = refused.form("/ask");
    assert_eq!(form.value("question"), "The second");
    app.reader().ask_with("The second", "print", form.value("receipt")).await.expect(200);
    let desk = app.sign_in().await;
    assert_eq!(desk.queue(Status::New).await.len(), 2);
}

#[tokio::test]
async fn a_letter_that_comes_in_the_envelope_of_another_is_set_aside_and_not_dropped() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("The first").await;
    let desk = app.sign_in().await;
    // As after a public store that was restored from a day before.
    open_public(app.folder()).execute("delete from mailbox", []).unwrap();
    app.reader().ask_with("The second", "print", &receipt).await.expect(200);
    app.settle().await;
    assert_eq!(planted::told(&desk).await, planted::spoilt(1));
    assert_eq!(planted::first_lines(&desk).await, ["The first"]);
}

#[tokio::test]
async fn a_store_that_somebody_holds_answers_that_it_is_busy_and_keeps_the_text() {
    let app = TestApp::spawn().await;
    let words = app.reader().words().await;
    let held = holding(open_public(app.folder()));
    let busy = app.reader().ask_with("Should I tell her?", "private", &words).await.expect(503);
    assert!(busy.header("retry-after").parse::<u32>().is_ok(), "{:?}", busy.headers);
    let page = busy.page();
    assert!(page.text().contains(t::NOTICE_FULL), "{}", page.text());
    let form = page.form("/ask");
    let kept = ["question", "consent", "receipt"].map(|name| form.value(name).to_owned());
    assert_eq!(kept, ["Should I tell her?", "private", &words]);
    drop(held);
    app.reader().ask_with("Should I tell her?", "private", &words).await.expect(200);
}

#[tokio::test]
async fn a_vault_that_somebody_holds_keeps_what_was_typed_at_the_desk() {
    let app = TestApp::spawn().await;
    app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let held = holding(open_vault(app.folder()));
    let path = format!("/desk/questions/{id}/notes");
    let busy = desk.post(&path, &[("note", "Ask her <sister>")]).await.expect(503);
    assert!(busy.header("retry-after").parse::<u32>().is_ok(), "{:?}", busy.headers);
    assert_eq!(busy.page().form(&path).value("note"), "Ask her <sister>");
    drop(held);
    assert!(desk.question(&id).await.notes.is_empty());
    desk.post(&path, &[("note", "Ask her <sister>")]).await.expect(303);
}

#[tokio::test]
async fn a_vault_that_somebody_holds_keeps_what_was_typed_in_the_settings() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let held = holding(open_vault(app.folder()));
    for (path, field, typed) in [
        ("/desk/settings", "return_days", "12"),
        ("/desk/settings/comments", "comments_days", "45"),
        ("/desk/settings/embed", "sites", "https://blog.example"),
    ] {
        let busy = desk.post(path, &[(field, typed)]).await.expect(503);
        assert!(busy.header("retry-after").parse::<u32>().is_ok(), "{:?}", busy.headers);
        assert_eq!(busy.page().form(path).value(field), typed);
        assert!(!busy.page().error_of(field).is_empty(), "{path}");
    }
    drop(held);
    desk.post("/desk/settings/comments", &[("comments_days", "45")]).await.expect(303);
}

#[tokio::test]
async fn what_is_sent_twice_at_once_is_done_once() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    twice(&desk, &format!("/desk/questions/{id}/status"), &[("status", "kept")]).await;
    twice(&desk, &format!("/desk/questions/{id}/notes"), &[("note", "Ask her sister")]).await;
    twice(&desk, &format!("/desk/questions/{id}/reply"), &[("reply", "For you alone")]).await;
    let seen = desk.question(&id).await;
    assert_eq!(
        (seen.notes, seen.replies),
        (vec!["Ask her sister".into()], vec!["For you alone".into()])
    );
    // It arrived, was kept, noted, replied to, and is answered by that.
    assert_eq!(seen.history.len(), 5, "{:?}", seen.history);
    assert_eq!(app.reader().status(&receipt).await.replies, ["For you alone"]);
}

#[tokio::test]
async fn a_letter_that_was_put_back_while_its_post_was_begun_can_still_be_published() {
    let app = TestApp::spawn().await;
    for (letter, course) in [
        ("kept", vec![Status::Kept]),
        ("declined and kept", vec![Status::Declined, Status::Kept]),
        ("spam and new", vec![Status::Spam, Status::New]),
    ] {
        app.reader().ask(letter).await;
        let desk = app.sign_in().await;
        let id = desk.find(letter).await;
        let path = desk.begin_post(&id).await;
        for status in course {
            desk.set_status(&id, status).await.expect(303);
        }
        assert_eq!(desk.begin_post(&id).await, path, "the draft is the same");
        desk.write(&path, letter, "Yes.").await;
        let address = desk.publish(&path).await;
        app.reader().get(&address).await.expect(200);
        assert_eq!(desk.question(&id).await.status, "published");
    }
}

#[tokio::test]
async fn a_log_that_a_reader_kept_from_being_emptied_is_emptied_later_on_the_same_day() {
    let app = TestApp::spawn().await;
    app.tick().await;
    app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    desk.lock().await;
    let log = || app.file("public.db-wal").metadata().map_or(0, |log| log.len());
    let store = open_public(app.folder());
    store.execute_batch("begin; select count(*) from site").unwrap();
    app.pass(TIDY_SECONDS);
    app.tick().await;
    assert_ne!(log(), 0, "the reader keeps it");
    drop(store);
    app.pass(TIDY_SECONDS);
    eventually("an empty log", async || {
        app.tick().await;
        (log() == 0).then_some(())
    })
    .await;
}

async fn twice(desk: &Desk, path: &str, fields: &[(&str, &str)]) {
    let (one, other) = tokio::join!(desk.post(path, fields), desk.post(path, fields));
    assert_eq!((one.status, other.status), (303, 303), "{path}");
}

/// A store that nobody else can write until this is dropped.
fn holding(store: Connection) -> Connection {
    store.busy_timeout(DEADLINE).unwrap();
    store.execute_batch("begin immediate").unwrap();
    store
}

async fn try_in(client: &Client, password: &str) -> Answer {
    client.post("/desk/login", &[("account", ACCOUNT), ("password", password)]).await
}

/// Sends a whole form with a wrong password, and is gone after a moment.
async fn hang_up_after(base: &str, moment: Duration) {
    let host = base.strip_prefix("http://").unwrap();
    let form = encode(&[("account", ACCOUNT), ("password", "wrong")]);
    let request = format!(
        "POST /desk/login HTTP/1.1\r\nHost: {host}\r\nOrigin: {base}\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
        form.len()
    );
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    // It waits for nothing: when a visitor goes is the visitor's choice.
    tokio::time::sleep(moment).await;
}

/// The most memory that a program has had so far, in KiB.
fn most_memory(program: &Program) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().strip_suffix(" kB").unwrap().parse().unwrap()
}

/// The address that others would reach this machine at. Nothing is sent to find it out.
fn address_of_this_machine() -> Option<std::net::IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}
