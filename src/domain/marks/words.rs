//! A text as words, with what a capital letter is worth in it.

use super::lists;

/// Part of a text's letters, in percent, from which on it shouts: its capitals tell nothing.
const SHOUTING_PERCENT: usize = 60;

/// A word of a text, without a possessive `'s`.
#[derive(Debug)]
pub(super) struct Word<'a> {
    pub start: usize,
    pub end: usize,
    /// As written.
    pub text: &'a str,
    pub lower: String,
    /// What stands between the word before and this one; the `'s` of the word before is part of it.
    pub gap: &'a str,
    /// Whether it begins with a capital that may tell something.
    pub capital: bool,
    /// Whether it is all capitals, and more than one.
    pub shouted: bool,
    /// Whether it begins a sentence, where everything has a capital.
    pub first: bool,
}

/// The words of a text.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub all: Vec<Word<'a>>,
}

impl<'a> Words<'a> {
    pub fn of(text: &'a str) -> Self {
        let shouting = is_shouting(text);
        let (mut all, mut behind): (Vec<Word>, usize) = (Vec::new(), 0);
        for (start, whole) in spans(text) {
            let gap = &text[behind..start];
            let bare = without_possessive(whole);
            behind = start + bare.len();
            let first = all.last().is_none_or(|before| begins_sentence(before, gap));
            let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
            let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
            all.push(Word {
                start,
                end: start + bare.len(),
                text: bare,
                lower: bare.to_lowercase().replace('’', "'"),
                gap,
                capital: !shouting && bare.starts_with(char::is_uppercase),
                shouted: letters > 1 && capitals == letters,
                first,
            });
        }
        Self { text, all }
    }

    /// The word `back` places before the one at `at`, if it is of the same sentence.
    pub fn before(&self, at: usize, back: usize) -> Option<&Word<'a>> {
        let between = self.all.get(at.checked_sub(back)? + 1..=at)?;
        if between.iter().any(|word| word.first) { None } else { self.all.get(at - back) }
    }

    /// The lower-case word before the one at `at`, in the same sentence, or nothing.
    pub fn lower_before(&self, at: usize, back: usize) -> &str {
        self.before(at, back).map_or("", |word| word.lower.as_str())
    }

    /// The lower-case word after the one at `at`, in the same sentence, or nothing.
    pub fn lower_after(&self, at: usize) -> &str {
        self.all.get(at + 1).filter(|next| !next.first).map_or("", |next| next.lower.as_str())
    }
}

impl Word<'_> {
    /// Whether its capital makes it a proper name: within a sentence, and no ordinary word.
    pub fn is_proper(&self) -> bool {
        self.capital && !self.first && !self.shouted && !self.is_common() && self.text.len() > 1
    }

    /// Whether it is an ordinary word, or one that always has a capital.
    pub fn is_common(&self) -> bool {
        lists::is_ordinary(&self.lower) || self.has_usual_capital() || self.is_contraction()
    }

    /// Whether it is one that many people write with a capital: a weekday, a language, an abbreviation.
    pub fn has_usual_capital(&self) -> bool {
        let bare = self.lower.split('\'').next().unwrap_or_default();
        lists::is_usual_capital(&self.lower) || lists::is_usual_capital(bare)
    }

    /// `haven't`, `we're`.
    fn is_contraction(&self) -> bool {
        let end = self.lower.rsplit_once('\'').map(|(_, end)| end);
        end.is_some_and(|end| matches!(end, "t" | "re" | "ve" | "ll" | "d" | "m"))
    }

    /// Whether only a blank stands before it.
    pub fn is_adjacent(&self) -> bool {
        self.gap == " "
    }
}

fn is_shouting(text: &str) -> bool {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for c in text.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper * 100 > (upper + lower) * SHOUTING_PERCENT
}

/// Where words stand: letters and digits, with apostrophes and hyphens between them.
fn spans(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_inner = |c: char| matches!(c, '\'' | '’' | '-');
    let is_part = move |c: char| c.is_alphanumeric() || is_inner(c) || is_mark(c);
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(char::is_alphanumeric)?;
            let length = text[start..].find(|c| !is_part(c)).unwrap_or(text.len() - start);
            let word = text[start..start + length].trim_end_matches(is_inner);
            from = start + length;
            if !word.is_empty() {
                return Some((start, word));
            }
        }
    })
}

/// Marks that combine with the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{94F}')
}

fn without_possessive(word: &str) -> &str {
    let cut = ["'s", "’s", "'S", "’S"].iter().find_map(|end| word.strip_suffix(end));
    cut.filter(|bare| !bare.is_empty()).unwrap_or(word)
}

/// Whether a word with this gap before it begins a sentence. The period of `Dr.` does not end one.
fn begins_sentence(before: &Word, gap: &str) -> bool {
    let ends = |c: char| {
        matches!(c, '.' | '!' | '?' | ':' | '…' | '\n' | '"' | '“' | '‘' | '*' | '#' | '>' | '•')
    };
    let is_title = gap.trim() == "." && lists::is_short_title(&before.lower);
    gap.contains(ends) && !is_title
}
