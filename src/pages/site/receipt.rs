//! Coming back with the seven words.

use maud::{Markup, html};

use super::mailbox::templates;
use crate::domain::{
    ColumnId, ColumnKey, ColumnSalt, CrisisKind, Helplines, InvalidReceipt, visible,
};
use crate::pages::layout::{self, Page, Shell};
use crate::pages::parts::{self, Field, FieldProblem};
use crate::pages::{assets, scripts};
use crate::texts::en::{common, site as t};

/// What a page needs of the column to open and seal by itself.
#[derive(Debug, Clone, Copy)]
pub struct Sealer<'a> {
    pub column: &'a ColumnId,
    pub salt: &'a ColumnSalt,
    pub key: &'a ColumnKey,
    /// Days after which readers are told to look for an answer.
    pub return_days: u32,
    pub helplines: &'a Helplines,
}

/// Why the typed words led to no letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptProblem {
    /// They are no receipt at all.
    Invalid(InvalidReceipt),
    /// They are a receipt, and no letter has it.
    Unknown,
    /// Their letter was set aside for others, since there was no room.
    Evicted,
}

/// The form for the seven words, empty or as it came back with what is wrong, and all that `receipt.js` needs to
/// open what they lead to in the page.
pub fn receipt_form(
    shell: &Shell<'_>,
    sealer: &Sealer<'_>,
    typed: &str,
    problem: Option<&ReceiptProblem>,
) -> Markup {
    let problems: Vec<FieldProblem> = problem
        .map(|problem| FieldProblem { field: "code", text: problem_text(problem) })
        .into_iter()
        .collect();
    let body = html! {
        div.sheet {
            (parts::notices(html! {
                @if !problems.is_empty() { div.problems { (parts::problem_list(&problems)) } }
            }))
            h1 { (t::RECEIPT_TITLE) }
            @if problem == Some(&ReceiptProblem::Unknown) {
                h2 { (t::UNKNOWN_TITLE) }
                (checks())
            } @else {
                p.lead { (t::RECEIPT_LEAD) }
            }
            (form(sealer, typed, &problems))
            p.aside data-sealing="server" { (t::OPENED_BY_SERVER) }
            p.aside data-sealing="page" hidden { (t::OPENED_BY_PAGE) }
        }
        (notices())
        (templates(&shell.column.columnist, sealer.return_days))
        // Not in an answer to words that were typed: its size must not depend on how long the list is.
        @if problem.is_none() {
            template data-help { (parts::help_panel(sealer.helplines, &CrisisKind::ALL, t::CRISIS_SENT)) }
        }
    };
    let title = common::tab(t::RECEIPT_TITLE, problem.is_some());
    layout::leaving(shell, &title, Page::Receipt, &[scripts::script("receipt")], body)
}

fn form(sealer: &Sealer<'_>, typed: &str, problems: &[FieldProblem]) -> Markup {
    let field = Field {
        hint: Some(t::RECEIPT_HINT),
        value: typed,
        capitals: false,
        problem: parts::problem_of(problems, "code"),
        ..Field::new("code", t::RECEIPT_LABEL)
    };
    html! {
        // One line, so that Enter looks. A phone shows four words of it, so what was typed stands below in full.
        form #look method="post" action="/receipt" autocomplete="off" data-column=(sealer.column)
            data-salt=(sealer.salt) data-key-id=(sealer.key.id) data-key=(sealer.key.public_hex())
            data-words=(assets::words()) data-crisis=(assets::crisis_rules()) {
            (parts::text_field(&field))
            @if !typed.trim().is_empty() { p.hint { (t::RECEIPT_TYPED) " " bdi { (visible(typed)) } } }
            p { button.button type="submit" data-busy=(t::RECEIPT_BUSY) { (t::RECEIPT_BUTTON) } }
        }
    }
}

fn checks() -> Markup {
    html! { ul { @for check in t::UNKNOWN_CHECKS { li { (check) } } } }
}

fn problem_text(problem: &ReceiptProblem) -> String {
    match problem {
        ReceiptProblem::Invalid(invalid) => t::receipt_problem(invalid),
        ReceiptProblem::Unknown => t::UNKNOWN.to_owned(),
        ReceiptProblem::Evicted => t::EVICTED.to_owned(),
    }
}

/// The same problems, as the script says them.
fn notices() -> Markup {
    let [word, typed, behind] = t::RECEIPT_WORD;
    let [ask, end] = t::RECEIPT_NEAREST;
    html! {
        (parts::field_template("evicted", html! { (t::EVICTED) }))
        (parts::field_template("none", html! { (t::RECEIPT_NONE) }))
        (parts::field_template("few", count(t::RECEIPT_FEW)))
        (parts::field_template("many", count(t::RECEIPT_MANY)))
        (parts::field_template("too_long", html! { (t::RECEIPT_TOO_LONG) }))
        (parts::field_template("word", html! {
            (word) span data-fill="position" {} (typed) bdi data-fill="typed" {} (behind) " "
            span data-if="nearest" { (ask) span data-fill="nearest" {} (end) }
            span data-if="unsure" { (t::RECEIPT_UNSURE) }
        }))
        template data-notice="unknown" {
            div.problems {
                h2 { (common::PROBLEMS) }
                p { a data-field { (t::UNKNOWN) } }
                (checks())
            }
        }
    }
}

fn count(way: &str) -> Markup {
    let [before, one, several, behind] = t::RECEIPT_COUNT;
    html! {
        (before) span data-fill="found" {} span data-if="single" { (one) } span data-if="several" { (several) } (behind)
        " " (way)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Column, ExitUrl, KeyId, Receipt, helplines};

    fn page(typed: &str) -> String {
        let column = Column::new("Ask", "Mara");
        let (id, salt) = (ColumnId([1; 16]), ColumnSalt([2; 32]));
        let key = ColumnKey { id: KeyId([3; 8]), public: [4; 32] };
        let exit = ExitUrl::default();
        let shell = Shell { column: &column, exit: &exit };
        let sealer =
            Sealer { column: &id, salt: &salt, key: &key, return_days: 7, helplines: helplines() };
        let problem =
            Receipt::parse(typed).map_or_else(ReceiptProblem::Invalid, |_| ReceiptProblem::Unknown);
        receipt_form(&shell, &sealer, typed, Some(&problem)).into_string()
    }

    #[test]
    fn each_mistake_is_named_with_the_way_to_mend_it() {
        assert!(page("").contains("Type your seven words."));
        assert!(
            page("abacus abdomen")
                .contains("You typed 2 words, and a receipt has seven. Some are missing.")
        );
        assert!(page("abacus").contains("You typed 1 word, and a receipt has seven."));
        let misspelt = page("abacus abdoemn zoom abacus unzip cope gulf");
        assert!(
            misspelt
                .contains("Word 2, “abdoemn”, is not a word that we use. Did you mean “abdomen”?")
        );
        assert!(page("abacus abdomen zoom abacus unzip cope gulf").contains(t::UNKNOWN));
        let hostile = page("\"><script>");
        assert!(hostile.contains("value=\"&quot;&gt;&lt;script&gt;\""), "{hostile}");
        assert!(!hostile.contains("<script>"), "{hostile}");
    }

    #[test]
    fn the_script_finds_what_it_opens_and_seals_with() {
        let html = page("");
        let data = format!(
            "data-column=\"{}\" data-salt=\"{}\" data-key-id=\"{}\" data-key=\"{}\"",
            "01".repeat(16),
            "02".repeat(32),
            "03".repeat(8),
            "04".repeat(32)
        );
        assert!(html.contains(&data), "{html}");
        for name in ["none", "few", "many", "too_long", "word", "unknown", "evicted"] {
            assert!(html.contains(&format!("data-notice=\"{name}\"")), "{name}");
        }
    }

    #[test]
    fn the_mailbox_that_the_script_draws_has_no_id_twice() {
        let html = page("");
        let (_, mailbox) = html.split_once("<template id=\"mailbox-template\"").unwrap();
        let (mailbox, _) = mailbox.split_once("</template>").unwrap();
        let ids = mailbox.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let mut known = std::collections::BTreeSet::new();
        for id in ids {
            assert!(known.insert(id), "{id} is there twice");
        }
        assert!(known.contains("followup"), "{known:?}");
    }
}
