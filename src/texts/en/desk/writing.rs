//! The tools of the editor: what its scripts show and say.

use crate::domain::{ANSWER_CHARS_MAX, TITLE_CHARS_MAX};

pub const VIEWS: &str = "What you see";
pub const VIEW_LETTER: &str = "Letter";
pub const VIEW_WRITE: &str = "Write";
pub const VIEW_PREVIEW: &str = "Preview";
pub const PREVIEW_LABEL: &str = "How the page will look";
pub const PREVIEW_WAITS: &str = "The preview comes a moment after you type.";
pub const JUMP_WRITE: &str = "Down to your text";
pub const JUMP_LETTER: &str = "Back to the letter";

pub const TOOLBAR: &str = "Set the text";
pub const FULL: &str = "Full screen";
pub const FULL_LEAVE: &str = "Leave full screen";
pub const PICTURE: &str = "Picture";
pub const PICTURE_HINT: &str = "A picture can also be dropped on the text or pasted into it.";

/// A button of the toolbar.
#[derive(Debug, Clone, Copy)]
pub struct Tool {
    /// What `markdown-toolbar-element` calls it.
    pub style: &'static str,
    /// On the button.
    pub sign: &'static str,
    /// For whoever hovers or hears it.
    pub label: &'static str,
    /// Held with Ctrl, or ⌘ on a Mac, as a browser names it; with `Shift+` before it where Shift is held too. Only what
    /// every editor has: Shift+H and Shift+X turn other things in Firefox and on a Mac.
    pub key: Option<&'static str>,
}

const fn tool(
    style: &'static str,
    sign: &'static str,
    label: &'static str,
    key: Option<&'static str>,
) -> Tool {
    Tool { style, sign, label, key }
}

/// The buttons, in their order.
pub const TOOLS: [Tool; 8] = [
    tool("header-2", "H", "Heading", None),
    tool("bold", "B", "Bold", Some("b")),
    tool("italic", "I", "Italics", Some("i")),
    tool("strikethrough", "S", "Struck through", None),
    tool("quote", "“", "Quotation", Some("Shift+.")),
    tool("link", "Link", "Link", Some("k")),
    tool("unordered-list", "•", "List", Some("Shift+8")),
    tool("ordered-list", "1.", "Numbered list", Some("Shift+7")),
];

/// What a tool does and the keys for it.
pub fn tool_title(tool: &Tool) -> String {
    match tool.key {
        Some(key) => {
            format!("{} (Ctrl or ⌘ + {})", tool.label, key.replace('+', " + ").to_uppercase())
        }
        None => tool.label.to_owned(),
    }
}

/// How long the answer is, in words and in minutes of reading. The script fills the same sentence.
pub const LENGTH: &str = "Words: {words}. Minutes to read: {minutes}.";

/// The same, filled.
pub fn length(words: usize, minutes: usize) -> String {
    LENGTH.replace("{words}", &words.to_string()).replace("{minutes}", &minutes.to_string())
}

/// How the text stands, by the state of the script that saves it.
pub const STANDING: [(&str, &str); 8] = [
    ("saved", "Saved"),
    ("waiting", "Not saved yet"),
    ("saving", "Saving…"),
    (
        "offline",
        "Not saved yet: offline. Keep this page open; it is saved as soon as the desk answers.",
    ),
    ("busy", "Not saved yet: the desk is busy. Keep this page open; it tries again by itself."),
    ("signed_out", "Not saved yet: sign in to go on. Your text stays here."),
    (
        "stale",
        "Not saved yet: this post was saved somewhere else. Choose field by field which text stays.",
    ),
    ("refused", "Not saved yet"),
];

/// Why a text was not taken when the server's own words are missing.
pub const REFUSED: &str =
    "Not saved: the text could not be taken. Copy it somewhere safe, then open the post again.";

/// A text that no field takes.
pub fn too_long() -> String {
    format!(
        "Not saved: that is too long. A title has room for {TITLE_CHARS_MAX} characters, an answer for \
         {ANSWER_CHARS_MAX}. All that you typed is still here."
    )
}

pub const AGAIN_TITLE: &str = "Sign in to go on";
pub const AGAIN_LEAD: &str =
    "The desk was locked, or you were away for a while. What you wrote is still in this page.";
pub const AGAIN_SEND: &str = "Sign in and save";
pub const AGAIN_FAILED: &str = "The desk did not answer. Try again in a moment.";

pub const TICKED: &str = "Ticked";
pub const UNTICKED: &str = "Not ticked";
pub const THEIRS: &str = "As it was saved somewhere else";
pub const TAKE_THEIRS: &str = "Take this one";
pub const KEEP_MINE: &str = "Keep mine";

pub const UPLOADING: &str = "[a picture is on its way…]";
pub const PICTURE_WAITS: &str = "A picture is still on its way. Press again once it is there.";
pub const PICTURE_FAILED: &str = "The picture could not be added. Your text is as it was.";
/// The picture is in the text, without words of its own.
pub const PICTURE_WORDS: &str =
    "The picture is in your text. Say what it shows, for readers who cannot see it.";
pub const ALT_HINT: &str = "One sentence for readers who cannot see it.";
pub const ALT_ADD: &str = "Add these words";
pub const ALT_NONE: &str = "It is decoration alone";
pub const ADD_PICTURE: &str = "Save and add it";
pub const ADD_PICTURE_HINT: &str =
    "It comes at the end of your text, as a line of its own. Move the line to where you want it.";
