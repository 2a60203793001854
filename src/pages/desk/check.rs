//! What is left before a post goes out: each with its fix, and a box where the columnist decides to let it stand.

use maud::{Markup, html};

use super::editor::EditorView;
use crate::domain::{Consent, Finding, Inspection, Post, Status, Unpublishable, Weight};
use crate::texts::en::desk::check as t;

/// What was found in a post, and what of it has been ticked.
#[derive(Debug, Clone, Default)]
pub struct CheckView {
    pub inspection: Inspection,
    /// Names of the boxes that are ticked, for what they stand for now.
    pub ticked: Vec<&'static str>,
}

/// The part as a whole. It lies within the editor's form, so that the ticks go with the button.
pub(super) fn check_panel(view: &EditorView<'_>) -> Markup {
    let findings = view.check.inspection.findings.iter();
    let (asker, readers): (Vec<_>, Vec<_>) = findings.partition(|finding| finding.protects());
    html! {
        section.check #check aria-labelledby="check-title" {
            h2 #check-title { (t::TITLE) }
            @if asker.is_empty() && readers.is_empty() { p.hint { (t::CLEAR) } }
            (list(t::FOR_ASKER, &asker, view))
            (list(t::FOR_READERS, &readers, view))
        }
    }
}

fn list(title: &str, findings: &[&Finding], view: &EditorView<'_>) -> Markup {
    html! {
        @if !findings.is_empty() {
            h3 { (title) }
            ul { @for finding in findings { (row(finding, view)) } }
        }
    }
}

fn row(finding: &Finding, view: &EditorView<'_>) -> Markup {
    let (fix, kind) = (fix(finding, view), view.post.kind);
    html! {
        li {
            p { (t::finding(finding, kind)) @if let Some(fix) = fix { " " a href=(fix) { (t::fix(finding, kind)) } } }
            @if view.may_publish { (tick(finding, &view.check.ticked)) }
        }
    }
}

/// The box, for what may be let stand.
fn tick(finding: &Finding, ticked: &[&'static str]) -> Markup {
    html! {
        @if let Weight::Tick { name, value } = finding.weight() {
            div.choice {
                input id=(name) type="checkbox" name=(name) value=(value) checked[ticked.contains(&name)];
                label for=(name) { (t::tick(finding)) }
            }
        }
    }
}

/// Where a finding is mended; none where this person cannot.
fn fix(finding: &Finding, view: &EditorView<'_>) -> Option<String> {
    Some(match finding {
        Finding::Asker(why) => asker(*why, view.post)?,
        Finding::Marks { .. } => "#marks".to_owned(),
        Finding::Early { .. } if !view.may_publish => return None,
        Finding::Early { .. } => "#date".to_owned(),
        Finding::NoTitle => "#title".to_owned(),
        Finding::NoTag => "#tags".to_owned(),
        Finding::NoAnswer
        | Finding::NoAlt { .. }
        | Finding::Gaps { .. }
        | Finding::DeadLink { .. } => "#answer".to_owned(),
    })
}

/// What an asker wants to see is sent below; any other wish stands at the letter.
fn asker(why: Unpublishable, post: &Post) -> Option<String> {
    let letter = post.questions.iter().find(|letter| match why {
        Unpublishable::Private => letter.consent == Consent::Private,
        Unpublishable::Refused => matches!(letter.status, Status::Declined | Status::Spam),
        Unpublishable::Unreachable => letter.consent == Consent::Proof && !letter.reachable,
        _ => false,
    });
    match letter {
        Some(letter) => Some(format!("/desk/questions/{}", letter.id)),
        None => post.to_prove().next().map(|_| "#proof".to_owned()),
    }
}
