//! The seven words that lead a reader back to the answer.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::words;

/// Words in a receipt: 7 × log2(7772) = 90 random bits.
pub const RECEIPT_WORDS: usize = 7;

/// Bytes of typed text that can hold a receipt; more is refused unread.
pub const RECEIPT_TYPED_BYTES_MAX: usize = 512;

/// Characters of a mistyped word that are handed back.
const SHOWN_CHARS_MAX: usize = 20;

/// Bytes of the longest receipt as one text: seven words of nine letters and the spaces between.
const TEXT_BYTES_MAX: usize = RECEIPT_WORDS * 10;

/// A receipt: seven words of the list, kept as their places in it, wiped when dropped.
///
/// Whoever has it can read the replies, follow up and withdraw, so `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Receipt([u16; RECEIPT_WORDS]);

/// Typed text is not a receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidReceipt {
    /// The text is longer than any receipt.
    #[error("too long for a receipt")]
    TooLong,
    /// There are more or fewer than seven words.
    #[error("a receipt has seven words, not {found}")]
    Count {
        /// How many words there are.
        found: usize,
    },
    /// There are seven words, and one of them is not on the list.
    #[error("word {position} of the receipt is not on the list")]
    Word {
        /// Which word, counted from 1.
        position: usize,
        /// What was typed in its place, in lower case, its first 20 characters.
        typed: String,
        /// The word that was probably meant: the one at most two slips of the finger away.
        nearest: Option<&'static str>,
    },
}

impl Receipt {
    /// Makes a receipt of the words at these places, counted from 0, of the sorted list.
    ///
    /// Gives nothing when a place is beyond the list, so that whoever draws places at random draws again.
    pub fn from_indices(indices: [u16; RECEIPT_WORDS]) -> Option<Self> {
        indices.iter().all(|&place| words::at(place).is_some()).then_some(Self(indices))
    }

    /// Reads a receipt as people type it or paste it: in any case, with any white space, dashes, commas or full
    /// stops between the words.
    ///
    /// # Errors
    ///
    /// * [`InvalidReceipt::TooLong`] when there are more than [`RECEIPT_TYPED_BYTES_MAX`] bytes.
    /// * [`InvalidReceipt::Count`] when there are not seven words, whether or not they are on the list.
    /// * [`InvalidReceipt::Word`] for the first of seven words that is not on the list.
    pub fn parse(typed: &str) -> Result<Self, InvalidReceipt> {
        if typed.len() > RECEIPT_TYPED_BYTES_MAX {
            return Err(InvalidReceipt::TooLong);
        }
        let typed = Zeroizing::new(typed.to_ascii_lowercase());
        let found = split(&typed).count();
        if found != RECEIPT_WORDS {
            return Err(InvalidReceipt::Count { found });
        }
        let mut receipt = Self([0; RECEIPT_WORDS]);
        for (i, (word, place)) in split(&typed).zip(&mut receipt.0).enumerate() {
            *place = words::place(word).ok_or_else(|| InvalidReceipt::Word {
                position: i + 1,
                typed: word.chars().take(SHOWN_CHARS_MAX).collect(),
                nearest: words::nearest(word),
            })?;
        }
        Ok(receipt)
    }

    /// The seven words, in their order.
    pub fn words(&self) -> [&'static str; RECEIPT_WORDS] {
        // Both ways to make a receipt have looked every place up.
        self.0.map(|place| words::at(place).unwrap_or_default())
    }

    /// Whether these words stand in a text, in whatever order: seven in a row that are all among them.
    pub fn is_in(&self, text: &str) -> bool {
        let own = self.words();
        seven_in_a_row(text, |word| own.contains(&word))
    }

    /// The one text that keys are derived from: the lower-case words, joined by one space each.
    pub fn canonical(&self) -> Zeroizing<String> {
        // The text never grows beyond its first buffer, so no copy of it is left behind.
        let mut text = Zeroizing::new(String::with_capacity(TEXT_BYTES_MAX));
        for word in self.words() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        text
    }
}

/// Whether seven words of the list stand in a row in a text: somebody's receipt, most likely pasted.
pub fn holds_receipt(text: &str) -> bool {
    seven_in_a_row(text, |word| words::place(word).is_some())
}

/// Whether seven words in a row are ones of `known`, whatever stands between them. A word has letters alone, as
/// every word of the list does.
fn seven_in_a_row(text: &str, known: impl Fn(&str) -> bool) -> bool {
    let text = Zeroizing::new(text.to_ascii_lowercase());
    let mut row = 0;
    text.split(|c: char| !c.is_ascii_lowercase()).filter(|word| !word.is_empty()).any(|word| {
        row = if known(word) { row + 1 } else { 0 };
        row == RECEIPT_WORDS
    })
}

/// The words of a text, whatever stands between them.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_separator).filter(|word| !word.is_empty())
}

/// White space (no-break too), hyphens and dashes, commas and full stops, and what pasting brings along unseen.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | ',' | '.' | ';')
        // Hyphens and dashes, minus sign, small and full-width hyphen.
        || matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
        // Zero-width space, word joiner, byte order mark.
        || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The words with single spaces between them, as a reader is shown them.
impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.canonical())
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receipt(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: &str = "abacus abdomen zoom yoyo";

    fn any_receipt() -> impl Strategy<Value = Receipt> {
        proptest::array::uniform7(0..words::WORDS as u16)
            .prop_map(|places| Receipt::from_indices(places).unwrap())
    }

    #[test]
    fn a_receipt_is_read_however_it_was_typed() {
        let expected = "abacus abdomen zoom abacus unzip cope gulf";
        for typed in [
            "abacus abdomen zoom abacus unzip cope gulf",
            "  Abacus ABDOMEN\tzoom\r\nabacus unzip  cope\u{a0}gulf \n",
            "abacus-abdomen-zoom-abacus-unzip-cope-gulf",
            "abacus – abdomen — zoom ‐ abacus ‑ unzip − cope ― gulf",
            "abacus, abdomen, zoom, abacus, unzip, cope, gulf.",
            "\u{feff}abacus\u{200b}abdomen\u{3000}zoom\u{202f}abacus\u{2009}unzip cope gulf",
        ] {
            let receipt = Receipt::parse(typed).unwrap();
            assert_eq!(receipt.to_string(), expected, "{typed:?}");
            assert_eq!(*receipt.canonical(), expected);
            assert_eq!(receipt.words().join(" "), expected);
        }
    }

    #[test]
    fn a_receipt_is_found_within_a_text_however_it_was_pasted() {
        let receipt = Receipt::parse("abacus abdomen zoom abacus unzip cope gulf").unwrap();
        for text in [
            "abacus abdomen zoom abacus unzip cope gulf",
            "My words are: ABACUS-abdomen, zoom\nabacus. Unzip/cope 7 gulf!",
            "gulf zoom abdomen abacus unzip cope abacus",
        ] {
            assert!(holds_receipt(text) && receipt.is_in(text), "{text}");
        }
        assert!(holds_receipt("yoyo yoyo yoyo yoyo yoyo yoyo yoyo"));
        assert!(!receipt.is_in("yoyo yoyo yoyo yoyo yoyo yoyo yoyo"));
        for text in [
            "",
            "abacus abdomen zoom abacus unzip cope",
            "abacus abdomen zoom and cope gulf unzip abacus",
        ] {
            assert!(!holds_receipt(text) && !receipt.is_in(text), "{text}");
        }
    }

    #[test]
    fn a_wrong_count_is_told_before_a_wrong_word() {
        for (typed, found) in
            [("", 0), ("-", 0), (WORDS, 4), ("a b c d e f", 6), ("a b c d e f g h", 8)]
        {
            assert_eq!(Receipt::parse(typed), Err(InvalidReceipt::Count { found }), "{typed:?}");
        }
    }

    #[test]
    fn the_first_word_that_is_not_on_the_list_is_named_with_what_was_probably_meant() {
        let typed = "abacus Abdoemn zooom abacus unzip cope gulf";
        let expected = InvalidReceipt::Word {
            position: 2,
            typed: "abdoemn".to_owned(),
            nearest: Some("abdomen"),
        };
        assert_eq!(Receipt::parse(typed), Err(expected));
    }

    #[test]
    fn a_word_that_is_handed_back_is_cut_short() {
        let typed = format!("abacus abdomen zoom abacus unzip cope {}", "é".repeat(60));
        let expected = InvalidReceipt::Word { position: 7, typed: "é".repeat(20), nearest: None };
        assert_eq!(Receipt::parse(&typed), Err(expected));
    }

    #[test]
    fn text_is_read_up_to_the_limit_and_not_beyond() {
        let words = "abacus abdomen zoom abacus unzip cope gulf";
        let edge = format!("{words}{}", " ".repeat(RECEIPT_TYPED_BYTES_MAX - words.len()));
        assert!(Receipt::parse(&edge).is_ok());
        assert_eq!(Receipt::parse(&format!("{edge} ")), Err(InvalidReceipt::TooLong));
    }

    #[test]
    fn places_beyond_the_list_make_no_receipt() {
        assert!(Receipt::from_indices([7771; 7]).is_some());
        assert_eq!(Receipt::from_indices([0, 0, 0, 0, 0, 0, 7772]), None);
    }

    #[test]
    fn the_text_of_the_longest_receipt_fits_its_buffer() {
        let longest = Receipt::parse(&["amazingly"; RECEIPT_WORDS].join(" ")).unwrap();
        assert_eq!(longest.canonical().len(), TEXT_BYTES_MAX - 1);
    }

    #[test]
    fn debug_output_shows_no_word() {
        assert_eq!(format!("{:?}", Receipt::from_indices([1; 7]).unwrap()), "Receipt(…)");
    }

    proptest! {
        #[test]
        fn every_receipt_reads_back_what_it_shows(receipt in any_receipt()) {
            prop_assert_eq!(Receipt::parse(&receipt.to_string().to_uppercase()), Ok(receipt));
        }

        #[test]
        fn no_text_makes_parsing_panic(typed in any::<String>()) {
            let _ = Receipt::parse(&typed);
        }

        #[test]
        fn one_changed_letter_never_reads_as_the_same_receipt(
            receipt in any_receipt(),
            place in any::<prop::sample::Index>(),
            letter in proptest::char::range('a', 'z'),
        ) {
            let text = receipt.to_string();
            let mut chars: Vec<char> = text.chars().collect();
            let place = place.index(chars.len());
            prop_assume!(chars[place] != letter && chars[place] != ' ');
            chars[place] = letter;
            let typed: String = chars.into_iter().collect();
            prop_assert_ne!(Receipt::parse(&typed), Ok(receipt));
        }
    }
}
