//! The columnist goes through her queue: lists, statuses, tags, notes, search.

use unsaid::domain::{Status, TAGS_MAX};
use unsaid::texts::en::desk::{done, words};

use crate::common::{Answer, COLUMNIST, Desk, TestApp};

/// Seconds in a day.
const DAY: i64 = 86_400;

#[tokio::test]
async fn letters_wait_sealed_while_the_desk_is_locked_and_stand_in_the_queue_after() {
    let app = TestApp::spawn().await;
    app.reader().ask("  Should I tell her?\r\nShe trusts me. ").await;
    let desk = app.sign_in().await;
    let queue = desk.rows("/desk").await;
    assert_eq!(queue.len(), 1);
    assert_eq!(queue[0].first_line, "Should I tell her?");
    let seen = desk.question(&queue[0].id).await;
    assert_eq!(seen.original, "Should I tell her?\nShe trusts me.");
    assert_eq!((seen.status.as_str(), seen.history.len()), ("new", 1));
}

#[tokio::test]
async fn a_letter_that_comes_while_the_desk_is_open_joins_the_queue() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    assert!(desk.rows("/desk").await.is_empty());
    app.reader().ask("Should I tell her?").await;
    // Nobody asks for it: the mover does it when it is nudged.
    crate::common::eventually("the letter", || async {
        (!desk.rows("/desk").await.is_empty()).then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_oldest_letters_come_first() {
    let app = TestApp::spawn().await;
    for day in ["first", "second", "third"] {
        app.reader().ask(&format!("{day} day")).await;
        app.pass(DAY);
    }
    let desk = app.sign_in().await;
    assert_eq!(first_lines(&desk, "/desk").await, ["first day", "second day", "third day"]);
    assert_eq!(
        first_lines(&desk, "/desk?status=new").await,
        ["first day", "second day", "third day"]
    );
}

#[tokio::test]
async fn the_tabs_count_what_each_status_holds() {
    let app = TestApp::spawn().await;
    let desk = with_letters(&app, &["one", "two", "three", "four"]).await;
    assert_eq!(counts(&desk.get("/desk").await), ["4", "4", "0", "0", "0", "0", "0", "0"]);
    for (line, status) in
        [("one", Status::Kept), ("two", Status::Declined), ("three", Status::Spam)]
    {
        desk.set_status(&desk.find(line).await, status).await.expect(303);
    }
    assert_eq!(counts(&desk.get("/desk").await), ["2", "1", "1", "0", "0", "0", "1", "1"]);
    // What is settled waits no longer.
    assert_eq!(desk.rows("/desk").await.len(), 2);
    assert_eq!(first_lines(&desk, "/desk?status=spam").await, ["three"]);
}

#[tokio::test]
async fn a_hundred_and_twenty_letters_are_paged_without_a_gap_and_without_a_repeat() {
    let app = TestApp::spawn().await;
    let letters: Vec<String> = (0..120).map(|n| format!("letter {n} of many")).collect();
    for (n, letter) in letters.iter().enumerate() {
        app.reader().ask(letter).await;
        if n % 40 == 39 {
            app.pass(DAY);
        }
    }
    let desk = app.sign_in().await;
    for path in ["/desk", "/desk?status=new", "/desk?q=letter+many"] {
        let pages = turn_through(&desk, path).await;
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20], "{path}");
        let mut all = pages.concat();
        all.sort();
        let mut expected = letters.clone();
        expected.sort();
        assert_eq!(all, expected, "{path}");
    }
}

#[tokio::test]
async fn letters_that_come_while_pages_are_turned_move_nothing() {
    let app = TestApp::spawn().await;
    for n in 0..60 {
        app.reader().ask(&format!("old {n}")).await;
    }
    let desk = app.sign_in().await;
    let first = desk.get("/desk").await.page();
    let next = next(&first).unwrap();
    let top = crate::common::rows(&first);
    desk.set_status(&top[0].id, Status::Declined).await.expect(303);
    app.pass(DAY);
    app.reader().ask("newcomer").await;
    let desk = app.sign_in().await;
    let second = first_lines(&desk, &next).await;
    assert_eq!(second.len(), 11);
    assert_eq!(second.last().map(String::as_str), Some("newcomer"));
    assert!(top.iter().all(|row| !second.contains(&row.first_line)));
}

#[tokio::test]
async fn every_way_by_hand_is_the_tables_and_every_other_is_refused() {
    let app = TestApp::spawn().await;
    for from in Status::BY_HAND {
        for to in Status::ALL {
            let desk =
                with_letters(&app, &[&format!("{} to {}", from.as_str(), to.as_str())]).await;
            let id = desk.find(&format!("{} to {}", from.as_str(), to.as_str())).await;
            if from != Status::New {
                desk.set_status(&id, from).await.expect(303);
            }
            let by_hand = Status::BY_HAND.contains(&to);
            let allowed = by_hand && from.go(to).is_ok();
            assert_eq!(desk.question(&id).await.ways.contains(&to.as_str().to_owned()), allowed);
            // The same button pressed twice is no mistake.
            let expected = if allowed || from == to {
                303
            } else if by_hand {
                409
            } else {
                400
            };
            let steps = desk.question(&id).await.history.len();
            desk.set_status(&id, to).await.expect(expected);
            assert_eq!(desk.question(&id).await.history.len(), steps + usize::from(allowed));
            let stands = if allowed { to } else { from };
            assert_eq!(desk.question(&id).await.status, stands.as_str(), "{from:?} to {to:?}");
        }
    }
}

#[tokio::test]
async fn what_is_being_written_published_or_answered_goes_the_tables_ways_too() {
    let app = TestApp::spawn().await;
    let desk = with_letters(&app, &["drafting", "published", "answered"]).await;
    desk.begin_post(&desk.find("drafting").await).await;
    desk.publish_question(&desk.find("published").await, "A title", "An answer").await;
    desk.reply(&desk.find("answered").await, "Words").await.expect(303);
    for from in [Status::Drafting, Status::Published, Status::Answered] {
        let id = desk.find(from.as_str()).await;
        assert_eq!(desk.question(&id).await.status, from.as_str());
        for to in Status::BY_HAND.into_iter().filter(|to| from.go(*to).is_err()) {
            let refused = desk.set_status(&id, to).await.expect(409);
            assert!(
                refused.body.contains(words::status(from))
                    && refused.body.contains(words::status(to)),
                "both facts are told: {}",
                refused.body
            );
            assert_eq!(desk.question(&id).await.status, from.as_str(), "to {to:?}");
        }
    }
}

#[tokio::test]
async fn a_status_is_confirmed_and_stands_in_the_history() {
    let app = TestApp::spawn().await;
    let desk = with_letters(&app, &["one"]).await;
    let id = desk.find("one").await;
    let page =
        desk.change(&format!("/desk/questions/{id}/status"), &[("status", "kept")]).await.page();
    assert_eq!(page.id("done").unwrap().text(), done::KEPT);
    assert!(page.text().contains(words::status_told(Status::Kept)));
    let history = desk.question(&id).await.history;
    assert!(
        history[0].ends_with(&format!("{COLUMNIST} moved it from New to Kept.")),
        "{history:?}"
    );
    assert!(history[1].ends_with("The letter arrived."), "{history:?}");
}

#[tokio::test]
async fn tags_sort_letters_and_the_private_ones_stay_at_the_desk() {
    let app = TestApp::spawn().await;
    let desk = with_letters(&app, &["one", "two"]).await;
    tag(&desk, "one", "Trust, #Call back,, trust , Déjà vu").await;
    tag(&desk, "two", "Trust").await;
    let id = desk.find("one").await;
    assert_eq!(desk.question(&id).await.tags, "#Call back, Déjà vu, Trust");
    assert_eq!(first_lines(&desk, "/desk?tag=trust").await.len(), 2);
    assert_eq!(first_lines(&desk, "/desk?tag=%23call+back").await, ["one"]);
    assert!(
        first_lines(&desk, "/desk?tag=call+back").await.is_empty(),
        "a public tag is another one"
    );

    tag(&desk, "one", "").await;
    assert_eq!(desk.question(&id).await.tags, "");
    assert!(first_lines(&desk, "/desk?tag=%23call+back").await.is_empty());
    let page = desk.get("/desk").await.page();
    assert_eq!(page.class("by-tag").unwrap().all("a").len(), 1, "a tag that no letter has is gone");
}

#[tokio::test]
async fn a_list_of_tags_that_is_not_taken_comes_back_as_typed() {
    let app = TestApp::spawn().await;
    let desk = with_letters(&app, &["one"]).await;
    let id = desk.find("one").await;
    tag(&desk, "one", "kept").await;
    let many = (0..=TAGS_MAX).map(|n| format!("tag {n}")).collect::<Vec<_>>().join(", ");
    for (typed, told) in [
        ("ok, !!!", "letter or a number"),
        ("x".repeat(41).as_str(), "too long"),
        (&many, "allowed"),
    ] {
        let page = desk
            .post(&format!("/desk/questions/{id}/tags"), &[("tags", typed)])
            .await
            .expect(422)
            .page();
        assert_eq!(page.id("tags").unwrap().attr("value"), typed);
        assert!(page.error_of("tags").contains(told), "{}", page.error_of("tags"));
    }
    assert_eq!(desk.question(&id).await.tags, "kept");
}

#[tokio::test]
async fn notes_stay_at_the_desk_in_their_order() {
    let app = TestApp::spawn().await;
    let receipt = app.reader().ask("one").await;
    let desk = app.sign_in().await;
    let id = desk.find("one").await;
    let notes = format!("/desk/questions/{id}/notes");
    let page = desk.change(&notes, &[("note", "First <b>note</b>")]).await.page();
    assert_eq!(page.id("done").unwrap().text(), done::NOTED);
    desk.change(&notes, &[("note", "Second")]).await;
    assert_eq!(desk.question(&id).await.notes, ["First <b>note</b>", "Second"]);
    let page = desk.post(&notes, &[("note", "  ")]).await.expect(422).page();
    assert!(!page.error_of("note").is_empty());
    assert_eq!(desk.question(&id).await.notes.len(), 2);
    assert!(!app.reader().come_back(&receipt).await.body.contains("note</b>"));
}

#[tokio::test]
async fn the_search_finds_every_word_without_its_accents_newest_first() {
    let app = TestApp::spawn().await;
    for letter in
        ["My fiancé lies about money", "A FIANCE who left", "Money worries", "Nothing of that"]
    {
        app.reader().ask(letter).await;
        app.pass(DAY);
    }
    let desk = app.sign_in().await;
    let found = async |typed: &str| first_lines(&desk, &search(typed)).await;
    assert_eq!(found("fiance").await, ["A FIANCE who left", "My fiancé lies about money"]);
    assert_eq!(found("Fiancé").await, ["A FIANCE who left", "My fiancé lies about money"]);
    assert_eq!(found("fiance\u{301}").await, ["A FIANCE who left", "My fiancé lies about money"]);
    assert_eq!(found("money fiancé").await, ["My fiancé lies about money"]);
    assert_eq!(found("mone").await, Vec::<String>::new(), "whole words are looked for");
    assert_eq!(found("elephant").await, Vec::<String>::new());
}

#[tokio::test]
async fn nothing_that_is_typed_into_the_search_breaks_it() {
    let app = TestApp::spawn().await;
    let desk = with_letters(&app, &["trust and original sin"]).await;
    let hostile = [
        "\"",
        "\"\"",
        "trust*",
        "original:trust",
        "trust OR",
        "NOT trust",
        "-trust",
        "^trust",
        "trust NEAR(",
        "NEAR(trust sin, 1)",
        "{original} : trust",
        "(trust",
        "trust\0sin",
        "'; drop table question; --",
        "%",
        "*",
        "\u{202e}",
        "😀",
        "trust AND trust",
        &"trust ".repeat(500),
        &"x".repeat(5_000),
    ];
    for typed in hostile {
        let page = desk.get(&search(typed)).await.expect(200).page();
        let shown = page.id("q").unwrap().attr("value").to_owned();
        assert_eq!(shown.trim(), typed.trim(), "the words stay in the field");
    }
    assert_eq!(first_lines(&desk, &search("\"trust\" (sin)")).await.len(), 1);
}

#[tokio::test]
async fn addresses_that_the_queue_never_writes_are_not_found() {
    let app = TestApp::spawn().await;
    let desk = app.sign_in().await;
    for path in [
        "/desk?status=nonsense",
        "/desk?tag=!!!",
        "/desk?after=x",
        "/desk?after=-1",
        "/desk/questions/0",
        "/desk/questions/999",
        "/desk/questions/x",
        "/desk/posts?after=x-y",
        "/desk/posts/12",
        "/desk/posts/x/preview",
    ] {
        assert_eq!(desk.get(path).await.status, 404, "{path}");
    }
    assert_eq!(desk.set_status("999", Status::Kept).await.status, 404);
    assert_eq!(desk.post("/desk/questions/999/draft", &[]).await.status, 404);
}

/// Asks all of them, signs in, and has them in the vault.
async fn with_letters(app: &TestApp, letters: &[&str]) -> Desk {
    for letter in letters {
        app.reader().ask(letter).await;
    }
    app.sign_in().await
}

async fn tag(desk: &Desk, first_line: &str, tags: &str) {
    let id = desk.find(first_line).await;
    desk.post(&format!("/desk/questions/{id}/tags"), &[("tags", tags)]).await.expect(303);
}

async fn first_lines(desk: &Desk, path: &str) -> Vec<String> {
    desk.rows(path).await.into_iter().map(|row| row.first_line).collect()
}

/// The first lines of every page, by the links that lead on.
async fn turn_through(desk: &Desk, path: &str) -> Vec<Vec<String>> {
    let (mut pages, mut path) = (Vec::new(), path.to_owned());
    loop {
        let page = desk.get(&path).await.expect(200).page();
        pages.push(crate::common::rows(&page).into_iter().map(|row| row.first_line).collect());
        match next(&page) {
            Some(next) => path = next,
            None => return pages,
        }
    }
}

/// Where the list goes on, if it does.
fn next(page: &crate::common::html::Page) -> Option<String> {
    let links = page.all("a").into_iter();
    links.filter(|link| link.attr("rel") == "next").map(|link| link.attr("href").to_owned()).next()
}

/// What the tabs count: all, then every status in its order but the one that nothing leads to yet.
fn counts(answer: &Answer) -> Vec<String> {
    let tabs = answer.page().class("tabs").unwrap();
    tabs.classes("count").iter().map(|count| count.text()).collect()
}

fn search(typed: &str) -> String {
    format!("/desk?{}", crate::common::encode(&[("q", typed)]))
}
