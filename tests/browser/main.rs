//! Journeys through real browsers, by Tab, Enter and typed text alone. In this file a reader asks, the columnist
//! answers and publishes, and the reader comes back with the seven words.

// Tests fail by panicking; what clippy.toml exempts misses helper functions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod asker;
mod browser;
mod column;
#[path = "../common/mod.rs"]
mod common;
mod courses;
mod editing;
mod leaving;
mod responding;
mod wire;
mod writing;

use std::path::PathBuf;

use browser::{Browser, Setting};
use common::program::{Program, set_up};
use common::{ACCOUNT, COLUMN, DEADLINE, PASSWORD};
use fantoccini::key::Key;
use tempfile::TempDir;
use unsaid::texts::en::desk::{check, done, door, editor, question as letter, shell};
use unsaid::texts::en::site as texts;

const PHONE: Setting = Setting { width: 390, height: 844, scripts: false };
/// The narrowest phone, tall enough for pictures of whole pages; scripts measure the page.
const NARROW: Setting = Setting { width: 320, height: 1_600, scripts: true };
/// A page whose title says whether scripts run.
const SCRIPTED: &str = "data:text/html,<title>off</title><script>document.title='on'</script>";

const WIDE: &str =
    "data:text/html,<meta name=viewport content=width=device-width><p style=width:330px>wide";

/// With a word that is wider than any phone.
const QUESTION: &str = "My wife and I stopped talking about sex. Is that \
                        Freundschaftsbeziehungsweiterentwicklungsmöglichkeitsvermutungsangst?";
const FIRST_WORDS: &str = "My wife and I stopped talking about sex.";
const TITLE: &str = "Talking again";
const ANSWER: &str = "Begin with **one** true sentence, and let it be small.";
const ANSWER_SHOWN: &str = "Begin with one true sentence, and let it be small.";

/// The browsers of both, and where their pictures go.
struct Journey {
    setting: Setting,
    _data: TempDir,
    program: Program,
    reader: Browser,
    columnist: Browser,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_asked_answered_and_read_with_a_keyboard_alone_and_scripts_off() {
    let journey = Journey::begin(PHONE).await;
    for browser in [&journey.reader, &journey.columnist] {
        assert_eq!(scripts(browser).await, "off");
    }
    journey.travel().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_the_journey_scrolls_sideways_on_the_narrowest_phone() {
    let journey = Journey::begin(NARROW).await;
    // The control of the other test: its page does tell whether scripts run.
    assert_eq!(scripts(&journey.reader).await, "on");
    journey.reader.client.goto(WIDE).await.unwrap();
    assert!(!fits(&journey.reader, NARROW).await, "the measure finds a page that is too wide");
    journey.travel().await;
}

/// Whether the page in sight is no wider than the phone.
async fn fits(browser: &Browser, setting: Setting) -> bool {
    // A page that is wider is shown smaller at first, so that more than the phone's width is in sight.
    let script = "return Math.max(innerWidth, document.documentElement.scrollWidth)";
    let width = browser.client.execute(script, Vec::new()).await.unwrap();
    width == serde_json::json!(setting.width)
}

async fn scripts(browser: &Browser) -> String {
    browser.client.goto(SCRIPTED).await.unwrap();
    browser.client.title().await.unwrap()
}

impl Journey {
    async fn begin(setting: Setting) -> Self {
        let data = TempDir::new().unwrap();
        set_up(data.path());
        let program = Program::serve(data.path());
        let (reader, columnist) = (Browser::open(setting).await, Browser::open(setting).await);
        Self { setting, _data: data, program, reader, columnist }
    }

    async fn travel(&self) {
        let words = self.ask().await;
        self.open_the_desk().await;
        self.open_the_letter().await;
        self.publish().await;
        self.come_back(&words).await;
    }

    /// The reader asks from the home page; gives the receipt that she notes down.
    async fn ask(&self) -> String {
        let reader = &self.reader;
        reader.client.goto(&self.program.base).await.unwrap();
        reader.sees(texts::INVITE_TITLE).await;
        self.look(reader, "01-home").await;
        reader.choose(texts::INVITE_BUTTON).await;
        reader.sees(texts::ASK_WORDS).await;
        reader.tab_to("question").await;
        reader.type_text(QUESTION).await;
        self.look(reader, "02-ask").await;
        reader.send(texts::ASK_SEND, texts::ASKED_TITLE).await;
        self.look(reader, "03-asked").await;
        reader.text_of("receipt").await
    }

    async fn open_the_desk(&self) {
        let columnist = &self.columnist;
        columnist.client.goto(&format!("{}/desk", self.program.base)).await.unwrap();
        columnist.sees(door::LOGIN_LEAD).await;
        self.look(columnist, "04-login").await;
        columnist.tab_to("account").await;
        columnist.type_text(ACCOUNT).await;
        columnist.tab_to("password").await;
        columnist.type_text(PASSWORD).await;
        columnist.press(Key::Enter).await;
        columnist.sees(shell::LOCK).await;
    }

    /// The letter comes over the wall after the desk has opened: until it is there, she looks again.
    async fn open_the_letter(&self) {
        let columnist = &self.columnist;
        let begun = std::time::Instant::now();
        while !columnist.text().await.contains(FIRST_WORDS) {
            assert!(begun.elapsed() < DEADLINE, "the letter is not in the queue");
            columnist.choose(shell::QUEUE).await;
        }
        self.look(columnist, "05-queue").await;
        columnist.choose(QUESTION).await;
        columnist.sees(letter::BEGIN_HINT).await;
        self.look(columnist, "06-letter").await;
    }

    async fn publish(&self) {
        let columnist = &self.columnist;
        columnist.choose(letter::BEGIN).await;
        columnist.sees(done::DRAFTED).await;
        columnist.tab_to("title").await;
        columnist.type_text(TITLE).await;
        columnist.tab_to("answer").await;
        columnist.type_text(ANSWER).await;
        self.look(columnist, "07-editor").await;
        columnist.choose(editor::PUBLISH).await;
        // A long word is marked, and the letter came today: what protects the asker takes a deliberate tick each.
        columnist.sees(check::NOT_TICKED).await;
        for tick in ["tick-marks", "tick-early"] {
            columnist.tab_to(tick).await;
            columnist.type_text(" ").await;
        }
        columnist.choose(editor::PUBLISH).await;
        columnist.sees(done::PUBLISHED).await;
        self.look(columnist, "08-published").await;
        columnist.choose(editor::SEE_PUBLIC).await;
        columnist.sees(ANSWER_SHOWN).await;
        assert_eq!(columnist.client.title().await.unwrap(), format!("{COLUMN}: {TITLE}"));
    }

    async fn come_back(&self, words: &str) {
        let reader = &self.reader;
        reader.choose(texts::NAV_RECEIPT).await;
        reader.sees(texts::RECEIPT_LEAD).await;
        reader.tab_to("code").await;
        reader.type_text(words).await;
        self.look(reader, "09-receipt").await;
        reader.choose(texts::RECEIPT_BUTTON).await;
        // A page that opens the mailbox itself has the address of the post alone.
        let link = if self.setting.scripts { texts::MAILBOX_POST } else { TITLE };
        reader.sees(link).await;
        self.look(reader, "10-mailbox").await;
        reader.choose(link).await;
        reader.sees(ANSWER_SHOWN).await;
        reader.sees(FIRST_WORDS).await;
        self.look(reader, "11-post").await;
        let address = reader.client.current_url().await.unwrap();
        assert_eq!(address.path(), "/posts/talking-again");
        assert_eq!(address.query(), None);
    }

    /// Takes a picture for a person to look at, and sees that nothing is cut off at the side.
    async fn look(&self, browser: &Browser, name: &str) {
        let picture = browser.client.screenshot().await.unwrap();
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("screens");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}-{}.png", self.setting.width)), picture).unwrap();
        if self.setting.scripts {
            let script = "return [innerWidth, document.documentElement.scrollWidth]";
            let widths = browser.client.execute(script, Vec::new()).await.unwrap();
            assert_eq!(
                widths,
                serde_json::json!([self.setting.width, self.setting.width]),
                "{name}"
            );
        }
    }
}
