//! Coming back: the form for the words, and what they lead to.

use unsaid::domain::{Consent, CrisisKind, Day, InvalidQuestion, Line, MailboxState, Receipt};
use unsaid::pages::problems;
use unsaid::pages::site::{
    MailboxView, ReceiptProblem, Sealer, Told, Typed, mailbox, receipt_form,
};

use crate::kept::{Shown, shown};
use crate::scene::{self, RETURN_DAYS, TODAY, TOKEN, within_shell};

const QUESTION: &str = "Should I tell her?\n\nShe trusts <b>me</b>.";
const RESPONSE: (&str, &str, &str) = ("Telling her", "Ann of Leeds", "I did, and it was right.");

pub fn pages() -> Vec<Shown> {
    let mut pages = forms();
    pages.extend(letters());
    pages.extend(proofs());
    pages.extend(said());
    pages.extend(responses());
    pages
}

fn forms() -> Vec<Shown> {
    let (key, lines) = (scene::key(), scene::helplines());
    let sealer = Sealer {
        column: &scene::COLUMN_ID,
        salt: &scene::SALT,
        key: &key,
        return_days: RETURN_DAYS,
        helplines: &lines,
    };
    let invalid = |typed: &str| ReceiptProblem::Invalid(Receipt::parse(typed).unwrap_err());
    let misspelt = "abacus abdoemn zoom abacus unzip cope gulf";
    let right = "abacus abdomen zoom abacus unzip cope gulf";
    let cases = [
        ("receipt", "", None),
        ("receipt-empty", "", Some(invalid(""))),
        ("receipt-too-few-words", "abacus zoom", Some(invalid("abacus zoom"))),
        ("receipt-misspelt", misspelt, Some(invalid(misspelt))),
        ("receipt-unknown", right, Some(ReceiptProblem::Unknown)),
        ("receipt-made-way", right, Some(ReceiptProblem::Evicted)),
    ];
    let page = |(name, typed, problem): (&str, &str, Option<ReceiptProblem>)| {
        shown(name, within_shell(|shell| receipt_form(shell, &sealer, typed, problem.as_ref())))
    };
    cases.into_iter().map(page).collect()
}

/// A letter's mailbox with nothing special in it.
fn letter<'a>(state: &'a MailboxState, words: &'a Receipt) -> MailboxView<'a> {
    MailboxView {
        state,
        question: Some((QUESTION, Consent::Proof)),
        response: None,
        lines: &[],
        wants_down: false,
        title: None,
        today: TODAY,
        return_days: RETURN_DAYS,
        receipt: words,
        token: TOKEN,
        typed: Typed::default(),
        told: None,
        help: None,
    }
}

fn drawn(name: &str, view: &MailboxView<'_>) -> Shown {
    shown(name, within_shell(|shell| mailbox(shell, view)))
}

fn published() -> MailboxState {
    MailboxState::Published { slug: "telling-her".to_owned() }
}

/// Every state with the word for it.
fn states() -> [(&'static str, MailboxState); 7] {
    [
        ("waiting", MailboxState::Waiting),
        ("read", MailboxState::Read),
        ("answered", MailboxState::Answered),
        ("published", published()),
        ("declined", MailboxState::Declined),
        ("withdrawn", MailboxState::Withdrawn),
        ("destroyed", MailboxState::Destroyed { day: Day(TODAY.0 - 1) }),
    ]
}

fn letters() -> Vec<Shown> {
    let words = scene::receipt();
    let reply = [
        Line::Reply { text: "Dear you.\n\nTell her.".to_owned() },
        Line::FollowUp { text: "I did.".to_owned() },
    ];
    let mut pages = Vec::new();
    for (word, state) in &states() {
        let view = letter(state, &words);
        let title = matches!(state, MailboxState::Published { .. }).then_some("Telling her");
        pages.push(drawn(&format!("letter-{word}"), &MailboxView { title, ..view }));
        // Above a reply, all that is undecided reads the same.
        if !matches!(state, MailboxState::Waiting | MailboxState::Read) {
            let name = format!("letter-{word}-with-a-reply");
            pages
                .push(drawn(&name, &MailboxView { title, lines: &reply, ..letter(state, &words) }));
        }
    }
    let off = published();
    pages.push(drawn("letter-published-and-off", &letter(&off, &words)));
    let down = |name: &str, state: &MailboxState, title| {
        let lines = &[Line::TakeDown];
        drawn(name, &MailboxView { wants_down: true, title, lines, ..letter(state, &words) })
    };
    pages.push(down("letter-to-be-taken-down", &published(), Some("Telling her")));
    pages.push(down("letter-taken-down", &MailboxState::Read, None));
    pages
}

fn proofs() -> Vec<Shown> {
    let words = scene::receipt();
    let proof = |number, until: u32, answer| Line::Proof {
        number,
        text: "Should I tell her?".to_owned(),
        until: Day(until),
        answer,
    };
    let changes = Some((false, "Leave the town out.".to_owned()));
    let cases = [
        ("proof-open", vec![proof(1, TODAY.0 + 3, None)]),
        ("proof-late", vec![proof(1, TODAY.0 - 1, None)]),
        ("proof-approved", vec![proof(1, TODAY.0, Some((true, String::new())))]),
        ("proof-changes", vec![proof(1, TODAY.0, changes.clone())]),
        ("proof-replaced", vec![proof(1, TODAY.0, changes), proof(2, TODAY.0, None)]),
    ];
    let page = |(name, lines): &(&str, Vec<Line>)| {
        drawn(name, &MailboxView { lines, ..letter(&MailboxState::Read, &words) })
    };
    let mut pages: Vec<Shown> = cases.iter().map(page).collect();
    let closed = [proof(1, TODAY.0, None)];
    pages.push(drawn(
        "proof-closed",
        &MailboxView { lines: &closed, ..letter(&MailboxState::Declined, &words) },
    ));
    let problems = vec![problems::proof_words_empty("proof-words")];
    let typed = Typed { token: TOKEN, proof_words: " ", problems, ..Typed::default() };
    pages.push(drawn(
        "proof-without-words",
        &MailboxView { lines: &closed, typed, ..letter(&MailboxState::Read, &words) },
    ));
    pages
}

/// After something was sent, or was not.
fn said() -> Vec<Shown> {
    let (words, lines) = (scene::receipt(), scene::helplines());
    let cases = [
        ("said-more", MailboxState::Read, Told::FollowUp),
        ("said-another-choice", MailboxState::Read, Told::Consent),
        ("said-taken-back", MailboxState::Withdrawn, Told::Withdrawal),
        ("said-take-it-down", published(), Told::TakeDown),
        ("said-yes-to-a-text", MailboxState::Read, Told::Approved),
        ("said-what-to-change", MailboxState::Read, Told::Changes),
        ("not-said-full", MailboxState::Read, Told::Full),
        ("not-said-enough", MailboxState::Read, Told::Enough),
        ("not-said-renewed", MailboxState::Read, Told::Fresh),
        ("not-said-changed", MailboxState::Read, Told::Changed),
    ];
    let page = |(name, state, told): &(&str, MailboxState, Told)| {
        drawn(name, &MailboxView { told: Some(*told), ..letter(state, &words) })
    };
    let mut pages: Vec<Shown> = cases.iter().map(page).collect();
    let danger = [CrisisKind::SelfHarm];
    let help = Some((&lines, &danger[..]));
    pages.push(drawn(
        "said-more-in-danger",
        &MailboxView { told: Some(Told::FollowUp), help, ..letter(&MailboxState::Read, &words) },
    ));
    let wrong = vec![problems::follow_up("followup", InvalidQuestion::Empty), problems::not_sure()];
    let typed = Typed { token: TOKEN, problems: wrong, ..Typed::default() };
    pages.push(drawn(
        "not-said-wrong",
        &MailboxView { typed, ..letter(&MailboxState::Read, &words) },
    ));
    pages
}

/// The states of a response.
fn responses() -> Vec<Shown> {
    let words = scene::receipt();
    let of = |state, title| MailboxView {
        question: None,
        response: Some(RESPONSE),
        title,
        ..letter(state, &words)
    };
    let here = states();
    let told = here.iter().filter(|(word, _)| !matches!(*word, "read" | "answered"));
    let mut pages: Vec<Shown> = told
        .map(|(word, state)| {
            let title = matches!(state, MailboxState::Published { .. }).then_some("Telling her");
            drawn(&format!("response-{word}"), &of(state, title))
        })
        .collect();
    let off = published();
    pages.push(drawn("response-published-and-off", &of(&off, None)));
    pages
}
