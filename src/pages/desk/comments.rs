//! Responses of readers: the list in which they are decided.

use maud::{Markup, html};

use super::parts;
use super::shell::{DeskFrame, page_with_script_onward};
use crate::domain::{Comment, CommentId, CommentPage, CommentState, CommentTally, crisis, visible};
use crate::pages::parts::{day, excerpt};
use crate::pages::scripts;
use crate::texts::en::desk::comments as t;

/// Before the id of a response, in the name of the field that ticks it.
pub const TICK: &str = "tick-";
/// In an address: that all of the page are to be ticked.
pub const TICK_ALL: &str = "all";
/// Characters that are shown of what a response answers.
const ANSWERED_CHARS: usize = 160;

/// All that the list shows.
#[derive(Debug, Clone, Copy)]
pub struct CommentsView<'a> {
    pub state: CommentState,
    pub page: &'a CommentPage,
    pub tally: &'a CommentTally,
    /// The response behind which this page begins; none on the list's first.
    pub after: Option<CommentId>,
    /// Those that are ticked.
    pub ticked: &'a [CommentId],
    /// Those that have just been moved away from here, and can be moved back.
    pub moved: &'a [CommentId],
    /// A form was sent with no response ticked.
    pub none_ticked: bool,
}

/// One page of responses.
pub fn comments(frame: &DeskFrame<'_>, view: &CommentsView<'_>) -> Markup {
    let may_publish = frame.person.role.may_publish();
    let body = html! {
        h1 { (t::TITLE) }
        (tabs(view))
        @if !may_publish { p.notice { (t::not_yours(&frame.column.columnist)) } }
        @if view.none_ticked { p.notice role="alert" { (t::NONE_TICKED) } }
        @if view.page.rows.is_empty() {
            (parts::empty(&if view.after.is_none() { t::empty(view.state) } else { t::NO_MORE }))
        } @else {
            form.comments method="post" action="/desk/comments" {
                input type="hidden" name="state" value=(view.state.as_str());
                @if let Some(after) = view.after { input type="hidden" name="after" value=(after); }
                (all_buttons(view, may_publish))
                ol { @for at in 0..view.page.rows.len() { (line(view, at, may_publish)) } }
                (all_buttons(view, may_publish))
                p.hint data-keys hidden { (t::KEYS) }
            }
        }
        (turning(view))
    };
    let script = scripts::desk_script("comments");
    page_with_script_onward(frame, t::TITLE.into(), script, undo(view), body)
}

/// The way back from what has just been decided.
fn undo(view: &CommentsView<'_>) -> Markup {
    html! {
        @if !view.moved.is_empty() {
            form method="post" action="/desk/comments" {
                @for id in view.moved { input type="hidden" name={ (TICK) (id) } value="yes"; }
                input type="hidden" name="state" value=(view.state.as_str());
                button name="to" value=(view.state.as_str()) data-key="u" { (t::UNDO) }
            }
        }
    }
}

fn tabs(view: &CommentsView<'_>) -> Markup {
    html! {
        nav.tabs aria-label=(t::PARTS) {
            ul {
                @for (state, count) in view.tally {
                    li {
                        a href=(address(*state, None)) aria-current=[(view.state == *state).then_some("page")] {
                            (t::state(*state)) " " span.count { (count) }
                        }
                    }
                }
            }
        }
    }
}

/// The address of a list, from its first page or from behind a response.
pub(super) fn address(state: CommentState, after: Option<CommentId>) -> String {
    let state = format!("/desk/comments?state={}", state.as_str());
    match after {
        Some(after) => format!("{state}&after={after}"),
        None => state,
    }
}

/// What may be decided about responses of this state.
pub(super) fn decisions(
    from: CommentState,
    may_publish: bool,
) -> impl Iterator<Item = CommentState> {
    let may = move |to: &CommentState| {
        may_publish || (*to != CommentState::Approved && from != CommentState::Approved)
    };
    CommentState::DECISIONS.into_iter().filter(move |to| *to != from).filter(may)
}

/// The buttons for all that are ticked.
fn all_buttons(view: &CommentsView<'_>, may_publish: bool) -> Markup {
    html! {
        div.buttons role="group" aria-label=(t::TICKED) {
            span aria-hidden="true" { (t::TICKED) }
            @for to in decisions(view.state, may_publish) {
                button name="to" value=(to.as_str()) data-key=(key(to)) { (t::decide(to)) }
            }
            a href={ (address(view.state, view.after)) "&tick=" (TICK_ALL) } { (t::TICK_ALL) }
        }
    }
}

/// One response. Its buttons name the one below it too, at which the page is opened next.
fn line(view: &CommentsView<'_>, at: usize, may_publish: bool) -> Markup {
    let rows = &view.page.rows;
    let row = &rows[at];
    let next = rows.get(at + 1).map(|row| format!(" {}", row.id)).unwrap_or_default();
    let tick = format!("{TICK}{}", row.id);
    html! {
        li id={ "comment-" (row.id) } {
            label.vh for=(tick) { (t::tick(&shown_name(row))) }
            input id=(tick) type="checkbox" name=(tick) value="yes" checked[view.ticked.contains(&row.id)];
            article {
                (head(row))
                (parts::typed(&row.text))
                div.buttons {
                    @for to in decisions(row.state, may_publish) {
                        button name="one" value={ (to.as_str()) " " (row.id) (next) } data-key=(key(to)) { (t::decide(to)) }
                    }
                    a href={ "/desk/comments/" (row.id) } data-key="e" { (t::OPEN) }
                }
            }
        }
    }
}

/// The key that presses a decision's button.
fn key(to: CommentState) -> &'static str {
    match to {
        CommentState::New => "b",
        CommentState::Approved => "a",
        CommentState::Declined => "d",
        CommentState::Spam => "s",
    }
}

fn shown_name(comment: &Comment) -> String {
    if comment.name.is_empty() { t::NAMELESS.to_owned() } else { visible(&comment.name) }
}

/// Who, when, below which post, and in answer to whom.
pub(super) fn head(row: &Comment) -> Markup {
    html! {
        h2 { bdi { (shown_name(row)) } }
        p.meta {
            (day(row.id.day()))
            @if let Some(by) = t::by(row.by) { span.badge.plain { (by) } }
            @if crisis(&row.text).is_some() { span.badge.why { (t::DANGER) } }
            @if row.original.is_some() { span.badge.plain { (t::EDITED_MARK) } }
            span {
                (t::ON) " "
                @match &row.slug {
                    Some(slug) => { a href={ "/posts/" (slug.as_str()) } { (visible(&row.title)) } }
                    None => { bdi { (visible(&row.title)) } }
                }
            }
            @if let Some(letter) = row.question { a href={ "/desk/questions/" (letter) } { (t::LETTER) } }
        }
        @if let Some((_, name, text)) = &row.parent { (answered(name, text)) }
    }
}

fn answered(name: &str, text: &str) -> Markup {
    html! {
        blockquote.answered {
            @if text.is_empty() {
                p { (t::REPLIES_GONE) }
            } @else {
                p { (t::REPLIES_TO) " " bdi { (visible(name)) } ": " bdi { (excerpt(text, ANSWERED_CHARS)) } }
            }
        }
    }
}

fn turning(view: &CommentsView<'_>) -> Markup {
    html! {
        @if view.after.is_some() || view.page.next.is_some() {
            nav.turning aria-label=(t::PAGES) {
                @if let Some(next) = view.page.next {
                    a.button rel="next" href=(address(view.state, Some(next))) { (t::NEXT) }
                }
                @if view.after.is_some() { a href=(address(view.state, None)) { (t::TO_FIRST) } }
            }
        }
    }
}
