//! Which letters are likely spam. They are filed as such at the desk, where they can be looked at; nothing is ever
//! thrown away for what it says.
//!
//! The rules would rather miss spam than misfile a person, the more so for a letter that is not suspect: people write
//! to this column about pills, casinos, porn and escorts.

mod phrases;

use std::collections::HashSet;

use phrases::{DOMAINS, OFFERS, PERSONAL, PITCHES, TOPICS};

/// Letters with the same text before this one that make it spam, for a letter that is not suspect.
const COPIES: usize = 4;
/// The same for a suspect one.
const COPIES_SUSPECT: usize = 2;
/// Characters below which people may well write the same words, so that copies do not count.
const COPIED_CHARS_MIN: usize = 40;
/// Copies of a short suspect text that make it spam all the same.
const COPIES_SHORT_SUSPECT: usize = 10;

/// Links that are many, and the words beside each that excuse them.
const LINKS: usize = 6;
const LINKS_SUSPECT: usize = 3;
const WORDS_PER_LINK: usize = 40;
/// How many times as many a text about the writer's own life may have.
const LINKS_PERSONAL_FACTOR: usize = 2;
/// Words beside a link that are hardly a letter.
const WORDS_ALONE: usize = 3;
const WORDS_ALONE_SUSPECT: usize = 12;

/// Points of an advertisement: of an offer, of each topic, of each phrase that presses, of a way to reach the sender.
const OFFER: usize = 3;
const TOPIC: usize = 1;
const PITCH: usize = 1;
const CONTACT: usize = 2;
/// Points that make an advertisement.
const POINTS: usize = 6;
const POINTS_SUSPECT: usize = 5;
/// Points more for a text in which one word in so many is about the writer's own life.
const POINTS_PERSONAL: usize = 4;
const WORDS_PER_PERSONAL: usize = 14;
/// Tags of active markup that no letter has; a suspect one that is hardly more than a tag needs but one.
const TAGS: usize = 3;

/// Why a letter is likely spam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpamReason {
    /// Links in the marks of a forum or in HTML.
    Markup,
    /// Scripts and frames.
    Scripts,
    /// More links than a letter has.
    Links,
    /// A link and next to nothing else.
    LinkAlone,
    /// It offers something and says where.
    Advertisement,
    /// The same text has come several times.
    Repeated,
}

/// Judges a letter as it is moved in.
///
/// `suspect` letters came by the slow lane. `copies` counts the letters before it with the same [`bare_text`].
pub fn looks_like_spam(text: &str, suspect: bool, copies: usize) -> Option<SpamReason> {
    let lower = text.to_lowercase();
    let signs = Signs::of(&lower);
    let rules = [
        (SpamReason::Markup, has_link_markup(&lower)),
        (SpamReason::Scripts, signs.is_active(suspect)),
        (SpamReason::Links, signs.is_full_of_links(suspect)),
        (SpamReason::LinkAlone, signs.is_link_alone(suspect)),
        (SpamReason::Advertisement, signs.advertises(&lower, suspect)),
        (SpamReason::Repeated, is_repeated(&lower, suspect, copies)),
    ];
    rules.into_iter().find_map(|(reason, holds)| holds.then_some(reason))
}

/// A text's letters and digits in lower case: the same for copies that differ in spaces, stops and case alone.
pub fn bare_text(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What was counted in a text.
struct Signs {
    /// Distinct ones.
    links: usize,
    /// Beside the links.
    words: usize,
    personal: usize,
    /// A link, a mail address or a telephone number to write to.
    contact: bool,
    tags: usize,
    asks: bool,
}

impl Signs {
    /// Counts in a text in lower case.
    fn of(lower: &str) -> Self {
        let mut links = HashSet::new();
        let (mut words, mut personal, mut contact) = (0, 0, false);
        for token in lower.split_whitespace() {
            if is_link(token) {
                links.insert(token);
                continue;
            }
            contact |= is_mail_address(token);
            let word = token.trim_matches(|c: char| !c.is_alphanumeric());
            words += usize::from(word.chars().any(char::is_alphabetic));
            personal += usize::from(PERSONAL.contains(&word));
        }
        let contact = contact || !links.is_empty() || names_a_messenger(lower);
        let asks = lower.split_whitespace().any(|token| token.contains('?') && !is_link(token));
        Self { links: links.len(), words, personal, contact, tags: active_tags(lower), asks }
    }

    fn is_active(&self, suspect: bool) -> bool {
        self.tags >= TAGS || suspect && self.tags > 0 && self.words <= WORDS_ALONE_SUSPECT
    }

    /// Whoever is harassed may have to name several places, so a letter of one's own life may have more.
    fn is_full_of_links(&self, suspect: bool) -> bool {
        let many = if suspect { LINKS_SUSPECT } else { LINKS };
        let many = if self.is_personal() { many * LINKS_PERSONAL_FACTOR } else { many };
        self.links >= many && self.words < self.links * WORDS_PER_LINK
    }

    /// A short question about a link is still a question.
    fn is_link_alone(&self, suspect: bool) -> bool {
        let few = if suspect { WORDS_ALONE_SUSPECT } else { WORDS_ALONE };
        self.links > 0 && self.words <= few && !self.asks
    }

    fn is_personal(&self) -> bool {
        self.personal > 0 && self.personal * WORDS_PER_PERSONAL >= self.words
    }

    fn advertises(&self, lower: &str, suspect: bool) -> bool {
        let found = |phrases: &[&str]| phrases.iter().filter(|phrase| says(lower, phrase)).count();
        let (offers, topics, pitches) = (found(OFFERS), found(TOPICS), found(PITCHES));
        let contact = if self.contact { CONTACT } else { 0 };
        let points = offers * OFFER + topics * TOPIC + pitches * PITCH + contact;
        let needed = if suspect { POINTS_SUSPECT } else { POINTS }
            + if self.is_personal() { POINTS_PERSONAL } else { 0 };
        // Without a way to the sender there is nothing to gain by it, so that a person is more likely.
        (self.contact || suspect) && (offers > 0 || pitches > 0) && points >= needed
    }
}

fn is_repeated(lower: &str, suspect: bool, copies: usize) -> bool {
    let long = lower.chars().filter(|c| c.is_alphanumeric()).count() >= COPIED_CHARS_MIN;
    match (long, suspect) {
        (true, true) => copies >= COPIES_SUSPECT,
        (true, false) => copies >= COPIES,
        (false, true) => copies >= COPIES_SHORT_SUSPECT,
        (false, false) => false,
    }
}

/// Links as forums and web pages write them, which nobody types into a letter.
fn has_link_markup(lower: &str) -> bool {
    ["[url=", "[url]http", "[link=", "<a href="].iter().any(|mark| lower.contains(mark))
}

fn active_tags(lower: &str) -> usize {
    let marks = ["<script", "<iframe", "<img src=", "<svg onload", "onerror=", "javascript:"];
    marks.iter().map(|mark| lower.matches(mark).count()).sum()
}

/// Whether a phrase stands in a text with no letter right before it, nor after it but an `s`.
fn says(lower: &str, phrase: &str) -> bool {
    lower.match_indices(phrase).any(|(start, _)| {
        let before = lower[..start].chars().next_back();
        let rest = &lower[start + phrase.len()..];
        let after = rest.strip_prefix('s').unwrap_or(rest).chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphabetic)
    })
}

/// A word with a scheme, or one that ends like a name of the web: `best-pills.example/x`.
fn is_link(token: &str) -> bool {
    if token.contains("http://") || token.contains("https://") || token.contains("www.") {
        return true;
    }
    let name =
        token.trim_matches(|c: char| !c.is_alphanumeric()).split('/').next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((host, end)) => {
            DOMAINS.contains(&end)
                && host.chars().all(|c| c.is_alphanumeric() || "-.".contains(c))
                && host.len() > 2
        }
        None => false,
    }
}

fn is_mail_address(token: &str) -> bool {
    let token = token.trim_matches(|c: char| !c.is_alphanumeric());
    token.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// Whether it says by which messenger, and with what number or name.
fn names_a_messenger(lower: &str) -> bool {
    ["whatsapp", "telegram", "viber"].iter().any(|name| {
        lower.match_indices(name).any(|(start, _)| {
            let rest = lower[start + name.len()..]
                .trim_start_matches(|c: char| !c.is_alphanumeric() && !"+@".contains(c));
            rest.starts_with(['+', '@']) || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

#[cfg(test)]
mod tests;
