//! The ask box on other sites: who may show it, and that a letter sent from it arrives.

use crate::common::{Answer, TestApp, Wanted};

const SETTINGS: &str = "/desk/settings/embed";
const ORIGIN: &str = "https://column.example";

/// Who may show an answer within a page, as its policy says.
fn ancestors(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    policy.split_once("frame-ancestors ").unwrap().1.to_owned()
}

#[tokio::test]
async fn the_box_alone_may_be_shown_by_the_sites_that_the_desk_names() {
    let app = TestApp::spawn_with(Wanted { url: Some(ORIGIN), ..Wanted::default() }).await;
    let desk = app.sign_in().await;
    let closed = app.reader().get("/ask/embed").await.expect(200);
    assert_eq!((ancestors(&closed).as_str(), closed.header("x-frame-options")), ("'none'", "DENY"));
    assert!(!desk.get(SETTINGS).await.body.contains("iframe"));
    let sites = "https://blog.example\nhttps://www.blog.example/\n";
    let page = desk.change(SETTINGS, &[("sites", sites)]).await.page();
    let typed = page.form(SETTINGS).value("sites").to_owned();
    assert_eq!(typed, "https://blog.example\nhttps://www.blog.example");
    let code = page.id("frame-code").unwrap().text();
    assert!(code.contains("src=\"https://column.example/ask/embed\""), "{code}");
    let code = page.id("button-code").unwrap().text();
    assert!(code.contains("href=\"https://column.example/ask\""), "{code}");
    let open = app.reader().get("/ask/embed").await.expect(200);
    assert_eq!(ancestors(&open), "https://blog.example https://www.blog.example");
    assert_eq!(open.header("x-frame-options"), "");
    assert_eq!(open.header("cross-origin-resource-policy"), "cross-origin");
    let policy = open.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    for path in ["/", "/ask", "/ask/embed/", "/receipt", "/desk/login", "/ask/embed?x=1"] {
        let answer = app.reader().get(path).await;
        let shut = path != "/ask/embed?x=1";
        assert_eq!(ancestors(&answer) == "'none'", shut, "{path}");
        assert_eq!(answer.header("x-frame-options") == "DENY", shut, "{path}");
    }
    assert_eq!(ancestors(&app.reader().post("/ask/embed", &[]).await.expect(405)), "'none'");
    let text = app.reader().get("/privacy").await.page().text();
    assert!(text.contains("https://www.blog.example"), "{text}");
    desk.change(SETTINGS, &[("sites", "")]).await;
    assert_eq!(ancestors(&app.reader().get("/ask/embed").await), "'none'");
}

#[tokio::test]
async fn a_letter_sent_from_the_box_takes_the_whole_window_and_arrives() {
    let app = TestApp::spawn().await;
    let answer = app.reader().get("/ask/embed").await.expect(200);
    assert!(answer.body.contains("target=\"_top\"") && !answer.body.contains("<script"));
    assert_eq!(answer.header("cache-control"), "no-store");
    let form = answer.page().form("/ask");
    let fields: Vec<(&str, &str)> = form
        .sent()
        .into_iter()
        .map(|(name, value)| (name, if name == "question" { "Should I tell her?" } else { value }))
        .collect();
    let asked = app.reader().post("/ask", &fields).await.expect(200);
    let receipt = asked.page().id("receipt").unwrap().text();
    assert_eq!(receipt, form.value("receipt"));
    let desk = app.sign_in().await;
    desk.find("Should I tell her?").await;
    assert_eq!(app.reader().status(&receipt).await.state, "waiting");
}

#[tokio::test]
async fn what_is_no_site_is_told_beside_the_field_and_stays() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    desk.change(SETTINGS, &[("sites", "https://blog.example")]).await;
    for wrong in
        ["blog.example", "https://*", "http://blog.example", "https://a.example; script-src *"]
    {
        let typed = format!("https://ok.example\n{wrong}");
        let page = desk.post(SETTINGS, &[("sites", &typed)]).await.expect(422).page();
        assert!(page.error_of("sites").contains(wrong), "{}", page.text());
        assert_eq!(page.form(SETTINGS).value("sites"), typed);
    }
    let eleven: String = (0..11).map(|n| format!("https://{n}.example\n")).collect();
    desk.post(SETTINGS, &[("sites", &eleven)]).await.expect(422);
    assert_eq!(ancestors(&app.reader().get("/ask/embed").await), "https://blog.example");
    let app = app.restart().await;
    assert_eq!(ancestors(&app.reader().get("/ask/embed").await), "https://blog.example");
}
