//! The door of the desk: who is let in, who is kept waiting, and what locks it again.

use reqwest::Method;
use unsaid::domain::Status;
use unsaid::texts::en::desk::door as t;

use crate::common::{ACCOUNT, Answer, Client, Desk, PASSWORD, PostFields, TestApp, Wanted, encode};

/// As after `--url`, with the test in the place of the proxy.
const URL: &str = "https://column.example";
const SESSION: &str = "__Host-unsaid-session";
const DEVICE: &str = "__Host-unsaid-device";
/// The longest that wrong passwords make anybody wait.
const WAIT_SECONDS_MAX: i64 = 30;
const IDLE_SECONDS: i64 = 1_800;

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_get_the_same_answer() {
    let app = TestApp::spawn().await;
    let wrong = try_in(&app.client(), ACCOUNT, "wrong").await.expect(422);
    let unknown = try_in(&app.client(), "nobody", PASSWORD).await.expect(422);
    assert_eq!(wrong.body.replace(ACCOUNT, "nobody"), unknown.body);
    let page = wrong.page();
    assert_eq!(page.error_of("password"), format!("Error: {}", t::LOGIN_WRONG));
    let form = page.form("/desk/login");
    assert_eq!((form.value("account"), form.value("password")), (ACCOUNT, ""));
}

#[tokio::test]
async fn the_accounts_name_is_read_in_any_case_and_the_password_as_it_is() {
    let app = TestApp::spawn().await;
    try_in(&app.client(), &format!(" {} ", ACCOUNT.to_uppercase()), PASSWORD).await.expect(303);
    for wrong in [PASSWORD.to_uppercase(), format!("{PASSWORD} "), String::new(), "x".repeat(5_000)]
    {
        app.pass(WAIT_SECONDS_MAX);
        try_in(&app.client(), ACCOUNT, &wrong).await.expect(422);
    }
}

#[tokio::test]
async fn over_https_the_cookies_are_bound_to_the_host_and_to_https() {
    let app = https().await;
    let answer = try_in(&app.client(), ACCOUNT, PASSWORD).await.expect(303);
    let set: Vec<&str> =
        answer.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap()).collect();
    assert_eq!(set.len(), 2);
    for (line, name) in set.iter().zip([SESSION, DEVICE]) {
        assert!(line.starts_with(&format!("{name}=")), "{line}");
        for mark in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
            assert!(line.contains(mark), "{line}");
        }
        assert!(!line.contains("Domain"), "{line}");
    }
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
}

#[tokio::test]
async fn on_the_machine_itself_the_cookies_have_no_prefix() {
    let app = TestApp::spawn().await;
    let answer = try_in(&app.client(), ACCOUNT, PASSWORD).await.expect(303);
    for line in answer.headers.get_all("set-cookie") {
        let line = line.to_str().unwrap();
        assert!(line.starts_with("unsaid-") && !line.contains("Secure"), "{line}");
        assert!(line.contains("; HttpOnly; SameSite=Strict"), "{line}");
    }
}

#[tokio::test]
async fn wrong_passwords_slow_strangers_down_for_thirty_seconds_at_the_most() {
    let app = https().await;
    let mut longest = 0_i64;
    for _ in 0..20 {
        let answer = try_in(&app.client(), ACCOUNT, "wrong").await;
        assert!(matches!(answer.status, 422 | 429), "{}", answer.status);
        if answer.status == 429 {
            let seconds: i64 = answer.header("retry-after").parse().unwrap();
            longest = longest.max(seconds);
            assert!(
                answer.body.contains(&t::login_wait(seconds.unsigned_abs())),
                "{}",
                answer.body
            );
            app.pass(seconds);
        }
    }
    assert_eq!(longest, WAIT_SECONDS_MAX);
    // The right password waits with the others, and no longer than that.
    app.pass(WAIT_SECONDS_MAX);
    try_in(&app.client(), ACCOUNT, "wrong").await.expect(422);
    try_in(&app.client(), ACCOUNT, PASSWORD).await.expect(429);
    app.pass(WAIT_SECONDS_MAX);
    try_in(&app.client(), ACCOUNT, PASSWORD).await.expect(303);
    try_in(&app.client(), ACCOUNT, "wrong").await.expect(422);
    try_in(&app.client(), ACCOUNT, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn strangers_do_not_keep_a_known_browser_waiting() {
    let app = https().await;
    let known = app.sign_in().await.client;
    let marked = app.client();
    marked.set_cookie(DEVICE, &known.cookie(DEVICE).unwrap());
    shut_out_strangers(&app).await;
    try_in(&marked, ACCOUNT, PASSWORD).await.expect(303);
    try_in(&app.client(), ACCOUNT, PASSWORD).await.expect(429);
}

#[tokio::test]
async fn a_mark_that_was_made_up_or_changed_is_a_strangers() {
    let app = https().await;
    let mark = app.sign_in().await.client.cookie(DEVICE).unwrap();
    let last = if mark.ends_with('0') { "1" } else { "0" };
    let changed = format!("{}{last}", &mark[..mark.len() - 1]);
    shut_out_strangers(&app).await;
    for made_up in [changed.as_str(), &mark[1..], "", "x", &"0".repeat(mark.len())] {
        let client = app.client();
        client.set_cookie(DEVICE, made_up);
        try_in(&client, ACCOUNT, PASSWORD).await.expect(429);
    }
    // Nor does a mark open the lane for an account that it is not of.
    let client = app.client();
    client.set_cookie(DEVICE, &mark);
    try_in(&client, "nobody", PASSWORD).await.expect(429);
}

#[tokio::test]
async fn what_a_proxy_hands_on_is_not_the_machine_itself() {
    let app = TestApp::spawn().await;
    let from_afar = async |password: &str| {
        let client = app.client();
        let request = client.request(Method::POST, "/desk/login").header("origin", &app.base);
        let request = request.header("x-forwarded-for", "203.0.113.7");
        let form = encode(&[("account", ACCOUNT), ("password", password)]);
        let request =
            request.header("content-type", "application/x-www-form-urlencoded").body(form);
        client.send(request).await
    };
    while from_afar("wrong").await.status != 429 {}
    from_afar(PASSWORD).await.expect(429);
    try_in(&app.client(), ACCOUNT, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn sixty_tries_at_once_are_answered_and_break_nothing() {
    let app = https().await;
    let mut tries = tokio::task::JoinSet::new();
    for n in 0..60 {
        let client = app.client();
        let password = if n % 3 == 0 { PASSWORD } else { "wrong" };
        let account = if n % 5 == 0 { "nobody" } else { ACCOUNT };
        tries.spawn(async move {
            let form = encode(&[("account", account), ("password", password)]);
            client.post_body("/desk/login", form).await.status
        });
    }
    let statuses = tries.join_all().await;
    assert!(statuses.iter().all(|status| [303, 422, 429].contains(status)), "{statuses:?}");
    assert!(statuses.contains(&429), "a full lane turns tries away: {statuses:?}");
    app.reader().get("/").await.expect(200);
    app.pass(WAIT_SECONDS_MAX);
    try_in(&app.client(), ACCOUNT, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn locking_ends_the_session_and_closes_the_vault() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    assert!(vault_is_open(&app));
    let session = desk.client.cookie("unsaid-session").unwrap();
    let answer = desk.post("/desk/lock", &[]).await.expect(303);
    assert_eq!(answer.location(), "/desk/login");
    assert_eq!(desk.client.cookie("unsaid-session"), None);
    assert!(!vault_is_open(&app));
    desk.client.set_cookie("unsaid-session", &session);
    refused(&desk).await;
}

#[tokio::test]
async fn signing_out_leaves_the_others_at_the_desk_and_the_last_one_locks_it() {
    let app = TestApp::spawn().await;
    let (one, two) = (app.sign_in().await, app.sign_in().await);
    one.sign_out().await;
    assert!(vault_is_open(&app));
    two.get("/desk").await.expect(200);
    refused(&one).await;
    two.sign_out().await;
    assert!(!vault_is_open(&app));
    refused(&two).await;
}

#[tokio::test]
async fn locking_closes_the_desk_for_everybody() {
    let app = TestApp::spawn().await;
    let (one, two) = (app.sign_in().await, app.sign_in().await);
    one.lock().await;
    assert!(!vault_is_open(&app));
    refused(&one).await;
    refused(&two).await;
    // Nobody from outside can do it.
    let three = app.sign_in().await;
    app.client().post("/desk/lock", &[]).await;
    app.client().post("/desk/logout", &[]).await.expect(303);
    three.get("/desk").await.expect(200);
}

#[tokio::test]
async fn a_form_that_was_sent_after_the_session_had_ended_is_not_lost() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    desk.post("/desk/questions/new", &[("question", "On paper"), ("consent", "print")])
        .await
        .expect(200);
    let path = desk.begin_post(&desk.find("On paper").await).await;
    let answer = "A long answer & <b>more</b>\r\nof it 😀";
    let typed =
        PostFields { title: "\"Title\"".into(), answer: answer.into(), ..desk.editor(&path).await };
    app.pass(IDLE_SECONDS);

    let page = desk.post(&path, &typed.pairs()).await.expect(403).page();
    let form = page.form("/desk/login");
    assert_eq!(form.fields.iter().filter(|field| field.name == "password").count(), 1);
    let with_password = |password: &'static str| {
        let fields =
            form.sent().into_iter().filter(|(name, _)| !["account", "password"].contains(name));
        fields.chain([("account", ACCOUNT), ("password", password)]).collect::<Vec<_>>()
    };
    // A slip at the door does not lose it either.
    let again = desk
        .post("/desk/login", &with_password("wrong"))
        .await
        .expect(422)
        .page()
        .form("/desk/login");
    assert_eq!(again.value("kept_form"), form.value("kept_form"));

    let offered =
        desk.post("/desk/login", &with_password(PASSWORD)).await.expect(200).page().form(&path);
    desk.post(&path, &offered.sent()).await.expect(303);
    let saved = desk.editor(&path).await;
    assert_eq!((saved.title, saved.answer), ("\"Title\"".to_owned(), answer.replace("\r\n", "\n")));
}

#[tokio::test]
async fn a_sign_in_form_leads_nowhere_but_to_the_desk() {
    let app = TestApp::spawn().await;
    for elsewhere in [
        "https://elsewhere.example/",
        "//elsewhere.example/desk/",
        "/ask",
        "javascript:alert(1)",
        "",
    ] {
        let fields = [
            ("account", ACCOUNT),
            ("password", PASSWORD),
            ("kept_path", elsewhere),
            ("kept_form", "question=x"),
        ];
        let answer = app.client().post("/desk/login", &fields).await.expect(303);
        assert_eq!(answer.location(), "/desk", "{elsewhere}");
    }
}

#[tokio::test]
async fn a_desk_that_is_left_alone_locks_itself() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    for _ in 0..3 {
        app.pass(IDLE_SECONDS - 1);
        app.tick().await;
        desk.get("/desk").await.expect(200);
    }
    app.pass(IDLE_SECONDS);
    refused(&desk).await;
    app.tick().await;
    assert!(!vault_is_open(&app));
    app.reader().get("/").await.expect(200);
}

#[tokio::test]
async fn a_restart_locks_the_desk() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let session = desk.client.cookie("unsaid-session").unwrap();
    app.reader().ask("Should I tell her?").await;
    let app = app.restart().await;
    assert!(!vault_is_open(&app));
    let client = app.client();
    client.set_cookie("unsaid-session", &session);
    refused(&Desk { client }).await;
    assert_eq!(app.sign_in().await.queue(Status::New).await.len(), 1);
}

#[tokio::test]
async fn a_session_that_was_never_given_out_is_refused() {
    let app = TestApp::spawn().await;
    let session = app.sign_in().await.client.cookie("unsaid-session").unwrap();
    for made_up in ["", "x", &session[1..], &"0".repeat(session.len()), &format!("{session}0")] {
        let client = app.client();
        client.set_cookie("unsaid-session", made_up);
        refused(&Desk { client }).await;
    }
}

#[tokio::test]
async fn a_change_needs_the_desks_own_origin() {
    let app = TestApp::spawn().await;
    app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let path = format!("/desk/questions/{id}/status");
    let other_port = app.base.replace("127.0.0.1", "localhost");
    let origins = [
        None,
        Some("null"),
        Some("https://elsewhere.example"),
        Some(other_port.as_str()),
        Some(""),
    ];
    for origin in origins {
        for (path, body) in
            [(path.as_str(), "status=spam"), ("/desk/logout", ""), ("/desk/login", "account=mara")]
        {
            let request = desk.client.request(Method::POST, path);
            let request =
                request.header("content-type", "application/x-www-form-urlencoded").body(body);
            let request =
                if let Some(origin) = origin { request.header("origin", origin) } else { request };
            desk.client.send(request).await.expect(403);
        }
    }
    assert_eq!(desk.question(&id).await.status, "new");
}

#[tokio::test]
async fn with_an_address_set_the_desk_opens_nowhere_else() {
    let app = https().await;
    // Host: 127.0.0.1, as somebody on the machine would come.
    let plain = Client::new(&app.base, None);
    for path in ["/desk", "/desk/login", "/desk/posts"] {
        let page = plain.get(path).await.expect(403).page();
        assert_eq!(page.h1(), t::HTTPS_TITLE);
        assert!(page.forms().is_empty(), "it asks for no password");
    }
    assert_eq!(try_in(&plain, ACCOUNT, PASSWORD).await.status, 403);
    plain.get("/").await.expect(200);
    app.sign_in().await;
}

#[tokio::test]
async fn a_plain_http_address_opens_no_desk_at_all() {
    let app =
        TestApp::spawn_with(Wanted { url: Some("http://column.example"), ..Wanted::default() })
            .await;
    let page = app.client().get("/desk/login").await.expect(403).page();
    assert!(page.text().contains("unsaid --url https://column.example"), "{}", page.text());
    assert_eq!(app.client().get("/").await.status, 200);
}

#[tokio::test]
async fn a_name_that_is_not_the_sites_is_answered_nothing() {
    let app = https().await;
    for host in
        ["elsewhere.example", "column.example.elsewhere.example", "10.0.0.1", "column.example:8443"]
    {
        let stranger = Client::new(&app.base, Some(&format!("https://{host}")));
        for path in ["/", "/ask", "/desk/login", "/healthz"] {
            assert_eq!(stranger.get(path).await.status, 421, "{host}{path}");
        }
        assert_eq!(stranger.post("/ask", &[("question", "Should I?")]).await.status, 421);
    }
    app.client().get("/").await.expect(200);
}

#[tokio::test]
async fn whoever_is_signed_in_is_led_past_the_door() {
    let app = TestApp::spawn().await;
    assert_eq!(app.client().get("/desk/login").await.expect(200).page().h1(), t::SIGN_IN);
    let desk = app.sign_in().await;
    assert_eq!(desk.get("/desk/login").await.expect(303).location(), "/desk");
}

async fn https() -> TestApp {
    TestApp::spawn_with(Wanted { url: Some(URL), ..Wanted::default() }).await
}

async fn try_in(client: &Client, account: &str, password: &str) -> Answer {
    client.post("/desk/login", &[("account", account), ("password", password)]).await
}

/// Wrong passwords from outside, until the strangers' lane waits.
async fn shut_out_strangers(app: &TestApp) {
    while try_in(&app.client(), ACCOUNT, "wrong").await.status != 429 {}
}

/// Neither pages nor changes are open to it.
async fn refused(desk: &Desk) {
    let page = desk.get("/desk").await;
    assert_eq!((page.status, page.location()), (303, "/desk/login"));
    let change = desk
        .post("/desk/questions/new", &[("question", "x"), ("consent", "print")])
        .await
        .expect(403);
    assert_eq!(change.page().h1(), t::SIGN_IN);
}

/// Whether the vault is open: the last connection that closes takes the write-ahead log along.
fn vault_is_open(app: &TestApp) -> bool {
    app.file("vault.db-wal").exists()
}
