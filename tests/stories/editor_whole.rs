//! The editor with all its parts: nothing in one of them is lost by another.

use serde_json::json;
use unsaid::texts::en::desk::{blocks, editor as t, publishing};

use crate::common::html::Page;
use crate::common::{Answer, Desk, PostFields, TestApp};

const LETTER: &str = "Should I tell her?";
const BOUNDARY: &str = "a-line-between";

/// Sends the editor's form with a file, as a browser without scripts does.
async fn send(desk: &Desk, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("Content-Disposition: form-data; name=\"{name}\"");
        body.extend(format!("--{BOUNDARY}\r\n{head}\r\n\r\n{value}\r\n").bytes());
    }
    let head = "Content-Disposition: form-data; name=\"picture\"; filename=\"a.png\"";
    body.extend(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").bytes());
    body.extend(file);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    desk.client.post_as(&format!("{path}/pictures"), &kind, "text/html", body).await
}

async fn with_post() -> (TestApp, Desk, String) {
    let app = TestApp::spawn().await;
    app.reader().ask(LETTER).await;
    let desk = app.sign_in().await;
    let path = desk.begin_post(&desk.find(LETTER).await).await;
    (app, desk, path)
}

/// A small picture, made by the library that reads them.
fn dot() -> Vec<u8> {
    let mut png = Vec::new();
    let made = image::RgbImage::new(2, 2);
    made.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    png
}

#[tokio::test]
async fn a_picture_from_the_editor_is_added_with_all_that_was_typed() {
    let (_app, desk, path) = with_post().await;
    let typed = PostFields {
        title: "Telling & her".into(),
        answer: "Yes.".into(),
        ..desk.editor(&path).await
    };
    let fields = [typed.pairs().as_slice(), &[("alt", "Two [red] cups")]].concat();
    let answer = send(&desk, &path, &fields, &dot()).await.expect(303);
    assert_eq!(answer.location(), format!("{path}?done=picture-put"));
    let saved = desk.editor(&path).await;
    assert_eq!(saved.title, "Telling & her");
    assert!(saved.answer.starts_with("Yes.\n\n![Two \\[red\\] cups](picture:"), "{}", saved.answer);
    let preview = desk.get(&format!("{path}/preview")).await.expect(200).page();
    assert_eq!(preview.all("img")[0].attr("alt"), "Two [red] cups");
}

#[tokio::test]
async fn a_picture_that_is_refused_or_comes_too_late_takes_no_word_along() {
    let (app, desk, path) = with_post().await;
    let typed = PostFields { answer: "Yes.".into(), ..desk.editor(&path).await };
    let fields = [typed.pairs().as_slice(), &[("alt", "My <b> words")]].concat();
    let page = send(&desk, &path, &fields, b"no picture").await.expect(422).page();
    assert!(page.error_of("picture").contains("not a picture"), "{}", page.text());
    assert_eq!(page.id("alt").unwrap().attr("value"), "My <b> words");
    assert_eq!(PostFields::of(&page, &path).answer, "Yes.");
    assert_eq!(desk.editor(&path).await.answer, "Yes.");

    let more = PostFields { answer: "Yes. Tonight.".into(), ..desk.editor(&path).await };
    app.sign_in().await.lock().await;
    let door = send(&desk, &path, &more.pairs(), &dot()).await.expect(403).page();
    let kept = door.form("/desk/login");
    assert_eq!(kept.value("kept_path"), path);
    assert!(kept.value("kept_form").contains("answer=Yes.+Tonight."), "{}", door.text());
}

#[tokio::test]
async fn a_stale_script_is_told_the_choices_as_well_as_the_texts() {
    let (_app, desk, path) = with_post().await;
    let block = [("name", "Thanks"), ("place", "opening"), ("text", "Thank you.")];
    desk.post("/desk/blocks/new", &block).await.expect(303);
    let mine = PostFields { answer: "Mine".into(), ..desk.editor(&path).await };
    let page = desk.get(&path).await.expect(200).page();
    let name = block_name(&page);
    let hers = desk.editor(&path).await;
    let chosen = [("options", "yes"), ("warning", "grief"), ("unlisted", "yes")];
    let ticked = [("blocks", "1"), (name.as_str(), "1")];
    let sent = [hers.pairs().as_slice(), &chosen, &ticked].concat();
    desk.post(&path, &sent).await.expect(303);

    let theirs = desk.client.post_script(&path, &mine.pairs()).await.expect(409).json();
    let theirs = &theirs["theirs"];
    assert_eq!(
        (&theirs["warning"], &theirs["unlisted"], &theirs["comments"], &theirs[&name]),
        (&json!("grief"), &json!(true), &json!(false), &json!(true))
    );
}

#[tokio::test]
async fn two_forms_that_differ_in_their_choices_are_shown_beside_each_other() {
    let (_app, desk, path) = with_post().await;
    let block = [("name", "Thanks"), ("place", "opening"), ("text", "Thank you.")];
    desk.post("/desk/blocks/new", &block).await.expect(303);
    let page = desk.get(&path).await.expect(200).page();
    let name = block_name(&page);
    let mine = desk.editor(&path).await;
    let options = [("options", "yes"), ("comments", "yes"), ("blocks", "1")];
    let hers = [mine.pairs().as_slice(), &options, &[("warning", "grief"), (&name, "1")]].concat();
    desk.post(&path, &hers).await.expect(303);

    let late = [mine.pairs().as_slice(), &options, &[("unlisted", "yes")]].concat();
    let page = desk.post(&path, &late).await.expect(409).page();
    let text = page.text();
    for line in publishing::told("grief", false, true) {
        assert!(text.contains(&line), "{line}: {text}");
    }
    assert!(text.contains(&t::theirs(blocks::LEGEND)) && text.contains("Thanks"), "{text}");
    assert!(page.id("unlisted").unwrap().has("checked"));
    assert!(!page.id(&name).unwrap().has("checked"), "mine are in the boxes");
    desk.post(&path, &page.form(&path).sent()).await.expect(303);
    let saved = desk.get(&path).await.expect(200).page();
    assert!(saved.id("unlisted").unwrap().has("checked"));
}

#[tokio::test]
async fn a_letter_full_of_marks_pushes_no_field_out_of_the_form() {
    let (_app, desk, path) = with_post().await;
    let days: Vec<String> =
        (0..99).map(|day| format!("on {} May {}", day % 28 + 1, 1_900 + day)).collect();
    let printed = days.join(", ");
    let fields = PostFields { printed, answer: "Yes.".into(), ..desk.editor(&path).await };
    desk.post(&path, &fields.pairs()).await.expect(303);
    let page = desk.get(&path).await.expect(200).page();
    let form = page.form(&path);
    assert!(form.sent().len() > 90, "a field for each mark");
    desk.post(&path, &form.sent()).await.expect(303);
    assert_eq!(desk.editor(&path).await, PostFields { revision: "2".into(), ..fields });
}

#[tokio::test]
async fn what_was_said_after_the_letter_stands_beside_the_text() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask(LETTER).await;
    app.reader().follow_up(&receipt, "She asked me today.").await.expect(200);
    let desk = app.sign_in().await;
    let id = desk.find(LETTER).await;
    desk.reply(&id, "I am thinking of you.").await.expect(303);
    let path = desk.begin_post(&id).await;
    let page = desk.get(&path).await.expect(200).page();
    let beside = page.id("letters").unwrap().text();
    for words in [LETTER, "She asked me today.", "I am thinking of you."] {
        assert!(beside.contains(words), "{beside}");
    }
}

#[tokio::test]
async fn what_answers_no_letter_speaks_of_none() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    for kind in ["entry", "page"] {
        let begun = desk.post("/desk/posts", &[("kind", kind)]).await.expect(303);
        let page = desk.get(begun.location()).await.expect(200).page();
        let text = page.id("main").unwrap().text().to_lowercase();
        assert!(!text.contains("letter") && !text.contains("answer"), "{kind}: {text}");
        assert!(page.id("letters").is_none() && page.id("printed").is_none());
    }
}

fn block_name(page: &Page) -> String {
    let boxes = page.id("blocks").unwrap().all("input");
    let ticks = boxes.iter().find(|it| it.attr("type") == "checkbox");
    ticks.unwrap().attr("name").to_owned()
}

#[tokio::test]
async fn a_copy_and_the_bin_keep_what_was_typed() {
    let (_app, desk, path) = with_post().await;
    let typed = PostFields { title: "Typed just now".into(), ..desk.editor(&path).await };
    let copy = desk.post(&format!("{path}/copy"), &typed.pairs()).await.expect(303);
    let copy = copy.location().split('?').next().unwrap().to_owned();
    assert_eq!(desk.editor(&copy).await.title, "Typed just now");
    let typed = PostFields { answer: "And this.".into(), ..desk.editor(&path).await };
    desk.post(&format!("{path}/deletion"), &typed.pairs()).await.expect(303);
    desk.post(&format!("{path}/deletion/delete"), &[]).await.expect(303);
    assert_eq!(desk.editor(&path).await.answer, "And this.");
    // Both are buttons of the editor's own form.
    let page = desk.get(&path).await.page();
    for way in ["copy", "deletion"] {
        let to = format!("{path}/{way}");
        let button = page.all("button").into_iter().find(|it| it.attr("formaction") == to);
        assert_eq!(button.unwrap().attr("form"), "post", "{way}");
    }
}
