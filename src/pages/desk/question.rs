//! One letter: what it says, what its asker allowed, and all that the desk did with it.

use maud::{Markup, html};

use super::parts;
use super::question_forms::{QuestionForms, note_form, reply_form, tags_form};
use super::shell::{DeskFrame, Title, page};
use crate::domain::{
    Consent, HistoryRow, LinkedPost, Note, Question, QuestionId, Reply, Status, visible,
};
use crate::pages::parts::{day, error_summary};
use crate::texts::en::desk::{posts, question as t, words};

/// The ways by hand, the likeliest first.
const WAYS: [Status; 4] = [Status::Kept, Status::Declined, Status::Spam, Status::New];

/// The page of one letter; `next` is the new letter after it, if there is one.
pub fn question(
    frame: &DeskFrame<'_>,
    question: &Question,
    next: Option<QuestionId>,
    form: &QuestionForms,
) -> Markup {
    let title = t::title(question.id.day());
    let body = html! {
        (error_summary(&form.problems))
        div.head {
            h1 { (title) }
            p.meta {
                (parts::consent_badge(question.consent)) (parts::status_badge(question.status))
                @if let Some(next) = next { a href={ "/desk/questions/" (next) } { (t::NEXT) } }
            }
        }
        div.two {
            div.wide {
                (letter(question))
                (decide(question))
                (replies(question, form))
            }
            div.side {
                div.block { (tags_form(question.id, form)) }
                section { h2 { (t::NOTES) } (notes(&question.notes)) (note_form(question.id, form)) }
                (history(&question.history))
            }
        }
    };
    page(frame, Title { text: &title, failed: !form.problems.is_empty() }, body)
}

fn letter(question: &Question) -> Markup {
    html! {
        article.sheet aria-label=(t::LETTER) {
            (parts::typed(&question.original))
            p.said { (words::consent_told(question.consent)) @if question.asker.is_none() { " " (t::BY_HAND) } }
        }
    }
}

/// Where the letter can go from here: to a post, or by hand.
fn decide(question: &Question) -> Markup {
    html! {
        section.decide #status {
            h2 { (t::DECIDE) }
            p { (words::status_told(question.status)) }
            (linked(&question.posts))
            div.buttons {
                @if may_begin(question) {
                    form method="post" action={ "/desk/questions/" (question.id) "/draft" } {
                        button.primary { (t::BEGIN) }
                    }
                }
                form method="post" action={ "/desk/questions/" (question.id) "/status" } {
                    @for to in WAYS {
                        @if question.status.go(to).is_ok() {
                            button name="status" value=(to.as_str()) { (words::move_to(to)) }
                        }
                    }
                }
            }
            @if let Some(hint) = begin_hint(question) { p.hint { (hint) } }
        }
    }
}

fn may_begin(question: &Question) -> bool {
    question.posts.is_empty()
        && question.consent != Consent::Private
        && question.status.go(Status::Drafting).is_ok()
}

/// What to know before beginning a post, or why there is no button for it.
fn begin_hint(question: &Question) -> Option<&'static str> {
    if question.consent == Consent::Private {
        Some(t::NOT_PRINTED)
    } else if !question.posts.is_empty() {
        None
    } else if !may_begin(question) {
        Some(t::KEEP_FIRST)
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

fn replies(question: &Question, form: &QuestionForms) -> Markup {
    html! {
        section {
            h2 { (t::REPLY) }
            @for reply in &question.replies { (sent(reply)) }
            (reply_form(question, form))
        }
    }
}

fn sent(reply: &Reply) -> Markup {
    html! {
        article.slip {
            h3 { (t::reply(reply.number)) }
            p.meta { span { (visible(&reply.by)) } (day(reply.day)) }
            (parts::typed(&reply.text))
        }
    }
}

fn notes(notes: &[Note]) -> Markup {
    html! {
        @if !notes.is_empty() {
            ul.notes {
                @for note in notes {
                    li { (parts::typed(&note.text)) p.meta { span { (visible(&note.by)) } (day(note.day)) } }
                }
            }
        }
    }
}

fn history(rows: &[HistoryRow]) -> Markup {
    html! {
        @if !rows.is_empty() {
            section {
                h2 { (t::HISTORY) }
                ol.history {
                    @for row in rows { li { (day(row.day)) " " (visible(&t::step(&row.step, &row.by))) } }
                }
            }
        }
    }
}
