//! Coming back with a receipt. The words travel in bodies, never in an address, so what was sent is answered with
//! the mailbox itself and not with a way to it.

mod padded;
mod plain;
mod sealed;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use axum::routing::get;

use super::super::fields::Fields;
use super::super::peer::Network;
use super::super::sealed::FromScript;
use super::super::{App, Error, page};
use crate::domain::{Crisis, Line, MailboxState, Prefix, Receipt};
use crate::pages::parts::{HONEYPOT_FIELD, SLOW_FIELD, TOKEN_FIELD};
use crate::pages::site::{MailboxView, ReceiptProblem, Sealer, Told, Typed, mailbox, receipt_form};
use crate::public::Site;
use crate::service::{Asking, Bound, FormUse, OpenedMailbox, Purpose, Verdict};

/// Seconds after which a full or busy store may be asked again.
const RETRY_SECONDS: u32 = 60;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/receipt", get(show).post(look))
        .route("/receipt/follow-up", get(start_again).post(follow_up))
        .route("/receipt/consent", get(start_again).post(consent))
        .route("/receipt/withdraw", get(start_again).post(withdraw))
        .route("/receipt/proof", get(start_again).post(proof))
}

/// What is sent with a receipt after the first letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    FollowUp,
    Consent,
    Withdrawal,
    Proof,
}

async fn show(State(app): State<App>) -> Result<Response, Error> {
    let site = app.service.site()?;
    let form = receipt_form(&app.shell(&site.column), &sealer(&site), "", None);
    Ok(page::html(form))
}

/// For whoever opens one of these addresses by itself: the words are not in it.
async fn start_again() -> Redirect {
    Redirect::to("/receipt")
}

async fn look(
    State(app): State<App>,
    FromScript(script): FromScript,
    fields: Fields,
) -> Result<Response, Error> {
    if script {
        return sealed::look(&app, &fields).await;
    }
    let site = app.service.site()?;
    match Visit::enter(&app, &site, fields.get("code")).await? {
        Ok(visit) => visit.page(StatusCode::OK, Typed::default(), None).await,
        Err(refused) => Ok(refused),
    }
}

async fn follow_up(
    State(app): State<App>,
    Network(prefix): Network,
    script: FromScript,
    fields: Fields,
) -> Result<Response, Error> {
    Sent { app: &app, prefix, fields: &fields }.answer(Kind::FollowUp, script).await
}

async fn consent(
    State(app): State<App>,
    script: FromScript,
    fields: Fields,
) -> Result<Response, Error> {
    Sent { app: &app, prefix: None, fields: &fields }.answer(Kind::Consent, script).await
}

async fn withdraw(
    State(app): State<App>,
    script: FromScript,
    fields: Fields,
) -> Result<Response, Error> {
    Sent { app: &app, prefix: None, fields: &fields }.answer(Kind::Withdrawal, script).await
}

async fn proof(
    State(app): State<App>,
    script: FromScript,
    fields: Fields,
) -> Result<Response, Error> {
    Sent { app: &app, prefix: None, fields: &fields }.answer(Kind::Proof, script).await
}

/// A form as it was sent.
struct Sent<'a> {
    app: &'a App,
    /// Only what passes the gate is counted for a network.
    prefix: Option<Prefix>,
    fields: &'a Fields,
}

impl Sent<'_> {
    async fn answer(&self, kind: Kind, script: FromScript) -> Result<Response, Error> {
        let site = self.app.service.site()?;
        if script.0 {
            sealed::send(self, &site, kind).await
        } else {
            plain::send(self, &site, kind).await
        }
    }

    /// What the gate says. A choice, a withdrawal and an answer to a proof never wait.
    fn judge(&self, kind: Kind, bound: Bound<'_>) -> Verdict {
        if kind != Kind::FollowUp {
            return Verdict::Welcome { suspect: false };
        }
        let asking = Asking {
            form: FormUse { purpose: Purpose::FollowUp, bound },
            prefix: self.prefix,
            token: self.fields.get(TOKEN_FIELD),
            slow: self.fields.get(SLOW_FIELD),
            honeypot: self.fields.get(HONEYPOT_FIELD),
        };
        self.app.gate.judge(&asking, self.app.now())
    }
}

/// The token of the form that adds something.
fn token(app: &App, bound: Bound<'_>) -> String {
    app.gate.token(&FormUse { purpose: Purpose::FollowUp, bound }, app.now())
}

fn sealer(site: &Site) -> Sealer<'_> {
    Sealer {
        column: &site.id,
        salt: &site.salt,
        key: &site.key,
        return_days: site.settings.return_days,
        helplines: site.settings.helplines(),
    }
}

/// A mailbox that the server has opened for one answer.
struct Visit<'a> {
    app: &'a App,
    site: &'a Site,
    receipt: Receipt,
    opened: OpenedMailbox,
    lines: Vec<Line>,
    /// The dangers that the words speak of that were sent just now.
    danger: Option<Crisis>,
}

impl<'a> Visit<'a> {
    /// Opens the mailbox of the typed words, or answers that they lead to none.
    async fn enter(
        app: &'a App,
        site: &'a Site,
        typed: &str,
    ) -> Result<Result<Self, Response>, Error> {
        let refused = |status, problem| {
            let form = receipt_form(&app.shell(&site.column), &sealer(site), typed, Some(&problem));
            Ok(Err(padded::html(status, form)))
        };
        let receipt = match Receipt::parse(typed) {
            Ok(receipt) => receipt,
            Err(invalid) => {
                let problem = ReceiptProblem::Invalid(invalid);
                return refused(StatusCode::UNPROCESSABLE_ENTITY, problem);
            }
        };
        let Some(opened) = app.service.mailbox(&receipt).await? else {
            let problem = match app.service.was_evicted(&receipt).await? {
                true => ReceiptProblem::Evicted,
                false => ReceiptProblem::Unknown,
            };
            return refused(StatusCode::NOT_FOUND, problem);
        };
        let lines = opened.conversation();
        Ok(Ok(Self { app, site, receipt, opened, lines, danger: None }))
    }

    /// The mailbox as a page, with what was typed and could not be carried out.
    async fn page(
        &self,
        status: StatusCode,
        typed: Typed<'_>,
        told: Option<Told>,
    ) -> Result<Response, Error> {
        let title = match &self.opened.state {
            MailboxState::Published { slug } => self.app.service.post_title(slug).await?,
            MailboxState::Waiting
            | MailboxState::Read
            | MailboxState::Answered
            | MailboxState::Declined
            | MailboxState::Withdrawn
            | MailboxState::Destroyed { .. } => None,
        };
        let view = MailboxView {
            state: &self.opened.state,
            question: self.opened.question(),
            lines: &self.lines,
            wants_down: self.opened.wants_down(),
            title: title.as_deref(),
            today: self.app.today(),
            return_days: self.site.settings.return_days,
            receipt: &self.receipt,
            token: &token(self.app, Bound::Words(&self.receipt)),
            typed,
            told,
            help: self
                .danger
                .as_ref()
                .map(|danger| (self.site.settings.helplines(), danger.kinds())),
        };
        Ok(padded::html(status, mailbox(&self.app.shell(&self.site.column), &view)))
    }
}
