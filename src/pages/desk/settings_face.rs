//! The part of the settings that says what the column shows of itself.

use maud::{Markup, html};

use super::settings::SettingsView;
use crate::domain::{Accent, Face, seen_mark};
use crate::pages::parts::{Field, problem_of, text_area, text_field};
use crate::pages::scripts;
use crate::texts::en::common;
use crate::texts::en::desk::{face as t, settings};

/// Lines of the field for the words on who answers.
const ABOUT_ROWS: u8 = 5;

/// What the column shows of itself, as typed.
#[derive(Debug, Clone)]
pub struct FaceForm {
    pub name: String,
    pub columnist: String,
    pub line: String,
    /// None where none of the list was sent.
    pub accent: Option<Accent>,
    pub about: String,
    /// The mark of what it was made from.
    pub seen: String,
}

impl FaceForm {
    /// As it is.
    pub fn of(face: &Face) -> Self {
        Self {
            name: face.name.clone(),
            columnist: face.columnist.clone(),
            line: face.line.clone(),
            accent: Some(face.accent),
            about: face.about.clone(),
            seen: seen_mark(face),
        }
    }
}

/// The section, with its form for who may change it. A script shows in `#look` what the button to try shows on a page
/// of its own.
pub(super) fn face(view: &SettingsView<'_>, may_change: bool) -> Markup {
    html! {
        h2 #column { (t::TITLE) }
        @if may_change {
            form #face method="post" action="/desk/settings/column" {
                input type="hidden" name="seen" value=(view.face.seen);
                (fields(view))
                p.actions {
                    button.primary { (settings::SAVE) }
                    button formaction="/desk/settings/column/preview" formtarget="_blank" { (t::TRY) span.hint { " " (t::TRY_HINT) } }
                }
            }
            div #look data-title=(t::LOOK) {}
        } @else {
            p { (t::NAME) ": " strong { (view.face.name) } }
            p { (t::COLUMNIST) ": " strong { (view.face.columnist) } }
        }
    }
}

fn fields(view: &SettingsView<'_>) -> Markup {
    let form = &view.face;
    let problem = |field| problem_of(&view.problems, field);
    let name = Field { value: &form.name, problem: problem("name"), ..Field::new("name", t::NAME) };
    let columnist = Field {
        value: &form.columnist,
        problem: problem("columnist"),
        hint: Some(t::COLUMNIST_HINT),
        ..Field::new("columnist", t::COLUMNIST)
    };
    let line = Field {
        value: &form.line,
        problem: problem("line"),
        hint: Some(t::LINE_HINT),
        required: false,
        spellcheck: true,
        ..Field::new("line", t::LINE)
    };
    let about = Field {
        value: &form.about,
        problem: problem("about"),
        hint: Some(t::ABOUT_HINT),
        required: false,
        spellcheck: true,
        ..Field::new("about", t::ABOUT)
    };
    html! {
        (text_field(&name))
        (text_field(&columnist))
        (text_field(&line))
        (accents(form.accent, problem("accent")))
        (text_area(&about, ABOUT_ROWS))
    }
}

/// The colours. The first box has the id that the summary of problems leads to.
fn accents(chosen: Option<Accent>, problem: Option<&str>) -> Markup {
    let described_by = problem.map(|_| "accent-error");
    html! {
        div.field.bad[problem.is_some()] {
            fieldset.swatches aria-describedby=[described_by] {
                legend { (t::ACCENT) }
                @if let Some(problem) = problem {
                    p.error #accent-error { span.vh { (common::ERROR_PREFIX) } (problem) }
                }
                @for accent in Accent::ALL {
                    @let id = if accent == Accent::default() { "accent" } else { accent.as_str() };
                    label for=(id) data-accent=(accent.as_str()) {
                        input id=(id) type="radio" name="accent" value=(accent.as_str()) checked[chosen == Some(accent)];
                        (t::accent(accent))
                    }
                }
            }
        }
    }
}

/// The script that shows the column while its face is typed.
pub(super) fn script() -> &'static str {
    scripts::desk_script("look")
}
