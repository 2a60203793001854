//! The frame around every page of the desk.

use crate::texts::en::common;

pub const NAV: &str = "Desk";
pub const QUEUE: &str = "Queue";
pub const POSTS: &str = "Posts";
pub const COMMENTS: &str = "Responses";
/// How many wait, behind the name of their page.
pub fn waiting(count: u64) -> String {
    format!("{count} waiting")
}
pub const PICTURES: &str = "Pictures";
pub const NEW_LETTER: &str = "Enter a letter";
pub const VIEWS: &str = "Views";
pub const SETTINGS: &str = "Settings";
pub const SIGN_OUT: &str = "Sign out";
pub const LOCK: &str = "Lock";
pub const LOCK_HINT: &str = "Closes the desk for everybody until somebody signs in";
pub const DESK: &str = "The desk";
pub const TO_POST: &str = "Open the post again";
pub const TO_LETTER: &str = "Open the letter again";
pub const TO_QUEUE: &str = "Back to the queue";

/// The title of a page as the browser's tab shows it.
pub fn page_title(title: &str, column: &str, failed: bool) -> String {
    common::tab(&format!("{title} · {column}"), failed)
}

/// Who is signed in, for those who do not see the name's place.
pub const SIGNED_IN: &str = "Signed in as";

/// What was changed at the desk and has not reached the site.
pub fn outbox(count: u64) -> String {
    let what = if count == 1 { "1 change has" } else { &format!("{count} changes have") };
    format!("{what} not reached the site yet. Nothing is lost: it is tried again by itself.")
}
