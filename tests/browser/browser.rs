//! A real Chromium behind a real chromedriver, with a profile of its own and nothing but a keyboard.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use unsaid::texts::en::site::{NOTICE_FRESH, RESPOND_FRESH};

use super::common::DEADLINE;

/// Stops of Tab on one page, at the most; a page that needs more has lost what is looked for.
const STOPS_MAX: usize = 120;
/// Times that the driver is started, at the most.
const STARTS: usize = 5;
const STARTED: &str = "started successfully on port ";

/// How a browser is set up.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Of the page, in CSS pixels.
    pub width: u32,
    pub height: u32,
    pub scripts: bool,
}

/// One person's browser.
pub struct Browser {
    pub client: Client,
    _driver: Driver,
    _profile: TempDir,
}

/// The driver's process; it ends its browser when it is told to end.
struct Driver {
    child: Child,
    port: u16,
}

impl Browser {
    pub async fn open(setting: Setting) -> Self {
        let (driver, profile) = (Driver::start(), TempDir::new().unwrap());
        let options = json!({ "goog:chromeOptions": options(setting, &profile) });
        let Value::Object(capabilities) = options else { unreachable!() };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", driver.port))
            .await
            .expect("chromium starts (apt-get install chromium chromium-driver)");
        Self { client, _driver: driver, _profile: profile }
    }

    /// Types a text into whatever has the focus, key by key.
    pub async fn type_text(&self, text: &str) {
        let keys = KeyActions::new("keyboard".to_owned());
        let keys = text.chars().fold(keys, |keys, value| {
            keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Presses a key while another one is held.
    pub async fn hold(&self, held: Key, key: char) {
        let held = char::from(held);
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        self.client.perform_actions(keys).await.unwrap();
    }

    pub async fn press(&self, key: Key) {
        self.type_text(&char::from(key).to_string()).await;
    }

    /// Presses Tab until the focus is on the field of this name, or on the link or button that says this.
    pub async fn tab_to(&self, wanted: &str) {
        let mut stops = Vec::new();
        for _ in 0..STOPS_MAX {
            self.press(Key::Tab).await;
            let focused = self.focused().await;
            if focused.iter().any(|name| name == wanted) {
                return;
            }
            stops.push(focused.join(" "));
        }
        panic!("Tab does not lead to {wanted}: {stops:#?}");
    }

    /// Goes to a link or a button by Tab, and presses Enter.
    pub async fn choose(&self, wanted: &str) {
        self.tab_to(wanted).await;
        self.press(Key::Enter).await;
    }

    /// Sends a form by its button and waits until the page says this. A form that was filled in faster than any
    /// person can is shown again first, and then its button is pressed again.
    pub async fn send(&self, button: &str, for_text: &str) {
        self.choose(button).await;
        let begun = Instant::now();
        loop {
            let text = self.text().await;
            if text.contains(for_text) {
                return;
            }
            assert!(begun.elapsed() < DEADLINE, "the page never says {for_text:?}: {text}");
            if text.contains(NOTICE_FRESH) || text.contains(RESPOND_FRESH) {
                self.choose(button).await;
            }
        }
    }

    /// Waits until the page says this in its text.
    pub async fn sees(&self, text: &str) {
        let begun = Instant::now();
        while !self.text().await.contains(text) {
            let late = begun.elapsed() > DEADLINE;
            assert!(!late, "the page never says {text:?}: {}", self.text().await);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// All that the page says; nothing while it is on its way.
    pub async fn text(&self) -> String {
        match self.client.find(fantoccini::Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// The text of the element with this id.
    pub async fn text_of(&self, id: &str) -> String {
        self.client.find(fantoccini::Locator::Id(id)).await.unwrap().text().await.unwrap()
    }

    /// What the element with the focus is called: its name as a field, its id, and what it says.
    pub async fn focused(&self) -> Vec<String> {
        let element = self.client.active_element().await.unwrap();
        // Scripts take the name of a field whose text is not to leave the page; the id stays.
        let name = element.attr("name").await.unwrap().unwrap_or_default();
        let id = element.attr("id").await.unwrap().unwrap_or_default();
        vec![name, id, element.text().await.unwrap()]
    }
}

fn options(setting: Setting, profile: &TempDir) -> Value {
    let metrics = json!({
        "width": setting.width, "height": setting.height, "pixelRatio": 2.0, "mobile": true, "touch": false,
    });
    let profile = format!("--user-data-dir={}", profile.path().display());
    // 2 blocks scripts on every site; 1 allows them.
    let javascript = if setting.scripts { 1 } else { 2 };
    json!({
        "binary": "/usr/bin/chromium",
        "args": [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--no-proxy-server", profile,
        ],
        "prefs": { "profile.managed_default_content_settings.javascript": javascript },
        "mobileEmulation": { "deviceMetrics": metrics },
    })
}

impl Driver {
    /// Starts the driver on a port of its own choice. One that finds it taken by another on the way ends at once, and
    /// another is started.
    fn start() -> Self {
        let mut tries = std::iter::repeat_with(Self::try_to_start).take(STARTS);
        tries.find_map(|driver| driver).expect("chromedriver says its port")
    }

    fn try_to_start() -> Option<Self> {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child =
            command.spawn().expect("chromedriver is there (apt-get install chromium-driver)");
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.filter_map(|line| {
            let port = line.split_once(STARTED)?.1.trim_end_matches('.');
            port.parse().ok()
        });
        let port = { port }.next();
        if port.is_none() {
            child.wait().unwrap();
        }
        Some(Self { child, port: port? })
    }

    /// Asks the driver to end its browser and itself.
    fn shut_down(&mut self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port)?;
        let begun = Instant::now();
        while self.child.try_wait()?.is_none() && begun.elapsed() < DEADLINE {
            std::thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // One that does not end by itself is ended all the same.
        let _ = self.shut_down();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
