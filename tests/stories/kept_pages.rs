//! Public pages come out of memory: encoded beforehand, known by their tags, and right at once after a change.

use std::io::Read;

use reqwest::Method;
use reqwest::header::{ACCEPT_ENCODING, IF_NONE_MATCH};

use crate::common::{Client, Desk, PostFields, TestApp, open_public};

const LETTER: &str = "Should I tell her?\n\nShe trusts me.";
const POST: &str = "/posts/telling-her";

/// An answer with its body as it came over the line.
struct Raw {
    status: u16,
    headers: reqwest::header::HeaderMap,
    body: Vec<u8>,
}

impl Raw {
    async fn get(client: &Client, path: &str, accept: &str) -> Self {
        Self::of(client.request(Method::GET, path).header(ACCEPT_ENCODING, accept)).await
    }

    async fn of(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, body: response.bytes().await.unwrap().to_vec() }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body without its encoding.
    fn decoded(&self) -> String {
        let mut text = String::new();
        match self.header("content-encoding") {
            "gzip" => flate2::read::GzDecoder::new(&*self.body).read_to_string(&mut text),
            "br" => brotli::Decompressor::new(&*self.body, 4_096).read_to_string(&mut text),
            _ => (&*self.body).read_to_string(&mut text),
        }
        .unwrap();
        text
    }
}

/// A column with one public post; the path of its editor.
async fn with_post() -> (TestApp, Desk, String) {
    let app = TestApp::spawn().await;
    app.reader().ask(LETTER).await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    let path = desk.begin_post(&id).await;
    let fields = PostFields {
        title: "Telling her".into(),
        answer: "Yes.".into(),
        tags: "trust".into(),
        ..desk.editor(&path).await
    };
    desk.post(&path, &fields.pairs()).await.expect(303);
    assert_eq!(desk.publish(&path).await, POST);
    (app, desk, path)
}

#[tokio::test]
async fn a_page_comes_in_the_smallest_encoding_that_is_welcome() {
    let (app, ..) = with_post().await;
    let (client, plain) = (app.client(), app.reader().get(POST).await.body);
    let mut tags = Vec::new();
    let cases = [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("identity", ""),
        ("identity;q=0", ""),
    ];
    for (accept, encoding) in cases {
        for path in [POST, "/", "/tags", "/help", "/posts.json"] {
            let answer = Raw::get(&client, path, accept).await;
            assert_eq!(answer.header("content-encoding"), encoding, "{path} {accept}");
            assert_eq!(answer.header("vary"), "accept-encoding", "{path} {accept}");
            assert_eq!(answer.header("content-length"), answer.body.len().to_string());
            if path == POST {
                assert_eq!(answer.decoded(), plain, "{accept}");
                tags.push((encoding, answer.header("etag").to_owned()));
            }
        }
    }
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 3, "each encoding has one tag of its own: {tags:?}");
}

#[tokio::test]
async fn a_copy_that_still_holds_is_not_sent_again() {
    let (app, desk, path) = with_post().await;
    let client = app.client();
    let first = Raw::get(&client, POST, "br").await;
    let again = |tag: &str, accept: &str, method: Method| {
        let request = client.request(method, POST).header(ACCEPT_ENCODING, accept);
        Raw::of(request.header(IF_NONE_MATCH, tag))
    };
    let tag = first.header("etag").to_owned();
    for (known, method) in [
        (tag.clone(), Method::GET),
        (format!("W/{tag}"), Method::GET),
        (format!("\"x\", {tag}"), Method::HEAD),
        ("*".to_owned(), Method::GET),
    ] {
        let kept = again(&known, "br", method).await;
        assert_eq!((kept.status, kept.body.len()), (304, 0), "{known}");
        for name in ["etag", "vary", "cache-control", "x-content-type-options"] {
            assert_eq!(kept.header(name), first.header(name), "{name}");
        }
    }
    assert_eq!(again(&tag, "gzip", Method::GET).await.status, 200, "it is of another encoding");
    desk.write(&path, "Telling her", "Yes, today.").await;
    assert_eq!(
        again(&tag, "br", Method::GET).await.status,
        304,
        "a save changes nothing in public"
    );
    desk.publish(&path).await;
    let changed = again(&tag, "br", Method::GET).await;
    assert_eq!(changed.status, 200);
    assert!(changed.decoded().contains("Yes, today."));
}

#[tokio::test]
async fn a_head_is_that_of_the_page() {
    let (app, ..) = with_post().await;
    let client = app.client();
    for accept in ["br", "identity"] {
        let page = Raw::get(&client, POST, accept).await;
        let head = client.request(Method::HEAD, POST).header(ACCEPT_ENCODING, accept);
        let head = Raw::of(head).await;
        assert_eq!((head.status, head.body.len()), (200, 0));
        for name in ["content-length", "content-type", "content-encoding", "etag", "cache-control"]
        {
            assert_eq!(head.header(name), page.header(name), "{name}");
        }
    }
}

#[tokio::test]
async fn whoever_stands_before_the_server_may_keep_a_page_for_less_than_a_minute() {
    let (app, ..) = with_post().await;
    for path in ["/", POST, "/tags", "/tags/trust", "/help", "/posts.json"] {
        let answer = app.reader().get(path).await.expect(200);
        let policy = answer.header("cache-control");
        let shared = policy.split(", ").find_map(|part| part.strip_prefix("s-maxage=")).unwrap();
        assert!((10..60).contains(&shared.parse::<u32>().unwrap()), "{policy}");
        assert!(policy.starts_with("public, max-age=0, must-revalidate"), "{policy}");
    }
    let css = app.reader().get("/").await.page();
    let css = css.all("link").iter().map(|link| link.attr("href").to_owned()).next().unwrap();
    let css = Raw::get(&app.client(), &css, "gzip").await;
    assert_eq!(css.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(
        (css.header("content-encoding"), css.header("content-type")),
        ("gzip", "text/css; charset=utf-8")
    );
}

#[tokio::test]
async fn a_page_too_long_to_be_kept_is_sent_as_it_is_and_not_encoded_for_each_who_asks() {
    let (app, ..) = with_post().await;
    open_public(app.folder())
        .execute(
            "with recursive number (n) as (select 1 union all select n + 1 from number where n < 600)
             insert into comment (post, place, by, name, text, day, edited)
             select key, n, 'reader', 'Quiet Heron', hex(zeroblob(2000)), 20779, 0 from number, post",
            [],
        )
        .unwrap();
    for _ in 0..2 {
        let long = Raw::get(&app.client(), POST, "br, gzip").await;
        assert_eq!((long.status, long.header("content-encoding")), (200, ""));
        assert!(long.body.len() > 600 * 4_000 && long.decoded().contains("600 Responses"));
        assert!(long.header("cache-control").starts_with("public"));
    }
}

#[tokio::test]
async fn a_page_that_was_not_there_is_seen_as_soon_as_it_is() {
    let (app, desk, path) = with_post().await;
    desk.change(&format!("{path}/publication/delete"), &[]).await;
    for _ in 0..2 {
        let gone = app.reader().get(POST).await.expect(404);
        assert_eq!((gone.header("etag"), gone.header("cache-control")), ("", "no-store"));
    }
    desk.publish(&path).await;
    app.reader().get(POST).await.expect(200);
}

#[tokio::test]
async fn what_a_link_carries_along_leads_to_the_same_page() {
    let (app, ..) = with_post().await;
    let page = app.reader().get(POST).await.expect(200);
    for query in ["?utm_source=x", "?fbclid=1&after=2", "?"] {
        let same = app.reader().get(&format!("{POST}{query}")).await.expect(200);
        assert_eq!((same.header("etag"), &same.body), (page.header("etag"), &page.body));
    }
    app.reader().get("/?after=nonsense").await.expect(404);
    let first = app.reader().get("/?utm_source=x").await.expect(200).body;
    assert_eq!(first, app.reader().get("/").await.body);
    let before_all = app.reader().get("/?after=1-1").await.expect(200).body;
    assert!(first.contains("Telling her") && !before_all.contains("Telling her"));
}

#[tokio::test]
async fn what_is_for_one_person_is_neither_kept_nor_encoded() {
    let (app, desk, path) = with_post().await;
    let reader = app.client();
    for path in ["/ask", "/receipt", "/desk/login", "/nowhere"] {
        let answer = Raw::get(&reader, path, "br, gzip").await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!((answer.header("content-encoding"), answer.header("etag")), ("", ""), "{path}");
    }
    let editor = Raw::get(&desk.client, &path, "br, gzip").await;
    assert_eq!(
        (editor.header("content-encoding"), editor.header("cache-control")),
        ("", "no-store")
    );
    assert_ne!(app.reader().words().await, app.reader().words().await);
}
