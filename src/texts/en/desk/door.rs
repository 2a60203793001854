//! Setting up, signing in, and what stands there when neither is possible.

use crate::domain::PASSWORD_CHARS_MIN;

pub const SETUP_TITLE: &str = "Set up your column";
pub const SETUP_LEAD: &str = "A few lines to fill in. Then readers can write to you.";
pub const COLUMN: &str = "The column’s name";
pub const COLUMN_HINT: &str = "It stands at the top of every page.";
pub const COLUMNIST: &str = "Your name, as readers see it";
pub const COLUMNIST_HINT: &str = "A first name or a pen name is enough.";
pub const ACCOUNT: &str = "Account";
pub const ACCOUNT_HINT: &str = "The name that you sign in with: the letters a to z, digits, dots, hyphens and underscores. Readers never see it.";
pub const PASSWORD: &str = "Password";
pub const PASSWORD_AGAIN: &str = "Password, once more";
/// Over both when the form comes back, since they are empty then.
pub const PASSWORD_EMPTIED: &str = "Type it again: it is never sent back to the page.";
pub const SETUP_SEND: &str = "Set up and open the desk";
pub const SETUP_NEXT: &str = "On the next page you get a recovery code. Have a printer or a pen ready: it can’t be looked up later.";

/// What a password must be, and how to find one.
pub fn password_hint() -> String {
    format!(
        "{PASSWORD_CHARS_MIN} characters or more. Four or five words that have nothing to do with each other \
         are strong and easy to type. Every letter is locked with it, and only the recovery code on the next \
         page can replace it."
    )
}

pub const GONE_TITLE: &str = "This link has ended";
pub const GONE_LEAD: &str = "A setup link works once, and only until the server is started again. This one is not valid any more.";
pub const GONE_SET_UP: &str = "If the column has been set up, sign in. If you did not print the recovery code, keep \
     your password safe: there is no second code yet.";
pub const GONE_AGAIN: &str = "If it has not, look at the terminal that Unsaid runs in. A new link stands there after each start.";

pub const SIGN_IN: &str = "Sign in";

pub const RECOVERY_TITLE: &str = "Your recovery code";
pub const RECOVERY_LEAD: &str = "This is the spare key to the desk. If you forget your password, nothing else will open your letters.";
pub const RECOVERY_HOW: &str = "To use it: stop Unsaid on the server, run this, choose a new password, and start \
     Unsaid again. If Unsaid is started with --data, add the same here.";
/// What is run on the server.
pub fn recovery_command(account: &str) -> String {
    format!("unsaid recover --account {account}")
}
pub const RECOVERY_ONCE: &str = "It is shown until you press the button below, ten minutes at the most, and never again. Print this page (Ctrl and P, or Share and Print on a phone), or copy the code by hand.";
pub const RECOVERY_KEEP: &str = "Keep it where you keep a passport, not on a computer and not in a photo. Whoever has it and the server’s \
     files can read every letter.";
pub const RECOVERY_LABEL: &str = "Recovery code";
pub const RECOVERY_DATE: &str = "Printed on";
pub const RECOVERY_DONE: &str = "I have it on paper. Open the desk";

pub const LOGIN_LEAD: &str =
    "Sign in to open the desk. Letters that arrive meanwhile wait, sealed.";
pub const LOGIN_SEND: &str = "Open the desk";
pub const LOGIN_FORGOT: &str = "Forgotten the password?";
pub const LOGIN_FORGOT_HOW: &str = "Take your printed recovery code. On the server, stop Unsaid and run this, with your account for NAME and with \
     the --data that Unsaid is started with. It asks for the code and for a new password. Then start Unsaid again.";
pub const LOGIN_WRONG: &str =
    "This account and this password do not belong together. Check both and try again.";
pub const LOGIN_BUSY: &str =
    "Many people are trying to sign in right now. Wait a few seconds, then try again.";

/// Too many tries went before this one.
pub fn login_wait(seconds: u64) -> String {
    match seconds {
        0 | 1 => "There were too many wrong passwords. Wait a second, then try again.".to_owned(),
        _ => {
            format!("There were too many wrong passwords. Wait {seconds} seconds, then try again.")
        }
    }
}

pub const HTTPS_TITLE: &str = "The desk needs a safe connection";
pub const HTTPS_WHY: &str = "Over plain http, anyone on the way could read your password and then every letter. So the desk stays closed here.";
pub const HTTPS_READERS: &str =
    "Readers are not affected by this page, but they deserve https too.";
pub const HTTPS_SITE_TITLE: &str = "For a site on the internet";
pub const HTTPS_SITE: &str = "Put Caddy or nginx in front of Unsaid and tell Unsaid the address that readers use. With Caddy these are three lines:";
pub const HTTPS_SITE_START: &str = "Then start Unsaid with that address:";
pub const HTTPS_HERE_TITLE: &str = "On the machine itself";
pub const HTTPS_HERE: &str =
    "Without an address set, open the desk in a browser on the same machine:";
pub const HTTPS_LOCAL: &str = "http://127.0.0.1:8080/desk";
pub const HTTPS_TUNNEL_TITLE: &str = "From your own computer, through ssh";
pub const HTTPS_TUNNEL: &str = "Run this in a terminal, leave it open, and use the address above. This too needs Unsaid without an address set:";

/// Stands for the name of the server where it is not known.
pub const HTTPS_EXAMPLE: &str = "column.example";
pub const HTTPS_ONION: &str = "The desk does not open at the onion address. Readers can ask and come back here; \
     for the desk, use one of these ways.";

/// Where somebody tried to open the desk.
pub fn https_here(host: &str) -> String {
    format!("You came by http://{host}.")
}

/// The three lines of Caddy's own file. It writes no access log unless it is told to.
pub fn https_caddy(host: &str) -> String {
    format!("{host} {{\n    reverse_proxy 127.0.0.1:8080\n}}")
}

/// How Unsaid is told the address.
pub fn https_url(host: &str) -> String {
    format!("unsaid --url https://{host}")
}

/// A tunnel to the machine.
pub fn https_ssh(host: &str) -> String {
    format!("ssh -L 8080:127.0.0.1:8080 you@{host}")
}

/// Over the sign-in form that holds another form.
pub const KEPT: &str = "Your session ended while you were writing. What you typed is kept in this page: sign in, and go on with it.";
pub const RESUME: &str = "You are signed in again";
pub const RESUME_LEAD: &str = "What you typed is kept below. It has not been saved or sent yet.";
pub const RESUME_TYPED: &str = "What you typed";
pub const RESUME_SEND: &str = "Go on with it";
pub const RESUME_DROP: &str = "Leave it and go to the queue";
