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

/// Setting up a column: its name, who answers, and the first account.
pub fn setup(form: &SetupForm, problems: Vec<FieldProblem>) -> Markup {
    let password_hint = t::password_hint();
    let field = |name, label, hint, value| Field {
        hint: Some(hint),
        value,
        problem: problem_of(&problems, name),
        ..Field::new(name, label)
    };
    let account = Field {
        autocomplete: "username",
        ..field("account", t::ACCOUNT, t::ACCOUNT_HINT, form.account.as_str())
    };
    let password = Field {
        kind: "password",
        autocomplete: "new-password",
        ..field("password", t::PASSWORD, password_hint.as_str(), "")
    };
    let body = html! {
        (error_summary(&problems))
        h1 { (t::SETUP_TITLE) }
        p.lead { (t::SETUP_LEAD) }
        form method="post" action={ "/desk/setup?token=" (encoded(&form.token)) } {
            (text_field(&field("column", t::COLUMN, t::COLUMN_HINT, form.column.as_str())))
            (text_field(&field("columnist", t::COLUMNIST, t::COLUMNIST_HINT, form.columnist.as_str())))
            (text_field(&account))
            (text_field(&password))
            p.hint { (t::SETUP_NEXT) }
            p.actions { button.primary { (t::SETUP_SEND) } }
        }
    };
    door(None, Title { text: t::SETUP_TITLE, failed: !problems.is_empty() }, body)
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
pub fn recovery_code(column: &Column, code: &str) -> Markup {
    let body = html! {
        h1 { (t::RECOVERY_TITLE) }
        p.lead { (t::RECOVERY_LEAD) }
        div.card {
            p.card-name { (column.name) }
            h2 { (t::RECOVERY_LABEL) }
            p #recovery-code.code translate="no" { (code) }
            p { (t::RECOVERY_HOW) }
            pre { (t::RECOVERY_COMMAND) }
            p.card-date { (t::RECOVERY_DATE) }
        }
        p { (t::RECOVERY_ONCE) }
        p { (t::RECOVERY_KEEP) }
        p.actions { a.button.primary href="/desk" { (t::RECOVERY_DONE) } }
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
