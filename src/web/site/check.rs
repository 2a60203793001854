//! The step between writing and sending: what is worth a second look. All of it happens in memory.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::super::{App, Error};
use crate::domain::{Crisis, CrisisKind, Giveaway, Slug, crisis, giveaways, holds_receipt};
use crate::pages::site::CheckView;
use crate::service;

/// The kind of a text's own mark.
const TEXT: &str = "text";

/// What was found in a text.
pub struct Found<'a> {
    text: &'a str,
    pasted: bool,
    dangers: Option<Crisis>,
    offers: Vec<(Slug, String)>,
    giveaways: Vec<Giveaway>,
}

impl<'a> Found<'a> {
    /// Looks through a text, and for posts that come close to it.
    pub async fn look(app: &App, text: &'a str) -> Result<Self, Error> {
        let offers = match app.service.offers(text).await {
            Ok(offers) => offers,
            // A letter does not wait for what might be read instead of it.
            Err(service::Error::Busy) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        Ok(Self {
            text,
            pasted: holds_receipt(text),
            dangers: crisis(text),
            offers,
            giveaways: giveaways(text),
        })
    }

    /// Whether something was found that its writer has not been shown yet.
    pub fn is_news(&self, seen: &str) -> bool {
        self.marks().iter().any(|mark| !is_marked(seen, mark))
    }

    /// Names of all that was found, and of the text itself, which then needs no second look.
    pub fn seen(&self) -> String {
        let text = mark(TEXT, &self.text);
        self.marks().into_iter().chain([text]).collect::<Vec<_>>().join(" ")
    }

    /// A mark for each thing that was found. They stand in the page's form, and say nothing that the text beside
    /// them does not.
    fn marks(&self) -> Vec<String> {
        let pasted = self.pasted.then(|| mark("pasted", &self.text));
        let dangers = self.dangers().iter().map(|kind| mark("danger", kind));
        let offers = self.offers.iter().map(|(slug, _)| mark("offer", &slug.as_str()));
        let places =
            self.giveaways.iter().filter_map(|place| self.text.get(place.start..place.end));
        let giveaways = places.map(|words| mark("giveaway", &words));
        pasted.into_iter().chain(dangers).chain(offers).chain(giveaways).collect()
    }

    /// As the page shows it.
    pub fn view(&self) -> CheckView<'_> {
        CheckView {
            pasted: self.pasted,
            dangers: self.dangers(),
            offers: &self.offers,
            text: self.text,
            giveaways: &self.giveaways,
        }
    }

    fn dangers(&self) -> &[CrisisKind] {
        self.dangers.as_ref().map_or(&[], Crisis::kinds)
    }
}

/// Whether this very text was looked through before.
pub fn is_known(text: &str, seen: &str) -> bool {
    is_marked(seen, &mark(TEXT, &text))
}

fn is_marked(seen: &str, mark: &str) -> bool {
    seen.split(' ').any(|known| known == mark)
}

/// A name for something found. It guards nothing: who makes one up is not shown what she does not want to see.
fn mark(kind: &str, what: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    what.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Found<'_> {
        let (pasted, dangers) = (holds_receipt(text), crisis(text));
        Found { text, pasted, dangers, offers: Vec::new(), giveaways: giveaways(text) }
    }

    #[test]
    fn what_was_shown_is_no_news_and_what_is_new_is() {
        let first = found("Write to me@mail.example. I want to kill myself.");
        assert!(first.is_news(""));
        let seen = first.seen();
        assert!(!first.is_news(&seen));
        assert!(!found("Better not. I want to kill myself.").is_news(&seen), "less is no news");
        assert!(found("Write to you@mail.example. I want to kill myself.").is_news(&seen));
        assert!(!found("Should I tell her?").is_news(""));
    }

    #[test]
    fn a_text_that_was_shown_needs_no_second_look_until_it_changes() {
        let text = "Write to me@mail.example.";
        let seen = found(text).seen();
        assert!(is_known(text, &seen));
        assert!(!is_known("Write to me@mail.example!", &seen) && !is_known(text, ""));
    }

    #[test]
    fn a_receipt_in_a_changed_text_is_news_again() {
        let words = "abacus abdomen zoom abacus unzip cope gulf";
        let seen = found(words).seen();
        assert!(!found(words).is_news(&seen));
        let changed = format!("{words}!");
        assert!(found(&changed).is_news(&seen));
    }
}
