//! What the desk's pages promise, whatever the data.

use maud::Markup;

use super::*;
use crate::domain::*;
use crate::pages::parts::FieldProblem;

const HOSTILE: &str = "</textarea><script>x</script>\u{202e}";

fn framed(page: impl Fn(&DeskFrame<'_>) -> Markup) -> String {
    let column = Column { name: HOSTILE.to_owned(), columnist: HOSTILE.to_owned() };
    let person = Person { id: AccountId([1; 16]), name: HOSTILE.to_owned(), role: Role::Columnist };
    let counts = DeskCounts { tally: vec![(Status::New, 1)], spoilt: 3, outbox: 0 };
    let frame = DeskFrame {
        column: &column,
        person: &person,
        counts: &counts,
        place: DeskPlace::Queue,
        flash: Some(Done::Kept.text()),
    };
    page(&frame).into_string()
}

fn letter(consent: Consent, status: Status) -> Question {
    Question {
        id: QuestionId::new(Day(20_779), 7),
        original: HOSTILE.to_owned(),
        consent,
        status,
        asker: Some(Asker { mailbox: MailboxId([1; 32]), reader: ReaderKey([2; 32]) }),
        tags: vec![],
        notes: vec![Note { day: Day(20_779), by: HOSTILE.to_owned(), text: HOSTILE.to_owned() }],
        replies: vec![],
        posts: vec![],
        history: vec![],
    }
}

fn shown(question: &Question) -> String {
    framed(|frame| super::question(frame, question, None, &QuestionForms::of(question)))
}

fn draft() -> Post {
    let question = letter(Consent::Print, Status::Drafting);
    let (id, original, consent, status) =
        (question.id, question.original, question.consent, question.status);
    Post {
        id: PostId(5),
        public_id: PublicId([0; 16]),
        revision: 3,
        text: PostText { title: HOSTILE.to_owned(), ..PostText::default() },
        publication: None,
        questions: vec![PostQuestion { id, original, consent, status }],
    }
}

fn edited(unpublishable: Option<Unpublishable>, may_publish: bool) -> String {
    let post = draft();
    let typed = PostForm::of(&post);
    let view = EditorView {
        post: &post,
        typed: &typed,
        problems: vec![],
        unpublishable,
        may_publish,
        public_url: None,
    };
    framed(|frame| editor(frame, &view))
}

#[test]
fn hostile_text_stays_text_and_is_seen() {
    for html in [shown(&letter(Consent::Print, Status::New)), edited(None, true)] {
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("[U+202E]"), "{html}");
    }
}

#[test]
fn only_the_ways_of_the_table_are_buttons() {
    for status in Status::ALL {
        let html = shown(&letter(Consent::Print, status));
        for to in Status::ALL {
            let button = html.contains(&format!(r#"name="status" value="{}""#, to.as_str()));
            let way = Status::BY_HAND.contains(&to) && status.go(to).is_ok();
            assert_eq!(button, way, "{status:?} to {to:?}");
        }
    }
}

#[test]
fn a_private_letter_has_no_way_to_a_post() {
    assert!(shown(&letter(Consent::Print, Status::Kept)).contains("/draft\""));
    assert!(shown(&letter(Consent::Proof, Status::Kept)).contains("/draft\""));
    assert!(!shown(&letter(Consent::Private, Status::Kept)).contains("/draft\""));
}

#[test]
fn a_letter_without_a_receipt_has_no_reply_form() {
    let with = letter(Consent::Print, Status::New);
    assert!(shown(&with).contains(r#"name="reply""#));
    assert!(!shown(&Question { asker: None, ..with }).contains(r#"name="reply""#));
}

#[test]
fn the_button_to_publish_is_shut_for_the_askers_reasons_alone() {
    let shut =
        |unpublishable, may_publish| edited(unpublishable, may_publish).contains(" disabled");
    assert!(shut(Some(Unpublishable::Private), true) && shut(Some(Unpublishable::Proof), true));
    assert!(
        !shut(Some(Unpublishable::NoTitle), true) && !shut(Some(Unpublishable::NoAnswer), true)
    );
    assert!(shut(None, false) && !shut(None, true));
}

#[test]
fn enter_in_a_line_of_the_editor_saves() {
    let html = edited(None, true);
    let form = &html[html.find(r#"action="/desk/posts/5""#).unwrap()..];
    assert!(
        form[form.find("<button").unwrap()..].starts_with(r#"<button class="primary">Save<"#),
        "{form}"
    );
}

#[test]
fn a_conflict_carries_the_newest_revision_and_both_texts() {
    let post = draft();
    let mine = PostForm { title: "Mine".to_owned(), revision: 1, ..PostForm::of(&post) };
    let html = framed(|frame| conflict(frame, &post, &mine));
    assert!(html.contains(r#"name="revision" value="3""#), "{html}");
    assert!(html.contains(r#"value="Mine""#) && html.contains("[U+202E]"), "{html}");
}

#[test]
fn a_mistake_is_in_the_title_and_a_password_is_never_shown_again() {
    let problem = FieldProblem { field: "password", text: "Too short.".to_owned() };
    let html = setup(&SetupForm::default(), vec![problem]).into_string();
    assert!(html.contains("<title>Error: "), "{html}");
    assert!(html.contains(r#"type="password" value="""#), "{html}");
}
