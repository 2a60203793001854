//! Letters that are to be looked at before the others.

use crate::domain::{Attention, CrisisKind};

pub const FIRST: &str = "Look at these first";
pub const OTHERS: &str = "All that wait";
/// Read before a reason in a list.
pub const WHY_BEFORE: &str = "Why it is first: ";

/// The reason as a label.
pub fn label(why: Attention) -> &'static str {
    match why {
        Attention::TakeDown => "Take the post down",
        Attention::Crisis => "Maybe in danger",
        Attention::Answered => "Wrote again",
    }
}

/// The reason as a heading.
pub fn title(why: Attention) -> &'static str {
    match why {
        Attention::TakeDown => "The asker wants the post taken down",
        Attention::Crisis => "Read this one soon",
        Attention::Answered => "The asker wrote again",
    }
}

pub const ANSWERED: &str = "What is new stands last in the conversation.";
pub const TAKE_DOWN: &str = "It stays on the site until it is taken off here. After that the letter counts as private. Only its asker can allow it again.";
pub const TAKE_OFF: &str = "Take it off the site";
pub const SEEN: &str = "Seen to";

/// Whom somebody turns to who may not take a post off the site.
pub fn not_yours(columnist: &str) -> String {
    format!("{columnist} can take it off.")
}

/// What a letter speaks of.
pub fn crisis(kinds: &[CrisisKind]) -> String {
    let kinds: Vec<&str> = kinds.iter().copied().map(danger).collect();
    match kinds.split_last() {
        None => "Somebody in it may be in danger.".to_owned(),
        Some((only, [])) => format!("It seems to speak of {only}."),
        Some((last, others)) => format!("It seems to speak of {} and {last}.", others.join(", ")),
    }
}

fn danger(kind: CrisisKind) -> &'static str {
    match kind {
        CrisisKind::SelfHarm => "self-harm",
        CrisisKind::Violence => "violence",
        CrisisKind::ChildInDanger => "a child in danger",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_danger_is_named() {
        assert_eq!(crisis(&[CrisisKind::Violence]), "It seems to speak of violence.");
        assert_eq!(
            crisis(&CrisisKind::ALL),
            "It seems to speak of self-harm, violence and a child in danger."
        );
        assert!(crisis(&[]).contains("may be in danger"));
    }
}
