//! A letter that came by mail or on paper, entered by hand.

use maud::{Markup, html};

use super::shell::{DeskFrame, Title, page};
use crate::domain::{Consent, QuestionId, Receipt};
use crate::pages::parts::{
    Field, FieldProblem, error_summary, problem_of, receipt_words, text_area,
};
use crate::texts::en::desk::letter as t;

/// The form as typed.
#[derive(Debug, Clone, Default)]
pub struct NewLetterForm {
    pub question: String,
    /// None until somebody has chosen: nothing is guessed on a writer's behalf.
    pub consent: Option<Consent>,
    pub with_receipt: bool,
    /// The words of the receipt that it may get; they also keep a form that is sent twice from making two
    /// letters.
    pub receipt: String,
}

/// The form.
pub fn new_letter(
    frame: &DeskFrame<'_>,
    form: &NewLetterForm,
    problems: Vec<FieldProblem>,
) -> Markup {
    let question = Field {
        value: &form.question,
        problem: problem_of(&problems, "question"),
        ..Field::new("question", t::QUESTION)
    };
    let body = html! {
        div.narrow {
            (error_summary(&problems))
            h1 { (t::TITLE) }
            p.lead { (t::LEAD) }
            form method="post" action="/desk/questions/new" autocomplete="off" {
                input type="hidden" name="receipt" value=(form.receipt);
                (text_area(&question, 14))
                (consent(form.consent, problem_of(&problems, "consent")))
                div.choice {
                    input #with_receipt type="checkbox" name="with_receipt" value="yes" checked[form.with_receipt]
                        aria-describedby="with_receipt-hint";
                    label for="with_receipt" { (t::RECEIPT) }
                    p.hint #with_receipt-hint { (t::RECEIPT_HINT) }
                }
                p.actions { button.primary { (t::SEND) } }
            }
        }
    };
    page(frame, Title { text: t::TITLE, failed: !problems.is_empty() }, body)
}

/// The letter is in the queue. A receipt is shown here and nowhere else.
pub fn letter_entered(frame: &DeskFrame<'_>, id: QuestionId, receipt: Option<&Receipt>) -> Markup {
    let body = html! {
        div.narrow {
            h1 { (t::ENTERED_TITLE) }
            p.lead { (t::ENTERED) }
            @if let Some(receipt) = receipt {
                h2 { (t::HAND_OVER_TITLE) }
                p { (t::HAND_OVER) }
                (receipt_words(receipt))
                p { (t::HAND_OVER_WHERE) " " a href="/receipt" { "/receipt" } }
            }
            p.actions {
                a.button.primary href={ "/desk/questions/" (id) } { (t::TO_LETTER) }
                a href="/desk/questions/new" { (t::ANOTHER) }
            }
        }
    };
    page(frame, t::ENTERED_TITLE.into(), body)
}

/// The radios in the words of whoever fills in the form for somebody else.
fn consent(chosen: Option<Consent>, problem: Option<&str>) -> Markup {
    html! {
        fieldset.field.choices.bad[problem.is_some()] aria-describedby=[problem.map(|_| "consent-error")] {
            legend { (t::CONSENT) }
            @if let Some(problem) = problem { p.error #consent-error { (problem) } }
            @for consent in Consent::ALL {
                // The link of the error summary leads to the first one.
                @let id = if consent == Consent::Print { "consent" } else { consent.as_str() };
                div.choice {
                    input id=(id) type="radio" name="consent" value=(consent.as_str()) required
                        checked[chosen == Some(consent)] aria-describedby={ (id) "-hint" };
                    label for=(id) { (t::consent_label(consent)) }
                    p.hint id={ (id) "-hint" } { (t::consent_hint(consent)) }
                }
            }
        }
    }
}
