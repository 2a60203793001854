//! Statuses, consents and roles, as the desk calls them.

use crate::domain::{Consent, Status};

/// A status as a label.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::New => "New",
        Status::Kept => "Kept",
        Status::Drafting => "Drafting",
        Status::Scheduled => "Scheduled",
        Status::Published => "Published",
        Status::Answered => "Answered",
        Status::Declined => "Declined",
        Status::Spam => "Spam",
    }
}

/// What a status means for a letter.
pub fn status_told(status: Status) -> &'static str {
    match status {
        Status::New => "Nobody has decided about it yet.",
        Status::Kept => "Kept for an answer.",
        Status::Drafting => "An answer is being written.",
        Status::Scheduled => "Its answer is waiting for its date.",
        Status::Published => "Its answer is on the site.",
        Status::Answered => "Answered in private.",
        Status::Declined => "It will not be answered.",
        Status::Spam => "Set aside as spam. Its asker sees it as still waiting.",
    }
}

/// The button that moves a letter to a status.
pub fn move_to(status: Status) -> &'static str {
    match status {
        Status::Kept => "Keep",
        Status::Declined => "Decline",
        Status::Spam => "Mark as spam",
        Status::New => "Back to new",
        Status::Drafting | Status::Scheduled | Status::Published | Status::Answered => {
            self::status(status)
        }
    }
}

/// A consent as a label.
pub fn consent(consent: Consent) -> &'static str {
    match consent {
        Consent::Print => "May be printed",
        Consent::Proof => "Wants to see it first",
        Consent::Private => "Private answer",
    }
}

/// What a consent asks of the desk.
pub fn consent_told(consent: Consent) -> &'static str {
    match consent {
        Consent::Print => "The asker said: print it, edited so that nobody can tell who I am.",
        Consent::Proof => {
            "The asker said: show me the edited text before you print it. Without a yes it stays unprinted."
        }
        Consent::Private => "The asker said: never print it. Answer me in private.",
    }
}
