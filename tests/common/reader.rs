//! A reader: asks, and comes back with the receipt. No cookie is ever set for one.

use std::time::Duration;

use unsaid::domain::MailboxState;
use unsaid::texts::en::site::{CHECK_TITLE, NOTICE_FRESH, RESPOND_FRESH, mailbox_title};

use super::{Answer, Client};

/// Pages that may stand between a form and its answer.
const PRESSES_MAX: usize = 4;
/// How long a form lies open before a person can have filled it in, and a little more.
pub const OPEN: Duration = Duration::from_millis(2_200);

pub struct Reader {
    client: Client,
}

/// What a receipt leads to.
#[derive(Debug, PartialEq, Eq)]
pub struct Shown {
    /// `waiting`, `read`, `answered`, `published`, `declined`.
    pub state: &'static str,
    pub replies: Vec<String>,
    /// The address of the post that answers it; empty when there is none.
    pub link: String,
}

impl Reader {
    pub fn new(client: Client) -> Self {
        Self { client }
    }

    pub async fn get(&self, path: &str) -> Answer {
        without_cookie(self.client.get(path).await)
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        without_cookie(self.client.post(path, fields).await)
    }

    /// Fills in the form as it is shown, sends it, and keeps the receipt.
    pub async fn ask(&self, text: &str) -> String {
        self.ask_for(text, "print").await
    }

    pub async fn ask_for(&self, text: &str, consent: &str) -> String {
        let words = self.words().await;
        let asked = self.ask_with(text, consent, &words).await.expect(200);
        let receipt = asked.page().id("receipt").unwrap().text();
        assert_eq!(receipt, words, "the receipt is the one that was shown before");
        receipt
    }

    pub async fn ask_with(&self, text: &str, consent: &str, receipt: &str) -> Answer {
        let fields = [("question", text), ("consent", consent), ("receipt", receipt)];
        self.press_on(self.post("/ask", &fields).await).await
    }

    /// A fresh form as it is shown, filled in.
    pub async fn filled(&self, text: &str, consent: &str) -> Vec<(String, String)> {
        let form = self.get("/ask").await.expect(200).page().form("/ask");
        let typed = |name: &str, shown: &str| match name {
            "question" => text.to_owned(),
            "consent" => consent.to_owned(),
            _ => shown.to_owned(),
        };
        form.sent().iter().map(|(name, shown)| ((*name).to_owned(), typed(name, shown))).collect()
    }

    /// Does what the page says: a form that was renewed, or shows something first, is sent on as it is.
    pub async fn press_on(&self, mut answer: Answer) -> Answer {
        let mut renewed = false;
        for _ in 0..PRESSES_MAX {
            let page = answer.page();
            let again = page.text().contains(NOTICE_FRESH);
            if page.h1() != CHECK_TITLE && !again {
                break;
            }
            // The program itself, unlike a test's app, has a clock that goes on.
            if again && std::mem::replace(&mut renewed, true) {
                tokio::time::sleep(OPEN).await;
            }
            answer = self.post("/ask", &page.form("/ask").sent()).await;
        }
        answer
    }

    /// The words of a fresh form.
    pub async fn words(&self) -> String {
        let form = self.get("/ask").await.expect(200).page().form("/ask");
        form.value("receipt").to_owned()
    }

    pub async fn come_back(&self, typed: &str) -> Answer {
        self.post("/receipt", &[("code", typed)]).await
    }

    /// Fills in a form of the receipt's page as it is shown there, and sends it.
    pub async fn fill(&self, receipt: &str, action: &str, typed: &[(&str, &str)]) -> Answer {
        let form = self.come_back(receipt).await.expect(200).page().form(action);
        let kept =
            form.sent().into_iter().filter(|(name, _)| !typed.iter().any(|(own, _)| own == name));
        let fields: Vec<(&str, &str)> = kept.chain(typed.iter().copied()).collect();
        self.post(action, &fields).await
    }

    pub async fn follow_up(&self, receipt: &str, text: &str) -> Answer {
        self.fill(receipt, "/receipt/follow-up", &[("followup", text)]).await
    }

    pub async fn choose(&self, receipt: &str, consent: &str) -> Answer {
        self.fill(receipt, "/receipt/consent", &[("consent", consent)]).await
    }

    pub async fn withdraw(&self, receipt: &str) -> Answer {
        self.fill(receipt, "/receipt/withdraw", &[("sure", "yes")]).await
    }

    /// Presses one of the two buttons of the open proof.
    pub async fn answer_proof(&self, receipt: &str, button: &str, words: &str) -> Answer {
        self.fill(receipt, "/receipt/proof", &[("words", words), ("answer", button)]).await
    }

    /// Writes below a post; gives the seven words of what was written.
    pub async fn respond(&self, post: &str, text: &str) -> String {
        let answer = self.respond_with(&format!("{post}/respond"), &[("comment", text)]).await;
        answer.expect(200).page().id("receipt").unwrap().text()
    }

    /// Fills in the form at an address as it is shown there, and sends it.
    pub async fn respond_with(&self, form: &str, typed: &[(&str, &str)]) -> Answer {
        let (post, _) = form.split_once("/respond").unwrap();
        let action = format!("{post}/comments");
        let form = self.get(form).await.expect(200).page().form(&action);
        let kept =
            form.sent().into_iter().filter(|(name, _)| !typed.iter().any(|(own, _)| own == name));
        let fields: Vec<(&str, &str)> = kept.chain(typed.iter().copied()).collect();
        let answer = self.post(&action, &fields).await;
        // Its templates say everything, so the text alone counts.
        if !answer.page().text().contains(RESPOND_FRESH) {
            return answer;
        }
        // The program itself, unlike a test's app, has a clock that goes on.
        tokio::time::sleep(OPEN).await;
        self.post(&action, &answer.page().form(&action).sent()).await
    }

    /// What the receipt's page says.
    pub async fn status(&self, receipt: &str) -> Shown {
        let page = self.come_back(receipt).await.expect(200).page();
        let title = page.h1();
        let state = states().into_iter().find(|(_, state)| mailbox_title(state, false) == title);
        let replies = page
            .with_class("reply")
            .iter()
            .map(|reply| reply.class("typed").unwrap().text())
            .collect();
        let link = page
            .with_class("onward")
            .first()
            .map_or(String::new(), |link| link.attr("href").to_owned());
        Shown {
            state: state.unwrap_or_else(|| panic!("no state has the title {title}")).0,
            replies,
            link,
        }
    }
}

fn states() -> [(&'static str, MailboxState); 5] {
    [
        ("waiting", MailboxState::Waiting),
        ("read", MailboxState::Read),
        ("answered", MailboxState::Answered),
        ("published", MailboxState::Published { slug: String::new() }),
        ("declined", MailboxState::Declined),
    ]
}

fn without_cookie(answer: Answer) -> Answer {
    assert!(answer.headers.get("set-cookie").is_none(), "a reader was given a cookie");
    answer
}
