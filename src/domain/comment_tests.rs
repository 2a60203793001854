//! Tests of responses.

use super::*;

fn view(place: u32, parent: Option<u32>) -> CommentView {
    let (name, text) = (String::new(), String::new());
    CommentView { place, parent, by: CommentBy::Reader, name, text, day: Day(1), edited: false }
}

#[test]
fn a_text_and_a_name_keep_their_limits_and_their_edges() {
    assert_eq!(CommentText::parse(" a\r\nb ").unwrap().as_str(), "a\nb");
    assert_eq!(CommentText::parse(" \n"), Err(InvalidComment::Empty));
    assert!(CommentText::parse(&"é".repeat(COMMENT_CHARS_MAX)).is_ok());
    let chars = COMMENT_CHARS_MAX + 1;
    assert_eq!(CommentText::parse(&"é".repeat(chars)), Err(InvalidComment::TooLong { chars }));
    assert_eq!(CommentName::parse(" Ann\n\t Lee ").unwrap().as_str(), "Ann Lee");
    assert_eq!(CommentText::parse("\u{200b}\u{200d}"), Err(InvalidComment::Empty));
    for none in ["", "\u{200d}", &"\u{200b}".repeat(COMMENT_NAME_CHARS_MAX + 1)] {
        assert_eq!(CommentName::parse(none).unwrap(), CommentName::default());
    }
    let chars = COMMENT_NAME_CHARS_MAX + 1;
    assert_eq!(CommentName::parse(&"n".repeat(chars)), Err(InvalidComment::LongName { chars }));
}

#[test]
fn nobody_poses_as_the_columnist_by_case_or_stops() {
    let poses = |typed| CommentName::parse(typed).unwrap().poses_as("Mara");
    assert!(poses("Mara") && poses("mARA.") && poses("M a r a"));
    assert!(!poses("Marah") && !poses(""));
}

#[test]
fn answers_stand_below_what_they_answer_even_where_that_is_gone() {
    let threads =
        comment_threads(vec![view(2, None), view(3, Some(2)), view(4, Some(1)), view(5, None)]);
    let places = |thread: &CommentThread| {
        let answers: Vec<u32> = thread.answers.iter().map(|answer| answer.place).collect();
        (thread.first.as_ref().map(|first| first.place), answers)
    };
    let found: Vec<_> = threads.iter().map(places).collect();
    assert_eq!(found, [(None, vec![4]), (Some(2), vec![3]), (Some(5), vec![])]);
}

#[test]
fn words_of_the_stores_read_back_and_spam_shows_as_waiting() {
    for state in CommentState::ALL {
        assert_eq!(CommentState::parse(state.as_str()), Some(state));
    }
    for by in [CommentBy::Reader, CommentBy::Asker, CommentBy::Columnist] {
        assert_eq!(CommentBy::parse(by.as_str()), Some(by));
    }
    assert_eq!(CommentState::Spam.shown_to_writer("x"), MailboxState::Waiting);
}
