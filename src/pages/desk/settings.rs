//! The settings of the site: when to come back, and the list of help lines by country.

use maud::{Markup, html};

use super::settings_comments::comments;
use super::settings_face::{FaceForm, face, script};
use super::settings_pictures::pictures;
use super::settings_publishing::{PublishingForm, publishing};
use super::shell::{DeskFrame, Title, page, page_with_script};
use crate::domain::{COUNTRIES_MAX, Country, Face, Helpline, Settings};
use crate::pages::parts::{Field, FieldProblem, error_summary, problem_of, text_field};
use crate::texts::en::desk::{embed, settings as t};

/// What the page shows.
pub struct SettingsView<'a> {
    pub settings: &'a Settings,
    /// What the column shows of itself, as typed or as it is.
    pub face: FaceForm,
    /// The days as typed, or as they are.
    pub return_days: String,
    /// The same of the days for which posts take responses.
    pub comments_days: String,
    /// When the column comes out, as typed or as it is.
    pub publishing: PublishingForm,
    pub problems: Vec<FieldProblem>,
}

impl<'a> SettingsView<'a> {
    /// The settings as they are.
    pub fn of(settings: &'a Settings, face: &Face) -> Self {
        Self {
            settings,
            face: FaceForm::of(face),
            return_days: settings.return_days.to_string(),
            comments_days: settings.comments_days.to_string(),
            publishing: PublishingForm::of(settings),
            problems: Vec::new(),
        }
    }
}

/// The settings.
pub fn settings(frame: &DeskFrame<'_>, view: &SettingsView<'_>) -> Markup {
    let may_change = frame.person.role.may_publish();
    let body = html! {
        div.narrow {
            (error_summary(&view.problems))
            h1 { (t::TITLE) }
            @if !may_change { p.notice { (t::not_yours(&frame.column.columnist)) } }
            (face(view, may_change))
            h2 { (t::RETURN) }
            (return_form(view, may_change))
            (publishing(view, may_change))
            (comments(view, may_change))
            (pictures(&view.settings.pictures, may_change))
            h2 { (embed::TITLE) }
            p { a href="/desk/settings/embed" { (embed::TO) } }
            h2 #lines { (t::LINES) }
            p { (t::LINES_LEAD) }
            p.hint { (if view.settings.helplines.is_some() { t::LINES_OWN } else { t::LINES_BUILT_IN }) }
            (places(view.settings))
            @if may_change { (ways(view.settings)) }
            p { a href="/help#lines" { (t::LINES_SEE) } }
        }
    };
    let title = Title { text: t::TITLE, failed: !view.problems.is_empty() };
    if may_change {
        page_with_script(frame, title, script(), body)
    } else {
        page(frame, title, body)
    }
}

fn return_form(view: &SettingsView<'_>, may_change: bool) -> Markup {
    let days = Field {
        value: &view.return_days,
        hint: Some(t::RETURN_HINT),
        problem: problem_of(&view.problems, "return_days"),
        ..Field::new("return_days", t::RETURN_LABEL)
    };
    html! {
        @if may_change {
            form.short method="post" action="/desk/settings" {
                (text_field(&days))
                p.actions { button.primary { (t::SAVE) } }
            }
        } @else {
            p { (t::RETURN_LABEL) ": " strong { (view.return_days) } }
        }
    }
}

/// The countries and the lists for all of them, each with the way to its page.
fn places(settings: &Settings) -> Markup {
    let helplines = settings.helplines();
    html! {
        ul.places {
            @for country in &helplines.countries { (place(&country.code, &country.name, Some(country), &country.lines)) }
            (place("everywhere", t::EVERYWHERE, None, &helplines.directories))
        }
    }
}

fn place(code: &str, name: &str, country: Option<&Country>, lines: &[Helpline]) -> Markup {
    let oldest = lines.iter().min_by(|a, b| a.checked.cmp(&b.checked));
    html! {
        li {
            a dir="auto" href={ "/desk/settings/help-lines/" (code) } { (name) }
            p.meta {
                @if let Some(country) = country { span { (country.emergency) } }
                span { (t::count(lines.len())) }
                @if let Some(oldest) = oldest { span { (t::oldest(&oldest.checked_told())) } }
            }
        }
    }
}

fn ways(settings: &Settings) -> Markup {
    html! {
        @if settings.helplines().countries.len() < COUNTRIES_MAX {
            p.actions { a.button href="/desk/settings/help-lines/new" { (t::ADD_COUNTRY) } }
        } @else {
            p.hint { (t::COUNTRIES_FULL) }
        }
        @if settings.helplines.is_some() {
            p { a href="/desk/settings/help-lines/delete" { (t::RESET) } }
        }
    }
}

/// The question before the list of the program comes back.
pub fn restore(frame: &DeskFrame<'_>) -> Markup {
    let ways = Ways {
        action: "/desk/settings/help-lines/delete",
        back: "/desk/settings#lines",
        button: t::RESET_BUTTON,
    };
    sure(frame, t::RESET_TITLE, t::RESET_LEAD, &ways, html! {})
}

/// The ways on from a question.
pub(super) struct Ways<'a> {
    /// Where a *yes* is sent.
    pub action: &'a str,
    /// Where a *no* leads.
    pub back: &'a str,
    /// What the *yes* says.
    pub button: &'a str,
}

/// A question before something is thrown away. `with` is what a *yes* sends along.
pub(super) fn sure(
    frame: &DeskFrame<'_>,
    title: &str,
    lead: &str,
    ways: &Ways<'_>,
    with: Markup,
) -> Markup {
    let body = html! {
        div.narrow {
            h1 dir="auto" { (title) }
            p.lead { (lead) }
            form method="post" action=(ways.action) {
                (with)
                p.actions {
                    button.primary { (ways.button) }
                    a href=(ways.back) { (t::CANCEL) }
                }
            }
        }
    };
    page(frame, title.into(), body)
}
