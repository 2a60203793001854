//! Responding to a post. The form stands on a page of its own, so that the post itself bears nothing of a reader's and
//! can be kept as a file.

mod typed;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::super::fields::{Fields, Query};
use super::super::peer::Network;
use super::super::{App, Error, page};
use super::read::{Found, found};
use crate::domain::{
    Asked, CommentView, PostKind, PostView, Prefix, Receipt, crisis, holds_receipt,
};
use crate::pages::layout;
use crate::pages::parts::{FieldProblem, HONEYPOT_FIELD, SLOW_FIELD, TOKEN_FIELD};
use crate::pages::site::{
    LOOKED_FIELD, RespondForm, RespondNotice, SlowForm, closed, respond, responded, slow,
};
use crate::public::Site;
use crate::service::{self, Asking, Bound, FormUse, Purpose, Verdict};
use typed::Right;

/// Seconds after which a full or busy store may be asked again.
const RETRY_SECONDS: u32 = 60;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/posts/{slug}/respond", get(show))
        .route("/posts/{slug}/comments", post(submit))
}

async fn show(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query,
) -> Result<Response, Error> {
    let site = app.service.site()?;
    let post = match found(&app, &slug).await? {
        Found::Here(post) if post.kind != PostKind::Page => post,
        Found::Moved(post) if post.kind != PostKind::Page => {
            let form = format!("/posts/{}/respond", post.slug.as_str());
            return Ok(Redirect::permanent(&form).into_response());
        }
        Found::Here(_) | Found::Moved(_) => return Err(Error::NotFound),
    };
    let parent = answered(&app, &post, query.get("to")).await?;
    let fields = Fields::default();
    let sent = Sent { app: &app, site: &site, post: &post, parent, fields: &fields, prefix: None };
    // There is one for each response, and all look alike.
    let alike = super::read::unsearched;
    if !sent.is_open() {
        return Ok(alike(page::html(closed(&app.shell(&site.column), &post, ""))));
    }
    Ok(alike(page::html(sent.fresh(None))))
}

async fn submit(
    State(app): State<App>,
    Path(slug): Path<String>,
    Network(prefix): Network,
    fields: Fields,
) -> Result<Response, Error> {
    let site = app.service.site()?;
    let (Found::Here(post) | Found::Moved(post)) = found(&app, &slug).await?;
    if post.kind == PostKind::Page {
        return Err(Error::NotFound);
    }
    // What it answers may have been taken back while it was written; then it stands by itself.
    let parent = answered(&app, &post, fields.get("parent")).await.unwrap_or_default();
    let sent = Sent { app: &app, site: &site, post: &post, parent, fields: &fields, prefix };
    if !sent.is_open() {
        let page = page::html(closed(&app.shell(&site.column), &post, fields.get("comment")));
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    sent.answer().await
}

/// The response at a place below a post.
async fn answered(app: &App, post: &PostView, place: &str) -> Result<Option<CommentView>, Error> {
    if place.is_empty() {
        return Ok(None);
    }
    let place = place.parse().map_err(|_| Error::NotFound)?;
    app.service.public().comment(post.id, place).await?.map(Some).ok_or(Error::NotFound)
}

/// A form as it was sent, and what it is answered with.
struct Sent<'a> {
    app: &'a App,
    site: &'a Site,
    post: &'a PostView,
    parent: Option<CommentView>,
    fields: &'a Fields,
    prefix: Option<Prefix>,
}

impl Sent<'_> {
    fn is_open(&self) -> bool {
        let days = self.site.settings.comments_days;
        self.post.takes_responses(days, self.app.now().day())
    }

    /// Takes the response, or says what is in its way.
    async fn answer(&self) -> Result<Response, Error> {
        let receipt = match self.fields.get("receipt").trim() {
            "" => self.app.service.draw_receipt(),
            typed => match Receipt::parse(typed) {
                Ok(receipt) => receipt,
                Err(_) => {
                    let form = self.fresh(Some(RespondNotice::ReceiptUsed));
                    return Ok(page::unprocessable(form));
                }
            },
        };
        let right = match self.read(&receipt).await? {
            Ok(right) => right,
            Err(problems) => {
                return Ok(page::unprocessable(self.form(&receipt, self.token(), problems, None)));
            }
        };
        match self.judge(&right.receipt) {
            Verdict::Welcome { suspect } => self.store(&right, suspect).await,
            Verdict::Fresh { token } => {
                let notice = Some(RespondNotice::Fresh);
                Ok(page::unprocessable(self.form(&right.receipt, &token, Vec::new(), notice)))
            }
            Verdict::Slow { seconds, token } => Ok(self.slow(&right, seconds, &token)),
        }
    }

    fn judge(&self, receipt: &Receipt) -> Verdict {
        let asking = Asking {
            form: self.form_use(receipt),
            prefix: self.prefix,
            token: self.fields.get(TOKEN_FIELD),
            slow: self.fields.get(SLOW_FIELD),
            honeypot: self.fields.get(HONEYPOT_FIELD),
        };
        self.app.gate.judge(&asking, self.app.now())
    }

    fn form_use<'b>(&'b self, receipt: &'b Receipt) -> FormUse<'b> {
        FormUse { purpose: Purpose::Comment, bound: Bound::Response(receipt, &self.post.id) }
    }

    async fn store(&self, right: &Right, suspect: bool) -> Result<Response, Error> {
        let response = service::Response {
            post: self.post,
            parent: self.parent.as_ref().map(|parent| parent.place),
            name: &right.name,
            text: &right.text,
            receipt: &right.receipt,
            asker: right.asker.as_ref(),
            suspect,
        };
        let letter = self.app.service.seal_response(&response)?;
        match self.app.service.ask(letter, self.app.now().day()).await {
            Ok(Asked::Stored) => Ok(self.arrived(right, false)),
            Ok(Asked::Again) => Ok(self.arrived(right, true)),
            Ok(Asked::ReceiptUsed) => {
                let form = page::html(self.fresh(Some(RespondNotice::ReceiptUsed)));
                Ok((StatusCode::CONFLICT, form).into_response())
            }
            Err(service::Error::Busy | service::Error::Full) => {
                let notice = Some(RespondNotice::Full);
                let form = self.form(&right.receipt, self.token(), Vec::new(), notice);
                let status = StatusCode::SERVICE_UNAVAILABLE;
                Ok(page::retry_later(status, RETRY_SECONDS, page::html(form)))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn arrived(&self, right: &Right, again: bool) -> Response {
        let danger = crisis(right.text.as_str());
        let help = danger.as_ref().map(|danger| (self.site.settings.helplines(), danger.kinds()));
        let shell = self.app.shell(&self.site.column);
        page::html(responded(&shell, self.post, &right.receipt, again, help))
    }

    /// The form's token once more, so that the time it has been open counts.
    fn token(&self) -> &str {
        self.fields.get(TOKEN_FIELD)
    }

    /// The form with new words, and all that was typed.
    fn fresh(&self, notice: Option<RespondNotice>) -> maud::Markup {
        let receipt = self.app.service.draw_receipt();
        let token = self.app.gate.token(&self.form_use(&receipt), self.app.now());
        self.form(&receipt, &token, Vec::new(), notice)
    }

    fn form(
        &self,
        receipt: &Receipt,
        token: &str,
        problems: Vec<FieldProblem>,
        notice: Option<RespondNotice>,
    ) -> maud::Markup {
        let (name, comment) = (self.fields.get("name"), self.fields.get("comment"));
        let form = RespondForm {
            post: self.post,
            parent: self.parent.as_ref(),
            name,
            comment,
            asker: self.fields.get("asker"),
            receipt,
            token,
            looked: holds_receipt(comment) || holds_receipt(name),
            problems,
            notice,
        };
        respond(&self.app.shell(&self.site.column), &form)
    }

    fn slow(&self, right: &Right, seconds: u32, token: &str) -> Response {
        let receipt = right.receipt.canonical();
        let names = ["name", "comment", "asker", "parent", LOOKED_FIELD];
        let mut fields: Vec<(String, String)> = names
            .iter()
            .map(|name| ((*name).to_owned(), self.fields.get(name).to_owned()))
            .collect();
        fields.push(("receipt".to_owned(), receipt.to_string()));
        let form = SlowForm {
            action: &format!("/posts/{}/comments", self.post.slug.as_str()),
            fields: &fields,
            token,
            seconds,
            receipt: Some(&right.receipt),
            page: layout::Page::Other,
        };
        let waiting = page::html(slow(&self.app.shell(&self.site.column), &form));
        page::retry_later(StatusCode::TOO_MANY_REQUESTS, seconds, waiting)
    }
}
