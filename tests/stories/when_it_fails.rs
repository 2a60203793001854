//! What a visitor is told when there is nothing to show; and that the site does not need the desk.

use reqwest::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use unsaid::texts::en::errors as t;

use crate::common::{Answer, TestApp};

/// The body limit of the site: 10,000 characters of 12 bytes and room for the rest of a form.
const SITE_BODY_BYTES_MAX: usize = (2usize * 64 * 1_024).div_ceil(3) * 4 + 2 * 16 * 1_024;

#[tokio::test]
async fn an_address_without_a_page_is_told_in_words() {
    let app = TestApp::spawn().await;
    let nowhere = [
        "/nowhere",
        "/posts/nowhere",
        "/posts/Not-A-Slug",
        "/tags/nowhere",
        "/assets/x.css",
        "/posts/%ff",
        "/ask/",
    ];
    for path in nowhere {
        let answer = app.client().get(path).await.expect(404);
        is_error_page(&answer, t::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_method_that_a_page_has_not_is_told_with_those_it_has() {
    let app = TestApp::spawn().await;
    for (method, path, allow) in [
        (Method::POST, "/", "GET,HEAD"),
        (Method::DELETE, "/ask", "GET,HEAD,POST"),
        (Method::PUT, "/posts/x", "GET,HEAD"),
        (Method::POST, "/healthz", "GET,HEAD"),
    ] {
        let client = app.client();
        let answer = client.send(client.request(method, path)).await.expect(405);
        is_error_page(&answer, t::METHOD);
        assert_eq!(answer.header("allow"), allow, "{path}");
    }
}

#[tokio::test]
async fn the_address_of_a_form_of_the_desk_leads_to_the_page_that_has_it() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    for (form, page) in [
        ("/desk/posts/7/publication", "/desk/posts/7"),
        ("/desk/posts/7/marks", "/desk/posts/7"),
        ("/desk/questions/7/reply", "/desk/questions/7"),
        ("/desk/settings/publishing", "/desk/settings"),
        ("/desk/lock", "/desk"),
    ] {
        assert_eq!(desk.get(form).await.expect(303).location(), page, "{form}");
    }
    let client = app.client();
    let answer = client.send(client.request(Method::PUT, "/desk/posts/7/marks")).await.expect(405);
    is_error_page(&answer, t::METHOD);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_in_words_and_one_at_the_limit_is_read() {
    let app = TestApp::spawn().await;
    let body = |bytes: usize| format!("question={}", "x".repeat(bytes - "question=".len()));
    let answer = app.client().post_body("/ask", body(SITE_BODY_BYTES_MAX + 1)).await.expect(413);
    is_error_page(&answer, t::TOO_LARGE);
    app.client().post_body("/ask", body(SITE_BODY_BYTES_MAX)).await.expect(422);
}

#[tokio::test]
async fn a_form_of_another_kind_is_refused_in_words() {
    let app = TestApp::spawn().await;
    for kind in ["multipart/form-data; boundary=x", "application/json", "text/plain", ""] {
        let client = app.client();
        let request = client
            .request(Method::POST, "/ask")
            .header("content-type", kind)
            .body("{\"question\":1}");
        is_error_page(&client.send(request).await.expect(400), t::BAD_FORM);
    }
}

#[tokio::test]
async fn a_body_that_never_ends_is_given_up_and_keeps_nobody_waiting() {
    let app = TestApp::spawn().await;
    let mut slow = TcpStream::connect(app.base.strip_prefix("http://").unwrap()).await.unwrap();
    let head = "POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Content-Length: 100\r\n\r\nquestion=Should";
    slow.write_all(head.as_bytes()).await.unwrap();
    app.reader().ask("Meanwhile").await;
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains(t::TIMEOUT), "{answer}");
    assert!(answer.to_lowercase().contains("content-security-policy"), "{answer}");
}

#[tokio::test]
async fn bytes_that_are_no_request_break_nothing() {
    let app = TestApp::spawn().await;
    let hostile: [&[u8]; 6] = [
        b"\0\0\0\0",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\nConnection: close\r\n\r\n",
        b"POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ];
    for bytes in hostile {
        let mut stream =
            TcpStream::connect(app.base.strip_prefix("http://").unwrap()).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = Vec::new();
        // The server may cut such a connection off.
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer);
        assert!(!answer.starts_with("HTTP/1.1 5"), "{answer}");
    }
    app.reader().get("/").await.expect(200);
}

#[tokio::test]
async fn the_site_does_all_it_can_while_the_desk_is_locked() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("Should I tell her?").await;
    let desk = app.sign_in().await;
    let id = desk.find("Should I tell her?").await;
    desk.post(&format!("/desk/questions/{id}/tags"), &[("tags", "trust")]).await.expect(303);
    let address = desk.publish_question(&id, "Telling her", "Yes.").await;
    desk.lock().await;
    let app = app.restart().await;
    for path in ["/", &address, "/tags", "/tags/trust", "/ask", "/receipt", "/healthz"] {
        app.reader().get(path).await.expect(200);
    }
    assert_eq!(app.reader().status(&receipt).await.link, address);
    app.reader().ask("Another one").await;
}

#[tokio::test]
async fn public_pages_are_checked_again_each_time_and_files_are_kept_for_good() {
    let app = TestApp::spawn().await;
    let home = app.reader().get("/").await.expect(200);
    assert_eq!(home.header("cache-control"), "no-cache");
    let sheet = home.page().all("link")[0].attr("href").to_owned();
    let sheet = app.reader().get(&sheet).await.expect(200);
    assert_eq!(sheet.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(sheet.header("content-type").starts_with("text/css"));
}

#[track_caller]
fn is_error_page(answer: &Answer, title: &str) {
    let page = answer.page();
    assert_eq!(page.h1(), title);
    assert_eq!(page.title(), format!("Error: {title}"));
    assert_eq!(answer.header("cache-control"), "no-store");
}
