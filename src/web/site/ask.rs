//! Asking. Without scripts the server seals; with them the page does (`sealed_letter.rs`).

mod embed;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::Markup;

use super::super::fields::Fields;
use super::super::peer::Network;
use super::super::sealed::FromScript;
use super::super::{App, Error, page};
use super::check::{Found, is_known};
use super::sealed_letter;
use crate::domain::{Asked, Consent, InvalidConsent, Prefix, QuestionText, Receipt};
use crate::pages::layout;
use crate::pages::parts::{FieldProblem, HONEYPOT_FIELD, SLOW_FIELD, TOKEN_FIELD};
use crate::pages::problems;
use crate::pages::site::{
    AskForm, AskNotice, AskPage, SEEN_FIELD, SlowForm, ask, ask_box, asked, check, slow,
};
use crate::public::Site;
use crate::service::{self, Asking, Bound, FormUse, Purpose, Sealing, Verdict};

/// Seconds after which a full or busy store may be asked again.
const RETRY_SECONDS: u32 = 60;

pub fn routes() -> Router<App> {
    Router::new().route("/ask", get(show).post(submit)).route("/ask/embed", get(embed::show))
}

async fn show(State(app): State<App>) -> Result<Response, Error> {
    let site = app.service.site()?;
    let sent = Sent { app: &app, site: &site, fields: &Fields::default(), prefix: None };
    Ok(page::html(sent.fresh(None)))
}

async fn submit(
    State(app): State<App>,
    Network(prefix): Network,
    FromScript(script): FromScript,
    fields: Fields,
) -> Result<Response, Error> {
    let site = app.service.site()?;
    let sent = Sent { app: &app, site: &site, fields: &fields, prefix };
    if !script {
        return sent.answer().await;
    }
    let purpose = Purpose::Ask;
    let sealed = sealed_letter::Sent { app: &app, site: &site, fields: &fields, prefix, purpose };
    sealed_letter::submit(&sealed).await
}

/// A form as it was sent, and what it is answered with.
struct Sent<'a> {
    app: &'a App,
    site: &'a Site,
    fields: &'a Fields,
    prefix: Option<Prefix>,
}

/// A form without a mistake.
struct Right {
    receipt: Receipt,
    question: QuestionText,
    consent: Consent,
}

impl Sent<'_> {
    /// Takes the letter, or says what is in its way.
    async fn answer(&self) -> Result<Response, Error> {
        let Some(receipt) = self.receipt() else {
            return Ok(page::unprocessable(self.fresh(Some(AskNotice::ReceiptUnreadable))));
        };
        let problems = self.mistakes(&receipt);
        let (Ok(question), Ok(consent), true) =
            (QuestionText::parse(self.fields.get("question")), self.consent(), problems.is_empty())
        else {
            return Ok(page::unprocessable(self.form(&receipt, self.token(), problems, None)));
        };
        let right = Right { receipt, question, consent };
        let (text, seen) = (right.question.as_str(), self.fields.get(SEEN_FIELD));
        if !is_known(text, seen) {
            let found = Found::look(self.app, text).await?;
            if found.is_news(seen) {
                return Ok(page::html(self.check(&right, &found)));
            }
        }
        match self.judge(&right.receipt) {
            Verdict::Welcome { suspect } => self.store(&right, suspect).await,
            Verdict::Fresh { token } => {
                let notice = Some(AskNotice::Fresh);
                Ok(page::unprocessable(self.form(&right.receipt, token, Vec::new(), notice)))
            }
            Verdict::Slow { seconds, token } => Ok(self.slow(&right, seconds, &token)),
        }
    }

    async fn store(&self, right: &Right, suspect: bool) -> Result<Response, Error> {
        let Right { receipt, question, consent } = right;
        let sealing = Sealing { question, consent: *consent, receipt, suspect };
        let letter = self.app.service.seal_question(&sealing)?;
        match self.app.service.ask(letter, self.app.today()).await {
            Ok(Asked::Stored) => Ok(page::html(asked(&self.page(), receipt, Some(*consent)))),
            Ok(Asked::Again) => Ok(page::html(asked(&self.page(), receipt, None))),
            Ok(Asked::ReceiptUsed) => {
                let form = page::html(self.fresh(Some(AskNotice::ReceiptUsed)));
                Ok((StatusCode::CONFLICT, form).into_response())
            }
            Err(service::Error::Busy | service::Error::Full) => {
                let form = self.form(receipt, self.token(), Vec::new(), Some(AskNotice::Full));
                let form = page::html(form);
                Ok(page::retry_later(StatusCode::SERVICE_UNAVAILABLE, RETRY_SECONDS, form))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// What the gate says of the letter of these words.
    fn judge(&self, receipt: &Receipt) -> Verdict {
        let asking = Asking {
            form: FormUse { purpose: Purpose::Ask, bound: Bound::Words(receipt) },
            prefix: self.prefix,
            token: self.fields.get(TOKEN_FIELD),
            slow: self.fields.get(SLOW_FIELD),
            honeypot: self.fields.get(HONEYPOT_FIELD),
        };
        self.app.gate.judge(&asking, self.app.now())
    }

    /// The form's token once more, so that the time it has been open counts. One that is none is found out later.
    fn token(&self) -> String {
        self.fields.get(TOKEN_FIELD).to_owned()
    }

    /// The receipt of the form; a form without one gets words of its own. None for words that are no receipt.
    fn receipt(&self) -> Option<Receipt> {
        let typed = self.fields.get("receipt");
        if typed.trim().is_empty() {
            Some(self.app.service.draw_receipt())
        } else {
            Receipt::parse(typed).ok()
        }
    }

    /// The choice. One that was not made is never taken for more than the least.
    fn consent(&self) -> Result<Consent, InvalidConsent> {
        match self.fields.get("consent") {
            "" => Ok(Consent::Private),
            word => Consent::parse(word),
        }
    }

    fn mistakes(&self, receipt: &Receipt) -> Vec<FieldProblem> {
        let question = match QuestionText::parse(self.fields.get("question")) {
            Err(invalid) => Some(problems::question(invalid)),
            Ok(question) => receipt.is_in(question.as_str()).then(problems::own_words),
        };
        let consent = self.consent().err().map(|_| problems::consent());
        question.into_iter().chain(consent).collect()
    }

    /// The form with new words, and all that was typed.
    fn fresh(&self, notice: Option<AskNotice>) -> Markup {
        let receipt = self.app.service.draw_receipt();
        let form = FormUse { purpose: Purpose::Ask, bound: Bound::Words(&receipt) };
        let token = self.app.gate.token(&form, self.app.now());
        self.form(&receipt, token, Vec::new(), notice)
    }

    /// The form as a page of another site shows it.
    fn fresh_box(&self) -> Markup {
        let receipt = self.app.service.draw_receipt();
        let form = FormUse { purpose: Purpose::Ask, bound: Bound::Words(&receipt) };
        let token = self.app.gate.token(&form, self.app.now());
        ask_box(&self.page(), &self.typed(&receipt, &token))
    }

    fn form(
        &self,
        receipt: &Receipt,
        token: String,
        problems: Vec<FieldProblem>,
        notice: Option<AskNotice>,
    ) -> Markup {
        ask(&self.page(), &AskForm { problems, notice, ..self.typed(receipt, &token) })
    }

    /// What was typed, as a form without a mistake.
    fn typed<'b>(&'b self, receipt: &'b Receipt, token: &'b str) -> AskForm<'b> {
        AskForm {
            question: self.fields.get("question"),
            // A form that came without a choice comes back with the one it stands for; a fresh one offers its own.
            consent: if self.fields.is_empty() { None } else { self.consent().ok() },
            receipt,
            token,
            seen: self.fields.get(SEEN_FIELD),
            problems: Vec::new(),
            notice: None,
        }
    }

    /// The step between.
    fn check(&self, right: &Right, found: &Found<'_>) -> Markup {
        let (token, seen) = (self.token(), found.seen());
        let form = AskForm { seen: &seen, ..self.typed(&right.receipt, &token) };
        check(&self.page(), &form, right.consent, &found.view())
    }

    fn slow(&self, right: &Right, seconds: u32, token: &str) -> Response {
        let fields = [
            ("question", self.fields.get("question")),
            ("consent", right.consent.as_str()),
            ("receipt", &right.receipt.canonical()),
            (SEEN_FIELD, self.fields.get(SEEN_FIELD)),
        ];
        let form = SlowForm {
            action: "/ask",
            fields: &fields.map(|(name, value)| (name.to_owned(), value.to_owned())),
            token,
            seconds,
            receipt: Some(&right.receipt),
            page: layout::Page::Ask,
        };
        let waiting = page::html(slow(&self.page().shell, &form));
        page::retry_later(StatusCode::TOO_MANY_REQUESTS, seconds, waiting)
    }

    fn page(&self) -> AskPage<'_> {
        page_of(self.app, self.site)
    }
}

/// What a page of asking, or of responding, says of the column.
pub(super) fn page_of<'a>(app: &'a App, site: &'a Site) -> AskPage<'a> {
    AskPage {
        shell: app.shell(&site.column),
        column: &site.id,
        salt: &site.salt,
        key: &site.key,
        helplines: site.settings.helplines(),
        return_days: site.settings.return_days,
    }
}
