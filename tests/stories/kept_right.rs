//! After every change in public each page out of the page memory is as one that is made anew.

use std::sync::Arc;

use tokio::net::TcpListener;
use unsaid::domain::{ExitUrl, Moment};
use unsaid::service::GateLimits;
use unsaid::web;

use crate::common::{Client, PostFields, START, TestApp};
use crate::scheduling::{ADDRESS as POST, Scene, UNTIL_DUE, schedule};

/// Every page that is the same for everybody, wherever the posts of these stories may stand.
const PAGES: [&str; 22] = [
    "/",
    "/?after=1-1",
    POST,
    "/posts/telling-him",
    "/posts/another",
    "/about",
    "/posts.json",
    "/tags",
    "/tags/trust",
    "/tags/honesty",
    "/tags/trust?after=1-1",
    "/archive",
    "/archive/2026",
    "/help",
    "/privacy",
    "/feed.atom",
    "/feed.json",
    "/tags/trust/feed.atom",
    "/tags/trust/feed.json",
    "/sitemap.xml",
    "/robots.txt",
    "/nowhere",
];

/// The same column's pages by a server that remembers none.
async fn forgetful(app: &TestApp) -> (Client, String) {
    let limits = GateLimits::per_hour(1_000_000, 1_000_000);
    let options = web::Options {
        url: None,
        onion: None,
        connections: 16,
        exit: ExitUrl::default(),
        proxies: vec![],
        limits,
    };
    let clock = Arc::new(|| Moment(START));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let pages = web::App::new(app.service.clone(), options, clock, None);
    tokio::spawn(web::serve(pages, listener, std::future::pending()));
    (Client::new(&base, None), base)
}

/// Compares every page with one that is made anew. Whatever was not kept before is kept from now on.
async fn all_are_right(app: &TestApp, after: &str) {
    let (kept, (fresh, base)) = (app.client(), forgetful(app).await);
    for path in PAGES {
        let made = fresh.get(path).await;
        // Whole addresses name the server that was asked.
        let body = made.body.replace(&base, &app.base);
        for _ in 0..2 {
            let kept = kept.get(path).await;
            assert_eq!(
                (kept.status, kept.location(), &kept.body),
                (made.status, made.location(), &body),
                "{path} after {after}"
            );
        }
    }
}

/// That the change is seen, on a page that was kept before it; then all the others.
async fn shows(app: &TestApp, after: &str, path: &str, words: &str) {
    let body = app.reader().get(path).await.body;
    assert!(body.contains(words), "{path} after {after}: {body}");
    all_are_right(app, after).await;
}

async fn shows_no_more(app: &TestApp, after: &str, path: &str, words: &str) {
    let body = app.reader().get(path).await.body;
    assert!(!body.contains(words), "{path} after {after}: {body}");
    all_are_right(app, after).await;
}

/// A public post in a column whose pages are all kept.
async fn published() -> Scene {
    let scene = Scene::set("print").await;
    all_are_right(&scene.app, "nothing").await;
    scene.desk.publish(&scene.path).await;
    shows(&scene.app, "publishing", POST, "Yes.").await;
    scene
}

/// Publishes what the editor shows, with these options.
async fn publish_with(scene: &Scene, options: &[(&str, &str)]) {
    let fields = scene.desk.editor(&scene.path).await;
    let sent = [fields.pairs().as_slice(), &[("options", "yes")], options].concat();
    scene.desk.put_out(&scene.path, &sent).await.expect(303);
}

/// Begins an entry or a page; the path of its editor.
async fn begin(scene: &Scene, kind: &str, title: &str) -> String {
    let begun = scene.desk.post("/desk/posts", &[("kind", kind)]).await.expect(303);
    let path = begun.location().split('?').next().unwrap().to_owned();
    scene.desk.write(&path, title, "Some words.").await;
    path
}

#[tokio::test]
async fn after_every_step_of_writing_each_kept_page_is_as_one_made_anew() {
    let scene = published().await;
    let (app, desk, path) = (&scene.app, &scene.desk, scene.path.as_str());
    let fields = PostFields {
        title: "Telling her today".into(),
        answer: "Yes, *today*.".into(),
        tags: "honesty".into(),
        ..desk.editor(path).await
    };
    desk.post(path, &fields.pairs()).await.expect(303);
    shows_no_more(app, "saving", POST, "today").await;
    desk.publish(path).await;
    shows(app, "publishing a change", POST, "<em>today</em>").await;
    let moved = PostFields { slug: "telling-him".into(), ..desk.editor(path).await };
    desk.post(path, &moved.pairs()).await.expect(303);
    desk.publish(path).await;
    shows(app, "changing the address", "/feed.atom", "telling-him").await;
    publish_with(&scene, &[("warning", "grief")]).await;
    shows(app, "warning of what it says", "/", "grief").await;
    publish_with(&scene, &[("unlisted", "yes")]).await;
    shows_no_more(app, "taking it off the lists", "/", "today").await;
    publish_with(&scene, &[("comments", "yes")]).await;
    shows(app, "putting it back", "/archive/2026", "today").await;
    let other = begin(&scene, "entry", "Another").await;
    desk.publish_entry(&other).await;
    shows(app, "publishing another", "/posts/telling-him", "Another").await;
    desk.change(&format!("{other}/publication/delete"), &[]).await;
    shows_no_more(app, "taking the other back", "/posts/telling-him", "Another").await;
    desk.change(&format!("{other}/deletion"), &[]).await;
    all_are_right(app, "putting the other into the bin").await;
    desk.change(&format!("{path}/publication/delete"), &[]).await;
    shows_no_more(app, "taking it back", "/", "today").await;
    desk.change(&format!("{path}/deletion"), &[]).await;
    all_are_right(app, "putting it into the bin").await;
}

#[tokio::test]
async fn after_blocks_and_dates_each_kept_page_is_as_one_made_anew() {
    let scene = Scene::set("print").await;
    let (app, desk) = (&scene.app, &scene.desk);
    let block = [("name", "P.S."), ("place", "closing"), ("text", "Be kind.")];
    desk.change("/desk/blocks/new", &block).await;
    publish_with(&scene, &[("blocks", "1"), ("block-1", "1")]).await;
    shows(app, "publishing with a block", POST, "Be kind.").await;
    let changed = [&block[..2], &[("text", "Be kinder."), ("reach", "everywhere")]].concat();
    desk.change("/desk/blocks/1", &changed).await;
    shows(app, "changing the block everywhere", POST, "Be kinder.").await;
    let other = begin(&scene, "entry", "Another").await;
    schedule(desk, &other, "2026-11-23", "7:00").await.expect(303);
    shows_no_more(app, "setting a date", "/", "Another").await;
    desk.lock().await;
    app.pass(UNTIL_DUE);
    app.tick().await;
    shows(app, "the date", POST, "Another").await;
}

#[tokio::test]
async fn after_every_setting_each_kept_page_is_as_one_made_anew() {
    let scene = published().await;
    let (app, desk) = (&scene.app, &scene.desk);
    let form = desk.get("/desk/settings").await.page().form("/desk/settings/column");
    let face = [("name", "Dear Dora"), ("accent", "pine"), ("about", "I read it all.")];
    let kept = form.sent().into_iter().filter(|(name, _)| face.iter().all(|it| it.0 != *name));
    let sent: Vec<_> = kept.chain(face).collect();
    desk.change("/desk/settings/column", &sent).await;
    shows(app, "changing the face", POST, "Dear Dora").await;
    let photo = include_bytes!("../../assets/demo/letters-at-night.png").to_vec();
    let to = "/desk/pictures?alt=Two+cups";
    let added = desk.client.post_as(to, "image/png", "application/json", photo).await.expect(201);
    let told: serde_json::Value = serde_json::from_str(&added.body).unwrap();
    let portrait = [("place", "portrait"), ("picture", told["id"].as_str().unwrap())];
    desk.change("/desk/settings/pictures", &portrait).await;
    shows(app, "choosing a portrait", POST, "Two cups").await;
    let about = begin(&scene, "page", "About").await;
    desk.publish_entry(&about).await;
    shows(app, "publishing a page", "/about", "Some words.").await;
    desk.change(&format!("{about}/menu"), &[("step", "in")]).await;
    shows(app, "putting it into the menu", "/help", "href=\"/about\"").await;
    desk.change("/desk/settings/comments", &[("comments_days", "0")]).await;
    shows_no_more(app, "closing the responses", POST, "/respond\"").await;
    desk.change("/desk/settings/publishing", &[("zone", "Pacific/Auckland"), ("min_days", "3")])
        .await;
    shows(app, "changing the zone", POST, "23 November 2026").await;
    desk.change("/desk/settings/embed", &[("sites", "https://blog.example")]).await;
    shows(app, "naming a site for the ask box", "/privacy", "blog.example").await;
    let line = [
        ("name", "Night line"),
        ("phone", "0800 111 222"),
        ("url", "https://night.example"),
        ("violence", "yes"),
        ("about", "For everyone, at night."),
        ("source", "https://night.example/contact"),
        ("checked", "2026-11-20"),
    ];
    desk.change("/desk/settings/help-lines/us/lines/new", &line).await;
    shows(app, "adding a help line", "/help", "Night line").await;
}

#[tokio::test]
async fn after_every_response_each_kept_page_is_as_one_made_anew() {
    let scene = published().await;
    let (app, desk) = (&scene.app, &scene.desk);
    let words = app.reader().respond(POST, "I did.").await;
    app.settle().await;
    all_are_right(app, "sending a response").await;
    let page = desk.get("/desk/comments?state=new").await.expect(200).page();
    let boxes = page.all("input");
    let id = boxes.iter().find_map(|it| it.attr("name").strip_prefix("tick-")).unwrap();
    desk.change("/desk/comments", &[("one", &format!("approved {id}"))]).await;
    shows(app, "letting it through", "/", "1 Response").await;
    let path = format!("/desk/comments/{id}");
    desk.change(&path, &[("name", "A friend"), ("text", "I did so.")]).await;
    shows(app, "editing it", POST, "I did so.").await;
    desk.change(&format!("{path}/reply"), &[("reply", "Thank you.")]).await;
    shows(app, "answering it", POST, "Thank you.").await;
    app.reader().withdraw(&words).await.expect(200);
    shows_no_more(app, "its writer's taking it back", POST, "I did so.").await;
    // The days of responses end with the clock, which pages follow by the day of the store.
    app.pass(91 * 86_400);
    app.tick().await;
    shows_no_more(app, "the end of its days", POST, "/respond?").await;
}
