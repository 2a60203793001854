//! Snippets: short texts that are written by their name.

use maud::{Markup, html};

use super::parts;
use super::shell::{DeskFrame, Title, page};
use crate::domain::Snippet;
use crate::pages::parts::{Field, FieldProblem, error_summary, problem_of, text_area, text_field};
use crate::texts::en::desk::blocks as t;

/// Where the snippets are.
const SNIPPETS: &str = "/desk/snippets";

/// A snippet's fields as typed.
#[derive(Debug, Clone, Default)]
pub struct SnippetForm {
    /// The name that it has in the vault; empty for a new one.
    pub old: String,
    pub name: String,
    pub text: String,
}

/// Every snippet, and the form of one.
pub fn snippets(
    frame: &DeskFrame<'_>,
    snippets: &[Snippet],
    form: &SnippetForm,
    problems: Vec<FieldProblem>,
) -> Markup {
    let body = html! {
        div.narrow {
            (error_summary(&problems))
            h1 { (t::SNIPPETS_TITLE) }
            p.lead { (t::SNIPPETS_LEAD) }
            @if snippets.is_empty() { p.hint { (t::NO_SNIPPETS) } }
            @for snippet in snippets { (item(snippet)) }
            (snippet_form(form, &problems))
        }
    };
    page(frame, Title { text: t::SNIPPETS_TITLE, failed: !problems.is_empty() }, body)
}

fn item(snippet: &Snippet) -> Markup {
    let name = snippet.name.as_str();
    html! {
        article.card {
            h2 { code { ";" (name) } }
            (parts::typed(&snippet.text))
            form.buttons method="post" action={ (SNIPPETS) "/delete" } {
                input type="hidden" name="name" value=(name);
                a.button href={ (SNIPPETS) "?edit=" (name) "#form" } { (t::CHANGE) span.vh { " " (name) } }
                button { (t::SNIPPET_REMOVE) span.vh { " " (name) } }
            }
        }
    }
}

fn snippet_form(form: &SnippetForm, problems: &[FieldProblem]) -> Markup {
    let name = Field {
        value: &form.name,
        hint: Some(t::SNIPPET_NAME_HINT),
        problem: problem_of(problems, "name"),
        capitals: false,
        ..Field::new("name", t::SNIPPET_NAME)
    };
    let text = Field {
        value: &form.text,
        problem: problem_of(problems, "text"),
        spellcheck: true,
        ..Field::new("text", t::SNIPPET_TEXT)
    };
    let new = form.old.is_empty();
    html! {
        section aria-labelledby="form" {
            h2 #form { (if new { t::SNIPPET_NEW } else { t::SNIPPET_EDIT }) }
            form method="post" action=(SNIPPETS) autocomplete="off" {
                input type="hidden" name="old" value=(form.old);
                (text_field(&name))
                (text_area(&text, 5))
                p.actions {
                    button.primary { (t::SNIPPET_SAVE) }
                    @if !new { a href=(SNIPPETS) { (t::SNIPPET_OTHER) } }
                }
            }
        }
    }
}

/// The snippets as the editor's script reads them.
pub(super) fn snippet_list(snippets: &[Snippet]) -> Markup {
    html! {
        template #snippets {
            @for snippet in snippets { p data-name=(snippet.name.as_str()) { (snippet.text) } }
        }
    }
}
