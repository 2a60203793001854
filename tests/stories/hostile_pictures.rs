//! What comes where a picture should: files that are none, forms that are broken, names that lead elsewhere.

use image::{Frame, ImageFormat, Rgb, RgbImage, RgbaImage};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::common::inert::{assert_page, corpus};
use crate::common::{Answer, Desk, TestApp};

const BOUNDARY: &str = "a-line-between";
/// Frames of a film that somebody sends as a picture.
const FRAMES: usize = 10_000;

fn photo(seed: u8) -> Vec<u8> {
    let image = RgbImage::from_fn(90, 60, |x, y| Rgb([x as u8 ^ seed, y as u8, (x * y) as u8]));
    let mut bytes = Vec::new();
    image.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

/// One part of a form: its head as it is, and its content.
fn part(head: &str, content: &[u8]) -> Vec<u8> {
    [format!("--{BOUNDARY}\r\n{head}\r\n\r\n").as_bytes(), content, b"\r\n"].concat()
}

fn file(name: &str, content: &[u8]) -> Vec<u8> {
    // As browsers write it.
    let name = name.replace('"', "%22").replace(char::is_control, "_");
    part(&format!("Content-Disposition: form-data; name=\"picture\"; filename=\"{name}\""), content)
}

fn alt(words: &str) -> Vec<u8> {
    part("Content-Disposition: form-data; name=\"alt\"", words.as_bytes())
}

async fn send(desk: &Desk, parts: &[Vec<u8>]) -> Answer {
    let body = [parts.concat(), format!("--{BOUNDARY}--\r\n").into_bytes()].concat();
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    desk.client.post_as("/desk/pictures", &kind, "text/html", body).await
}

async fn library(desk: &Desk) -> usize {
    desk.get("/desk/pictures").await.expect(200).page().with_class("thumb").len()
}

#[tokio::test]
async fn the_name_of_a_file_and_the_words_beside_it_are_never_more_than_text() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let corpus = corpus();
    for group in corpus.chunks(12) {
        let words: Vec<&str> = group.iter().map(|(_, text)| text.as_str()).collect();
        let words: String = words.join(" ").chars().take(480).collect();
        let refused = send(&desk, &[alt(&words), file(&words, b"no picture")]).await.expect(422);
        assert_page(&refused.body, "what is no picture");
    }
    for (at, (_, words)) in corpus.iter().step_by(9).enumerate() {
        let sent = send(&desk, &[alt(words), file(words, &photo(at as u8))]).await;
        assert_eq!(sent.status, 303, "{words}: {}", sent.body);
    }
    assert_page(&desk.get("/desk/pictures").await.expect(200).body, "the library");
    let told = desk.client.post_as("/desk/pictures", "image/png", "application/json", "x").await;
    assert!(told.expect(422).json()["text"].as_str().unwrap().contains("not a picture"));
}

#[tokio::test]
async fn a_broken_form_is_refused_in_words_and_the_library_stays_as_it_is() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let whole = photo(1);
    let two = [alt("Mine"), file("a.png", &whole), file("b.png", &photo(2))];
    let page = send(&desk, &two).await.expect(422).page();
    assert!(page.error_of("picture").contains("one picture"), "{}", page.error_of("picture"));
    assert_eq!(page.id("alt").unwrap().attr("value"), "Mine");
    let other = part("Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"", &whole);
    for parts in [vec![], vec![alt("Mine")], vec![alt("Mine"), other], vec![file("a.png", b"")]] {
        let page = send(&desk, &parts).await.expect(422).page();
        assert!(page.error_of("picture").contains("Choose a file"));
    }
    let many = vec![part("Content-Disposition: form-data; name=\"x\"", b""); 20_000];
    send(&desk, &many).await.expect(422);
    let long = format!("Content-Disposition: form-data; name=\"{}\"", "x".repeat(100_000));
    let headers =
        format!("Content-Disposition: form-data; name=\"picture\"{}", "\r\nX-A: b".repeat(1_000));
    for head in ["", "X: y", "Content-Disposition: attachment", "name=\"picture\"", &long, &headers]
    {
        let answer = send(&desk, &[part(head, &whole)]).await;
        assert!(matches!(answer.status, 400 | 422), "{}: {}", answer.status, answer.body);
        assert_page(&answer.body, "a part without its head");
    }
    let body = file("a.png", &whole);
    for kind in [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=other",
    ] {
        for body in [body.clone(), Vec::new()] {
            let answer = desk.client.post_as("/desk/pictures", kind, "text/html", body).await;
            assert!(matches!(answer.status, 400 | 422), "{kind}: {}", answer.status);
            assert_page(&answer.body, kind);
        }
    }
    // Cut off within the file.
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let half = body[..body.len() / 2].to_vec();
    desk.client.post_as("/desk/pictures", &kind, "text/html", half).await.expect(400);
    assert_eq!(library(&desk).await, 0);
}

#[tokio::test]
async fn a_body_that_never_comes_holds_up_nobody() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let host = app.base.strip_prefix("http://").unwrap();
    let cookie = desk.client.cookie("unsaid-session").unwrap();
    let mut waiting = Vec::new();
    for _ in 0..20 {
        let mut slow = tokio::net::TcpStream::connect(host).await.unwrap();
        let head = format!(
            "POST /desk/pictures HTTP/1.1\r\nHost: {host}\r\nOrigin: {}\r\nCookie: unsaid-session={cookie}\r\n\
             Content-Type: image/png\r\nContent-Length: 1000000\r\n\r\nPNG",
            app.base
        );
        slow.write_all(head.as_bytes()).await.unwrap();
        waiting.push(slow);
    }
    send(&desk, &[alt("Mine"), file("a.png", &photo(3))]).await.expect(303);
    assert_eq!(library(&desk).await, 1);
    // The other end goes away in the middle.
    let mut last = waiting.pop().unwrap();
    last.shutdown().await.unwrap();
    let mut answer = Vec::new();
    let _ = last.read_to_end(&mut answer).await;
    drop(waiting);
    assert_eq!(library(&desk).await, 1);
}

#[tokio::test]
async fn a_film_of_ten_thousand_frames_is_one_picture_that_stands_still() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let mut gif = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new_with_speed(&mut gif, 30);
    let frame =
        |n: usize| Frame::new(RgbaImage::from_pixel(2, 2, image::Rgba([n as u8, 0, 0, 255])));
    encoder.encode_frames((0..FRAMES).map(frame)).unwrap();
    drop(encoder);
    let answer = send(&desk, &[alt("A film"), file("film.gif", &gif)]).await.expect(303);
    let page = desk.get(answer.location()).await.expect(200).page();
    assert!(page.text().contains("stands still"), "{}", page.text());
}

#[tokio::test]
async fn no_name_of_a_picture_leads_out_of_its_folder() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let name = "0123456789abcdef0123456789abcdef";
    for file in [
        "..%2fpublic.db",
        "%2e%2e%2fpublic.db",
        "..%5cpublic.db",
        "....//public.db",
        "public.db",
        ".",
        "%2e",
        "%2e%2e",
        "%00",
        "part-x.jpg",
        "x%00.jpg",
        &format!("{name}.JPG"),
        &format!("{}.jpg", name.to_uppercase()),
        &format!("{name}.jpg%00"),
        &format!("{name}.jpg/"),
        &format!("%2f{name}.jpg"),
        &format!("{name}.svg"),
        &format!("{name}."),
        &format!("{name}.jpg.png"),
        name,
        &"a".repeat(5_000),
    ] {
        for place in ["/pictures/", "/desk/pictures/"] {
            let answer = desk.get(&format!("{place}{file}")).await;
            // A client may take dots out of the address by itself.
            let led =
                answer.status == 200 && answer.header("content-type").starts_with("text/html");
            assert!(
                answer.status == 404 || led || answer.status == 303,
                "{place}{file}: {}",
                answer.status
            );
            assert!(!answer.body.contains("SQLite format"), "{file}");
        }
    }
}
