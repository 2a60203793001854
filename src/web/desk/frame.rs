//! What every page of the desk is framed with.

use std::sync::Arc;

use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;

use super::super::{App, Error, error};
use crate::domain::DeskCounts;
use crate::pages::desk::{DeskFrame, DeskPlace, Done, problem};
use crate::pages::errors::{self, ErrorKind};
use crate::public::Site;
use crate::service::Desk;

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

/// The page of a failed request, in the desk's frame.
pub async fn refusal(
    app: &App,
    desk: &Arc<Desk>,
    response: Response,
    kind: &ErrorKind,
) -> Response {
    let (title, advice) = errors::told(kind);
    match Facts::gather(app, desk).await {
        Ok(facts) => {
            let page = facts.page(DeskPlace::Queue, "", |frame| problem(frame, title, &advice));
            error::dressed(response, page)
        }
        Err(error) => error.into_response(),
    }
}

/// Leads on to a page that confirms what was done.
pub fn done(path: &str, done: Option<Done>) -> Response {
    let address = match done {
        Some(done) => format!("{path}?done={}", done.as_str()),
        None => path.to_owned(),
    };
    Redirect::to(&address).into_response()
}
