//! The first visit: a link out of the terminal, four fields, a recovery code to print.

use unsaid::domain::Status;
use unsaid::service::Recovery;
use unsaid::texts::en::desk::door as t;

use crate::common::{ACCOUNT, COLUMN, Client, Desk, PASSWORD, TestApp, Wanted};

#[tokio::test]
async fn the_link_opens_the_form_with_the_columns_name_filled_in() {
    let app = without_column().await;
    let page = app.client().get(&app.setup_path).await.expect(200).page();
    let form = page.form(&app.setup_path);
    assert_eq!(form.value("column"), COLUMN);
    assert_eq!(
        form.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(),
        ["column", "columnist", "account", "password"]
    );
}

#[tokio::test]
async fn setting_up_shows_the_recovery_code_once_and_opens_the_desk() {
    let app = without_column().await;
    let client = app.client();
    let answer = set_up(&client, &app, PASSWORD).await.expect(200);
    let code = answer.page().id("recovery-code").unwrap().text();
    assert_eq!(answer.header("cache-control"), "no-store");
    for path in ["/desk", "/desk/posts", "/desk/login", "/"] {
        assert!(!client.get(path).await.body.contains(&code), "{path}");
    }
    client.get("/desk").await.expect(200);
    assert_eq!(app.reader().get("/").await.expect(200).page().h1(), "Ask Rosa");

    app.reader().ask("Should I tell her?").await;
    app.settle().await;
    assert_eq!(Desk { client }.queue(Status::New).await.len(), 1);

    let new = "five loud geese cross slowly";
    app.service.recover(Recovery { account: ACCOUNT, code: &code, password: new }).await.unwrap();
    Desk::sign_in(app.client(), ACCOUNT, new).await;
}

#[tokio::test]
async fn the_link_ends_with_its_use() {
    let app = without_column().await;
    set_up(&app.client(), &app, PASSWORD).await.expect(200);
    for client in [app.client(), app.client()] {
        let page = client.get(&app.setup_path).await.expect(410).page();
        assert_eq!(page.h1(), t::GONE_TITLE);
        set_up(&client, &app, PASSWORD).await.expect(410);
    }
    Desk::sign_in(app.client(), ACCOUNT, PASSWORD).await;
}

#[tokio::test]
async fn two_who_set_up_at_once_make_one_column() {
    let app = without_column().await;
    let (one, two) = (app.client(), app.client());
    let (one, two) = tokio::join!(set_up(&one, &app, PASSWORD), set_up(&two, &app, PASSWORD));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410]);
    // The vault is the one that the account opens.
    app.reader().ask("Should I tell her?").await;
    let desk = Desk::sign_in(app.client(), ACCOUNT, PASSWORD).await;
    app.settle().await;
    assert_eq!(desk.queue(Status::New).await.len(), 1);
}

#[tokio::test]
async fn a_wrong_token_opens_nothing() {
    let app = without_column().await;
    let other = TestApp::spawn_with(Wanted { without_column: true, ..Wanted::default() }).await;
    for path in
        ["/desk/setup", "/desk/setup?token=", "/desk/setup?token=x", other.setup_path.as_str()]
    {
        app.client().get(path).await.expect(410);
        let fields = fields(PASSWORD);
        app.client().post(path, &fields).await.expect(410);
    }
    app.client().get(&app.setup_path).await.expect(200);
}

#[tokio::test]
async fn a_weak_password_is_refused_with_the_reason_and_the_rest_kept() {
    let app = without_column().await;
    let guessable = [
        "passwordpassword",
        "qwertyuiopasdf",
        "aaaaaaaaaaaaaa",
        "rosarosarosarosa",
        "mara mara mara",
    ];
    for password in guessable.into_iter().chain(["short", "", &"x".repeat(1_001)]) {
        let answer = set_up(&app.client(), &app, password).await;
        assert_eq!(answer.status, 422, "{password}");
        let page = answer.page();
        let told = page.error_of("password");
        assert!(told.len() > "Error: ".len() + 10, "{password}: {told}");
        let form = page.form(&app.setup_path);
        let kept = ["column", "columnist", "account"].map(|name| form.value(name).to_owned());
        assert_eq!(kept, ["Ask Rosa", "Rosa", ACCOUNT]);
        assert_eq!(form.value("password"), "", "a password is never sent back");
    }
    assert!(app.service.site().is_err(), "nothing was set up");
    set_up(&app.client(), &app, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let app = without_column().await;
    let fields = [
        ("column", " "),
        ("columnist", &"x".repeat(81)),
        ("account", "Rosa Ünal"),
        ("password", "x"),
    ];
    let page = app.client().post(&app.setup_path, &fields).await.expect(422).page();
    for (name, value) in fields {
        assert!(!page.error_of(name).is_empty(), "{name}");
        let shown = if name == "password" { "" } else { value };
        assert_eq!(page.form(&app.setup_path).value(name), shown);
    }
}

#[tokio::test]
async fn before_there_is_a_column_the_site_says_so_and_takes_nothing() {
    let app = without_column().await;
    assert!(app.reader().get("/").await.expect(200).body.contains("not been set up"));
    for path in ["/ask", "/receipt", "/tags", "/tags/x", "/posts/x"] {
        let page = app.reader().get(path).await.expect(404).page();
        assert!(page.links().is_empty(), "{path} leads nowhere");
    }
    assert_eq!(app.reader().post("/ask", &[("question", "Should I?")]).await.status, 404);
    assert_eq!(app.client().get("/desk/login").await.status, 404);
    assert_eq!(app.reader().get("/healthz").await.expect(200).body, "ok\n");
}

async fn without_column() -> TestApp {
    TestApp::spawn_with(Wanted { without_column: true, ..Wanted::default() }).await
}

fn fields(password: &str) -> [(&str, &str); 4] {
    [("column", "Ask Rosa"), ("columnist", "Rosa"), ("account", ACCOUNT), ("password", password)]
}

async fn set_up(client: &Client, app: &TestApp, password: &str) -> crate::common::Answer {
    client.post(&app.setup_path, &fields(password)).await
}
