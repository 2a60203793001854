//! The settings of when the column comes out.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;

use super::super::fields::Fields;
use super::super::{App, Error, page};
use super::admit::SignedIn;
use super::frame::{Facts, done};
use super::settings::ADDRESS;
use crate::domain::{RHYTHM_SLOTS_MAX, Rhythm, Settings, SettingsChange, Zone};
use crate::pages::desk::{DeskPlace, Done, PublishingForm, SettingsView, settings};
use crate::pages::parts::FieldProblem;
use crate::pages::problems;
use crate::service::SettingsError;

pub fn routes() -> Router<App> {
    Router::new().route("/desk/settings/publishing", post(save))
}

async fn save(
    State(app): State<App>,
    SignedIn(desk): SignedIn,
    fields: Fields,
) -> Result<Response, Error> {
    let (found, form) = (desk.settings()?, typed(&fields));
    let changes = match read(&form, &found) {
        Ok(changes) => changes,
        Err(problem) => {
            let facts = Facts::gather(&app, &desk).await?;
            let view = SettingsView {
                publishing: form,
                problems: vec![problem],
                ..SettingsView::of(&found, &desk.face()?)
            };
            let shown = facts.page(DeskPlace::Settings, "", |frame| settings(frame, &view));
            return Ok(page::unprocessable(shown));
        }
    };
    for change in changes {
        match desk.change_settings(change).await {
            Ok(()) => {}
            Err(SettingsError::Unfit(_)) => return Err(Error::Stale),
            Err(SettingsError::Failed(error)) => return Err(error.into()),
        }
    }
    Ok(done(ADDRESS, Some(Done::Saved)))
}

fn typed(fields: &Fields) -> PublishingForm {
    let row = |row: usize| {
        let of = |name: &str| fields.get(&format!("{name}{row}")).to_owned();
        (of("day"), of("at"))
    };
    PublishingForm {
        zone: fields.get("zone").to_owned(),
        min_days: fields.get("min_days").to_owned(),
        rhythm: (0..RHYTHM_SLOTS_MAX).map(row).collect(),
    }
}

/// The changes that a form asks for, none of them for what it leaves as it is.
fn read(form: &PublishingForm, found: &Settings) -> Result<Vec<SettingsChange>, FieldProblem> {
    let zone = Zone::parse(&form.zone).map_err(|_| problems::zone())?;
    let days = Settings::parse_min_days(&form.min_days).ok_or_else(problems::min_days)?;
    let rows = form.rhythm.iter().map(|(day, time)| (day.as_str(), time.as_str()));
    let rhythm = Rhythm::parse(rows).map_err(problems::rhythm)?;
    let mut changes = Vec::new();
    if zone != found.zone {
        changes.push(SettingsChange::Zone { zone });
    }
    if days != found.min_days {
        changes.push(SettingsChange::MinDays { days });
    }
    if rhythm != found.rhythm {
        changes.push(SettingsChange::Rhythm { rhythm });
    }
    Ok(changes)
}
