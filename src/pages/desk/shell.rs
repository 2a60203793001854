//! The frame around every page of the desk, and the barer one of the door.

use maud::{DOCTYPE, Markup, html};

use crate::domain::{Column, DeskCounts, Person};
use crate::pages::assets;
use crate::texts::en::common;
use crate::texts::en::desk::shell as t;

/// What every page of the desk shows around its own matter.
#[derive(Clone, Copy)]
pub struct DeskFrame<'a> {
    pub column: &'a Column,
    pub person: &'a Person,
    pub counts: &'a DeskCounts,
    pub place: DeskPlace,
    /// One line that confirms what has just been done.
    pub flash: Option<&'a str>,
}

/// The part of the desk that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskPlace {
    Queue,
    Posts,
    Comments,
    Pictures,
    NewLetter,
    Views,
    Settings,
}

const NAV: [(DeskPlace, &str, &str); 7] = [
    (DeskPlace::Queue, "/desk", t::QUEUE),
    (DeskPlace::Posts, "/desk/posts", t::POSTS),
    (DeskPlace::Comments, "/desk/comments", t::COMMENTS),
    (DeskPlace::Pictures, "/desk/pictures", t::PICTURES),
    (DeskPlace::NewLetter, "/desk/questions/new", t::NEW_LETTER),
    (DeskPlace::Views, "/desk/stats", t::VIEWS),
    (DeskPlace::Settings, "/desk/settings", t::SETTINGS),
];

/// The name of a page, and whether it comes back with a mistake to mend.
#[derive(Clone, Copy)]
pub(super) struct Title<'a> {
    pub text: &'a str,
    pub failed: bool,
}

impl<'a> From<&'a str> for Title<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, failed: false }
    }
}

/// A refusal in words, within the desk. `back` is the address and the text of a way back to where it happened.
pub fn problem(frame: &DeskFrame<'_>, title: &str, advice: &str, back: Option<&str>) -> Markup {
    let body = html! {
        div.narrow {
            h1 { (title) }
            p.lead { (advice) }
            p.actions {
                @if let Some(back) = back {
                    @let post = back.starts_with("/desk/posts/");
                    a.button.primary href=(back) { (if post { t::TO_POST } else { t::TO_LETTER }) }
                }
                a.button href="/desk" { (t::TO_QUEUE) }
            }
        }
    };
    page(frame, Title { text: title, failed: true }, body)
}

/// A page for somebody who is signed in.
pub(super) fn page(frame: &DeskFrame<'_>, title: Title<'_>, body: Markup) -> Markup {
    page_onward(frame, title, html! {}, body)
}

/// The same with a script, which works on what is there without it.
pub(super) fn page_with_script(
    frame: &DeskFrame<'_>,
    title: Title<'_>,
    script: &str,
    body: Markup,
) -> Markup {
    page_with_script_onward(frame, title, script, html! {}, body)
}

/// The same with a script and with a way on.
pub(super) fn page_with_script_onward(
    frame: &DeskFrame<'_>,
    title: Title<'_>,
    script: &str,
    onward: Markup,
    body: Markup,
) -> Markup {
    whole(frame, title, Some(script), onward, body)
}

/// The same with a way on at its top, within the line that confirms what was done, if there is one.
pub(super) fn page_onward(
    frame: &DeskFrame<'_>,
    title: Title<'_>,
    onward: Markup,
    body: Markup,
) -> Markup {
    whole(frame, title, None, onward, body)
}

fn whole(
    frame: &DeskFrame<'_>,
    title: Title<'_>,
    script: Option<&str>,
    onward: Markup,
    body: Markup,
) -> Markup {
    let body = html! {
        header.bar {
            p.brand { a href="/" { (frame.column.name) } }
            (nav(frame.place, frame.counts.comments))
            div.who {
                p { span.vh { (t::SIGNED_IN) " " } (frame.person.name) }
                form method="post" action="/desk/logout" {
                    button { (t::SIGN_OUT) }
                    button formaction="/desk/lock" title=(t::LOCK_HINT) { (t::LOCK) }
                }
            }
        }
        main #main {
            @if let Some(done) = frame.flash {
                div.flash { span #done role="status" { (done) } (onward) }
            } @else {
                (onward)
            }
            @if frame.counts.outbox > 0 { p.notice { (t::outbox(frame.counts.outbox)) } }
            (body)
        }
    };
    document(&t::page_title(title.text, &frame.column.name, title.failed), "desk", script, body)
}

/// A page before the desk. There may be no column yet.
pub(super) fn door(column: Option<&Column>, title: Title<'_>, body: Markup) -> Markup {
    let name = column.map_or(t::DESK, |column| column.name.as_str());
    let body = html! {
        header.bar { p.brand { @if column.is_some() { a href="/" { (name) } } @else { (name) } } }
        main #main { div.narrow { (body) } }
    };
    document(&t::page_title(title.text, name, title.failed), "door", None, body)
}

fn nav(place: DeskPlace, comments: u64) -> Markup {
    html! {
        nav aria-label=(t::NAV) {
            ul {
                @for (at, href, text) in NAV {
                    li {
                        a href=(href) aria-current=[(at == place).then_some("true")] {
                            (text)
                            @if at == DeskPlace::Comments && comments > 0 {
                                " " span.count title=(t::waiting(comments)) { (comments) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn document(title: &str, class: &str, script: Option<&str>, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(common::LANG) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="stylesheet" href=(assets::desk_css());
                link rel="icon" href=(assets::icon()) type="image/svg+xml";
                @if let Some(script) = script { script type="module" src=(script) {} }
            }
            body class=(class) {
                a.skip href="#main" { (common::SKIP) }
                (body)
            }
        }
    }
}
