//! *Leave this page*: by the link alone where no scripts run, and by Shift three times where they do.

use std::time::Instant;

use fantoccini::key::Key;
use tempfile::TempDir;
use unsaid::texts::en::site as texts;

use super::browser::{Browser, Setting};
use super::common::DEADLINE;
use super::common::program::{Program, set_up};

/// No such site can ever be: the browser goes there, and nothing leaves this machine.
const ELSEWHERE: &str = "https://leave.invalid/";
const LETTER: &str = "Should I tell her?";
const SHIFTS: usize = 3;

/// A reader who was on the home page and is on the page to ask; what serves her ends with it.
struct Reader {
    browser: Browser,
    program: Program,
    _data: TempDir,
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_way_out_is_a_link_and_the_second_stop_of_tab() {
    let reader = Reader::asking(false).await;
    reader.browser.press(Key::Tab).await;
    reader.browser.press(Key::Tab).await;
    assert!(reader.browser.focused().await.iter().any(|name| name == texts::EXIT));
    assert!(!reader.browser.text().await.contains(texts::EXIT_KEYS), "no keys are promised");
    reader.browser.press(Key::Enter).await;
    reader.is_at(ELSEWHERE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shift_three_times_leaves_and_nothing_is_there_when_going_back() {
    let reader = Reader::asking(true).await;
    let ask = format!("{}/ask", reader.program.base);
    reader.browser.sees(texts::EXIT_KEYS).await;
    reader.browser.tab_to("question").await;
    reader.browser.type_text(LETTER).await;
    // A key between them takes the first two back.
    for _ in 1..SHIFTS {
        reader.browser.press(Key::Shift).await;
    }
    reader.browser.type_text("!").await;
    reader.browser.press(Key::Shift).await;
    reader.is_at(&ask).await;
    assert_eq!(reader.typed().await, format!("{LETTER}!"));

    for _ in 1..SHIFTS {
        reader.browser.press(Key::Shift).await;
    }
    reader.is_at(ELSEWHERE).await;
    reader.browser.client.back().await.unwrap();
    reader.is_at(&format!("{}/", reader.program.base)).await;
    reader.browser.client.goto(&ask).await.unwrap();
    reader.browser.sees(texts::EXIT).await;
    assert_eq!(reader.typed().await, "");
}

impl Reader {
    async fn asking(scripts: bool) -> Self {
        let data = TempDir::new().unwrap();
        set_up(data.path());
        let program = Program::start(data.path(), &["--exit", ELSEWHERE]);
        let browser = Browser::open(Setting { width: 1_280, height: 900, scripts }).await;
        for path in ["/", "/ask"] {
            browser.client.goto(&format!("{}{path}", program.base)).await.unwrap();
        }
        browser.sees(texts::EXIT).await;
        Self { browser, program, _data: data }
    }

    /// Waits until the browser is at this address.
    async fn is_at(&self, address: &str) {
        let begun = Instant::now();
        loop {
            let url = self.browser.client.current_url().await.unwrap();
            if url.as_str() == address {
                return;
            }
            assert!(begun.elapsed() < DEADLINE, "it is still at {url}");
        }
    }

    /// What stands in the field of the question.
    async fn typed(&self) -> String {
        let field = self.browser.client.find(fantoccini::Locator::Id("question")).await.unwrap();
        field.prop("value").await.unwrap().unwrap_or_default()
    }
}
