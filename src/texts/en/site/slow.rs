//! The slow lane, and what else stands between a form and the store.

/// Neutral, as it stays in the browser's history.
pub const SLOW_TITLE: &str = "One moment, please";
pub const SLOW_LEAD: &str = "Many letters are coming in just now, and some of them are sent by machines. Please wait a \
     moment, so that yours gets through. There is nothing to solve and nothing to prove.";
/// How long the button is to be left alone.
pub fn slow_wait(seconds: u32) -> String {
    match seconds {
        1 => "Wait 1 second, then press the button.".to_owned(),
        _ => format!("Wait {seconds} seconds, then press the button."),
    }
}
pub const SLOW_KEPT: &str = "All that you wrote is kept in this page. Nothing has been stored on our side yet, so please \
     leave the page open until it is sent.";
pub const SLOW_EARLY: &str =
    "If you press too early, nothing is lost. You are only asked to wait a little more.";
pub const SLOW_WORDS: &str = "Your seven words";
pub const SLOW_WORDS_HINT: &str = "They stay the same. Note them down while you wait.";
pub const SLOW_BUTTON: &str = "Send it now";

/// On a form that is shown afresh, because it was sent within a moment, or had lain open for long.
pub const NOTICE_FRESH: &str = "This page had to be renewed before your letter could be sent. Nothing was stored. Your \
     text is still here: please press the button again.";

/// Label of the field that people do not see, for those who do.
pub const HONEYPOT_LABEL: &str = "Leave this field empty";
