//! What may give the asker away in the printed question, and what differs from the letter. It lies within the
//! editor's form: whatever is pressed, what was typed is saved first.

use maud::{Markup, html};

use super::editor::EditorView;
use crate::domain::{
    Change, KeptMark, Mark, MarkAction, MarkChoice, OWN_WORDS_CHARS_MAX, Passage, PostId,
    differences, visible, without_hidden,
};
use crate::texts::en::desk::marks as t;

/// Marks that the list shows; the others come as these go.
const ROWS_MAX: usize = 100;

/// The name of the field for words of her own, for the mark that begins at byte `start`.
pub fn own_words_field(start: usize) -> String {
    format!("own-{start}")
}

/// The part as a whole; nothing where nothing is printed.
pub(super) fn printed_panel(view: &EditorView<'_>) -> Markup {
    let (printed, found) = (&view.post.text.printed, &view.check.inspection);
    html! {
        @if !printed.is_empty() {
            section.marks #marks aria-labelledby="marks-title" {
                h2 #marks-title { (t::TITLE) }
                @if found.marks.is_empty() {
                    p.hint { (t::NONE) }
                } @else {
                    p.hint { (t::LEAD) " " (t::AS_SAVED) }
                    p.hint.keys hidden { (t::KEYS) }
                    (marked(printed, &found.marks))
                    ol { @for mark in found.marks.iter().take(ROWS_MAX) { (row(view.post.id, printed, mark)) } }
                    @if found.marks.len() > ROWS_MAX { p.hint { (t::more(found.marks.len() - ROWS_MAX)) } }
                }
                (kept(view.post.id, &found.kept))
                (differs(view))
            }
        }
    }
}

/// The text with its marks in it.
fn marked(printed: &str, marks: &[Mark]) -> Markup {
    let mut pieces: Vec<(&str, Option<&Mark>)> = Vec::new();
    let mut from = 0;
    for mark in marks {
        pieces.extend(printed.get(from..mark.start).map(|between| (between, None)));
        pieces.extend(mark.words(printed).map(|words| (words, Some(mark))));
        from = mark.end;
    }
    pieces.extend(printed.get(from..).map(|rest| (rest, None)));
    html! {
        div.typed.marked dir="auto" tabindex="0" role="group" aria-labelledby="marks-title" {
            @for (text, mark) in pieces {
                @if let Some(mark) = mark {
                    mark id={ "mark-" (mark.start) } { span.vh { (t::BEGIN) " " } (visible(text)) }
                } @else {
                    (visible(text))
                }
            }
        }
    }
}

/// One mark: what it is, the words, and the two buttons.
fn row(post: PostId, printed: &str, mark: &Mark) -> Markup {
    let kept = mark.kept(printed);
    let (words, own) = (visible(&kept.text), own_words_field(mark.start));
    let value = |action| MarkChoice { action, start: mark.start, mark: kept.clone() }.value();
    let action = format!("/desk/posts/{post}/marks");
    html! {
        li data-mark={ "mark-" (mark.start) } {
            p.what { span.meta { (t::kind(mark.kind)) } " " a href={ "#mark-" (mark.start) } dir="auto" { (words) } }
            label.vh for=(own) { (t::instead_of(&words)) }
            input id=(own) name=(own) value=[mark.suggestion.as_deref()] maxlength=(OWN_WORDS_CHARS_MAX)
                placeholder=(t::INSTEAD) autocomplete="off" spellcheck="false" dir="auto";
            button name="mark" value=(value(MarkAction::Blur)) formaction=(action) {
                (t::BLUR) span.vh { " " (t::done_to(&words)) }
            }
            button name="mark" value=(value(MarkAction::Keep)) formaction=(action) {
                (t::KEEP) span.vh { " " (t::done_to(&words)) }
            }
        }
    }
}

/// What stays by choice, with the way back.
fn kept(post: PostId, kept: &[KeptMark]) -> Markup {
    html! {
        @if !kept.is_empty() {
            details {
                summary { (t::KEPT) " (" (kept.len()) ")" }
                ul.kept {
                    @for mark in kept {
                        @let choice = MarkChoice { action: MarkAction::Raise, start: 0, mark: mark.clone() };
                        li {
                            p.what { span.meta { (t::kind(mark.kind)) } " " span dir="auto" { (visible(&mark.text)) } }
                            button name="mark" value=(choice.value()) formaction={ "/desk/posts/" (post) "/marks" } {
                                (t::RAISE) span.vh { " " (t::done_to(&visible(&mark.text))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What differs from the letter. A text made of several letters differs from each of them all over.
fn differs(view: &EditorView<'_>) -> Markup {
    let [letter] = view.post.questions.as_slice() else { return html! {} };
    let letter = without_hidden(&letter.original);
    let passages = differences(&letter, &view.post.text.printed);
    let changed: Vec<&Passage<'_>> = passages.iter().filter(|passage| !passage.is_same()).collect();
    html! {
        details {
            summary { (t::DIFFERS) }
            @if changed.is_empty() { p.hint { (t::WORD_FOR_WORD) } }
            @for passage in changed { (difference(passage)) }
        }
    }
}

fn difference(passage: &Passage<'_>) -> Markup {
    html! {
        div.typed.differs dir="auto" {
            @for change in &passage.changes {
                @match change {
                    Change::Same(text) => (visible(text)),
                    Change::Removed(text) => del { span.vh { (t::REMOVED) " " } (visible(text)) },
                    Change::Added(text) => ins { span.vh { (t::ADDED) " " } (visible(text)) },
                }
            }
        }
    }
}
