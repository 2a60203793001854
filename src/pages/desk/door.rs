//! Before the desk: setting up, the recovery code, and why the desk stays closed over plain http.

use maud::{Markup, html};

use super::parts::encoded;
use super::shell::{Title, door};
use crate::domain::{Column, visible};
use crate::pages::parts::{Field, FieldProblem, error_summary, problem_of, text_field};
use crate::texts::en::desk::door as t;

/// The setup form as typed; the password is never shown again.
#[derive(Debug, Clone, Default)]
pub struct SetupForm {
    /// From the link in the terminal.
    pub token: String,
    pub column: String,
    pub columnist: String,
    pub account: String,
}

/// Setting up a column: its name, who answers, and the first account. `problems` may be of the fields `column`,
/// `columnist`, `account`, `password` and `password_again`.
pub fn setup(form: &SetupForm, problems: Vec<FieldProblem>) -> Markup {
    let body = html! {
        (error_summary(&problems))
        h1 { (t::SETUP_TITLE) }
        p.lead { (t::SETUP_LEAD) }
        form method="post" action={ "/desk/setup?token=" (encoded(&form.token)) } {
            (names(form, &problems))
            (passwords(&problems))
            p.hint { (t::SETUP_NEXT) }
            p.actions { button.primary { (t::SETUP_SEND) } }
        }
    };
    door(None, Title { text: t::SETUP_TITLE, failed: !problems.is_empty() }, body)
}

fn names(form: &SetupForm, problems: &[FieldProblem]) -> Markup {
    let field = |name, label, hint, value| Field {
        hint: Some(hint),
        value,
        problem: problem_of(problems, name),
        ..Field::new(name, label)
    };
    let account = Field {
        autocomplete: "username",
        capitals: false,
        ..field("account", t::ACCOUNT, t::ACCOUNT_HINT, form.account.as_str())
    };
    html! {
        (text_field(&field("column", t::COLUMN, t::COLUMN_HINT, form.column.as_str())))
        (text_field(&field("columnist", t::COLUMNIST, t::COLUMNIST_HINT, form.columnist.as_str())))
        (text_field(&account))
    }
}

/// The password, twice, since nobody sees what is typed. Both are empty when the form comes back.
fn passwords(problems: &[FieldProblem]) -> Markup {
    let emptied = (!problems.is_empty()).then_some(t::PASSWORD_EMPTIED);
    let hint = match emptied {
        Some(emptied) => format!("{} {emptied}", t::password_hint()),
        None => t::password_hint(),
    };
    let field = |name, label| Field {
        kind: "password",
        autocomplete: "new-password",
        problem: problem_of(problems, name),
        ..Field::new(name, label)
    };
    let first = Field { hint: Some(&hint), ..field("password", t::PASSWORD) };
    let again = Field { hint: emptied, ..field("password_again", t::PASSWORD_AGAIN) };
    html! { (text_field(&first)) (text_field(&again)) }
}

/// The setup link was used, or the server has been started again since.
pub fn setup_gone() -> Markup {
    let body = html! {
        h1 { (t::GONE_TITLE) }
        p.lead { (t::GONE_LEAD) }
        p { (t::GONE_SET_UP) }
        p { (t::GONE_AGAIN) }
        p.actions { a.button href="/desk/login" { (t::SIGN_IN) } }
    };
    door(None, t::GONE_TITLE.into(), body)
}

/// The recovery code, shown once, on a page made to be printed.
pub fn recovery_code(column: &Column, code: &str, account: &str) -> Markup {
    let body = html! {
        h1 { (t::RECOVERY_TITLE) }
        p.lead { (t::RECOVERY_LEAD) }
        div.card {
            p.card-name { (column.name) }
            h2 { (t::RECOVERY_LABEL) }
            p #recovery-code.code translate="no" { (code) }
            p { (t::RECOVERY_HOW) }
            pre { (t::recovery_command(account)) }
            p.card-date { (t::RECOVERY_DATE) }
        }
        p { (t::RECOVERY_ONCE) }
        p { (t::RECOVERY_KEEP) }
        form method="post" action="/desk/setup/done" { p.actions { button.primary { (t::RECOVERY_DONE) } } }
    };
    door(Some(column), t::RECOVERY_TITLE.into(), body)
}

/// The desk was asked for over plain http: why it stays closed, and three ways in.
pub fn needs_https(column: Option<&Column>, host: &str) -> Markup {
    let host = visible(host);
    // A port of plain http is not the one that https or ssh would use.
    let port = |tail: &str| !tail.is_empty() && tail.bytes().all(|byte| byte.is_ascii_digit());
    let name = match host.rsplit_once(':') {
        Some((name, tail)) if port(tail) => name,
        _ => host.as_str(),
    };
    // Behind an onion address neither a proxy nor ssh is reached by its name.
    let onion = name.ends_with(".onion");
    let name = if onion { t::HTTPS_EXAMPLE } else { name };
    let body = html! {
        h1 { (t::HTTPS_TITLE) }
        p.lead { (if onion { t::HTTPS_ONION } else { t::HTTPS_WHY }) }
        @if !onion { p { (t::https_here(&host)) " " (t::HTTPS_READERS) } }
        h2 { (t::HTTPS_SITE_TITLE) }
        p { (t::HTTPS_SITE) }
        pre { (t::https_caddy(name)) }
        p { (t::HTTPS_SITE_START) }
        pre { (t::https_url(name)) }
        h2 { (t::HTTPS_HERE_TITLE) }
        p { (t::HTTPS_HERE) }
        pre { (t::HTTPS_LOCAL) }
        h2 { (t::HTTPS_TUNNEL_TITLE) }
        p { (t::HTTPS_TUNNEL) }
        pre { (t::https_ssh(name)) }
    };
    door(column, t::HTTPS_TITLE.into(), body)
}
