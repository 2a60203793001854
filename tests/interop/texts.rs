//! Typed texts and words: read, refused, cleaned and searched alike on both sides.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use unsaid::domain::{
    CommentName, InvalidReceipt, Receipt, clean_text, crisis, giveaways, is_blank,
};
use unsaid::seal::draw_receipt;

use crate::page::{Page, Scene};

#[test]
fn any_text_is_cleaned_and_tagged_alike_on_both_sides() {
    let mut scene = Scene::set();
    let typed = prop_oneof![any::<String>(), "[ \\t\\r\\n\u{85}\u{a0}\u{feff}\u{1c}\u{0}a]{0,12}"];
    for text in samples(typed, 300) {
        let cleaned = clean_text(&text);
        assert_eq!(
            scene.page.ask(&json!({ "do": "clean", "typed": text })).unwrap(),
            cleaned,
            "{text:?}"
        );
        let tag = scene.page.bytes(&json!({ "do": "retry_tag", "text": cleaned }));
        assert_eq!(tag, scene.keys.retry_tag(&cleaned));
    }
}

#[test]
fn names_and_what_cannot_be_seen_are_read_alike_on_both_sides() {
    let mut page = Page::start();
    let unseen = "[ \\t\u{85}\u{ad}\u{115f}\u{200b}\u{200d}\u{2800}\u{3164}\u{fe0f}\u{feff}\u{e0041}\u{1}a]{0,5}";
    let typed = prop_oneof![unseen, "\\PC{0,40}", "[ M\\t\u{1c}\u{a0}\u{3000}]{0,9}"];
    for text in samples(typed, 300) {
        let told = page.ask(&json!({ "do": "line", "typed": text })).unwrap();
        let [line, blank, _] = &told.as_array().unwrap()[..] else { panic!("{told}") };
        assert_eq!(*blank, is_blank(&text), "{text:?}");
        let name = if *blank == json!(true) { "" } else { line.as_str().unwrap() };
        if let Ok(expected) = CommentName::parse(&text) {
            assert_eq!(name, expected.as_str(), "{text:?}");
        }
    }
    for posing in ["Mara", "m A R a.", "M\u{200d}ar\u{200b}a"] {
        let told = page.ask(&json!({ "do": "line", "typed": posing })).unwrap();
        assert_eq!(told[2], "mara", "{posing:?}");
    }
}

#[test]
fn typed_words_are_read_and_refused_alike_on_both_sides() {
    let mut page = Page::start();
    let word = prop_oneof![6 => "[a-z]{3,7}", 1 => any::<String>(), 2 => Just("abacus".to_owned())];
    let line = (proptest::collection::vec(word, 5..9), "[ ,.;\u{85}\u{2013}\u{feff}\n-]{1,2}");
    let mangled = (any::<prop::sample::Index>(), "[a-zA-Z\u{212a} ]").prop_map(|(place, other)| {
        let mut text: Vec<char> = draw_receipt().to_string().chars().collect();
        let place = place.index(text.len());
        text.splice(place..=place, other.chars());
        text.into_iter().collect::<String>()
    });
    let typed = prop_oneof![
        line.prop_map(|(words, between)| words.join(&between)),
        mangled,
        any::<String>()
    ];
    for text in samples(typed, 400) {
        let expected = match Receipt::parse(&text) {
            Ok(receipt) => json!({ "words": receipt.words() }),
            Err(problem) => json!({ "problem": problem_as_json(problem) }),
        };
        assert_eq!(
            page.ask(&json!({ "do": "parse", "typed": text })).unwrap(),
            expected,
            "{text:?}"
        );
    }
    for _ in 0..50 {
        let drawn = page.ask(&json!({ "do": "draw" })).unwrap();
        assert!(Receipt::parse(drawn.as_str().unwrap()).is_ok(), "{drawn}");
    }
}

fn problem_as_json(problem: InvalidReceipt) -> Value {
    match problem {
        InvalidReceipt::TooLong => json!({ "kind": "too_long" }),
        InvalidReceipt::Count { found } => json!({ "kind": "count", "found": found }),
        InvalidReceipt::Word { position, typed, nearest } => {
            let mut value = json!({ "kind": "word", "position": position, "typed": typed });
            if let Some(nearest) = nearest {
                value["nearest"] = nearest.into();
            }
            value
        }
    }
}

#[test]
fn what_gives_away_and_what_is_danger_is_seen_alike_on_both_sides() {
    let mut page = Page::start();
    let piece = prop::sample::select(PIECES.to_vec());
    let texts = proptest::collection::vec(piece, 1..8).prop_map(|pieces| pieces.join(" "));
    for text in samples(texts, 300).into_iter().chain(samples(any::<String>(), 50)) {
        let expected: Vec<_> = giveaways(&text)
            .iter()
            .map(|found| json!([snake(&format!("{:?}", found.kind)), text[found.start..found.end]]))
            .collect();
        let request = |name: &str| json!({ "do": name, "text": text });
        assert_eq!(page.ask(&request("giveaways")).unwrap(), Value::Array(expected), "{text:?}");
        let kinds = crisis(&text).map(|crisis| crisis.kinds().to_vec()).unwrap_or_default();
        let expected: Vec<_> = kinds.iter().map(|kind| snake(&format!("{kind:?}"))).collect();
        assert_eq!(page.ask(&request("crisis")).unwrap(), json!(expected), "{text:?}");
    }
}

/// Beginnings, middles and ends of what the rules look for.
const PIECES: [&str; 40] = [
    "me@mail.example",
    "ana at gmail dot com,",
    "https://a.example/b?c#d",
    "www.a-b.co.uk/x.",
    "12/03/2024",
    "3rd of May",
    "May 3rd, 1999",
    "14 März",
    "+44 20 7946 0958",
    "(555) 123-4567",
    "call me on 0123 456 789",
    "12 High Street",
    "I live on Baker Street",
    "Hauptstraße 5",
    "SW1A 1AA",
    "PO box 12",
    "@work",
    "@anna_b",
    "u/someone",
    "anna#1234",
    "insta: anna.b",
    "my name is Anna",
    "My name's Élodie Ünal",
    "I'm called",
    "I will kill myself",
    "it\u{2019}s killing me",
    "he beats me",
    "dying to know",
    "suicidal",
    "I'm 13",
    "i am 12 weeks pregnant",
    "my stepdad touched me",
    "cut myself",
    "cut myself some slack",
    "he hit me",
    "it hit me",
    "ſelf harm",
    "\n",
    "\u{1f469}\u{200d}\u{1f467}",
    "K\u{130}LL",
];

/// A variant's name as the rules write it.
fn snake(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(letter.to_lowercase());
    }
    text
}

/// Values of a strategy, drawn once each: a question to another process is too slow for shrinking.
fn samples<S: Strategy>(strategy: S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::new(Config::default());
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}
