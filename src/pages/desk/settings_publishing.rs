//! The part of the settings that says when the column comes out.

use maud::{Markup, html};

use super::settings::SettingsView;
use crate::domain::{RHYTHM_SLOTS_MAX, Settings, Slot, Zone, weekday_field};
use crate::pages::parts::{Field, problem_of, text_field};
use crate::texts::en::common;
use crate::texts::en::desk::{publishing as t, settings};
use jiff::civil::Weekday;

/// Rows without a time that the form offers.
const EMPTY_ROWS: usize = 2;

/// When the column comes out, as typed.
#[derive(Debug, Clone)]
pub struct PublishingForm {
    pub zone: String,
    pub min_days: String,
    /// A day as `tue` and a time as `07:00` for each row; those behind the last may be left out.
    pub rhythm: Vec<(String, String)>,
}

impl PublishingForm {
    /// As it is.
    pub fn of(settings: &Settings) -> Self {
        let fields = settings.rhythm.slots().iter().copied().map(Slot::fields);
        Self {
            zone: settings.zone.name().to_owned(),
            min_days: settings.min_days.to_string(),
            rhythm: fields.map(|(day, time)| (day.to_owned(), time)).collect(),
        }
    }

    /// The rows that have a time, and some more.
    fn rows(&self) -> Vec<(&str, &str)> {
        let used = self.rhythm.iter().rposition(|(_, time)| !time.trim().is_empty());
        let shown = (used.map_or(0, |last| last + 1) + EMPTY_ROWS).min(RHYTHM_SLOTS_MAX);
        let row = |row: usize| {
            let found = self.rhythm.get(row);
            found.map_or(("", ""), |(day, time)| (day.as_str(), time.as_str()))
        };
        (0..shown).map(row).collect()
    }
}

/// The section, with its form for who may change it.
pub(super) fn publishing(view: &SettingsView<'_>, may_change: bool) -> Markup {
    let form = &view.publishing;
    let days = Field {
        value: &form.min_days,
        hint: Some(t::MIN_DAYS_HINT),
        problem: problem_of(&view.problems, "min_days"),
        ..Field::new("min_days", t::MIN_DAYS)
    };
    html! {
        h2 #publishing { (t::TITLE) }
        @if may_change {
            form.short method="post" action="/desk/settings/publishing" {
                (zone(form, problem_of(&view.problems, "zone")))
                (text_field(&days))
                (rhythm(form, problem_of(&view.problems, "rhythm")))
                p.actions { button.primary { (settings::SAVE) } }
            }
        } @else {
            p { (t::ZONE) ": " strong { (form.zone) } }
            p { (t::MIN_DAYS) ": " strong { (form.min_days) } }
        }
    }
}

fn zone(form: &PublishingForm, problem: Option<&str>) -> Markup {
    let known = Zone::choices().any(|name| name == form.zone);
    html! {
        div.field.bad[problem.is_some()] {
            label for="zone" { (t::ZONE) }
            p.hint #zone-hint { (t::ZONE_HINT) }
            (error("zone", problem))
            select #zone name="zone" aria-describedby=(described("zone", problem)) {
                // A zone by an old name stays what it is.
                @if !known { option value=(form.zone) selected { (form.zone) } }
                @for name in Zone::choices() {
                    option value=(name) selected[name == form.zone] { (name.replace('_', " ")) }
                }
            }
        }
    }
}

fn rhythm(form: &PublishingForm, problem: Option<&str>) -> Markup {
    html! {
        div.field.bad[problem.is_some()] {
            fieldset #rhythm aria-describedby=(described("rhythm", problem)) {
                legend { (t::RHYTHM) }
                p.hint #rhythm-hint { (t::RHYTHM_HINT) }
                (error("rhythm", problem))
                @for (row, (day, time)) in form.rows().into_iter().enumerate() { (slot(row, day, time)) }
            }
        }
    }
}

fn slot(row: usize, day: &str, time: &str) -> Markup {
    let (day_id, time_id) = (format!("day{row}"), format!("at{row}"));
    html! {
        p.slot {
            label.vh for=(day_id) { (t::slot_label(t::DAY_OF, row)) }
            select id=(day_id) name=(day_id) {
                @for weekday in Weekday::Monday.cycle_forward().take(7) {
                    @let word = weekday_field(weekday);
                    option value=(word) selected[word == day] { (t::weekday(weekday)) }
                }
            }
            label.vh for=(time_id) { (t::slot_label(t::TIME_OF, row)) }
            input id=(time_id) name=(time_id) type="time" value=(time);
        }
    }
}

fn error(id: &str, problem: Option<&str>) -> Markup {
    html! {
        @if let Some(problem) = problem {
            p.error id={ (id) "-error" } { span.vh { (common::ERROR_PREFIX) } (problem) }
        }
    }
}

fn described(id: &str, problem: Option<&str>) -> String {
    match problem {
        Some(_) => format!("{id}-hint {id}-error"),
        None => format!("{id}-hint"),
    }
}
