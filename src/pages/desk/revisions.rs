//! The earlier versions of a post: a list, two of them compared, and the way back to one.

use maud::{Markup, html};

use super::shell::{DeskFrame, page};
use crate::domain::{Change, Post, PostText, RevisionRow, differences, visible};
use crate::texts::en::desk::{question::tag_list, revisions as t};

/// All that the page shows.
#[derive(Debug, Clone)]
pub struct RevisionsView<'a> {
    pub post: &'a Post,
    /// The newest first.
    pub rows: &'a [RevisionRow],
    /// The numbers that are compared, and what [`compared`] made of them.
    pub comparison: Option<(u32, u32, Markup)>,
}

/// The list of versions with a comparison of two.
pub fn revisions(frame: &DeskFrame<'_>, view: &RevisionsView<'_>) -> Markup {
    let address = format!("/desk/posts/{}", view.post.id);
    let body = html! {
        div.head { h1 { (t::TITLE) } a href=(address) { (t::BACK) } }
        p.lead { (if view.rows.len() > 1 { t::LEAD } else { t::ONLY_ONE }) }
        div.versions {
            section {
                h2.vh { (t::LIST) }
                form #compare action={ (address) "/revisions" } {}
                ol.rows.plain { @for row in view.rows { (version(view, row, &address)) } }
                @if view.rows.len() > 1 {
                    p.actions { button.primary form="compare" { (t::COMPARE) } }
                    p.hint #restore-hint { (t::RESTORE_HINT) }
                }
            }
            @if let Some((from, to, shown)) = &view.comparison {
                section.compared { h2 { (t::between(*from, *to)) } (shown) }
            }
        }
    };
    page(frame, t::TITLE.into(), body)
}

fn version(view: &RevisionsView<'_>, row: &RevisionRow, address: &str) -> Markup {
    let public = view.post.publication.as_ref().filter(|publication| publication.live);
    let public = public.is_some_and(|publication| publication.revision == row.number);
    let newest = view.post.revision == row.number;
    let compared = view.comparison.as_ref().map(|(from, to, _)| (*from, *to));
    html! {
        li {
            p {
                (t::version(row.number, row.day, &row.by))
                @if newest { " " span.badge.plain { (t::NEWEST) } }
                @if public { " " span.badge { (t::PUBLIC) } }
            }
            @if view.rows.len() > 1 {
                div.choices {
                    (side("from", t::OLDER, row.number, compared.map(|(from, _)| from)))
                    (side("to", t::NEWER, row.number, compared.map(|(_, to)| to)))
                    @if !newest {
                        form method="post" action={ (address) "/revisions/" (row.number) } {
                            input type="hidden" name="revision" value=(view.post.revision);
                            button aria-describedby="restore-hint" { (t::restore(row.number)) }
                        }
                    }
                }
            }
        }
    }
}

/// One of the two buttons by which a version is chosen.
fn side(name: &str, label: &str, number: u32, chosen: Option<u32>) -> Markup {
    let id = format!("{name}-{number}");
    html! {
        span.side-choice {
            input id=(id) type="radio" name=(name) value=(number) form="compare" checked[chosen == Some(number)]
                aria-label=(t::choose(label, number));
            label for=(id) { (label) }
        }
    }
}

/// What leads from one text to the other, field by field; those that are the same are only named.
pub fn compared(old: &PostText, new: &PostText) -> Markup {
    let slug =
        |text: &PostText| text.slug.as_ref().map_or(String::new(), |slug| slug.as_str().into());
    let fields = [
        (t::POST_TITLE, old.title.clone(), new.title.clone()),
        (t::PRINTED, old.printed.clone(), new.printed.clone()),
        (t::ANSWER, old.answer.clone(), new.answer.clone()),
        (t::TAGS, tag_list(&old.tags), tag_list(&new.tags)),
        (t::SLUG, slug(old), slug(new)),
        (t::WARNING, old.options.warning.clone(), new.options.warning.clone()),
    ];
    let same = fields.iter().filter(|(_, old, new)| old == new && !old.is_empty());
    let same: Vec<&str> = same.map(|(label, ..)| *label).collect();
    let warnings = old.options.warning != new.options.warning;
    html! {
        @if old == new { p.hint { (t::NOTHING_CHANGED) } }
        @for (label, old, new) in fields.iter().filter(|(_, old, new)| old != new) {
            h3 { (label) }
            (changes(old, new))
        }
        @if old.options != new.options && !warnings { p { (t::OPTIONS) } }
        @if old != new && !same.is_empty() { p.hint { (t::SAME_FIELDS) " " (same.join(", ")) "." } }
    }
}

/// Two texts as one, with what was taken out and what was added marked for eyes and for screen readers.
pub(super) fn changes(old: &str, new: &str) -> Markup {
    html! {
        div.changes dir="auto" {
            @for passage in differences(old, new) {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_marked_and_what_did_not_is_only_named() {
        let text = |title: &str, answer: &str| PostText {
            title: title.into(),
            answer: answer.into(),
            printed: "The letter".into(),
            ..PostText::default()
        };
        let old = text("Trust", "Say <it> once.");
        let html = compared(&old, &text("Trust", "Say <it> twice.")).into_string();
        assert!(html.contains("Say &lt;it&gt; <del>"), "{html}");
        assert!(
            html.contains("</span>once</del>") && html.contains("</span>twice</ins>"),
            "{html}"
        );
        assert!(!html.contains("The letter") && html.contains(t::PRINTED), "{html}");
        assert!(compared(&old, &old).into_string().contains(t::NOTHING_CHANGED));
    }
}
