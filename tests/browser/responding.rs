//! A response's whole course in real browsers, by keyboard: written on a phone, seen by its words, let through at the
//! desk, read below the post, answered, taken back.

use std::time::Instant;

use fantoccini::Locator;
use fantoccini::key::Key;
use unsaid::domain::{COMMENT_NAME_CHARS_MAX, CommentState, MailboxState};
use unsaid::texts::en::desk::{comments as desk_texts, shell};
use unsaid::texts::en::site as texts;

use super::asker::Asker;
use super::browser::{Browser, Setting};
use super::column::Column;
use super::common::{ACCOUNT, DEADLINE, PASSWORD};
use super::wire::Wire;

const LETTER: &str = "He never comes to the harbour.";
const TITLE: &str = "The empty harbour";
const FIRST: &str = "Mine came back in spring.";
const SECOND: &str = "Mine never did, and I am well.";
const NAME: &str = "Ann of Leeds";
const REPLY: &str = "Thank you for the spring.";
const ASKERS: &str = "It was mine, at the lighthouse.";
/// Seven words that lead nowhere.
const OTHERS: &str = "abacus abdomen zoom abacus unzip cope gulf";

/// A post, somebody on her phone, and the desk.
struct Scene {
    /// The seven words of the letter that the post answers.
    words: String,
    post: String,
    reader: Asker,
    desk: Browser,
    scripts: bool,
    /// Before the reader's browser.
    wire: Wire,
    column: Column,
}

#[tokio::test(flavor = "multi_thread")]
async fn sealed_in_the_page_a_response_goes_its_whole_way_and_says_nothing_on_the_wire() {
    let (scene, words) = course(true).await;
    let heard = scene.wire.heard();
    assert!(heard.contains("envelope=") && heard.contains("copy="), "responses went over it");
    for told in ["comment=", "name=", "spring", "Leeds", "lighthouse"] {
        assert!(!heard.contains(told), "{told} was sent in the open");
    }
    for words in [words, scene.words] {
        // One may stand in a header by chance.
        let spoken = words.split(' ').filter(|word| heard.contains(word)).count();
        assert!(spoken < 2, "the words were sent");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_response_goes_its_whole_way_through_the_pages() {
    let (scene, words) = course(false).await;
    // The control of the other test: this is what the wire hears when nothing is sealed before it.
    let heard = scene.wire.heard();
    assert!(heard.contains("comment=") && heard.contains("spring") && heard.contains("Leeds"));
    assert!(heard.contains(&words.replace(' ', "+")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_response_that_is_refused_comes_back_with_all_that_was_typed() {
    for scripts in [true, false] {
        let scene = Scene::set(scripts).await;
        scene.opens_the_form(None).await;
        let long = "n".repeat(COMMENT_NAME_CHARS_MAX + 1);
        let typed = [("comment", FIRST), ("name", long.as_str()), ("asker", "abacus")];
        for (field, text) in typed {
            scene.fills(field, text).await;
        }
        let too_long = format!("{}1{}", texts::RESPOND_LONG.0, texts::RESPOND_LONG.1);
        scene.reader.browser.send(texts::RESPOND_SEND, &too_long).await;
        if scripts {
            // The page says one thing at a time.
            scene.fills("name", NAME).await;
            scene.reader.browser.send(texts::RESPOND_SEND, texts::RESPOND_NOT_ASKER).await;
            scene.fills("name", long.as_str()).await;
        } else {
            scene.reader.browser.sees(texts::RESPOND_NOT_ASKER).await;
        }
        for (field, text) in typed {
            assert_eq!(scene.holds(field).await, text, "scripts: {scripts}");
        }
        // Words that are somebody's, but not of this post's letter, are found out by the server alone.
        scene.fills("name", NAME).await;
        scene.fills("asker", OTHERS).await;
        scene.reader.browser.send(texts::RESPOND_SEND, texts::RESPOND_NOT_ASKER).await;
        assert_eq!(scene.holds("comment").await, FIRST);
        // What was wrong is mended in its place, and the rest need not be typed again.
        scene.fills("asker", &scene.words).await;
        scene.reader.browser.send(texts::RESPOND_SEND, texts::RESPONDED_TITLE).await;
        scene.opens_the_desk().await;
        scene.is_listed(&[FIRST]).await;
        scene.desk.sees(desk_texts::LETTER).await;
    }
}

/// From the first word to the last; gives the words of the first response.
async fn course(scripts: bool) -> (Scene, String) {
    let scene = Scene::set(scripts).await;
    let first = scene.responds(&[("comment", FIRST), ("name", NAME)], None).await;
    let waiting = texts::response_title(&MailboxState::Waiting);
    scene.reader.looks(&first, waiting).await;
    scene.reader.browser.sees(FIRST).await;
    assert!(!scene.read_below().await.contains(FIRST), "nobody has let it through");

    scene.opens_the_desk().await;
    scene.is_listed(&[FIRST]).await;
    scene.approves_one().await;
    scene.shows(&[texts::responses(1).as_str(), NAME, FIRST]).await;
    let printed = MailboxState::Published { slug: String::new() };
    scene.reader.looks(&first, texts::response_title(&printed)).await;

    scene.answers().await;
    scene.shows(&[REPLY, texts::BADGE_COLUMNIST]).await;
    scene.responds(&[("comment", SECOND)], None).await;
    let words = scene.words.clone();
    scene.responds(&[("comment", ASKERS), ("asker", words.as_str())], Some(1)).await;
    scene.is_listed(&[SECOND, ASKERS]).await;
    scene.approves_both().await;
    scene.shows(&[texts::responses(4).as_str(), SECOND, ASKERS, texts::BADGE_ASKER]).await;

    scene.reader.looks(&first, texts::response_title(&printed)).await;
    scene.reader.retracts().await;
    scene.shows(&[texts::responses(3).as_str(), texts::RESPONSE_GONE, REPLY]).await;
    assert!(!scene.read_below().await.contains(FIRST), "it is gone at once");
    (scene, first)
}

impl Scene {
    async fn set(scripts: bool) -> Self {
        let column = Column::open().await;
        let (words, post) = column.has_answered_asker(LETTER, TITLE).await;
        let wire = Wire::before(&column.program).await;
        let reader = Asker::open(&wire.base, scripts).await;
        let desk = Browser::open(Setting { width: 1_280, height: 900, scripts }).await;
        Self { words, post, reader, desk, scripts, wire, column }
    }

    /// Goes to the form by the link below the post, or below the response at this place.
    async fn opens_the_form(&self, place: Option<u32>) {
        self.shows(&[TITLE]).await;
        match place {
            None => self.reader.browser.choose(texts::RESPOND).await,
            Some(place) => {
                let link = format!("#response-{place} .respond a");
                let link = self.reader.browser.client.find(Locator::Css(&link)).await.unwrap();
                link.click().await.unwrap();
            }
        }
        let [plain, sealed] = [texts::RESPOND_SEALS_SERVER, texts::RESPOND_SEALS_PAGE];
        self.reader.browser.sees(if self.scripts { sealed } else { plain }).await;
    }

    /// Writes a response by a fresh form; gives its words, which are those that stood there before.
    async fn responds(&self, typed: &[(&str, &str)], place: Option<u32>) -> String {
        self.opens_the_form(place).await;
        for (field, text) in typed {
            self.fills(field, text).await;
        }
        let words = self.reader.browser.client.find(Locator::Css(".slip .words")).await.unwrap();
        let words = words.text().await.unwrap();
        self.reader.browser.send(texts::RESPOND_SEND, texts::RESPONDED_TITLE).await;
        assert_eq!(self.reader.receipt().await, words);
        words
    }

    /// Types into a field, in the place of what stood there.
    async fn fills(&self, field: &str, text: &str) {
        let browser = &self.reader.browser;
        browser.client.find(Locator::Id(field)).await.unwrap().clear().await.unwrap();
        browser.tab_to(field).await;
        browser.type_text(text).await;
    }

    async fn holds(&self, field: &str) -> String {
        let field = self.reader.browser.client.find(Locator::Id(field)).await.unwrap();
        field.prop("value").await.unwrap().unwrap()
    }

    /// All that the post's page says to a reader who looks now.
    async fn read_below(&self) -> String {
        self.reader.goes_to(&self.post).await;
        self.reader.browser.sees(TITLE).await;
        self.reader.browser.text().await
    }

    /// Looks at the post again and again until it says all of this.
    async fn shows(&self, said: &[&str]) {
        let begun = Instant::now();
        loop {
            let text = self.read_below().await;
            if said.iter().all(|said| text.contains(said)) {
                return;
            }
            assert!(begun.elapsed() < DEADLINE, "{said:?}: {text}");
        }
    }

    async fn opens_the_desk(&self) {
        self.lists().await;
        for (field, text) in [("account", ACCOUNT), ("password", PASSWORD)] {
            self.desk.tab_to(field).await;
            self.desk.type_text(text).await;
        }
        self.desk.press(Key::Enter).await;
        self.desk.sees(shell::LOCK).await;
    }

    async fn lists(&self) {
        let list = format!("{}/desk/comments", self.column.program.base);
        self.desk.client.goto(&list).await.unwrap();
    }

    /// Looks at the list of what waits until it has these.
    async fn is_listed(&self, texts: &[&str]) {
        let begun = Instant::now();
        loop {
            self.lists().await;
            self.desk.sees(desk_texts::TITLE).await;
            let text = self.desk.text().await;
            if texts.iter().all(|said| text.contains(said)) {
                return;
            }
            assert!(begun.elapsed() < DEADLINE, "{texts:?}: {text}");
        }
    }

    /// Approves the first that waits: by its key, or by its button.
    async fn approves_one(&self) {
        if self.scripts {
            self.desk.type_text("ja").await;
        } else {
            self.reaches_box(0).await;
            self.desk.choose(desk_texts::decide(CommentState::Approved)).await;
        }
        self.desk.sees(desk_texts::APPROVED).await;
    }

    /// Ticks the two that wait, and approves them at once.
    async fn approves_both(&self) {
        if self.scripts {
            self.desk.type_text("jxjx").await;
        } else {
            for place in [0, 1] {
                self.reaches_box(place).await;
                self.desk.type_text(" ").await;
            }
        }
        // Behind the last of them stands its own button, and then the one for all that are ticked.
        let approve = desk_texts::decide(CommentState::Approved);
        self.desk.tab_to(approve).await;
        self.desk.choose(approve).await;
        self.desk.sees(desk_texts::APPROVED).await;
        self.desk.sees(desk_texts::empty(CommentState::New).head).await;
    }

    /// Goes by Tab to the box of the response at this place of the list.
    async fn reaches_box(&self, place: usize) {
        let boxes = self.desk.client.find_all(Locator::Css("ol [type=checkbox]")).await.unwrap();
        let name = boxes[place].attr("name").await.unwrap().unwrap();
        self.desk.tab_to(&name).await;
    }

    /// The columnist replies to the first that is printed.
    async fn answers(&self) {
        let list = format!("{}/desk/comments?state=approved", self.column.program.base);
        self.desk.client.goto(&list).await.unwrap();
        self.desk.sees(FIRST).await;
        if self.scripts {
            self.desk.type_text("je").await;
        } else {
            self.desk.choose(desk_texts::OPEN).await;
        }
        self.desk.sees(desk_texts::REPLY_HINT).await;
        self.desk.tab_to("reply").await;
        self.desk.type_text(REPLY).await;
        self.desk.choose(desk_texts::REPLY_SEND).await;
        self.desk.sees(desk_texts::ANSWERED).await;
    }
}
