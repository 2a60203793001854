//! The editor: the letter on one side, the post on the other.

use maud::{Markup, html};

use super::editor_fields::{PostForm, field, fields};
use super::parts;
use super::proof::{proof, wishes};
use super::publish_form::{PublishView, publish_form};
use super::shell::{DeskFrame, Title, page};
use crate::domain::{Day, Post, PostQuestion, Unpublishable};
use crate::pages::parts::{FieldProblem, error_summary};
use crate::texts::en::desk::{editor as t, publishing as times, question::title as letter_of};

/// All that the editor shows.
#[derive(Debug, Clone)]
pub struct EditorView<'a> {
    pub post: &'a Post,
    pub typed: &'a PostForm,
    pub problems: Vec<FieldProblem>,
    /// Why the post cannot be published as it stands.
    pub unpublishable: Option<Unpublishable>,
    pub may_publish: bool,
    pub today: Day,
    /// The last day for an asker's yes, as typed or as it is proposed.
    pub until: &'a str,
    /// When it comes out, how, and what other letters could stand behind it.
    pub publish: &'a PublishView<'a>,
    /// Where the post stands in public, if it does.
    pub public_url: Option<String>,
}

/// The editor of one post.
pub fn editor(frame: &DeskFrame<'_>, view: &EditorView<'_>) -> Markup {
    let body = html! {
        (error_summary(&view.problems))
        div.head {
            h1 { (t::TITLE) }
            p.meta {
                (standing(view))
                @if let Some(url) = &view.public_url { a href=(url) { (t::SEE_PUBLIC) } }
            }
        }
        div.two.editor {
            (letters(&view.post.questions))
            div.wide {
                (form(frame, view))
                @if view.may_publish && live(view.post) { (take_back(view.post)) }
            }
        }
    };
    page(frame, Title { text: t::TITLE, failed: !view.problems.is_empty() }, body)
}

fn form(frame: &DeskFrame<'_>, view: &EditorView<'_>) -> Markup {
    html! {
        form method="post" action={ "/desk/posts/" (view.post.id) } {
            input type="hidden" name="revision" value=(view.typed.revision);
            @for made in fields(view.typed, &view.problems) {
                (field(&made))
                @if made.field.name == "answer" { (markdown_help()) }
            }
            (bar(frame, view))
            // Behind the bar, so that Enter in a line of text saves and sends nothing.
            (proof(frame, view))
            (publish_form(view))
        }
    }
}

/// The buttons. Save stands first, so that Enter in a line of text saves.
fn bar(frame: &DeskFrame<'_>, view: &EditorView<'_>) -> Markup {
    let shut = why_shut(frame, view);
    let saved = *view.typed == PostForm::of(view.post);
    let publish = if live(view.post) { t::PUBLISH_CHANGES } else { t::PUBLISH };
    html! {
        div.bar-below role="group" aria-label=(t::ACTIONS) {
            button.primary { (t::SAVE) }
            button name="then" value="preview" { (t::PREVIEW) }
            button.publish formaction={ "/desk/posts/" (view.post.id) "/publication" } disabled[shut.is_some()]
                aria-describedby=[shut.as_ref().map(|_| "shut")] { (publish) }
            p.state { (t::save_state(view.post.revision, saved)) }
            @if let Some(shut) = shut { p.hint #shut { (shut) } }
        }
    }
}

fn why_shut(frame: &DeskFrame<'_>, view: &EditorView<'_>) -> Option<String> {
    let asked = view.unpublishable.and_then(t::shut);
    asked.or_else(|| (!view.may_publish).then(|| t::not_yours(&frame.column.columnist)))
}

/// Every letter behind the post, in full, beside it.
fn letters(questions: &[PostQuestion]) -> Markup {
    html! {
        aside.letters {
            details open {
                summary { (if questions.len() > 1 { t::LETTERS } else { t::LETTER }) }
                @if questions.is_empty() { p.hint { (t::NO_LETTERS) } }
                @for question in questions {
                    article.sheet {
                        h2 { a href={ "/desk/questions/" (question.id) } { (letter_of(question.id.day())) } }
                        p.meta { (parts::consent_badge(question.consent)) (parts::status_badge(question.status)) }
                        (parts::typed(&question.original))
                    }
                    (wishes(question))
                }
            }
        }
    }
}

fn markdown_help() -> Markup {
    html! {
        details.help {
            summary { (t::MARKDOWN) }
            dl { @for (mark, gives) in t::MARKDOWN_HELP { div { dt { code { (mark) } } dd { (gives) } } } }
        }
    }
}

fn standing(view: &EditorView<'_>) -> Markup {
    let post = view.post;
    let text = match &post.publication {
        None => t::STANDS_DRAFT.to_owned(),
        Some(publication) if publication.live => {
            t::stands_public(publication.first, publication.revision < post.revision)
        }
        Some(publication) => match post.due {
            Some(due) => {
                times::stands(&view.publish.zone, due, publication.revision < post.revision)
            }
            None => t::STANDS_GONE.to_owned(),
        },
    };
    html! { span { (text) } }
}

fn take_back(post: &Post) -> Markup {
    html! {
        form.take-back method="post" action={ "/desk/posts/" (post.id) "/publication/delete" } {
            button aria-describedby="take-back-hint" { (t::TAKE_BACK) }
            p.hint #take-back-hint { (t::TAKE_BACK_HINT) }
        }
    }
}

fn live(post: &Post) -> bool {
    post.live().is_some()
}
