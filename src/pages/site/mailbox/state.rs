//! How a letter stands.

use maud::{Markup, html};

use super::MailboxView;
use crate::domain::{Day, Line, MailboxState, ProofTurn};
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

/// The state of an opened mailbox. A post that is not public at this moment is no link.
pub(super) fn told(view: &MailboxView<'_>, columnist: &str, replied: bool) -> Markup {
    let post = match (view.state, view.title) {
        (MailboxState::Published { slug }, Some(title)) => {
            Some(html! { a.onward href={ "/posts/" (slug) } { (title) } })
        }
        _ => None,
    };
    let day = match view.state {
        MailboxState::Destroyed { day } => html! { (day) },
        _ => html! {},
    };
    let asked = html! { @if asks(view) { p.note { (t::proof_waits(columnist)) } } };
    let facts = Facts { columnist, return_days: view.return_days, post, day, asked };
    shown(view.state, replied, &facts)
}

/// Whether a text waits for its asker's answer.
fn asks(view: &MailboxView<'_>) -> bool {
    let consent = view.question.map(|(_, consent)| consent);
    view.lines.iter().any(|line| match line {
        Line::Proof { number, .. } => {
            ProofTurn::of(*number, view.lines, view.state, consent, view.today) == ProofTurn::Open
        }
        Line::Reply { .. } | Line::FollowUp { .. } | Line::TakeDown => false,
    })
}

/// The templates of all states (`receipt.js`): with replies and without, of which the script takes out one.
pub(super) fn templates(columnist: &str, return_days: u32) -> Markup {
    let facts = Facts {
        columnist,
        return_days,
        post: Some(html! { a.onward data-post { (t::MAILBOX_POST) } }),
        day: html! { span data-fill="day" {} },
        asked: html! { p.note data-if="asked" { (t::proof_waits(columnist)) } },
    };
    html! {
        @for (name, state) in states() {
            template data-state=(name) {
                div data-if="unreplied" { (shown(&state, false, &facts)) }
                div data-if="replied" { (shown(&state, true, &facts)) }
            }
        }
        template data-state="spoilt" {
            h1 { (t::SPOILT_TITLE) }
            p { (t::SPOILT_TEXT) }
        }
    }
}

/// What a state is told with.
struct Facts<'a> {
    columnist: &'a str,
    return_days: u32,
    /// The link to the post.
    post: Option<Markup>,
    /// When it was destroyed.
    day: Markup,
    /// Says that a text waits for her answer, before anything else: it has a date.
    asked: Markup,
}

fn shown(state: &MailboxState, replied: bool, facts: &Facts<'_>) -> Markup {
    let texts = t::mailbox_text(state, replied, facts.columnist, facts.return_days);
    html! {
        h1 { (t::mailbox_title(state, replied)) }
        (facts.asked)
        @match state {
            MailboxState::Published { .. } => {
                @if let Some(post) = &facts.post {
                    @for paragraph in &texts { p { (paragraph) } }
                    p { (post) }
                } @else {
                    p { (t::MAILBOX_OFF) }
                }
                @if replied { p { (t::mailbox_private(facts.columnist)) } }
            }
            MailboxState::Destroyed { .. } => {
                p { (t::DESTROYED_ON) " " (facts.day) "." }
                @for paragraph in &texts { p { (paragraph) } }
            }
            MailboxState::Answered if !replied => p.note { (t::MAILBOX_EMPTY_REPLY) },
            MailboxState::Waiting | MailboxState::Read | MailboxState::Answered | MailboxState::Declined
            | MailboxState::Withdrawn => {
                @for paragraph in &texts { p { (paragraph) } }
            }
        }
    }
}
