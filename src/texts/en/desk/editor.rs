//! The editor of a post, and what it says when two people saved.

use crate::domain::{Moment, PostKind, Unpublishable, Zone};

/// What the editor of a post is called.
pub fn title(kind: PostKind) -> &'static str {
    match kind {
        PostKind::Answer => "Edit the post",
        PostKind::Entry => "Edit the entry",
        PostKind::Page => "Edit the page",
    }
}

pub const ANSWER_LABEL: &str = "Your answer";
pub const TEXT_LABEL: &str = "Your text";

/// The label of the text.
pub fn answer_label(kind: PostKind) -> &'static str {
    match kind {
        PostKind::Answer => ANSWER_LABEL,
        PostKind::Entry | PostKind::Page => TEXT_LABEL,
    }
}

pub const LETTER: &str = "The letter";
pub const LETTERS: &str = "The letters";
pub const NO_LETTERS: &str = "No letter is behind this post.";
pub const TITLE_LABEL: &str = "Title";
pub const PRINTED_LABEL: &str = "The question, as printed";
pub const PRINTED_HINT: &str =
    "Take out names, places, ages and jobs that could give the asker away.";
pub const MARKDOWN: &str = "How to set headings, links and the like";
pub const TAGS_LABEL: &str = "Tags, with commas between";
pub const TAGS_HINT: &str = "A tag that begins with # stays at the desk.";
pub const SLUG_LABEL: &str = "Address";
pub const SLUG_HINT: &str = "Not needed. It is the last part of the post’s link; left empty, it is made from the title when the post first comes out.";
/// Before the address that a post has.
pub const ADDRESS_NOW: &str = "It is at";
pub const ADDRESS_STAYS: &str =
    "Left empty, it stays there. If you write another one, the old link leads to the new one.";
pub const SAVE: &str = "Save";
pub const PREVIEW: &str = "Save and preview";
pub const PUBLISH: &str = "Save and publish";
pub const PUBLISH_CHANGES: &str = "Save and publish changes";
pub const TAKE_BACK: &str = "Take it off the site";
pub const TAKE_BACK_HINT: &str = "Nobody outside can see it then. The draft stays here.";
pub const SEE_PUBLIC: &str = "See it on the site";
pub const ACTIONS: &str = "What to do with the text";

/// Marks of Markdown with what each is for.
pub const MARKDOWN_HELP: [(&str, &str); 10] = [
    ("An empty line", "begins a new paragraph"),
    ("12 High Street\\", "goes on in a new line, as in an address"),
    ("## A heading", "a heading"),
    ("*softly*", "italics"),
    ("**firmly**", "bold"),
    ("> she said", "a quotation"),
    ("- one thing", "a list, one line for each thing"),
    ("[the words](https://example.org)", "a link"),
    ("*what it shows*, on the line below a picture", "its caption"),
    ("P.S. or *Yours, Mara*, as a paragraph", "set apart at the end"),
];

/// Whether what is in the fields is saved.
pub fn save_state(revision: u32, saved: bool) -> String {
    if saved {
        format!("Saved as version {revision}")
    } else {
        "Not saved yet. Mend what is marked, then save again.".to_owned()
    }
}

pub const STANDS_DRAFT: &str = "A draft. Nobody outside can see it.";
pub const STANDS_GONE: &str = "Off the site. Nobody outside can see it.";

/// How a public post stands, by the calendar of the column's zone.
pub fn stands_public(zone: &Zone, first: Moment, ahead: bool) -> String {
    let day = zone.day(first);
    if ahead {
        format!("Public since {day}. The changes since then are not published yet.")
    } else {
        format!("Public since {day}.")
    }
}

/// Why the button to publish is shut; none when pressing it may help.
pub fn shut(reason: Unpublishable) -> Option<String> {
    Some(match reason {
        Unpublishable::Private => {
            "A letter behind this post asked for a private answer, so it cannot be published.".to_owned()
        }
        Unpublishable::Proof => {
            "The asker wants to see the text first. Send it below; it can be published once it is approved.".to_owned()
        }
        Unpublishable::ProofWaiting { until } => format!(
            "It needs a yes from the asker by {until}. Silence means that it is not published."
        ),
        Unpublishable::Unreachable => {
            "The asker wants to see the text first, and the letter came without a receipt, so it cannot be published.".to_owned()
        }
        Unpublishable::ProofChanges => {
            "The asker wants the text changed. Change it, then send it again below.".to_owned()
        }
        Unpublishable::ProofOutdated => {
            "The question as printed is not the text that the asker was sent. Send it again below.".to_owned()
        }
        Unpublishable::Refused => {
            "A letter behind this post is declined or spam. Keep that letter first, then publish.".to_owned()
        }
        Unpublishable::NoTitle | Unpublishable::NoAnswer => return None,
    })
}

/// Why somebody who may not publish finds the button shut.
pub fn not_yours(columnist: &str) -> String {
    format!("You can save and preview. {columnist} publishes.")
}

pub const CONFLICT_TITLE: &str = "This post was saved somewhere else";
pub const CONFLICT_LEAD: &str = "It was saved in another window, or by somebody else, while you were writing here. Nothing is lost: both texts are \
     here. Bring yours up to date, then save it over the other.";
pub const SAME: &str = "The same in both.";
pub const NOTHING: &str = "Left empty.";
pub const SAVE_MINE: &str = "Save mine over it";
pub const KEEP_THEIRS: &str = "Leave mine and open the other";

/// Which field of the other text this is.
pub fn theirs(label: &str) -> String {
    format!("{label}: as it was saved")
}

/// What of the two texts readers see, for whoever pressed the button to publish.
pub fn conflict_public(other: bool) -> &'static str {
    if other {
        "The other text is on the site. Yours is not published yet."
    } else {
        "Neither text is published yet."
    }
}
