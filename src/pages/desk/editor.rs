//! The editor: the letter on one side, the post on the other.

use maud::{Markup, html};

use super::blocks_form::blocks_form;
use super::check::{CheckView, check_panel};
use super::editor_fields::{PostField, PostForm, field, fields};
use super::editor_letters::letters;
use super::editor_picture::picture_field;
use super::editor_tools as tools;
use super::marks::printed_panel;
use super::posts::whole_post;
use super::proof::proof;
use super::publish_form::{PublishView, behind, how, when};
use super::shell::{DeskFrame, Title, page_with_script};
use super::snippets::snippet_list;
use crate::domain::{Block, Day, Post, PostKind, Snippet, ThreadRow, Unpublishable};
use crate::pages::parts::{FieldProblem, error_summary};
use crate::pages::scripts;
use crate::texts::en::desk::{editor as t, publishing as times, revisions, writing};

/// All that the editor shows.
#[derive(Debug, Clone)]
pub struct EditorView<'a> {
    pub post: &'a Post,
    /// What was said after each of its letters, in their order.
    pub threads: &'a [Vec<ThreadRow>],
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
    /// What may give an asker away, and what else is left before it goes out.
    pub check: &'a CheckView,
    /// What a picture shows, as it was typed beside a file that was not taken.
    pub alt: &'a str,
    /// Where the post stands in public, if it does.
    pub public_url: Option<String>,
    /// The blocks to choose from.
    pub blocks: &'a [Block],
    pub snippets: &'a [Snippet],
}

/// The editor of one post. What its scripts draw anew after a save bears `data-fresh`.
pub fn editor(frame: &DeskFrame<'_>, view: &EditorView<'_>) -> Markup {
    let alone = is_alone(view.post);
    let name = t::title(view.post.kind);
    let body = html! {
        (error_summary(&view.problems))
        div.head {
            h1 { (name) }
            p.meta {
                span #standing data-fresh { (standing(view)) }
                @if let Some(url) = &view.public_url { a href=(url) { (t::SEE_PUBLIC) } }
                a href={ "/desk/posts/" (view.post.id) "/revisions" } { (revisions::LINK) }
            }
        }
        div.two.editor.alone[alone] #editor {
            div.side {
                (tools::views(alone))
                @if !alone { (letters(view)) }
                (tools::preview_place(frame.column.accent))
            }
            div.wide #write {
                (form(frame, view))
                @if view.may_publish && live(view.post) { (take_back(view.post)) }
                (whole_post(view.post, view.may_publish))
            }
        }
        (tools::templates())
        (snippet_list(view.snippets))
    };
    let title = Title { text: name, failed: !view.problems.is_empty() };
    page_with_script(frame, title, scripts::desk_script("editor"), body)
}

fn form(frame: &DeskFrame<'_>, view: &EditorView<'_>) -> Markup {
    html! {
        form #post method="post" action={ "/desk/posts/" (view.post.id) } autocomplete="off"
            data-saved[*view.typed == PostForm::of(view.post)] {
            input type="hidden" name="revision" value=(view.typed.revision);
            // The first button is the one that Enter in a line of text presses: it saves and sends nothing.
            button.vh tabindex="-1" aria-hidden="true" { (t::SAVE) }
            @for made in fields(view.post.kind, view.typed, &view.problems) {
                @match made.field.name {
                    "printed" => { (field(&made)) div #fresh-marks data-fresh { (printed_panel(view)) } },
                    "answer" => (answer(&made, view)),
                    "slug" => { (field(&made)) (present_address(view.post)) },
                    _ => (field(&made)),
                }
            }
            (blocks_form(view.blocks, &view.typed.blocks))
            div.publishing { (how(view)) (behind(view)) }
            div #fresh-out data-fresh { (check_panel(view)) (proof(frame, view)) (when(view)) }
            (bar(frame, view))
        }
    }
}

/// The buttons, within reach at the end of the form.
fn bar(frame: &DeskFrame<'_>, view: &EditorView<'_>) -> Markup {
    let shut = why_shut(frame, view);
    let saved = *view.typed == PostForm::of(view.post);
    let publish = if live(view.post) { t::PUBLISH_CHANGES } else { t::PUBLISH };
    html! {
        div.bar-below role="group" aria-label=(t::ACTIONS) {
            button.primary { (t::SAVE) }
            button name="then" value="preview" { (t::PREVIEW) }
            p.state #mark { (t::save_state(view.post.revision, saved)) }
            p.vh #told role="status" {}
            @if !is_alone(view.post) { a.jump href="#letters" { (writing::JUMP_LETTER) } }
            div.go #fresh-go data-fresh {
                button.publish formaction={ "/desk/posts/" (view.post.id) "/publication" } disabled[shut.is_some()]
                    aria-describedby=[shut.as_ref().map(|_| "shut")] { (publish) }
                @if let Some(shut) = shut { p.hint #shut { (shut) } }
            }
        }
    }
}

/// The answer with its tools. On a full screen it stands alone.
fn answer(made: &PostField<'_>, view: &EditorView<'_>) -> Markup {
    html! {
        div.writing #writing { (tools::toolbar()) (field(made)) (tools::length(made.field.value)) }
        (picture_field(view))
        (markdown_help())
    }
}

/// The address that a post has by now.
fn present_address(post: &Post) -> Markup {
    html! {
        @if let Some(publication) = &post.publication {
            p.hint.present {
                (t::ADDRESS_NOW) " " code { (post.kind.address(&publication.slug)) } ". " (t::ADDRESS_STAYS)
            }
        }
    }
}

fn why_shut(frame: &DeskFrame<'_>, view: &EditorView<'_>) -> Option<String> {
    let asked = view.unpublishable.and_then(t::shut);
    asked.or_else(|| (!view.may_publish).then(|| t::not_yours(&frame.column.columnist)))
}

fn markdown_help() -> Markup {
    html! {
        details.help {
            summary { (t::MARKDOWN) }
            dl { @for (mark, gives) in t::MARKDOWN_HELP { div { dt { code { (mark) } } dd { (gives) } } } }
        }
    }
}

fn standing(view: &EditorView<'_>) -> String {
    let post = view.post;
    match &post.publication {
        None => t::STANDS_DRAFT.to_owned(),
        Some(publication) if publication.live => t::stands_public(
            &view.publish.zone,
            publication.first,
            publication.revision < post.revision,
        ),
        Some(publication) => match post.due {
            Some(due) => {
                times::stands(&view.publish.zone, due, publication.revision < post.revision)
            }
            None => t::STANDS_GONE.to_owned(),
        },
    }
}

/// It belongs to the editor's form, so that what was typed is saved with it.
fn take_back(post: &Post) -> Markup {
    html! {
        div.take-back {
            button form="post" formaction={ "/desk/posts/" (post.id) "/publication/delete" }
                aria-describedby="take-back-hint" { (t::TAKE_BACK) }
            p.hint #take-back-hint { (t::TAKE_BACK_HINT) }
        }
    }
}

/// Whether no letter belongs to it.
fn is_alone(post: &Post) -> bool {
    post.kind != PostKind::Answer && post.questions.is_empty()
}

fn live(post: &Post) -> bool {
    post.live().is_some()
}
