//! A reader who comes back with her seven words: what the page shows her, and what she sends from it.

// Each test binary uses a part of this.
#![allow(dead_code, reason = "shared by several test binaries")]

use unsaid::domain::MailboxState;
use unsaid::texts::en::site as t;

use crate::common::html::{Element, Page};
use crate::people::{Answered, OPEN, Reader};

/// The page that a receipt opens, as far as it says what was said.
#[derive(Debug)]
pub struct Mailbox {
    pub title: String,
    /// The paragraphs of her letter; none where her own copy is gone.
    pub question: Vec<String>,
    /// The label of what she allows.
    pub consent: String,
    pub follow_ups: Vec<String>,
    /// What she wrote to texts that she was sent.
    pub answers: Vec<String>,
    pub replies: Vec<String>,
    /// The texts that she was sent, and the number of the one that waits for her answer.
    pub proofs: Vec<String>,
    pub open_proof: Option<u32>,
    /// Of the form that adds something; empty where there is none.
    pub token: String,
}

impl Mailbox {
    pub fn of(body: &str) -> Self {
        let page = Page::parse(body);
        let (mut question, mut consent) = (Vec::new(), String::new());
        let (mut follow_ups, mut answers) = (Vec::new(), Vec::new());
        for entry in page.with_class("mine") {
            match entry.class("label").map(|label| label.text()).as_deref() {
                Some(t::ENTRY_QUESTION) => {
                    question = typed(&entry);
                    consent = entry.all("strong")[0].text();
                }
                Some(t::ENTRY_FOLLOW_UP) => follow_ups.extend(typed(&entry)),
                _ => answers.extend(typed(&entry)),
            }
        }
        let all = |class| page.with_class(class).iter().flat_map(typed).collect();
        let value = |action: &str, field: &str| {
            let form = page.forms().into_iter().find(|form| form.action == action);
            form.map_or(String::new(), |form| form.value(field).to_owned())
        };
        Self {
            title: page.h1(),
            question,
            consent,
            follow_ups,
            answers,
            replies: all("reply"),
            proofs: all("proof"),
            open_proof: value("/receipt/proof", "number").parse().ok(),
            token: value("/receipt/follow-up", "form"),
        }
    }

    /// Whether the letter was taken back; then nothing is left of what was said.
    pub fn is_taken_back(&self) -> bool {
        let taken_back = self.title == t::mailbox_title(&MailboxState::Withdrawn, false);
        let said = [&self.question, &self.follow_ups, &self.answers, &self.replies, &self.proofs];
        assert!(!taken_back || said.iter().all(|said| said.is_empty()), "{self:?}");
        taken_back
    }
}

impl Reader {
    /// Opens these mailboxes, and lets their forms lie open long enough to be sent.
    pub async fn open_mailboxes(&self, receipts: &[&str]) -> Answered<Vec<Mailbox>> {
        let mut opened = Vec::with_capacity(receipts.len());
        for words in receipts {
            opened.push(Mailbox::of(&self.post("/receipt", &[("code", words)]).await?.body));
        }
        tokio::time::sleep(OPEN).await;
        Ok(opened)
    }

    /// What a receipt opens.
    pub async fn mailbox(&self, words: &str) -> Mailbox {
        let page = self.come_back(words).await;
        assert_eq!(page.status, 200, "{words}: {}", page.body);
        Mailbox::of(&page.body)
    }

    /// Adds something, by the token of a form that was opened before.
    pub async fn follow_up(&self, words: &str, token: &str, text: &str) -> Answered {
        let fields = [("code", words), ("form", token), ("followup", text)];
        self.post("/receipt/follow-up", &fields).await
    }

    pub async fn choose(&self, words: &str, consent: &str) -> Answered {
        self.post("/receipt/consent", &[("code", words), ("consent", consent)]).await
    }

    pub async fn withdraw(&self, words: &str) -> Answered {
        self.post("/receipt/withdraw", &[("code", words), ("sure", "yes")]).await
    }

    /// Presses one of the buttons below a text, `approve` or `changes`.
    pub async fn answer(&self, words: &str, number: u32, button: &str, said: &str) -> Answered {
        let number = number.to_string();
        let fields = [("code", words), ("number", &number), ("answer", button), ("words", said)];
        self.post("/receipt/proof", &fields).await
    }
}

fn typed(entry: &Element) -> Vec<String> {
    entry.classes("typed").iter().map(Element::text).collect()
}
