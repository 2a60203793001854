use proptest::prelude::*;

use super::*;
use crate::domain::marks;

/// Pieces that letters are made of: some give away, some do not, some are hard to cut.
const PIECES: [&str; 14] = [
    "I am 34",
    " and live in Leeds.",
    " Anna ",
    "Mail me: anna@example.org",
    "\n\n",
    "on 14 March 2024",
    " £4,500 ",
    "ünï",
    "🙂",
    "https://example.org/x",
    "She works at Barclays Bank",
    " the spelunking ",
    ", ",
    "call 07700 900123",
];

fn letter() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES.as_slice()), 0..12)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_blur_changes_its_own_place_and_nothing_else(text in letter(), words in "[a-z…ü ]{0,9}") {
        for mark in marks(&text, |word| word == "spelunking") {
            let blurred = mark.blurred_to(&text, &words);
            let (before, behind) = (&text[..mark.start], &text[mark.end..]);
            prop_assert_eq!(blurred, format!("{before}{words}{behind}"));
        }
    }

    #[test]
    fn every_mark_is_found_again_by_its_button(text in letter()) {
        let found = marks(&text, |word| word == "spelunking");
        for mark in &found {
            let choice = MarkChoice {
                action: MarkAction::Blur, start: mark.start, mark: mark.kept(&text),
            };
            // As a browser sends it.
            let sent = choice.value().replace('\n', "\r\n");
            let read = MarkChoice::parse(&sent);
            prop_assert_eq!(read.as_ref(), Some(&choice));
            prop_assert_eq!(choice.find(&text, &found), Some(mark));
        }
    }

    #[test]
    fn blurring_one_mark_after_another_comes_to_an_end(text in letter()) {
        let mut text = text;
        let mut rounds = 0;
        while let Some(mark) = marks(&text, |_| false).into_iter().next() {
            text = mark.blurred_to(&text, "…");
            rounds += 1;
            prop_assert!(rounds < 100, "{}", text);
        }
    }

    #[test]
    fn no_value_of_a_button_breaks_anything(value in ".{0,40}") {
        if let Some(choice) = MarkChoice::parse(&value) {
            prop_assert_eq!(MarkChoice::parse(&choice.value()), Some(choice));
        }
    }
}

#[test]
fn of_two_alike_the_nearer_one_is_meant_even_if_the_text_moved() {
    let text = "Oh: I am 34. He says that I am 34 too.";
    let found = marks(text, |_| false);
    assert_eq!(found.len(), 2);
    let second = &found[1];
    let choice =
        MarkChoice { action: MarkAction::Blur, start: second.start - 4, mark: second.kept(text) };
    assert_eq!(choice.find(text, &found), Some(second));
    let gone =
        MarkChoice { mark: KeptMark { kind: MarkKind::Name, text: "Anna".into() }, ..choice };
    assert_eq!(gone.find(text, &found), None);
}

#[test]
fn a_mark_of_another_text_changes_nothing() {
    let mark = Mark { kind: MarkKind::Age, start: 1, end: 3, suggestion: None };
    assert_eq!(mark.blurred_to("ü", "x"), "ü");
    assert_eq!(mark.blurred_to("", "x"), "");
    assert_eq!(mark.blurred_to("abcd", "x"), "axd");
}

#[test]
fn every_kind_reads_back_its_word() {
    for kind in MarkKind::ALL {
        assert_eq!(MarkKind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(MarkKind::parse("colour"), None);
}
