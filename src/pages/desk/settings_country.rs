//! A country of the list of help lines, or the lists for every country.

use maud::{Markup, html};

use super::settings::{Ways, sure};
use super::shell::{DeskFrame, Title, page};
use crate::domain::{Country, Helpline, LINES_MAX, LinePlace, seen_mark};
use crate::pages::parts::{Field, FieldProblem, error_summary, helpline, problem_of, text_field};
use crate::texts::en::desk::settings as t;

/// What stands above the lines of a country, as typed.
#[derive(Debug, Clone, Default)]
pub struct CountryForm {
    pub name: String,
    /// Of a new country alone.
    pub code: String,
    pub emergency: String,
    /// The mark of what it was made from; empty for a new country.
    pub seen: String,
    pub problems: Vec<FieldProblem>,
}

/// A place of the list with its lines.
pub struct PlaceView<'a> {
    pub place: &'a LinePlace,
    /// None for the lists for every country.
    pub country: Option<&'a Country>,
    pub form: &'a CountryForm,
    pub lines: &'a [Helpline],
}

impl CountryForm {
    /// The form of a country as it is.
    pub fn of(country: &Country) -> Self {
        Self {
            name: country.name.clone(),
            emergency: country.emergency.clone(),
            seen: seen_mark(&country.head()),
            ..Self::default()
        }
    }
}

/// A country and its lines, or the lists for every country.
pub fn place(frame: &DeskFrame<'_>, view: &PlaceView<'_>) -> Markup {
    let may_change = frame.person.role.may_publish();
    let address = format!("/desk/settings/help-lines/{}", view.place.as_str());
    let title = view.country.map_or(t::EVERYWHERE, |country| &country.name);
    let problems = &view.form.problems;
    let body = html! {
        div.narrow {
            p { a href="/desk/settings#lines" { (t::BACK) } }
            (error_summary(problems))
            h1 dir="auto" { (title) }
            @match view.country {
                Some(_) if may_change => (head_form(&address, view.form)),
                Some(country) => p { (t::EMERGENCY) ": " strong { (country.emergency) } },
                None => p.lead { (t::EVERYWHERE_LEAD) },
            }
            h2 { (t::LINES) }
            (lines(&address, view.lines, may_change))
            @if may_change && view.country.is_some() {
                p { a href={ (address) "/delete" } { (t::REMOVE_COUNTRY) } }
            }
        }
    };
    page(frame, Title { text: title, failed: !problems.is_empty() }, body)
}

/// The form for a country that is not in the list yet.
pub fn new_country(frame: &DeskFrame<'_>, form: &CountryForm) -> Markup {
    let code = Field {
        value: &form.code,
        hint: Some(t::COUNTRY_CODE_HINT),
        problem: problem_of(&form.problems, "code"),
        capitals: false,
        ..Field::new("code", t::COUNTRY_CODE)
    };
    let body = html! {
        div.narrow {
            p { a href="/desk/settings#lines" { (t::BACK) } }
            (error_summary(&form.problems))
            h1 { (t::ADD_COUNTRY) }
            form.short method="post" action="/desk/settings/help-lines/new" {
                (name_field(form))
                (text_field(&code))
                (emergency_field(form))
                p.actions { button.primary { (t::SAVE) } }
            }
        }
    };
    page(frame, Title { text: t::ADD_COUNTRY, failed: !form.problems.is_empty() }, body)
}

/// The question before a country goes. It goes only as it was seen here.
pub fn remove_country(frame: &DeskFrame<'_>, country: &Country) -> Markup {
    let address = format!("/desk/settings/help-lines/{}", country.code);
    let ways = Ways { action: &format!("{address}/delete"), back: &address, button: t::REMOVE };
    let seen = html! { input type="hidden" name="seen" value=(seen_mark(country)); };
    let lead = t::remove_country_lead(country.lines.len());
    sure(frame, &t::remove_country(&country.name), &lead, &ways, seen)
}

fn head_form(address: &str, form: &CountryForm) -> Markup {
    html! {
        form.short method="post" action=(address) {
            input type="hidden" name="seen" value=(form.seen);
            (name_field(form))
            (emergency_field(form))
            p.actions { button.primary { (t::SAVE) } }
        }
    }
}

fn name_field(form: &CountryForm) -> Markup {
    text_field(&Field {
        value: &form.name,
        problem: problem_of(&form.problems, "name"),
        ..Field::new("name", t::COUNTRY_NAME)
    })
}

fn emergency_field(form: &CountryForm) -> Markup {
    text_field(&Field {
        value: &form.emergency,
        hint: Some(t::EMERGENCY_HINT),
        problem: problem_of(&form.problems, "emergency"),
        kind: "tel",
        ..Field::new("emergency", t::EMERGENCY)
    })
}

/// The lines as readers see them, each with the way to change it.
fn lines(address: &str, lines: &[Helpline], may_change: bool) -> Markup {
    html! {
        @if lines.is_empty() { p.hint { (t::NO_LINES) } }
        ul.places.whole {
            @for line in lines {
                li {
                    p { (helpline(line)) }
                    @if may_change {
                        p.meta { a href={ (address) "/lines/" (seen_mark(line)) } { (t::CHANGE_LINE) span.vh { (t::change_of(&line.name)) } } }
                    }
                }
            }
        }
        @if may_change && lines.len() < LINES_MAX {
            p.actions { a.button href={ (address) "/lines/new" } { (t::ADD_LINE) } }
        } @else if may_change {
            p.hint { (t::LINES_FULL) }
        }
    }
}
