//! What an error page says: what happened, and what to do now.

pub const NOT_FOUND: &str = "This page is not here";
pub const NOT_FOUND_ADVICE: &str = "It may have moved or been taken off the site, or there may be a slip in the address. \
     If you have sent us a letter, that letter is safe.";
/// For those who are signed in.
pub const NOT_FOUND_AT_DESK: &str =
    "It may have been removed, or there may be a slip in the address.";
pub const METHOD_AT_DESK: &str =
    "It can be read but not sent to, or the other way around. Please start again from the queue.";
pub const BUSY_AT_DESK: &str =
    "The server has its hands full. Please wait a minute, go back and try again.";
pub const METHOD: &str = "This page can’t be used that way";
pub const METHOD_ADVICE: &str = "It can be read but not sent to, or the other way around. Please start again from one of these pages.";
pub const TOO_LARGE: &str = "That is too much at once";
pub const TOO_LARGE_ADVICE: &str = "What you sent is larger than this page takes, and nothing was stored. Go back, make \
     it shorter and send it again.";
pub const BAD_FORM: &str = "The form came in damaged";
pub const BAD_FORM_ADVICE: &str = "A part of it was missing or could not be read, and nothing was stored. Go back and send it again.";
pub const BUSY: &str = "There is no room at this moment";
pub const BUSY_ADVICE: &str = "Many people are here at once. Please wait a minute and try again.";
pub const INTERNAL: &str = "Something broke on our side";
pub const INTERNAL_ADVICE: &str =
    "The fault is ours, not yours. Please try again in a little while.";
pub const TIMEOUT: &str = "That took too long";
pub const TIMEOUT_ADVICE: &str =
    "The line may be slow, or we were. Nothing is lost on your side: go back and try again.";
pub const CONFLICT: &str = "That did not work";
pub const STALE: &str = "This post was saved in another window, or by somebody else, since you opened it. Open it again to see how it stands.";
pub const ALREADY_PUBLIC: &str = "This post is on the site already, so there is no date to set. Open it again to see how it stands.";
pub const LETTER_STAYS: &str = "This letter stays with the post: the post was begun from it, or it is on the site or has a date. \
     Take the post off the site, or its date away, first.";
pub const NO_ASKER: &str =
    "This letter came without a receipt, so there is nowhere to send a reply to.";
pub const PRIVATE: &str =
    "A letter behind this post asked for a private answer, so it can’t be published.";
pub const PROOF: &str =
    "A letter behind this post asked to see the text first, so it can’t be published yet.";
pub const PROOF_WAITING: &str =
    "An asker has not approved the text yet, so it can’t be published. Silence means no.";
pub const PROOF_CHANGES: &str =
    "An asker wants the text changed. Change it and send it again before it is published.";
pub const PROOF_OUTDATED: &str =
    "The text has changed since an asker was sent it. Send it again before it is published.";
pub const UNREACHABLE: &str = "A letter behind this post asked to see the text first and came without a receipt, so it can’t be published.";
pub const NOTHING_TO_PROVE: &str =
    "The question as printed is empty, so there is nothing that the asker could approve.";
pub const REFUSED: &str =
    "A letter behind this post is declined or spam. Keep that letter first, then publish.";
pub const NO_TITLE: &str = "The post has no title yet.";
pub const NO_ANSWER: &str = "The post has no answer yet.";
/// A way that the table of statuses does not have.
pub fn transition(from: &str, to: &str) -> String {
    format!(
        "This letter is now under “{from}”, and from there it can’t go to “{to}”. Open it again to see where it stands."
    )
}
pub const VAULT: &str = "The vault cannot be opened";
/// For the columnist and the operator: what the store says, and what is safe.
pub fn vault_advice(why: &str) -> String {
    format!(
        "The password was right, but: {why}. Nothing was changed, and new letters go on arriving sealed."
    )
}
pub const DAMAGED: &str = "Your mailbox is damaged";
pub const DAMAGED_ADVICE: &str = "Your seven words are right, but what they open has been damaged or changed. We \
     can’t mend it. Please ask again; you will get new words.";
pub const FORBIDDEN: &str = "That is not allowed here";
pub const NOT_YOURS: &str =
    "Your account may write and sort, but not publish. Ask the columnist to do it.";
pub const WRONG_ORIGIN: &str = "This change did not come from a page of the desk, so it was not made. Open the desk and \
     do it there.";
pub const WRONG_HOST: &str = "This address leads nowhere";
/// For the operator, who is the one to see it.
pub fn wrong_host_advice(host: &str) -> String {
    format!(
        "This server does not answer to the name “{host}”. If it should, start it with --url and the address that \
         people use, as in --url https://column.example."
    )
}
pub const NOT_SET_UP: &str = "This column has not been set up yet";
pub const NOT_SET_UP_ADVICE: &str = "If it is yours: the program has printed a link where you started it. Open that link \
     in this browser to name the column and choose a password.";
pub const WAYS: &str = "You can go on from here";
pub const WAY_HOME: &str = "Read the latest answers";
pub const WAY_ASK: &str = "Ask a question";
pub const WAY_RECEIPT: &str = "Look for your answer";
pub const WAY_SEARCH: &str = "Search the answers";
pub const WAY_TOPICS: &str = "See all topics";
