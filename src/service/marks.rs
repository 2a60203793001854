//! The marks by which browsers are known again that have signed in before.

use super::{Result, Service};
use crate::domain::{AccountId, AccountName, AuthHash, Moment};
use crate::public::Site;
use crate::seal::{self, Token};

/// Hexadecimal digits of an account's id and of a token, in a browser's mark.
const ACCOUNT_HEX: usize = 32;
const TOKEN_HEX: usize = 64;

impl Service {
    /// A mark that lets a new browser of this account into the known lane, made for whoever is on the machine
    /// itself; none for an unknown account.
    ///
    /// # Errors
    ///
    /// * [`super::Error::NotSetUp`] before the column is set up.
    pub async fn admit(&self, account: &AccountName) -> Result<Option<String>> {
        let site = self.site()?;
        let record = self.inner.public.account(account.clone()).await?;
        Ok(record.map(|record| device_mark(&site, record.id)))
    }

    /// Whether a mark is one of ours.
    pub fn is_mark(&self, mark: &str) -> bool {
        self.site().is_ok_and(|site| marked_account(&site, mark).is_some())
    }

    /// Whether a browser is signed in or has been before, so that it may send as much as the desk takes.
    pub async fn knows(&self, token: Option<&Token>, mark: Option<&str>, now: Moment) -> bool {
        if mark.is_some_and(|mark| self.is_mark(mark)) {
            return true;
        }
        let Some(token) = token else { return false };
        self.opened().await.is_some_and(|open| open.sessions.person(token, now).is_some())
    }
}

/// What a browser keeps to be known again: the account, a random text, and the signature of both.
pub(super) fn device_mark(site: &Site, account: AccountId) -> String {
    let random = Token::generate().as_text();
    format!("{account}{}{}", *random, signature(site, account, &random))
}

/// The account that a browser's mark was made for; none for a text that we did not sign.
pub(super) fn marked_account(site: &Site, mark: &str) -> Option<AccountId> {
    let (account, rest) = mark.split_at_checked(ACCOUNT_HEX)?;
    let (random, signed) = rest.split_at_checked(TOKEN_HEX)?;
    let account = AccountId::from_hex(account).ok()?;
    seal::same(signed.as_bytes(), signature(site, account, random).as_bytes()).then_some(account)
}

fn signature(site: &Site, account: AccountId, random: &str) -> String {
    let signed = seal::mac(&site.device_key, &[b"unsaid/1 device", &account.0, random.as_bytes()]);
    AuthHash(signed).to_string()
}
