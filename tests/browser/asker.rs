//! A reader who asks and comes back by keyboard alone. What she does is the same with scripts and without.

use fantoccini::Locator;
use fantoccini::key::Key;
use unsaid::domain::{Consent, MailboxState};
use unsaid::texts::en::{common as words, site as texts};

use super::browser::{Browser, Setting};
use super::common::{COLUMN, COLUMNIST, DEADLINE};

pub struct Asker {
    pub browser: Browser,
    scripts: bool,
    /// Where the site is for her.
    base: String,
}

impl Asker {
    pub async fn open(base: &str, scripts: bool) -> Self {
        let browser = Browser::open(Setting { width: 390, height: 844, scripts }).await;
        Self { browser, scripts, base: base.to_owned() }
    }

    /// Opens the form; gives the seven words that she notes down once it says who seals.
    pub async fn begins(&self) -> String {
        self.goes_to("/ask").await;
        let [plain, sealed] = [texts::ask_journey(COLUMN), texts::ask_journey_page(COLUMN)];
        self.browser.sees(if self.scripts { &sealed } else { &plain }).await;
        let name = self.field("question").await.attr("name").await.unwrap();
        assert_eq!(name.is_none(), self.scripts, "a field with a name is sent as it is");
        self.browser.text_of("words").await
    }

    /// Types a letter in the place of what stood there, presses the button, and waits until the page says this.
    pub async fn writes(&self, letter: &str, for_text: &str) {
        self.field("question").await.clear().await.unwrap();
        self.browser.tab_to("question").await;
        self.browser.type_text(letter).await;
        self.browser.send(texts::ASK_SEND, for_text).await;
    }

    /// The words on the card of a letter that has arrived.
    pub async fn receipt(&self) -> String {
        let code = self.browser.client.find_all(Locator::Css(".qr svg")).await.unwrap();
        assert_eq!(code.len(), 1, "one code for a phone's camera");
        self.browser.sees(texts::CARD_SAVE).await;
        let printing = self.browser.text().await.contains(texts::CARD_PRINT);
        assert_eq!(printing, self.scripts, "a button that does nothing is not shown");
        self.browser.text_of("receipt").await
    }

    /// Types her words, until the page that they lead to says this.
    pub async fn looks(&self, receipt: &str, for_text: &str) {
        let begun = std::time::Instant::now();
        loop {
            self.goes_to("/receipt").await;
            let [plain, sealed] = [texts::OPENED_BY_SERVER, texts::OPENED_BY_PAGE];
            self.browser.sees(if self.scripts { sealed } else { plain }).await;
            self.browser.tab_to("code").await;
            self.browser.type_text(receipt).await;
            self.browser.press(Key::Enter).await;
            self.browser.sees(texts::MAILBOX_DONE).await;
            if self.browser.text().await.contains(for_text) {
                return;
            }
            assert!(begun.elapsed() < DEADLINE, "{for_text}: {}", self.browser.text().await);
        }
    }

    pub async fn adds(&self, text: &str) {
        self.browser.tab_to("followup").await;
        self.browser.type_text(text).await;
        self.browser.send(texts::FOLLOW_UP_SEND, &texts::said_follow_up(COLUMNIST)).await;
        self.browser.sees(text).await;
    }

    /// Allows a little less than before.
    pub async fn tightens(&self, to: Consent) {
        self.browser.choose(texts::CHOICE_TITLE).await;
        self.browser.tab_to("consent").await;
        self.browser.press(Key::Down).await;
        self.browser.send(texts::CHOICE_SEND, texts::SAID_CONSENT).await;
        self.browser.sees(&format!("{} {}", texts::ENTRY_CONSENT, words::consent(to).0)).await;
    }

    pub async fn asks_for_changes(&self, changes: &str) {
        self.browser.tab_to("words").await;
        self.browser.type_text(changes).await;
        self.browser.send(texts::PROOF_ASK_CHANGES, texts::PROOF_CHANGES).await;
        self.browser.sees(changes).await;
    }

    pub async fn approves(&self) {
        self.browser.send(texts::PROOF_APPROVE, texts::PROOF_APPROVED).await;
    }

    pub async fn withdraws(&self) {
        self.browser.choose(texts::WITHDRAW_TITLE).await;
        self.browser.tab_to("sure").await;
        self.browser.type_text(" ").await;
        let gone = texts::mailbox_title(&MailboxState::Withdrawn, false);
        self.browser.send(texts::WITHDRAW_SEND, gone).await;
        self.browser.sees(texts::SAID_WITHDRAWAL).await;
    }

    /// Takes a response back from the page that its words lead to.
    pub async fn retracts(&self) {
        self.browser.choose(texts::RETRACT_TITLE).await;
        self.browser.tab_to("sure").await;
        self.browser.type_text(" ").await;
        let gone = texts::response_title(&MailboxState::Withdrawn);
        self.browser.send(texts::RETRACT_SEND, gone).await;
    }

    pub async fn goes_to(&self, path: &str) {
        self.browser.client.goto(&format!("{}{path}", self.base)).await.unwrap();
    }

    async fn field(&self, id: &str) -> fantoccini::elements::Element {
        self.browser.client.find(Locator::Id(id)).await.unwrap()
    }
}
