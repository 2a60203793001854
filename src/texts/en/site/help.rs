//! Leaving in a hurry, help in danger, and the page that tells of both.

use crate::domain::{CrisisKind, GiveawayKind};

pub const EXIT: &str = "Leave this page now";
/// Shown where scripts run.
pub const EXIT_KEYS: &str = "or press Shift three times";
/// Names the place for screen readers.
pub const EXIT_REGION: &str = "Leave this page";
/// Spoken while the keys are pressed.
pub const EXIT_TWO_MORE: &str = "Press Shift two more times to leave this page.";
pub const EXIT_ONE_MORE: &str = "Press Shift one more time to leave this page.";
pub const EXIT_LATE: &str = "That took too long. To leave this page, press Shift three times.";
pub const EXIT_LEAVING: &str = "Leaving.";

pub const HELP_TITLE: &str = "Help";
pub const HELP_LEAD: &str =
    "How to read and write here without being noticed, and whom to call when it can’t wait.";
pub const HELP_NOW: &str = "Are you in danger right now? Please don’t wait for an answer from us.";
pub const HELP_TO_LINES: &str = "Find somebody to call";

/// A part of the page, as its heading, the id of its heading, and its paragraphs.
pub struct HelpPart {
    pub id: &'static str,
    pub title: &'static str,
    pub text: &'static [&'static str],
}

pub const HELP_PARTS: [HelpPart; 6] = [
    HelpPart {
        id: "leave",
        title: "Leaving in a hurry",
        text: &[
            "Here and on the pages where you ask and come back, “Leave this page now” takes you to an ordinary page of \
             another site at once. On a keyboard you can also press Shift three times.",
            "If scripts run in your browser, the screen goes blank straight away, what you typed is cleared, and \
             “back” skips the page you left. It can still lead to pages of this site that you read before. Without \
             scripts it is a plain link, and “back” leads to the page you left.",
            "It does not delete your browser’s history. Somebody who looks there can still see that you were on this \
             site, though not what you wrote. It does not hide anything from whoever runs the network either, nor \
             from an app that watches your device.",
        ],
    },
    HelpPart {
        id: "history",
        title: "Hiding that you were here",
        text: &[
            "Open this site in a private window (some browsers call it incognito). When you close all private \
             windows, the browser forgets which pages you saw. Whoever runs the network can still see which site it was.",
            "If you were here in a normal window, open the history and delete the pages of this site. Delete only \
             these: an empty history can look odd to somebody who checks.",
            "The pages where you ask and come back have plain titles, such as “Ask a question” or “Your answer”, and a \
             plain icon. But the site’s address still stands beside them, and the front page and the answers have \
             titles of their own.",
            "This site sets no cookies and keeps no record of who reads or who asks.",
        ],
    },
    HelpPart {
        id: "shared",
        title: "On a phone or computer that is not yours alone",
        text: &[
            "Close the page when you are done, and look for what you saved or copied: downloads, screenshots, notes, \
             and words that the keyboard has learned.",
            "If you think that somebody watches your device, a private window does not help: an app for spying sees \
             all that you see. Use a device they can’t reach, such as one at a library, at work or a friend’s.",
        ],
    },
    HelpPart {
        id: "tor",
        title: "Tor Browser",
        text: &[
            "Tor Browser hides from the network which site you read, and from this site where you are. All of \
             this site works in it, also at its safest level, where no scripts run.",
            "Whoever runs the network can see that Tor is being used, and anybody can see its icon on your device.",
        ],
    },
    HelpPart {
        id: "receipt",
        title: "Your seven words",
        text: &[
            "When you send a letter you get seven words. With them you come back for your answer, add something, or \
             take your letter back. They are the only way, and nobody can look them up for you.",
            "Anyone who has the words can do the same. Write them on paper without saying what they are for, and keep \
             it where only you look, or use a password manager that is yours alone. Don’t send them to yourself.",
            "If you would rather leave no trace at all, keep no words. Your letter can still be answered in the \
             column, and you can read it there like everybody else.",
        ],
    },
    HelpPart {
        id: "writing",
        title: "Writing so that nobody knows it is you",
        text: &[
            "The people most likely to recognise your letter are the people in it. Leave out names, exact dates and \
             places, and change small things that don’t matter: a brother into a cousin, four years into a few.",
        ],
    },
];

pub const LINES_TITLE: &str = "Help lines";
pub const LINES_TEXT: [&str; 2] = [
    "These people are not part of this site. They listen, you don’t have to give your name, and nothing you say is \
     too small. A call can show in your phone’s list of calls, and sometimes on the bill.",
    "Numbers change. Beside each one stands where we found it and the day we looked it up.",
];
pub const LINES_EVERYWHERE: &str = "Your country is not here, or the number doesn’t work?";
pub const LINES_SOURCE: &str = "Source";
/// Follows the word *source* for screen readers, so that no two links sound the same.
pub fn lines_source_of(name: &str) -> String {
    format!(" of the number of {name}")
}
pub const LINES_CHECKED: &str = "looked up on";
/// What to call when it is a matter of minutes.
pub const LINES_EMERGENCY: &str = "In an emergency:";
pub const LINES_WEBSITE: &str = "Website";
/// Follows the word *website* for screen readers.
pub fn lines_website_of(name: &str) -> String {
    format!(" of {name}")
}

pub const CRISIS_TITLE: &str = "You can talk to somebody now";
/// Why the panel is there, gently: it may be wrong.
pub const CRISIS_TEXT: &str = "Thank you for writing this down. Some of your words sound as if you, or somebody near \
     you, might be in danger. If that is so, please talk to somebody today. Our answer can take days.";
/// Said first, for whoever has no time to read on.
pub const CRISIS_EMERGENCY: &str =
    "In an emergency call 112, 911, 999 or your own emergency number.";
pub const CRISIS_COUNTRIES: &str = "Help lines by country";
pub const CRISIS_MORE: &str = "All help lines, and where the numbers come from";
/// Beside a letter that has not been sent.
pub const CRISIS_SEND: &str =
    "These pages open in a new tab, and your letter stays here. You can still send it.";
/// Where the words have been sent already.
pub const CRISIS_SENT: &str = "These pages open in a new tab.";

/// What a help line in the panel is for; stands behind its number.
pub fn crisis_kinds<'a>(kinds: impl IntoIterator<Item = &'a CrisisKind>) -> String {
    let kinds: Vec<&str> = kinds.into_iter().copied().map(crisis_kind).collect();
    if kinds.is_empty() { String::new() } else { format!(", {}", kinds.join("; also ")) }
}

fn crisis_kind(kind: CrisisKind) -> &'static str {
    match kind {
        CrisisKind::SelfHarm => "if you want to hurt yourself, or can’t go on",
        CrisisKind::Violence => "if somebody hurts or threatens you",
        CrisisKind::ChildInDanger => "if you are under 18, or a child is in danger",
    }
}

pub const GIVEAWAY_TITLE: &str = "Would this give you away?";
pub const GIVEAWAY_TEXT: &str = "Somebody who knows you might recognise your letter by these words. Change them if \
     you like, or send it as it is.";
pub const GIVEAWAY_LIMITS: &str =
    "We look for a few patterns only. We miss things, and we are wrong at times.";

/// What was found, before it is quoted.
pub fn giveaway_kind(kind: GiveawayKind) -> &'static str {
    match kind {
        GiveawayKind::Mail => "a mail address",
        GiveawayKind::Phone => "a phone number",
        GiveawayKind::Handle => "an account’s name",
        GiveawayKind::Link => "a link",
        GiveawayKind::Street => "an address",
        GiveawayKind::Date => "an exact date",
        GiveawayKind::Name => "a name",
    }
}
