//! Asking, and the page that says the letter has arrived.

use crate::domain::{Consent, InvalidQuestion, QUESTION_CHARS_MAX};
use crate::texts::en::common::number;

pub const ASK_TITLE: &str = "Ask a question";
/// What the page promises, and nothing that it does not keep.
pub fn ask_lead(columnist: &str) -> String {
    format!(
        "Write it the way you would say it, long or short. You give no name and no address, and none is kept. \
         Your letter is sealed, and only {columnist}’s desk can open it."
    )
}
pub const ASK_BOX_OWN_PAGE: &str = "You can also ask on our own page. There your browser can seal the letter itself, and you can leave the page at once.";
pub const ASK_BOX_TO_PAGE: &str = "Open it";
pub const ASK_QUESTION: &str = "Your question";
/// How long it may be, and what it need not say.
pub fn ask_question_hint() -> String {
    let most = number(QUESTION_CHARS_MAX);
    format!(
        "Up to {most} characters. Leave out names, places and dates that could show who you are."
    )
}
/// Asks what may be done with the question.
pub fn ask_consent(columnist: &str) -> String {
    format!("If {columnist} answers, may it be printed in the column?")
}
pub const ASK_WORDS: &str = "Your seven words";
pub const ASK_WORDS_HINT: &str = "Note them down now, in this order, and then send. They are the only way back to your answer, and nobody can look \
     them up for you. Each time you open this page it shows new words: those you see when you send are the ones \
     that count.";
pub const ASK_JOURNEY: &str = "What happens when you send it";
/// The truth about sealing where no script does it.
pub fn ask_journey(column: &str) -> String {
    format!(
        "Our server sees your letter and your seven words for a moment. It seals the letter, so that only the desk \
         of {column} can open it, stores it sealed, and forgets the rest."
    )
}
/// The truth about sealing in the page.
pub fn ask_journey_page(column: &str) -> String {
    format!(
        "Your browser seals the letter before it is sent, so that only the desk of {column} can open it. Our server \
         sees neither your text nor your seven words."
    )
}
pub const ASK_SEND: &str = "Send my question";
pub const ASK_BUSY: &str = "Sending…";
pub const ASK_HAVE_WORDS: &str = "Have you asked before?";
pub const ASK_TO_RECEIPT: &str = "Look for your answer";

pub const NOTICE_TITLE: &str = "Your letter has not been sent";
pub const NOTICE_FULL: &str = "There is no room for it at this moment. Nothing was stored. Your text is still here: \
     please wait a minute and send it again.";
pub const NOTICE_USED: &str = "The seven words of this page already belong to another letter. Nothing was stored. Your \
     text is still here, and there are seven new words for it below: note them down, then send it again.";
pub const NOTICE_UNREADABLE: &str = "The seven words of this page came back damaged. Nothing was stored. Your text is \
     still here, and there are seven new words for it below: note them down, then send it again.";

/// The same from the page's own script, around the words that the earlier letter keeps.
pub const NOTICE_USED_BEFORE: &str =
    "These seven words already belong to another text that you sent, and stay its own:";
pub const NOTICE_USED_NOW: &str =
    "For this text there are seven new ones below: note them down, then send it again.";
pub const NOTICE_SLOW_TITLE: &str = "One moment, please";
/// Before and behind the number of seconds.
pub const NOTICE_WAIT: (&str, &str) = (
    "Many letters are coming in just now. Yours will be sent by itself in ",
    " seconds. Please leave this page open; there is nothing else to do.",
);
pub const NOTICE_NETWORK: &str = "The server could not be reached, or its answer was lost on the way. Your text is still \
     here. Please send it again: if it did arrive the first time, it is still stored only once.";
pub const NOTICE_BROKEN: &str = "Something went wrong on our side. Your text is still here. Please try once more. \
     If that fails too, copy your text and open this page again.";

/// Never sent: the letter would carry the key to its own answer.
pub const OWN_WORDS: &str = "Your text holds the seven words of this page. Please take them out: whoever reads your \
     letter could open your answer with them.";
/// Stopped once.
pub const PASTED_ONCE: &str = "Your text has seven words in a row that look like a receipt. If they are one, please take \
     them out. If not, send it again.";
pub const QUESTION_EMPTY: &str = "Write your question.";
/// Before and behind the number of characters that are too many.
pub const QUESTION_TOO_LONG: (&str, &str) =
    ("Your question is too long. Characters to take out: ", ". Nothing has been cut.");

/// What is wrong with a question, and how to mend it.
pub fn question_problem(problem: InvalidQuestion) -> String {
    match problem {
        InvalidQuestion::Empty => QUESTION_EMPTY.to_owned(),
        InvalidQuestion::TooLong { chars } => {
            let over = chars - QUESTION_CHARS_MAX;
            let (s, them) = if over == 1 { ("", "it") } else { ("s", "them") };
            format!(
                "Your question is {over} character{s} too long. Please take {them} out; nothing has been cut."
            )
        }
    }
}
pub const CONSENT_PROBLEM: &str = "Choose what may be done with your question.";

pub const ASKED_TITLE: &str = "Your letter has arrived";
pub const ASKED_TAB: &str = "Sent";
pub const ASKED_AGAIN: &str = "We already had this letter. It is stored once, with the choice you made the first \
     time. These are still its seven words.";
pub const ASKED_LEAD: &str = "It is sealed and stored. These seven words are your receipt:";
pub const ASKED_KEEP_TITLE: &str = "Keep them safe";
pub const ASKED_KEEP: [&str; 3] = [
    "Write them on paper, in this order, and put it where only you look. Or use a password manager that is yours alone.",
    "They are the only way back. We can’t send them again, and we don’t know whose letter this is.",
    "Anyone who has them can read your reply. On a shared phone or computer, close this tab when you are done.",
];
/// On the page that the server made, which a browser can ask for anew.
pub const ASKED_BACK: &str =
    "Close the whole tab: as long as it is open, “back” can show this page and the words again.";
pub const ASKED_NEXT_TITLE: &str = "What happens next";
/// The course of the letter, as its asker chose.
pub fn asked_next(consent: Consent, columnist: &str) -> String {
    match consent {
        Consent::Print => format!(
            "{columnist} reads it. If it is chosen for the column, it is edited so that it does not show who you are, \
             and printed with the answer."
        ),
        Consent::Proof => format!(
            "{columnist} reads it. Nothing is printed before you have seen the edited text and said yes. If there is \
             a private reply, it waits here for you alone."
        ),
        Consent::Private => {
            format!(
                "{columnist} reads it. It is never printed. If there is a reply, it waits here for you alone."
            )
        }
    }
}
pub const ASKED_RETURN_TITLE: &str = "When to come back";
/// Before the link to where the words are typed; `when` as in *in about a week*.
pub fn asked_return(when: &str) -> String {
    format!(
        "There are many letters, so an answer can take a while. Come back {when}, and type your seven words under"
    )
}
pub const ASKED_TO_RECEIPT: &str = "Your answer";
pub const ASKED_ONLY: &str = "Nothing else leads there: no mail, no message and no link. Nobody can remind you, and nobody \
     can find you.";
