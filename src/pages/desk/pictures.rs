//! The library of pictures: to add one, to choose again, to say what each shows.

use maud::{Markup, html};

use super::parts;
use super::shell::{DeskFrame, Title, page};
use crate::domain::{ALT_CHARS_MAX, PICTURES_DESK, Picture, PicturePlace};
use crate::pages::parts::{Field, FieldProblem, error_summary, picture, problem_of, text_field};
use crate::texts::en::common;
use crate::texts::en::desk::{pictures as t, queue::Empty};

/// How wide a picture is shown in the library, as the attribute `sizes` says it.
const SIZES: &str = "(min-width: 40rem) 16rem, 100vw";

/// What the page shows.
pub struct LibraryView<'a> {
    pub pictures: &'a [Picture],
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
    /// What was typed beside a file that was not taken.
    pub alt: &'a str,
    /// Set when a picture of the column itself is chosen.
    pub choosing: Option<PicturePlace>,
    pub problems: Vec<FieldProblem>,
}

/// A page of the library.
pub fn library(frame: &DeskFrame<'_>, view: &LibraryView<'_>) -> Markup {
    let body = html! {
        (error_summary(&view.problems))
        div.head { h1 { (t::TITLE) } }
        @if let Some(place) = view.choosing {
            p.notice { (t::choosing(place)) " " a href="/desk/settings#pictures" { (t::CHOOSE_CANCEL) } }
        }
        (add(view))
        h2.vh #pictures { (t::LIST) }
        @if view.pictures.is_empty() {
            (parts::empty(&Empty { head: t::EMPTY_HEAD, line: t::EMPTY_LINE }))
        } @else {
            ul.library { @for picture in view.pictures { (one(picture, view.choosing)) } }
        }
        @if let Some(next) = view.next {
            nav.turning aria-label=(t::PAGES) {
                a.button rel="next" href=(next_address(next, view.choosing)) { (t::NEXT) }
            }
        }
    };
    page(frame, Title { text: t::TITLE, failed: !view.problems.is_empty() }, body)
}

fn next_address(next: i64, choosing: Option<PicturePlace>) -> String {
    match choosing {
        Some(place) => format!("/desk/pictures?for={}&before={next}", place.as_str()),
        None => format!("/desk/pictures?before={next}"),
    }
}

fn add(view: &LibraryView<'_>) -> Markup {
    let alt = Field {
        value: view.alt,
        hint: Some(t::ALT_HINT),
        problem: problem_of(&view.problems, "alt"),
        required: false,
        spellcheck: true,
        ..Field::new("alt", t::ALT)
    };
    html! {
        section.add-picture aria-labelledby="add" {
            h2 #add { (t::ADD) }
            p.hint { (t::LEAD) }
            form method="post" action="/desk/pictures" enctype="multipart/form-data" {
                @if let Some(place) = view.choosing { input type="hidden" name="for" value=(place.as_str()); }
                // Before the file, so that a file which is too large does not take the words with it.
                (text_field(&alt))
                (file(problem_of(&view.problems, "picture"), true))
                p.actions { button.primary { (t::ADD_BUTTON) } }
            }
        }
    }
}

/// The field for a file.
pub(super) fn file(problem: Option<&str>, required: bool) -> Markup {
    let described = if problem.is_some() { "picture-hint picture-error" } else { "picture-hint" };
    html! {
        div.field.bad[problem.is_some()] {
            label for="picture" { (t::FILE) }
            p.hint #picture-hint { (t::FILE_HINT) }
            @if let Some(problem) = problem {
                p.error #picture-error { span.vh { (common::ERROR_PREFIX) } (problem) }
            }
            input #picture name="picture" type="file" required[required]
                accept="image/jpeg,image/png,image/webp,image/gif"
                aria-invalid=[problem.map(|_| "true")] aria-describedby=(described);
        }
    }
}

fn one(shown: &Picture, choosing: Option<PicturePlace>) -> Markup {
    html! {
        li id={ "p-" (shown.id) } {
            (picture(shown, PICTURES_DESK, "thumb", SIZES))
            @if shown.alt.is_empty() { p.alt.error { (t::NO_ALT) } } @else { p.alt dir="auto" { (shown.alt) } }
            @if let Some(place) = choosing {
                form method="post" action="/desk/settings/pictures" {
                    input type="hidden" name="place" value=(place.as_str());
                    input type="hidden" name="picture" value=(shown.id);
                    button { (t::choose(place)) }
                }
            } @else {
                (code(shown))
                (change(shown))
            }
        }
    }
}

/// The line that shows the picture in a post, ready to be copied.
fn code(shown: &Picture) -> Markup {
    let id = format!("code-{}", shown.id);
    html! {
        label.hint for=(id) { (t::CODE) }
        input.line id=(id) type="text" readonly spellcheck="false" value=(shown.markdown());
    }
}

fn change(shown: &Picture) -> Markup {
    let (id, address) = (format!("alt-{}", shown.id), format!("/desk/pictures/{}", shown.id));
    html! {
        details {
            summary { (t::MORE) }
            form method="post" action={ (address) "/alt" } {
                label for=(id) { (t::ALT) }
                textarea id=(id) name="alt" rows="3" dir="auto" maxlength=(ALT_CHARS_MAX) { "\n" (shown.alt) }
                p.actions { button { (t::SAVE) } }
            }
            form method="post" action={ (address) "/delete" } { button { (t::DELETE) } }
        }
    }
}
