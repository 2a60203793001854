//! One help line: added, changed, taken away.

use maud::{Markup, html};

use super::shell::{DeskFrame, Title, page};
use crate::domain::{CrisisKind, LinePlace, TypedHelpline};
use crate::pages::parts::{Field, FieldProblem, error_summary, problem_of, text_field};
use crate::texts::en::common;
use crate::texts::en::desk::settings as t;

/// The form of a help line.
pub struct LineForm<'a> {
    pub place: &'a LinePlace,
    /// None for the lists for every country.
    pub country: Option<&'a str>,
    /// The mark of the line that it was made from; none for a new one.
    pub mark: Option<&'a str>,
    pub typed: &'a TypedHelpline,
    pub problems: Vec<FieldProblem>,
}

/// The page of the form.
pub fn help_line(frame: &DeskFrame<'_>, form: &LineForm<'_>) -> Markup {
    let place = format!("/desk/settings/help-lines/{}", form.place.as_str());
    let action = format!("{place}/lines/{}", form.mark.unwrap_or("new"));
    let title = if form.mark.is_some() { t::CHANGE_LINE_TITLE } else { t::ADD_LINE };
    let body = html! {
        div.narrow {
            p { a dir="auto" href=(place) { (form.country.unwrap_or(t::EVERYWHERE)) } }
            (error_summary(&form.problems))
            h1 { (title) }
            form.helpline method="post" action=(action) {
                (fields(form))
                p.actions { button.primary { (t::SAVE) } }
            }
            @if form.mark.is_some() {
                form.take-back method="post" action={ (action) "/delete" } { button { (t::REMOVE_LINE) } }
            }
        }
    };
    page(frame, Title { text: title, failed: !form.problems.is_empty() }, body)
}

fn fields(form: &LineForm<'_>) -> Markup {
    let field = |name, label, value, hint, kind| Field {
        value,
        hint,
        kind,
        problem: problem_of(&form.problems, name),
        capitals: kind == "text",
        ..Field::new(name, label)
    };
    let typed = form.typed;
    let phone =
        field("phone", t::LINE_PHONE, typed.phone.as_str(), Some(t::LINE_PHONE_HINT), "tel");
    let url = field("url", t::LINE_URL, &typed.url, Some(t::LINE_URL_HINT), "url");
    html! {
        (text_field(&field("name", t::LINE_NAME, &typed.name, None, "text")))
        (text_field(&Field { required: false, ..phone }))
        (text_field(&Field { required: false, ..url }))
        (kinds(&typed.kinds, problem_of(&form.problems, "kinds")))
        (text_field(&field("about", t::LINE_ABOUT, &typed.about, Some(t::LINE_ABOUT_HINT), "text")))
        (text_field(&field("source", t::LINE_SOURCE, &typed.source, Some(t::LINE_SOURCE_HINT), "url")))
        (text_field(&field("checked", t::LINE_CHECKED, &typed.checked, Some(t::LINE_CHECKED_HINT), "date")))
    }
}

/// What it helps with. The first box has the id that the summary of problems leads to.
fn kinds(chosen: &[CrisisKind], problem: Option<&str>) -> Markup {
    let described_by = problem.map(|_| "kinds-error");
    html! {
        div.field.bad[problem.is_some()] {
            fieldset aria-describedby=[described_by] {
                legend { (t::LINE_KINDS) }
                @if let Some(problem) = problem {
                    p.error #kinds-error { span.vh { (common::ERROR_PREFIX) } (problem) }
                }
                @for kind in CrisisKind::ALL {
                    @let id = if kind == CrisisKind::SelfHarm { "kinds" } else { kind.as_str() };
                    div.choice {
                        input id=(id) type="checkbox" name=(kind.as_str()) value="yes" checked[chosen.contains(&kind)];
                        label for=(id) { (t::kind(kind)) }
                    }
                }
            }
        }
    }
}
