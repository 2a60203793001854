//! Known tricks by every way into the pages of a post: none of them becomes more than text. The pages are read as a
//! browser reads them (`common/inert.rs`).

use unsaid::domain::{Status, TITLE_CHARS_MAX, TagName, clean_text};

use crate::common::inert::{assert_page, assert_prose, corpus};
use crate::common::{Desk, PostFields, Reader, TestApp, encode, question_path};

/// Characters of tricks that make one text; a title and a warning hold as many.
const GROUP_CHARS: usize = TITLE_CHARS_MAX - 20;
/// Bytes that somebody pastes.
const PASTED_BYTES: usize = 2_000_000;
/// Characters of a letter, and of a text as printed.
const LETTER_CHARS: usize = 9_000;

/// All tricks, as many together as a title holds; a longer one stands alone.
fn groups() -> Vec<String> {
    let mut groups: Vec<String> = vec![String::new()];
    for (_, text) in corpus() {
        let last = groups.last_mut().unwrap();
        if last.chars().count() + text.chars().count() < GROUP_CHARS {
            *last += &text;
        } else {
            groups.push(text);
        }
    }
    groups
}

/// The tricks that a tag can be.
fn tags(group: &str) -> String {
    let tags = group.split([' ', ',', '\n']).filter(|word| TagName::parse(word).is_ok());
    tags.take(5).collect::<Vec<_>>().join(",")
}

async fn begin(desk: &Desk, kind: &str) -> String {
    let answer = desk.post("/desk/posts", &[("kind", kind)]).await.expect(303);
    answer.location().split('?').next().unwrap().to_owned()
}

/// Checks a page that somebody at the desk gets.
async fn see(desk: &Desk, path: &str) {
    let answer = desk.get(path).await;
    assert!(matches!(answer.status, 200 | 404), "{path}: {}", answer.status);
    assert_page(&answer.body, path);
}

/// Checks a list and the pages that it goes on with.
async fn see_list(reader: &Reader, first: &str) {
    let mut next = Some(first.to_owned());
    while let Some(path) = next {
        let answer = reader.get(&path).await.expect(200);
        assert_page(&answer.body, &path);
        let links = answer.page().all("a");
        next = links.iter().find(|it| it.attr("rel") == "next").map(|it| it.attr("href").into());
    }
}

#[tokio::test]
async fn tricks_in_title_text_warning_and_tags_are_text_wherever_a_post_shows() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let reader = app.reader();
    for group in groups() {
        let (path, tags) = (begin(&desk, "entry").await, tags(&group));
        let fields = [
            ("revision", "1"),
            ("title", group.as_str()),
            ("answer", group.as_str()),
            ("tags", tags.as_str()),
            ("options", "1"),
            ("warning", group.as_str()),
        ];
        let shown = desk.client.post_script(&format!("{path}/preview"), &fields).await.expect(200);
        assert_eq!(shown.header("cache-control"), "no-store");
        let part = shown.json()["html"].as_str().unwrap().to_owned();
        assert_page(&format!("<!DOCTYPE html><title>x</title>{part}"), "the preview in the editor");
        desk.post(&format!("{path}/publication"), &fields).await.expect(303);
        let editor = desk.get(&path).await.expect(200);
        assert_page(&editor.body, &path);
        let links = editor.page().links();
        let (_, address) = links.iter().find(|(_, href)| href.starts_with("/posts/")).unwrap();
        assert_page(&reader.get(address).await.expect(200).body, address);
        assert_page(&desk.get(&format!("{path}/preview")).await.expect(200).body, "the preview");
    }
    see_list(&reader, "/").await;
    let tags = reader.get("/tags").await.expect(200).page().links();
    for (_, path) in tags.iter().filter(|(_, href)| href.starts_with("/tags/")).take(20) {
        see_list(&reader, path).await;
    }
    let index = reader.get("/posts.json").await.expect(200);
    assert_eq!(index.header("x-content-type-options"), "nosniff");
    assert!(index.json().as_array().unwrap().len() >= 50);
    for list in ["/desk/posts", "/desk/posts?sort=title", "/desk/posts?show=published"] {
        see(&desk, list).await;
    }
    see(&desk, "/desk/posts/calendar").await;
}

#[tokio::test]
async fn tricks_in_a_letter_and_in_what_is_printed_are_text_on_every_page_of_its_post() {
    let app = TestApp::spawn().await;
    let mut letter = String::new();
    // Marks among them, so that their panel has something to show.
    for (_, text) in corpus() {
        letter += &format!("{text} I am 34 and live in Leeds. Mail me: a@b.example.\n");
    }
    let letter: String = letter.chars().take(LETTER_CHARS).collect();
    let receipt = app.reader().ask(&format!("Trick\n\n{letter}")).await;
    let desk = app.sign_in().await;
    let id = desk.find("Trick").await;
    // A letter like this is filed as spam.
    desk.set_status(&id, Status::New).await.expect(303);
    let path = desk.begin_post(&id).await;
    let tricks: Vec<String> = corpus().into_iter().map(|(_, text)| text).collect();
    let tricks = tricks.join("\n\n");
    desk.write(&path, &groups()[3], "Soon.").await;
    // A later sitting, so that there are two versions to compare.
    desk.lock().await;
    app.pass(86_400);
    let desk = app.sign_in().await;
    let fields = PostFields {
        title: groups()[7].clone(),
        printed: tricks.chars().rev().take(LETTER_CHARS).collect(),
        answer: tricks,
        ..desk.editor(&path).await
    };
    desk.post(&path, &fields.pairs()).await.expect(303);
    for below in ["", "/preview", "/revisions"] {
        see(&desk, &format!("{path}{below}")).await;
    }
    see(&desk, &question_path(&id, "")).await;
    // What was saved elsewhere meanwhile, and what is left before it goes out.
    let stale = PostFields { revision: "1".into(), title: groups()[9].clone(), ..fields.clone() };
    let conflict = desk.post(&path, &stale.pairs()).await.expect(409);
    assert_page(&conflict.body, "both texts");
    let told = desk.client.post_script(&path, &stale.pairs()).await.expect(409).json();
    assert_eq!(told["theirs"]["answer"], clean_text(&fields.answer));
    let fields = desk.editor(&path).await;
    let check = desk.post(&format!("{path}/publication"), &fields.pairs()).await.expect(409);
    assert_page(&check.body, "the check");
    let address = desk.publish(&path).await;
    let public = app.reader().get(&address).await.expect(200);
    assert_page(&public.body, &address);
    let (_, prose) = public.body.split_once("<div class=\"prose\">").unwrap();
    assert_prose(prose.split_once("</div>").unwrap().0, "the answer");
    let mailbox = app.client().post("/receipt", &[("code", &receipt)]).await.expect(200);
    assert_page(&mailbox.body, "the asker's page");
}

#[tokio::test]
async fn tricks_in_blocks_snippets_addresses_and_searches_are_text_or_refused_in_words() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    let (entry, page) = (begin(&desk, "entry").await, begin(&desk, "page").await);
    for (at, (_, text)) in corpus().into_iter().enumerate() {
        let name = text.chars().take(40).collect::<String>();
        let block = [("name", name.as_str()), ("place", "closing"), ("text", text.as_str())];
        let snippet = [("name", name.as_str()), ("text", text.as_str())];
        let slug = [("revision", "1"), ("title", "x"), ("answer", "y"), ("slug", text.as_str())];
        let mark = [("mark", text.as_str())];
        let letter = [("letter", text.as_str())];
        let (at_page, at_entry) = (page.as_str(), entry.as_str());
        let (marks, letters) = (format!("{entry}/marks"), format!("{entry}/letters"));
        let versions = format!("{entry}/revisions");
        let forms: [(&str, &[(&str, &str)]); 6] = [
            ("/desk/blocks/new", &block),
            ("/desk/snippets", &snippet),
            (at_page, &slug),
            (at_entry, &slug),
            (&marks, &mark),
            (&letters, &letter),
        ];
        // One form each, in turn: six requests for each trick take long.
        let (to, fields) = forms[at % forms.len()];
        let answer = desk.post(to, fields).await;
        assert!(matches!(answer.status, 303 | 400 | 409 | 422), "{to}: {}", answer.status);
        if answer.status != 303 {
            assert_page(&answer.body, to);
        }
        let (path, name) = [
            ("/desk/posts", "q"),
            ("/desk/posts", "tag"),
            ("/desk/posts", "undo"),
            ("/desk/posts", "done"),
            ("/desk/posts/calendar", "month"),
            ("/desk/pictures", "for"),
            ("/desk/snippets", "edit"),
            (versions.as_str(), "from"),
        ][at % 8];
        see(&desk, &format!("{path}?{}", encode(&[(name, &text)]))).await;
    }
    for path in ["/desk/blocks", "/desk/snippets", entry.as_str(), page.as_str()] {
        see(&desk, path).await;
    }
}

#[tokio::test]
async fn two_megabytes_in_any_field_are_refused_in_words_and_come_back_whole() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    app.reader().ask("Should I tell her?").await;
    app.settle().await;
    let path = desk.begin_post(&desk.find("Should I tell her?").await).await;
    desk.write(&path, "Telling her", "Yes.").await;
    let long = "é".repeat(PASTED_BYTES / 2);
    let commas: String = (0..).map(|n| format!("{n},")).take(PASTED_BYTES / 8).collect();
    for (field, pasted) in [
        ("title", &long),
        ("printed", &long),
        ("answer", &long),
        ("tags", &commas),
        ("slug", &long),
        ("warning", &long),
    ] {
        let fields = desk.editor(&path).await;
        let kept = fields.pairs().into_iter().chain([("options", "1")]);
        let mut sent: Vec<_> = kept.filter(|(name, _)| *name != field).collect();
        sent.push((field, pasted));
        let page = desk.post(&path, &sent).await.expect(422).page();
        assert!(!page.error_of(field).is_empty(), "{field}");
        let form = page.form(&path);
        assert!(form.value(field) == pasted, "{field} is all there");
        assert!(field == "title" || form.value("title") == "Telling her", "{field}");
        assert!(field == "answer" || form.value("answer") == "Yes.", "{field}");
    }
    // Each of these names a snippet: written out, they would be gigabytes.
    desk.change("/desk/snippets", &[("name", "x"), ("text", &"y".repeat(2_000))]).await;
    let names = ";x ".repeat(PASTED_BYTES / 3);
    let fields = PostFields { answer: names.clone(), ..desk.editor(&path).await };
    let page = desk.post(&path, &fields.pairs()).await.expect(422).page();
    assert!(page.form(&path).value("answer") == names);
}
