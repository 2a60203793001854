//! One help line. Its address bears the mark of what it says, so a form tells by itself what it was made from.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;

use super::super::fields::Fields;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{self, Facts, done};
use super::help_lines::{address, change, country, parse};
use crate::domain::{
    CrisisKind, Helpline, InvalidHelpline, LinePlace, Settings, SettingsChange, TypedHelpline,
    UnfitChange, seen_mark,
};
use crate::pages::desk::{DeskPlace, Done, LineForm, help_line};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::{Desk, SettingsError};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/settings/help-lines/{place}/lines/new", get(show_new).post(add))
        .route("/desk/settings/help-lines/{place}/lines/{mark}", get(show).post(save))
        .route("/desk/settings/help-lines/{place}/lines/{mark}/delete", post(remove))
}

/// A form that was sent, with whom it came from.
struct Sent {
    app: App,
    desk: Arc<Desk>,
    place: LinePlace,
    typed: TypedHelpline,
}

async fn show_new(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(place): Path<String>,
) -> Result<Response, Error> {
    let place = parse(&place)?;
    country(&desk.settings()?, &place)?;
    let sent = Sent { app, desk, place, typed: TypedHelpline::default() };
    Ok(page::html(sent.form(None, Vec::new()).await?))
}

async fn add(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(place): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let sent = Sent { app, desk, place: parse(&place)?, typed: typed(&fields) };
    match sent.typed.parse(sent.desk.today()) {
        Ok(line) => sent.store(None, line).await,
        Err(wrong) => Ok(page::unprocessable(sent.form(None, told(wrong)).await?)),
    }
}

/// One that is there no longer leads to those that are.
async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path((place, mark)): Path<(String, String)>,
) -> Result<Response, Error> {
    let place = parse(&place)?;
    let Some(line) = find(&desk.settings()?, &place, &mark) else {
        return Ok(Redirect::to(&address(&place)).into_response());
    };
    let sent = Sent { app, desk, place, typed: TypedHelpline::of(&line) };
    Ok(page::html(sent.form(Some(&mark), Vec::new()).await?))
}

async fn save(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path((place, mark)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Error> {
    let sent = Sent { app, desk, place: parse(&place)?, typed: typed(&fields) };
    let was = find(&sent.desk.settings()?, &sent.place, &mark);
    match (sent.typed.parse(sent.desk.today()), was) {
        (Ok(line), Some(was)) => sent.store(Some(was), line).await,
        // The same form once more, as after a double click.
        (Ok(line), None) if sent.has(&line)? => Ok(sent.saved()),
        (Ok(_), None) => sent.unfit(UnfitChange::Gone, Vec::new()).await,
        (Err(wrong), None) => sent.unfit(UnfitChange::Gone, told(wrong)).await,
        (Err(wrong), Some(_)) => {
            Ok(page::unprocessable(sent.form(Some(&mark), told(wrong)).await?))
        }
    }
}

async fn remove(
    SignedIn(desk): SignedIn,
    Path((place, mark)): Path<(String, String)>,
) -> Result<Response, Error> {
    let place = parse(&place)?;
    // One that is gone already needs no second removal.
    if let Some(was) = find(&desk.settings()?, &place, &mark) {
        let gone = SettingsChange::Line { place: place.clone(), was: Some(was), to: None };
        change(&desk, gone).await?;
    }
    Ok(done(&address(&place), Some(Done::Removed)))
}

impl Sent {
    async fn store(self, was: Option<Helpline>, line: Helpline) -> Result<Response, Error> {
        if was.is_none() && self.has(&line)? {
            return Ok(self.saved());
        }
        let mark = was.as_ref().map(seen_mark);
        let change = SettingsChange::Line { place: self.place.clone(), was, to: Some(line) };
        match self.desk.change_settings(change).await {
            Ok(()) => Ok(self.saved()),
            Err(SettingsError::Unfit(why)) => self.unfit(why, Vec::new()).await,
            Err(SettingsError::Failed(error)) => {
                let problems = vec![frame::unsaved("name", error)?];
                Ok(frame::not_now(self.form(mark.as_deref(), problems).await?))
            }
        }
    }

    /// The form once more, as of a new line: what it was made from is gone, and nothing typed is lost.
    async fn unfit(&self, why: UnfitChange, wrong: Vec<FieldProblem>) -> Result<Response, Error> {
        let there = country(&self.desk.settings()?, &self.place).is_ok();
        let problem = if there { problems::unfit_line(why) } else { problems::country_gone() };
        let problems = std::iter::once(problem).chain(wrong).collect();
        let shown = page::html(self.form(None, problems).await?);
        Ok((StatusCode::CONFLICT, shown).into_response())
    }

    fn saved(&self) -> Response {
        done(&address(&self.place), Some(Done::Saved))
    }

    fn has(&self, line: &Helpline) -> Result<bool, Error> {
        let settings = self.desk.settings()?;
        Ok(settings.helplines().lines(&self.place).is_some_and(|lines| lines.contains(line)))
    }

    async fn form(&self, mark: Option<&str>, problems: Vec<FieldProblem>) -> Result<Markup, Error> {
        let (settings, facts) =
            (self.desk.settings()?, Facts::gather(&self.app, &self.desk).await?);
        let country = match &self.place {
            LinePlace::Everywhere => None,
            LinePlace::Country(code) => {
                let country = settings.helplines().country(code);
                Some(country.map_or(code.as_str(), |country| &country.name))
            }
        };
        let form = LineForm { place: &self.place, country, mark, typed: &self.typed, problems };
        Ok(facts.page(DeskPlace::Settings, "", |frame| help_line(frame, &form)))
    }
}

/// The line of this mark.
fn find(settings: &Settings, place: &LinePlace, mark: &str) -> Option<Helpline> {
    settings.helplines().lines(place)?.iter().find(|line| seen_mark(*line) == mark).cloned()
}

fn told(wrong: Vec<InvalidHelpline>) -> Vec<FieldProblem> {
    wrong.into_iter().map(problems::helpline).collect()
}

fn typed(fields: &Fields) -> TypedHelpline {
    let field = |name| fields.get(name).to_owned();
    let chosen = CrisisKind::ALL.into_iter().filter(|kind| fields.has(kind.as_str()));
    TypedHelpline {
        name: field("name"),
        phone: field("phone"),
        url: field("url"),
        kinds: chosen.collect(),
        about: field("about"),
        source: field("source"),
        checked: field("checked"),
    }
}
