//! What comes from the asker, and what goes to her.

use super::*;
use crate::texts::en::desk::{attention as a, conversation as c, proof as p};

fn row(id: i64, attention: Option<Attention>) -> QueueRow {
    QueueRow {
        id: QuestionId(id),
        first_line: format!("{id} {HOSTILE}"),
        consent: Consent::Print,
        status: Status::New,
        tags: vec![],
        attention,
    }
}

#[test]
fn what_is_urgent_stands_first_with_its_reason_and_under_a_heading() {
    let shown = |urgent: Vec<QueueRow>, rows| {
        let page = QueuePage { urgent, rows, next: None };
        let filter = QueueFilter { status: None, tag: None, q: "" };
        framed(|frame| queue(frame, &QueueView { page: &page, filter, tags: &[], first: true }))
    };
    for why in Attention::ALL {
        let html = shown(vec![row(7, Some(why))], vec![row(8, None)]);
        let (first, others) = html.split_once(a::OTHERS).unwrap();
        assert!(first.contains(a::FIRST) && first.contains(a::label(why)), "{html}");
        assert!(first.contains("/desk/questions/7") && others.contains("/desk/questions/8"));
        assert!(!html.contains("<script>"), "{html}");
    }
    assert!(!shown(vec![row(7, Some(Attention::Crisis))], vec![]).contains("class=\"empty\""));
    assert!(!shown(vec![], vec![row(8, None)]).contains(a::FIRST));
}

#[test]
fn the_reason_stands_above_the_letter_with_what_can_be_done() {
    let public = |id| LinkedPost { id: PostId(id), title: HOSTILE.to_owned(), public: true };
    let taken = Question {
        attention: Some(Attention::TakeDown),
        posts: vec![public(5), public(6)],
        ..letter(Consent::Print, Status::Published)
    };
    let html = shown(&taken);
    for post in [5, 6] {
        assert!(
            html.contains(&format!("action=\"/desk/posts/{post}/publication/delete\"")),
            "{html}"
        );
    }
    assert!(html.find(a::SEEN).unwrap() < html.find(t::LETTER).unwrap());
    let crisis = Question {
        original: "I want to kill myself.".to_owned(),
        attention: Some(Attention::Crisis),
        ..letter(Consent::Print, Status::New)
    };
    assert!(shown(&crisis).contains(&a::crisis(&[CrisisKind::SelfHarm])));
    assert!(!shown(&letter(Consent::Print, Status::New)).contains("/attention/delete"));
}

#[test]
fn who_said_what_is_told_in_words_and_by_its_class() {
    let said = |by: &str, entry| ThreadRow { day: Day(20_779), by: by.to_owned(), entry };
    let text = HOSTILE.to_owned();
    let question = Question {
        thread: vec![
            said(HOSTILE, Entry::Reply { number: 1, text: text.clone() }),
            said("Mara", Entry::Proof { number: 2, text: text.clone(), until: Day(20_793) }),
            said("", Entry::Changes { words: text.clone() }),
            said("Mara", Entry::Proof { number: 3, text, until: Day(20_794) }),
            said("", Entry::TakeDown),
        ],
        proof: Some(proof(ProofState::Waiting)),
        ..letter(Consent::Proof, Status::Drafting)
    };
    let html = shown(&question);
    assert_eq!((html.matches("slip desk").count(), html.matches("slip asker").count()), (3, 2));
    assert!(html.contains(&c::proof_until(Day(20_794))) && html.contains(c::PROOF_REPLACED));
    assert!(!html.contains(&c::proof_until(Day(20_793))) && !html.contains("<script"), "{html}");
}

fn proof(state: ProofState) -> Proof {
    let (text, wishes) = (HOSTILE.to_owned(), HOSTILE.to_owned());
    Proof { number: 3, text, until: Day(20_794), state, wishes }
}

#[test]
fn the_editor_tells_how_the_text_stands_and_sends_only_what_is_news() {
    let with = |proof: Option<Proof>| {
        let mut post = draft();
        post.text.printed = HOSTILE.to_owned();
        post.questions[0].consent = Consent::Proof;
        post.questions[0].proof = proof;
        post
    };
    let until = Day(20_794);
    let cases = [
        (with(None), Standing::NeverSent, true),
        (with(Some(proof(ProofState::Waiting))), Standing::Waiting(until), false),
        (with(Some(proof(ProofState::Approved))), Standing::Approved, false),
        (with(Some(proof(ProofState::Changes))), Standing::Changes, true),
        (
            with(Some(Proof { text: "Other".to_owned(), ..proof(ProofState::Approved) })),
            Standing::Outdated,
            true,
        ),
        (
            with(Some(Proof { until: Day(20_778), ..proof(ProofState::Waiting) })),
            Standing::Silent(Day(20_778)),
            true,
        ),
    ];
    for (post, standing, sends) in &cases {
        for may in [true, false] {
            let html = edited_post(post, post.allowed().err(), may);
            assert!(html.contains(&p::standing(*standing)), "{standing:?}: {html}");
            assert_eq!(html.contains("/posts/5/proof"), *sends && may, "{standing:?}");
            assert!(!has_foreign_script(&html), "{html}");
            let asked = matches!(standing, Standing::Changes);
            assert_eq!(html.contains(p::WISHES), asked, "{standing:?}");
        }
    }
    let mut nobody = with(None);
    nobody.questions[0].reachable = false;
    let html = edited_post(&nobody, nobody.allowed().err(), true);
    assert!(html.contains(p::UNREACHABLE) && !html.contains("/posts/5/proof"), "{html}");
    assert!(!edited(None, true).contains(p::TITLE), "a letter that may be printed needs no yes");
}
