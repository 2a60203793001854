//! The part of the settings about responses.

use maud::{Markup, html};

use super::settings::SettingsView;
use crate::pages::parts::{Field, problem_of, text_field};
use crate::texts::en::desk::settings as t;

/// The section, with its form for who may change it.
pub(super) fn comments(view: &SettingsView<'_>, may_change: bool) -> Markup {
    let field = Field {
        value: &view.comments_days,
        hint: Some(t::COMMENTS_HINT),
        problem: problem_of(&view.problems, "comments_days"),
        ..Field::new("comments_days", t::COMMENTS_LABEL)
    };
    html! {
        h2 #comments { (t::COMMENTS) }
        @if may_change {
            form.short method="post" action="/desk/settings/comments" {
                (text_field(&field))
                p.actions { button.primary { (t::SAVE) } }
            }
        } @else {
            p { (t::COMMENTS_LABEL) ": " strong { (view.comments_days) } }
        }
    }
}
