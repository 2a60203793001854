//! The editor with its scripts, in a real browser beside the real program: nothing typed is lost.

use std::time::Instant;

use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::{Value, json};
use tempfile::TempDir;
use unsaid::texts::en::desk::{shell, writing as t};

use super::browser::{Browser, Setting};
use super::common::program::{Program, set_up};
use super::common::{ACCOUNT, DEADLINE, Desk, PASSWORD};

const WIDE: Setting = Setting { width: 1_280, height: 900, scripts: true };
const QUESTION: &str = "Should I tell her?";

/// A columnist in the editor of a post. The server is not hers: it may be gone.
pub struct Writer {
    pub browser: Browser,
    /// The address of the editor.
    editor: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_loses_nothing_and_the_text_is_saved_once_it_is_back() {
    let (writer, program, data) = Writer::begin().await;
    writer.go_on("Before. ").await;
    writer.stands("saved").await;
    let address = program.base.clone();
    program.kill();
    writer.go_on("Alone. ").await;
    writer.stands("offline").await;

    let program = Program::again(data.path(), &address);
    // Its restart has locked the desk: the password is asked for within the page, where typing goes on.
    writer.browser.sees(t::AGAIN_TITLE).await;
    writer.go_on("After.").await;
    writer.fill("again-account", ACCOUNT).await;
    writer.fill("again-password", PASSWORD).await;
    writer.press("#again button").await;
    writer.stands("saved").await;
    assert_eq!(writer.saved(&program).await, "Before. Alone. After.");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_of_one_post_are_brought_together_field_by_field() {
    let (writer, program, _data) = Writer::begin().await;
    let client = &writer.browser.client;
    let first = client.window().await.unwrap();
    let second = client.new_window(true).await.unwrap().handle;
    client.switch_to_window(second).await.unwrap();
    client.goto(&writer.editor).await.unwrap();
    writer.fill("title", "Hers").await;
    writer.stands("saved").await;

    client.switch_to_window(first).await.unwrap();
    writer.go_on("Mine").await;
    writer.stands("stale").await;
    writer.browser.sees(t::THEIRS).await;
    writer.press(".field:has(#title) + .theirs [data-take=theirs]").await;
    writer.press(".writing .theirs [data-take=mine]").await;
    writer.stands("saved").await;
    assert_eq!(writer.saved(&program).await, "Mine");
    assert_eq!(writer.ask("return document.querySelector('#title').value").await, json!("Hers"));
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_set_the_text_the_preview_shows_it_and_escape_leaves_the_full_screen() {
    let (writer, _program, _data) = Writer::begin().await;
    writer.go_on("Be ").await;
    writer.browser.hold(Key::Control, 'b').await;
    writer.browser.type_text("kind").await;
    writer.press("[data-view=preview]").await;
    let prose =
        "return document.querySelector('#seen').shadowRoot.querySelector('.prose')?.innerHTML";
    writer.comes(prose, &json!("<p>Be <strong>kind</strong></p>\n")).await;

    let is_full = "return document.body.classList.contains('full')";
    writer.press("#full").await;
    writer.comes(is_full, &json!(true)).await;
    writer.browser.press(Key::Escape).await;
    writer.comes(is_full, &json!(false)).await;
}

impl Writer {
    /// One letter, its post begun, and its editor open.
    pub async fn begin() -> (Self, Program, TempDir) {
        let data = TempDir::new().unwrap();
        set_up(data.path());
        let program = Program::serve(data.path());
        let browser = Browser::open(WIDE).await;
        browser.client.goto(&format!("{}/desk", program.base)).await.unwrap();
        browser.sees("Account").await;
        let mut writer = Self { browser, editor: String::new() };
        writer.fill("account", ACCOUNT).await;
        writer.fill("password", PASSWORD).await;
        writer.browser.press(Key::Enter).await;
        writer.browser.sees(shell::LOCK).await;
        let entry = format!("{}/desk/questions/new", program.base);
        writer.browser.client.goto(&entry).await.unwrap();
        writer.fill("question", QUESTION).await;
        writer.press("#consent").await;
        writer.press("main form button.primary").await;
        let desk = Desk::sign_in(program.client(), ACCOUNT, PASSWORD).await;
        let path = desk.begin_post(&desk.find(QUESTION).await).await;
        writer.editor = format!("{}{path}", program.base);
        writer.browser.client.goto(&writer.editor).await.unwrap();
        writer.browser.sees(t::VIEW_PREVIEW).await;
        (writer, program, data)
    }

    /// Types on at the end of the answer.
    pub async fn go_on(&self, text: &str) {
        let script = "const a = document.querySelector('#answer'); a.focus(); a.selectionStart = a.value.length";
        self.ask(script).await;
        self.browser.type_text(text).await;
    }

    pub async fn fill(&self, id: &str, text: &str) {
        self.press(&format!("#{id}")).await;
        self.browser.type_text(text).await;
    }

    /// Clicks on the first that fits, clear of the bar that stays in sight.
    pub async fn press(&self, button: &str) {
        let middle =
            format!("document.querySelector('{button}')?.scrollIntoView({{ block: 'center' }})");
        self.ask(&middle).await;
        self.browser.client.find(Locator::Css(button)).await.unwrap().click().await.unwrap();
    }

    pub async fn ask(&self, script: &str) -> Value {
        self.browser.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Waits until the mark beside the buttons says so.
    pub async fn stands(&self, state: &str) {
        self.comes("return document.querySelector('#mark').dataset.standing", &json!(state)).await;
    }

    pub async fn comes(&self, script: &str, expected: &Value) {
        let begun = Instant::now();
        loop {
            let found = self.ask(script).await;
            if found == *expected {
                return;
            }
            assert!(begun.elapsed() < DEADLINE, "{script} gives {found}, not {expected}");
        }
    }

    /// The answer as the server has it, for somebody else.
    pub async fn saved(&self, program: &Program) -> String {
        let desk = Desk::sign_in(program.client(), ACCOUNT, PASSWORD).await;
        desk.editor(self.editor.strip_prefix(&program.base).unwrap()).await.answer
    }
}
