//! Every route of the router, visited without scripts: by a stranger, and by somebody who is signed in.

use std::collections::BTreeSet;
use std::path::Path;

use reqwest::Method;

use crate::common::{Answer, Client, TestApp};

/// What a stranger is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stranger {
    /// With this status.
    Is(u16),
    /// Led to the door; a change is kept in it.
    Shut,
}

use Stranger::{Is, Shut};

/// Every method and address: as the router has it, as it is visited, and what it answers to a stranger and to
/// the columnist when no field is sent.
const ROUTES: &[(&str, &str, &str, Stranger, u16)] = &[
    ("get", "/", "/", Is(200), 200),
    ("get", "/posts/{slug}", "/posts/telling-her", Is(200), 200),
    ("get", "/posts/{slug}/respond", "/posts/telling-her/respond", Is(200), 200),
    ("post", "/posts/{slug}/comments", "/posts/telling-her/comments", Is(422), 422),
    ("get", "/posts.json", "/posts.json", Is(200), 200),
    ("get", "/tags", "/tags", Is(200), 200),
    ("get", "/tags/{tag}", "/tags/trust", Is(200), 200),
    ("get", "/ask", "/ask", Is(200), 200),
    ("post", "/ask", "/ask", Is(422), 422),
    ("get", "/receipt", "/receipt", Is(200), 200),
    ("post", "/receipt", "/receipt", Is(422), 422),
    ("get", "/receipt/follow-up", "/receipt/follow-up", Is(303), 303),
    ("post", "/receipt/follow-up", "/receipt/follow-up", Is(422), 422),
    ("get", "/receipt/consent", "/receipt/consent", Is(303), 303),
    ("post", "/receipt/consent", "/receipt/consent", Is(422), 422),
    ("get", "/receipt/withdraw", "/receipt/withdraw", Is(303), 303),
    ("post", "/receipt/withdraw", "/receipt/withdraw", Is(422), 422),
    ("get", "/receipt/proof", "/receipt/proof", Is(303), 303),
    ("post", "/receipt/proof", "/receipt/proof", Is(422), 422),
    ("get", "/help", "/help", Is(200), 200),
    ("get", "/feed.atom", "/feed.atom", Is(200), 200),
    ("get", "/feed.json", "/feed.json", Is(200), 200),
    ("get", "/tags/{tag}/feed.atom", "/tags/trust/feed.atom", Is(200), 200),
    ("get", "/tags/{tag}/feed.json", "/tags/trust/feed.json", Is(200), 200),
    ("get", "/sitemap.xml", "/sitemap.xml", Is(200), 200),
    ("get", "/robots.txt", "/robots.txt", Is(200), 200),
    ("get", "/ask/embed", "/ask/embed", Is(200), 200),
    ("get", "/archive", "/archive", Is(200), 200),
    ("get", "/archive/{year}", "/archive/2026", Is(200), 200),
    ("get", "/search", "/search?q=her", Is(200), 200),
    ("get", "/privacy", "/privacy", Is(200), 200),
    ("get", "/{slug}", "/about", Is(200), 200),
    ("get", "/pictures/{file}", "/pictures/none.jpg", Is(404), 404),
    ("get", "/assets/{*file}", "{asset}", Is(200), 200),
    ("get", "/favicon.ico", "/favicon.ico", Is(200), 200),
    ("get", "/healthz", "/healthz", Is(200), 200),
    ("get", "/desk/setup", "/desk/setup", Is(410), 410),
    ("post", "/desk/setup", "/desk/setup", Is(410), 410),
    ("post", "/desk/setup/done", "/desk/setup/done", Is(303), 303),
    ("any", "/desk/{*unknown}", "/desk/nowhere", Shut, 404),
    ("get", "/desk/admit", "/desk/admit", Is(404), 404),
    ("get", "/desk/login", "/desk/login", Is(200), 303),
    ("post", "/desk/login", "/desk/login", Is(422), 422),
    ("get", "/desk", "/desk", Shut, 200),
    ("get", "/desk/questions/new", "/desk/questions/new", Shut, 200),
    ("post", "/desk/questions/new", "/desk/questions/new", Shut, 422),
    ("get", "/desk/questions/{id}", "/desk/questions/{question}", Shut, 200),
    ("post", "/desk/questions/{id}/status", "/desk/questions/{question}/status", Shut, 400),
    ("post", "/desk/questions/{id}/tags", "/desk/questions/{question}/tags", Shut, 303),
    ("post", "/desk/questions/{id}/notes", "/desk/questions/{question}/notes", Shut, 422),
    ("post", "/desk/questions/{id}/reply", "/desk/questions/{question}/reply", Shut, 422),
    ("post", "/desk/questions/{id}/draft", "/desk/questions/{question}/draft", Shut, 303),
    (
        "post",
        "/desk/questions/{id}/attention/delete",
        "/desk/questions/{question}/attention/delete",
        Shut,
        303,
    ),
    ("get", "/desk/posts", "/desk/posts", Shut, 200),
    ("post", "/desk/posts", "/desk/posts", Shut, 400),
    ("get", "/desk/posts/calendar", "/desk/posts/calendar", Shut, 200),
    ("post", "/desk/posts/{id}/copy", "{editor}/copy", Shut, 303),
    ("post", "/desk/posts/{id}/menu", "{editor}/menu", Shut, 400),
    ("post", "/desk/posts/{id}/deletion", "{editor}/deletion", Shut, 409),
    ("post", "/desk/posts/{id}/deletion/delete", "{editor}/deletion/delete", Shut, 303),
    ("get", "/desk/blocks", "/desk/blocks", Shut, 200),
    ("get", "/desk/blocks/new", "/desk/blocks/new", Shut, 200),
    ("post", "/desk/blocks/new", "/desk/blocks/new", Shut, 422),
    ("get", "/desk/blocks/{id}", "{block}", Shut, 200),
    ("post", "/desk/blocks/{id}", "{block}", Shut, 422),
    ("post", "/desk/blocks/{id}/place", "{block}/place", Shut, 400),
    ("get", "/desk/snippets", "/desk/snippets", Shut, 200),
    ("post", "/desk/snippets", "/desk/snippets", Shut, 422),
    ("post", "/desk/snippets/delete", "/desk/snippets/delete", Shut, 400),
    ("get", "/desk/posts/{id}", "{editor}", Shut, 200),
    ("post", "/desk/posts/{id}", "{editor}", Shut, 303),
    ("get", "/desk/posts/{id}/preview", "{editor}/preview", Shut, 200),
    ("post", "/desk/posts/{id}/preview", "{editor}/preview", Shut, 200),
    ("get", "/desk/posts/{id}/revisions", "{editor}/revisions", Shut, 200),
    ("post", "/desk/posts/{id}/revisions/{number}", "{editor}/revisions/1", Shut, 404),
    ("post", "/desk/posts/{id}/proof", "{editor}/proof", Shut, 303),
    ("post", "/desk/posts/{id}/publication", "{editor}/publication", Shut, 303),
    ("post", "/desk/posts/{id}/publication/delete", "{editor}/publication/delete", Shut, 303),
    ("post", "/desk/blocks/{id}/delete", "{block}/delete", Shut, 303),
    ("post", "/desk/posts/{id}/schedule/delete", "{editor}/schedule/delete", Shut, 303),
    ("post", "/desk/posts/{id}/letters", "{editor}/letters", Shut, 422),
    (
        "post",
        "/desk/posts/{id}/letters/{question}/delete",
        "{editor}/letters/{question}/delete",
        Shut,
        303,
    ),
    ("post", "/desk/posts/{id}/pictures", "{editor}/pictures", Shut, 422),
    ("post", "/desk/posts/{id}/marks", "{editor}/marks", Shut, 400),
    ("get", "/desk/comments", "/desk/comments", Shut, 200),
    ("post", "/desk/comments", "/desk/comments", Shut, 400),
    ("get", "/desk/comments/{id}", "{comment}", Shut, 200),
    ("post", "/desk/comments/{id}", "{comment}", Shut, 422),
    ("post", "/desk/comments/{id}/reply", "{comment}/reply", Shut, 422),
    ("get", "/desk/pictures", "/desk/pictures", Shut, 200),
    ("post", "/desk/pictures", "/desk/pictures", Shut, 422),
    ("get", "/desk/pictures/{file}", "/desk/pictures/none.jpg", Shut, 404),
    ("post", "/desk/pictures/{id}/alt", "/desk/pictures/none/alt", Shut, 404),
    ("post", "/desk/pictures/{id}/delete", "/desk/pictures/none/delete", Shut, 404),
    ("post", "/desk/settings/pictures", "/desk/settings/pictures", Shut, 400),
    ("post", "/desk/settings/comments", "/desk/settings/comments", Shut, 422),
    ("post", "/desk/settings/column", "/desk/settings/column", Shut, 422),
    ("post", "/desk/settings/column/preview", "/desk/settings/column/preview", Shut, 422),
    ("post", "/desk/settings/publishing", "/desk/settings/publishing", Shut, 422),
    ("get", "/desk/stats", "/desk/stats", Shut, 200),
    ("get", "/desk/settings/embed", "/desk/settings/embed", Shut, 200),
    ("post", "/desk/settings/embed", "/desk/settings/embed", Shut, 303),
    ("get", "/desk/settings", "/desk/settings", Shut, 200),
    ("post", "/desk/settings", "/desk/settings", Shut, 422),
    ("get", "/desk/settings/help-lines/new", "{lines}/new", Shut, 200),
    ("post", "/desk/settings/help-lines/new", "{lines}/new", Shut, 422),
    ("get", "/desk/settings/help-lines/delete", "{lines}/delete", Shut, 200),
    ("post", "/desk/settings/help-lines/delete", "{lines}/delete", Shut, 303),
    ("get", "/desk/settings/help-lines/{place}", "{lines}/us", Shut, 200),
    ("post", "/desk/settings/help-lines/{place}", "{lines}/us", Shut, 422),
    ("get", "/desk/settings/help-lines/{place}/delete", "{lines}/us/delete", Shut, 200),
    ("post", "/desk/settings/help-lines/{place}/delete", "{lines}/us/delete", Shut, 409),
    ("get", "/desk/settings/help-lines/{place}/lines/new", "{lines}/us/lines/new", Shut, 200),
    ("post", "/desk/settings/help-lines/{place}/lines/new", "{lines}/us/lines/new", Shut, 422),
    ("get", "/desk/settings/help-lines/{place}/lines/{mark}", "{line}", Shut, 200),
    ("post", "/desk/settings/help-lines/{place}/lines/{mark}", "{line}", Shut, 422),
    ("post", "/desk/settings/help-lines/{place}/lines/{mark}/delete", "{line}/delete", Shut, 303),
];

/// Those that end the session, so they come last.
const LEAVING: [(&str, &str, &str, Stranger, u16); 2] = [
    ("post", "/desk/logout", "/desk/logout", Is(303), 303),
    ("post", "/desk/lock", "/desk/lock", Is(303), 303),
];

/// Headers of every answer but style sheets, with a part of what they say.
const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", "default-src 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("permissions-policy", "camera=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

#[test]
fn the_table_has_every_route_of_the_router_and_no_other() {
    let known = ROUTES.iter().chain(&LEAVING).map(|route| (route.0.to_owned(), route.1.to_owned()));
    let known: BTreeSet<_> = known.collect();
    assert_eq!(known.len(), ROUTES.len() + LEAVING.len(), "no route stands there twice");
    assert_eq!(known, declared());
}

#[test]
fn no_page_of_the_column_can_stand_where_the_program_answers() {
    for (_, path) in declared() {
        let first = path.trim_start_matches('/').split('/').next().unwrap();
        // The home page, and files with a dot in their names, are no slugs.
        let slug = unsaid::domain::Slug::parse(first);
        assert!(slug.is_none_or(|slug| slug.is_reserved()), "{path} is not reserved");
    }
}

#[tokio::test]
async fn every_route_answers_a_stranger_with_a_whole_page_and_nothing_of_the_desk() {
    let app = TestApp::spawn().await;
    let filled = Filled::prepare(&app).await;
    for (method, _, path, expected, _) in ROUTES.iter().chain(&LEAVING) {
        let path = filled.path(path);
        let client = app.client();
        let answer = visit(&client, method, &path).await;
        match expected {
            Is(status) => assert_eq!(answer.status, *status, "{method} {path}"),
            Shut if *method != "post" => {
                assert_eq!((answer.status, answer.location()), (303, "/desk/login"), "{path}")
            }
            Shut => assert_eq!((answer.status, answer.location()), (403, ""), "{method} {path}"),
        }
        assert!(!answer.body.contains("Signed in as"), "{method} {path}");
        is_whole(&answer, &path);
    }
}

#[tokio::test]
async fn every_route_answers_the_columnist_with_a_whole_page() {
    let app = TestApp::spawn().await;
    let filled = Filled::prepare(&app).await;
    let desk = app.sign_in().await;
    for (method, _, path, _, expected) in ROUTES {
        let path = filled.path(path);
        let answer = visit(&desk.client, method, &path).await;
        assert_eq!(answer.status, *expected, "{method} {path}: {}", answer.body);
        is_whole(&answer, &path);
    }
    for (method, _, path, _, expected) in LEAVING {
        let desk = app.sign_in().await;
        let answer = visit(&desk.client, method, path).await;
        assert_eq!((answer.status, answer.location()), (expected, "/desk/login"));
        is_whole(&answer, path);
    }
}

#[tokio::test]
async fn no_change_at_the_desk_is_taken_from_a_page_of_another_site() {
    let app = TestApp::spawn().await;
    let filled = Filled::prepare(&app).await;
    let desk = app.sign_in().await;
    let changes = ROUTES.iter().filter(|route| route.0 == "post" && route.2.starts_with("/desk"));
    let others = ROUTES.iter().filter(|route| route.0 == "post" && route.2.starts_with('{'));
    for (_, _, path, _, _) in changes.chain(others) {
        let path = filled.path(path);
        // A form of another site can send the first three, and a script of it the last after asking.
        for kind in [
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
            "application/json",
        ] {
            for origin in [None, Some("null"), Some("https://elsewhere.example")] {
                let request = desk.client.request(Method::POST, &path).header("content-type", kind);
                let request = match origin {
                    Some(origin) => request.header("origin", origin),
                    None => request,
                };
                let answer = desk.client.send(request.body("kind=entry")).await;
                assert_eq!(answer.status, 403, "{path} {kind} {origin:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_assistant_changes_nothing_that_readers_see() {
    let app = TestApp::spawn().await;
    let filled = Filled::prepare(&app).await;
    let seen = public_pages(&app).await;
    crate::common::open_public(app.folder())
        .execute("update account set role = 'assistant'", [])
        .unwrap();
    let assistant = app.sign_in().await;
    let draft = assistant.post("/desk/posts", &[("kind", "entry")]).await.expect(303);
    let draft = draft.location().split('?').next().unwrap().to_owned();
    assistant.write(&draft, "Mine", "Read this.").await;
    let at = [("when", "at"), ("date", "2026-11-24"), ("time", "07:00")];
    for editor in [&draft, &filled.editor] {
        for below in ["publication", "publication/delete", "schedule/delete"] {
            assistant.post(&format!("{editor}/{below}"), &[]).await.expect(403);
        }
        let fields = assistant.editor(editor).await;
        for when in [&at[..], &[("when", "now")], &[]] {
            let sent = [fields.pairs().as_slice(), when].concat();
            assistant.post(&format!("{editor}/publication"), &sent).await.expect(403);
        }
    }
    for (path, fields) in [
        ("/desk/settings", [("return_days", "9")]),
        ("/desk/settings/pictures", [("place", "portrait")]),
        ("/desk/settings/publishing", [("zone", "Europe/Berlin")]),
        ("/desk/settings/help-lines/delete", [("x", "y")]),
    ] {
        let answer = assistant.post(path, &fields).await;
        assert!(matches!(answer.status, 403 | 422), "{path}: {}", answer.status);
    }
    // What she may do at the desk changes no page of the site either.
    for (_, _, path, _, _) in ROUTES.iter().filter(|route| route.0 == "post") {
        visit(&assistant.client, "post", &filled.path(path)).await;
    }
    let renamed = [("revision", "1"), ("title", "Changed"), ("answer", "Changed")];
    assistant.post(&filled.editor, &renamed).await;
    app.settle().await;
    assert_eq!(public_pages(&app).await, seen);
}

/// What readers see of the column.
async fn public_pages(app: &TestApp) -> Vec<String> {
    let mut seen = Vec::new();
    for path in
        ["/", "/posts/telling-her", "/about", "/tags", "/tags/trust", "/posts.json", "/help"]
    {
        seen.push(app.client().get(path).await.expect(200).body);
    }
    seen
}

#[tokio::test]
async fn a_head_request_is_answered_like_the_page_without_its_body() {
    let app = TestApp::spawn().await;
    let filled = Filled::prepare(&app).await;
    for (_, _, path, _, _) in ROUTES.iter().filter(|route| route.0 == "get") {
        let path = filled.path(path);
        let client = app.client();
        let (page, head) =
            (client.get(&path).await, client.send(client.request(Method::HEAD, &path)).await);
        assert_eq!((page.status, ""), (head.status, head.body.as_str()), "{path}");
        for name in
            page.headers.keys().filter(|name| !["date", "content-length"].contains(&name.as_str()))
        {
            assert_eq!(page.headers.get(name), head.headers.get(name), "{path}: {name}");
        }
    }
}

#[tokio::test]
async fn every_link_and_file_of_every_page_leads_somewhere() {
    let app = TestApp::spawn().await;
    let filled = Filled::prepare(&app).await;
    let desk = app.sign_in().await;
    // Those that nothing leads to need a link out of the terminal.
    let gets = ROUTES.iter().filter(|route| route.0 == "get" && route.4 != 404);
    let mut seen: BTreeSet<String> = gets.map(|route| filled.path(route.2)).collect();
    let mut open: Vec<String> = seen.iter().cloned().collect();
    while let Some(path) = open.pop() {
        let answer = desk.get(&path).await;
        assert!(matches!(answer.status, 200 | 303 | 410), "{path} answers {}", answer.status);
        if !is_html(&answer) {
            continue;
        }
        let page = answer.page();
        for (name, value) in page.attributes().filter(|(name, _)| matches!(*name, "href" | "src")) {
            // The calendar goes on for two hundred years.
            if leaves(value) || value.contains("calendar?month=") {
                continue;
            }
            let at_home = value.split('#').next().unwrap();
            // The way out, help lines and where their numbers come from.
            if at_home.starts_with("http") || at_home.starts_with("tel:") {
                continue;
            }
            assert!(at_home.is_empty() || at_home.starts_with('/'), "{path}: {name}={value}");
            if !at_home.is_empty() && seen.insert(at_home.to_owned()) {
                open.push(at_home.to_owned());
            }
            if let Some(id) = value.strip_prefix('#') {
                assert!(page.id(id).is_some(), "{path}: {value}");
            }
        }
    }
    assert!(seen.len() > 20, "{seen:?}");
}

/// A column with one of everything that addresses name.
struct Filled {
    question: String,
    editor: String,
    asset: String,
    line: String,
    block: String,
    comment: String,
}

impl Filled {
    async fn prepare(app: &TestApp) -> Self {
        for letter in ["Should I tell her?", "Another letter"] {
            app.reader().ask(letter).await;
        }
        let desk = app.sign_in().await;
        let published = desk.find("Should I tell her?").await;
        let tags = format!("/desk/questions/{published}/tags");
        desk.post(&tags, &[("tags", "trust, #aside")]).await.expect(303);
        desk.publish_question(&published, "Telling her", "Yes.").await;
        let editor = desk.begin_post(&published).await;
        let question = desk.find("Another letter").await;
        let links = desk.get("/").await.page().all("link");
        let asset = links.iter().find(|link| link.attr("rel") == "stylesheet").unwrap();
        let asset = asset.attr("href").to_owned();
        let us = desk.get("/desk/settings/help-lines/us").await.expect(200).page();
        let (_, line) = us.links().into_iter().find(|(_, href)| is_line(href)).unwrap();
        let block = [("name", "P.S."), ("place", "closing"), ("text", "Be kind.")];
        let blocks = desk.change("/desk/blocks/new", &block).await.page();
        let block = blocks.class("card").unwrap().all("a")[0].attr("href").to_owned();
        let page = desk.post("/desk/posts", &[("kind", "page")]).await.expect(303);
        let page = page.location().split('?').next().unwrap().to_owned();
        desk.write(&page, "About", "We read.").await;
        desk.publish_entry(&page).await;
        app.reader().respond("/posts/telling-her", "Thank you for this.").await;
        app.settle().await;
        let comments = desk.get("/desk/comments").await.expect(200).page();
        let is_one = |href: &&String| href.starts_with("/desk/comments/");
        let links = comments.links();
        let comment = links.iter().map(|(_, href)| href).find(is_one).unwrap().clone();
        desk.lock().await;
        Self { question, editor, asset, line, block, comment }
    }

    fn path(&self, path: &str) -> String {
        let path = path.replace("{question}", &self.question);
        let path = path.replace("{editor}", &self.editor).replace("{asset}", &self.asset);
        let path = path.replace("{block}", &self.block).replace("{comment}", &self.comment);
        path.replace("{lines}", "/desk/settings/help-lines").replace("{line}", &self.line)
    }
}

/// Whether a link leaves the site: to another page, to a telephone, or into a file of one's own.
fn leaves(value: &str) -> bool {
    ["https://", "tel:", "data:text/plain;"].iter().any(|start| value.starts_with(start))
}

/// Whether an address is that of a help line which can be changed.
fn is_line(address: &str) -> bool {
    address.contains("/lines/") && !address.ends_with("/new")
}

async fn visit(client: &Client, method: &str, path: &str) -> Answer {
    if method == "post" { client.post(path, &[]).await } else { client.get(path).await }
}

/// What holds of every answer, whatever it says.
pub fn is_whole(answer: &Answer, path: &str) {
    assert!(answer.status < 500, "{path}: {}", answer.status);
    if answer.header("content-type").starts_with("text/css") {
        // It loads nothing, runs nothing and is a part of every first visit.
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        return;
    }
    for (name, part) in HEADERS {
        assert!(answer.header(name).contains(part), "{path}: {name}: {}", answer.header(name));
    }
    let policy = answer.header("content-security-policy");
    assert!(
        !policy.contains("unsafe") && policy.contains("script-src 'self';"),
        "{path}: {policy}"
    );
    if path.starts_with("/desk") {
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    for link in answer.body.split("<a ").skip(1) {
        let link = link.split('>').next().unwrap();
        let tells_nobody = link.contains("noreferrer");
        assert!(!link.contains("href=\"https:") || tells_nobody, "{path}: {link}");
    }
    if !is_html(answer) {
        return;
    }
    let page = answer.page();
    assert!(answer.body.starts_with("<!DOCTYPE html><html lang=\"en\">"), "{path}");
    assert!(!page.title().is_empty() && page.all("title").len() == 1, "{path}");
    assert_eq!(page.all("h1").len(), 1, "{path}");
    assert_eq!(page.all("main").len(), 1, "{path}");
    assert!(page.has_our_scripts_alone() && page.all("style").is_empty(), "{path}");
    assert!(!path.starts_with("/desk") || page.all("script").len() <= 1, "{path}");
    leads_away_unnoticed(&page, path);
    has_no_inline(&page, path);
    has_labels(&page, path);
}

/// A link to another site says nothing of this one there.
fn leads_away_unnoticed(page: &crate::common::html::Page, path: &str) {
    let whole = page.elements().filter(|element| element.attr("href").starts_with("http"));
    // A page's own name for itself leads nowhere.
    for element in whole.filter(|element| element.attr("rel") != "canonical") {
        assert_eq!(element.name(), "a", "{path}: {}", element.attr("href"));
        assert_eq!(element.attr("rel"), "nofollow noreferrer", "{path}: {}", element.attr("href"));
    }
}

fn has_no_inline(page: &crate::common::html::Page, path: &str) {
    let mut ids = BTreeSet::new();
    for (name, value) in page.attributes() {
        assert!(name != "style" && !name.starts_with("on"), "{path}: {name}");
        let away = value.starts_with("http:") || value.starts_with("https:");
        assert!(!away || ["content", "href", "value"].contains(&name), "{path}: {name}={value}");
        assert!(name != "id" || ids.insert(value), "{path}: two elements have the id {value}");
    }
}

/// Every field that a person fills in has a label of its own.
fn has_labels(page: &crate::common::html::Page, path: &str) {
    let labelled: BTreeSet<String> =
        page.all("label").iter().map(|label| label.attr("for").to_owned()).collect();
    for field in page.all("input").iter().chain(&page.all("textarea")) {
        if field.attr("type") != "hidden" {
            assert!(
                labelled.contains(field.attr("id")),
                "{path}: {} has no label",
                field.attr("name")
            );
        }
    }
}

pub fn is_html(answer: &Answer) -> bool {
    answer.header("content-type").starts_with("text/html")
}

/// Methods and addresses of every `.route("…", …)` below `src/web`.
pub fn declared() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    declared_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"), &mut found);
    assert!(found.len() > 10, "{found:?}");
    found
}

fn declared_in(folder: &Path, found: &mut BTreeSet<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            declared_in(&path, found);
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        for call in source.split(".route(").skip(1) {
            let mut parts = call
                .trim_start()
                .strip_prefix('"')
                .expect("an address is a literal")
                .splitn(2, '"');
            let (address, handlers) = (parts.next().unwrap(), inside(parts.next().unwrap()));
            for method in ["get", "post", "put", "patch", "delete", "any"] {
                if handlers
                    .split(|c: char| !c.is_alphanumeric() && c != '_' && c != '(')
                    .any(|word| word.starts_with(&format!("{method}(")))
                {
                    found.insert((method.to_owned(), address.to_owned()));
                }
            }
        }
    }
}

/// The text up to the bracket that closes the call.
fn inside(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}
