//! A post was saved in two places at once: both texts, field by field.

use maud::{Markup, html};

use super::editor_fields::{PostField, PostForm, field, fields};
use super::publish_form;
use super::shell::{DeskFrame, Title, page};
use crate::domain::{Post, visible};
use crate::texts::en::desk::editor as t;

/// Shows `post` as it was saved in between beside what was `typed`. The form carries the newest revision, so
/// saving from here is deliberate.
pub fn conflict(frame: &DeskFrame<'_>, post: &Post, typed: &PostForm) -> Markup {
    let saved = PostForm::of(post);
    let public = post
        .publication
        .as_ref()
        .is_some_and(|publication| publication.live && publication.revision == post.revision);
    let pairs = fields(&saved, &[]).into_iter().zip(fields(typed, &[]));
    let body = html! {
        h1 { (t::CONFLICT_TITLE) }
        p.lead { (t::CONFLICT_LEAD) " " (t::conflict_public(public)) }
        form.conflict method="post" action={ "/desk/posts/" (post.id) } {
            input type="hidden" name="revision" value=(post.revision);
            @if let Some(options) = &typed.options { (publish_form::kept(options)) }
            @for (theirs, mine) in pairs { (pair(&theirs, &mine)) }
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

fn their_text(text: &str) -> Markup {
    html! {
        @if text.is_empty() { p.hint { (t::NOTHING) } } @else { div.typed dir="auto" { (visible(text)) } }
    }
}
