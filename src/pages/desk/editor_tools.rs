//! What the editor's scripts work with: the toolbar, the places of the page and the templates of what they say.

use maud::{Markup, html};

use super::login::fields as login_fields;
use crate::domain::{ALT_CHARS_MAX, Accent, PictureProblem, reading_minutes, words};
use crate::texts::en::desk::{pictures, writing as t};
use crate::texts::en::pictures as picture;

/// The three parts of the page, one of which is in sight on a phone; letter and preview share a place beside the text
/// elsewhere. A post that stands `alone` has no letter. Without scripts all stand below each other and this is not shown.
pub(super) fn views(alone: bool) -> Markup {
    html! {
        div.views #views role="group" aria-label=(t::VIEWS) hidden {
            @if !alone { button type="button" data-view="letter" { (t::VIEW_LETTER) } }
            button type="button" data-view="write" { (t::VIEW_WRITE) }
            button type="button" data-view="preview" { (t::VIEW_PREVIEW) }
        }
    }
}

/// Where the page appears as it would look. Its style is the site's own, within a shadow tree.
pub(super) fn preview_place(accent: Accent) -> Markup {
    html! {
        section.seen #seen aria-label=(t::PREVIEW_LABEL) data-accent=(accent.as_str())
            data-style=(crate::pages::assets::site_css()) hidden {
            p.hint { (t::PREVIEW_WAITS) }
        }
    }
}

/// The toolbar over the answer. The buttons work through GitHub's element, which scripts define.
pub(super) fn toolbar() -> Markup {
    html! {
        markdown-toolbar.tools #tools for="answer" aria-label=(t::TOOLBAR) hidden {
            @for tool in &t::TOOLS {
                button type="button" data-md-button=(tool.style) data-key=[tool.key]
                    title=(t::tool_title(tool)) { span aria-hidden="true" { (tool.sign) } span.vh { (tool.label) } }
            }
            button.aside type="button" #picture-button title=(t::PICTURE_HINT) { (t::PICTURE) }
            button.aside type="button" #full aria-pressed="false" data-on=(t::FULL_LEAVE) { (t::FULL) }
        }
        p.error #tools-told role="status" {}
    }
}

/// How long the answer is; the script counts on.
pub(super) fn length(answer: &str) -> Markup {
    let words = words(answer);
    html! { p.hint.length #length { (t::length(words, reading_minutes(words))) } }
}

/// Every sentence and form that the scripts may show.
pub(super) fn templates() -> Markup {
    html! {
        template #standings {
            @for (state, text) in t::STANDING { span data-state=(state) { (text) } }
            span data-state="refused-unknown" { (t::REFUSED) }
            span data-state="too-long" { (t::too_long()) }
            span data-state="sign-in-failed" { (t::AGAIN_FAILED) }
            span data-state="uploading" { (t::UPLOADING) }
            span data-state="picture-waits" { (t::PICTURE_WAITS) }
            span data-state="picture-failed" { (t::PICTURE_FAILED) }
            span data-state="picture-too-large" { (picture::problem(PictureProblem::TooManyBytes)) }
            span data-state="picture-words" { (t::PICTURE_WORDS) }
            span data-state="picture-still" { (picture::STANDS_STILL) }
            span data-state="ticked" { (t::TICKED) }
            span data-state="unticked" { (t::UNTICKED) }
            span data-state="length" { (t::LENGTH) }
        }
        (again_form())
        (alt_form())
        (theirs_form())
    }
}

/// The sign-in in place, once the session has ended.
fn again_form() -> Markup {
    html! {
        template #again-form {
            form.again #again aria-labelledby="again-title" {
                h2 #again-title { (t::AGAIN_TITLE) }
                p.hint { (t::AGAIN_LEAD) }
                p.error role="alert" hidden {}
                (login_fields("again-", "", None))
                button.primary { (t::AGAIN_SEND) }
            }
        }
    }
}

/// What a picture shows, asked for beside it.
fn alt_form() -> Markup {
    html! {
        template #alt-form {
            div.ask-alt role="group" aria-labelledby="ask-alt" {
                img alt="";
                div {
                    label #ask-alt for="shows" { (pictures::ALT) }
                    p.hint #shows-hint { (t::ALT_HINT) }
                    input #shows type="text" maxlength=(ALT_CHARS_MAX) autocomplete="off" spellcheck="true" dir="auto"
                        aria-describedby="shows-hint";
                    div.buttons {
                        button type="button" data-alt="words" { (t::ALT_ADD) }
                        button type="button" data-alt="none" { (t::ALT_NONE) }
                    }
                }
            }
        }
    }
}

/// What was saved somewhere else, beside what is typed here.
fn theirs_form() -> Markup {
    html! {
        template #theirs-form {
            div.theirs {
                h3 { (t::THEIRS) }
                div.typed dir="auto" {}
                div.buttons {
                    button type="button" data-take="theirs" { (t::TAKE_THEIRS) }
                    button type="button" data-take="mine" { (t::KEEP_MINE) }
                }
            }
        }
    }
}
