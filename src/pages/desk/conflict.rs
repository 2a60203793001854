//! A post was saved in two places at once: both texts, field by field, and what was chosen beside them.

use maud::{Markup, html};

use super::blocks_form::{blocks_form, blocks_hidden};
use super::editor_fields::{PostField, PostForm, field, fields};
use super::publish_form::{self, OptionsForm, options_fields};
use super::shell::{DeskFrame, Title, page};
use crate::domain::{Block, Post, visible};
use crate::texts::en::desk::{blocks as b, editor as t, publishing};

/// Shows `post` as it was saved in between beside what was `typed`. The form carries the newest revision, so
/// saving from here is deliberate. `blocks` are those to choose from.
pub fn conflict(frame: &DeskFrame<'_>, post: &Post, typed: &PostForm, blocks: &[Block]) -> Markup {
    let saved = PostForm::of(post);
    let public = post
        .publication
        .as_ref()
        .is_some_and(|publication| publication.live && publication.revision == post.revision);
    let pairs = fields(post.kind, &saved, &[]).into_iter().zip(fields(post.kind, typed, &[]));
    let body = html! {
        h1 { (t::CONFLICT_TITLE) }
        p.lead { (t::CONFLICT_LEAD) " " (t::conflict_public(public)) }
        form.conflict method="post" action={ "/desk/posts/" (post.id) } {
            input type="hidden" name="revision" value=(post.revision);
            @for (theirs, mine) in pairs { (pair(&theirs, &mine)) }
            (options(&saved, typed))
            (chosen(&saved, typed, blocks))
            div.bar-below {
                button.primary { (t::SAVE_MINE) }
                a href={ "/desk/posts/" (post.id) } { (t::KEEP_THEIRS) }
            }
        }
    };
    page(frame, Title { text: t::CONFLICT_TITLE, failed: true }, body)
}

/// One field of both. What is the same in both needs no second look.
fn pair(theirs: &PostField<'_>, mine: &PostField<'_>) -> Markup {
    let same = theirs.field.value.trim() == mine.field.value.replace("\r\n", "\n").trim();
    html! {
        div.pair.same[same] {
            (field(mine))
            div.theirs {
                @if same {
                    p.hint { (t::SAME) }
                } @else {
                    h2 { (t::theirs(theirs.field.label)) }
                    (their_text(theirs.field.value))
                }
            }
        }
    }
}

/// How the post is shown, where the two differ in it.
fn options(saved: &PostForm, typed: &PostForm) -> Markup {
    match (&saved.options, &typed.options) {
        (Some(theirs), Some(mine)) if theirs != mine => {
            let OptionsForm { warning, unlisted, comments } = theirs;
            html! {
                div.pair {
                    div { h2 { (publishing::HOW) } (options_fields(mine, None)) }
                    (their_choice(publishing::HOW, &publishing::told(warning, *unlisted, *comments)))
                }
            }
        }
        (_, Some(mine)) => publish_form::kept(mine),
        (_, None) => html! {},
    }
}

/// The blocks, where the two differ in them.
fn chosen(saved: &PostForm, typed: &PostForm, blocks: &[Block]) -> Markup {
    if saved.blocks == typed.blocks {
        return blocks_hidden(&typed.blocks);
    }
    let theirs = blocks.iter().filter(|block| saved.blocks.contains(&block.id));
    let names: Vec<String> = theirs.map(|block| visible(&block.name)).collect();
    html! {
        div.pair { (blocks_form(blocks, &typed.blocks)) (their_choice(b::LEGEND, &names)) }
    }
}

fn their_choice(label: &str, lines: &[String]) -> Markup {
    html! {
        div.theirs {
            h2 { (t::theirs(label)) }
            @if lines.is_empty() { p.hint { (t::NOTHING) } }
            ul { @for line in lines { li dir="auto" { (line) } } }
        }
    }
}

fn their_text(text: &str) -> Markup {
    html! {
        @if text.is_empty() { p.hint { (t::NOTHING) } } @else { div.typed dir="auto" { (visible(text)) } }
    }
}
