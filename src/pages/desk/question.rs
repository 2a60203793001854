//! One letter: what it says, what its asker allowed, and all that the desk did with it.

use maud::{Markup, html};

use super::attention::attention;
use super::conversation::conversation;
use super::parts;
use super::question_forms::{QuestionForms, note_form, tags_form};
use super::question_log::{history, notes};
use super::shell::{DeskFrame, Title, page_onward};
use crate::domain::{Consent, LinkedPost, Question, QuestionId, Status, Step};
use crate::pages::parts::error_summary;
use crate::texts::en::desk::{posts, question as t, shell, words};

/// The ways by hand, the likeliest first.
const WAYS: [Status; 4] = [Status::Kept, Status::Declined, Status::Spam, Status::New];

/// The page of one letter; `next` is the letter after it, if there is one, and whether it is to be looked at first.
pub fn question(
    frame: &DeskFrame<'_>,
    question: &Question,
    next: Option<(QuestionId, bool)>,
    form: &QuestionForms,
) -> Markup {
    let title = t::title(question.id.day());
    let body = html! {
        (error_summary(&form.problems))
        div.head {
            h1 { (title) }
            p.meta {
                (parts::consent_badge(question.consent)) (parts::status_badge(question.status))
            }
        }
        (attention(frame, question))
        div.two {
            div.wide {
                (letter(question))
                (decide(question))
                (conversation(question, form))
            }
            div.side {
                div.block { (tags_form(question.id, form)) }
                section { h2 { (t::NOTES) } (notes(&question.notes)) (note_form(question.id, form)) }
                (history(&question.history))
            }
        }
    };
    let failed = !form.problems.is_empty();
    // Whoever has something to mend is not led away from it.
    let onward = if failed {
        html! {}
    } else {
        onward(question.status, next, frame.flash.is_some())
    };
    page_onward(frame, Title { text: &title, failed }, onward, body)
}

/// The way on to the next letter to look at first, or to the next new one: the first thing that Tab comes to; after something was done, Enter alone
/// goes on.
fn onward(status: Status, next: Option<(QuestionId, bool)>, done: bool) -> Markup {
    html! {
        @if let Some((next, first)) = next {
            p.onward {
                a href={ "/desk/questions/" (next) } autofocus[done] aria-describedby=[done.then_some("done")] {
                    (if first { t::NEXT_FIRST } else { t::NEXT })
                }
            }
        } @else if done {
            p.onward {
                @if status != Status::New { (t::LAST_NEW) " " }
                a href="/desk" autofocus aria-describedby="done" { (shell::TO_QUEUE) }
            }
        }
    }
}

fn letter(question: &Question) -> Markup {
    html! {
        article.sheet aria-label=(t::LETTER) {
            (parts::typed(&question.original))
            p.said {
                @if by_hand(question) {
                    (t::entered(question.consent, question.asker.is_some()))
                } @else {
                    (words::consent_told(question.consent))
                }
                @if let Some(changed) = consent_changed(question) { " " (changed) }
            }
        }
    }
}

fn by_hand(question: &Question) -> bool {
    question.history.iter().any(|row| row.step == Step::Arrived { by_hand: true })
}

/// That its asker has changed the consent, if she has.
fn consent_changed(question: &Question) -> Option<String> {
    question.history.iter().find_map(|row| match row.step {
        Step::Consent { from, to } if to == question.consent => {
            Some(t::consent_changed(from, row.day))
        }
        _ => None,
    })
}

/// Why the program took it for spam, as long as it lies there.
fn filed(question: &Question) -> Option<String> {
    if question.status != Status::Spam {
        return None;
    }
    question.history.iter().find_map(|row| match row.step {
        Step::Filed { reason } => Some(t::filed(reason)),
        _ => None,
    })
}

/// Where the letter can go from here: to a post, or by hand.
fn decide(question: &Question) -> Markup {
    let ways: Vec<Status> = WAYS.into_iter().filter(|&to| question.status.go(to).is_ok()).collect();
    html! {
        section.decide #status {
            h2 { (t::DECIDE) }
            p { (words::status_told(question.status)) }
            @if let Some(filed) = filed(question) { p { (filed) } }
            (linked(&question.posts))
            div.buttons {
                @if may_begin(question) {
                    form method="post" action={ "/desk/questions/" (question.id) "/draft" } {
                        button.primary { (if question.posts.is_empty() { t::BEGIN } else { t::RESUME_POST }) }
                    }
                }
                @if !ways.is_empty() {
                    form method="post" action={ "/desk/questions/" (question.id) "/status" } {
                        @for to in ways { button name="status" value=(to.as_str()) { (words::move_to(to)) } }
                    }
                }
            }
            @if let Some(hint) = begin_hint(question) { p.hint { (hint) } }
        }
    }
}

/// Whether a post can be begun, or gone on with where the letter was set aside in between.
fn may_begin(question: &Question) -> bool {
    question.consent != Consent::Private
        && question.status.go(Status::Drafting).is_ok()
        && !question.posts.iter().any(|post| post.public)
}

/// What to know before beginning a post, or why there is no button for it.
fn begin_hint(question: &Question) -> Option<&'static str> {
    if question.consent == Consent::Private {
        Some(t::NOT_PRINTED)
    } else if matches!(question.status, Status::Declined | Status::Spam) {
        Some(t::KEEP_FIRST)
    } else if !question.posts.is_empty() || !may_begin(question) {
        None
    } else if question.consent == Consent::Proof {
        Some(t::BEGIN_PROOF)
    } else {
        Some(t::BEGIN_HINT)
    }
}

fn linked(linked: &[LinkedPost]) -> Markup {
    html! {
        @if !linked.is_empty() {
            ul.linked {
                @for post in linked {
                    li {
                        (t::POST) ": " a dir="auto" href={ "/desk/posts/" (post.id) } { (posts::title(&post.title)) }
                        " " span.quiet { "(" (if post.public { t::PUBLIC } else { t::DRAFT }) ")" }
                    }
                }
            }
        }
    }
}
