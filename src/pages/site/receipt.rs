//! Coming back with the seven words.

use maud::{Markup, html};

use crate::domain::{Column, InvalidReceipt, visible};
use crate::pages::layout::{self, Page};
use crate::pages::parts::{self, Field, FieldProblem};
use crate::texts::en::{common, site as t};

/// Why the typed words led to no letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptProblem {
    /// They are no receipt at all.
    Invalid(InvalidReceipt),
    /// They are a receipt, and no letter has it.
    Unknown,
}

/// The form for the seven words: empty, or as it came back with what is wrong.
pub fn receipt_form(column: &Column, typed: &str, problem: Option<&ReceiptProblem>) -> Markup {
    let problems: Vec<FieldProblem> = problem
        .map(|problem| FieldProblem { field: "code", text: problem_text(problem) })
        .into_iter()
        .collect();
    let field = Field {
        hint: Some(t::RECEIPT_HINT),
        value: typed,
        capitals: false,
        problem: parts::problem_of(&problems, "code"),
        ..Field::new("code", t::RECEIPT_LABEL)
    };
    let body = html! {
        div.sheet {
            (parts::error_summary(&problems))
            h1 { (t::RECEIPT_TITLE) }
            @if problem == Some(&ReceiptProblem::Unknown) {
                h2 { (t::UNKNOWN_TITLE) }
                ul { @for check in t::UNKNOWN_CHECKS { li { (check) } } }
            } @else {
                p.lead { (t::RECEIPT_LEAD) }
            }
            // One line, so that Enter looks. A phone shows four words of it, so what was typed stands below in full.
            form method="post" action="/receipt" {
                (parts::text_field(&field))
                @if !typed.trim().is_empty() { p.hint { (t::RECEIPT_TYPED) " " bdi { (visible(typed)) } } }
                p { button.button type="submit" { (t::RECEIPT_BUTTON) } }
            }
            p.aside { (t::RECEIPT_TRUTH) }
        }
    };
    let title = common::tab(t::RECEIPT_TITLE, problem.is_some());
    layout::site(column, &title, Page::Receipt, body)
}

fn problem_text(problem: &ReceiptProblem) -> String {
    match problem {
        ReceiptProblem::Invalid(invalid) => t::receipt_problem(invalid),
        ReceiptProblem::Unknown => t::UNKNOWN.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Receipt;

    fn page(typed: &str) -> String {
        let column = Column { name: "Ask".to_owned(), columnist: "Mara".to_owned() };
        let problem =
            Receipt::parse(typed).map_or_else(ReceiptProblem::Invalid, |_| ReceiptProblem::Unknown);
        receipt_form(&column, typed, Some(&problem)).into_string()
    }

    #[test]
    fn each_mistake_is_named_with_the_way_to_mend_it() {
        assert!(page("").contains("Type your seven words."));
        assert!(
            page("abacus abdomen")
                .contains("You typed 2 words, and a receipt has seven. Some are missing.")
        );
        let misspelt = page("abacus abdoemn zoom abacus unzip cope gulf");
        assert!(
            misspelt
                .contains("Word 2, “abdoemn”, is not a word that we use. Did you mean “abdomen”?")
        );
        assert!(page("abacus abdomen zoom abacus unzip cope gulf").contains("was not found"));
        let hostile = page("\"><script>");
        assert!(hostile.contains("value=\"&quot;&gt;&lt;script&gt;\""), "{hostile}");
        assert!(!hostile.contains("<script"), "{hostile}");
    }
}
