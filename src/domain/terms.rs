//! What a text is about: its words without those that every text has.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Letters of the shortest and of the longest word that can be telling.
const CHARS_MIN: usize = 2;
const CHARS_MAX: usize = 40;

/// Words that say nothing of what a letter or a post is about, in order.
const COMMON: &str = "\
about above actually after again against ah all almost alone along already also although always am an and another \
any anybody anyone anything anyway are aren around as ask asked asking at away back be because become becomes been \
before being below best better between bit both but by call came can cannot com come comes could couldn day days \
did didn do does doesn doing don done down dr during each eh eight either else et etc even ever every everyone \
everything feel feeling feelings feels felt few find first five for found four from gave get gets getting give go \
goes going gone good got had hadn has hasn have haven having he hear hello help her here hers herself hi him \
himself his how however http https id ie if im in instead into is isn it its itself ive just keep kept knew know \
known last later least let like little ll long look lot made make makes making many may maybe me mean means might \
mind mine month months more most mr ms much must my myself need needs never new next nine no nobody not nothing now \
of off often oh ok okay old on once one ones only onto or other others our ours ourselves out over own people \
perhaps please put question quite rather re read really right said same say saying says see seem seemed seems seen \
seven shall she should shouldn since six so some somebody someone something sometimes soon sorry st start started \
still such sure take taken tell tells ten th than thank thanks that the their theirs them themselves then there \
these they thing things think this those though thought three through time times to together told too took toward \
towards tried try trying two under until up upon us use used using ve very want wanted wants was wasn way we week \
weeks well went were weren what whatever when where whether which while who whole whom whose why will with within \
without won wonder wondering worth would wouldn www year years yes yet you your yours yourself";

static COMMON_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMON.split(' ').collect());

/// The words that may tell what a text is about: in lower case, each once, in the order of the text.
pub fn telling_words(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    all_telling_words(text).filter(|word| seen.insert(word.clone())).collect()
}

/// The same with every repetition.
pub fn all_telling_words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| is_telling(word))
}

fn is_telling(word: &str) -> bool {
    (CHARS_MIN..=CHARS_MAX).contains(&word.chars().count())
        && !word.chars().all(char::is_numeric)
        && !COMMON_WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_telling_words_are_those_that_not_every_text_has() {
        let text =
            "How do I tell my WIFE? She doesn't know about the toys, and my wife is jealous; 2024!";
        assert_eq!(telling_words(text), ["wife", "toys", "jealous"]);
        assert_eq!(all_telling_words(text).filter(|word| word == "wife").count(), 2);
    }

    #[test]
    fn words_of_any_script_can_tell_and_marks_cannot() {
        assert_eq!(
            telling_words("Доверие и ревность: naïve\"*OR^-NEAR("),
            ["доверие", "ревность", "naïve", "near"]
        );
        assert_eq!(telling_words(&"x".repeat(CHARS_MAX + 1)), Vec::<String>::new());
    }

    #[test]
    fn the_common_words_stand_in_order_and_once() {
        let words: Vec<&str> = COMMON.split(' ').collect();
        assert!(words.is_sorted_by(|a, b| a < b));
    }
}
