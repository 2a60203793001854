//! What several pages say.

use crate::domain::Consent;

/// Language of every page.
pub const LANG: &str = "en";
pub const ERROR_PREFIX: &str = "Error: ";
pub const SKIP: &str = "Skip to the text";
pub const PROBLEMS: &str = "Please look at this again";
pub const TOPICS_BEFORE: &str = "Topics: ";

/// A choice of the form, as its asker says it.
pub fn consent_label(consent: Consent) -> &'static str {
    match consent {
        Consent::Print => "Yes, print it",
        Consent::Proof => "Show me first",
        Consent::Private => "No, answer me in private",
    }
}

/// What a choice of the form means.
pub fn consent_hint(consent: Consent) -> &'static str {
    match consent {
        Consent::Print => "Your question is edited first, so that it does not point at you.",
        Consent::Proof => {
            "You read the edited text before anyone else does. If you say nothing, it is not printed."
        }
        Consent::Private => {
            "It is never printed. If there is a reply, it waits here, and only your seven words open it."
        }
    }
}
