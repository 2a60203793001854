//! Why a letter is to be looked at before the others, and what can be done about it.

use maud::{Markup, html};

use super::shell::DeskFrame;
use crate::domain::{Attention, CrisisKind, Entry, Question, crisis};
use crate::texts::en::desk::{attention as t, posts};

/// The reason at the top of the letter's page, if there is one.
pub(super) fn attention(frame: &DeskFrame<'_>, question: &Question) -> Markup {
    let Some(why) = question.attention else { return html! {} };
    html! {
        section.attention aria-labelledby="attention" {
            h2 #attention { (t::title(why)) }
            @match why {
                Attention::TakeDown => (take_down(frame, question)),
                Attention::Crisis => p { (t::crisis(&dangers(question))) },
                Attention::Answered => p { a href="#conversation" { (t::ANSWERED) } },
            }
            form method="post" action={ "/desk/questions/" (question.id) "/attention/delete" } {
                button { (t::SEEN) }
            }
        }
    }
}

/// Every public post that answers the letter, each with the button that takes it off the site.
fn take_down(frame: &DeskFrame<'_>, question: &Question) -> Markup {
    let may = frame.person.role.may_publish();
    html! {
        p { (t::TAKE_DOWN) @if !may { " " (t::not_yours(&frame.column.columnist)) } }
        @for post in question.posts.iter().filter(|post| post.public) {
            form method="post" action={ "/desk/posts/" (post.id) "/publication/delete" } {
                a dir="auto" href={ "/desk/posts/" (post.id) } { (posts::title(&post.title)) }
                @if may { button.primary { (t::TAKE_OFF) } }
            }
        }
    }
}

/// What the letter and what came after it speak of.
fn dangers(question: &Question) -> Vec<CrisisKind> {
    let later = question.thread.iter().filter_map(|row| match &row.entry {
        Entry::FollowUp { text } | Entry::Changes { words: text } => Some(text.as_str()),
        Entry::Reply { .. } | Entry::Proof { .. } | Entry::Approved | Entry::TakeDown => None,
    });
    let texts = std::iter::once(question.original.as_str()).chain(later);
    let found: Vec<CrisisKind> =
        texts.filter_map(crisis).flat_map(|crisis| crisis.kinds().to_vec()).collect();
    CrisisKind::ALL.into_iter().filter(|kind| found.contains(kind)).collect()
}
