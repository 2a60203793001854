//! Signing in.

use maud::{Markup, html};

use super::UnsentForm;
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

/// The sign-in form. The account stays typed after a mistake, the password never does; a form that came
/// too late travels along.
pub fn login(
    column: &Column,
    account: &str,
    problem: Option<LoginProblem>,
    unsent: Option<&UnsentForm>,
) -> Markup {
    let text = problem.map(told);
    let wrong = text.as_deref().filter(|_| problem == Some(LoginProblem::Wrong));
    let problems = text.clone().map(|text| FieldProblem { field: "password", text });
    let body = html! {
        (error_summary(problems.as_slice()))
        h1 { (t::SIGN_IN) }
        @if unsent.is_some() { p.flash role="status" { (t::KEPT) } }
        p.lead { (t::LOGIN_LEAD) }
        form method="post" action="/desk/login" {
            @if let Some(unsent) = unsent {
                input type="hidden" name="kept_path" value=(unsent.path);
                input type="hidden" name="kept_form" value=(unsent.form);
            }
            (fields("", account, wrong))
            p.actions { button.primary { (t::LOGIN_SEND) } }
        }
        details {
            summary { (t::LOGIN_FORGOT) }
            p { (t::LOGIN_FORGOT_HOW) }
            pre { (t::recovery_command("NAME")) }
        }
    };
    door(Some(column), Title { text: t::SIGN_IN, failed: problem.is_some() }, body)
}

/// Account and password; their ids begin with `prefix` where another page holds them.
pub(super) fn fields(prefix: &str, account: &str, wrong: Option<&str>) -> Markup {
    let (account_id, password_id) = (format!("{prefix}account"), format!("{prefix}password"));
    let account = Field {
        id: &account_id,
        autocomplete: "username",
        value: account,
        capitals: false,
        ..Field::new("account", t::ACCOUNT)
    };
    let password = Field {
        id: &password_id,
        kind: "password",
        autocomplete: "current-password",
        problem: wrong,
        ..Field::new("password", t::PASSWORD)
    };
    html! { (text_field(&account)) (text_field(&password)) }
}

/// The same in words.
pub fn told(problem: LoginProblem) -> String {
    match problem {
        LoginProblem::Wrong => t::LOGIN_WRONG.to_owned(),
        LoginProblem::Busy => t::LOGIN_BUSY.to_owned(),
        LoginProblem::Wait { seconds } => t::login_wait(seconds),
    }
}
