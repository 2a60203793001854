//! A wrong or hostile value in every field of every form: never a fault of the server, and what else was typed
//! stays typed.

use std::collections::BTreeSet;

use unsaid::domain::{Status, clean_text};
use unsaid::pages::parts::HONEYPOT_FIELD;

use super::routes::declared;
use crate::common::html::{Form, FormField, Page};
use crate::common::{Client, Desk, TestApp, Wanted, encode};

/// Seconds after which the door takes any try again.
const WAIT_SECONDS_MAX: i64 = 30;
/// Characters of an address that a client sends at the most.
const ADDRESS_CHARS_MAX: usize = 20_000;
/// What the other fields hold meanwhile, where a person would have typed something.
const KEPT: &str = "Kept & <b>typed</b>";

/// A form on its page, as somebody with this client sees it.
struct Met {
    page: String,
    form: Form,
}

/// One wrong value.
struct Hostile {
    /// As the body carries it, `name=value` encoded; empty for a field that is missing.
    body: String,
    /// The text, where it is one that a page can hold as it is.
    text: Option<String>,
}

#[tokio::test]
async fn the_forms_of_the_site() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let client = app.client();
    let mut met = meet(&client, &["/ask", "/receipt", "/desk/login"]).await;
    // A form that came back with a mistake is a form too.
    let back = client.post("/ask", &[("question", ""), ("receipt", &receipt)]).await.page();
    met.extend(forms_of("/ask again", &back));
    let opened = client.post("/receipt", &[("code", &receipt)]).await.page();
    met.extend(forms_of("/receipt opened", &opened));
    let (respond, said) = with_response(&app).await;
    met.extend(meet(&client, &[&respond]).await);
    let back = client.post("/posts/telling-her/comments", &[("comment", "")]).await.page();
    met.extend(forms_of("a response again", &back));
    let tried = try_all(&app, &client, &met).await;
    let opened = [
        "/posts/telling-her/comments",
        "/receipt/follow-up",
        "/receipt/consent",
        "/receipt/withdraw",
    ];
    assert_eq!(tried, set(&[&["/ask", "/receipt", "/desk/login"][..], &opened].concat()));
    assert_eq!(app.reader().status(&receipt).await.state, "waiting", "nothing was taken back");
    assert!(client.get(&respond).await.body.contains(said), "nor a response");
}

#[tokio::test]
async fn the_form_of_the_setup() {
    let app = TestApp::spawn_with(Wanted { without_column: true, ..Wanted::default() }).await;
    let client = app.client();
    let met = meet(&client, &[&app.setup_path]).await;
    // No value in one field sets the column up: the password of the others is a weak one.
    assert_eq!(try_all(&app, &client, &met).await, set(&[&app.setup_path]));
    assert!(app.service.site().is_err());
}

#[tokio::test]
async fn the_forms_of_the_desk() {
    let app = TestApp::spawn().await;
    app.reader().ask("Should I tell her?").await;
    app.reader().ask("Another letter").await;
    app.reader().ask_for("To be shown first", "proof").await;
    let desk = app.sign_in().await;
    let shown_first = desk.begin_post(&desk.find("To be shown first").await).await;
    let written = desk.find("Should I tell her?").await;
    desk.publish_question(&written, "Telling her", "Yes.").await;
    let editor = desk.begin_post(&written).await;
    let letter = format!("/desk/questions/{}", desk.find("Another letter").await);

    let us = "/desk/settings/help-lines/us";
    let line = desk.get(us).await.expect(200).page().links();
    let (_, line) = line.into_iter().find(|(text, _)| text.starts_with("Change ")).unwrap();
    let (add_line, remove) = (format!("{us}/lines/new"), format!("{us}/delete"));
    let settings = [
        "/desk/settings",
        "/desk/settings/embed",
        "/desk/settings/help-lines/new",
        us,
        &add_line,
        &line,
        &remove,
    ];
    let pages = ["/desk", "/desk/posts", "/desk/questions/new", &letter, &editor, &shown_first];
    let texts = with_returning_texts(&desk).await;
    let marked = with_marks(&app, &desk).await;
    let response = with_waiting_response(&app, &desk).await;
    let whole = ["/desk/blocks/new", &texts, "/desk/snippets", &marked];
    let whole = [&whole[..], &["/desk/comments", &response]].concat();
    let pages = [&pages[..], &settings, &whole].concat();
    let mut met = meet(&desk.client, &pages).await;
    let stale =
        desk.post(&editor, &[("revision", "1"), ("title", "Mine")]).await.expect(409).page();
    met.extend(forms_of("the conflict", &stale));
    let tried = try_all(&app, &desk.client, &met).await;

    let post = editor.rsplit('/').next().unwrap();
    let question = letter.rsplit('/').next().unwrap();
    let [other, marked] = [&shown_first, &marked].map(|path| path.rsplit('/').next().unwrap());
    let mark = line.rsplit('/').next().unwrap();
    let named = |path: &String| {
        let path = path.replace(post, "{id}").replace(question, "{id}").replace(other, "{id}");
        let path = path.replace(&response, "/desk/comments/{id}");
        let path = path.replace(marked, "{id}").replace(&texts, "/desk/blocks/{id}");
        path.replace(mark, "{mark}").replace("/us", "/{place}")
    };
    let tried: BTreeSet<String> = tried.iter().map(named).collect();
    let mut expected: BTreeSet<String> = declared()
        .into_iter()
        .filter(|(method, path)| method == "post" && path.starts_with("/desk/"))
        .map(|(_, path)| path)
        .collect();
    // These are met in the other tests, or have no field to be wrong.
    for other in ["/desk/login", "/desk/setup", "/desk/setup/done", "/desk/logout", "/desk/lock"] {
        expected.remove(other);
    }
    for bare in [
        "/desk/questions/{id}/draft",
        "/desk/questions/{id}/attention/delete",
        "/desk/posts/{id}/publication/delete",
        "/desk/posts/{id}/schedule/delete",
        "/desk/posts/{id}/letters/{question}/delete",
        "/desk/posts/{id}/copy",
        "/desk/posts/{id}/deletion",
        "/desk/posts/{id}/deletion/delete",
        "/desk/posts/{id}/menu",
        "/desk/blocks/{id}/delete",
        "/desk/blocks/{id}/place",
        "/desk/pictures/{id}/delete",
        "/desk/settings/help-lines/delete",
        "/desk/settings/help-lines/{place}/lines/{mark}/delete",
        // They bring files, or words for a file, in the story of pictures.
        "/desk/pictures",
        "/desk/pictures/{id}/alt",
        "/desk/settings/pictures",
        // Sent by a script that shows what came back; and a version's own, in the story of versions.
        "/desk/posts/{id}/preview",
        "/desk/posts/{id}/revisions/{number}",
    ] {
        expected.remove(bare);
    }
    expected.insert("/desk".to_owned());
    assert_eq!(tried, expected);
    // Every box of a form is ticked in turn with its other fields, so the post with the marks went out too.
    assert_eq!(desk.queue(Status::Published).await.len(), 2, "the desk still works");
}

/// A post with a response; gives the address of the form that answers it, and the response.
async fn with_response(app: &TestApp) -> (String, &'static str) {
    const SAID: &str = "It was right to tell.";
    app.reader().ask("A letter for the site").await;
    let desk = app.sign_in().await;
    let letter = desk.find("A letter for the site").await;
    let post = desk.publish_question(&letter, "Telling her", "Yes.").await;
    app.reader().respond(&post, SAID).await;
    app.settle().await;
    let list = desk.get("/desk/comments").await.expect(200).page();
    let button = list.all("button").into_iter().find(|it| it.attr("name") == "one").unwrap();
    desk.change("/desk/comments", &[("one", button.attr("value"))]).await;
    desk.lock().await;
    (format!("{post}/respond?to=1"), SAID)
}

/// A response that waits; gives its page.
async fn with_waiting_response(app: &TestApp, desk: &Desk) -> String {
    app.reader().respond("/posts/telling-her", "It waits.").await;
    app.settle().await;
    let list = desk.get("/desk/comments").await.expect(200).page();
    let (_, page) =
        list.links().into_iter().find(|(_, to)| to.starts_with("/desk/comments/")).unwrap();
    page
}

/// A block and a snippet; gives the block's address.
async fn with_returning_texts(desk: &Desk) -> String {
    let block = [("name", "Thanks"), ("place", "opening"), ("text", "Thank you.")];
    let page = desk.change("/desk/blocks/new", &block).await.page();
    desk.change("/desk/snippets", &[("name", "hug"), ("text", "Take care.")]).await;
    page.class("card").unwrap().all("a")[0].attr("href").to_owned()
}

/// A post whose question has something to blur; gives its editor.
async fn with_marks(app: &TestApp, desk: &Desk) -> String {
    app.reader().ask("My wife Anna is 34.").await;
    app.settle().await;
    desk.begin_post(&desk.find("My wife Anna is 34.").await).await
}

/// Sends every hostile value in every field of every form; gives the addresses that were sent to.
async fn try_all(app: &TestApp, client: &Client, met: &[Met]) -> BTreeSet<String> {
    let mut tried = BTreeSet::new();
    for met in met {
        for (action, field) in targets(&met.form) {
            for hostile in hostile(&field) {
                app.pass(WAIT_SECONDS_MAX);
                try_one(client, met, &action, &field, &hostile).await;
            }
            tried.insert(action);
        }
    }
    tried
}

async fn try_one(client: &Client, met: &Met, action: &str, field: &str, hostile: &Hostile) {
    let typed = typed(&met.form, field);
    let pairs: Vec<(&str, &str)> =
        typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let body = [encode(&pairs), hostile.body.clone()].join("&");
    let answer = if met.form.method == "post" {
        client.post_body(action, body).await
    } else {
        // Longer addresses are cut by every browser.
        let query: String = body.chars().take(ADDRESS_CHARS_MAX).collect();
        client.get(&format!("{action}?{query}")).await
    };
    let what = format!("{}: {action} {field}={:.60}", met.page, hostile.body);
    assert!(answer.status < 500, "{what}: {}", answer.status);
    if !matches!(answer.status, 409 | 422) {
        return;
    }
    let page = answer.page();
    assert!(page.has_our_scripts_alone(), "{what}");
    let Some(form) = page.forms().into_iter().find(|form| form.action == met.form.action) else {
        // Words that are none lead to the form for the words.
        assert!(answer.status == 409 || field == "code", "{what}: the form does not come back");
        return;
    };
    for (name, value) in &typed {
        if is_kept(&form, name) {
            assert_eq!(form.value(name), value, "{what}: {name} was lost");
        }
    }
    if let Some(text) = hostile.text.as_ref().filter(|_| is_kept(&form, field)) {
        // What was saved before it was refused is shown as it was saved.
        let saved = matches!(answer.status, 409 | 422) && *form.value(field) == clean_text(text);
        assert!(
            saved || form.value(field) == text,
            "{what}: what was typed was lost: {}",
            form.value(field)
        );
    }
}

/// Whether a field comes back as it was typed: a password never does, and what is hidden nobody typed.
fn is_kept(form: &Form, name: &str) -> bool {
    if name == HONEYPOT_FIELD {
        return false;
    }
    let kind =
        form.fields.iter().find(|field| field.name == name).map_or("", |field| field.kind.as_str());
    matches!(kind, "text" | "textarea" | "search")
}

/// All other fields, with something typed into each.
fn typed(form: &Form, without: &str) -> Vec<(String, String)> {
    let mut typed: Vec<(String, String)> = Vec::new();
    for field in form.fields.iter().filter(|field| field.name != without) {
        let value = match field.kind.as_str() {
            "text" | "textarea" if field.name == "code" => "abacus".to_owned(),
            // A field that people do not see.
            "text" if field.name == HONEYPOT_FIELD => String::new(),
            "text" if field.name == "tags" => "trust".to_owned(),
            "text" if field.name == "slug" => "wanted".to_owned(),
            "text" | "textarea" => KEPT.to_owned(),
            "password" => "short".to_owned(),
            _ => field.value.clone(),
        };
        let chosen = field.sent || !typed.iter().any(|(name, _)| *name == field.name);
        if chosen {
            typed.retain(|(name, _)| *name != field.name);
            typed.push((field.name.clone(), value));
        }
    }
    typed
}

/// Every field, and every button that has a name, with the address that it is sent to.
fn targets(form: &Form) -> BTreeSet<(String, String)> {
    let actions: BTreeSet<&str> = std::iter::once(form.action.as_str())
        .chain(
            form.buttons
                .iter()
                .map(|button| button.action.as_str())
                .filter(|action| !action.is_empty()),
        )
        .collect();
    let fields = form.fields.iter().map(|field: &FormField| field.name.as_str());
    let names: BTreeSet<&str> = fields
        .chain(form.buttons.iter().map(|button| button.name.as_str()))
        .filter(|name| !name.is_empty())
        .collect();
    let pairs = actions
        .iter()
        .flat_map(|action| names.iter().map(|name| ((*action).to_owned(), (*name).to_owned())));
    pairs.collect()
}

fn hostile(field: &str) -> Vec<Hostile> {
    let texts = [
        "",
        " ",
        "x",
        "\u{202e}\u{2066}txet",
        "\u{feff}\u{200b}",
        "😀",
        "-1",
        "0",
        "99999999999999999999",
        "NaN",
        "'; drop table question; --",
        "\" or \"\"=\"",
        "</textarea><script>alert(1)</script>",
        "\"><img src=x onerror=y>",
        "NEAR(a b) AND original:*",
        "../../../etc/passwd",
        "%00%ff",
        "${7*7}{{7*7}}",
        "a=b&c=d",
        "\r\nSet-Cookie: x=y",
        "line\r\nline",
        "null",
        "true",
        "[]",
        "{}",
    ];
    let mut all: Vec<Hostile> = texts.iter().map(|text| as_text(field, text)).collect();
    // A page normalises what it cannot hold, so only the answer's status counts for these.
    let raw = [
        format!("{field}=a%00b"),
        format!("{field}=%ff%fe%c0%80"),
        format!("{field}=%"),
        format!("{field}=%zz"),
        format!("{field}[]=x"),
        format!("{field}[0][y]=x"),
        field.to_owned(),
        String::new(),
        format!("{field}=one&{field}=two"),
        "x=y&".repeat(2_000),
        format!("={field}&=&&&"),
    ];
    all.extend(raw.into_iter().map(|body| Hostile { body, text: None }));
    all.push(Hostile { body: encode(&[(field, &"x".repeat(100_000))]), text: None });
    all.push(Hostile { body: encode(&[(field, &"😀".repeat(30_000))]), text: None });
    all
}

fn as_text(field: &str, text: &str) -> Hostile {
    // Fields of one line hold no line break.
    let text_kept = (!text.contains('\n')).then(|| text.to_owned());
    Hostile { body: encode(&[(field, text)]), text: text_kept }
}

async fn meet(client: &Client, pages: &[&str]) -> Vec<Met> {
    let mut met = Vec::new();
    for page in pages {
        met.extend(forms_of(page, &client.get(page).await.expect(200).page()));
    }
    met
}

/// The forms of a page that somebody fills in or chooses in.
fn forms_of(page: &str, parsed: &Page) -> Vec<Met> {
    let forms = parsed.forms().into_iter().filter(|form| !targets(form).is_empty());
    forms.map(|form| Met { page: page.to_owned(), form }).collect()
}

fn set(paths: &[&str]) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}
