//! What stands between a public form and the store: form tokens, and how many letters come in.
//!
//! All of it is in memory and gone with the process. Nobody is refused: what comes too fast is shown the slow lane, a
//! page that waits. Networks are known by a code under a key that is drawn at the start, never by their address.

mod buckets;
mod limits;

pub use crate::seal::{Bound, FormUse, Purpose};
pub(super) use buckets::QUIET_SECONDS;
pub use limits::GateLimits;

use std::sync::{Mutex, MutexGuard, PoisonError};

use zeroize::Zeroizing;

use crate::domain::{MailboxId, Moment, Prefix};
use crate::seal::{self, FormKey, TokenState};
use buckets::Buckets;

/// The gate of a column. One lives as long as the process.
pub struct Gate {
    limits: GateLimits,
    forms: FormKey,
    /// Codes the prefixes.
    key: Zeroizing<[u8; 32]>,
    buckets: Mutex<Buckets>,
    /// What comes with a receipt after the first letter, by mailbox.
    mailboxes: Mutex<Buckets>,
}

/// A form that came back, as far as the gate looks at it. What was not sent is empty.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    pub form: FormUse<'a>,
    /// None for this machine, Tor, and whoever else has no network of their own.
    pub prefix: Option<Prefix>,
    /// The form's token.
    pub token: &'a str,
    /// The token of the page that waits.
    pub slow: &'a str,
    /// What was typed in the field that people do not see.
    pub honeypot: &'a str,
}

/// What becomes of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Its letter is taken; `suspect` when it came by the slow lane.
    Welcome { suspect: bool },
    /// The form is shown again with this token and all that was typed.
    Fresh { token: String },
    /// The page that waits is shown, with this token and all that was typed. Its button works after `seconds`.
    Slow { seconds: u32, token: String },
}

impl Gate {
    pub fn new(limits: GateLimits) -> Self {
        Self {
            limits,
            forms: FormKey::generate(),
            key: Zeroizing::new(seal::random_bytes()),
            buckets: Mutex::new(Buckets::new(limits)),
            mailboxes: Mutex::new(Buckets::new(GateLimits::of_mailboxes())),
        }
    }

    /// The token of a form that is about to be shown.
    pub fn token(&self, form: &FormUse<'_>, now: Moment) -> String {
        self.buckets().forget(now);
        self.forms.issue(form, now).to_string()
    }

    /// Decides over a form whose fields are right. Each welcome counts against the limits, nothing else does.
    pub fn judge(&self, asking: &Asking<'_>, now: Moment) -> Verdict {
        let slow = FormUse { purpose: Purpose::Slow, ..asking.form };
        match self.forms.check(asking.slow, &slow, self.limits.slow_seconds, now) {
            TokenState::Good => return Verdict::Welcome { suspect: true },
            // The same token again, so that the time already waited counts.
            TokenState::TooYoung { left } => {
                return Verdict::Slow { seconds: left, token: asking.slow.to_owned() };
            }
            TokenState::Expired | TokenState::Foreign => {}
        }
        let wait =
            || Verdict::Slow { seconds: self.limits.slow_seconds, token: self.token(&slow, now) };
        // Some password managers fill in every field, so even this is no proof of a machine.
        if !asking.honeypot.is_empty() {
            return wait();
        }
        match self.forms.check(asking.token, &asking.form, self.limits.form_seconds, now) {
            TokenState::Good => {}
            TokenState::TooYoung { .. } => {
                return Verdict::Fresh { token: asking.token.to_owned() };
            }
            TokenState::Expired | TokenState::Foreign => {
                return Verdict::Fresh { token: self.token(&asking.form, now) };
            }
        }
        if self.admit(asking.prefix, now) { Verdict::Welcome { suspect: false } } else { wait() }
    }

    /// Whether what comes with one receipt comes as a person sends it. What never waits is bounded by this alone, and
    /// no mailbox counts for another.
    pub fn is_steady(&self, mailbox: &MailboxId, now: Moment) -> bool {
        let code = self.code(&mailbox.0);
        let mut mailboxes = self.mailboxes.lock().unwrap_or_else(PoisonError::into_inner);
        mailboxes.admit(Some(code), now)
    }

    fn admit(&self, prefix: Option<Prefix>, now: Moment) -> bool {
        let network = prefix.map(|prefix| self.code(prefix.as_bytes()));
        self.buckets().admit(network, now)
    }

    fn buckets(&self) -> MutexGuard<'_, Buckets> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The code of a network or a mailbox: the first half of an HMAC, which nobody can turn back without this process's
    /// key.
    fn code(&self, name: &[u8]) -> u128 {
        let mut half = [0; 16];
        half.copy_from_slice(&seal::mac(&self.key, &[name])[..16]);
        u128::from_be_bytes(half)
    }
}

#[cfg(test)]
mod tests;
