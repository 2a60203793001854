//! Where a page of asking and coming back says what is wrong, and the templates by which its scripts do.

use maud::{Markup, html};

use crate::texts::en::common as t;

/// The place of notices (`page.js`), with what the server has to say already.
pub fn notices(said: Markup) -> Markup {
    html! { div #notice role="alert" tabindex="-1" data-prefix=(t::ERROR_PREFIX) { (said) } }
}

/// A notice: what it is about, and what can be done.
pub fn notice(title: &str, text: Markup) -> Markup {
    html! {
        div.problems {
            h2 { (title) }
            p { (text) }
        }
    }
}

/// The template by which a script shows a notice.
pub fn notice_template(name: &str, title: &str, text: Markup) -> Markup {
    html! { template data-notice=(name) { (notice(title, text)) } }
}

/// The same for what is wrong with a field: the sentence leads there, and the script repeats it beside the field.
pub fn field_template(name: &str, text: Markup) -> Markup {
    notice_template(name, t::PROBLEMS, html! { a data-field { (text) } })
}
