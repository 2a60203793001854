//! What is left before a post goes out.

use super::editor;
use crate::domain::{Day, Finding, PostKind};

pub const TITLE: &str = "Before it goes out";
pub const CLEAR: &str = "Nothing is left to do.";
pub const FOR_ASKER: &str = "For the asker’s sake";
pub const FOR_READERS: &str = "For your readers";
pub const NOT_TICKED: &str =
    "Look at what is left before it goes out, and tick what you decide to let stand.";

/// What was found in a post of this kind.
pub fn finding(finding: &Finding, kind: PostKind) -> String {
    match finding {
        Finding::Asker(why) => editor::shut(*why).unwrap_or_default(),
        Finding::Marks { count: 1, .. } => {
            "One mark still stands in the printed question.".to_owned()
        }
        Finding::Marks { count, .. } => {
            format!("{count} marks still stand in the printed question.")
        }
        Finding::Early { days, from, .. } => early(*days, *from),
        Finding::NoTitle => "There is no title yet.".to_owned(),
        Finding::NoAnswer if kind == PostKind::Answer => "There is no answer yet.".to_owned(),
        Finding::NoAnswer => "There is no text yet.".to_owned(),
        Finding::NoTag => "It has no tag, so it stands under no topic.".to_owned(),
        Finding::NoAlt { count: 1 } => {
            "One picture has no words for people who can’t see it.".to_owned()
        }
        Finding::NoAlt { count } => {
            format!("{count} pictures have no words for people who can’t see them.")
        }
        Finding::Gaps { count: 1 } => {
            "One place in [brackets] still waits for your own words.".to_owned()
        }
        Finding::Gaps { count } => {
            format!("{count} places in [brackets] still wait for your own words.")
        }
        Finding::DeadLink { address } => format!(
            "The link to “{address}” leads nowhere. One within the site begins with /, one to another site with https://."
        ),
    }
}

fn early(days: u32, from: Day) -> String {
    let apart = match days {
        0 => "The answer would come out on the day of the letter".to_owned(),
        1 => "Only a day lies between the letter and its answer".to_owned(),
        _ => format!("Only {days} days lie between the letter and its answer"),
    };
    format!("{apart}: whoever saw it being written may know whose it is. Better not before {from}.")
}

/// The way to mend it.
pub fn fix(finding: &Finding, kind: PostKind) -> &'static str {
    match finding {
        Finding::Asker(_) => "See how it stands",
        Finding::Marks { .. } => "Go through them",
        Finding::Early { .. } => "Set a later date",
        Finding::NoTitle => "Write a title",
        Finding::NoAnswer if kind == PostKind::Answer => "Write the answer",
        Finding::NoAnswer => "Write the text",
        Finding::NoTag => "Add a tag",
        Finding::NoAlt { .. } => "Add the words",
        Finding::Gaps { .. } => "Fill them in",
        Finding::DeadLink { .. } => "Mend the link",
    }
}

/// What is decided by ticking; empty for what takes no tick.
pub fn tick(finding: &Finding) -> &'static str {
    match finding {
        Finding::Marks { count: 1, .. } => "I have looked at it. It may stand.",
        Finding::Marks { .. } => "I have looked at each of them. They may stand.",
        Finding::Early { .. } => "Let it go out so soon.",
        _ => "",
    }
}
