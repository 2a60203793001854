//! Fields of forms. Label, hint, problem and field stay together, for eyes and for screen readers.

use maud::{Markup, html};

use crate::domain::Consent;
use crate::texts::en::common as t;

/// What is wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The id of the field, which is its name unless the page says otherwise.
    pub field: &'static str,
    /// One sentence that says how to mend it.
    pub text: String,
}

/// A labelled field. `Field { hint: …, ..Field::new(…) }` sets what differs from the plainest one.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    pub name: &'a str,
    /// Unique on the page; the name, unless several forms share it.
    pub id: &'a str,
    pub label: &'a str,
    pub hint: Option<&'a str>,
    pub value: &'a str,
    pub problem: Option<&'a str>,
    /// `text`, `password`, `url` and so on; a text area has none.
    pub kind: &'static str,
    /// A token of HTML's autofill, or `off`.
    pub autocomplete: &'static str,
    pub required: bool,
    /// False keeps the text away from checkers that send it elsewhere.
    pub spellcheck: bool,
    /// False keeps phones from beginning it with a capital.
    pub capitals: bool,
}

impl<'a> Field<'a> {
    /// A required, empty line of text that nothing fills in.
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Self {
            name,
            id: name,
            label,
            hint: None,
            value: "",
            problem: None,
            kind: "text",
            autocomplete: "off",
            required: true,
            spellcheck: false,
            capitals: true,
        }
    }

    /// The ids of what describes the field, if anything does.
    fn described_by(&self) -> Option<String> {
        let hint = self.hint.map(|_| format!("{}-hint", self.id));
        let problem = self.problem.map(|_| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(problem).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn capitalize(&self) -> Option<&'static str> {
        (!self.capitals).then_some("none")
    }

    fn invalid(&self) -> Option<&'static str> {
        self.problem.map(|_| "true")
    }

    /// All that stands above the field.
    fn head(&self) -> Markup {
        html! {
            label for=(self.id) { (self.label) }
            @if let Some(hint) = self.hint { p.hint id={ (self.id) "-hint" } { (hint) } }
            (problem_text(self.id, self.problem))
        }
    }
}

/// The problem of the field with this id, if it has one.
pub fn problem_of<'a>(problems: &'a [FieldProblem], field: &str) -> Option<&'a str> {
    problems.iter().find(|problem| problem.field == field).map(|problem| problem.text.as_str())
}

/// A labelled text area of `rows` lines.
pub fn text_area(field: &Field<'_>, rows: u8) -> Markup {
    html! {
        div.field.bad[field.problem.is_some()] {
            (field.head())
            // HTML drops one line break after the tag, so a text that begins with one would lose it.
            textarea id=(field.id) name=(field.name) rows=(rows) required[field.required]
                autocomplete=(field.autocomplete) spellcheck=(field.spellcheck)
                autocapitalize=[field.capitalize()] dir="auto"
                aria-invalid=[field.invalid()] aria-describedby=[field.described_by()] { "\n" (field.value) }
        }
    }
}

/// A labelled line of text.
pub fn text_field(field: &Field<'_>) -> Markup {
    html! {
        div.field.bad[field.problem.is_some()] {
            (field.head())
            input id=(field.id) name=(field.name) type=(field.kind) value=(field.value) required[field.required]
                autocomplete=(field.autocomplete) spellcheck=(field.spellcheck)
                autocapitalize=[field.capitalize()]
                aria-invalid=[field.invalid()] aria-describedby=[field.described_by()];
        }
    }
}

/// What is wrong, all of it, at the top of the page, each with a link to its field.
pub fn error_summary(problems: &[FieldProblem]) -> Markup {
    html! {
        @if !problems.is_empty() { div.problems role="alert" { (problem_list(problems)) } }
    }
}

/// The same where what stands around it is announced already.
pub fn problem_list(problems: &[FieldProblem]) -> Markup {
    html! {
        h2 { (t::PROBLEMS) }
        ul { @for problem in problems { li { a href={ "#" (problem.field) } { (problem.text) } } } }
    }
}

/// The three ways a question may be answered, each with the label and the hint that `words` has for it. The
/// first radio has the field's own name as id: the error summary leads there.
pub fn consent_radios(
    legend: &str,
    chosen: Option<Consent>,
    problem: Option<&str>,
    words: fn(Consent) -> (&'static str, &'static str),
) -> Markup {
    let described_by = problem.map(|_| "consent-error");
    html! {
        div.field.bad[problem.is_some()] {
            fieldset aria-describedby=[described_by] {
                legend { (legend) }
                (problem_text("consent", problem))
                @for consent in Consent::ALL {
                    (consent_radio(consent, chosen == Some(consent), words(consent)))
                }
            }
        }
    }
}

fn consent_radio(consent: Consent, checked: bool, (label, hint): (&str, &str)) -> Markup {
    let id = if consent == Consent::Print { "consent" } else { consent.as_str() };
    html! {
        div.choice {
            input id=(id) type="radio" name="consent" value=(consent.as_str()) required checked[checked]
                aria-describedby={ (id) "-hint" };
            label for=(id) { (label) }
            p.hint id={ (id) "-hint" } { (hint) }
        }
    }
}

fn problem_text(id: &str, problem: Option<&str>) -> Markup {
    html! {
        @if let Some(problem) = problem {
            p.error id={ (id) "-error" } { span.vh { (t::ERROR_PREFIX) } (problem) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_tied_to_its_field() {
        let problem = FieldProblem { field: "title", text: "Write a title.".to_owned() };
        let field = Field {
            problem: Some(&problem.text),
            hint: Some("Short"),
            ..Field::new("title", "Title")
        };
        let html = text_field(&field).into_string();
        assert!(
            html.contains(r#"aria-invalid="true" aria-describedby="title-hint title-error""#),
            "{html}"
        );
        assert!(
            html.contains(r#"id="title-error""#) && html.contains(r#"id="title-hint""#),
            "{html}"
        );
        assert!(
            error_summary(&[problem])
                .into_string()
                .contains(r##"<a href="#title">Write a title.</a>"##)
        );
    }

    #[test]
    fn a_text_that_looks_like_markup_stays_text() {
        let field = Field { value: "</textarea><script>", ..Field::new("question", "Q") };
        let html = text_area(&field, 3).into_string();
        assert!(html.contains(">\n&lt;/textarea&gt;&lt;script&gt;</textarea>"), "{html}");
    }

    #[test]
    fn one_choice_is_checked_and_each_has_its_own_id() {
        let html = consent_radios("May we?", Some(Consent::Proof), None, t::consent).into_string();
        assert_eq!(html.matches(" checked").count(), 1);
        assert!(
            html.contains(
                r#"id="proof" type="radio" name="consent" value="proof" required checked"#
            ),
            "{html}"
        );
        assert!(
            html.contains(r#"id="consent" type="radio" name="consent" value="print""#),
            "{html}"
        );
    }
}
