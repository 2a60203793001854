//! Reading: the home page, posts and topics.

/// The line under the column's name.
pub fn home_line(columnist: &str) -> String {
    format!("The questions people don’t ask aloud, answered by {columnist}.")
}

pub const HOME_LATEST: &str = "Latest answers";
pub const HOME_EMPTY_TITLE: &str = "The first answer is still to come";
/// Shown before any post is public.
pub fn home_empty(columnist: &str) -> String {
    format!(
        "Nothing has been printed yet. Letters are open, and {columnist} reads each one. Yours can be the first."
    )
}

/// Heads the words on who answers.
pub fn about(columnist: &str) -> String {
    format!("{columnist} answers")
}

pub const INVITE_TITLE: &str = "Is there something you can’t ask anyone?";
pub const INVITE_TEXT: &str = "Ask it here. You give no name and no address. Seven words lead you back to the answer, and nothing else does.";
pub const INVITE_BUTTON: &str = "Ask a question";
pub const INVITE_RECEIPT: &str = "I have asked already";

pub const EARLIER_TITLE: &str = "Earlier answers";
pub const EARLIER_EMPTY: &str = "There is nothing older than this.";
pub const OLDER: &str = "Earlier answers";
pub const NEWEST: &str = "Back to the latest";
pub const PAGES: &str = "More answers";

pub const LETTER: &str = "The letter";
/// Heads the answer.
pub fn answer_by(columnist: &str) -> String {
    format!("{columnist} answers")
}
/// Heads what answers no letter.
pub fn entry_by(columnist: &str) -> String {
    format!("{columnist} writes")
}
pub const PUBLISHED_ON: &str = "Published on ";
pub const UPDATED_ON: &str = "updated on ";

/// Stands before what a text speaks of.
pub const WARNING: &str = "Before you read on: this speaks of";
pub const WARNING_OPEN: &str = "Open the text";

pub const PREVIEW: &str = "Preview: not public";
pub const PREVIEW_UNSAVED: &str = "Preview: nothing is saved yet";
pub const PREVIEW_TITLE: &str = "Preview: ";
pub const PREVIEW_BACK: &str = "Back to the editor";

/// The name of a topic's feed.
pub fn feed_of_tag(column: &str, tag: &str) -> String {
    format!("{column}: {tag}")
}
/// What a topic's page is, in search engines.
pub fn tag_line(tag: &str, column: &str) -> String {
    format!("Letters about {tag}, and what {column} answers.")
}

pub const TOPICS_TITLE: &str = "Topics";
pub const TOPICS_LEAD: &str = "What people have written about so far.";
pub const TOPICS_EMPTY: &str = "There are no topics yet. They come with the first answers.";
/// Behind the list of topics.
pub const TOPICS_ELSE: &str = "You can also";
pub const TOPICS_SEARCH: &str = "search the answers";
pub const TOPICS_OR: &str = "or go through";
pub const TOPICS_ARCHIVE: &str = "the archive";
pub const TOPICS_ALL: &str = "All topics";
pub const TAG_EMPTY: &str = "There are no more answers on this topic.";

/// How many posts a topic has.
pub fn answers(posts: u64) -> String {
    if posts == 1 { "1 answer".to_owned() } else { format!("{posts} answers") }
}
