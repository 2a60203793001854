//! Pictures in the editor without scripts: a file that is sent together with all that is typed.

use maud::{Markup, html};

use super::editor::EditorView;
use super::pictures::file;
use crate::pages::parts::{Field, problem_of, text_field};
use crate::texts::en::desk::{pictures as t, writing};

/// The field, which the scripts replace by a button of the toolbar.
pub(super) fn picture_field(view: &EditorView<'_>) -> Markup {
    let problem = |name| problem_of(&view.problems, name);
    let alt = Field {
        hint: Some(t::ALT_HINT),
        value: view.alt,
        problem: problem("alt"),
        required: false,
        spellcheck: true,
        ..Field::new("alt", t::ALT)
    };
    html! {
        details.add-in #add-picture open[problem("alt").or(problem("picture")).is_some()] {
            summary { (t::ADD) }
            (text_field(&alt))
            (file(problem("picture"), false))
            button formaction={ "/desk/posts/" (view.post.id) "/pictures" } formenctype="multipart/form-data"
                aria-describedby="add-picture-hint" { (writing::ADD_PICTURE) }
            p.hint #add-picture-hint { (writing::ADD_PICTURE_HINT) }
        }
    }
}
