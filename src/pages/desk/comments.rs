//! Responses of readers: the list in which they are decided, and the page of one.

use maud::{Markup, html};

use super::parts;
use super::shell::{DeskFrame, Title, page, page_with_script};
use crate::domain::{
    Comment, CommentBy, CommentId, CommentPage, CommentState, CommentTally, crisis, visible,
};
use crate::pages::parts::{
    Field, FieldProblem, day, error_summary, excerpt, problem_of, text_area, text_field,
};
use crate::pages::scripts;
use crate::texts::en::desk::comments as t;

/// Before the id of a response, in the name of the field that ticks it.
pub const TICK: &str = "tick-";
/// Characters that are shown of what a response answers.
const ANSWERED_CHARS: usize = 160;
/// Lines of the fields.
const TEXT_ROWS: u8 = 10;
const REPLY_ROWS: u8 = 6;

/// All that the list shows.
#[derive(Debug, Clone, Copy)]
pub struct CommentsView<'a> {
    pub state: CommentState,
    pub page: &'a CommentPage,
    pub tally: &'a CommentTally,
    /// Whether this is the list's first page.
    pub first: bool,
    /// A form was sent with no response ticked.
    pub none_ticked: bool,
}

/// The page of one response, as it is or as its forms came back.
#[derive(Debug, Clone)]
pub struct CommentForm<'a> {
    pub comment: &'a Comment,
    pub name: &'a str,
    pub text: &'a str,
    pub reply: &'a str,
    pub problems: Vec<FieldProblem>,
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
            (parts::empty(&if view.first { t::empty(view.state) } else { t::NO_MORE }))
        } @else {
            form.comments method="post" action="/desk/comments" {
                input type="hidden" name="state" value=(view.state.as_str());
                (all_buttons(view.state, may_publish))
                ol { @for row in &view.page.rows { (line(row, may_publish)) } }
                (all_buttons(view.state, may_publish))
                p.hint data-keys hidden { (t::KEYS) }
            }
        }
        (turning(view))
    };
    page_with_script(frame, t::TITLE.into(), scripts::desk_script("comments"), body)
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
fn address(state: CommentState, after: Option<CommentId>) -> String {
    let state = format!("/desk/comments?state={}", state.as_str());
    match after {
        Some(after) => format!("{state}&after={after}"),
        None => state,
    }
}

/// What may be decided about responses of this state.
fn decisions(from: CommentState, may_publish: bool) -> impl Iterator<Item = CommentState> {
    let may = move |to: &CommentState| {
        may_publish || (*to != CommentState::Approved && from != CommentState::Approved)
    };
    CommentState::DECISIONS.into_iter().filter(move |to| *to != from).filter(may)
}

/// The buttons for all that are ticked.
fn all_buttons(state: CommentState, may_publish: bool) -> Markup {
    html! {
        div.buttons role="group" aria-label=(t::TICKED) {
            span aria-hidden="true" { (t::TICKED) }
            @for to in decisions(state, may_publish) {
                button name="to" value=(to.as_str()) { (t::decide(to)) }
            }
        }
    }
}

fn line(row: &Comment, may_publish: bool) -> Markup {
    let tick = format!("{TICK}{}", row.id);
    html! {
        li id={ "comment-" (row.id) } {
            label.vh for=(tick) { (t::tick(&shown_name(row))) }
            input id=(tick) type="checkbox" name=(tick) value="yes";
            article {
                (head(row))
                (parts::typed(&row.text))
                div.buttons {
                    @for to in decisions(row.state, may_publish) {
                        button name="one" value={ (to.as_str()) " " (row.id) } data-key=(key(to)) { (t::decide(to)) }
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
        CommentState::New => "",
        CommentState::Approved => "a",
        CommentState::Declined => "d",
        CommentState::Spam => "s",
    }
}

fn shown_name(comment: &Comment) -> String {
    if comment.name.is_empty() { t::NAMELESS.to_owned() } else { visible(&comment.name) }
}

/// Who, when, below which post, and in answer to whom.
fn head(row: &Comment) -> Markup {
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
        @if !view.first || view.page.next.is_some() {
            nav.turning aria-label=(t::PAGES) {
                @if let Some(next) = view.page.next {
                    a.button rel="next" href=(address(view.state, Some(next))) { (t::NEXT) }
                }
                @if !view.first { a href=(address(view.state, None)) { (t::TO_FIRST) } }
            }
        }
    }
}

/// One response, with all that can be done about it.
pub fn comment(frame: &DeskFrame<'_>, form: &CommentForm<'_>) -> Markup {
    let (row, may_publish) = (form.comment, frame.person.role.may_publish());
    let body = html! {
        div.narrow {
            (error_summary(&form.problems))
            p { a href=(address(row.state, None)) { (t::TITLE) ": " (t::state(row.state)) } }
            h1 { (t::ONE) }
            article.sheet { (head(row)) (parts::typed(&row.text)) }
            @if let (Some(slug), Some(place), CommentState::Approved) = (&row.slug, row.place, row.state) {
                p { a href={ "/posts/" (slug.as_str()) "#response-" (place) } { (t::SEE) } }
            }
            form method="post" action="/desk/comments" {
                input type="hidden" name="state" value=(row.state.as_str());
                div.buttons role="group" aria-label=(t::DECIDE) {
                    @for to in decisions(row.state, may_publish) {
                        button name="one" value={ (to.as_str()) " " (row.id) } { (t::decide(to)) }
                    }
                }
            }
            @if may_publish {
                (reply(form))
                (edit(form))
            }
            @if let Some((name, text)) = &row.original { (original(name, text)) }
        }
    };
    page(frame, Title { text: t::ONE, failed: !form.problems.is_empty() }, body)
}

fn reply(form: &CommentForm<'_>) -> Markup {
    let approved = form.comment.state == CommentState::Approved;
    let field = Field {
        hint: Some(if approved { t::REPLY_HINT } else { t::REPLY_APPROVES }),
        value: form.reply,
        problem: problem_of(&form.problems, "reply"),
        spellcheck: true,
        ..Field::new("reply", t::REPLY)
    };
    html! {
        form method="post" action={ "/desk/comments/" (form.comment.id) "/reply" } {
            (text_area(&field, REPLY_ROWS))
            p.actions {
                button.primary { (if approved { t::REPLY_SEND } else { t::REPLY_SEND_APPROVE }) }
            }
        }
    }
}

fn edit(form: &CommentForm<'_>) -> Markup {
    let name = Field {
        value: form.name,
        hint: form.name.is_empty().then_some(t::NAMELESS_HINT),
        problem: problem_of(&form.problems, "name"),
        required: false,
        ..Field::new("name", t::NAME)
    };
    let text = Field {
        value: form.text,
        problem: problem_of(&form.problems, "text"),
        ..Field::new("text", t::TEXT)
    };
    html! {
        h2 { (t::EDIT) }
        @if form.comment.by != CommentBy::Columnist { p.hint { (t::EDIT_HINT) } }
        form method="post" action={ "/desk/comments/" (form.comment.id) } {
            (text_field(&name))
            (text_area(&text, TEXT_ROWS))
            p.actions { button { (t::SAVE) } }
        }
    }
}

fn original(name: &str, text: &str) -> Markup {
    html! {
        details {
            summary { (t::ORIGINAL) }
            @if !name.is_empty() { p { bdi { (visible(name)) } } }
            (parts::typed(text))
        }
    }
}
