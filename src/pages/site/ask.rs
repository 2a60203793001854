//! Asking, and the page that says the letter has arrived.

use maud::{Markup, html};

use crate::domain::{Column, Consent, Receipt};
use crate::pages::layout::{self, Page};
use crate::pages::parts::{self, Field, FieldProblem};
use crate::texts::en::{common, site as t};

/// Lines of the question's field.
const QUESTION_ROWS: u8 = 10;

/// The question form: empty, or as it came back with what is wrong.
pub struct AskForm<'a> {
    /// As typed.
    pub question: &'a str,
    pub consent: Option<Consent>,
    /// The words that the letter will have, on the page before it is sent.
    pub receipt: &'a Receipt,
    /// Of the fields `question` and `consent`; what is wrong with the words is a notice.
    pub problems: Vec<FieldProblem>,
    pub notice: Option<AskNotice>,
}

/// Why a letter was not taken that has no mistake in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskNotice {
    /// The store is full or busy.
    Full,
    /// The words belong to another letter; the form bears new ones.
    ReceiptUsed,
    /// The words came back as none; the form bears new ones.
    ReceiptUnreadable,
}

/// The question form. Its title is neutral, since it stays in the browser's history.
pub fn ask(column: &Column, form: &AskForm<'_>) -> Markup {
    let wrong = !form.problems.is_empty() || form.notice.is_some();
    let title = common::tab(t::ASK_TITLE, wrong);
    let body = html! {
        div.sheet {
            (parts::error_summary(&form.problems))
            @if let Some(notice) = form.notice { (notice_box(notice)) }
            h1 { (t::ASK_TITLE) }
            p.lead { (t::ask_lead(&column.columnist)) }
            // On a reload some browsers put a field's former value back, the hidden one's too, and the words that
            // are sent would not be those that are shown; `off` stops that.
            form method="post" action="/ask" autocomplete="off" {
                (fields(column, form))
                (words(form.receipt))
                h2 { (t::ASK_JOURNEY) }
                p { (t::ask_journey(&column.name)) }
                p { button.button type="submit" { (t::ASK_SEND) } }
            }
            p.aside { (t::ASK_HAVE_WORDS) " " a href="/receipt" { (t::ASK_TO_RECEIPT) } "." }
        }
    };
    layout::site(column, &title, Page::Ask, body)
}

fn fields(column: &Column, form: &AskForm<'_>) -> Markup {
    let hint = t::ask_question_hint();
    let question = Field {
        hint: Some(&hint),
        value: form.question,
        problem: parts::problem_of(&form.problems, "question"),
        ..Field::new("question", t::ASK_QUESTION)
    };
    let consent_problem = parts::problem_of(&form.problems, "consent");
    // A choice that was made and came back broken is not replaced by one that says yes.
    let consent = form.consent.or(consent_problem.is_none().then_some(Consent::Print));
    html! {
        (parts::text_area(&question, QUESTION_ROWS))
        (parts::consent_radios(&t::ask_consent(&column.columnist), consent, consent_problem, common::consent))
    }
}

/// The words before they are sent, so that a line that breaks loses nothing. They do not have the id `receipt`:
/// that one says that a letter has arrived.
fn words(receipt: &Receipt) -> Markup {
    html! {
        div.slip {
            h2 { (t::ASK_WORDS) }
            p.words translate="no" { (*receipt.canonical()) }
            p { (t::ASK_WORDS_HINT) }
            input type="hidden" name="receipt" value=(*receipt.canonical());
        }
    }
}

fn notice_box(notice: AskNotice) -> Markup {
    let text = match notice {
        AskNotice::Full => t::NOTICE_FULL,
        AskNotice::ReceiptUsed => t::NOTICE_USED,
        AskNotice::ReceiptUnreadable => t::NOTICE_UNREADABLE,
    };
    html! {
        div.problems role="alert" {
            h2 { (t::NOTICE_TITLE) }
            p { (text) }
        }
    }
}

/// The receipt of a letter that has arrived, and what follows from the choice that came with it; none when the
/// letter had arrived before, since the choice made then is the one that holds. The letter itself is not shown:
/// this page may stay in a history or a cache.
pub fn asked(column: &Column, receipt: &Receipt, consent: Option<Consent>) -> Markup {
    let body = html! {
        div.sheet {
            h1 { (t::ASKED_TITLE) }
            @if consent.is_none() { p.note { (t::ASKED_AGAIN) } }
            div.slip {
                p { (t::ASKED_LEAD) }
                (parts::receipt_words(receipt))
            }
            h2 { (t::ASKED_KEEP_TITLE) }
            ul { @for line in t::ASKED_KEEP { li { (line) } } }
            @if let Some(consent) = consent {
                h2 { (t::ASKED_NEXT_TITLE) }
                @for paragraph in t::asked_next(consent, &column.columnist) { p { (paragraph) } }
            }
            p { (t::ASKED_RETURN) " " a href="/receipt" { (t::ASKED_TO_RECEIPT) } "." }
        }
    };
    layout::site(column, t::ASKED_TAB, Page::Other, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(question: &str, consent: Option<Consent>, problems: Vec<FieldProblem>) -> String {
        let column = Column { name: "Ask the SEXpert".to_owned(), columnist: "Mara".to_owned() };
        let receipt = Receipt::parse("abacus abdomen zoom abacus unzip cope gulf").unwrap();
        let form = AskForm { question, consent, receipt: &receipt, problems, notice: None };
        ask(&column, &form).into_string()
    }

    #[test]
    fn a_fresh_form_has_a_neutral_title_its_words_and_print_chosen() {
        let html = page("", None, vec![]);
        assert!(html.contains("<title>Ask a question</title>"), "{html}");
        assert_eq!(html.matches("abacus abdomen zoom abacus unzip cope gulf").count(), 2);
        assert!(html.contains(r#"value="print" required checked"#), "{html}");
        assert!(!html.contains(r#"id="receipt""#), "{html}");
    }

    #[test]
    fn a_form_that_came_back_keeps_its_text_and_guesses_no_consent() {
        let problem = FieldProblem { field: "consent", text: t::CONSENT_PROBLEM.to_owned() };
        let html = page("\n</textarea><script>", None, vec![problem]);
        assert!(html.contains("<title>Error: "), "{html}");
        assert!(html.contains("\n\n&lt;/textarea&gt;&lt;script&gt;</textarea>"), "{html}");
        assert!(!html.contains(" checked") && !html.contains("<script"), "{html}");
    }
}
