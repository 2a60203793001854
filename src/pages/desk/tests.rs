//! What the desk's pages promise, whatever the data.

mod asker;

use maud::Markup;

use super::*;
use crate::domain::*;
use crate::pages::parts::FieldProblem;
use crate::pages::{problems, scripts};
use crate::texts::en::desk::{question as t, queue as q};

const HOSTILE: &str = "</textarea><script>x</script>\u{202e}";

pub(super) fn framed(page: impl Fn(&DeskFrame<'_>) -> Markup) -> String {
    framed_after(Some(Done::Kept), page)
}

fn framed_after(done: Option<Done>, page: impl Fn(&DeskFrame<'_>) -> Markup) -> String {
    let name = || HOSTILE.to_owned();
    let column = Column::new(&name(), &name());
    let person = Person { id: AccountId([1; 16]), name: HOSTILE.to_owned(), role: Role::Columnist };
    let counts = DeskCounts {
        tally: vec![(Status::New, 1)],
        spoilt: 3,
        outbox: 0,
        shelved: 0,
        comments: 0,
        key_was_changed: false,
    };
    let frame = DeskFrame {
        column: &column,
        person: &person,
        counts: &counts,
        place: DeskPlace::Queue,
        flash: done.map(Done::text),
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
        thread: vec![],
        attention: None,
        proof: None,
        posts: vec![],
        history: vec![],
    }
}

fn shown(question: &Question) -> String {
    framed(|frame| super::question(frame, question, None, &QuestionForms::of(question)))
}

fn draft() -> Post {
    let Question { id, original, consent, status, .. } = letter(Consent::Print, Status::Drafting);
    Post {
        id: PostId(5),
        public_id: PublicId([0; 16]),
        kind: crate::domain::PostKind::Answer,
        due: None,
        deleted: None,
        position: None,
        revision: 3,
        text: PostText { title: HOSTILE.to_owned(), ..PostText::default() },
        publication: None,
        questions: vec![PostQuestion {
            id,
            original,
            consent,
            status,
            reachable: true,
            proof: None,
        }],
    }
}

fn edited(unpublishable: Option<Unpublishable>, may_publish: bool) -> String {
    edited_post(&draft(), unpublishable, may_publish)
}

fn edited_post(post: &Post, unpublishable: Option<Unpublishable>, may_publish: bool) -> String {
    let typed = PostForm::of(post);
    let publish = PublishView {
        zone: Zone::default(),
        chosen: false,
        next: None,
        date: "2026-11-24".to_owned(),
        time: "07:00".to_owned(),
        letter: "",
        kindred: vec![],
        further: vec![],
    };
    let check = CheckView::default();
    let view = EditorView {
        check: &check,
        publish: &publish,
        threads: &[],
        alt: "",
        post,
        typed: &typed,
        problems: vec![],
        unpublishable,
        may_publish,
        today: Day(20_779),
        until: "2026-12-06",
        public_url: None,
        blocks: &[],
        snippets: &[],
    };
    framed(|frame| editor(frame, &view))
}

/// Whether a page has another script than the editor's own.
fn has_foreign_script(html: &str) -> bool {
    let own =
        format!(r#"<script type="module" src="{}"></script>"#, scripts::desk_script("editor"));
    html.replacen(&own, "", 1).contains("<script")
}

#[test]
fn hostile_text_stays_text_and_is_seen() {
    for html in [shown(&letter(Consent::Print, Status::New)), edited(None, true)] {
        assert!(!has_foreign_script(&html), "{html}");
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
    let button = r#"class="publish" formaction="/desk/posts/5/publication" disabled"#;
    let shut = |unpublishable, may_publish| edited(unpublishable, may_publish).contains(button);
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
        form[form.find("<button").unwrap()..]
            .starts_with(r#"<button class="vh" tabindex="-1" aria-hidden="true">Save<"#),
        "{form}"
    );
}

#[test]
fn a_conflict_carries_the_newest_revision_and_both_texts() {
    let post = draft();
    let mine = PostForm { title: "Mine".to_owned(), revision: 1, ..PostForm::of(&post) };
    let html = framed(|frame| conflict(frame, &post, &mine, &[]));
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

#[test]
fn a_typed_reply_stays_in_sight_whatever_became_of_the_letter() {
    let kept = letter(Consent::Print, Status::Kept);
    let refused = |question: &Question, problem| {
        let form = QuestionForms {
            reply: "Dear <you>".to_owned(),
            problems: vec![problem],
            ..QuestionForms::of(question)
        };
        framed_after(None, |frame| super::question(frame, question, None, &form))
    };
    for status in [Status::Declined, Status::Spam] {
        let html = refused(&Question { status, ..kept.clone() }, problems::reply_refused());
        assert!(html.contains("Dear &lt;you&gt;</textarea>"), "{html}");
        assert!(html.contains(r#"name="keep" value="yes""#), "{html}");
    }
    let html = refused(&Question { asker: None, ..kept }, problems::no_asker());
    assert!(
        html.contains("Dear &lt;you&gt;</textarea>") && !html.contains(t::REPLY_SEND),
        "{html}"
    );
}

#[test]
fn the_next_new_letter_is_the_first_stop_and_after_a_decision_has_the_focus() {
    let kept = letter(Consent::Print, Status::Kept);
    let shown = |done, next| {
        let forms = QuestionForms::of(&kept);
        let html = framed_after(done, |frame| super::question(frame, &kept, next, &forms));
        html.split_once("<main").unwrap().1.to_owned()
    };
    let first_link =
        |main: &str| main.split_once("<a ").unwrap().1.split_once('>').unwrap().0.to_owned();
    let next = Some((QuestionId(9), false));
    assert!(first_link(&shown(None, next)).starts_with(r#"href="/desk/questions/9""#));
    assert!(!shown(None, next).contains("autofocus"));
    let main = shown(Some(Done::Kept), next);
    assert!(first_link(&main).contains("autofocus"), "{main}");
    let last = shown(Some(Done::Kept), None);
    assert!(last.contains(t::LAST_NEW) && first_link(&last).contains("autofocus"), "{last}");
    assert!(!shown(None, None).contains(t::LAST_NEW));
}

#[test]
fn a_post_that_was_begun_can_be_gone_on_with_from_wherever_its_letter_stands() {
    let posts = vec![LinkedPost { id: PostId(5), title: String::new(), public: false }];
    for status in Status::ALL {
        let html = shown(&Question { posts: posts.clone(), ..letter(Consent::Print, status) });
        let way = status.go(Status::Drafting).is_ok();
        assert_eq!(html.contains(t::RESUME_POST), way, "{status:?}");
        assert!(!html.contains(t::BEGIN_HINT) && html.contains("/desk/posts/5"), "{html}");
    }
}

#[test]
fn a_letter_entered_by_hand_speaks_in_nobodys_name() {
    let row = |by_hand| HistoryRow {
        day: Day(20_779),
        by: String::new(),
        step: Step::Arrived { by_hand },
    };
    for consent in Consent::ALL {
        for (by_hand, told) in [(false, true), (true, false)] {
            let question = Question { history: vec![row(by_hand)], ..letter(consent, Status::New) };
            assert_eq!(shown(&question).contains("The asker said"), told, "{consent:?}");
        }
    }
}

#[test]
fn what_was_done_stands_under_its_day() {
    let row = |day| HistoryRow { day: Day(day), by: String::new(), step: Step::Unpublished };
    let history = vec![row(20_780), row(20_780), row(20_779)];
    let html = shown(&Question { history, notes: vec![], ..letter(Consent::Print, Status::New) });
    let (_, history) = html.split_once("class=\"history\"").unwrap();
    assert_eq!((history.matches("<time").count(), history.matches("<li>").count()), (2, 3));
}

#[test]
fn spoilt_letters_are_told_of_in_the_queue_alone() {
    let page = QueuePage { urgent: vec![], rows: vec![], next: None };
    let filter = QueueFilter { status: None, tag: None, q: "" };
    let view = QueueView { page: &page, filter, tags: &[], first: true };
    assert!(framed(|frame| queue(frame, &view)).contains(&q::spoilt(3)));
    assert!(!edited(None, true).contains(&q::spoilt(3)));
}

#[test]
fn a_refusal_leads_back_to_where_it_happened_and_to_the_queue() {
    let back = Some("/desk/posts/5");
    let html = framed_after(None, |frame| problem(frame, "No", "Not so.", back));
    assert!(html.contains(r#"href="/desk/posts/5">Open the post again<"#), "{html}");
    assert!(html.contains(r#"class="button" href="/desk">"#), "{html}");
}

#[test]
fn the_recovery_card_names_the_account() {
    let column = Column::new("Ask", "Mara");
    let html = recovery_code(&column, "code", "mara.k").into_string();
    assert!(html.contains("unsaid recover --account mara.k<"), "{html}");
    assert!(html.contains(r#"method="post" action="/desk/setup/done""#), "{html}");
}
