//! What is kept of readers, and for how long, as this server is set up.

use crate::domain::{Keeping, QUESTION_CHARS_MAX};
use crate::texts::en::common::number;

pub const PRIVACY_TITLE: &str = "What we keep";
pub const PRIVACY_LEAD: &str = "As little as we can. This page is written by the program that runs this site, from the way \
     it is set up, so it changes when that does.";

pub const PRIVACY_READ: &str = "When you read";
pub const PRIVACY_READ_TEXT: [&str; 3] = [
    "No cookie is set. Your browser may keep copies of pages for a while, as it does of every site’s; we store nothing \
     else in it. Your address on the network and the kind of your browser are written down nowhere. Pages load nothing \
     from other sites.",
    "We count how often each post is opened in a day. That is one number per post and day. It does not say who, when, \
     or what else was read.",
    "What you search for is looked up and forgotten.",
];
pub const PRIVACY_WRITE: &str = "When you write";
/// The letter itself; `columnist` reads it.
pub fn privacy_letter(columnist: &str) -> String {
    let most = number(QUESTION_CHARS_MAX);
    format!(
        "Your letter, of up to {most} characters, is sealed before it is stored. Only {columnist}’s desk opens it, with \
         a password that this server does not have. Beside it we keep the day on which it came, and no time."
    )
}
pub const PRIVACY_WORDS: &str = "If scripts run in your browser, it seals the letter itself, and neither your text nor your \
     seven words reach this server. Without scripts the server sees both for a moment, seals the letter and forgets the \
     rest. The page where you ask says which of the two it is. Your seven words are never stored.";
pub const PRIVACY_RESPONSE: &str = "A response below a post is sealed in the same two ways. With it we keep the day, the name \
     if you gave one, and whether its writer proved to be the asker.";
/// The one thing of a network that is remembered.
pub fn privacy_network(keeping: &Keeping) -> String {
    format!(
        "To hold back floods of letters, the server remembers that somebody on your part of the network has written. It \
         does so in memory, as a code that nobody can turn back, for {} minutes and until the next person opens a form \
         after that. It is gone when the server starts anew.",
        keeping.network_minutes
    )
}

pub const PRIVACY_LONG: &str = "How long";
/// Each thing that goes by itself or at a reader’s word.
pub fn privacy_long(keeping: &Keeping, columnist: &str) -> [String; 5] {
    [
        format!(
            "Your letter and the replies to it stay until you take the letter back, or {columnist} destroys it. A response \
             stays, printed or not, until you take it back, or its post is destroyed."
        ),
        format!(
            "When you take your letter back it is destroyed, with what was written from it and not printed yet. For {} \
             days your seven words still tell you so, then they lead nowhere.",
            keeping.withdrawn_days
        ),
        format!(
            "A draft that {columnist} deletes can be fetched back for {} days, then it is destroyed.",
            keeping.bin_days
        ),
        format!(
            "In a flood, letters that look like a machine’s may make way for others. That one did is remembered for {} \
             days, so that whoever comes back is told.",
            keeping.evicted_days
        ),
        format!(
            "How often a post was opened on one day is known for {} days. Then only the sum of all those days stays.",
            keeping.view_days
        ),
    ]
}
pub const PRIVACY_BACKUPS: &str = "Backups are copies of the same sealed files. What you take back can still lie in an older \
     backup, sealed, until whoever runs this site throws that away.";

pub const PRIVACY_PUBLIC: &str = "What everybody can see";
pub const PRIVACY_PUBLIC_TEXT: &str = "Printed letters, after they were edited so that they do not show who wrote them, and \
     only as you allowed when you asked. Responses below them, under the name that was given, once the desk has let them \
     through; the seven words of a response take it off again. With your seven words you can ask for yours to be taken down. What other people \
     or search engines have copied by then is out of our hands.";

pub const PRIVACY_HERE: &str = "How this site is set up";
pub const PRIVACY_HTTPS: &str = "Pages come over https, so whoever runs the network sees that you visit this site, and how \
     much is sent. They cannot read the pages, nor what you write, but from the sizes they might guess which page it was.";
pub const PRIVACY_LOCAL: &str =
    "This site runs on this machine alone, for trying out. Nobody else can reach it.";
pub const PRIVACY_HTTP: &str =
    "Pages come over plain http. Whoever runs the network can read along, unless you come by Tor.";
/// Before the address of the onion service.
pub const PRIVACY_ONION: &str = "In Tor Browser this site has an address of its own, where nobody on the way sees that you \
     visit it:";
pub const PRIVACY_EMBEDS: &str = "These sites may show our form within their own pages. They cannot read what you write in \
     it, but they see that you opened their page, as always:";
pub const PRIVACY_PROXY: &str = "Another server stands in front of this one and sees the addresses of visitors. Whoever runs \
     it decides what it writes down.";
pub const PRIVACY_NO_PROXY: &str =
    "This program knows of no other server in front of it that would see who visits.";

pub const PRIVACY_LIMITS: &str = "What we cannot do";
pub const PRIVACY_LIMITS_TEXT: &str = "We cannot hide your visit from your own device: its history, or an app that watches it. \
     The page of help says what you can do.";
pub const PRIVACY_TO_HELP: &str = "How to read and write without being noticed";
