use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// What even a busy machine needs less than, for text of any length.
const QUICK: Duration = Duration::from_secs(5);
/// A text that is far too long.
const LONG_BYTES: usize = 2 << 20;

/// The rules of a slug, said a second time.
fn is_valid(slug: &Slug) -> bool {
    let words: Vec<&str> = slug.0.split('-').collect();
    let plain = |c: char| matches!(c, 'a'..='z' | '0'..='9');
    slug.0.len() <= 80 && words.iter().all(|word| !word.is_empty() && word.chars().all(plain))
}

#[test]
fn a_slug_is_made_of_any_script() {
    for (text, slug) in [
        ("Trust, after “infidelity”?", "trust-after-infidelity"),
        ("Доверие", "doverie"),
        ("שלום עולם", "shlvm-vlm"),
        ("مرحبا", "mrhb"),
        ("\u{202e}gnorw", "gnorw"),
        ("信頼", "xin-lai"),
        ("😀 ❤️", "grinning-heart"),
    ] {
        assert_eq!(Slug::from_text(text).unwrap().as_str(), slug, "{text}");
    }
    for text in ["", "!?", "؟", "\u{e000}", "\u{200f}\u{202e}"] {
        assert_eq!(Slug::from_text(text), None, "{text:?}");
    }
}

#[test]
fn a_slug_keeps_its_length_with_a_number_behind() {
    let long = Slug::from_text(&"word ".repeat(40)).unwrap();
    let next = long.numbered(12);
    assert!(next.as_str().len() <= SLUG_CHARS_MAX && next.as_str().ends_with("-12"));
    assert_eq!(Slug::parse(next.as_str()), Some(next));
}

#[test]
fn an_address_that_is_no_slug_is_none() {
    for text in ["", "A", "a--b", "-a", "a-", "a b", "ä", "a/b", "a.b", "a\n", "а"] {
        assert_eq!(Slug::parse(text), None, "{text:?}");
        let json = serde_json::to_string(text).unwrap();
        assert!(serde_json::from_str::<Slug>(&json).is_err(), "{text:?}");
    }
    assert_eq!(Slug::parse(&"a".repeat(81)), None);
    assert!(Slug::parse(&"a".repeat(80)).is_some());
}

#[test]
fn two_megabytes_of_anything_are_a_slug_or_none_and_quickly() {
    for part in ["a", "word ", "-", " ", "\0", "😀", "ﷺ", "שלום ", "\u{202e}", "e\u{301}", "?!"]
    {
        let text = part.repeat(LONG_BYTES / part.len());
        let start = Instant::now();
        assert!(Slug::from_text(&text).is_none_or(|slug| is_valid(&slug)), "{part:?}");
        assert_eq!(Slug::parse(&text), None, "{part:?}");
        let refused = Slug::by_hand(&text);
        let too_long = matches!(refused, Err(InvalidSlug::TooLong { .. }));
        assert!(too_long || text.trim().is_empty(), "{part:?}: {refused:?}");
        assert!(start.elapsed() < QUICK, "{part:?} took {:?}", start.elapsed());
    }
}

#[test]
fn words_typed_by_hand_become_a_slug() {
    for (typed, slug) in [
        (" trust-after-an-affair ", "trust-after-an-affair"),
        ("Trust after an affair!", "trust-after-an-affair"),
        ("Доверие", "doverie"),
        ("help", "help"),
        ("2026", "2026"),
    ] {
        assert_eq!(Slug::by_hand(typed).unwrap().as_str(), slug);
    }
}

#[test]
fn a_slug_typed_by_hand_is_never_cut_and_never_an_address() {
    let by_hand = |typed: &str| Slug::by_hand(typed).unwrap_err();
    assert_eq!(by_hand("  "), InvalidSlug::Wordless);
    assert_eq!(by_hand("!!"), InvalidSlug::Wordless);
    assert_eq!(by_hand(&"a".repeat(81)), InvalidSlug::TooLong { chars: 81 });
    // Within the limit as typed, and more than twice it in Latin letters.
    assert!(matches!(by_hand(&"信".repeat(50)), InvalidSlug::TooLong { chars: 100.. }));
    for (typed, character) in [
        ("https://example.org/posts/trust", '/'),
        ("posts\\trust", '\\'),
        ("trust?page=2", '?'),
        ("trust#answer", '#'),
        ("%D0%B4", '%'),
    ] {
        assert_eq!(by_hand(typed), InvalidSlug::Character { character }, "{typed}");
    }
}

#[test]
fn a_page_cannot_stand_where_the_program_answers() {
    for typed in ["ask", "Receipt", " desk ", "posts", "Tags!"] {
        assert!(Slug::by_hand(typed).unwrap().is_reserved(), "{typed}");
    }
    for typed in ["about", "imprint", "terms", "asking", "ask-2"] {
        assert!(!Slug::by_hand(typed).unwrap().is_reserved(), "{typed}");
    }
    assert!(RESERVED.iter().all(|word| Slug::parse(word).is_some()) && RESERVED.is_sorted());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn every_text_makes_a_valid_slug_or_none(text in any::<String>()) {
        prop_assert!(Slug::from_text(&text).is_none_or(|slug| is_valid(&slug)));
        prop_assert!(Slug::by_hand(&text).ok().is_none_or(|slug| is_valid(&slug)));
    }

    #[test]
    fn every_slug_comes_back_from_wherever_it_was_kept(text in "[a-zA-Z0-9 äß信😀-]{1,120}", number in any::<u32>()) {
        let Some(slug) = Slug::from_text(&text) else { return Ok(()) };
        for slug in [slug.clone(), slug.numbered(number)] {
            prop_assert!(is_valid(&slug), "{:?}", slug);
            prop_assert_eq!(Slug::parse(slug.as_str()), Some(slug.clone()));
            prop_assert_eq!(Slug::from_text(slug.as_str()), Some(slug.clone()));
            prop_assert_eq!(Slug::by_hand(slug.as_str()), Ok(slug.clone()));
            let json = serde_json::to_string(&slug).unwrap();
            prop_assert_eq!(serde_json::from_str::<Slug>(&json).unwrap(), slug);
        }
    }

    #[test]
    fn what_an_address_names_is_a_slug_by_the_rules_and_by_no_other(text in "[a-c9A-]{0,6}|.{0,4}|[a-]{78,82}") {
        prop_assert_eq!(Slug::parse(&text).is_some(), is_valid(&Slug(text)));
    }

    #[test]
    fn a_number_never_makes_a_slug_too_long_and_always_stands_behind(
        slug in "[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?", number in any::<u32>()
    ) {
        let Some(slug) = Slug::parse(&slug) else { return Ok(()) };
        let numbered = slug.numbered(number);
        prop_assert!(is_valid(&numbered));
        let suffix = format!("-{number}");
        prop_assert!(numbered.as_str().ends_with(&suffix));
        prop_assert!(slug.as_str().starts_with(numbered.as_str().strip_suffix(&suffix).unwrap()));
        prop_assert_ne!(numbered, slug.numbered(number.wrapping_add(1)));
    }
}
