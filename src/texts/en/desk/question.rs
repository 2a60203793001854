//! One letter, and all that can be done with it.

use super::{comments, letter, words};
use crate::domain::{Consent, Day, SpamReason, Step, TagName};

pub const LETTER: &str = "The letter";
pub const DECIDE: &str = "Decide";
pub const POST: &str = "Post";
pub const BEGIN: &str = "Begin a post";
pub const RESUME_POST: &str = "Go on with the post";
pub const BEGIN_HINT: &str = "The letter is copied for you to edit. The original stays here.";
pub const BEGIN_PROOF: &str = "The letter is copied for you to edit. From the editor you send the question as printed to the asker; with a yes it can be published.";
pub const NOT_PRINTED: &str =
    "The asker wants a private answer, so this letter cannot become a post.";
pub const KEEP_FIRST: &str = "Keep this letter first. Then you can write a post for it.";
pub const REPLY_LABEL: &str = "A private reply";
pub const REPLY_HINT: &str = "It is sealed: only who holds the receipt can read it. Once sent, it cannot be changed or taken back.";
pub const REPLY_SEND: &str = "Seal and send";
pub const REPLY_KEEP_SEND: &str = "Keep the letter, seal and send";
pub const REPLY_NOBODY: &str =
    "This letter came without a receipt, so there is no way to reach its asker.";
pub const REPLY_KEEP_FIRST: &str = "Keep this letter first. Then you can write to its asker.";
pub const TAGS_LABEL: &str = "Tags, with commas between";
pub const TAGS_HINT: &str = "A tag that begins with # stays at the desk.";
pub const TAGS_SAVE: &str = "Save tags";
pub const NEXT: &str = "Next new letter";
pub const NEXT_FIRST: &str = "Next letter to look at first";
pub const LAST_NEW: &str = "That was the last new letter.";
pub const NOTES: &str = "Notes";
pub const NOTE_LABEL: &str = "A note for the desk";
pub const NOTE_HINT: &str = "No reader ever sees it.";
pub const NOTE_SAVE: &str = "Save note";
pub const HISTORY: &str = "History";
pub const PUBLIC: &str = "public";
pub const DRAFT: &str = "draft";

/// The name of the page of a letter.
pub fn title(day: Day) -> String {
    format!("Letter of {day}")
}

/// What was allowed for a letter that somebody at the desk entered; its asker said nothing on this site.
pub fn entered(consent: Consent, receipt: bool) -> String {
    let (allowed, hint) = letter::consent(consent);
    let how = if receipt { "by hand" } else { "by hand, without a receipt" };
    format!("It was entered {how}. Allowed: “{allowed}”. {hint}")
}

/// That the asker chose anew, and when; what was allowed before.
pub fn consent_changed(from: Consent, day: Day) -> String {
    format!("This was changed on {day}. Before, it was “{}”.", letter::consent(from).0)
}

/// Why the letter lies among the spam.
pub fn filed(reason: SpamReason) -> String {
    format!("It was put here when it came: {}. If somebody means it, keep it.", spam_reason(reason))
}

/// One step of the history as a sentence. `by` is empty when the program itself did it.
pub fn step(step: &Step, by: &str) -> String {
    let by = if by.is_empty() { "Unsaid" } else { by };
    match step {
        Step::Arrived { by_hand: false } => "The letter arrived.".to_owned(),
        Step::Arrived { by_hand: true } => format!("{by} entered the letter by hand."),
        Step::Status { from, to } => {
            format!("{by} moved it from {} to {}.", words::status(*from), words::status(*to))
        }
        Step::Tags { to, .. } if to.is_empty() => format!("{by} took all tags off."),
        Step::Tags { to, .. } => format!("{by} set the tags to {}.", tag_list(to)),
        Step::Note { .. } => format!("{by} wrote a note."),
        Step::Reply { number } => format!("{by} sent reply {number}."),
        Step::FollowUp => "The asker wrote again.".to_owned(),
        Step::Consent { to, .. } => {
            format!("The asker changed the choice to “{}”.", letter::consent(*to).0)
        }
        Step::ProofSent { number } => {
            format!("{by} sent the text to be approved, as message {number}.")
        }
        Step::ProofAnswered { approved: true } => "The asker approved the text.".to_owned(),
        Step::ProofAnswered { approved: false } => "The asker asked for changes.".to_owned(),
        Step::TakeDownAsked => "The asker asked for the post to be taken down.".to_owned(),
        Step::Seen => format!("{by} saw to it."),
        Step::Held => {
            "The post was kept from the site: an asker had closed or taken back a letter behind it."
                .to_owned()
        }
        Step::Filed { reason } => format!("It was filed as likely spam: {}.", spam_reason(*reason)),
        Step::Draft { .. } => format!("{by} began a post."),
        Step::Saved { revision } => format!("{by} saved version {revision} of the post."),
        Step::Published { revision } => format!("{by} published version {revision} of the post."),
        Step::Marked { text, kept: true, .. } => {
            format!("{by} kept “{text}” in the printed question.")
        }
        Step::Marked { text, kept: false, .. } => format!("{by} had “{text}” marked again."),
        Step::Unpublished => format!("{by} took the post off the site."),
        Step::Binned => format!("{by} put the post into the bin."),
        Step::Unbinned => format!("{by} took the post out of the bin again."),
        Step::Scheduled { revision, .. } => {
            format!("{by} set a date for version {revision} of the post.")
        }
        Step::Unscheduled => format!("{by} took the date off the post."),
        Step::Attached { .. } => format!("{by} put the letter behind a post."),
        Step::Detached { .. } => format!("{by} took the letter from behind a post."),
        Step::Comment { to, .. } => {
            format!("{by} moved a response to {}.", comments::state(*to))
        }
        Step::CommentEdited { .. } => format!("{by} edited a response."),
        Step::Commented { .. } => format!("{by} responded."),
        Step::Settings { .. } => format!("{by} changed the settings."),
    }
}

/// Why a letter was filed as spam.
fn spam_reason(reason: SpamReason) -> &'static str {
    match reason {
        SpamReason::Markup => "it has links as forums write them",
        SpamReason::Scripts => "it has the tags of a program",
        SpamReason::Links => "it has more links than letters have",
        SpamReason::LinkAlone => "it is a link and little else",
        SpamReason::Advertisement => "it offers something and says where",
        SpamReason::Repeated => "the same text has come several times",
    }
}

/// Tags as one list, as the form takes them.
pub fn tag_list(tags: &[TagName]) -> String {
    tags.iter().map(TagName::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Status;

    #[test]
    fn a_step_is_told_with_who_took_it() {
        let moved = Step::Status { from: Status::New, to: Status::Kept };
        assert_eq!(step(&moved, "Mara"), "Mara moved it from New to Kept.");
        assert_eq!(
            step(&Step::Published { revision: 3 }, ""),
            "Unsaid published version 3 of the post."
        );
        assert_eq!(step(&Step::Arrived { by_hand: false }, ""), "The letter arrived.");
        let tags = Step::Tags { from: vec![], to: TagName::parse_list("trust, #later").unwrap() };
        assert_eq!(step(&tags, "Mara"), "Mara set the tags to trust, #later.");
    }
}
