//! Asking: the form, the step between, the page that says that a letter has arrived, the wait.

use unsaid::domain::{Consent, CrisisKind, InvalidQuestion, QUESTION_CHARS_MAX, giveaways};
use unsaid::pages::layout::Page;
use unsaid::pages::parts::FieldProblem;
use unsaid::pages::problems;
use unsaid::pages::site::{
    AskForm, AskNotice, AskPage, CheckView, SlowForm, ask, ask_box, asked, check, slow,
};

use crate::kept::{Shown, shown};
use crate::scene::{self, TOKEN, receipt, slug_of, within_ask};

const LETTER: &str = "Should I tell her?\n\nShe trusts <b>me</b>.";
const TELLING: &str = "I live at 12 Rose Street, and my mail is ann@mail.example.";

pub fn pages() -> Vec<Shown> {
    let mut pages = within_ask(forms);
    pages.extend(within_ask(steps));
    pages.push(waiting());
    pages
}

fn forms(page: &AskPage<'_>) -> Vec<Shown> {
    let words = receipt();
    let form = |question, problems: Vec<FieldProblem>, notice| AskForm {
        question,
        consent: (!question.is_empty()).then_some(Consent::Proof),
        receipt: &words,
        token: TOKEN,
        seen: "",
        problems,
        notice,
    };
    let long = InvalidQuestion::TooLong { chars: QUESTION_CHARS_MAX + 12 };
    let said = |notice| ask(page, &form(LETTER, Vec::new(), Some(notice)));
    let wrong = |typed, problems| ask(page, &form(typed, problems, None));
    vec![
        shown("ask", wrong("", Vec::new())),
        shown("ask-empty", wrong("", vec![problems::question(InvalidQuestion::Empty)])),
        shown("ask-too-long", wrong(LETTER, vec![problems::question(long), problems::consent()])),
        shown("ask-full", said(AskNotice::Full)),
        shown("ask-renewed", said(AskNotice::Fresh)),
        shown("ask-words-used", said(AskNotice::ReceiptUsed)),
        shown("ask-words-unreadable", said(AskNotice::ReceiptUnreadable)),
        shown("ask-box", ask_box(page, &form("", Vec::new(), None))),
    ]
}

fn steps(page: &AskPage<'_>) -> Vec<Shown> {
    let words = receipt();
    let form = AskForm {
        question: TELLING,
        consent: Some(Consent::Print),
        receipt: &words,
        token: TOKEN,
        seen: "0123 4567",
        problems: Vec::new(),
        notice: None,
    };
    let offers = [(slug_of("telling-her"), "Telling her".to_owned())];
    let giveaways = giveaways(TELLING);
    let view = CheckView {
        pasted: true,
        dangers: &CrisisKind::ALL,
        offers: &offers,
        text: TELLING,
        giveaways: &giveaways,
    };
    let arrived = |consent| asked(page, &words, consent);
    vec![
        shown("ask-second-look", check(page, &form, Consent::Print, &view)),
        shown("asked-to-print", arrived(Some(Consent::Print))),
        shown("asked-to-see-the-text-first", arrived(Some(Consent::Proof))),
        shown("asked-in-private", arrived(Some(Consent::Private))),
        shown("asked-again", arrived(None)),
    ]
}

fn waiting() -> Shown {
    let words = receipt();
    let fields =
        [("question".to_owned(), LETTER.to_owned()), ("consent".to_owned(), "print".to_owned())];
    let form = SlowForm {
        action: "/ask",
        fields: &fields,
        token: TOKEN,
        seconds: 20,
        receipt: Some(&words),
        page: Page::Ask,
    };
    shown("ask-wait", scene::within_shell(|shell| slow(shell, &form)))
}
