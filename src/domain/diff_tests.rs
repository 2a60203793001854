use proptest::prelude::*;

use super::Change::{Added, Removed, Same};
use super::*;

fn changes<'a>(old: &'a str, new: &'a str) -> Vec<Vec<Change<'a>>> {
    differences(old, new).into_iter().map(|passage| passage.changes).collect()
}

/// Both texts, put together again.
fn texts(passages: &[Passage]) -> (String, String) {
    let (mut old, mut new) = (String::new(), String::new());
    for change in passages.iter().flat_map(|passage| &passage.changes) {
        match change {
            Same(part) => {
                old.push_str(part);
                new.push_str(part);
            }
            Removed(part) => old.push_str(part),
            Added(part) => new.push_str(part),
        }
    }
    (old, new)
}

#[test]
fn a_changed_word_is_marked_and_the_words_around_it_stay() {
    assert_eq!(
        changes("I am 34 and tired.", "I am in my thirties and tired."),
        [[Same("I am "), Removed("34"), Added("in my thirties"), Same(" and tired.")]]
    );
}

#[test]
fn words_changed_one_after_the_other_are_one_change() {
    assert_eq!(
        changes("He left me.", "They went me."),
        [[Removed("He left"), Added("They went"), Same(" me.")]]
    );
}

#[test]
fn a_paragraph_that_came_or_went_is_a_passage_of_its_own() {
    assert_eq!(
        changes("One.\n\nTwo.\n\nThree.", "One.\n\nThree."),
        [[Same("One.\n\n")], [Removed("Two.\n\n")], [Same("Three.")]]
    );
    let came = differences("One.\n\nThree.", "One.\n\nTwo.\n\nThree.");
    assert_eq!(came.iter().map(Passage::is_same).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn nothing_differs_between_a_text_and_itself_and_an_empty_text_has_no_passage() {
    assert!(differences("One.\n\nTwo.", "One.\n\nTwo.").iter().all(Passage::is_same));
    assert_eq!(changes("", ""), Vec::<Vec<Change>>::new());
    assert_eq!(changes("", "Hi."), [[Added("Hi.")]]);
}

#[test]
fn texts_too_different_to_compare_are_replaced_but_for_how_they_begin_and_end() {
    let (old, new) = ("old word ".repeat(30_000), "new word ".repeat(30_000));
    let (old, new) = (format!("Hi, {old}end."), format!("Hi, {new}end."));
    let (gone, come) = (&old[4..old.len() - 10], &new[4..new.len() - 10]);
    assert_eq!(
        changes(&old, &new),
        [[Same("Hi, "), Removed(gone), Added(come), Same(" word end.")]]
    );
}

#[test]
fn paragraphs_that_all_changed_a_little_are_compared_one_by_one() {
    let old = "He said no word of it.\n\n".repeat(2_000);
    let new = old.replace("He", "She");
    let passages = differences(&old, &new);
    assert_eq!(passages.len(), 2_000);
    let changed = [Removed("He"), Added("She"), Same(" said no word of it.\n\n")];
    assert!(passages.iter().all(|passage| passage.changes == changed));
}

proptest! {
    #[test]
    fn what_is_same_or_removed_is_the_old_text_and_what_is_same_or_added_the_new(
        old in "[ab.é \n]{0,60}", new in "[ab.é \n]{0,60}"
    ) {
        let passages = differences(&old, &new);
        prop_assert_eq!(texts(&passages), (old, new));
    }

    #[test]
    fn any_two_texts_can_be_compared(old in "\\PC{0,200}", new in "\\PC{0,200}") {
        let passages = differences(&old, &new);
        for change in passages.iter().flat_map(|passage| &passage.changes) {
            let (Same(part) | Removed(part) | Added(part)) = change;
            prop_assert!(!part.is_empty());
        }
        prop_assert_eq!(texts(&passages), (old, new));
    }
}
