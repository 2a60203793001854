//! What every page of the desk is framed with.

use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::super::{App, Error, error, page};
use crate::domain::DeskCounts;
use crate::pages::desk::{DeskFrame, DeskPlace, Done, problem};
use crate::pages::errors::{self, ErrorKind};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::public::Site;
use crate::service::{self, Desk, SettingsError};

/// The facts of a frame, gathered once for a page.
pub struct Facts {
    site: Arc<Site>,
    counts: DeskCounts,
    desk: Arc<Desk>,
}

impl Facts {
    pub async fn gather(app: &App, desk: &Arc<Desk>) -> Result<Self, Error> {
        Ok(Self { site: app.service.site()?, counts: desk.counts().await?, desk: Arc::clone(desk) })
    }

    /// Makes a page in its frame; `done` is the word of what was just done, from the address.
    pub fn page(
        &self,
        place: DeskPlace,
        done: &str,
        make: impl FnOnce(&DeskFrame<'_>) -> Markup,
    ) -> Markup {
        let flash = Done::parse(done).map(Done::text);
        let (column, person) = (&self.site.column, &self.desk.person);
        make(&DeskFrame { column, person, counts: &self.counts, place, flash })
    }
}

/// The page of a failed request, in the desk's frame, with the way `back` to what it was about.
pub async fn refusal(
    app: &App,
    desk: &Arc<Desk>,
    response: Response,
    kind: &ErrorKind,
    back: Option<&str>,
) -> Response {
    let (title, advice) = errors::told_at_desk(kind);
    match Facts::gather(app, desk).await {
        Ok(facts) => {
            let page =
                facts.page(DeskPlace::Queue, "", |frame| problem(frame, title, &advice, back));
            error::dressed(response, page)
        }
        Err(error) => error.into_response(),
    }
}

/// What is told beside a field whose text could not be saved just now; any other fault is an answer of its own.
pub fn unsaved(field: &'static str, error: service::Error) -> Result<FieldProblem, Error> {
    match error {
        service::Error::Busy | service::Error::Full => {}
        service::Error::Internal(error) => {
            tracing::error!("something typed could not be saved: {error:#}")
        }
        other => return Err(other.into()),
    }
    Ok(problems::not_saved(field))
}

/// The same of a setting.
pub fn unsaved_setting(field: &'static str, error: SettingsError) -> Result<FieldProblem, Error> {
    match error {
        SettingsError::Unfit(_) => Err(Error::Stale),
        SettingsError::Failed(error) => unsaved(field, error),
    }
}

/// The form again with what could not be saved just now.
pub fn not_now(markup: Markup) -> Response {
    let retry = [(header::RETRY_AFTER, HeaderValue::from_static(error::RETRY_SECONDS))];
    (StatusCode::SERVICE_UNAVAILABLE, retry, page::html(markup)).into_response()
}

/// Leads on to a page that confirms what was done.
pub fn done(path: &str, done: Option<Done>) -> Response {
    let address = match done {
        Some(done) => format!("{path}?done={}", done.as_str()),
        None => path.to_owned(),
    };
    Redirect::to(&address).into_response()
}
