//! What a first visit of a post costs, beside its pictures.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::common::{Answer, TestApp};

/// Bytes on the wire at the most, heads among them.
const FIRST_VISIT_BYTES_MAX: usize = 8 * 1024;
/// Requests at the most: the page, and its style.
const FIRST_VISIT_REQUESTS_MAX: usize = 2;
const QUESTION: &str = "How do we find the way back to each other?";
/// Words of the answer that is visited: most are shorter.
const ANSWER_WORDS: usize = 600;

#[tokio::test]
async fn a_first_visit_of_a_post_takes_two_requests_and_stays_within_its_budget() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let reader = app.reader();
    reader.ask(QUESTION).await;
    app.settle().await;
    let id = desk.find(QUESTION).await;
    let slug = desk.publish_question(&id, "The way back", &answer()).await;
    let page = reader.get(&slug).await.expect(200);
    let links = page.page().all("link");
    let loaded: Vec<String> = links
        .iter()
        .filter(|link| ["stylesheet", "icon"].contains(&link.attr("rel")))
        .map(|link| link.attr("href").to_owned())
        .collect();
    let scripts = page.page().all("script");
    let data = scripts.iter().all(|it| it.attr("type") == "application/ld+json");
    assert!(data, "nothing runs: {}", page.body);
    assert!(loaded.len() < FIRST_VISIT_REQUESTS_MAX, "{loaded:?}");
    let mut bytes = on_the_wire(&page);
    for address in &loaded {
        bytes += on_the_wire(&reader.get(address).await.expect(200));
    }
    assert!(bytes <= FIRST_VISIT_BYTES_MAX, "{bytes} bytes");
}

/// An answer that compresses as prose does, to somewhat more than half: words of the receipts' list, none of them twice.
fn answer() -> String {
    let list = include_str!("../../assets/words/eff-large.txt");
    let words: Vec<&str> = list.lines().step_by(12).take(ANSWER_WORDS / 3).collect();
    let sentence = |word: &&str| format!("I would say that the {word} is yours.");
    words
        .iter()
        .map(sentence)
        .collect::<Vec<_>>()
        .chunks(6)
        .map(|of| of.join(" "))
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// Bytes of an answer as it is sent to a browser that takes gzip.
fn on_the_wire(answer: &Answer) -> usize {
    let head: usize =
        answer.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(answer.body.as_bytes()).unwrap();
    head + encoder.finish().unwrap().len()
}
