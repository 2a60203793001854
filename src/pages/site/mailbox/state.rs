//! How a letter stands.

use maud::{Markup, html};

use super::MailboxView;
use super::thread::PROOF_ID;
use crate::domain::{Day, Line, MailboxState, ProofTurn, visible};
use crate::pages::parts;
use crate::texts::en::site as t;

/// Every state, with the name that the scripts use.
pub(super) fn states() -> [(&'static str, MailboxState); 7] {
    [
        ("waiting", MailboxState::Waiting),
        ("read", MailboxState::Read),
        ("answered", MailboxState::Answered),
        ("published", MailboxState::Published { slug: String::new() }),
        ("declined", MailboxState::Declined),
        ("withdrawn", MailboxState::Withdrawn),
        ("destroyed", MailboxState::Destroyed { day: Day(0) }),
    ]
}

/// What a letter's page says first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// A text waits for its asker's answer.
    Asked,
    /// Its asker asked for the post to be taken down.
    Down,
    Replied,
    /// It is a response to a post.
    Response,
    Plain,
}

impl Course {
    /// Every course with the name that the scripts use.
    const ALL: [(Self, &'static str); 5] = [
        (Self::Asked, "asked"),
        (Self::Down, "down"),
        (Self::Replied, "replied"),
        (Self::Response, "response"),
        (Self::Plain, "plain"),
    ];
}

/// What a state is told with.
struct Facts<'a> {
    columnist: &'a str,
    return_days: u32,
    /// The link to the post.
    post: Option<Markup>,
    /// When it was destroyed.
    day: Markup,
    /// The last day for her answer to a text.
    until: Markup,
    /// Says that there are private replies.
    letters: Markup,
}

/// The state of an opened mailbox. A post that is not public at this moment is no link.
pub(super) fn told(view: &MailboxView<'_>, columnist: &str, replied: bool) -> Markup {
    let post = match (view.state, view.title) {
        (MailboxState::Published { slug }, Some(title)) => {
            let below = if view.response.is_some() { "#responses" } else { "" };
            Some(
                html! { a.onward dir="auto" href={ "/posts/" (slug) (below) } { (visible(title)) } },
            )
        }
        _ => None,
    };
    let day = match view.state {
        MailboxState::Destroyed { day } => html! { (day) },
        _ => html! {},
    };
    let asked = asked_until(view);
    let course = match asked {
        _ if view.response.is_some() => Course::Response,
        Some(_) => Course::Asked,
        None if view.wants_down => Course::Down,
        None if replied => Course::Replied,
        None => Course::Plain,
    };
    let until = html! { @if let Some(until) = asked { (parts::day(until)) } };
    let letters = html! { @if replied { p { (t::mailbox_private(columnist)) } } };
    let facts = Facts { columnist, return_days: view.return_days, post, day, until, letters };
    shown(view.state, course, &facts)
}

/// The last day for an answer, where a text waits for one.
fn asked_until(view: &MailboxView<'_>) -> Option<Day> {
    let consent = view.question.map(|(_, consent)| consent);
    view.lines.iter().find_map(|line| match line {
        Line::Proof { number, until, .. } => {
            let turn = ProofTurn::of(*number, view.lines, view.state, consent, view.today);
            (turn == ProofTurn::Open).then_some(*until)
        }
        Line::Reply { .. } | Line::FollowUp { .. } | Line::TakeDown => None,
    })
}

/// The templates of all states (`receipt.js`), with every course, of which the script leaves one.
pub(super) fn templates(columnist: &str, return_days: u32) -> Markup {
    let facts = Facts {
        columnist,
        return_days,
        post: Some(html! { a.onward data-post { (t::MAILBOX_POST) } }),
        day: html! { span data-fill="day" {} },
        until: html! { span data-fill="until" {} },
        letters: html! { p data-if="letters" { (t::mailbox_private(columnist)) } },
    };
    let of_response = Facts {
        post: Some(html! { a.onward data-post { (t::RESPONSE_POST) } }),
        day: facts.day.clone(),
        until: html! {},
        letters: html! {},
        ..facts
    };
    let facts_of = |course| if course == Course::Response { &of_response } else { &facts };
    html! {
        @for (name, state) in states() {
            template data-state=(name) {
                @for (course, name) in Course::ALL { div data-if=(name) { (shown(&state, course, facts_of(course))) } }
            }
        }
        template data-state="spoilt" {
            h1 { (t::SPOILT_TITLE) }
            p { (t::SPOILT_TEXT) }
        }
    }
}

fn shown(state: &MailboxState, course: Course, facts: &Facts<'_>) -> Markup {
    use MailboxState::{Answered, Declined, Destroyed, Published, Read, Waiting};
    match (state, course) {
        (state, Course::Response) => response(state, facts),
        (Waiting | Read | Answered, Course::Asked) => asked(facts),
        (Waiting | Read | Answered | Declined, Course::Down) => taken_down(facts),
        (Published { .. }, _) => published(state, course, facts),
        (Answered, Course::Plain) => html! {
            h1 { (t::mailbox_title(state, false)) }
            p.note { (t::MAILBOX_EMPTY_REPLY) }
        },
        (state, course) => {
            let replied = course == Course::Replied;
            html! {
                h1 { (t::mailbox_title(state, replied)) }
                @if matches!(state, Destroyed { .. }) { p { (t::DESTROYED_ON) " " (facts.day) "." } }
                @for text in t::mailbox_text(state, replied, facts.columnist, facts.return_days) { p { (text) } }
            }
        }
    }
}

/// A text waits for her, and that has a date, so nothing else is said of the letter.
fn asked(facts: &Facts<'_>) -> Markup {
    html! {
        h1 { (t::asks_title(facts.columnist)) }
        p.note {
            (t::proof_waits(facts.columnist)) " " (t::PROOF_UNTIL) " " strong { (facts.until) } ". "
            a href={ "#" (PROOF_ID) } { (t::PROOF_READ) }
        }
        (facts.letters)
    }
}

/// What became of a response.
fn response(state: &MailboxState, facts: &Facts<'_>) -> Markup {
    let is_public = matches!(state, MailboxState::Published { .. });
    html! {
        h1 { (t::response_title(state)) }
        @match &facts.post {
            None if is_public => { p { (t::RESPONSE_OFF) } }
            _ => { p { (t::response_text(state, facts.columnist)) } }
        }
        @if let (true, Some(post)) = (is_public, &facts.post) { p { (post) } }
    }
}

fn taken_down(facts: &Facts<'_>) -> Markup {
    html! {
        h1 { (t::DOWN_TITLE) }
        @for paragraph in t::DOWN_TEXT { p { (paragraph) } }
        (facts.letters)
    }
}

fn published(state: &MailboxState, course: Course, facts: &Facts<'_>) -> Markup {
    html! {
        h1 { (t::mailbox_title(state, false)) }
        @if course == Course::Down { p.note { (t::down_waits(facts.columnist)) } }
        @if let Some(post) = &facts.post {
            @for text in t::mailbox_text(state, false, facts.columnist, facts.return_days) { p { (text) } }
            p { (post) }
        } @else {
            p { (t::MAILBOX_OFF) }
        }
        (facts.letters)
    }
}
