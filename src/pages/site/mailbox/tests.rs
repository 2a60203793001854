use super::*;
use crate::domain::{Column, ExitUrl};

const TODAY: Day = Day(20_779);

fn shown(state: &MailboxState, lines: &[Line], title: Option<&str>) -> String {
    let column = Column::new("Ask", "Mara");
    let exit = ExitUrl::default();
    let receipt = Receipt::parse("abacus abdomen zoom abacus unzip cope gulf").unwrap();
    let view = MailboxView {
        state,
        question: Some(("Should I <b>tell</b> her?", Consent::Proof)),
        response: None,
        lines,
        wants_down: lines.contains(&Line::TakeDown),
        title,
        today: TODAY,
        return_days: 7,
        receipt: &receipt,
        token: "0a",
        typed: Typed::default(),
        told: None,
        help: None,
    };
    mailbox(&Shell { column: &column, exit: &exit }, &view).into_string()
}

fn reply(text: &str) -> Line {
    Line::Reply { text: text.to_owned() }
}

fn states() -> [MailboxState; 7] {
    state::states().map(|(_, state)| state)
}

#[test]
fn no_state_reads_as_if_the_words_were_wrong() {
    for state in states() {
        let html = shown(&state, &[reply("<b>Dear")], None).to_lowercase();
        for wrong in ["not found", "no such", "unknown", "not recogni", "does not match"] {
            assert!(!html.contains(wrong), "{state:?}: {wrong}");
        }
        assert!(html.contains("&lt;b&gt;dear") && html.contains("&lt;b&gt;tell"), "{html}");
    }
}

#[test]
fn no_state_says_that_there_is_no_answer_above_a_reply() {
    let of_desk = states()
        .into_iter()
        .filter(|state| !matches!(state, MailboxState::Withdrawn | MailboxState::Destroyed { .. }));
    for state in of_desk {
        for title in [None, Some("Trust")] {
            let html = shown(&state, &[reply("Dear")], title).to_lowercase();
            for wrong in ["no answer yet", "not be answered", "waiting to be read"] {
                assert!(!html.contains(wrong), "{state:?}: {wrong}");
            }
            assert!(html.contains("written back to you in private"), "{state:?}: {html}");
        }
    }
}

#[test]
fn a_post_that_is_off_the_site_is_no_link() {
    let published = MailboxState::Published { slug: "trust".to_owned() };
    assert!(shown(&published, &[], Some("Trust")).contains("/posts/trust"));
    let html = shown(&published, &[], None);
    assert!(!html.contains("/posts/") && html.contains(t::MAILBOX_OFF), "{html}");
}

#[test]
fn each_state_offers_what_it_allows_and_nothing_else() {
    let offers = |state: &MailboxState| {
        let html = shown(state, &[], Some("Trust"));
        let actions = html.split("action=\"/receipt/").skip(1);
        actions.map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for state in states() {
        let expected: &[&str] = match state {
            MailboxState::Waiting | MailboxState::Read | MailboxState::Answered => {
                &["follow-up", "consent", "withdraw"]
            }
            MailboxState::Published { .. } => &["follow-up", "withdraw"],
            MailboxState::Declined => &["consent", "withdraw"],
            MailboxState::Withdrawn | MailboxState::Destroyed { .. } => &[],
        };
        assert_eq!(offers(&state), expected, "{state:?}");
    }
}

#[test]
fn a_proof_shows_its_text_its_day_and_its_two_answers_while_it_is_open() {
    let proof = |until, answer| {
        vec![Line::Proof { number: 4, text: "As printed".into(), until: Day(until), answer }]
    };
    let open = shown(&MailboxState::Read, &proof(TODAY.0, None), None);
    assert!(open.contains("As printed") && open.contains("22 November 2026"), "{open}");
    let told = format!("</h1><p class=\"note\">{}", t::proof_waits("Mara"));
    assert!(open.contains(&told), "it has a date, so it is said first: {open}");
    assert!(open.contains("name=\"number\" value=\"4\"") && open.contains("value=\"approve\""));
    let late = shown(&MailboxState::Read, &proof(TODAY.0 - 1, None), None);
    assert!(!late.contains("value=\"approve\"") && late.contains(t::PROOF_LATE_END), "{late}");
    let said =
        shown(&MailboxState::Read, &proof(TODAY.0, Some((false, "Not my town".into()))), None);
    assert!(!said.contains("value=\"approve\"") && said.contains("Not my town"), "{said}");
}

#[test]
fn every_template_that_the_script_draws_is_there_and_bears_no_words() {
    let html = templates("Mara", 7).into_string();
    let names = [
        ("state", "waiting read answered published declined withdrawn destroyed spoilt"),
        ("entry", "question follow_up reply proof proof_answer take_down spoilt"),
        ("said", "follow_up consent_change withdrawal take_down approved changes"),
        ("send", "follow_up consent_change withdrawal proof_answer"),
        (
            "notice",
            "empty no_changes long own receipt changed gone full enough fresh slow network broken",
        ),
        ("if", "print proof private approved changes open late said replaced closed"),
    ];
    for (kind, names) in names {
        for name in names.split(' ') {
            assert!(html.contains(&format!("data-{kind}=\"{name}\"")), "data-{kind}={name}");
        }
    }
    assert!(!html.contains("name=\"code\"") && !html.contains(" checked"), "{html}");
}
