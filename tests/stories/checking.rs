//! What may give the asker away in the printed question, and what is left before a post goes out.

use unsaid::texts::en::desk::{check as t, done, marks as m};

use crate::common::html::Page;
use crate::common::{Desk, PostFields, TestApp, ticks};

const LETTER: &str = "I am 34 and live in Leeds. My husband has no idea.";

/// A post of [`LETTER`] with a title, an answer and a topic; its editor's path.
async fn drafted(app: &TestApp, consent: &str) -> (Desk, String) {
    app.reader().ask_for(LETTER, consent).await;
    let desk = app.sign_in().await;
    let path = desk.begin_post(&desk.find(LETTER).await).await;
    let fields = PostFields { tags: "trust".into(), ..desk.editor(&path).await };
    desk.post(&path, &fields.pairs()).await.expect(303);
    desk.write(&path, "At home", "Tell him.").await;
    (desk, path)
}

/// The button of the list of marks that does this to these words: its value.
fn button(page: &Page, does: &str, words: &str) -> String {
    let list = page.id("marks").unwrap();
    let buttons = list.all("button").into_iter();
    let mut found = buttons.filter(|it| it.text() == format!("{does} {}", m::done_to(words)));
    found.next().unwrap_or_else(|| panic!("nothing to {does} {words}")).attr("value").to_owned()
}

/// Presses it in the editor as it stands; gives the page that it leads to.
async fn press(desk: &Desk, path: &str, does: &str, words: &str) -> Page {
    let page = desk.get(path).await.expect(200).page();
    let value = button(&page, does, words);
    let fields = PostFields::of(&page, path);
    let pairs = [&fields.pairs()[..], &[("mark", &value)]].concat();
    desk.change(&format!("{path}/marks"), &pairs).await.page()
}

fn left(page: &Page) -> Vec<String> {
    let list = page.id("check").unwrap();
    list.all("li").iter().map(|item| item.all("p")[0].text()).collect()
}

fn says(page: &Page, part: &str) -> bool {
    left(page).iter().any(|line| line.contains(part))
}

#[tokio::test]
async fn a_mark_is_blurred_with_the_suggestion_and_all_that_was_typed_is_saved() {
    let app = TestApp::spawn().await;
    let (desk, path) = drafted(&app, "print").await;
    let page = desk.get(&path).await.page();
    let value = button(&page, m::BLUR, "Leeds");
    let typed = PostFields { answer: "Typed and not saved.".into(), ..desk.editor(&path).await };
    let pairs = [&typed.pairs()[..], &[("mark", &value)]].concat();
    let page = desk.change(&format!("{path}/marks"), &pairs).await.page();
    assert_eq!(page.id("done").unwrap().text(), done::MARK_BLURRED);
    let saved = PostFields::of(&page, &path);
    assert_eq!(saved.printed, LETTER.replace("Leeds", "a big city"));
    assert_eq!(saved.answer, "Typed and not saved.");
    let differs = page.class("differs").unwrap();
    assert_eq!(differs.all("del")[0].text(), format!("{} Leeds", m::REMOVED));
    assert_eq!(differs.all("ins")[0].text(), format!("{} a big city", m::ADDED));
    assert!(page.id("mark-5").is_some() && page.with_class("marked").len() == 1);
}

#[tokio::test]
async fn a_mark_is_blurred_with_words_of_her_own_even_if_the_text_before_it_changed() {
    let app = TestApp::spawn().await;
    let (desk, path) = drafted(&app, "print").await;
    let page = desk.get(&path).await.page();
    let (value, own) = (button(&page, m::BLUR, "Leeds"), "own-20");
    assert!(page.id(own).is_some_and(|field| field.attr("value") == "a big city"));
    let printed = format!("Dear you. {LETTER}");
    let fields = PostFields { printed, ..PostFields::of(&page, &path) };
    let pairs = [&fields.pairs()[..], &[("mark", &value), (own, " up north ")]].concat();
    desk.change(&format!("{path}/marks"), &pairs).await;
    let expected = format!("Dear you. {}", LETTER.replace("Leeds", "up north"));
    assert_eq!(desk.editor(&path).await.printed, expected);
    // Pressed once more, as by a double click: the mark is gone, and nothing else is touched.
    desk.post(&format!("{path}/marks"), &[("mark", value.as_str())]).await.expect(303);
    assert_eq!(desk.editor(&path).await.printed, expected);
}

#[tokio::test]
async fn a_kept_mark_does_not_come_back_until_it_is_marked_again() {
    let app = TestApp::spawn().await;
    let (desk, path) = drafted(&app, "print").await;
    let page = press(&desk, &path, m::KEEP, "Leeds").await;
    assert_eq!(page.id("done").unwrap().text(), done::MARK_KEPT);
    desk.write(&path, "At home", "Leeds it is.").await;
    let page = desk.get(&path).await.page();
    assert!(
        !page.class("marked").unwrap().all("mark").iter().any(|it| it.text().contains("Leeds"))
    );
    assert_eq!(PostFields::of(&page, &path).printed, LETTER);
    press(&desk, &path, m::RAISE, "Leeds").await;
    press(&desk, &path, m::BLUR, "Leeds").await;
    assert!(!desk.editor(&path).await.printed.contains("Leeds"));
}

#[tokio::test]
async fn a_word_of_no_other_letter_is_marked_and_wants_words_of_her_own() {
    let app = TestApp::spawn().await;
    let letter = "My zorbing club knows nothing of our frobnication.";
    app.reader().ask("Is frobnication bad?").await;
    app.reader().ask(letter).await;
    let desk = app.sign_in().await;
    let path = desk.begin_post(&desk.find(letter).await).await;
    let page = desk.get(&path).await.page();
    assert!(!page.id("marks").unwrap().text().contains("“frobnication”"));
    let value = button(&page, m::BLUR, "zorbing");
    let fields = PostFields::of(&page, &path);
    let pairs = [&fields.pairs()[..], &[("mark", &value)]].concat();
    let refused = desk.post(&format!("{path}/marks"), &pairs).await.expect(422).page();
    assert!(refused.text().contains(m::NO_WORDS), "{}", refused.text());
    assert_eq!(PostFields::of(&refused, &path).printed, letter);
    let long = "x".repeat(501);
    let pairs = [&pairs[..], &[("own-3", &long)]].concat();
    desk.post(&format!("{path}/marks"), &pairs).await.expect(422);
}

#[tokio::test]
async fn a_hostile_mark_changes_nothing() {
    let app = TestApp::spawn().await;
    let (desk, path) = drafted(&app, "print").await;
    for value in [
        "",
        "blur",
        "blur age",
        "blur age x 34",
        "burn age 5 34",
        "blur colour 5 34",
        "blur age -1 34",
    ] {
        desk.post(&format!("{path}/marks"), &[("mark", value)]).await.expect(400);
    }
    for value in ["blur age 5 35", "keep name 0 <script>", "raise age 0 ", "blur age 99999999999 "]
    {
        desk.post(&format!("{path}/marks"), &[("mark", value)]).await.expect(303);
    }
    assert_eq!(desk.editor(&path).await.printed, LETTER);
}

#[tokio::test]
async fn what_protects_the_asker_takes_a_tick_each_and_nothing_is_lost_without() {
    let app = TestApp::spawn().await;
    let (desk, path) = drafted(&app, "print").await;
    let publish = format!("{path}/publication");
    let typed = PostFields { answer: "The last word.".into(), ..desk.editor(&path).await };
    let refused = desk.post(&publish, &typed.pairs()).await.expect(409).page();
    assert!(refused.text().contains(t::NOT_TICKED), "{}", refused.text());
    assert!(says(&refused, "2 marks still stand") && says(&refused, "on the day of the letter"));
    let shown = PostFields::of(&refused, &path);
    assert_eq!(shown.answer, "The last word.");
    let found = ticks(&refused);
    assert_eq!(
        found.iter().map(|tick| tick.0.as_str()).collect::<Vec<_>>(),
        ["tick-marks", "tick-early"]
    );
    for (name, value) in &found {
        let one = [&shown.pairs()[..], &[(name, value)]].concat();
        let page = desk.post(&publish, &one).await.expect(409).page();
        assert!(page.id(name).unwrap().has("checked"), "what was ticked stays so");
    }
    assert_eq!(app.reader().get("/posts/at-home").await.status, 404);
    let both: Vec<_> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    desk.post(&publish, &[&shown.pairs()[..], &both].concat()).await.expect(303);
    assert_eq!(app.reader().get("/posts/at-home").await.status, 200);
    // What is public already asks no more; a change of the printed question does.
    desk.post(&publish, &desk.editor(&path).await.pairs()).await.expect(303);
    let fields = PostFields { printed: "I am 35.".into(), ..desk.editor(&path).await };
    desk.post(&publish, &fields.pairs()).await.expect(409);
}

#[tokio::test]
async fn a_tick_counts_for_the_marks_that_were_in_sight_alone() {
    let app = TestApp::spawn().await;
    let (desk, path) = drafted(&app, "print").await;
    let found = ticks(&desk.get(&path).await.page());
    let all: Vec<_> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let printed = format!("{LETTER} My number is 07700 900123.");
    let more = PostFields { printed, ..desk.editor(&path).await };
    let refused =
        desk.post(&format!("{path}/publication"), &[&more.pairs()[..], &all].concat()).await;
    let page = refused.expect(409).page();
    assert!(says(&page, "3 marks still stand"), "{:?}", left(&page));
    assert!(
        !page.id("tick-marks").unwrap().has("checked")
            && page.id("tick-early").unwrap().has("checked")
    );
}

#[tokio::test]
async fn a_date_behind_the_days_of_waiting_takes_no_tick_for_them() {
    let app = TestApp::spawn().await;
    let (desk, path) = drafted(&app, "print").await;
    press(&desk, &path, m::BLUR, "Leeds").await;
    press(&desk, &path, m::KEEP, "34").await;
    let page = desk.get(&path).await.page();
    assert!(!says(&page, "still stand"));
    let from = app.now().day().plus(3).date().to_string();
    let at = |date| [("when", "at"), ("date", date), ("time", "12:00")];
    let fields = desk.editor(&path).await;
    let day_before = app.now().day().plus(2).date().to_string();
    let publish = format!("{path}/publication");
    desk.post(&publish, &[&fields.pairs()[..], &at(&day_before)].concat()).await.expect(409);
    desk.post(&publish, &[&fields.pairs()[..], &at(&from)].concat()).await.expect(303);
}

#[tokio::test]
async fn a_wish_of_the_asker_cannot_be_ticked_away() {
    let app = TestApp::spawn().await;
    let (desk, path) = drafted(&app, "proof").await;
    let page = desk.get(&path).await.page();
    assert!(says(&page, "wants to see the text first"), "{:?}", left(&page));
    let fields = desk.editor(&path).await;
    let found = ticks(&page);
    assert_eq!(found.len(), 2);
    let mut all: Vec<_> =
        found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.extend([("tick-asker", "yes"), ("tick-consent", "yes"), ("tick-proof", "yes")]);
    desk.post(&format!("{path}/publication"), &[&fields.pairs()[..], &all].concat())
        .await
        .expect(409);
    assert_eq!(app.reader().get("/posts/at-home").await.status, 404);
}

#[tokio::test]
async fn what_readers_would_miss_is_told_with_its_fix_and_keeps_nothing_back() {
    let app = TestApp::spawn().await;
    let (desk, path) = drafted(&app, "print").await;
    let page = desk.get(&path).await.page();
    assert!(!says(&page, "no tag") && !says(&page, "leads nowhere") && !says(&page, "picture"));
    let answer = "[a](/posts/at-home) [b](/tags/trust) [c](/tags/gone) [d](example.org) [e](/ask) \
                  [f](https://example.org/posts/x) ![](/pictures/a.webp)";
    let fields = PostFields { answer: answer.into(), ..desk.editor(&path).await };
    desk.post(&path, &fields.pairs()).await.expect(303);
    let page = desk.get(&path).await.page();
    for gone in ["/posts/at-home", "/tags/gone", "example.org"] {
        assert!(says(&page, &format!("“{gone}” leads nowhere")), "{gone}: {:?}", left(&page));
    }
    assert_eq!(left(&page).iter().filter(|line| line.contains("leads nowhere")).count(), 3);
    assert!(says(&page, "One picture has no words"));
    let fixes = page.id("check").unwrap().all("a");
    assert!(fixes.iter().all(|fix| page.id(&fix.attr("href")[1..]).is_some()));
    desk.publish(&path).await;
    // Now the post itself is there.
    assert!(!says(&desk.get(&path).await.page(), "/posts/at-home"));
    let bare = PostFields { title: String::new(), tags: String::new(), ..desk.editor(&path).await };
    desk.post(&path, &bare.pairs()).await.expect(303);
    let page = desk.get(&path).await.page();
    assert!(says(&page, "no title") && says(&page, "no tag"), "{:?}", left(&page));
}
