//! The list of help lines: its countries, and the way back to the list of the program.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::Markup;

use super::super::fields::{Fields, Query};
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{self, Facts, done};
use super::settings;
use crate::domain::{
    Country, CountryHead, LinePlace, Settings, SettingsChange, UnfitChange, parse_country_code,
    seen_mark,
};
use crate::pages::desk::{
    CountryForm, DeskPlace, Done, PlaceView, new_country, place, remove_country, restore,
};
use crate::pages::problems;
use crate::service::{Desk, SettingsError};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/settings/help-lines/new", get(show_new).post(add))
        .route("/desk/settings/help-lines/delete", get(ask_restore).post(restore_list))
        .route("/desk/settings/help-lines/{place}", get(show).post(save))
        .route("/desk/settings/help-lines/{place}/delete", get(ask_remove).post(remove))
}

/// The place that an address names.
pub fn parse(place: &str) -> Result<LinePlace, Error> {
    LinePlace::parse(place).ok_or(Error::NotFound)
}

/// The page of a place.
pub fn address(place: &LinePlace) -> String {
    format!("/desk/settings/help-lines/{}", place.as_str())
}

async fn show_new(State(app): State<App>, SignedIn(desk): SignedIn) -> Result<Response, Error> {
    Ok(page::html(new_form(&app, &desk, &CountryForm::default()).await?))
}

async fn add(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let mut form = typed(&fields);
    let (code, head) =
        (parse_country_code(&form.code), CountryHead::parse(&form.name, &form.emergency));
    let (code, to) = match (code, head) {
        (Ok(code), Ok(head)) => (code, head),
        (code, head) => {
            let problems = head.err().unwrap_or_default().into_iter().chain(code.err());
            form.problems = problems.map(problems::country).collect();
            return Ok(page::unprocessable(new_form(&app, &desk, &form).await?));
        }
    };
    let added = LinePlace::Country(code.clone());
    match desk.change_settings(SettingsChange::Country { code, was: None, to }).await {
        Ok(()) => Ok(done(&address(&added), Some(Done::Saved))),
        Err(SettingsError::Unfit(why)) => {
            form.problems = vec![problems::unfit_country(why)];
            Ok(page::unprocessable(new_form(&app, &desk, &form).await?))
        }
        Err(SettingsError::Failed(error)) => {
            form.problems = vec![frame::unsaved("name", error)?];
            Ok(frame::not_now(new_form(&app, &desk, &form).await?))
        }
    }
}

async fn show(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(at): Path<String>,
    Query(query): Query,
) -> Result<Response, Error> {
    let (at, settings) = (parse(&at)?, desk.settings()?);
    let form = country(&settings, &at)?.map_or_else(CountryForm::default, CountryForm::of);
    Ok(page::html(place_page(&app, &desk, &at, &form, query.get("done")).await?))
}

async fn save(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(at): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let (at, settings, mut form) = (parse(&at)?, desk.settings()?, typed(&fields));
    let now = country(&settings, &at)?.ok_or(Error::NotFound)?;
    let to = match CountryHead::parse(&form.name, &form.emergency) {
        Ok(head) => head,
        Err(wrong) => {
            form.problems = wrong.into_iter().map(problems::country).collect();
            return Ok(page::unprocessable(place_page(&app, &desk, &at, &form, "").await?));
        }
    };
    if seen_mark(&now.head()) != form.seen && now.head() != to {
        return changed(&app, &desk, &at, form).await;
    }
    let change = SettingsChange::Country { code: now.code.clone(), was: Some(now.head()), to };
    match desk.change_settings(change).await {
        Ok(()) => Ok(done(&address(&at), Some(Done::Saved))),
        Err(SettingsError::Unfit(_)) => changed(&app, &desk, &at, form).await,
        Err(SettingsError::Failed(error)) => {
            form.problems = vec![frame::unsaved("name", error)?];
            Ok(frame::not_now(place_page(&app, &desk, &at, &form, "").await?))
        }
    }
}

/// The form once more, made from what is there by now, so that saving it again is deliberate.
async fn changed(
    app: &App,
    desk: &Arc<Desk>,
    at: &LinePlace,
    mut form: CountryForm,
) -> Result<Response, Error> {
    let settings = desk.settings()?;
    let now = country(&settings, at)?.ok_or(Error::NotFound)?;
    form.seen = seen_mark(&now.head());
    form.problems = vec![problems::unfit_country(UnfitChange::Gone)];
    let shown = page::html(place_page(app, desk, at, &form, "").await?);
    Ok((StatusCode::CONFLICT, shown).into_response())
}

async fn ask_remove(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(at): Path<String>,
) -> Result<Response, Error> {
    Ok(page::html(question(&app, &desk, &parse(&at)?).await?))
}

async fn remove(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    Path(at): Path<String>,
    fields: Fields,
) -> Result<Response, Error> {
    let (at, settings) = (parse(&at)?, desk.settings()?);
    let was = country(&settings, &at)?.ok_or(Error::NotFound)?.clone();
    // What changed since the question was asked was not meant: it is asked once more.
    if seen_mark(&was) != fields.get("seen") {
        let asked = page::html(question(&app, &desk, &at).await?);
        return Ok((StatusCode::CONFLICT, asked).into_response());
    }
    change(&desk, SettingsChange::CountryGone { was }).await?;
    Ok(done(settings::ADDRESS, Some(Done::Removed)))
}

async fn ask_restore(State(app): State<App>, SignedIn(desk): SignedIn) -> Result<Response, Error> {
    let facts = Facts::gather(&app, &desk).await?;
    Ok(page::html(facts.page(DeskPlace::Settings, "", restore)))
}

async fn restore_list(SignedIn(desk): SignedIn) -> Result<Response, Error> {
    change(&desk, SettingsChange::BuiltIn).await?;
    Ok(done(settings::ADDRESS, Some(Done::Restored)))
}

/// Makes a change that no typed text hangs on.
pub async fn change(desk: &Desk, change: SettingsChange) -> Result<(), Error> {
    match desk.change_settings(change).await {
        Ok(()) => Ok(()),
        Err(SettingsError::Unfit(_)) => Err(Error::NotFound),
        Err(SettingsError::Failed(error)) => Err(error.into()),
    }
}

/// The country of a place; none for the lists for every country.
///
/// # Errors
///
/// * [`Error::NotFound`] when the list has no such country.
pub fn country<'a>(settings: &'a Settings, at: &LinePlace) -> Result<Option<&'a Country>, Error> {
    match at {
        LinePlace::Everywhere => Ok(None),
        LinePlace::Country(code) => {
            settings.helplines().country(code).map(Some).ok_or(Error::NotFound)
        }
    }
}

fn typed(fields: &Fields) -> CountryForm {
    let field = |name| fields.get(name).to_owned();
    CountryForm {
        name: field("name"),
        code: field("code"),
        emergency: field("emergency"),
        seen: field("seen"),
        problems: Vec::new(),
    }
}

async fn new_form(app: &App, desk: &Arc<Desk>, form: &CountryForm) -> Result<Markup, Error> {
    let facts = Facts::gather(app, desk).await?;
    Ok(facts.page(DeskPlace::Settings, "", |frame| new_country(frame, form)))
}

async fn place_page(
    app: &App,
    desk: &Arc<Desk>,
    at: &LinePlace,
    form: &CountryForm,
    done: &str,
) -> Result<Markup, Error> {
    let (settings, facts) = (desk.settings()?, Facts::gather(app, desk).await?);
    let lines = settings.helplines().lines(at).ok_or(Error::NotFound)?;
    let view = PlaceView { place: at, country: country(&settings, at)?, form, lines };
    Ok(facts.page(DeskPlace::Settings, done, |frame| place(frame, &view)))
}

async fn question(app: &App, desk: &Arc<Desk>, at: &LinePlace) -> Result<Markup, Error> {
    let settings = desk.settings()?;
    let country = country(&settings, at)?.ok_or(Error::NotFound)?;
    let facts = Facts::gather(app, desk).await?;
    Ok(facts.page(DeskPlace::Settings, "", |frame| remove_country(frame, country)))
}
