use proptest::prelude::*;

use super::MarkKind::*;
use super::*;

fn marked(text: &str) -> Vec<(MarkKind, &str)> {
    marks(text, |_| false).iter().map(|mark| (mark.kind, &text[mark.start..mark.end])).collect()
}

fn after_blurring(text: &str) -> String {
    blurred(text, &marks(text, |_| false))
}

#[test]
fn what_gives_the_asker_away_has_vaguer_words_that_fit_its_sentence() {
    let cases = [
        ("I'm 34 and tired.", "I'm in my thirties and tired."),
        ("My wife is 41.", "My wife is in her forties."),
        ("My husband Dave (41) left.", "My husband (in his forties) left."),
        ("I am a 34-year-old woman.", "I am a thirty-something woman."),
        ("We met on the 3rd of March.", "We met in March."),
        ("On 14 June 2019 he left.", "In June he left."),
        ("We wait since 14.06.2019.", "We wait since June."),
        ("He owes me £45,300.", "He owes me about fifty thousand pounds."),
        ("We live in Leeds.", "We live in a big city."),
        ("We live in the UK now.", "We live in my country now."),
        ("i work at greggs in leeds", "i work at a company in a big city"),
        ("Her name is Ngozi.", "Her name is N."),
        ("Write to anna@mail.example.", "Write to (my mail address)."),
        ("My husband Dave snores. I love Dave.", "My husband snores. I love my husband."),
        ("My husband, Alistair, is 66 and ill.", "My husband is in his sixties and ill."),
        ("I'm a 33yo woman.", "I'm a thirty-something woman."),
        ("I'm turning forty in March.", "I'm getting to around forty in March."),
        ("I am 42 years, married since 15 years.", "I am in my forties, married since 15 years."),
        ("Robin is 38.", "R. is in their thirties."),
        ("My friend Fiona Marsden knows.", "My friend knows."),
        ("He is called Dr. Henning Voss and kind.", "He is called Dr. H. and kind."),
        ("My neighbour, Mr. Kowalczyk, is 70.", "My neighbour, Mr. K., is in his seventies."),
        ("I was married at 22.", "I was married in my twenties."),
        ("I have done it since I was 11.", "I have done it since I was still a child."),
        ("I work at the Royal Brisbane Hospital.", "I work at a hospital."),
        ("On my 40th birthday he forgot.", "On my birthday he forgot."),
        ("He came out in 2004.", "He came out some time ago."),
        ("Alone since 1979, and glad.", "Alone since that time, and glad."),
        ("It was the summer of 2019.", "It was the summer."),
        ("He rang on NYE.", "He rang on a holiday."),
        ("She spent R850.", "She spent some money."),
        ("They asked ₦350,000 for it.", "They asked a large sum for it."),
        ("He is with the 44th Medical Brigade.", "He is with a company."),
        ("We kissed at megs party.", "We kissed at M. party."),
    ];
    let wrong: Vec<_> = cases
        .iter()
        .filter(|(text, vague)| after_blurring(text) != *vague)
        .map(|(text, _)| (text, after_blurring(text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn letters_without_capitals_are_marked_as_well() {
    assert_eq!(
        marked("im 34 and my husband dave wont touch me. we live in leeds"),
        [(Age, "34"), (Name, "husband dave"), (Place, "leeds")]
    );
}

#[test]
fn ordinary_sentences_have_no_marks() {
    let harmless = [
        "",
        "I am tired and he is kind.",
        "We did it 3 times in 2 weeks.",
        "I'm 34 weeks pregnant.",
        "I am 100% sure.",
        "We have been together for 12 years.",
        "My husband will not talk.",
        "Will he ever come back?",
        "I mark the days. I hope he will.",
        "He met me at work on Monday in March.",
        "On the 5th floor there is a bath.",
        "I told Mum about my English lessons.",
        "HELP ME PLEASE, I am lost!",
        "Is it normal? My Mum says so.",
        "The ratio is 60:40.",
        "I give it 9/10.",
        "i may rose to it",
        "We use Tinder and WhatsApp.",
        "I'm 12 years sober.",
        "He comes home at 10 pm.",
        "He lives in sin.",
        "His profile says so, my account like this.",
        "My husband of 22 years will not talk.",
        "My spine broke at T10.",
        "I feel eighteen again.",
        "It comes from a place of love and fear.",
        "I cried.so did he.im tired",
        "We walked 2000 steps and I saw her in asda.",
    ];
    let wrong: Vec<_> = harmless
        .iter()
        .map(|text| (text, marked(text)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_word_that_stands_in_no_other_letter_is_marked_without_a_suggestion() {
    let text = "I love falconry, falconry above all, and my long-term wife.";
    let asked = std::cell::RefCell::new(Vec::new());
    let found = marks(text, |word| {
        asked.borrow_mut().push(word.to_owned());
        word == "falconry"
    });
    assert_eq!(
        found.iter().map(|mark| (mark.kind, &text[mark.start..mark.end])).collect::<Vec<_>>(),
        [(Rare, "falconry"); 2]
    );
    assert!(found.iter().all(|mark| mark.suggestion.is_none()));
    assert_eq!(
        asked.into_inner(),
        ["falconry"],
        "each word is asked about once, and ordinary ones never"
    );
    assert_eq!(blurred(text, &found), text);
}

#[test]
fn a_text_full_of_marks_has_a_bounded_list_in_order() {
    let text = "Kwame met Ngozi. ".repeat(5_000);
    let found = marks(&text, |_| true);
    assert_eq!(found.len(), MARKS_MAX);
    assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
}

#[test]
fn a_text_beyond_the_limit_is_marked_up_to_it() {
    let text = format!("{}Write to anna@mail.example.", "é ".repeat(MARKED_BYTES_MAX / 3 + 1));
    assert!(marked(&text).is_empty());
    assert_eq!(blurred(&text, &marks(&text, |_| true)), text);
}

#[test]
fn marks_of_another_text_do_no_harm() {
    let marks = marks("I'm 34 and my name is Anna Kowalski of Leeds.", |_| false);
    assert_eq!(blurred("é", &marks), "é");
    assert_eq!(blurred("", &marks), "");
}

/// Pieces that letters are made of, telling ones among them.
fn letter() -> impl Strategy<Value = String> {
    let pieces = [
        "anna@mail.example",
        "07700 900123",
        "@anna_k",
        "https://x.example/a",
        "12 Rose Lane",
        "14 June 2019",
        "03.10.2022",
        "I'm 34",
        "my wife (41)",
        "34-year-old",
        "turning forty",
        "£45,300",
        "two hundred thousand pounds",
        "250k",
        "on the 5th",
        "my husband Dave",
        "in Leeds",
        "at Tesco",
        "28f",
        "Valentine's Day 2023",
        "at 22,",
        "SW1A 1AA",
        "and",
        "so",
        "é",
        "Tuesday",
        "I cried",
        "he said",
        "😀",
        "March 2019",
        "Rs 85,000",
        "her 40th birthday",
    ];
    let piece = proptest::sample::select(pieces.to_vec());
    proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.join(". "))
}

proptest! {
    #[test]
    fn any_text_is_marked_in_order_on_the_boundaries_of_its_characters(text in "\\PC{0,300}") {
        let mut behind = 0;
        for mark in marks(&text, |_| true) {
            prop_assert!(behind <= mark.start && mark.start < mark.end);
            prop_assert!(text.get(mark.start..mark.end).is_some());
            behind = mark.end;
        }
    }

    #[test]
    fn blurring_keeps_all_that_is_not_marked(text in letter()) {
        let marks = marks(&text, |_| false);
        let blurred = blurred(&text, &marks);
        let mut rest = blurred.as_str();
        let mut from = 0;
        for mark in &marks {
            let kept = &text[from..mark.start];
            let suggestion = mark.suggestion.as_deref().unwrap_or_default();
            rest = rest.strip_prefix(kept).and_then(|rest| rest.strip_prefix(suggestion)).unwrap();
            from = mark.end;
        }
        prop_assert_eq!(rest, &text[from..]);
    }

    #[test]
    fn after_blurring_nothing_is_left_that_tells_directly(text in letter()) {
        let blurred = after_blurring(&text);
        let left: Vec<_> = marked(&blurred).into_iter().filter(|(kind, _)| *kind < Workplace).collect();
        prop_assert!(left.is_empty(), "{:?} in {}", left, blurred);
    }
}

#[test]
fn the_words_that_stand_instead_of_an_age_are_no_marks_themselves() {
    for age in 3..100 {
        let text = after_blurring(&format!("I am {age} and tired. She is a {age}-year-old woman."));
        assert_eq!(marks(&text, |_| true), [], "{text}");
    }
}
