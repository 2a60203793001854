//! Signing in.

use maud::{Markup, html};

use super::shell::{Title, door};
use crate::domain::Column;
use crate::pages::parts::{Field, FieldProblem, error_summary, text_field};
use crate::texts::en::desk::door as t;

/// Why the desk did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginProblem {
    /// The account or the password.
    Wrong,
    /// Too many people at the door.
    Busy,
    /// Too many wrong passwords went before.
    Wait { seconds: u64 },
}

/// A form that was sent after its session had ended.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Where it was sent to, a path of the desk.
    pub path: String,
    /// As it was sent, encoded.
    pub form: String,
}

/// The sign-in form. The account stays typed after a mistake, the password never does; a form that came
/// too late travels along.
pub fn login(
    column: &Column,
    account: &str,
    problem: Option<LoginProblem>,
    kept: Option<&Kept>,
) -> Markup {
    let text = problem.map(told);
    let wrong = text.as_deref().filter(|_| problem == Some(LoginProblem::Wrong));
    let account =
        Field { autocomplete: "username", value: account, ..Field::new("account", t::ACCOUNT) };
    let password = Field {
        kind: "password",
        autocomplete: "current-password",
        problem: wrong,
        ..Field::new("password", t::PASSWORD)
    };
    let problems = text.clone().map(|text| FieldProblem { field: "password", text });
    let body = html! {
        (error_summary(problems.as_slice()))
        h1 { (t::SIGN_IN) }
        @if kept.is_some() { p.flash role="status" { (t::KEPT) } }
        p.lead { (t::LOGIN_LEAD) }
        form method="post" action="/desk/login" {
            @if let Some(kept) = kept {
                input type="hidden" name="kept_path" value=(kept.path);
                input type="hidden" name="kept_form" value=(kept.form);
            }
            (text_field(&account))
            (text_field(&password))
            p.actions { button.primary { (t::LOGIN_SEND) } }
        }
        details {
            summary { (t::LOGIN_FORGOT) }
            p { (t::LOGIN_FORGOT_HOW) }
            pre { (t::RECOVERY_COMMAND) }
        }
    };
    door(Some(column), Title { text: t::SIGN_IN, failed: problem.is_some() }, body)
}

/// Signed in again: the form that came too late, ready to be sent once more.
pub fn resume(column: &Column, path: &str, fields: &[(String, String)]) -> Markup {
    let body = html! {
        h1 { (t::RESUME) }
        p.lead { (t::RESUME_LEAD) }
        form method="post" action=(path) {
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            p.actions { button.primary { (t::RESUME_SEND) } }
        }
        p { a href="/desk" { (t::RESUME_DROP) } }
    };
    door(Some(column), Title { text: t::RESUME, failed: false }, body)
}

fn told(problem: LoginProblem) -> String {
    match problem {
        LoginProblem::Wrong => t::LOGIN_WRONG.to_owned(),
        LoginProblem::Busy => t::LOGIN_BUSY.to_owned(),
        LoginProblem::Wait { seconds } => t::login_wait(seconds),
    }
}
