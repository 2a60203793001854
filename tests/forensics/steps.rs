//! What may stand between a form and the store: the step between, and the slow lane.

use std::time::{Duration, Instant};

use unsaid::pages::parts::HONEYPOT_FIELD;
use unsaid::texts::en::site as t;

use crate::common::html::{self, Page};
use crate::course::Letter;
use crate::marks::Marks;
use crate::people::{Answer, Form, Reader, between};

/// A letter that was shown the slow lane.
pub struct Slow {
    pub letter: Letter,
    form: html::Form,
    wait: Duration,
}

/// Sends a letter as a machine would, and is asked to wait.
pub async fn begin_slowly(reader: &Reader, marks: &mut Marks, form: Form) -> Slow {
    let (text, found_by, own) = marks.letter();
    marks.receipt(&form.words);
    let waiting = reader
        .post("/ask", &[&form.fields(&text, "proof")[..], &[(HONEYPOT_FIELD, "x")]].concat())
        .await
        .unwrap();
    assert_eq!(waiting.status, 429, "{}", waiting.body);
    let seconds = waiting.headers["retry-after"].to_str().unwrap().parse().unwrap();
    let letter = Letter { receipt: form.words, found_by, marks: own };
    let form = page_form(&waiting, t::SLOW_TITLE);
    Slow { letter, form, wait: Duration::from_secs(seconds) }
}

/// Sends it on once it has waited long enough since.
pub async fn end_slowly(reader: &Reader, slow: Slow, since: Instant) -> Letter {
    tokio::time::sleep((slow.wait + Duration::from_secs(1)).saturating_sub(since.elapsed())).await;
    arrives(&reader.post("/ask", &slow.form.sent()).await.unwrap());
    slow.letter
}

/// Gets as far as the step between, then as far as the slow lane, and goes no further.
pub async fn leave_halfway(reader: &Reader, marks: &mut Marks, form: Form) {
    let mark = marks.absent_one("letter that was not sent on");
    let text = format!("I am {mark}@mail.example, and I want to kill myself.");
    marks.receipt(&form.words);
    let fields = form.fields(&text, "print");
    let shown = reader.post("/ask", &fields).await.unwrap();
    assert_eq!(shown.status, 200, "{}", shown.body);
    let check = page_form(&shown, t::CHECK_TITLE);
    let machine = |(name, shown)| (name, if name == HONEYPOT_FIELD { "x" } else { shown });
    let fields: Vec<_> = check.sent().into_iter().map(machine).collect();
    let waiting = reader.post("/ask", &fields).await.unwrap();
    let kept = page_form(&waiting, t::SLOW_TITLE);
    assert_eq!(kept.value("question"), text);
}

/// Is shown what might tell who wrote it, and sends it just as it is.
pub async fn send_after_check(reader: &Reader, marks: &mut Marks, form: Form) -> Letter {
    let (text, found_by, mut own) = marks.letter();
    let address = marks.vault_one("address in a letter");
    marks.receipt(&form.words);
    let text = format!("{text}\n\nWrite to {address}@mail.example");
    let shown = reader.post("/ask", &form.fields(&text, "private")).await.unwrap();
    let check = page_form(&shown, t::CHECK_TITLE);
    arrives(&reader.post("/ask", &check.sent()).await.unwrap());
    own.push(address);
    Letter { receipt: form.words, found_by, marks: own }
}

fn page_form(answer: &Answer, title: &str) -> html::Form {
    let page = Page::parse(&answer.body);
    assert_eq!(page.h1(), title, "{}", answer.body);
    page.form("/ask")
}

fn arrives(answer: &Answer) {
    assert!(between(&answer.body, "id=\"receipt\"", "</p>").is_some(), "{}", answer.body);
}
